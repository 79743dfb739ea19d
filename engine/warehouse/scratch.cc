#include "engine/warehouse/scratch.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/text.h"
#include "engine/warehouse/functions.h"
#include "engine/warehouse/scratch_ddl.h"
#include "engine/warehouse/scratch_introspection.h"
#include "engine/warehouse/select.h"
#include "engine/warehouse/state.h"

namespace nightshift {
namespace {

// How rows get into one table.
struct Filler {
  Statement insert;
  Statement clear;
  std::vector<std::size_t> columns;  // those that take values
  bool has_rows = false;
};

ScratchViolationKind kind_of(SqliteProblem problem) {
  switch (problem) {
    case SqliteProblem::kNotNull:
      return ScratchViolationKind::kNotNull;
    case SqliteProblem::kUnique:
      return ScratchViolationKind::kUnique;
    case SqliteProblem::kCheck:
      return ScratchViolationKind::kCheck;
    case SqliteProblem::kType:
      return ScratchViolationKind::kType;
    default:
      return ScratchViolationKind::kOther;
  }
}

Statement must_prepare(Connection& connection, const std::string& sql) {
  auto statement = connection.prepare(sql);
  NIGHTSHIFT_CHECK(statement.has_value());
  return std::move(*statement);
}

void must_run(Statement& statement) {
  NIGHTSHIFT_CHECK(statement.step().has_value());
  statement.reset();
}

// OR ABORT is stronger than a column's own ON CONFLICT: no row is left out in silence. Fails where
// a CHECK calls a function that is not there: SQLite looks for it only now.
SqliteResult<Filler> make_filler(Connection& connection, const ScratchTable& table) {
  std::string names;
  std::string places;
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].generated) continue;
    names += (columns.empty() ? "" : ", ") + quoted_name(table.columns[i].name);
    places += columns.empty() ? "?" : ", ?";
    columns.push_back(i);
  }
  const std::string name = "main." + quoted_name(table.name);
  NIGHTSHIFT_TRY(Statement insert, connection.prepare("INSERT OR ABORT INTO " + name + " (" +
                                                      names + ") VALUES (" + places + ")"));
  return Filler{.insert = std::move(insert),
                .clear = must_prepare(connection, "DELETE FROM " + name),
                .columns = std::move(columns),
                .has_rows = false};
}

// Tables as an error of a query speaks of them.
std::vector<TableSchema> names_of(const ScratchSchema& schema) {
  std::vector<TableSchema> tables;
  for (const ScratchTable& table : schema.tables) {
    TableSchema names{.name = table.name, .description = "", .columns = {}, .primary_key = {}};
    for (const ScratchColumn& column : table.columns) {
      names.columns.push_back({.name = column.name, .description = "", .accepted_values = {}});
    }
    tables.push_back(std::move(names));
  }
  for (const std::string& view : schema.views) {
    tables.push_back({.name = view, .description = "", .columns = {}, .primary_key = {}});
  }
  return tables;
}

}  // namespace

struct PreparedQuery::State {
  std::string sql;
  QueryBudget budget;
  std::size_t statement_begin = 0;
  Statement statement;
  std::int64_t steps = 0;
};

PreparedQuery::PreparedQuery(std::unique_ptr<State> state) : state_(std::move(state)) {}
PreparedQuery::PreparedQuery(PreparedQuery&&) noexcept = default;
PreparedQuery& PreparedQuery::operator=(PreparedQuery&&) noexcept = default;
PreparedQuery::~PreparedQuery() = default;

std::int64_t PreparedQuery::steps() const { return state_->steps; }

struct ScratchDatabase::State {
  explicit State(const Options& options)
      : connection({.now_unix_us = options.now_unix_us,
                    .seed = options.seed,
                    .schemas = {},
                    .double_quoted_strings = options.double_quoted_strings,
                    .reverse_unordered = options.reverse_unordered,
                    .foreign_keys = false}) {
    define_functions(connection);
    begin.emplace(must_prepare(connection, "BEGIN"));
    commit.emplace(must_prepare(connection, "COMMIT"));
  }

  SqliteResult<Filler*> filler(std::size_t table) {
    std::optional<Filler>& filler = fillers[table];
    if (!filler) {
      NIGHTSHIFT_TRY(filler, make_filler(connection, schema.tables[table]));
    }
    return &*filler;
  }

  void clear() {
    for (std::optional<Filler>& filler : fillers) {
      if (!filler || !filler->has_rows) continue;
      must_run(filler->clear);
      filler->has_rows = false;
    }
  }

  static ScratchViolation violation(std::size_t table, std::size_t row, const SqliteError& error) {
    return {.kind = kind_of(error.problem), .table = table, .row = row, .message = error.message};
  }

  std::optional<ScratchViolation> insert(std::size_t table, const ScratchRows& rows) {
    if (rows.empty()) return std::nullopt;
    const auto found = filler(table);
    if (!found) return violation(table, 0, found.error());
    Filler& filler = **found;
    filler.has_rows = true;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      int parameter = 0;
      for (const std::size_t column : filler.columns) {
        filler.insert.bind(++parameter, rows[r][column]);
      }
      const auto done = filler.insert.step();
      filler.insert.reset();
      if (done) continue;
      return violation(table, r, done.error());
    }
    return std::nullopt;
  }

  std::optional<ScratchViolation> insert_all(const std::vector<ScratchRows>& tables) {
    for (std::size_t t = 0; t < tables.size(); ++t) {
      if (auto violation = insert(t, tables[t])) return violation;
    }
    return foreign_key_violation(schema, tables);
  }

  Result<void> run_ddl(std::string_view ddl, const Options& options);
  void read_schema();

  Connection connection;
  std::optional<Statement> begin;
  std::optional<Statement> commit;
  ScratchSchema schema;
  std::vector<TableSchema> names;
  std::vector<std::optional<Filler>> fillers;  // by table
  std::vector<PassedOver> passed_over;
};

Result<void> ScratchDatabase::State::run_ddl(std::string_view ddl, const Options& options) {
  connection.start_meter(options.steps_max);
  NIGHTSHIFT_TRY(const auto others, run_script(connection, ddl,
                                               {.wanted = &ScriptStatement::changes_schema,
                                                .name = "The DDL",
                                                .file = options.file,
                                                .code = "schema.refused"}));
  for (const ScriptStatement& statement : others) {
    passed_over.push_back({.word = std::string(statement.tokens[0].text),
                           .line = where_in_text(ddl, statement.offset).line.value_or(1)});
  }
  connection.start_meter(INT64_MAX);
  return {};
}

void ScratchDatabase::State::read_schema() {
  schema = introspect(connection);
  names = names_of(schema);
  fillers.clear();
  fillers.resize(schema.tables.size());
}

ScratchDatabase::ScratchDatabase(std::unique_ptr<State> state) : state_(std::move(state)) {}
ScratchDatabase::ScratchDatabase(ScratchDatabase&&) noexcept = default;
ScratchDatabase& ScratchDatabase::operator=(ScratchDatabase&&) noexcept = default;
ScratchDatabase::~ScratchDatabase() = default;

Result<ScratchDatabase> ScratchDatabase::create(std::string_view ddl, const Options& options) {
  auto state = std::make_unique<State>(options);
  NIGHTSHIFT_TRY(state->run_ddl(ddl, options));
  state->read_schema();
  // CREATE TABLE ... AS SELECT leaves rows behind.
  for (const ScratchTable& table : state->schema.tables) {
    NIGHTSHIFT_CHECK(state->connection.execute("DELETE FROM main." + quoted_name(table.name)));
  }
  return ScratchDatabase(std::move(state));
}

const ScratchSchema& ScratchDatabase::schema() const { return state_->schema; }

const std::vector<ScratchDatabase::PassedOver>& ScratchDatabase::passed_over() const {
  return state_->passed_over;
}

Result<void> ScratchDatabase::add_check(std::size_t table, std::string_view expression) {
  const std::string& name = state_->schema.tables[table].name;
  const auto done = state_->connection.execute("ALTER TABLE " + quoted_name(name) + " ADD CHECK (" +
                                               std::string(expression) + "\n)");
  if (!done) {
    const std::string what = "The check \"" + one_line(expression, 60) + "\" of " + name;
    return fail(refused_by_sqlite("schema.refused", what, done.error(), {}));
  }
  state_->read_schema();
  return {};
}

std::optional<ScratchViolation> ScratchDatabase::fill(const std::vector<ScratchRows>& tables) {
  State& state = *state_;
  NIGHTSHIFT_CHECK(tables.size() == state.schema.tables.size());
  must_run(*state.begin);
  state.clear();
  auto violation = state.insert_all(tables);
  if (violation) state.clear();
  must_run(*state.commit);
  return violation;
}

Result<PreparedQuery> ScratchDatabase::prepare(std::string_view sql, const QueryBudget& budget) {
  NIGHTSHIFT_TRY(check_select_text(sql, budget));
  Connection& connection = state_->connection;
  auto state = std::make_unique<PreparedQuery::State>(PreparedQuery::State{
      .sql = std::string(sql), .budget = budget, .statement = Statement(nullptr, 0)});
  const LearnerAccess access(connection, budget);
  connection.set_limits(
      {.value_bytes_max = budget.value_bytes_max, .sql_bytes_max = budget.sql_bytes_max});
  QueryContext context{
      .connection = connection, .schemas = state_->names, .sql = state->sql, .budget = budget};
  NIGHTSHIFT_TRY(state->statement, prepare_select(context));
  state->statement_begin = context.statement_begin;
  return PreparedQuery(std::move(state));
}

Result<Table> ScratchDatabase::run(PreparedQuery& query) {
  PreparedQuery::State& prepared = *query.state_;
  Connection& connection = state_->connection;
  const LearnerAccess access(connection, prepared.budget);
  const QueryContext context{.connection = connection,
                             .schemas = state_->names,
                             .sql = prepared.sql,
                             .statement_begin = prepared.statement_begin,
                             .budget = prepared.budget};
  const std::int64_t steps_before = prepared.statement.cost().steps;
  auto outcome = at_rising_prices(
      context, prepared.budget.sql_bytes_max, [&](const QueryContext& at_price) -> Result<Table> {
        connection.restart_chance();
        Table table;
        auto collected = collect_rows(prepared.statement, RowOverflow::kFail, at_price, table);
        prepared.statement.reset();
        if (!collected) return fail(std::move(collected.error()));
        return table;
      });
  prepared.steps = prepared.statement.cost().steps - steps_before + connection.meter().charged();
  return outcome;
}

}  // namespace nightshift
