// One SQLite database in memory: quiet, counted and fenced in.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/sqlite/function.h"
#include "engine/sqlite/sqlite_error.h"
#include "engine/sqlite/statement.h"
#include "engine/sqlite/step_meter.h"

namespace nightshift {

// The version of SQLite, such as "3.53.2".
std::string_view sqlite_version();

// Which statements may be prepared.
enum class Access {
  kAll,     // ours
  kRead,    // SELECT, WITH and VALUES: a learner's query
  kInsert,  // those and INSERT: an author's data
};

// What was not allowed, in SQL's words: {"DELETE", "orders"}, {"PRAGMA", "user_version"}.
struct DeniedAction {
  std::string action;
  std::string object;  // may be empty
};

// How long and how deep things may be. See https://www.sqlite.org/limits.html.
struct ConnectionLimits {
  std::int64_t value_bytes_max = 1'000'000'000;
  std::int64_t sql_bytes_max = 1'000'000'000;
  int expression_depth_max = 250;
  int parser_depth_max = 800;
  int compound_terms_max = 100;
  int columns_max = 2000;
  int program_operations_max = 250'000;
  int function_arguments_max = 100;
  int like_pattern_bytes_max = 1000;
};

// Nothing here reads a file, a clock or the machine's chance. Movable; statements must be gone
// before their connection.
class Connection {
 public:
  struct Options {
    std::int64_t now_unix_us = 0;
    std::uint64_t seed = 0;
    std::vector<std::string> schemas;    // further empty databases, asked as raw.orders; at most 9
    bool double_quoted_strings = false;  // "x" is a text where no column is called x
    bool reverse_unordered = false;      // scans run backwards where nothing asks for an order
    bool foreign_keys = true;            // whether SQLite holds rows to them
  };

  // An empty database. Defensive, no trusted schema, no attaching, no automatic indexes.
  explicit Connection(const Options& options);
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;
  ~Connection();

  // Makes the database the one whose file image is `image` (copied), read-only. Fails when that is
  // no database.
  SqliteResult<void> open_image(std::string_view image);
  // The main database as the bytes of a database file.
  std::string image();
  // Makes all databases what those of `other` are; it has the same schemas. No statement of either
  // may be running.
  void copy_from(Connection& other);
  // What SQL takes for now, from here on.
  void set_now(std::int64_t now_unix_us);

  // The first statement of `sql`, or an empty one. `sql` holds no NUL.
  SqliteResult<Statement> prepare(std::string_view sql);
  // Runs every statement of `sql` and lets their rows go.
  SqliteResult<void> execute(std::string_view sql);

  // How many rows were added, changed and deleted so far.
  std::int64_t total_changes() const;

  void set_access(Access access);
  // What kDenied was about: the latest action that set_access() forbade since it was called.
  const std::optional<DeniedAction>& denied() const;
  void set_limits(const ConnectionLimits& limits);
  // SQLite's memory, of the whole process, may grow by this much from now on; nullopt: without end.
  void set_memory_growth_max(std::optional<std::int64_t> bytes);

  // True between BEGIN and the end of the transaction, whoever ended it.
  bool in_transaction() const;

  // From now on preparing and running are counted, from zero; once the meter is over they end as
  // kInterrupted. Until somebody starts it, it counts towards no end.
  void start_meter(std::int64_t steps_max);
  // From now on every step counts `price` times.
  void set_step_price(std::int64_t price);
  const StepMeter& meter() const;
  // random() starts anew: the same numbers for each run that follows.
  void restart_chance();

  void define(const ScalarFunction& function);
  void define(const AggregateFunction& function);

 private:
  void attach(const std::string& schema);
  void copy_schema_from(Connection& other, const std::string& schema);

  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace nightshift
