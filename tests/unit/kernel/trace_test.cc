#include "engine/kernel/trace.h"

#include <algorithm>

#include "engine/base/sha.h"
#include "engine/json/parse.h"
#include "engine/json/write.h"
#include "tests/support/catch.h"

namespace nightshift {
namespace {

TraceEvent task_end(std::int64_t written) {
  return {
      .time = 1'773'187'440'000'000,
      .kind = TraceKind::kTaskEnd,
      .subject = "load_orders",
      .run = "orders_daily@2026-03-10#1",
      .cause = 0,
      .fields = {
          {"written", written}, {"read", std::int64_t{54}}, {"state", "success"}, {"late", false}}};
}

Trace trace_of(std::int64_t count) {
  Trace trace;
  for (std::int64_t written = 0; written < count; ++written) trace.add(task_end(written));
  return trace;
}

TEST_CASE("an event is one line of canonical JSON") {
  Trace trace;
  trace.add({.time = 5, .kind = TraceKind::kNote, .subject = "a \"b\"\n"});
  trace.add(task_end(0));
  CHECK(trace.line(0) == R"({"d":{},"i":0,"k":"note","s":"a \"b\"\n","t":5})");
  CHECK(trace.line(1) ==
        R"({"c":0,"d":{"late":false,"read":54,"state":"success","written":0},"i":1,"k":"task.end",)"
        R"("r":"orders_daily@2026-03-10#1","s":"load_orders","t":1773187440000000})");
}

TEST_CASE("a line is what the one writer of JSON would write") {
  const Trace trace = trace_of(3);
  for (std::int64_t index = 0; index < trace.size(); ++index) {
    const Result<Json> json = parse_json(trace.line(index), {});
    REQUIRE(json);
    CHECK(write_json(*json, JsonLayout::kCompact) == trace.line(index));
  }
}

TEST_CASE("fields are asked for by name") {
  const TraceEvent event = task_end(3);
  CHECK(event.number("written") == 3);
  CHECK(event.number("state", -1) == -1);
  CHECK(event.number("nothing", 7) == 7);
  CHECK(event.text("state") == "success");
  CHECK(event.text("read").empty());
  CHECK(event.find("nothing") == nullptr);
}

TEST_CASE("the digest is that of the exported file") {
  const Trace trace = trace_of(2);
  Sha256 sha;
  sha.add(trace.line(0) + '\n' + trace.line(1) + '\n');
  CHECK(trace.digest() == sha.text());
  CHECK(trace_of(1).digest() != trace.digest());
}

TEST_CASE("block digests say where two traces part") {
  Trace changed;
  for (std::int64_t index = 0; index < 600; ++index)
    changed.add(task_end(index == 300 ? -1 : index));
  const std::vector<std::string> left = trace_of(600).block_digests();
  const std::vector<std::string> right = changed.block_digests();
  REQUIRE(left.size() == 2);
  CHECK(left[0] == right[0]);
  CHECK(left[1] != right[1]);
}

TEST_CASE("every kind has a name of its own") {
  std::vector<std::string_view> names;
  for (int kind = 0; kind <= static_cast<int>(TraceKind::kLimit); ++kind) {
    names.push_back(trace_kind_text(static_cast<TraceKind>(kind)));
  }
  CHECK(names.front() == "src.write");
  CHECK(names.back() == "limit");
  for (const std::string_view name : names)
    CHECK(std::count(names.begin(), names.end(), name) == 1);
}

}  // namespace
}  // namespace nightshift
