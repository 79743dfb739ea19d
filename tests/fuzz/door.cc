#include "tests/fuzz/door.h"

#include <array>

#include "tests/fuzz/promise.h"

namespace nightshift::fuzz {
namespace {

constexpr std::string_view kPack = R"({
  "format": 1, "id": "00000000-0000-4000-8000-000000000001", "name": "tiny", "title": "Tiny",
  "description": "For fuzzers.", "version": "0.1.0",
  "budget": {"steps": 20000, "rows": 200, "bytes": 100000, "value_bytes": 10000}})";

constexpr std::string_view kLesson = R"({
  "id": "00000000-0000-4000-8000-000000000002", "title": "Tiny lesson", "summary": "Counts words.",
  "objectives": ["Count."], "duration_minutes": 5, "level": 1,
  "tables": [{"name": "t", "primary_key": ["id"], "columns": [
    {"name": "id", "type": "integer"}, {"name": "word", "type": "text", "nullable": true}]}],
  "datasets": [
    {"name": "small", "title": "Small", "visible": true, "tables": {"t": [{"csv": "data/small.csv"}, {"sql": "data/extra.sql"}]}}],
  "steps": [
    {"kind": "query", "id": "count", "title": "Count", "text": "text/count.md", "answer": "count.sql",
     "checks": [
       {"id": "00000000-0000-4000-8000-000000000011", "kind": "runs"},
       {"id": "00000000-0000-4000-8000-000000000015", "kind": "rows"},
       {"id": "00000000-0000-4000-8000-000000000016", "kind": "order"}]}]})";

constexpr std::array<std::array<std::string_view, 2>, 6> kFiles = {{
    {"pack.json", kPack},
    {"01-tiny/text/count.md", "Count the words."},
    {"01-tiny/data/small.csv", "id,word\n1,sun\n2,rain\n3,sun\n4,\n"},
    {"01-tiny/start/count.sql", "SELECT * FROM t"},
    {"01-tiny/solution/count.sql", "SELECT word, count(*) AS n FROM t GROUP BY word ORDER BY word"},
    {"01-tiny/data/extra.sql", "INSERT INTO t VALUES (9, 'fog');"},
}};

const std::uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

}  // namespace

bool Door::call(std::string_view request, std::string_view attachment) {
  nightshift_call(core_, bytes_of(request), request.size(), bytes_of(attachment),
                  attachment.size());
  const std::string_view reply(reinterpret_cast<const char*>(nightshift_reply(core_)),
                               nightshift_reply_size(core_));
  expect(reply.starts_with("{") && reply.ends_with("}"), "a reply is one JSON object");
  const bool ok = reply.find("\"ok\":true") != std::string_view::npos;
  expect(ok || reply.find("\"errors\"") != std::string_view::npos, "what is not ok has errors");
  return ok;
}

bool Door::open_pack_with(std::string_view lesson) {
  const auto put = [this](std::string_view path, std::string_view bytes) {
    call(R"({"kind":"files.put","area":"pack","path":)" + json_text(path) + "}", bytes);
  };
  call(R"({"kind":"files.clear","area":"pack"})");
  for (const auto& [path, bytes] : kFiles) put(path, bytes);
  put("01-tiny/lesson.json", lesson);
  return call(R"({"kind":"pack.open"})");
}

bool Door::open_pack() { return open_pack_with(kLesson); }

std::string json_text(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += kDigits[byte >> 4U];
      out += kDigits[byte & 15U];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

}  // namespace nightshift::fuzz
