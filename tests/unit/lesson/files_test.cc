#include "engine/lesson/files.h"

#include "tests/support/catch.h"

namespace nightshift {
namespace {

std::string put_code(FileSet& files, std::string path, std::string bytes = "x") {
  const Result<void> put = files.put(std::move(path), std::move(bytes), Whose::kLearner);
  return put ? "ok" : put.error().code;
}

TEST_CASE("paths that leave the folder or hide are refused") {
  FileSet files;
  for (const char* path : {"", "/a", "a/", "a//b", "..", "a/../b", "./a", "a\\b", "a\nb", "\xff"}) {
    CAPTURE(path);
    CHECK(put_code(files, path) == "files.path");
  }
  CHECK(put_code(files, std::string("a\0b", 3)) == "files.path");
  CHECK(put_code(files, std::string(256, 'a')) == "files.path");
  CHECK(files.files().empty());
  for (const char* path : {"a", "a/b.csv", "a/..b", "schön.md"}) {
    CAPTURE(path);
    CHECK(put_code(files, path) == "ok");
  }
}

TEST_CASE("sizes and counts have an end, and a refused file changes nothing") {
  FileSet files(FileSet::Limits{.files_max = 2, .file_bytes_max = 4, .bytes_max = 6});
  CHECK(put_code(files, "a", "1234") == "ok");
  CHECK(put_code(files, "b", "12345") == "files.too_large");
  CHECK(put_code(files, "b", "123") == "files.too_large");
  CHECK(put_code(files, "b", "12") == "ok");
  CHECK(put_code(files, "c", "") == "files.too_many");
  CHECK(files.bytes() == 6);
  CHECK(put_code(files, "a", "1") == "ok");  // replacing frees what was there
  CHECK(files.bytes() == 3);
  CHECK(*files.find("a") == "1");
  CHECK(files.find("c") == nullptr);
}

TEST_CASE("the digest is over paths and contents") {
  const auto digest = [](std::initializer_list<std::pair<const char*, const char*>> pairs) {
    FileSet files;
    for (const auto& [path, bytes] : pairs) put_code(files, path, bytes);
    return files.digest();
  };
  CHECK(digest({{"a", "1"}, {"b", "2"}}) == digest({{"b", "2"}, {"a", "1"}}));
  CHECK(digest({{"a", "1"}}) != digest({{"a", "2"}}));
  CHECK(digest({{"ab", "c"}}) != digest({{"a", "bc"}}));
}

TEST_CASE("the files below a folder") {
  FileSet files;
  for (const char* path : {"a/x", "a/b/y", "ab/z", "c"}) put_code(files, path);
  CHECK(files.below("a") == std::vector<std::string>{"a/b/y", "a/x"});
  CHECK(files.below("c").empty());
}

}  // namespace
}  // namespace nightshift
