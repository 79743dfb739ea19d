# Toolchain file of the wasm preset: finds any emcc on the path (Debian's, or an EMSDK) and hands over to
# the toolchain file that came with it.

find_program(NIGHTSHIFT_EMCC emcc NO_CMAKE_FIND_ROOT_PATH)
if(NOT NIGHTSHIFT_EMCC)
  message(FATAL_ERROR "emcc is not on the path: run tools/setup, or load an EMSDK")
endif()

# Debian's /usr/bin/emcc is a small script that names the real folder; an EMSDK's emcc lies in it.
file(REAL_PATH "${NIGHTSHIFT_EMCC}" emcc)
get_filename_component(emcc_folder "${emcc}" DIRECTORY)
foreach(folder "${emcc_folder}" "$ENV{EMSDK}/upstream/emscripten" /usr/share/emscripten /usr/lib/emscripten)
  if(EXISTS "${folder}/cmake/Modules/Platform/Emscripten.cmake")
    set(NIGHTSHIFT_EMSCRIPTEN "${folder}")
    break()
  endif()
endforeach()
if(NOT NIGHTSHIFT_EMSCRIPTEN)
  message(FATAL_ERROR "Emscripten's CMake toolchain file was not found near ${NIGHTSHIFT_EMCC}")
endif()

# The module is downloaded, so our own code is built for size; what the course measures runs inside SQLite,
# which third_party/sqlite builds for speed.
set(CMAKE_CXX_FLAGS_RELEASE "-Oz -DNDEBUG" CACHE STRING "Flags of our own code in the module")

include("${NIGHTSHIFT_EMSCRIPTEN}/cmake/Modules/Platform/Emscripten.cmake")
