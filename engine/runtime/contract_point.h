// Contracts where the pipeline looks at them: before rows are written (ingest), before a model
// reads (transform), before a model's result replaces what readers see (publish). The fourth point,
// the producer's CI, is not the pipeline's.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/observe/contract.h"
#include "engine/observe/schema_change.h"
#include "engine/pipeline/spec.h"
#include "engine/runtime/step_context.h"
#include "engine/table/schema.h"
#include "engine/table/table.h"
#include "engine/table/table_write.h"

namespace nightshift {

// What one contract says about one table, at one point. A copy: a try outlives the files that it
// began with.
struct ContractPoint {
  EnforceAt at = EnforceAt::kIngest;
  OnViolation on_violation = OnViolation::kWarn;
  std::string file;
  std::string on;
  Contract contract;  // of that table only, and without its document
};

// The contracts about `on` that are enforced at a point, in the file's order.
std::vector<ContractPoint> contract_points(const Pipeline& pipeline, EnforceAt at,
                                           std::string_view on);

struct ContractVerdict {
  std::vector<std::string> broken;     // one sentence for each promise; empty: it was kept
  std::vector<std::size_t> set_aside;  // rows that must not go on, ascending

  bool passed() const { return broken.empty(); }
};

// What the columns break, before any row is looked at; no row is set aside.
ContractVerdict judge_schema(const ContractPoint& point, const ObservedSchema& schema);

// What the rows break: rules of severity error, and what required, unique and primaryKey imply.
// Rows that a broken rule counts are set aside; where a rule speaks of them all (rowCount), all.
ContractVerdict judge_rows(const ContractPoint& point, const Table& rows);

// Both, of a table of the warehouse or a model's result; when its columns break the contract, all
// rows are set aside and no rule is asked. Such tables have no key, all of their columns may be
// NULL, and a result without values has no types: what `columns` cannot tell counts as promised,
// and the rows tell.
ContractVerdict judge_relation(const ContractPoint& point, const std::vector<ColumnSchema>& columns,
                               const Table& rows);

// Writes the verdict into the trace. Fails with "contract.violated" when the contract was broken
// and its reaction is block or fail.
Result<void> react(const StepContext& context, const ContractPoint& point,
                   const ContractVerdict& verdict);

// The first sentences of a verdict as one text.
std::string broken_text(const ContractVerdict& verdict);

// The numbers 0 to count - 1.
std::vector<std::size_t> all_rows(std::size_t count);

// The rows of `table` whose numbers are in `numbers` (ascending), and the others.
struct PartedTable {
  Table taken;
  Table left;
};
PartedTable parted(const Table& table, const std::vector<std::size_t>& numbers);

// The writes that add all of `rows` to the table `quarantine`, which is made or widened where
// needed. Every column is text there, so that it takes whatever came; two more columns tell why
// and when: quarantine_reason and quarantined_at.
std::vector<TableWrite> quarantine_writes(const StepContext& context, const std::string& quarantine,
                                          const Table& rows, const std::string& reason);

// Tells the trace that rows were set aside. Call it when they were written.
void record_quarantine(const StepContext& context, const std::string& quarantine, std::size_t rows,
                       const std::string& reason);

}  // namespace nightshift
