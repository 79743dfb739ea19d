#include "grader/judge/arena.h"

#include <algorithm>
#include <utility>

#include "engine/base/random.h"
#include "engine/sql/tokens.h"
#include "grader/judge/settle.h"

namespace nightshift {
namespace {

// Arrangements of odd number are scanned backwards.
bool is_backwards(std::size_t arrangement) { return arrangement % 2 == 1; }

void shuffle(ScratchRows& rows, std::size_t arrangement) {
  RandomStream stream(arrangement, "arrangement");
  for (std::size_t count = rows.size(); count > 1; --count) {
    std::swap(rows[count - 1], rows[stream.index(count)]);
  }
}

// The rows in the order in which they are put in.
TinyData arranged(const TinyData& data, std::size_t arrangement) {
  TinyData result = data;
  for (ScratchRows& rows : result.tables) {
    if (arrangement == 1 || arrangement == 2) std::reverse(rows.begin(), rows.end());
    if (arrangement > 2) shuffle(rows, arrangement);
  }
  return result;
}

// The same tables, in which rows lie as they come. A column INTEGER PRIMARY KEY is where SQLite
// keeps a row, so that rows lie in its order whatever came first; as INT PRIMARY KEY it holds the
// same values and is only a key.
std::string free_layout(std::string_view ddl) {
  std::string result;
  std::size_t copied = 0;
  for (const Token& token : tokenize(ddl)) {
    const bool is_integer = token.is_word("integer");
    if (!is_integer && !token.is_word("autoincrement")) continue;
    result += ddl.substr(copied, token.offset - copied);
    if (is_integer) result += "INT";
    copied = token.offset + token.text.size();
  }
  return result + std::string(ddl.substr(copied));
}

// Do the databases have the same tables and columns?
bool same_tables(const ScratchSchema& one, const ScratchSchema& other) {
  return std::equal(one.tables.begin(), one.tables.end(), other.tables.begin(), other.tables.end(),
                    [](const ScratchTable& left, const ScratchTable& right) {
                      return left.name == right.name &&
                             std::equal(left.columns.begin(), left.columns.end(),
                                        right.columns.begin(), right.columns.end(),
                                        [](const ScratchColumn& here, const ScratchColumn& there) {
                                          return here.name == there.name;
                                        });
                    });
}

}  // namespace

bool asks_for_place(std::string_view sql) {
  const std::vector<Token> tokens = tokenize(sql);
  return std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return token.is_word("rowid") || token.is_word("oid") || token.is_word("_rowid_");
  });
}

Arena::Arena(ScratchDatabase forwards, ScratchDatabase backwards)
    : forwards_(std::make_unique<ScratchDatabase>(std::move(forwards))),
      backwards_(std::make_unique<ScratchDatabase>(std::move(backwards))) {}

Result<Arena> Arena::create(std::string_view ddl, const Options& options) {
  ScratchDatabase::Options one{.now_unix_us = options.now_unix_us,
                               .seed = 1,
                               .double_quoted_strings = options.double_quoted_strings};
  NIGHTSHIFT_TRY(ScratchDatabase forwards, ScratchDatabase::create(ddl, one));
  one.reverse_unordered = true;
  if (options.free_layout) {
    auto free = ScratchDatabase::create(free_layout(ddl), one);
    if (free && same_tables(forwards.schema(), free->schema())) {
      return Arena(std::move(forwards), std::move(*free));
    }
  }
  NIGHTSHIFT_TRY(ScratchDatabase backwards, ScratchDatabase::create(ddl, one));
  return Arena(std::move(forwards), std::move(backwards));
}

Result<void> Arena::add_checks(const Constraints& constraints) {
  NIGHTSHIFT_TRY(nightshift::add_checks(*forwards_, constraints));
  return nightshift::add_checks(*backwards_, constraints);
}

Result<Contender> Arena::enter(std::string_view sql, const QueryBudget& budget) {
  NIGHTSHIFT_TRY(PreparedQuery forwards, forwards_->prepare(sql, budget));
  return Contender{.forwards = std::move(forwards),
                   .backwards = std::nullopt,
                   .sql = std::string(sql),
                   .budget = budget,
                   .by_place = asks_for_place(sql)};
}

void Arena::lay_out(TinyData data) {
  data_ = std::move(data);
  in_forwards_ = kArrangements;
  in_backwards_ = kArrangements;
}

void Arena::adopt(TinyData data) {
  lay_out(std::move(data));
  in_forwards_ = 0;
}

bool Arena::fill(std::size_t arrangement) {
  const bool backwards = is_backwards(arrangement);
  std::size_t& filled = backwards ? in_backwards_ : in_forwards_;
  if (filled == arrangement) return true;
  ScratchDatabase& database = backwards ? *backwards_ : *forwards_;
  filled = kArrangements;
  if (database.fill(arranged(data_, arrangement).tables)) return false;
  filled = arrangement;
  return true;
}

Result<Table> Arena::run(Contender& contender, std::size_t arrangement) {
  if (!fill(arrangement)) {
    return fail(Error{.whose = Whose::kAuthor,
                      .code = "judge.illegal_data",
                      .message = "The database refuses the rows.",
                      .remedy = "Give rows that the schema allows.",
                      .where = {}});
  }
  const bool backwards = is_backwards(arrangement);
  if (backwards && !contender.backwards) {
    NIGHTSHIFT_TRY(contender.backwards, backwards_->prepare(contender.sql, contender.budget));
  }
  PreparedQuery& query = backwards ? *contender.backwards : contender.forwards;
  auto table = (backwards ? *backwards_ : *forwards_).run(query);
  contender.steps += query.steps();
  return table;
}

}  // namespace nightshift
