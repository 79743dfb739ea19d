// Queries as text.
#include <array>
#include <variant>

#include "engine/sql/printer.h"

namespace nightshift {
namespace {

constexpr std::array<std::string_view, 4> kCompoundTexts = {"UNION", "UNION ALL", "INTERSECT",
                                                            "EXCEPT"};
constexpr std::array<std::string_view, 6> kJoinTexts = {"",          "JOIN",       "CROSS JOIN",
                                                        "LEFT JOIN", "RIGHT JOIN", "FULL JOIN"};
constexpr std::array<std::string_view, 3> kUnitTexts = {"ROWS", "RANGE", "GROUPS"};
constexpr std::array<std::string_view, 5> kEdgeTexts = {
    "UNBOUNDED PRECEDING", "PRECEDING", "CURRENT ROW", "FOLLOWING", "UNBOUNDED FOLLOWING"};
constexpr std::array<std::string_view, 4> kExclusionTexts = {"NO OTHERS", "CURRENT ROW", "GROUP",
                                                             "TIES"};

template <typename Enum, std::size_t N>
std::string_view text_of(const std::array<std::string_view, N>& texts, Enum value) {
  return texts[static_cast<std::size_t>(value)];
}

}  // namespace

void Printer::select(const Select& query) {
  with(query.with);
  for (const SelectCore& part : query.cores) {
    if (&part != &query.cores.front()) word(text_of(kCompoundTexts, part.op));
    core(part);
  }
  order_terms(query.order_by);
  if (query.fetch_first) {
    clause("FETCH FIRST", query.limit);
    word("ROWS ONLY");
    return;
  }
  clause("LIMIT", query.limit);
  clause("OFFSET", query.offset);
}

void Printer::with(const WithClause& with) {
  if (with.tables.empty()) return;
  word("WITH");
  word_if(with.recursive, "RECURSIVE");
  list(with.tables, [&](const CommonTable& table) {
    name(table.name);
    optional_names(table.columns);
    word("AS");
    word_if(table.materialization == Materialization::kNotMaterialized, "NOT");
    word_if(table.materialization != Materialization::kDefault, "MATERIALIZED");
    subquery(*table.select);
  });
}

void Printer::core(const SelectCore& core) {
  if (!core.values.empty()) {
    word("VALUES");
    list(core.values, [&](const ValuesRow& row) {
      open();
      expressions(row.items);
      close();
    });
    return;
  }
  word("SELECT");
  word_if(core.distinct, "DISTINCT");
  list(core.columns, [&](const ResultColumn& column) { result_column(column); });
  if (!core.from.empty()) {
    word("FROM");
    from_items(core.from);
  }
  clause("WHERE", core.where);
  if (!core.group_by.empty()) {
    word("GROUP BY");
    expressions(core.group_by);
  }
  clause("HAVING", core.having);
  if (!core.windows.empty()) {
    word("WINDOW");
    list(core.windows, [&](const NamedWindow& named) {
      name(named.name);
      word("AS");
      window(named.definition);
    });
  }
  clause("QUALIFY", core.qualify);
}

void Printer::result_column(const ResultColumn& column) {
  if (column.kind == ResultColumnKind::kExpr) {
    expression(column.expr);
    alias(column.alias);
    return;
  }
  if (column.kind == ResultColumnKind::kTableStar) {
    name(column.table);
    glue(".*");
  } else {
    word("*");
  }
  if (column.excluded.empty()) return;
  word("EXCLUDE");
  optional_names(column.excluded);
}

void Printer::from_items(const std::vector<FromItem>& items) {
  for (const FromItem& item : items) {
    if (&item != &items.front()) {
      if (item.join == JoinKind::kComma) {
        glue(",");
      } else {
        word_if(item.natural, "NATURAL");
        word(text_of(kJoinTexts, item.join));
      }
    }
    from_item(item);
    clause("ON", item.on);
    if (item.using_columns.empty()) continue;
    word("USING");
    optional_names(item.using_columns);
  }
}

void Printer::from_item(const FromItem& item) {
  if (const auto* query = std::get_if<Box<Select>>(&item.source)) {
    subquery(**query);
  } else if (const auto* group = std::get_if<JoinGroup>(&item.source)) {
    open();
    from_items(group->items);
    close();
  } else if (const auto* function = std::get_if<TableFunction>(&item.source)) {
    table(function->function);
    glue("(");
    expressions(function->arguments);
    close();
  } else {
    table(std::get<NamedTable>(item.source).table);
  }
  alias(item.alias);
  if (const auto* named = std::get_if<NamedTable>(&item.source)) hint(named->hint);
}

void Printer::hint(const std::optional<IndexHint>& hint) {
  if (!hint) return;
  if (!hint->index) {
    word("NOT INDEXED");
    return;
  }
  word("INDEXED BY");
  name(*hint->index);
}

void Printer::order_terms(const std::vector<OrderTerm>& terms) {
  if (terms.empty()) return;
  word("ORDER BY");
  term_list(terms);
}

void Printer::term_list(const std::vector<OrderTerm>& terms) {
  list(terms, [&](const OrderTerm& term) {
    expression(term.expr);
    direction(term.direction);
    if (term.nulls == NullsOrder::kDefault) return;
    word(term.nulls == NullsOrder::kFirst ? "NULLS FIRST" : "NULLS LAST");
  });
}

void Printer::direction(SortDirection direction) {
  if (direction == SortDirection::kDefault) return;
  word(direction == SortDirection::kAscending ? "ASC" : "DESC");
}

void Printer::window(const WindowDefinition& window) {
  open();
  if (window.base) name(*window.base);
  if (!window.partition_by.empty()) {
    word("PARTITION BY");
    expressions(window.partition_by);
  }
  order_terms(window.order_by);
  if (window.frame) frame(*window.frame);
  close();
}

void Printer::frame(const WindowFrame& frame) {
  word(text_of(kUnitTexts, frame.unit));
  word("BETWEEN");
  frame_bound(frame.start);
  word("AND");
  frame_bound(frame.end);
  if (frame.exclusion == FrameExclusion::kNoOthers) return;
  word("EXCLUDE");
  word(text_of(kExclusionTexts, frame.exclusion));
}

void Printer::frame_bound(const FrameBound& bound) {
  if (bound.offset) expression(*bound.offset, kBindsNot);
  word(text_of(kEdgeTexts, bound.edge));
}

}  // namespace nightshift
