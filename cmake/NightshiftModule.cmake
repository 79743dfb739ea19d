# One way to declare a module of ours, so that every one is built alike.
#
#   nightshift_module(nightshift_table
#     SOURCES cell.cc table.cc
#     USES nightshift_base
#     PRIVATE_USES third_party::xxhash)
#
# HOT modules do the work that learners wait for: in wasm they are built for speed, the others for size. Sources are
# listed, never globbed. USES are the modules whose headers ours include; the allowed pairs
# are in tools/tidy.mjs.

# Flags of every object we build, also of third-party code: the arithmetic must be the same everywhere.
add_compile_options(-ffp-contract=off "-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=")
if(NIGHTSHIFT_SANITIZE)
  # vptr needs run-time types, which our modules do without. The next three look at every access through a pointer: they
  # double the time a build takes, and what they would find, address finds where it matters.
  add_compile_options(-fsanitize=address,undefined -fno-sanitize=vptr,null,alignment,object-size
    -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
if(NIGHTSHIFT_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# Warnings and language rules of our own code.
add_library(nightshift_rules INTERFACE)
target_include_directories(nightshift_rules INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_options(nightshift_rules INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast -Wno-gnu-zero-variadic-macro-arguments
  -Wno-missing-field-initializers)  # designated initialisers leave the rest at its defaults
# At -O3, g++ 12 sees overlapping copies in its own std::string (GCC bug 105651), and takes the parts of a std::variant
# that do not hold for uninitialised (GCC bug 105562).
target_compile_options(nightshift_rules INTERFACE
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-maybe-uninitialized>)
if(NIGHTSHIFT_WARNINGS_AS_ERRORS)
  target_compile_options(nightshift_rules INTERFACE -Werror)
endif()

# Errors are values in our modules: no exceptions, no run-time types.
add_library(nightshift_module_rules INTERFACE)
target_link_libraries(nightshift_module_rules INTERFACE nightshift_rules)
target_compile_options(nightshift_module_rules INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions;-fno-rtti>)

function(nightshift_module name)
  cmake_parse_arguments(PARSE_ARGV 1 MODULE "HOT" "" "SOURCES;USES;PRIVATE_USES")
  add_library(${name} STATIC ${MODULE_SOURCES})
  if(MODULE_HOT AND EMSCRIPTEN)
    target_compile_options(${name} PRIVATE -O2)
  endif()
  target_link_libraries(${name} PUBLIC ${MODULE_USES}
    PRIVATE $<BUILD_INTERFACE:nightshift_module_rules> ${MODULE_PRIVATE_USES})
endfunction()
