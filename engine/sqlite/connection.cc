#include "engine/sqlite/connection.h"

#include <algorithm>
#include <cstring>

#include <sqlite3.h>

#include "engine/base/check.h"
#include "engine/sqlite/access.h"
#include "engine/sqlite/error_from_handle.h"
#include "engine/sqlite/quiet_vfs.h"

namespace nightshift {

// What SQLite's callbacks point to: it never moves.
struct Connection::State {
  explicit State(const Options& options) : vfs(options.now_unix_us, options.seed) {
    host.meter = &meter;
    host.now_unix_us = options.now_unix_us;
  }
  ~State() { NIGHTSHIFT_CHECK(sqlite3_close(handle) == SQLITE_OK); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  // How many pages of tables and indexes were looked at since it was last asked.
  std::int64_t take_pages() const {
    constexpr int kResetToZero = 1;
    int pages = 0;
    int unused = 0;
    const int code =
        sqlite3_db_status(handle, SQLITE_DBSTATUS_CACHE_HIT, &pages, &unused, kResetToZero);
    NIGHTSHIFT_CHECK(code == SQLITE_OK);
    return pages;
  }

  QuietVfs vfs;  // before `handle`: it is used until the connection is closed
  sqlite3* handle = nullptr;
  StepMeter meter;
  std::vector<std::string> schemas;  // beside main
  FunctionHost host;
  Access access = Access::kAll;
  std::optional<DeniedAction> denied;
};

namespace {

// What a function of ours needs to be called from C.
struct Binding {
  const FunctionHost* host;
  Function run;
  Function remove;
  Function finish;
};

void delete_binding(void* binding) { delete static_cast<Binding*>(binding); }

void call_with(sqlite3_context* context, int size, sqlite3_value** values,
               Function Binding::*member) {
  const auto* binding = static_cast<const Binding*>(sqlite3_user_data(context));
  FunctionCall call(context, size, values, *binding->host);
  (binding->*member)(call);
}

void run_function(sqlite3_context* context, int size, sqlite3_value** values) {
  call_with(context, size, values, &Binding::run);
}

void remove_row(sqlite3_context* context, int size, sqlite3_value** values) {
  call_with(context, size, values, &Binding::remove);
}

void finish_group(sqlite3_context* context) { call_with(context, 0, nullptr, &Binding::finish); }

constexpr int kFunctionFlags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;

void configure(sqlite3* handle, int option, int value) {
  int now = 0;
  NIGHTSHIFT_CHECK(sqlite3_db_config(handle, option, value, &now) == SQLITE_OK);
  NIGHTSHIFT_CHECK(now == value);
}

int clamped(std::int64_t value) {
  return static_cast<int>(std::clamp<std::int64_t>(value, 0, 0x7fffffff));
}

}  // namespace

std::string_view sqlite_version() { return SQLITE_VERSION; }

Connection::Connection(const Options& options) : state_(std::make_unique<State>(options)) {
  constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY;
  State* state = state_.get();
  NIGHTSHIFT_CHECK(sqlite3_open_v2(":memory:", &state->handle, kFlags, nullptr) == SQLITE_OK);
  sqlite3_extended_result_codes(state->handle, 1);
  configure(state->handle, SQLITE_DBCONFIG_DEFENSIVE, 1);
  configure(state->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0);
  configure(state->handle, SQLITE_DBCONFIG_DQS_DDL, options.double_quoted_strings ? 1 : 0);
  configure(state->handle, SQLITE_DBCONFIG_DQS_DML, options.double_quoted_strings ? 1 : 0);
  configure(state->handle, SQLITE_DBCONFIG_REVERSE_SCANORDER, options.reverse_unordered ? 1 : 0);
  configure(state->handle, SQLITE_DBCONFIG_ENABLE_FKEY, options.foreign_keys ? 1 : 0);
  sqlite3_set_authorizer(
      state->handle,
      [](void* pointer, int action, const char* first, const char* second, const char*,
         const char*) {
        auto* self = static_cast<State*>(pointer);
        auto denied = denied_action(self->access, action, first, second);
        if (!denied) return SQLITE_OK;
        self->denied = std::move(denied);
        return SQLITE_DENY;
      },
      state);
  sqlite3_progress_handler(
      state->handle, static_cast<int>(StepMeter::kSlice),
      [](void* pointer) {
        auto* self = static_cast<State*>(pointer);
        return self->meter.add_slice(self->take_pages()) ? 0 : 1;
      },
      state);
  for (const std::string& schema : options.schemas) attach(schema);
  set_limits({});
  NIGHTSHIFT_CHECK(execute("PRAGMA automatic_index = OFF").has_value());
}

Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

void Connection::attach(const std::string& schema) {
  auto statement = prepare("ATTACH ':memory:' AS ?");
  NIGHTSHIFT_CHECK(statement.has_value());
  statement->bind_text(1, schema);
  NIGHTSHIFT_CHECK(statement->step().has_value());
  state_->schemas.push_back(schema);
}

void Connection::copy_from(Connection& other) {
  copy_schema_from(other, "main");
  for (const std::string& schema : other.state_->schemas) copy_schema_from(other, schema);
}

void Connection::copy_schema_from(Connection& other, const std::string& schema) {
  constexpr int kAllPages = -1;
  sqlite3_backup* backup =
      sqlite3_backup_init(state_->handle, schema.c_str(), other.state_->handle, schema.c_str());
  NIGHTSHIFT_CHECK(backup != nullptr);
  NIGHTSHIFT_CHECK(sqlite3_backup_step(backup, kAllPages) == SQLITE_DONE);
  NIGHTSHIFT_CHECK(sqlite3_backup_finish(backup) == SQLITE_OK);
}

void Connection::set_now(std::int64_t now_unix_us) {
  state_->vfs.set_now(now_unix_us);
  state_->host.now_unix_us = now_unix_us;
}

SqliteResult<void> Connection::open_image(std::string_view image) {
  auto* copy =
      static_cast<unsigned char*>(sqlite3_malloc64(std::max<std::size_t>(image.size(), 1)));
  if (copy == nullptr) {
    return fail(SqliteError{SqliteProblem::kNoMemory, "out of memory", std::nullopt});
  }
  std::memcpy(copy, image.data(), image.size());
  const auto size = static_cast<sqlite3_int64>(image.size());
  constexpr unsigned kFlags = SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY;
  const int code = sqlite3_deserialize(state_->handle, "main", copy, size, size, kFlags);
  if (code != SQLITE_OK) return fail(error_from_handle(state_->handle));
  NIGHTSHIFT_TRY(execute("PRAGMA cell_size_check = ON"));
  // The header is read with the first query, so that nonsense fails here and not later.
  return execute("SELECT count(*) FROM sqlite_schema");
}

std::string Connection::image() {
  sqlite3_int64 size = 0;
  unsigned char* bytes = sqlite3_serialize(state_->handle, "main", &size, 0);
  if (bytes == nullptr) return {};
  std::string image(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  sqlite3_free(bytes);
  return image;
}

SqliteResult<Statement> Connection::prepare(std::string_view sql) {
  sqlite3_stmt* handle = nullptr;
  const char* tail = nullptr;
  const char* text = sql.empty() ? "" : sql.data();
  const int code = sqlite3_prepare_v3(
      state_->handle, text, clamped(static_cast<std::int64_t>(sql.size())), 0, &handle, &tail);
  if (code != SQLITE_OK) return fail(error_from_handle(state_->handle));
  return Statement(handle, static_cast<std::size_t>(tail - text));
}

SqliteResult<void> Connection::execute(std::string_view sql) {
  while (!sql.empty()) {
    NIGHTSHIFT_TRY(Statement statement, prepare(sql));
    sql.remove_prefix(statement.tail_offset());
    if (statement.is_empty()) continue;
    bool more = true;
    while (more) {
      NIGHTSHIFT_TRY(more, statement.step());
    }
  }
  return {};
}

std::int64_t Connection::total_changes() const { return sqlite3_total_changes64(state_->handle); }

void Connection::set_access(Access access) {
  state_->access = access;
  state_->denied.reset();
}

const std::optional<DeniedAction>& Connection::denied() const { return state_->denied; }

void Connection::set_limits(const ConnectionLimits& limits) {
  const auto set = [&](int limit, std::int64_t value) {
    sqlite3_limit(state_->handle, limit, clamped(value));
  };
  set(SQLITE_LIMIT_LENGTH, limits.value_bytes_max);
  set(SQLITE_LIMIT_SQL_LENGTH, limits.sql_bytes_max);
  set(SQLITE_LIMIT_EXPR_DEPTH, limits.expression_depth_max);
  set(SQLITE_LIMIT_PARSER_DEPTH, limits.parser_depth_max);
  set(SQLITE_LIMIT_COMPOUND_SELECT, limits.compound_terms_max);
  set(SQLITE_LIMIT_COLUMN, limits.columns_max);
  set(SQLITE_LIMIT_VDBE_OP, limits.program_operations_max);
  set(SQLITE_LIMIT_FUNCTION_ARG, limits.function_arguments_max);
  set(SQLITE_LIMIT_LIKE_PATTERN_LENGTH, limits.like_pattern_bytes_max);
  set(SQLITE_LIMIT_ATTACHED, 0);
  set(SQLITE_LIMIT_TRIGGER_DEPTH, 1);
}

void Connection::set_memory_growth_max(std::optional<std::int64_t> bytes) {
  sqlite3_hard_heap_limit64(bytes ? sqlite3_memory_used() + *bytes : 0);
}

bool Connection::in_transaction() const { return sqlite3_get_autocommit(state_->handle) == 0; }

void Connection::start_meter(std::int64_t steps_max) {
  state_->take_pages();  // what was looked at before does not count
  state_->meter.start(steps_max);
}

void Connection::set_step_price(std::int64_t price) { state_->meter.set_price(price); }

const StepMeter& Connection::meter() const { return state_->meter; }

void Connection::restart_chance() { state_->vfs.restart_chance(); }

void Connection::define(const ScalarFunction& function) {
  auto binding = std::make_unique<Binding>(Binding{&state_->host, function.run, nullptr, nullptr});
  const int code =
      sqlite3_create_function_v2(state_->handle, function.name, function.arguments, kFunctionFlags,
                                 binding.release(), run_function, nullptr, nullptr, delete_binding);
  NIGHTSHIFT_CHECK(code == SQLITE_OK);
}

void Connection::define(const AggregateFunction& function) {
  auto binding = std::make_unique<Binding>(
      Binding{&state_->host, function.add, function.remove, function.finish});
  const int code = sqlite3_create_window_function(
      state_->handle, function.name, function.arguments, kFunctionFlags, binding.release(),
      run_function, finish_group, finish_group, remove_row, delete_binding);
  NIGHTSHIFT_CHECK(code == SQLITE_OK);
}

}  // namespace nightshift
