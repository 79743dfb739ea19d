#include "engine/observe/declared_type.h"

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include "engine/base/ascii.h"

namespace nightshift {
namespace {

using namespace std::string_view_literals;

constexpr std::array kLogicalTypes = {std::pair{"string"sv, LogicalType::kString},
                                      std::pair{"date"sv, LogicalType::kDate},
                                      std::pair{"timestamp"sv, LogicalType::kTimestamp},
                                      std::pair{"time"sv, LogicalType::kTime},
                                      std::pair{"number"sv, LogicalType::kNumber},
                                      std::pair{"integer"sv, LogicalType::kInteger},
                                      std::pair{"object"sv, LogicalType::kObject},
                                      std::pair{"array"sv, LogicalType::kArray},
                                      std::pair{"boolean"sv, LogicalType::kBoolean}};

constexpr std::int64_t kUnbounded = std::numeric_limits<std::int64_t>::max();

// A type as its database means it. Two types of one family differ in size only; different families
// of one logical type (decimal and double, timestamp with and without zone) mean different things.
struct KnownType {
  std::string_view name;
  LogicalType logical;
  std::string_view family;
  std::int64_t size;  // bits, digits or characters: more is wider
};

constexpr std::array kKnownTypes = {
    KnownType{"tinyint", LogicalType::kInteger, "int", 8},
    KnownType{"smallint", LogicalType::kInteger, "int", 16},
    KnownType{"int2", LogicalType::kInteger, "int", 16},
    KnownType{"int", LogicalType::kInteger, "int", 32},
    KnownType{"integer", LogicalType::kInteger, "int", 32},
    KnownType{"int4", LogicalType::kInteger, "int", 32},
    KnownType{"bigint", LogicalType::kInteger, "int", 64},
    KnownType{"int8", LogicalType::kInteger, "int", 64},
    KnownType{"long", LogicalType::kInteger, "int", 64},
    KnownType{"real", LogicalType::kNumber, "float", 32},
    KnownType{"float4", LogicalType::kNumber, "float", 32},
    KnownType{"float", LogicalType::kNumber, "float", 64},
    KnownType{"float8", LogicalType::kNumber, "float", 64},
    KnownType{"double", LogicalType::kNumber, "float", 64},
    KnownType{"double precision", LogicalType::kNumber, "float", 64},
    KnownType{"decimal", LogicalType::kNumber, "decimal", kUnbounded},
    KnownType{"numeric", LogicalType::kNumber, "decimal", kUnbounded},
    KnownType{"money", LogicalType::kNumber, "money", 0},
    KnownType{"char", LogicalType::kString, "text", 1},
    KnownType{"character", LogicalType::kString, "text", 1},
    KnownType{"varchar", LogicalType::kString, "text", kUnbounded},
    KnownType{"nvarchar", LogicalType::kString, "text", kUnbounded},
    KnownType{"character varying", LogicalType::kString, "text", kUnbounded},
    KnownType{"text", LogicalType::kString, "text", kUnbounded},
    KnownType{"string", LogicalType::kString, "text", kUnbounded},
    KnownType{"clob", LogicalType::kString, "text", kUnbounded},
    KnownType{"uuid", LogicalType::kString, "uuid", 0},
    KnownType{"date", LogicalType::kDate, "date", 0},
    KnownType{"timestamp", LogicalType::kTimestamp, "timestamp", 0},
    KnownType{"timestamp without time zone", LogicalType::kTimestamp, "timestamp", 0},
    KnownType{"datetime", LogicalType::kTimestamp, "timestamp", 0},
    KnownType{"timestamptz", LogicalType::kTimestamp, "timestamptz", 0},
    KnownType{"timestamp with time zone", LogicalType::kTimestamp, "timestamptz", 0},
    KnownType{"time", LogicalType::kTime, "time", 0},
    KnownType{"boolean", LogicalType::kBoolean, "boolean", 0},
    KnownType{"bool", LogicalType::kBoolean, "boolean", 0},
    KnownType{"json", LogicalType::kObject, "json", 0},
    KnownType{"jsonb", LogicalType::kObject, "json", 0},
    KnownType{"object", LogicalType::kObject, "json", 0},
    KnownType{"array", LogicalType::kArray, "array", 0},
};

struct ReadType {
  LogicalType logical = LogicalType::kString;
  std::string_view family;
  std::int64_t size = 0;
  std::int64_t scale = 0;  // digits after the point
};

// Digits at the front of `text`, which are taken away, with one comma and blanks before them.
std::int64_t take_number(std::string_view& text) {
  while (!text.empty() && (is_blank(text.front()) || text.front() == ',')) text.remove_prefix(1);
  std::int64_t number = 0;
  while (!text.empty() && is_digit(text.front())) {
    if (number < 1'000'000'000) number = number * 10 + (text.front() - '0');
    text.remove_prefix(1);
  }
  return number;
}

std::optional<ReadType> read_type(std::string_view declared) {
  const std::string lower = lower_case(trimmed(declared));
  const std::size_t open = lower.find('(');
  const std::string_view name = trimmed(std::string_view(lower).substr(0, open));
  for (const KnownType& known : kKnownTypes) {
    if (known.name != name) continue;
    ReadType type = {known.logical, known.family, known.size};
    const bool sized = known.family == "text" || known.family == "decimal";
    if (open != std::string::npos && sized) {
      std::string_view arguments = std::string_view(lower).substr(open + 1);
      type.size = take_number(arguments);
      type.scale = take_number(arguments);
    }
    return type;
  }
  return std::nullopt;
}

}  // namespace

std::string_view logical_type_text(LogicalType type) {
  for (const auto& [text, known] : kLogicalTypes) {
    if (known == type) return text;
  }
  return {};
}

std::optional<LogicalType> logical_type_from_text(std::string_view text) {
  for (const auto& [known, type] : kLogicalTypes) {
    if (known == text) return type;
  }
  return std::nullopt;
}

std::optional<LogicalType> logical_type_of(std::string_view declared) {
  const std::optional<ReadType> type = read_type(declared);
  if (!type) return std::nullopt;
  return type->logical;
}

bool holds(LogicalType logical, std::string_view declared) {
  const std::optional<LogicalType> held = logical_type_of(declared);
  if (!held) return false;
  return *held == logical || (logical == LogicalType::kNumber && *held == LogicalType::kInteger) ||
         (logical == LogicalType::kArray && *held == LogicalType::kObject);  // JSON holds both
}

TypeRelation type_relation(std::string_view before, std::string_view after) {
  if (same_name(trimmed(before), trimmed(after))) return TypeRelation::kSame;
  const std::optional<ReadType> old_type = read_type(before);
  const std::optional<ReadType> new_type = read_type(after);
  if (!old_type || !new_type || old_type->family != new_type->family ||
      old_type->scale != new_type->scale) {
    return TypeRelation::kOther;
  }
  if (old_type->size == new_type->size) return TypeRelation::kSame;
  return old_type->size < new_type->size ? TypeRelation::kWider : TypeRelation::kNarrower;
}

}  // namespace nightshift
