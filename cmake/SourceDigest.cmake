# Writes the header grader/identity.h: version and a digest over the sources that decide verdicts. Run at
# build time:  cmake -DROOT=... -DOUT=... -DVERSION=... -P SourceDigest.cmake
file(GLOB_RECURSE sources RELATIVE "${ROOT}" "${ROOT}/engine/*.cc" "${ROOT}/engine/*.h"
  "${ROOT}/grader/*.cc" "${ROOT}/grader/*.h")
list(FILTER sources EXCLUDE REGEX "^grader/cli/")
list(SORT sources)
set(lines "")
foreach(source IN LISTS sources)
  file(SHA256 "${ROOT}/${source}" hash)
  string(APPEND lines "${source} ${hash}\n")
endforeach()
string(SHA256 digest "${lines}")
set(content "// Made by cmake/SourceDigest.cmake: who grades.
#pragma once

namespace nightshift::identity {

inline constexpr const char* kVersion = \"${VERSION}\";
inline constexpr const char* kSourceDigest = \"sha256:${digest}\";

}  // namespace nightshift::identity
")
file(CONFIGURE OUTPUT "${OUT}" CONTENT "${content}" @ONLY)
