// Contracts at the point of ingest: over the pages of one try of a sync, before anything is
// written.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/kernel/source.h"
#include "engine/pipeline/task.h"
#include "engine/runtime/contract_point.h"

namespace nightshift {

// What is to happen to the rows that were read.
struct IngestVerdict {
  std::vector<std::size_t> set_aside;  // numbers in the order of reading, ascending
  std::vector<TableWrite> writes;      // which put them into quarantine; empty: nothing is aside
  std::string say;                     // why the first of them are aside
};

// A page as the sync is about to write it: its columns under the names that `fields` gives them.
// What `fields` does not read is there too, under the source's own name.
struct IncomingPage {
  SourceSchema schema;
  std::vector<std::size_t> places;  // of each column, in a row
  const std::vector<std::vector<Cell>>& rows;
};
IncomingPage incoming_page(const SyncTask& task, const SourceRows& page);

// A value, between the steps of a try. Without contracts it keeps no rows and objects to nothing.
class IngestGuard {
 public:
  explicit IngestGuard(std::vector<ContractPoint> points);

  // A page was read; call it before its rows are kept. Fails with "contract.violated" when the
  // page's columns break a contract whose reaction ends the try.
  Result<void> look_at(const StepContext& context, const IncomingPage& page);

  // All pages were read. Writes every contract's verdict into the trace; fails with
  // "contract.violated".
  Result<IngestVerdict> judge(const StepContext& context, const std::string& quarantine) const;

 private:
  std::vector<ContractPoint> points_;
  std::vector<ContractVerdict> schemas_;  // one for each point: what columns broke so far
  Table rows_;                            // all that was read
};

}  // namespace nightshift
