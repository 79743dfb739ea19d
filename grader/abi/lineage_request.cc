#include "grader/abi/lineage_request.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/text.h"
#include "engine/sql/lineage.h"
#include "engine/sql/parse.h"
#include "engine/warehouse/scratch.h"
#include "grader/abi/context.h"

namespace nightshift {
namespace {

// The column that is the number of a row: https://www.sqlite.org/lang_createtable.html#rowid.
std::optional<std::size_t> rowid_of(const ScratchTable& table) {
  for (const ScratchKey& key : table.keys) {
    const bool is_alone = key.primary && key.columns.size() == 1;
    if (is_alone && same_name(table.columns[key.columns.front()].declared_type, "INTEGER")) {
      return key.columns.front();
    }
  }
  return std::nullopt;
}

// The table functions that a learner's query may use: https://www.sqlite.org/json1.html#jeach.
std::vector<LineageFunction> functions() {
  std::vector<LineageFunction> made;
  for (const char* name : {"json_each", "json_tree", "jsonb_each", "jsonb_tree"}) {
    made.push_back({.name = name,
                    .columns = {"key", "value", "type", "atom", "id", "parent", "fullkey", "path"},
                    .hidden = {"json", "root"}});
  }
  return made;
}

// Views as they were written down; one that our parser cannot read has no columns to follow.
Result<void> add_views(ScratchDatabase& database, LineageCatalog& catalog) {
  NIGHTSHIFT_TRY(PreparedQuery query,
                 database.prepare("SELECT sql FROM sqlite_schema WHERE type = 'view'"));
  NIGHTSHIFT_TRY(const Table views, database.run(query));
  for (const Cell& sql : views.columns.front().cells) {
    NIGHTSHIFT_TRY(const SqlStatement statement, parse_statement(cell_text(sql)));
    const auto* view = std::get_if<CreateView>(&statement.node);
    if (view == nullptr) continue;
    catalog.tables.push_back({.name = view->view.name,
                              .columns = view->columns,
                              .rowid = std::nullopt,
                              .view = view->select});
  }
  return {};
}

Result<LineageCatalog> catalog_of(const std::string& ddl) {
  NIGHTSHIFT_TRY(ScratchDatabase database, ScratchDatabase::create(ddl, {}));
  LineageCatalog catalog{.tables = {}, .functions = functions()};
  for (const ScratchTable& table : database.schema().tables) {
    LineageTable each{.name = table.name, .columns = {}, .rowid = rowid_of(table), .view = {}};
    for (const ScratchColumn& column : table.columns) each.columns.push_back(column.name);
    catalog.tables.push_back(std::move(each));
  }
  if (!database.schema().views.empty()) NIGHTSHIFT_TRY(add_views(database, catalog));
  if (!catalog.tables.empty()) return catalog;
  return fail(Error{.whose = Whose::kAuthor,
                    .code = "lineage.no_tables",
                    .message = "the schema has no table",
                    .remedy = "Give the CREATE TABLE statements of the tables that are read.",
                    .where = {}});
}

LineageCatalog catalog_of(const Lesson& lesson) {
  LineageCatalog catalog{.tables = {}, .functions = functions()};
  for (const TableSchema& table : lesson.tables) {
    LineageTable each{.name = table.name, .columns = {}, .rowid = {}, .view = {}};
    for (const ColumnSchema& column : table.columns) each.columns.push_back(column.name);
    catalog.tables.push_back(std::move(each));
  }
  return catalog;
}

std::string code_of(UnresolvedKind kind) {
  switch (kind) {
    case UnresolvedKind::kNoSuchTable:
      return "sql.no_such_table";
    case UnresolvedKind::kNoSuchColumn:
      return "sql.no_such_column";
    default:
      return "sql.invalid";
  }
}

Where place_of(const std::string& sql, const UnresolvedName& name) {
  return name.view.empty() ? where_in_text(sql, name.place.offset) : Where{};
}

// What SQLite would refuse, all at once.
Errors errors_of(const std::string& sql, const QueryLineage& lineage) {
  Errors errors;
  for (const UnresolvedName& name : lineage.unresolved) {
    if (!is_refused(name.kind)) continue;
    errors.push_back({.whose = Whose::kLearner,
                      .code = code_of(name.kind),
                      .message = unresolved_text(name),
                      .remedy = name.nearest.empty()
                                    ? "Use a name that the schema or the query has."
                                    : "Did you mean \"" + name.nearest + "\"?",
                      .where = place_of(sql, name)});
  }
  return errors;
}

Json inputs_json(const std::vector<LineageInput>& inputs) {
  Json list = Json::array();
  for (const LineageInput& input : inputs) {
    Json transformations = Json::array();
    for (const LineageKind kind : input.kinds) {
      transformations.push(Json::object(
          {{"type", is_direct(kind) ? "DIRECT" : "INDIRECT"}, {"subtype", lineage_text(kind)}}));
    }
    list.push(Json::object({{"table", input.table},
                            {"column", input.column},
                            {"transformations", std::move(transformations)}}));
  }
  return list;
}

Json place_json(const Where& where) {
  if (!where.line) return nullptr;
  return Json::object({{"line", *where.line}, {"column", *where.column}});
}

Json lineage_json(const std::string& sql, const QueryLineage& lineage) {
  Json columns = Json::array();
  for (const LineageOutput& column : lineage.columns) {
    columns.push(Json::object({{"name", column.name},
                               {"inputs", inputs_json(column.inputs)},
                               {"complete", !column.open}}));
  }
  Json unclear = Json::array();
  for (const UnresolvedName& name : lineage.unresolved) {
    unclear.push(Json::object({{"name", name.name},
                               {"message", unresolved_text(name)},
                               {"where", place_json(place_of(sql, name))}}));
  }
  Json tables = Json::array();
  for (const std::string& table : lineage.tables) tables.push(table);
  return Json::object({{"columns", std::move(columns)},
                       {"columns_known", lineage.columns_known},
                       {"rows", Json::object({{"inputs", inputs_json(lineage.rows)},
                                              {"complete", !lineage.rows_open}})},
                       {"tables", std::move(tables)},
                       {"unclear", std::move(unclear)}});
}

ResultOrErrors<LineageCatalog> catalog_for(Core& core, RequestInput& input,
                                           const std::optional<std::string>& lesson,
                                           const std::string& ddl) {
  if (lesson) {
    NIGHTSHIFT_TRY(const LessonContext context, lesson_context(core, input, *lesson));
    return catalog_of(*context.lesson);
  }
  NIGHTSHIFT_TRY(done_reading(input));
  return as_errors(catalog_of(ddl));
}

}  // namespace

ResultOrErrors<Json> query_lineage(Core& core, RequestInput& input) {
  std::optional<std::string> lesson;
  if (auto member = input.json.optional_member("lesson")) lesson = member->text();
  const std::string ddl = lesson ? "" : input.json.member("schema").text_or_empty();
  const std::string sql = input.json.member("sql").text_or_empty();
  NIGHTSHIFT_TRY(const LineageCatalog catalog, catalog_for(core, input, lesson, ddl));
  NIGHTSHIFT_TRY(const QueryLineage lineage, as_errors(lineage_of(sql, catalog)));
  Errors errors = errors_of(sql, lineage);
  if (!errors.empty()) return fail(std::move(errors));
  return lineage_json(sql, lineage);
}

}  // namespace nightshift
