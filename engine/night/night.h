// A night: a world, a learner's pipeline, its warehouse, and those who watch, under one clock.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/kernel/kernel.h"
#include "engine/night/plan.h"
#include "engine/night/watch.h"
#include "engine/observe/contract_gate.h"
#include "engine/observe/pager.h"
#include "engine/observe/tile.h"
#include "engine/pipeline/read_spec.h"
#include "engine/runtime/runtime.h"
#include "engine/warehouse/warehouse.h"
#include "engine/world/world.h"

namespace nightshift {

// The two databases that a learner may ask.
enum class NightDatabase { kShop, kWarehouse };

struct DatabaseTable {
  TableSchema schema;
  std::int64_t rows = 0;
};

// Movable; fork() copies.
class Night {
 public:
  // What the files may name.
  static SpecWorld what_there_is();

  // The world at its start, with the learner's files in force from the first moment. Fails with
  // what is wrong with the files (the learner's).
  static ResultOrErrors<Night> open(const NightPlan& plan, PipelineFiles files);

  // Another night that is what this one is now; from then on each goes its own way.
  Night fork();

  TimeUs now() const { return kernel_.now(); }
  TimeUs end() const { return plan_.scenario.end; }
  // Lets time pass, at most to the end. Whatever the night comes to is in its trace.
  void advance_to(TimeUs until);
  // A cap stopped it: what would have come is not known.
  bool is_over_limit() const { return kernel_.is_over_limit(); }

  // From now on these files are in force, laid over those before. All or nothing; fails with what
  // is wrong with the whole then (the learner's).
  ResultOrErrors<void> install(const PipelineFiles& changed);
  // One line of the repair console; gives what it answers, a few lines. Fails with command.*, and
  // then nothing has changed.
  ResultOrErrors<std::string> act(std::string_view line);

  // One SELECT on what a database holds now. Fails with sql.*.
  Result<QueryOutcome> query(NightDatabase database, std::string_view sql,
                             const QueryOptions& options);
  // The warehouse's tables, with their columns alone.
  const std::vector<TableSchema>& warehouse_tables() const { return warehouse_.tables(); }
  // The tables that there are now, by name.
  std::vector<DatabaseTable> tables(NightDatabase database);

  // Lets a task's next try crash (engine/runtime): for sweeps.
  void crash_at(CrashPoint point) { runtime_.crash_at(std::move(point)); }

  const PipelineFiles& files() const { return files_; }
  const Trace& trace() const { return kernel_.trace(); }
  const Runtime& runtime() const { return runtime_; }
  const std::vector<Tile>& tiles() const { return watch_.tiles(); }
  const Pager& pager() const { return watch_.pager(); }
  const NightPlan& plan() const { return plan_; }
  // The truth: for those who judge.
  const World& world() const { return world_; }

 private:
  Night(NightPlan plan, PipelineFiles files, Pipeline pipeline);
  Night(const Night& other, Warehouse warehouse);

  void handle();
  void notice_from(std::int64_t before);
  void put_in_force(PipelineFiles files, const Pipeline& pipeline);
  void add_schemas(const Pipeline& pipeline);
  Result<std::string> carry_out(const Command& command);
  Warehouse shop_now() const;

  NightPlan plan_;
  PipelineFiles files_;
  Kernel kernel_;
  World world_;
  Runtime runtime_;
  Watch watch_;
  ContractGate gate_;
  Warehouse warehouse_;
};

}  // namespace nightshift
