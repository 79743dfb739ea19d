// How a pipeline sees the systems that it reads from, and how their owners ask before they change
// them. Behind it stands a world that the pipeline cannot look into.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/kernel/time.h"
#include "engine/table/cell.h"

namespace nightshift {

struct SourceColumn {
  std::string name;
  ColumnType type = ColumnType::kText;
  bool nullable = false;
  bool primary_key = false;

  friend bool operator==(const SourceColumn&, const SourceColumn&) = default;
};

struct SourceSchema {
  std::int64_t version = 1;  // counts the changes of this table
  std::vector<SourceColumn> columns;

  // Where the column stands, letter case free; nullopt when there is none of that name.
  std::optional<std::size_t> place_of(std::string_view name) const;

  friend bool operator==(const SourceSchema&, const SourceSchema&) = default;
};

// A question to a table: rows whose `cursor_column` lies in [from, until), in the order of that
// column and then of the primary key. Without a cursor column: all rows, by primary key.
struct SourceRead {
  std::string table;  // "shop.orders"
  std::string cursor_column;
  std::optional<Cell> from;
  bool without_from = false;  // rows at `from` itself are left out
  std::optional<Cell> until;
  std::int64_t offset = 0;
  std::int64_t rows_max = 10'000;
};

struct SourceRows {
  SourceSchema schema;                  // as it is now
  std::vector<std::vector<Cell>> rows;  // cells in the schema's order
  bool is_last = true;                  // false: more rows lie behind these
};

class Source {
 public:
  virtual ~Source() = default;

  // False while the table's source refuses connections: whoever reads must ask first. Tables that
  // are not there refuse nobody.
  virtual bool answers(std::string_view table) const = 0;

  // The columns of a table as they are now; nullopt when there is no such table.
  virtual std::optional<SourceSchema> schema(std::string_view table) const = 0;

  // Reads at one instant. A cursor column that the table does not have reads nothing but the
  // schema: whoever asked sees it missing there. The table must exist.
  virtual SourceRows read(const SourceRead& question) const = 0;
};

// A change that a team is about to ship to a table that it owns.
struct SchemaChange {
  std::string table;
  SourceSchema before;
  SourceSchema after;
};

// What the producer's CI asks before a change ships.
class ProducerGate {
 public:
  virtual ~ProducerGate() = default;

  // Why the change must not ship, one sentence for each reason; empty: it may.
  virtual std::vector<std::string> objections(const SchemaChange& change) const = 0;
};

}  // namespace nightshift
