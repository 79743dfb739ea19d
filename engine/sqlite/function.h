// SQL functions of our own: how a plain C++ function reads its arguments and gives its result.
#pragma once

#include <cstdint>
#include <string_view>

struct sqlite3_context;
struct sqlite3_value;

namespace nightshift {

class StepMeter;

enum class ValueKind { kNull, kInteger, kReal, kText, kBlob };

// What a function may ask of its connection.
struct FunctionHost {
  StepMeter* meter = nullptr;
  std::int64_t now_unix_us = 0;
};

// How many true and false values an aggregate has seen.
struct TruthCounts {
  std::int64_t trues = 0;
  std::int64_t falses = 0;
};

// One call of a SQL function. Arguments count from 0. A call that gives nothing gives NULL.
class FunctionCall {
 public:
  FunctionCall(sqlite3_context* context, int size, sqlite3_value** arguments,
               const FunctionHost& host)
      : context_(context), arguments_(arguments), size_(size), host_(host) {}

  int size() const { return size_; }
  ValueKind kind(int argument) const;
  bool is_null(int argument) const { return kind(argument) == ValueKind::kNull; }
  bool any_null() const;
  // Numbers of a text are read as SQLite's CAST does.
  std::int64_t integer(int argument) const;
  double real(int argument) const;
  // Numbers become text as CAST has it; a blob's bytes count as text. Valid until the call returns.
  std::string_view text(int argument) const;
  std::string_view blob(int argument) const;

  void give(std::int64_t value);
  void give(double value);
  void give_text(std::string_view text);  // copied; longer than value_bytes_max() fails as too long
  void give_argument(int argument);
  // Ends the query with this message, shown to the learner.
  void fail(std::string_view message);
  void fail_too_long();

  // Call before work on `bytes` bytes that could be long. False: the budget is spent, the query
  // ends; return at once.
  bool charge_bytes(std::int64_t bytes);

  std::int64_t value_bytes_max() const;
  std::int64_t now_unix_us() const { return host_.now_unix_us; }

  // The aggregate's counts for this group; nullptr when memory ran out, or at the end of a group
  // without rows.
  TruthCounts* truth_counts(bool make);

 private:
  sqlite3_context* context_;
  sqlite3_value** arguments_;
  int size_;
  const FunctionHost& host_;
};

using Function = void (*)(FunctionCall& call);

// Equal arguments give equal results, on every machine. `arguments` of -1: any number.
struct ScalarFunction {
  const char* name;
  int arguments;
  Function run;
};

// `add` and `remove` see one row's arguments, `finish` none. With `remove` it works over window
// frames.
struct AggregateFunction {
  const char* name;
  int arguments;
  Function add;
  Function remove;
  Function finish;
};

}  // namespace nightshift
