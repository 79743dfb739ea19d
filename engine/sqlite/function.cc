#include "engine/sqlite/function.h"

#include <sqlite3.h>

#include "engine/base/check.h"
#include "engine/sqlite/step_meter.h"

namespace nightshift {

ValueKind FunctionCall::kind(int argument) const {
  NIGHTSHIFT_CHECK(argument >= 0 && argument < size_);
  switch (sqlite3_value_type(arguments_[argument])) {
    case SQLITE_INTEGER:
      return ValueKind::kInteger;
    case SQLITE_FLOAT:
      return ValueKind::kReal;
    case SQLITE_TEXT:
      return ValueKind::kText;
    case SQLITE_BLOB:
      return ValueKind::kBlob;
    default:
      return ValueKind::kNull;
  }
}

bool FunctionCall::any_null() const {
  for (int i = 0; i < size_; ++i) {
    if (is_null(i)) return true;
  }
  return false;
}

std::int64_t FunctionCall::integer(int argument) const {
  return sqlite3_value_int64(arguments_[argument]);
}

double FunctionCall::real(int argument) const { return sqlite3_value_double(arguments_[argument]); }

std::string_view FunctionCall::text(int argument) const {
  const unsigned char* text = sqlite3_value_text(arguments_[argument]);
  if (text == nullptr) return {};
  const auto size = static_cast<std::size_t>(sqlite3_value_bytes(arguments_[argument]));
  return {reinterpret_cast<const char*>(text), size};
}

std::string_view FunctionCall::blob(int argument) const {
  const void* bytes = sqlite3_value_blob(arguments_[argument]);
  if (bytes == nullptr) return {};
  const auto size = static_cast<std::size_t>(sqlite3_value_bytes(arguments_[argument]));
  return {static_cast<const char*>(bytes), size};
}

void FunctionCall::give(std::int64_t value) { sqlite3_result_int64(context_, value); }

void FunctionCall::give(double value) { sqlite3_result_double(context_, value); }

void FunctionCall::give_text(std::string_view text) {
  if (static_cast<std::int64_t>(text.size()) > value_bytes_max()) return fail_too_long();
  const char* data = text.empty() ? "" : text.data();
  sqlite3_result_text(context_, data, static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

void FunctionCall::give_argument(int argument) {
  sqlite3_result_value(context_, arguments_[argument]);
}

void FunctionCall::fail(std::string_view message) {
  sqlite3_result_error(context_, message.data(), static_cast<int>(message.size()));
}

void FunctionCall::fail_too_long() { sqlite3_result_error_toobig(context_); }

bool FunctionCall::charge_bytes(std::int64_t bytes) {
  if (host_.meter->charge_bytes(bytes)) return true;
  sqlite3_result_error_code(context_, SQLITE_INTERRUPT);
  return false;
}

std::int64_t FunctionCall::value_bytes_max() const {
  constexpr int kAskOnly = -1;
  return sqlite3_limit(sqlite3_context_db_handle(context_), SQLITE_LIMIT_LENGTH, kAskOnly);
}

TruthCounts* FunctionCall::truth_counts(bool make) {
  const int size = make ? static_cast<int>(sizeof(TruthCounts)) : 0;
  void* counts = sqlite3_aggregate_context(context_, size);
  if (counts == nullptr && make) sqlite3_result_error_nomem(context_);
  return static_cast<TruthCounts*>(counts);
}

}  // namespace nightshift
