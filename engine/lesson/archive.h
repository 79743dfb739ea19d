// A pack as one file: a SQLite archive (table sqlar, as the sqlite3 shell writes with -A), entries
// not compressed. Whoever has a pack file can look into it with any SQLite tool.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/lesson/files.h"

namespace nightshift {

// Equal file sets give equal bytes: no times, no modes but 0644.
Result<std::string> write_archive(const FileSet& files);

// Fails with "archive.*" (the author's trouble): not_sqlite (the bytes are no database, or a
// damaged one), no_sqlar (it holds no such table), compressed (an entry is compressed), too_large,
// and with FileSet's own errors for its paths.
Result<FileSet> read_archive(std::string_view bytes);

}  // namespace nightshift
