// What flows into one value, or decides about rows, while a query is read for its lineage. For
// lineage*.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/sql/lineage.h"
#include "engine/sql/names.h"

namespace nightshift {

// Columns of base tables by their number in the catalogue, each with the kinds in which it takes
// part: one bit for each LineageKind.
class LineageFlow {
 public:
  static LineageFlow of_column(std::uint32_t column) {
    LineageFlow flow;
    flow.inputs_[column] = bit(LineageKind::kIdentity);
    return flow;
  }
  static LineageFlow unknown() {
    LineageFlow flow;
    flow.open_ = true;
    return flow;
  }

  void add(const LineageFlow& other);
  // As part of something larger: what is direct gets that (direct) kind, or stays a further one.
  LineageFlow through(LineageKind kind) const;
  // As what only decides: all gets that kind.
  LineageFlow as(LineageKind kind) const;

  const std::map<std::uint32_t, std::uint16_t>& inputs() const { return inputs_; }
  // More flows in than is known.
  bool open() const { return open_; }
  bool is_empty() const { return inputs_.empty() && !open_; }

  bool operator==(const LineageFlow&) const = default;

  static constexpr std::uint16_t bit(LineageKind kind) {
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(kind));
  }

 private:
  std::map<std::uint32_t, std::uint16_t> inputs_;
  bool open_ = false;
};

struct ColumnFlow {
  std::string name;
  LineageFlow flow;

  bool operator==(const ColumnFlow&) const = default;
};

// What comes out of a table, a view, a query or a table function.
struct RelationFlow {
  std::vector<ColumnFlow> columns;
  LineageFlow rows;    // what decides which rows there are
  LineageFlow hidden;  // of one that is not known: what flows into its columns, whatever they are
  bool known = true;   // the columns are all there is
  std::size_t unlisted = 0;            // the last columns, which * leaves out
  std::optional<std::uint32_t> rowid;  // of a base table

  bool operator==(const RelationFlow&) const = default;
};

// One table of FROM.
struct FlowSource {
  std::string name;
  RelationFlow relation;
  const TableFunction* function = nullptr;
};

// A column that USING or NATURAL made of several.
struct MergedColumn {
  std::string name;
  std::vector<PlaceInFrom> joined;  // all of them, from left to right
  std::vector<PlaceInFrom> parts;   // those whose values it takes
};

// One FROM with the select list over it, and those around it.
struct FlowScope {
  FlowScope* outer = nullptr;
  const SelectCore* core = nullptr;
  std::vector<FlowSource> sources;
  std::vector<MergedColumn> merged;
  std::vector<ColumnFlow> aliases;  // of the select list, once they may be used
  LineageFlow rows;

  // A column beside min() or max() that is no part of a group is that of the row which has the
  // extreme. `extreme`: their arguments, empty where there are none.
  LineageFlow extreme;
  std::vector<const Expr*> groups;
  std::vector<PlaceInFrom> group_columns;
  int settled = 0;  // above zero: inside an aggregate, a group's key, or before rows are grouped
};

// Tables of one WITH, read when something names them.
struct CommonFlow {
  enum class State { kUntouched, kReading, kDone };
  State state = State::kUntouched;
  bool begun = false;  // `relation` holds at least what its first part gives
  bool used = false;   // it read itself
  RelationFlow relation;
};
struct WithFrame {
  WithFrame* outer = nullptr;
  FlowScope* scope = nullptr;  // around the query that has the WITH
  const WithClause* with = nullptr;
  std::vector<CommonFlow> tables;
};

// What surrounds a query.
struct FlowAround {
  FlowScope* scope = nullptr;
  WithFrame* with = nullptr;
};

}  // namespace nightshift
