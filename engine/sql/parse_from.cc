// FROM: tables, and how they join.
#include <array>
#include <utility>

#include "engine/sql/parser.h"

namespace nightshift {
namespace {

// The bits by which SQLite tells apart what words may stand together before JOIN.
constexpr unsigned kInnerBit = 1;
constexpr unsigned kCrossBit = 2;
constexpr unsigned kNaturalBit = 4;
constexpr unsigned kLeftBit = 8;
constexpr unsigned kRightBit = 16;
constexpr unsigned kOuterBit = 32;

struct JoinWord {
  std::string_view word;
  unsigned bits;
};
constexpr std::array<JoinWord, 7> kJoinWords = {{{"NATURAL", kNaturalBit},
                                                 {"LEFT", kLeftBit | kOuterBit},
                                                 {"OUTER", kOuterBit},
                                                 {"RIGHT", kRightBit | kOuterBit},
                                                 {"FULL", kLeftBit | kRightBit | kOuterBit},
                                                 {"INNER", kInnerBit},
                                                 {"CROSS", kInnerBit | kCrossBit}}};

JoinKind kind_of(unsigned bits) {
  if ((bits & kLeftBit) != 0) {
    return (bits & kRightBit) != 0 ? JoinKind::kFull : JoinKind::kLeft;
  }
  if ((bits & kRightBit) != 0) return JoinKind::kRight;
  return (bits & kCrossBit) != 0 ? JoinKind::kCross : JoinKind::kInner;
}

}  // namespace

std::vector<FromItem> Parser::from_items() {
  std::vector<FromItem> items;
  FromItem item;
  do {
    from_item(item);
    items.push_back(std::move(item));
    item = {};
    const bool alone = items.size() == 1;
    if (alone && (at("ON") || at("USING"))) fail_here("a second table to join");
    if (!alone) join_condition(items.back());
  } while (join_operator(item));
  return items;
}

void Parser::from_item(FromItem& item) {
  const std::size_t from = offset();
  from_source(item);
  item.alias = alias();
  if (auto* table = std::get_if<NamedTable>(&item.source)) table->hint = index_hint();
  item.span = span_from(from);
}

void Parser::from_source(FromItem& item) {
  if (at("(") && at_select(1)) {
    item.source = Box<Select>(select_in_parentheses());
  } else if (accept("(")) {
    const Level level(*this, kSelectWeight);
    item.source = JoinGroup{.items = from_items()};
    expect(")");
  } else {
    TableName table = table_name("a table");
    if (!accept("(")) {
      item.source = NamedTable{.table = std::move(table)};
      return;
    }
    TableFunction function{.function = std::move(table)};
    if (!at(")")) function.arguments = expressions();
    expect(")");
    item.source = std::move(function);
  }
}

TableName Parser::table_name(std::string_view expected) {
  TableName table{.name = name(expected)};
  if (accept(".")) table.schema = std::exchange(table.name, name("a table's name"));
  return table;
}

std::optional<IndexHint> Parser::index_hint() {
  if (accept_all({"NOT", "INDEXED"})) return IndexHint{};
  if (!accept("INDEXED")) return std::nullopt;
  expect("BY");
  return IndexHint{.index = name("an index's name")};
}

void Parser::join_condition(FromItem& item) {
  if (accept("ON")) {
    item.on = expression();
  } else if (accept("USING")) {
    item.using_columns = names_in_parentheses();
  }
}

bool Parser::join_operator(FromItem& next) {
  next.join = JoinKind::kComma;
  if (accept(",")) return true;
  next.join = JoinKind::kInner;
  if (accept("JOIN")) return true;
  return peek().kind == LexemeKind::kJoin && join_words(next);
}

// NATURAL LEFT OUTER JOIN: up to three words, in any order that makes sense.
bool Parser::join_words(FromItem& next) {
  unsigned bits = 0;
  for (int count = 0; count < 3 && !at("JOIN"); ++count) {
    const auto* const found = std::find_if(kJoinWords.begin(), kJoinWords.end(),
                                           [&](const JoinWord& row) { return at(row.word); });
    if (found == kJoinWords.end()) break;
    bits |= found->bits;
    advance();
  }
  expect("JOIN");
  const bool contradicts = (bits & kInnerBit) != 0 && (bits & kOuterBit) != 0;
  const bool open = (bits & (kOuterBit | kLeftBit | kRightBit)) == kOuterBit;
  if (contradicts || open) fail_here("another kind of join before this");
  next.natural = (bits & kNaturalBit) != 0;
  next.join = kind_of(bits);
  return true;
}

}  // namespace nightshift
