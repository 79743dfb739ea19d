#include "engine/session/expected.h"

#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/base/check.h"
#include "engine/base/nearest.h"
#include "engine/base/text.h"
#include "engine/json/reader.h"
#include "engine/session/table_json.h"

namespace nightshift {
namespace {

std::optional<std::size_t> column_named(const Table& table, std::string_view name) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (same_name(table.columns[i].name, name)) return i;
  }
  return std::nullopt;
}

Error rule_error(const Where& where, std::string code, std::string message, std::string remedy) {
  return {.whose = Whose::kAuthor,
          .code = std::move(code),
          .message = std::move(message),
          .remedy = std::move(remedy),
          .where = where};
}

// "The columns are month, revenue.", after the nearest one.
std::string column_remedy(const Table& table, const std::string& name) {
  std::vector<std::string> names;
  for (const Column& column : table.columns) names.push_back(column.name);
  const auto near = nearest(name, names);
  std::string remedy = near ? "Did you mean \"" + *near + "\"? " : "";
  remedy += "The columns are ";
  for (std::size_t i = 0; i < names.size(); ++i) remedy += (i == 0 ? "" : ", ") + names[i];
  return remedy + ".";
}

// "month", "month asc" or "month desc".
PlainOrderTerm term_from_text(std::string_view text) {
  PlainOrderTerm term;
  const std::size_t blank = text.rfind(' ');
  const std::string direction = blank == text.npos ? "" : lower_case(text.substr(blank + 1));
  const bool directed = direction == "asc" || direction == "desc";
  term.name = std::string(directed ? text.substr(0, blank) : text);
  term.descending = direction == "desc";
  return term;
}

Result<OrderKey> key_from_term(const PlainOrderTerm& term, const Table& table, const Where& where) {
  std::optional<std::size_t> column;
  if (term.number) {
    const auto index = static_cast<std::size_t>(*term.number - 1);
    if (*term.number >= 1 && index < table.columns.size()) column = index;
  } else {
    column = column_named(table, term.name);
  }
  if (!column) {
    return fail(rule_error(where, "pack.order_column",
                           "the order names \"" + term.name + "\", which is no result column",
                           column_remedy(table, term.name)));
  }
  return OrderKey{
      .column = *column, .descending = term.descending, .nulls_first = term.nulls_first};
}

// The reader and the errors of one expected file.
struct ExpectedFile {
  Errors errors;
  JsonReader root;

  ExpectedFile(const Json& json, const Lesson& lesson, const Step& step)
      : root(json, {.whose = Whose::kAuthor, .file = expected_path(lesson, step)}, errors) {}
};

std::vector<OrderKey> read_order(JsonReader list, std::size_t columns) {
  std::vector<OrderKey> keys;
  const std::int64_t last = std::max<std::int64_t>(static_cast<std::int64_t>(columns) - 1, 0);
  for (JsonReader& term : list.elements()) {
    OrderKey key;
    key.column = static_cast<std::size_t>(term.member("column").integer(0, last));
    key.descending = term.member("descending").boolean();
    if (auto nulls = term.optional_member("nulls_first")) key.nulls_first = nulls->boolean();
    keys.push_back(key);
  }
  return keys;
}

}  // namespace

std::string expected_path(const Lesson& lesson, const Step& step) {
  return lesson.folder + "/expected/" + step.id + ".json";
}

Result<void> check_key(const CompareRules& rules, const Table& result) {
  for (std::size_t i = 0; i < rules.rows.key.size(); ++i) {
    const std::string& name = rules.rows.key[i];
    if (column_named(result, name)) continue;
    Where where = rules.key_where;
    where.pointer += "/" + std::to_string(i);
    return fail(rule_error(where, "pack.key_column",
                           "compare.key names \"" + shortened(name, 60) +
                               "\", which is no column of the solution's result",
                           column_remedy(result, name)));
  }
  return {};
}

Result<void> resolve_order(const CompareRules& rules, const TopLevelOrder& order,
                           const std::string& file, Expectation& expectation) {
  std::vector<PlainOrderTerm> terms = order.terms;
  const bool given = rules.order == CompareRules::Order::kGiven;
  const Where where = given ? rules.order_where : Where{.file = file};
  if (rules.order == CompareRules::Order::kIgnore) return {};
  if (given) {
    terms.clear();
    for (const std::string& text : rules.order_terms) terms.push_back(term_from_text(text));
  } else if (!order.present) {
    return {};
  } else if (terms.empty()) {
    return fail(rule_error(where, "pack.order_unclear",
                           "the solution orders by an expression, so ties cannot be told",
                           "List the order in compare.order, or set it to \"ignore\"."));
  }
  expectation.ordered = true;
  for (const PlainOrderTerm& term : terms) {
    NIGHTSHIFT_TRY(const OrderKey key, key_from_term(term, expectation.tables.front(), where));
    expectation.keys.push_back(key);
  }
  for (const Table& table : expectation.tables) {
    if (is_ordered(table, expectation.keys)) continue;
    return fail(rule_error(where, "pack.order_wrong",
                           "the solution's rows are not in the declared order",
                           "Mend compare.order, or the solution's ORDER BY."));
  }
  return {};
}

Json order_json(const std::vector<OrderKey>& keys) {
  Json order = Json::array();
  for (const OrderKey& key : keys) {
    Json& term = order.push(Json::object({{"column", key.column}, {"descending", key.descending}}));
    if (key.nulls_first) term.set("nulls_first", *key.nulls_first);
  }
  return order;
}

Json expectation_to_json(const Expectation& expectation, const Lesson& lesson, const Step& step,
                         const std::vector<MistakePrint>& mistakes,
                         const std::vector<std::string>& references) {
  const auto& query = std::get<QueryStep>(step.body);
  NIGHTSHIFT_CHECK(expectation.tables.size() == query.datasets.size());
  Json datasets = Json::array();
  for (std::size_t i = 0; i < query.datasets.size(); ++i) {
    datasets.push(Json::object({{"name", lesson.datasets[query.datasets[i]].name},
                                {"table", table_to_json(expectation.tables[i])}}));
  }
  Json prints = Json::array();
  for (const MistakePrint& mistake : mistakes) {
    prints.push(Json::object({{"name", mistake.name},
                              {"title", mistake.title},
                              {"feedback", mistake.feedback},
                              {"sequence", mistake.sequence},
                              {"print", mistake.print}}));
  }
  Json json = Json::object({{"datasets", std::move(datasets)},
                            {"ordered", expectation.ordered},
                            {"order", order_json(expectation.keys)},
                            {"mistakes", std::move(prints)}});
  if (!references.empty()) json.set("references", texts_json(references));
  return json;
}

Result<Expectation> expectation_from_json(const Json& json, const Lesson& lesson,
                                          const Step& step) {
  ExpectedFile file(json, lesson, step);
  const auto& query = std::get<QueryStep>(step.body);
  Expectation expectation;
  expectation.ordered = file.root.member("ordered").boolean();
  JsonReader datasets = file.root.member("datasets");
  for (JsonReader& dataset : datasets.elements(1)) {
    expectation.tables.push_back(table_from_json(dataset.member("table")));
    const Table& table = expectation.tables.back();
    const bool same_shape =
        table.columns.size() == expectation.tables.front().columns.size() && !table.columns.empty();
    if (!same_shape) {
      dataset.error("pack.row", "the data sets' results have different columns",
                    "Build the pack again.");
    }
  }
  if (expectation.tables.size() != query.datasets.size()) {
    datasets.error("pack.datasets", "there must be one result per data set of the step",
                   "Build the pack again.");
  }
  const std::size_t columns =
      expectation.tables.empty() ? 1 : expectation.tables.front().columns.size();
  expectation.keys = read_order(file.root.member("order"), columns);
  if (!file.errors.empty()) return fail(file.errors.front());
  return expectation;
}

Result<Expectation> sealed_expectation(const Json& json, const Lesson& lesson, const Step& step) {
  ExpectedFile file(json, lesson, step);
  Table table;
  for (JsonReader& column : file.root.member("columns").elements(1)) {
    JsonReader type = column.member("type");
    table.columns.push_back({.name = column.member("name").text_or_empty(),
                             .type = column_type_from_text(type.text()).value_or(ColumnType::kNull),
                             .cells = {}});
  }
  Expectation expectation;
  expectation.tables.assign(std::get<QueryStep>(step.body).datasets.size(), table);
  expectation.keys = read_order(file.root.member("order"), table.columns.size());
  expectation.ordered = !expectation.keys.empty();
  if (!file.errors.empty()) return fail(file.errors.front());
  return expectation;
}

Result<std::vector<MistakePrint>> mistake_prints_from_json(const Json& json, const Lesson& lesson,
                                                           const Step& step) {
  ExpectedFile file(json, lesson, step);
  std::vector<MistakePrint> prints;
  for (JsonReader& mistake : file.root.member("mistakes").elements()) {
    prints.push_back({.name = mistake.member("name").text(),
                      .title = mistake.member("title").text(),
                      .feedback = mistake.member("feedback").text(),
                      .sequence = mistake.member("sequence").boolean(),
                      .print = mistake.member("print").text()});
  }
  if (!file.errors.empty()) return fail(file.errors.front());
  return prints;
}

Result<std::vector<std::string>> references_from_json(const Json& json, const Lesson& lesson,
                                                      const Step& step) {
  ExpectedFile file(json, lesson, step);
  std::vector<std::string> references;
  for (JsonReader& reference : file.root.member("references").elements(1)) {
    references.push_back(reference.text());
  }
  if (!file.errors.empty()) return fail(file.errors.front());
  return references;
}

}  // namespace nightshift
