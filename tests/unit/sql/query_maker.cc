#include "tests/unit/sql/query_maker.h"

namespace nightshift {
namespace {

const std::vector<std::string> kJoins = {"JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN"};

}  // namespace

std::vector<TrialTable> QueryMaker::tables() {
  const auto table = [](const char* name, const std::vector<std::string>& columns) {
    TrialTable made{.name = name, .columns = {}};
    for (const std::string& column : columns) made.columns.push_back({.name = column, .type = ""});
    return made;
  };
  return {table("a", {"id", "x", "y", "d"}), table("b", {"id", "x", "z"}),
          table("c", {"id", "y", "w"})};
}

std::string QueryMaker::one_of(const std::vector<std::string>& words) {
  return words[chance_.index(words.size())];
}

std::string QueryMaker::column(const std::vector<Offer>& offers) {
  if (offers.empty()) return "1";
  const Offer& offer = offers[chance_.index(offers.size())];
  return offer.name + "." + one_of(offer.columns);
}

std::string QueryMaker::value(const std::vector<Offer>& offers, int depth) {
  if (depth <= 0) return sometimes(5) ? std::to_string(chance_.below(4)) : column(offers);
  const auto inner = [&] { return value(offers, depth - 1); };
  switch (chance_.below(12)) {
    case 0:
      return "(" + inner() + " + " + inner() + ")";
    case 1:
      return "coalesce(" + inner() + ", " + inner() + ")";
    case 2:
      return "CASE WHEN " + condition(offers, depth - 1) + " THEN " + inner() + " ELSE " + inner() +
             " END";
    case 3:
      return "iif(" + condition(offers, depth - 1) + ", " + inner() + ", " + inner() + ")";
    case 4:
      return "CAST(" + inner() + " AS TEXT)";
    case 5:
      return "(" + select(1, offers, depth - 1) + " LIMIT 1)";
    case 6:
      return "CASE " + inner() + " WHEN " + inner() + " THEN " + inner() + " END";
    case 7:
      return "max(" + inner() + ", " + inner() + ")";
    case 8:
      return "(" + condition(offers, depth - 1) + ")";
    default:
      return column(offers);
  }
}

std::string QueryMaker::condition(const std::vector<Offer>& offers, int depth) {
  const auto inner = [&] { return value(offers, depth - 1); };
  switch (depth <= 0 ? 7 : chance_.below(10)) {
    case 0:
      return condition(offers, depth - 1) + " AND " + condition(offers, depth - 1);
    case 1:
      return "(" + condition(offers, depth - 1) + " OR " + condition(offers, depth - 1) + ")";
    case 2:
      return inner() + " IS NOT NULL";
    case 3:
      return inner() + " BETWEEN 1 AND " + inner();
    case 4:
      return std::string(sometimes(2) ? "" : "NOT ") + "EXISTS (" + select(2, offers, depth - 1) +
             ")";
    case 5:
      return inner() + " IN (" + select(1, offers, depth - 1) + ")";
    case 6:
      return inner() + " IN (1, 2, " + inner() + ")";
    default:
      return inner() + one_of({" = ", " <> ", " < ", " >= ", " IS "}) + inner();
  }
}

std::string QueryMaker::aggregate(const std::vector<Offer>& offers, int depth) {
  std::string call = one_of({"sum", "count", "min", "max", "avg", "total"}) + "(";
  if (sometimes(6)) return "count(*)";
  call += (sometimes(6) ? "DISTINCT " : "") + value(offers, depth - 1) + ")";
  if (sometimes(4)) call += " FILTER (WHERE " + condition(offers, depth - 1) + ")";
  return call;
}

std::string QueryMaker::window_body(const std::vector<Offer>& offers) {
  std::string body = sometimes(2) ? "PARTITION BY " + column(offers) + " " : "";
  return body + "ORDER BY " + column(offers);
}

std::string QueryMaker::window(const std::vector<Offer>& offers, int depth) {
  const std::string argument = value(offers, depth - 1);
  std::string call =
      one_of({"sum(" + argument + ")", "count(" + argument + ")", "row_number()", "rank()",
              "lag(" + argument + ")", "first_value(" + argument + ")", "max(" + argument + ")"});
  return call + " OVER " + (sometimes(3) ? "w" : "(" + window_body(offers) + ")");
}

std::string QueryMaker::source(Offer& offer, const std::vector<Offer>& outer, int depth) {
  offer.name = "t" + std::to_string(names_++);
  if (depth > 0 && sometimes(3)) {
    const std::size_t columns = 1 + chance_.index(3);
    for (std::size_t k = 0; k < columns; ++k) offer.columns.push_back("k" + std::to_string(k));
    return "(" + select(columns, outer, depth - 1) + ") AS " + offer.name;
  }
  if (!common_.empty() && sometimes(2)) {
    const Offer common = common_[chance_.index(common_.size())];
    offer.columns = common.columns;
    return common.name + " " + offer.name;
  }
  const auto all = tables();
  const TrialTable& table = all[chance_.index(all.size())];
  for (const TrialColumn& each : table.columns) offer.columns.push_back(each.name);
  return table.name + " AS " + offer.name;
}

std::string QueryMaker::from(std::vector<Offer>& offers, const std::vector<Offer>& outer,
                             int depth) {
  offers.emplace_back();
  std::string text = source(offers.back(), outer, depth);
  for (int joined = 0; joined < 2 && sometimes(2); ++joined) {
    Offer offer;
    const std::string right = source(offer, outer, depth);
    const std::string kind = one_of(kJoins);
    const auto left = offers.back();
    std::string shared;
    for (const std::string& name : offer.columns) {
      for (const std::string& other : left.columns) {
        if (name == other) shared = name;
      }
    }
    offers.push_back(offer);
    if (!shared.empty() && offers.size() == 2 && sometimes(3)) {
      text += " " + kind + " " + right + " USING (" + shared + ")";
    } else if (offers.size() == 2 && sometimes(6)) {
      text += " NATURAL " + kind + " " + right;
    } else if (sometimes(6)) {
      text += ", " + right;
      return text;
    } else {
      text += " " + kind + " " + right + " ON " + condition(offers, 1);
    }
  }
  return text;
}

std::string QueryMaker::core(std::size_t columns, const std::vector<Offer>& outer, int depth) {
  if (sometimes(12)) {
    std::string text = "SELECT " + std::to_string(chance_.below(4)) + " AS k0";
    for (std::size_t k = 1; k < columns; ++k) {
      text += ", " + value(outer, 0) + " AS k" + std::to_string(k);
    }
    return text;
  }
  std::vector<Offer> offers;
  const std::string tables = from(offers, outer, depth);
  std::vector<Offer> around = offers;
  if (!outer.empty() && sometimes(2)) around.insert(around.end(), outer.begin(), outer.end());
  const bool grouped = sometimes(3);
  std::string key = column(offers);
  if (sometimes(2)) key = "coalesce(" + key + ", " + column(offers) + ")";
  std::string list;
  bool windows = false;
  for (std::size_t k = 0; k < columns; ++k) {
    std::string item = value(around, depth);
    if (grouped && sometimes(2)) {
      item = key;
    } else if (grouped && k > 0 && sometimes(2)) {
      item = aggregate(offers, depth);
    }
    if (!grouped && sometimes(5)) {
      item = window(offers, depth);
      windows = true;
    }
    list += (k == 0 ? "" : ", ") + item + " AS k" + std::to_string(k);
  }
  std::string text =
      "SELECT " + std::string(sometimes(6) ? "DISTINCT " : "") + list + " FROM " + tables;
  if (sometimes(2)) text += " WHERE " + condition(around, depth);
  if (grouped) text += " GROUP BY " + (sometimes(4) ? "k0, " + key : key);
  if (grouped && sometimes(3)) text += " HAVING " + aggregate(offers, depth) + " > 1";
  if (windows || sometimes(8)) text += " WINDOW w AS (" + window_body(offers) + ")";
  return text;
}

std::string QueryMaker::select(std::size_t columns, const std::vector<Offer>& outer, int depth) {
  return core(columns, outer, depth);
}

std::string QueryMaker::with(int depth) {
  std::string text;
  for (int t = 0; t < 2 && sometimes(2); ++t) {
    Offer offer{.name = "w" + std::to_string(names_++), .columns = {"p", "q"}};
    const bool recursive = sometimes(3);
    text += (text.empty() ? "WITH RECURSIVE " : ", ") + offer.name + " (p, q) AS (" +
            core(2, {}, depth - 1);
    if (recursive) {
      // It goes on from what it has, so far that values come through every column.
      Offer side;
      const std::string joined = source(side, {}, 0);
      const std::string next = sometimes(2) ? column({side}) : value({offer, side}, 1);
      const std::string goes_on = sometimes(2) ? "1" : condition({offer, side}, 1);
      text += one_of({" UNION", " UNION ALL"}) + " SELECT " + next + ", " + offer.name +
              one_of({".p", ".q"}) + " FROM " + offer.name + " JOIN " + joined + " ON " + goes_on +
              " LIMIT 120";
    }
    text += ")";
    common_.push_back(offer);
  }
  return text.empty() ? text : text + " ";
}

std::string QueryMaker::query() {
  const std::size_t columns = 1 + chance_.index(3);
  std::string text = with(2) + core(columns, {}, 2);
  const bool is_compound = sometimes(4);
  if (is_compound) {
    text += one_of({" UNION ", " UNION ALL ", " INTERSECT ", " EXCEPT "}) + core(columns, {}, 1);
  }
  if (!sometimes(2)) return text;
  return text + " ORDER BY " +
         (is_compound ? one_of({"1", "k0"}) : one_of({"1", "k0 COLLATE NOCASE DESC"}));
}

}  // namespace nightshift
