# Links the bare module that browsers load: wasm without generated JavaScript and without imports.
#
#   nightshift_wasm_module(nightshift_wasm
#     OUTPUT nightshift                 # gives nightshift.wasm in the build tree's root
#     LIBRARIES nightshift_abi
#     EXPORTS nightshift_alloc nightshift_free)
#
# Why it looks like this is told in docs/decisions/0003-hermetic-wasm.md.

set(NIGHTSHIFT_WASM_STACK_BYTES 1048576)
set(NIGHTSHIFT_WASM_MEMORY_BYTES_MAX 1073741824)
set(NIGHTSHIFT_HERMETIC_SOURCE "${CMAKE_CURRENT_LIST_DIR}/hermetic.c")

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
  cmake_parse_arguments(PARSE_ARGV 1 MODULE "" "OUTPUT" "LIBRARIES;EXPORTS")
  list(TRANSFORM MODULE_EXPORTS PREPEND "_")
  list(JOIN MODULE_EXPORTS "," exports)
  add_executable(${name} "${NIGHTSHIFT_HERMETIC_SOURCE}")
  target_link_libraries(${name} PRIVATE nightshift_rules ${MODULE_LIBRARIES})
  target_link_options(${name} PRIVATE
    -Oz                                 # how wasm-opt goes over the whole module; names are left out
    --no-entry
    -sSTANDALONE_WASM
    -sFILESYSTEM=0
    -sALLOW_MEMORY_GROWTH
    "-sMAXIMUM_MEMORY=${NIGHTSHIFT_WASM_MEMORY_BYTES_MAX}"
    ${NIGHTSHIFT_WASM_STACK_OPTIONS}
    "-sEXPORTED_FUNCTIONS=${exports}")
  set_target_properties(${name} PROPERTIES
    OUTPUT_NAME "${MODULE_OUTPUT}"
    SUFFIX ".wasm"
    LINKER_LANGUAGE CXX
    LINK_DEPENDS "${NIGHTSHIFT_HERMETIC_SOURCE}"
    RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}")
endfunction()
