#include "tests/unit/judge/notation.h"

#include <cstdlib>
#include <iostream>
#include <map>
#include <utility>

#include "grader/judge/settle.h"
#include "tests/unit/table/notation.h"

namespace nightshift {
namespace {

[[noreturn]] void wrong(const std::string& what) {
  std::cerr << "notation: " << what << "\n";
  std::abort();
}

// Words between blanks; a quoted text may hold blanks.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  bool quoted = false;
  bool inside = false;
  for (const char c : text) {
    if (c == '\'') quoted = !quoted;
    const bool blank = c == ' ' && !quoted;
    if (!blank && !inside) words.emplace_back();
    if (!blank) words.back() += c;
    inside = !blank;
  }
  return words;
}

std::vector<std::string> parts_of(std::string_view text, char between) {
  std::vector<std::string> parts = {""};
  bool quoted = false;
  for (const char c : text) {
    if (c == '\'') quoted = !quoted;
    if (c == between && !quoted) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

CompareOperator operator_of(const std::string& word) {
  const std::map<std::string, CompareOperator> operators = {
      {"=", CompareOperator::kEqual},   {"<>", CompareOperator::kNotEqual},
      {"<", CompareOperator::kLess},    {"<=", CompareOperator::kLessEqual},
      {">", CompareOperator::kGreater}, {">=", CompareOperator::kGreaterEqual},
      {"like", CompareOperator::kLike}, {"glob", CompareOperator::kGlob}};
  const auto found = operators.find(word);
  if (found == operators.end()) wrong("operator " + word);
  return found->second;
}

AggregateKind aggregate_of(const std::string& word) {
  const std::map<std::string, AggregateKind> kinds = {{"count", AggregateKind::kCount},
                                                      {"sum", AggregateKind::kSum},
                                                      {"avg", AggregateKind::kAverage},
                                                      {"min", AggregateKind::kMinimum},
                                                      {"max", AggregateKind::kMaximum}};
  const auto found = kinds.find(word);
  if (found == kinds.end()) wrong("aggregate " + word);
  return found->second;
}

bool names_column(const ScratchSchema& schema, const std::string& word) {
  const std::size_t dot = word.find('.');
  return dot != word.npos && schema.find_table(word.substr(0, dot)).has_value();
}

void add_clause(const ScratchSchema& schema, const std::vector<std::string>& words,
                QueryFacts& facts) {
  const std::map<std::string, std::vector<ColumnRef> QueryFacts::*> lists = {
      {"group", &QueryFacts::group_columns},
      {"order", &QueryFacts::order_columns},
      {"case", &QueryFacts::case_columns},
      {"arithmetic", &QueryFacts::arithmetic},
      {"column", &QueryFacts::columns}};
  const std::string& first = words[0];
  if (const auto list = lists.find(first); list != lists.end()) {
    (facts.*list->second).push_back(column_of(schema, words[1]));
  } else if (first == "limit") {
    facts.limits.push_back(std::stoll(words[1]));
  } else if (first == "table") {
    facts.tables.push_back(schema.find_table(words[1]).value());
  } else if (first == "date") {
    facts.dates.push_back({column_of(schema, words[1]), words[2], operator_of(words[3]),
                           cell_of("'" + words[4] + "'")});
  } else if (first == "having") {
    GroupBound bound{.aggregate = aggregate_of(words[1]), .argument = {}, .bound = Null{}};
    if (words.size() == 5) bound.argument.push_back(column_of(schema, words[2]));
    bound.op = operator_of(words[words.size() - 2]);
    bound.bound = cell_of(words.back());
    facts.group_bounds.push_back(bound);
  } else if (names_column(schema, words[2])) {
    facts.pairs.push_back(
        {column_of(schema, first), column_of(schema, words[2]), operator_of(words[1])});
  } else {
    facts.constants.push_back({column_of(schema, first), operator_of(words[1]), cell_of(words[2])});
  }
}

// One database and its queries, scans forwards or backwards.
struct Side {
  Side(const QueryPair& pair, bool reverse) : database(scratch(pair.ddl, reverse)) {}

  std::string prepare(const QueryPair& pair, const Constraints& constraints) {
    if (const auto added = add_checks(database, constraints); !added) return added.error().message;
    auto first = database.prepare(pair.reference);
    if (!first) return "reference: " + first.error().message;
    auto second = database.prepare(pair.answer);
    if (!second) return "answer: " + second.error().message;
    reference.emplace(std::move(*first));
    answer.emplace(std::move(*second));
    return "";
  }

  ScratchDatabase database;
  std::optional<PreparedQuery> reference;
  std::optional<PreparedQuery> answer;
};

class Trial {
 public:
  explicit Trial(const QueryPair& pair)
      : pair_(pair), forwards_(pair, false), backwards_(pair, true) {
    rules_.order = pair.ordered ? ResultOrder::kSequence : ResultOrder::kNone;
    constraints_ = constraints_of(forwards_.database.schema(), pair.constraints);
    problem_ = forwards_.prepare(pair, constraints_);
    if (problem_.empty()) problem_ = backwards_.prepare(pair, constraints_);
  }

  PairTrial run(std::uint64_t databases, std::uint64_t seed) {
    PairTrial trial{.smallest = {}, .problem = problem_};
    if (!problem_.empty()) return trial;
    const ScratchSchema& schema = forwards_.database.schema();
    const DataMaker maker(legal_rules(schema, constraints_), facts_of(schema, pair_.facts),
                          {.seed = seed});
    for (std::uint64_t number = 0; number < databases; ++number) {
      const auto data = make_legal(forwards_.database, maker, number);
      if (!data) continue;
      const auto verdict = differs(*data);
      if (!verdict) continue;
      ++trial.judged;
      trial.with_rows += rows_ > 0 ? 1 : 0;
      if (!*verdict || trial.found_at) continue;
      trial.found_at = number;
      const Shrunk shrunk = shrink_data(maker.rules(), *data, [&](const TinyData& smaller) {
        return differs(smaller).value_or(false);
      });
      trial.smallest = shrunk.data;
      trial.shrink_tries = shrunk.tries;
      break;
    }
    return trial;
  }

 private:
  // nullopt where the reference is not stable, or does not run.
  std::optional<bool> differs(const TinyData& data) {
    if (forwards_.database.fill(data.tables)) return std::nullopt;
    if (backwards_.database.fill(data.tables)) return std::nullopt;
    const auto expected = forwards_.database.run(*forwards_.reference);
    const auto again = backwards_.database.run(*backwards_.reference);
    if (!expected || !again || !same_result(*expected, *again, rules_)) return std::nullopt;
    rows_ = expected->row_count();
    const auto actual = forwards_.database.run(*forwards_.answer);
    return !actual || !same_result(*expected, *actual, rules_);
  }

  QueryPair pair_;
  Side forwards_;
  Side backwards_;
  ResultRules rules_;
  Constraints constraints_;
  std::string problem_;
  std::size_t rows_ = 0;
};

}  // namespace

ScratchDatabase scratch(std::string_view ddl, bool reverse) {
  auto made = ScratchDatabase::create(ddl, {.reverse_unordered = reverse});
  if (!made) wrong(made.error().message);
  return std::move(*made);
}

ColumnRef column_of(const ScratchSchema& schema, std::string_view path) {
  const std::size_t dot = path.find('.');
  const auto table = schema.find_table(path.substr(0, dot));
  if (!table) wrong("table of " + std::string(path));
  const auto column = schema.find_column(*table, path.substr(dot + 1));
  if (!column) wrong("column of " + std::string(path));
  return {*table, *column};
}

QueryFacts facts_of(const ScratchSchema& schema, std::string_view text) {
  QueryFacts facts;
  for (const std::string& clause : parts_of(text, ';')) {
    const std::vector<std::string> words = words_of(clause);
    if (!words.empty()) add_clause(schema, words, facts);
  }
  return facts;
}

TinyData data_of(const ScratchSchema& schema, std::string_view text) {
  TinyData data = empty_data(schema);
  for (const std::string& part : parts_of(text, ';')) {
    const std::size_t colon = part.find(':');
    const std::vector<std::string> name = words_of(part.substr(0, colon));
    if (name.empty()) continue;
    const auto table = schema.find_table(name[0]);
    if (!table) wrong("table " + name[0]);
    for (const std::string& row : parts_of(part.substr(colon + 1), '|')) {
      ScratchRow cells;
      for (const std::string& word : words_of(row)) cells.push_back(cell_of(word));
      if (cells.empty()) continue;
      cells.resize(schema.tables[*table].columns.size(), Null{});
      data.tables[*table].push_back(cells);
    }
  }
  return data;
}

std::string data_text(const ScratchSchema& schema, const TinyData& data) {
  std::string text;
  for (std::size_t t = 0; t < data.tables.size(); ++t) {
    if (data.tables[t].empty()) continue;
    text += (text.empty() ? "" : "; ") + schema.tables[t].name + ":";
    for (std::size_t r = 0; r < data.tables[t].size(); ++r) {
      if (r > 0) text += " |";
      for (const Cell& cell : data.tables[t][r]) text += " " + sql_literal(cell);
    }
  }
  return text;
}

Constraints constraints_of(const ScratchSchema& schema, std::string_view json) {
  auto constraints = read_constraints(json, "constraints.jsonc", schema);
  if (!constraints) wrong(constraints.error()[0].message);
  return std::move(*constraints);
}

PairTrial try_pair(const QueryPair& pair, std::uint64_t databases, std::uint64_t seed) {
  return Trial(pair).run(databases, seed);
}

}  // namespace nightshift
