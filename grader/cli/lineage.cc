#include "grader/cli/lineage.h"

#include <algorithm>
#include <ostream>

#include "engine/base/text.h"
#include "engine/json/write.h"
#include "grader/cli/door.h"
#include "grader/cli/folder.h"
#include "grader/cli/opening.h"

namespace nightshift::cli {
namespace {

constexpr std::size_t kNameWidthMax = 32;

// "orders.total AGGREGATION, orders.status FILTER"; what nothing flows into reads no column.
std::string inputs_text(const Json& holder) {
  std::string text;
  for (const Json& input : *holder.find("inputs")->if_array()) {
    text += (text.empty() ? "" : ", ") + text_of(input, "table") + "." + text_of(input, "column");
    for (const Json& each : *input.find("transformations")->if_array()) {
      text += " " + text_of(each, "subtype");
    }
  }
  if (*holder.find("complete") == Json(true)) return text.empty() ? "no column" : text;
  return text + (text.empty() ? "" : ", ") + "and perhaps more";
}

void print_lineage(const Json& lineage, const std::string& file, std::ostream& out) {
  const Json::Array& columns = *lineage.find("columns")->if_array();
  std::size_t width = 0;
  for (const Json& column : columns) {
    const std::size_t own = display_width(one_line(text_of(column, "name"), kNameWidthMax));
    width = std::max(width, own);
  }
  for (const Json& column : columns) {
    const std::string name = one_line(text_of(column, "name"), kNameWidthMax);
    out << name << std::string(width - display_width(name), ' ') << "  <- " << inputs_text(column)
        << "\n";
  }
  out << "\nWhich rows there are, and their order: " << inputs_text(*lineage.find("rows")) << "\n";
  std::string tables;
  for (const Json& table : *lineage.find("tables")->if_array()) {
    tables += (tables.empty() ? "" : ", ") + *table.if_string();
  }
  out << "Tables: " << (tables.empty() ? "none" : tables) << "\n";
  for (const Json& unclear : *lineage.find("unclear")->if_array()) {
    out << file;
    const Json& where = *unclear.find("where");
    if (where.if_object() != nullptr) {
      out << ":" << number_of(where, "line") << ":" << number_of(where, "column");
    }
    out << ": not followed: " << text_of(unclear, "message") << "\n";
  }
}

}  // namespace

ExitCode lineage(const LineageWords& words, const Streams& streams) {
  const auto schema = read_file(words.schema);
  if (!schema) return tell(schema.error(), streams);
  const auto sql = read_file(words.query);
  if (!sql) return tell(sql.error(), streams);
  Door door;
  const Reply reply =
      door.call(Json::object({{"kind", "lineage.query"}, {"schema", *schema}, {"sql", *sql}}));
  if (!reply.ok) return tell(reply, streams);
  if (words.format == "json") {
    streams.out << write_json(reply.result(), JsonLayout::kIndented);
  } else {
    print_lineage(reply.result(), words.query, streams.out);
  }
  return kPassed;
}

}  // namespace nightshift::cli
