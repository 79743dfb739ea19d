// Reads a query for its lineage. For lineage*.cc: FROM in lineage_from.cc, names in
// lineage_names.cc, expressions in lineage_expression.cc, whole queries in lineage_query.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/sql/lineage_flow.h"

namespace nightshift {

class LineageReader {
 public:
  LineageReader(const LineageCatalog& catalog, std::string_view sql, const LineageLimits& limits);

  Result<QueryLineage> read(const Select& select);

 private:
  // One SELECT ... or VALUES, with the result column that each column was written as; nullptr: *.
  struct CoreFlow {
    RelationFlow relation;
    std::vector<const ResultColumn*> written;
  };

  // Queries. `self` is the table of WITH that the query stands for, if it does.
  RelationFlow query(const Select& select, const FlowAround& around, CommonFlow* self = nullptr);
  RelationFlow compound(const Select& select, const FlowAround& around, CommonFlow* self);
  CoreFlow core(const Select& select, const SelectCore& core, const FlowAround& around);
  CoreFlow values(const SelectCore& core, FlowScope& scope, const FlowAround& around);
  void select_list(FlowScope& scope, const FlowAround& around, CoreFlow& made);
  void star(FlowScope& scope, const ResultColumn& column, CoreFlow& made);
  void conditions(FlowScope& scope, const FlowAround& around, const CoreFlow& made);
  void joins(const std::vector<FromItem>& items, FlowScope& scope, const FlowAround& around);
  void prepare_groups(const Select& select, FlowScope& scope, const FlowAround& around);
  LineageFlow order_term(const OrderTerm& term, FlowScope& scope, const FlowAround& around,
                         const CoreFlow& made);
  LineageFlow compound_order_term(const OrderTerm& term, const std::vector<CoreFlow>& cores,
                                  const RelationFlow& whole);
  std::string name_of(const ResultColumn& column, const FlowScope& scope) const;

  // FROM.
  void from(const std::vector<FromItem>& items, FlowScope& scope, const FlowAround& around);
  void from_item(const FromItem& item, FlowScope& scope, const FlowAround& around);
  void functions(FlowScope& scope, const FlowAround& around);
  RelationFlow table_function(std::string_view name) const;
  RelationFlow joined_group(const JoinGroup& group, const FlowAround& around);
  RelationFlow named_table(const TableName& name, const Span& place, const FlowAround& around);
  RelationFlow common_table(WithFrame& frame, std::size_t index, const Span& place);
  RelationFlow catalog_table(std::size_t index, const Span& place);
  RelationFlow view(std::size_t index, const Span& place);
  void rename_columns(RelationFlow& relation, const std::vector<std::string>& names,
                      const std::string& table, const Span& place);
  // The sources from `begin` to before `middle` are joined with those from `middle` on.
  void merge_columns(const FromItem& item, std::size_t begin, std::size_t middle, FlowScope& scope);
  void merge_column(const std::string& name, const FromItem& item, std::size_t begin,
                    std::size_t middle, FlowScope& scope);

  // Names.
  LineageFlow name(const ColumnExpr& name, const Span& place, FlowScope* scope);
  std::optional<LineageFlow> find_here(const ColumnExpr& name, const Span& place, FlowScope& scope,
                                       std::vector<const RelationFlow*>& perhaps);
  LineageFlow column_at(const FlowScope& scope, const PlaceInFrom& place) const;
  LineageFlow merged_at(const FlowScope& scope, const MergedColumn& merged) const;

  // Expressions: what flows into their value.
  LineageFlow expression(const Expr& expr, FlowScope* scope, const FlowAround& around);
  LineageFlow expression_inside(const Expr& expr, FlowScope* scope, const FlowAround& around);
  LineageFlow call(const CallExpr& call, FlowScope* scope, const FlowAround& around);
  LineageFlow choice(const CaseExpr& choice, FlowScope* scope, const FlowAround& around);
  LineageFlow membership(const InExpr& in, const Span& place, FlowScope* scope,
                         const FlowAround& around);
  LineageFlow window(const WindowDefinition& window, FlowScope* scope, const FlowAround& around);
  LineageFlow window(const std::string& name, FlowScope* scope, const FlowAround& around);
  LineageFlow each_of(const std::vector<Expr>& exprs, FlowScope* scope, const FlowAround& around);
  LineageFlow subquery(const Select& select, FlowScope* scope, const FlowAround& around);
  static bool is_group(const Expr& expr, const FlowScope* scope);

  // What could not be followed, once for each place.
  void unresolved(UnresolvedKind kind, const Span& place, std::string name,
                  const std::vector<std::string>& known = {});
  void spend(std::size_t amount);
  // The error is there: nothing that is read from now on counts.
  bool stopped() const { return error_.has_value(); }
  void stop(const char* code, const char* message, const char* remedy);
  void stop_too_much();

  std::vector<LineageInput> inputs_of(const LineageFlow& flow) const;

  struct ViewFlow {
    CommonFlow::State state = CommonFlow::State::kUntouched;
    RelationFlow relation;
  };

  const LineageCatalog& catalog_;
  std::string_view sql_;
  LineageLimits limits_;
  std::vector<std::uint32_t> first_column_;  // of each table; its rowid comes behind its columns
  std::vector<ViewFlow> views_;              // by table
  std::vector<bool> read_;                   // by table
  std::vector<UnresolvedName> unresolved_;
  std::string view_;                       // that is being read
  const CommonFlow* innermost_ = nullptr;  // the table of WITH that is being read
  std::int64_t work_ = 0;
  int depth_ = 0;
  std::optional<Error> error_;

  friend class LineageDepth;
};

// One level of queries and expressions in one another, while it lives.
class LineageDepth {
 public:
  LineageDepth(LineageReader& reader, int levels);
  ~LineageDepth() { reader_.depth_ -= levels_; }
  LineageDepth(const LineageDepth&) = delete;
  LineageDepth& operator=(const LineageDepth&) = delete;

 private:
  LineageReader& reader_;
  int levels_;
};

}  // namespace nightshift
