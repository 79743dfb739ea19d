// The types that tables declare, in the words of the databases around, and what they hold in the
// words of the Open Data Contract Standard.
#pragma once

#include <optional>
#include <string_view>

namespace nightshift {

// The standard's logical types.
enum class LogicalType {
  kString,
  kDate,
  kTimestamp,
  kTime,
  kNumber,
  kInteger,
  kObject,
  kArray,
  kBoolean,
};

// "string", "timestamp", ...: the spelling in contracts.
std::string_view logical_type_text(LogicalType type);
std::optional<LogicalType> logical_type_from_text(std::string_view text);

// What a declared type such as "BIGINT", "varchar(20)" or "timestamp with time zone" holds; nullopt
// for a type that nobody knows.
std::optional<LogicalType> logical_type_of(std::string_view declared);

// True when every value of `declared` is one of `logical`: an integer is a number too.
bool holds(LogicalType logical, std::string_view declared);

enum class TypeRelation {
  kSame,      // other words for one type: int and INTEGER
  kWider,     // every old value still fits: int to bigint, varchar(10) to text
  kNarrower,  // some old values do not fit any more
  kOther,     // values of another kind, or another meaning: int to text, timestamp to timestamptz
};

// How the type `after` stands to the type `before`.
TypeRelation type_relation(std::string_view before, std::string_view after);

}  // namespace nightshift
