// Identifiers made from names: the same names give the same identifier, on every machine.
#pragma once

#include <string>
#include <string_view>

namespace nightshift {

// The UUID of `name` in a namespace of 16 bytes (RFC 4122, version 5: SHA-1 over both), as 36
// characters in lower case.
std::string name_uuid(std::string_view namespace_bytes, std::string_view name);

// The namespace of runs: the UUID that RFC 4122 gives to URLs, as bytes.
std::string_view url_namespace();

}  // namespace nightshift
