#include "engine/table/csv.h"

#include <vector>

#include "engine/base/random.h"
#include "tests/support/catch.h"

namespace nightshift {
namespace {

// Records as "[a][NULL][c] [d]", or "csv.quote line 2".
std::string read_all(std::string_view text) {
  CsvReader reader(text);
  std::string out;
  while (true) {
    const auto record = reader.read();
    if (!record) {
      return record.error().code + " line " + std::to_string(*record.error().where.line);
    }
    if (!*record) return out;
    if (!out.empty()) out += " ";
    for (const CsvReader::Field& field : **record) {
      out += field.is_null ? "NULL" : "[" + std::string(field.text) + "]";
    }
  }
}

TEST_CASE("CSV records and fields") {
  CHECK(read_all("") == "");
  CHECK(read_all("a,b\n1,2\n") == "[a][b] [1][2]");
  CHECK(read_all("a,b\r\n1,2\r\n") == "[a][b] [1][2]");
  CHECK(read_all("\xef\xbb\xbf"
                 "a,b\n") == "[a][b]");
  CHECK(read_all("a,b\n1,2") == "[a][b] [1][2]");
  CHECK(read_all("a,b\n\n\r\n\nc,d\n\n") == "[a][b] [c][d]");
  CHECK(read_all("a,,\n,b,") == "[a]NULLNULL NULL[b]NULL");
  CHECK(read_all("a,\"\"\n\"\",b") == "[a][] [][b]");
  CHECK(read_all("\"a,b\",c") == "[a,b][c]");
  CHECK(read_all("\"a\nb\",\"c\r\nd\"\ne,f") == "[a\nb][c\r\nd] [e][f]");
  CHECK(read_all("\"say \"\"hi\"\"\",\"\"\"\"") == "[say \"hi\"][\"]");
  CHECK(read_all(" a , b ") == "[ a ][ b ]");
  CHECK(read_all("5\" pipe,x") == "[5\" pipe][x]");
}

TEST_CASE("in a file of one column an empty line is a row with NULL") {
  CHECK(read_all("a\n\n1\r\n\r\n2\n") == "[a] NULL [1] NULL [2]");
  CHECK(read_all("a\n\n") == "[a] NULL");
  CHECK(read_all("a\n") == "[a]");
  CHECK(read_all("a\n1") == "[a] [1]");
  CHECK(read_all("a\n\"\"\n\n") == "[a] [] NULL");  // the empty text is another thing
  CHECK(read_all("\n\na\n\n") == "[a] NULL");       // before the first record nothing counts
}

TEST_CASE("quotes that go wrong name the line where the record starts") {
  CHECK(read_all("a,b\n1,\"2\n3,4\n") == "csv.quote line 2");
  CHECK(read_all("\"") == "csv.quote line 1");
  CHECK(read_all("\"a\nb\",1\n\"c\"d\n") == "csv.quote line 3");
  CHECK(read_all("\"a\" ,b") == "csv.quote line 1");
  CHECK(read_all("\"a\",b") == "[a][b]");
}

TEST_CASE("the reader knows the line of the latest record") {
  CsvReader reader("a,\n\n\"b\nc\",\nd,\n");
  std::vector<std::int64_t> lines;
  while (reader.read().value()) lines.push_back(reader.line());
  CHECK(lines == std::vector<std::int64_t>{1, 3, 5});
}

// Writes what the reader should read, quoting only where it must or where chance says so.
struct RandomCsv {
  std::string text;
  std::string expected;
};

RandomCsv random_csv(std::uint64_t seed) {
  RandomStream chance(seed, "csv");
  const std::vector<std::string> pieces = {"a", "\"", ",", "\n", "\r\n", " ", "é", "\r", "0"};
  const auto width = chance.between(1, 4);
  const auto height = chance.between(1, 5);
  RandomCsv csv;
  for (std::int64_t row = 0; row < height; ++row) {
    csv.expected += row > 0 ? " " : "";
    for (std::int64_t field = 0; field < width; ++field) {
      csv.text += field > 0 ? "," : "";
      const bool lone_header = width == 1 && row == 0;  // an empty line there is passed over
      if (!lone_header && chance.below(5) == 0) {
        csv.expected += "NULL";
        continue;
      }
      std::string value;
      for (std::int64_t n = chance.between(0, 4); n > 0; --n) {
        value += pieces[static_cast<std::size_t>(chance.below(pieces.size()))];
      }
      csv.expected += "[" + value + "]";
      const bool must_quote = value.empty() || value.find_first_of("\",\r\n") != std::string::npos;
      if (!must_quote && chance.below(2) == 0) {
        csv.text += value;
        continue;
      }
      csv.text += '"';
      for (const char c : value) csv.text += c == '"' ? std::string("\"\"") : std::string(1, c);
      csv.text += '"';
    }
    csv.text += chance.below(2) == 0 ? "\n" : "\r\n";
  }
  return csv;
}

TEST_CASE("what is written as CSV is read back") {
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    const RandomCsv csv = random_csv(seed);
    CAPTURE(seed, csv.text);
    REQUIRE(read_all(csv.text) == csv.expected);
  }
}

}  // namespace
}  // namespace nightshift
