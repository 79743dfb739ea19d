#include "grader/judge/provenance.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/base/text.h"
#include "engine/sql/parse.h"
#include "grader/judge/clues.h"
#include "grader/judge/query_facts.h"
#include "grader/judge/retrial.h"

namespace nightshift {
namespace {

constexpr std::size_t kValuesMax = 12;  // that are tried in the place of one
constexpr std::size_t kPartnersMax = 6;
constexpr std::size_t kListedMax = 3;  // rows in one sentence

bool is_null(const Cell& cell) { return std::holds_alternative<Null>(cell); }

QueryFacts facts_in(std::string_view sql, const ScratchSchema& schema) {
  const auto tree = parse_query(sql);
  return tree ? facts_of(*tree, schema) : QueryFacts();
}

// What the tries with one cell came to.
struct CellTrial {
  std::size_t tried = 0;
  std::size_t agreed = 0;
  int strength = 0;               // 3: one result stayed as it was, and the other one joined it
  std::optional<TinyData> proof;  // the first of the strongest
  Cell value;                     // a value that is none of NULL and makes them agree; or NULL
};

class Inquest {
 public:
  Inquest(const Dispute& dispute, const TinyData& data, const Finding& finding,
          const WhyOptions& options)
      : schema_(dispute.rules.schema),
        data_(data),
        options_(options),
        what_if_(dispute.rules, merged(facts_in(dispute.reference, schema_),
                                       facts_in(dispute.answer.sql, schema_))),
        retrial_(dispute, data, finding, options.tries_max),
        by_order_(finding.kind == FindingKind::kOrder),
        by_chance_(finding.kind == FindingKind::kOrderDependent) {}

  std::vector<RowRole> roles() { return find_roles(retrial_, what_if_, data_); }

  std::vector<std::string> sentences() {
    if (!retrial_.first()) return {};
    roles_ = roles();
    if (roles_.empty()) return {"It shows even where all tables are empty."};
    note_difference();
    find_siblings();
    for (const RowRole& role : roles_) {
      if (role.part == RowPart::kNone) continue;
      if (by_order_) {
        find_turned(role);
      } else {
        find_partnerless(role);
        find_alone(role);
      }
      find_values(role);
    }
    find_plain_parts();
    return best_sentences(std::move(clues_), options_.sentences_max,
                          [&](const Clue& clue) { return is_sure(clue); });
  }

 private:
  // Which rows of the result are too many or too few.
  void note_difference() {
    const Results& first = *retrial_.first();
    if (!first.actual) return;
    const RowDifference difference = row_difference(first.expected, *first.actual, {.key = {}});
    only_extra_ = difference.missing + difference.changed == 0 ? difference.extra : 0;
    only_missing_ = difference.extra + difference.changed == 0 ? difference.missing : 0;
  }

  static std::string place_text(const ColumnRef& column) {
    return std::to_string(column.table) + " " + std::to_string(column.column);
  }
  std::string words(const RowRef& row) const { return row_words(schema_, data_, row); }
  const Cell& cell(const RowRef& row, std::size_t column) const {
    return data_.tables[row.table][row.row][column];
  }
  const std::string& column_name(const RowRef& row, std::size_t column) const {
    return schema_.tables[row.table].columns[column].name;
  }
  RowPart part_of(const RowRef& row) const {
    for (const RowRole& role : roles_) {
      if (role.row == row) return role.part;
    }
    return RowPart::kNone;
  }

  // Rows of one table, the parent among them, that only one side counts each of: payments of one
  // order.
  void find_siblings() {
    for (const Edge& edge : what_if_.edges()) {
      for (const RowRef& parent : all_rows_of(data_)) {
        if (parent.table != edge.here.table || edge.there_is_one) continue;
        add_siblings(parent, edge);
      }
    }
  }

  void add_siblings(const RowRef& parent, const Edge& edge) {
    if (edge.there.table == edge.here.table) return;
    std::vector<RowRef> rows;
    for (std::size_t r = 0; r < data_.tables[edge.there.table].size(); ++r) {
      const RowRef row{edge.there.table, r};
      const bool belongs =
          same_key_value(cell(row, edge.there.column), cell(parent, edge.here.column));
      if (belongs && part_of(row) != RowPart::kNone) rows.push_back(row);
    }
    if (rows.size() < 2) return;
    siblings_.insert(siblings_.end(), rows.begin(), rows.end());
    const bool only_answer = std::all_of(rows.begin(), rows.end(), [&](const RowRef& row) {
      return part_of(row) == RowPart::kAnswerOnly;
    });
    const auto count = static_cast<std::int64_t>(rows.size());
    const std::string name = plural(schema_.tables[edge.there.table].name);
    if (only_answer) {
      const std::string all = count == 2 ? "both " : "all " + count_text(count) + " ";
      clues_.push_back({.sentence = all + name + " of " + words(parent) + " are counted",
                        .score = 240,
                        .rows = rows,
                        .proof = std::nullopt});
      return;
    }
    TinyData fewer = data_;
    for (std::size_t at = rows.size(); at-- > 1;) fewer = what_if_.without(fewer, rows[at]);
    const auto results = retrial_.look(fewer);
    if (!results || !results->agree) return;
    clues_.push_back({.sentence = words(parent) + " has " + count_text(count) + " " + name +
                                  "; with only one of them the results agree",
                      .score = 100 * strength_of(part_of(rows.front()), *results) + 60,
                      .rows = rows,
                      .topic = "siblings " + place_text(edge.there),
                      .proof = std::move(fewer)});
  }

  // A row without partner: a customer without orders, an order without a customer.
  void find_partnerless(const RowRole& role) {
    for (const Edge& edge : what_if_.edges()) {
      if (edge.here.table != role.row.table || what_if_.has_partner(data_, role.row, edge)) {
        continue;
      }
      CellTrial trial;
      for (std::size_t attempt = 0; attempt < kPartnersMax; ++attempt) {
        auto more = what_if_.with_partner(data_, role.row, edge, attempt);
        if (more) take_trial(role.part, std::move(*more), trial);
        if (trial.tried == 1 && trial.agreed == 1 && mends_as_stranger(role.row, edge, attempt)) {
          trial = {};
          break;
        }
      }
      if (!trial.proof || 2 * trial.agreed < trial.tried) continue;
      clues_.push_back({.sentence = none_words(role.row, edge) + consequence(role.part),
                        .score = trial.strength == 1 ? 60 : 100 * trial.strength + 80,
                        .rows = {role.row},
                        .topic = "partner " + place_text(edge.there),
                        .proof = std::move(trial.proof)});
    }
  }

  // Would the new row do as well if it were nobody's partner? Then it is not about partners.
  bool mends_as_stranger(const RowRef& row, const Edge& edge, std::size_t attempt) {
    const auto more = what_if_.with_stranger(data_, row, edge, attempt);
    const auto results = more ? retrial_.look(*more) : std::nullopt;
    return results && results->agree;
  }

  // Runs both queries, and remembers where they agree most tellingly.
  bool take_trial(RowPart part, TinyData changed, CellTrial& trial) {
    const auto results = retrial_.look(changed);
    if (!results) return false;
    ++trial.tried;
    if (!results->agree) return false;
    ++trial.agreed;
    const int strength = strength_of(part, *results);
    if (strength <= trial.strength) return true;
    trial.strength = strength;
    trial.proof = std::move(changed);
    return true;
  }

  // Do several edges lead from one table to the other?
  bool is_ambiguous(const Edge& edge) const {
    const auto alike =
        std::count_if(what_if_.edges().begin(), what_if_.edges().end(), [&](const Edge& other) {
          return other.here.table == edge.here.table && other.there.table == edge.there.table;
        });
    return alike > 1;
  }

  std::string none_words(const RowRef& row, const Edge& edge) const {
    const std::string& table = schema_.tables[edge.there.table].name;
    const std::string& here = column_name(row, edge.here.column);
    if (!is_ambiguous(edge)) {
      return words(row) + " has no " + (edge.there_is_one ? singular(table) : plural(table));
    }
    if (is_null(cell(row, edge.here.column))) return words(row) + " has no " + referred(here);
    const std::string& there = schema_.tables[edge.there.table].columns[edge.there.column].name;
    return "no row of " + table + " has " + words(row) + " as its " + referred(there);
  }

  std::string consequence(RowPart part) const {
    if (part == RowPart::kReferenceOnly && only_extra_ == 0) return ": your answer loses it";
    if (part == RowPart::kAnswerOnly && only_missing_ == 0) {
      return ", and it counts in your result only";
    }
    return ", and the difference comes from that";
  }

  // A row that would need another one like it, and has none. What a third one undoes again is
  // chance, and a row with another rank is not like it.
  void find_alone(const RowRole& role) {
    const bool is_sibling =
        std::find(siblings_.begin(), siblings_.end(), role.row) != siblings_.end();
    if (is_sibling || what_if_.is_told_by_rank(role.row.table)) return;
    const auto more = what_if_.with_copy(data_, role.row);
    const auto results = more ? retrial_.look(*more) : std::nullopt;
    if (!results || !results->agree) return;
    const auto third = what_if_.with_copy(*more, role.row);
    const auto still = third ? retrial_.look(*third) : std::nullopt;
    if (still && !still->agree) return;
    clues_.push_back({.sentence = "there is only one row like " + words(role.row) +
                                  "; with a second one the results agree",
                      .score = 100 * strength_of(role.part, *results) + 50,
                      .rows = {role.row},
                      .topic = "alone " + place_text({role.row.table, 0}),
                      .proof = std::move(*more)});
  }

  // Two rows that differ in a value, and would be as well in either order if they did not.
  void find_turned(const RowRole& role) {
    for (std::size_t r = role.row.row + 1; r < data_.tables[role.row.table].size(); ++r) {
      const RowRef other{role.row.table, r};
      for (std::size_t c = 0; c < schema_.tables[role.row.table].columns.size(); ++c) {
        if (cell(role.row, c) == cell(other, c)) continue;
        auto even = what_if_.with_value(data_, {role.row}, c, cell(other, c));
        const auto results = even ? retrial_.look(*even) : std::nullopt;
        if (!results || !results->agree) continue;
        const auto with = [&](const RowRef& row) {
          if (is_named_by(row, c)) return words(row);
          return words(row) + " (" + column_name(row, c) + " " + value_words(cell(row, c)) + ")";
        };
        clues_.push_back(
            {.sentence = with(role.row) + " and " + with(other) + " come the wrong way round",
             .score = what_if_.is_link({role.row.table, c}) ? 300 : 500,
             .rows = {role.row, other},
             .proof = std::move(*even)});
      }
    }
  }

  // The values of a row, one by one.
  void find_values(const RowRole& role) {
    const std::size_t columns = schema_.tables[role.row.table].columns.size();
    for (std::size_t c = 0; c < columns; ++c) {
      const ColumnRef place{role.row.table, c};
      if (!what_if_.is_used(place)) continue;
      CellTrial trial = try_cell(role, c);
      if (!trial.proof) continue;
      const auto share = static_cast<std::int64_t>(100 * trial.agreed / trial.tried);
      // What most other values would mend is what matters; else it may be chance.
      const bool is_sure =
          !retrial_.first()->actual || (trial.strength == 3 && role.part != RowPart::kBoth);
      if (share < 50 && !is_sure) continue;
      const bool only_links = what_if_.is_link(place) && !is_null(cell(role.row, c));
      if (only_links && (role.part == RowPart::kBoth || trial.strength < 2)) continue;
      const std::int64_t score =
          100 * trial.strength + share * 3 / 10 + (is_null(cell(role.row, c)) ? 60 : 0) -
          (what_if_.is_link(place) ? 140 : 0) - (role.has_followers ? 50 : 0);
      add_value(role, c, score, std::move(trial));
    }
  }

  CellTrial try_cell(const RowRole& role, std::size_t column) {
    CellTrial trial;
    for (const Cell& value : what_if_.alternatives(data_, role.row, column, kValuesMax)) {
      auto changed = what_if_.with_value(data_, {role.row}, column, value);
      const bool agree = changed && take_trial(role.part, std::move(*changed), trial);
      if (agree && is_null(trial.value)) trial.value = value;
    }
    return trial;
  }

  // Did the side that should stay as it is do so? Or at least with as many rows?
  int strength_of(RowPart part, const Results& results) const {
    const Results& first = *retrial_.first();
    if (!first.actual || !results.actual) return 3;
    const bool actual_may = part != RowPart::kReferenceOnly;
    const bool expected_may = part != RowPart::kAnswerOnly;
    const bool actual_stays = retrial_.same(first.actual, results.actual);
    const bool expected_stays = retrial_.same(first.expected, results.expected);
    if ((actual_may && actual_stays) || (expected_may && expected_stays)) return 3;
    const bool actual_long = first.actual->row_count() == results.actual->row_count();
    const bool expected_long = first.expected.row_count() == results.expected.row_count();
    return (actual_may && actual_long) || (expected_may && expected_long) ? 2 : 1;
  }

  void add_value(const RowRole& role, std::size_t column, std::int64_t score, CellTrial trial) {
    const Cell& value = cell(role.row, column);
    const std::vector<RowRef> alike =
        is_null(value) ? std::vector<RowRef>{} : rows_alike(role.row, column, trial.value);
    if (!alike.empty()) {
      add_sameness(role, column, alike, score);
      return;
    }
    std::string who = words(role.row);
    if (!is_named_by(role.row, column)) {
      who += ", whose " + column_name(role.row, column) + " is " + value_words(value);
    }
    clues_.push_back({.sentence = with_consequence(role.part, who),
                      .score = score,
                      .rows = {role.row},
                      .topic = "value " + place_text({role.row.table, column}),
                      .proof = std::move(trial.proof)});
  }

  std::string with_consequence(RowPart part, const std::string& who) const {
    if (!retrial_.first()->actual) return "your query fails because of " + who;
    if (part == RowPart::kAnswerOnly && only_extra_ > 0) {
      return (only_extra_ == 1 ? "the extra row is there because of "
                               : "there is a row too many because of ") +
             who;
    }
    if (part == RowPart::kAnswerOnly && only_missing_ > 0) {
      return "your answer loses a row because of " + who;
    }
    const std::string comma = who.find(", whose ") == who.npos ? " " : ", ";
    if (part == RowPart::kAnswerOnly) return who + comma + "counts in your result only";
    if (part == RowPart::kReferenceOnly && only_extra_ > 0) {
      return who + comma + "makes no difference to your result";
    }
    if (part == RowPart::kReferenceOnly) return "your answer loses " + who;
    return "the difference comes from " + who;
  }

  bool is_named_by(const RowRef& row, std::size_t column) const {
    const std::vector<std::size_t> columns = naming_columns(schema_, data_, row);
    return std::find(columns.begin(), columns.end(), column) != columns.end();
  }

  // Other rows with that value, where it matters that it is the same one: both having another value
  // changes nothing.
  std::vector<RowRef> rows_alike(const RowRef& row, std::size_t column, const Cell& other) {
    std::vector<RowRef> alike;
    for (std::size_t r = 0; r < data_.tables[row.table].size(); ++r) {
      const RowRef twin{row.table, r};
      const bool same = r != row.row && same_key_value(cell(twin, column), cell(row, column));
      if (same && part_of(twin) != RowPart::kNone) alike.push_back(twin);
    }
    if (alike.empty() || is_null(other)) return {};
    std::vector<RowRef> all = alike;
    all.push_back(row);
    const auto changed = what_if_.with_value(data_, all, column, other);
    const auto results = changed ? retrial_.look(*changed) : std::nullopt;
    return results && !results->agree ? alike : std::vector<RowRef>{};
  }

  void add_sameness(const RowRole& role, std::size_t column, const std::vector<RowRef>& alike,
                    std::int64_t score) {
    std::vector<RowRef> rows = alike;
    rows.push_back(role.row);
    if (rows.size() > kListedMax) return;
    std::sort(rows.begin(), rows.end());
    const bool one_part = std::all_of(rows.begin(), rows.end(),
                                      [&](const RowRef& row) { return part_of(row) == role.part; });
    std::string end = ", and the difference comes from that";
    if (one_part && role.part == RowPart::kAnswerOnly) {
      end = ", and the expected result is the same without either of them";
    } else if (one_part && role.part == RowPart::kReferenceOnly) {
      end = ", and your result is the same without either of them";
    }
    if (rows.size() > 2 && one_part && role.part != RowPart::kBoth) {
      end.replace(end.find("either"), 6, "any one");
    }
    clues_.push_back({.sentence = list_of(rows, " and ") + " have the same " +
                                  column_name(role.row, column) + ", " +
                                  value_words(cell(role.row, column)) + end,
                      .score = score + 20,
                      .rows = rows,
                      .proof = std::nullopt});
  }

  std::string list_of(const std::vector<RowRef>& rows, std::string_view last) const {
    std::string text;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i > 0) text += i + 1 == rows.size() ? last : ", ";
      text += words(rows[i]);
    }
    return text;
  }

  // What taking rows away says by itself, for where no value tells more.
  void find_plain_parts() {
    add_plain_part(RowPart::kAnswerOnly, ", your result changes, and the expected one does not");
    add_plain_part(RowPart::kReferenceOnly, ", the expected result changes, and yours does not");
    add_unsaid_order();
    const std::vector<RowRef> together = rows_of_one_table(RowPart::kBoth);
    if (by_order_ || together.size() < 2 || !all_needed(together)) return;
    clues_.push_back({.sentence = "it takes " + list_of(together, " and ") +
                                  " together: without any one of them the results agree",
                      .score = 10,
                      .rows = together,
                      .proof = std::nullopt});
  }

  // Rows whose order the answer leaves to chance.
  void add_unsaid_order() {
    if (!by_chance_) return;
    std::vector<RowRef> rows;
    for (const RowRole& role : roles_) {
      if (role.part != RowPart::kNone && !role.has_followers) rows.push_back(role.row);
    }
    const bool few = rows.size() >= 2 && rows.size() <= kListedMax;
    if (!few || rows.front().table != rows.back().table || !all_needed(rows)) return;
    clues_.push_back(
        {.sentence = "your query does not say which of " + list_of(rows, " and ") + " comes first",
         .score = 290,
         .rows = rows,
         .proof = std::nullopt});
  }

  void add_plain_part(RowPart part, const std::string& end) {
    const std::vector<RowRef> rows = rows_of_one_table(part);
    if (rows.empty()) return;
    clues_.push_back({.sentence = "without " + list_of(rows, " or ") + end,
                      .score = 20,
                      .rows = rows,
                      .proof = std::nullopt});
  }

  // The rows with that part, where they are few and no rows of several tables.
  std::vector<RowRef> rows_of_one_table(RowPart part) const {
    std::vector<RowRef> rows;
    for (const RowRole& role : roles_) {
      if (role.part != part || role.has_followers) continue;
      if (!rows.empty() && rows.front().table != role.row.table) return {};
      rows.push_back(role.row);
    }
    return rows.size() > kListedMax ? std::vector<RowRef>{} : rows;
  }

  bool all_needed(const std::vector<RowRef>& rows) {
    return std::all_of(rows.begin(), rows.end(), [&](const RowRef& row) {
      const auto results = retrial_.look(what_if_.without(data_, row));
      return results && results->agree;
    });
  }

  bool is_sure(const Clue& clue) {
    if (clue.proof) return retrial_.confirms(*clue.proof, true);
    return std::all_of(clue.rows.begin(), clue.rows.end(), [&](const RowRef& row) {
      return retrial_.confirms(what_if_.without(data_, row), false);
    });
  }

  const ScratchSchema& schema_;
  const TinyData& data_;
  WhyOptions options_;
  WhatIf what_if_;
  Retrial retrial_;
  bool by_order_;                 // the rows are right, and their order is not
  bool by_chance_;                // right in one arrangement, wrong in another
  std::vector<RowRef> siblings_;  // rows of one parent, each with another one like it
  std::vector<RowRole> roles_;
  std::vector<Clue> clues_;
  std::size_t only_extra_ = 0;    // rows, where none is missing
  std::size_t only_missing_ = 0;  // rows, where none is extra
};

}  // namespace

std::vector<RowRole> roles_of(const Dispute& dispute, const TinyData& data,
                              const Finding& finding) {
  const WhyOptions enough{.tries_max = static_cast<std::int64_t>(data.row_count()) + 2};
  std::vector<RowRole> roles = Inquest(dispute, data, finding, enough).roles();
  dispute.arena.lay_out(data);
  return roles;
}

std::vector<std::string> why_they_differ(const Dispute& dispute, const TinyData& data,
                                         const Finding& finding, const WhyOptions& options) {
  std::vector<std::string> sentences = Inquest(dispute, data, finding, options).sentences();
  dispute.arena.lay_out(data);
  return sentences;
}

}  // namespace nightshift
