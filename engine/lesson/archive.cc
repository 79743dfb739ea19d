#include "engine/lesson/archive.h"

#include "engine/base/check.h"
#include "engine/base/text.h"
#include "engine/sqlite/connection.h"

namespace nightshift {
namespace {

constexpr std::int64_t kFileMode = 0100644;         // a plain file, as sqlar writes it
constexpr std::int64_t kReadStepsMax = 50'000'000;  // what looking into a pack file may cost
constexpr std::string_view kSchema =
    "PRAGMA page_size = 4096; "
    "CREATE TABLE sqlar(name TEXT PRIMARY KEY, mode INT, mtime INT, sz INT, data BLOB);";

Error archive_error(std::string code, std::string message, std::string remedy) {
  return {.whose = Whose::kAuthor,
          .code = std::move(code),
          .message = std::move(message),
          .remedy = std::move(remedy),
          .where = {}};
}

Error not_sqlite(const SqliteError& error) {
  return archive_error("archive.not_sqlite",
                       "this is no pack file, or a damaged one (" + error.message + ")",
                       "Get the file again, or build it with nightshift pack.");
}

// Only a plain table may answer for sqlar: a view of that name could run for ever, or lie.
Result<void> check_schema(Connection& connection) {
  auto statement = connection.prepare(
      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'sqlar' "
      "AND sql NOT LIKE '%VIRTUAL%' AND sql NOT LIKE '%GENERATED%' AND sql NOT LIKE '% AS (%'");
  if (!statement) return fail(not_sqlite(statement.error()));
  const auto row = statement->step();
  if (!row) return fail(not_sqlite(row.error()));
  if (*row && statement->integer(0) == 1) return {};
  return fail(archive_error("archive.no_sqlar", "the file is a database, but no pack",
                            "Build a pack file with nightshift pack."));
}

Result<void> put_entry(FileSet& files, Cell name, Cell size, Cell data) {
  auto* path = std::get_if<std::string>(&name);
  auto* blob = std::get_if<Blob>(&data);
  auto* text = std::get_if<std::string>(&data);
  const auto* bytes_count = std::get_if<std::int64_t>(&size);
  if (path == nullptr || bytes_count == nullptr || (blob == nullptr && text == nullptr)) {
    return fail(archive_error("archive.entry", "an entry of the pack file is damaged",
                              "Get the file again, or build it with nightshift pack."));
  }
  std::string bytes = blob != nullptr ? std::move(blob->bytes) : std::move(*text);
  if (*bytes_count != static_cast<std::int64_t>(bytes.size())) {
    return fail(
        archive_error("archive.compressed", "the entry " + shortened(*path, 80) + " is compressed",
                      "Build the pack file with nightshift pack, which does not compress."));
  }
  return files.put(std::move(*path), std::move(bytes), Whose::kAuthor);
}

}  // namespace

Result<std::string> write_archive(const FileSet& files) {
  Connection connection{Connection::Options{}};
  NIGHTSHIFT_CHECK(connection.execute(kSchema).has_value());
  NIGHTSHIFT_CHECK(connection.execute("BEGIN").has_value());
  auto insert = connection.prepare("INSERT INTO sqlar VALUES (?1, ?2, 0, ?3, ?4)");
  NIGHTSHIFT_CHECK(insert.has_value());
  for (const auto& [path, bytes] : files.files()) {
    insert->reset();
    insert->bind_text(1, path);
    insert->bind_integer(2, kFileMode);
    insert->bind_integer(3, static_cast<std::int64_t>(bytes.size()));
    insert->bind_blob(4, bytes);
    const auto done = insert->step();
    if (!done) {
      return fail(archive_error("archive.too_large",
                                "the pack file cannot be built (" + done.error().message + ")",
                                "Make the pack smaller."));
    }
  }
  insert->reset();
  NIGHTSHIFT_CHECK(connection.execute("COMMIT").has_value());
  return connection.image();
}

Result<FileSet> read_archive(std::string_view bytes) {
  // SQLite takes no bytes at all for an empty database; a pack file is never that.
  if (!bytes.starts_with("SQLite format 3")) {
    return fail(not_sqlite({.problem = SqliteProblem::kOther, .message = "another kind of file"}));
  }
  Connection connection{Connection::Options{}};
  const auto opened = connection.open_image(bytes);
  if (!opened) return fail(not_sqlite(opened.error()));
  connection.start_meter(kReadStepsMax);
  connection.set_access(Access::kRead);
  NIGHTSHIFT_TRY(check_schema(connection));
  auto entries = connection.prepare("SELECT name, sz, data FROM sqlar ORDER BY name");
  if (!entries) return fail(not_sqlite(entries.error()));
  FileSet files;
  while (true) {
    const auto row = entries->step();
    if (!row) return fail(not_sqlite(row.error()));
    if (!*row) return files;
    NIGHTSHIFT_TRY(put_entry(files, entries->cell(0), entries->cell(1), entries->cell(2)));
  }
}

}  // namespace nightshift
