#include "engine/night/night.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/text.h"
#include "engine/night/warehouse_sink.h"
#include "engine/pipeline/map_edit.h"

namespace nightshift {
namespace {

constexpr std::string_view kLearner = "learner";

// The contracts that the producer agreed to run in its CI, as far as they may stop a change.
std::vector<Contract> contracts_in_ci(const Pipeline& pipeline) {
  std::vector<Contract> contracts;
  for (const ContractUse& use : pipeline.contracts) {
    const auto reaction = use.at(EnforceAt::kProducerCi);
    if (reaction && *reaction != OnViolation::kWarn) contracts.push_back(use.contract);
  }
  return contracts;
}

// raw.orders lives in the schema raw.
void add_schema_of(std::string_view relation, std::vector<std::string>& schemas) {
  const std::size_t dot = relation.find('.');
  if (dot == relation.npos) return;
  const std::string schema(relation.substr(0, dot));
  if (std::find(schemas.begin(), schemas.end(), schema) == schemas.end()) {
    schemas.push_back(schema);
  }
}

std::string paths_of(const PipelineFiles& files) {
  std::vector<std::string> paths;
  for (const auto& [path, text] : files) paths.push_back(path);
  return joined(paths, ", ");
}

TableSchema table_schema(std::string_view name, const SourceSchema& source) {
  TableSchema table{.name = std::string(name), .description = {}, .columns = {}, .primary_key = {}};
  for (const SourceColumn& column : source.columns) {
    table.columns.push_back({.name = column.name,
                             .type = column.type,
                             .nullable = column.nullable,
                             .description = {},
                             .accepted_values = {}});
    if (column.primary_key) table.primary_key.push_back(column.name);
  }
  return table;
}

Error refusal(std::string code, std::string message, std::string remedy) {
  return {.whose = Whose::kLearner,
          .code = std::move(code),
          .message = std::move(message),
          .remedy = std::move(remedy),
          .where = {}};
}

}  // namespace

SpecWorld Night::what_there_is() { return {.sources = {std::string(kOrdersTable)}, .tables = {}}; }

ResultOrErrors<Night> Night::open(const NightPlan& plan, PipelineFiles files) {
  NIGHTSHIFT_TRY(Pipeline pipeline, read_pipeline(files, what_there_is()));
  return Night(plan, std::move(files), std::move(pipeline));
}

Night::Night(NightPlan plan, PipelineFiles files, Pipeline pipeline)
    : plan_(std::move(plan)),
      kernel_(plan_.scenario.start, {}),
      world_(plan_.scenario),
      runtime_(pipeline, {}),
      watch_(plan_.viewers, plan_.pager),
      gate_({}),
      warehouse_(
          {.now_unix_us = plan_.scenario.start, .seed = plan_.scenario.seed, .schemas = {}}) {
  world_.start(kernel_);
  put_in_force(std::move(files), pipeline);
  runtime_.start(kernel_);
}

Night::Night(const Night& other, Warehouse warehouse)
    : plan_(other.plan_),
      files_(other.files_),
      kernel_(other.kernel_),
      world_(other.world_),
      runtime_(other.runtime_),
      watch_(other.watch_),
      gate_(other.gate_),
      warehouse_(std::move(warehouse)) {}

Night Night::fork() { return {*this, warehouse_.clone()}; }

void Night::put_in_force(PipelineFiles files, const Pipeline& pipeline) {
  files_ = std::move(files);
  gate_ = ContractGate(contracts_in_ci(pipeline));
  add_schemas(pipeline);
  watch_.install(kernel_, pipeline);
}

void Night::add_schemas(const Pipeline& pipeline) {
  std::vector<std::string> schemas = warehouse_.schemas();
  const auto known = static_cast<std::ptrdiff_t>(schemas.size());
  for (const Task& task : pipeline.tasks) add_schema_of(task.writes(), schemas);
  if (known == std::ssize(schemas)) return;
  warehouse_ = warehouse_.clone({schemas.begin() + known, schemas.end()});
}

void Night::advance_to(TimeUs until) {
  while (kernel_.advance_to(std::min(until, end()))) handle();
}

void Night::handle() {
  const std::int64_t before = trace().size();
  warehouse_.set_now(kernel_.now());
  const ShopView shop(world_.shop(), kernel_.now());
  WarehouseSink sink(warehouse_);
  const WatchContext context{kernel_, shop, sink, runtime_};
  switch (kernel_.current().event_class) {
    case EventClass::kWorld:
    case EventClass::kFault:
      world_.handle(kernel_, gate_);
      break;
    case EventClass::kMonitor:
    case EventClass::kConsumer:
      watch_.handle(context);
      break;
    default:
      runtime_.handle(kernel_, shop, sink);
      break;
  }
  watch_.notice(context, before);
}

ResultOrErrors<void> Night::install(const PipelineFiles& changed) {
  PipelineFiles files = files_;
  for (const auto& [path, text] : changed) files[path] = text;
  NIGHTSHIFT_TRY(Pipeline pipeline, read_pipeline(files, what_there_is()));
  const std::int64_t before = trace().size();
  kernel_.because_of(kernel_.record(TraceKind::kAct, kLearner, {{"installed", paths_of(changed)}}));
  runtime_.install(kernel_, pipeline);
  put_in_force(std::move(files), pipeline);
  notice_from(before);
  return {};
}

ResultOrErrors<std::string> Night::act(std::string_view line) {
  NIGHTSHIFT_TRY(const Command command, as_errors(parse_command(line)));
  NIGHTSHIFT_TRY(as_errors(check_command(command, runtime_.pipeline())));
  if (const auto* map = std::get_if<MapCommand>(&command)) {
    const std::string file(kSpecFile);
    NIGHTSHIFT_TRY(std::string edited, as_errors(apply_map(files_.at(file), *map)));
    NIGHTSHIFT_TRY(install({{file, std::move(edited)}}));
    return file + " was changed: " + map->to + " is now also looked for under " + map->from;
  }
  // What is refused leaves no trace.
  const Kernel kernel = kernel_;
  const Runtime runtime = runtime_;
  const std::int64_t before = trace().size();
  kernel_.because_of(kernel_.record(TraceKind::kAct, kLearner, {{"command", std::string(line)}}));
  Result<std::string> answer = carry_out(command);
  if (!answer) {
    kernel_ = kernel;
    runtime_ = runtime;
    return fail(Errors{answer.error()});
  }
  notice_from(before);
  return *std::move(answer);
}

void Night::notice_from(std::int64_t before) {
  const ShopView shop(world_.shop(), kernel_.now());
  WarehouseSink sink(warehouse_);
  watch_.notice({kernel_, shop, sink, runtime_}, before);
}

Result<std::string> Night::carry_out(const Command& command) {
  if (const auto* backfill = std::get_if<BackfillCommand>(&command)) {
    NIGHTSHIFT_TRY(const auto lines, runtime_.backfill(kernel_, *backfill));
    return joined(lines, "\n");
  }
  if (const auto* clear = std::get_if<TasksClearCommand>(&command)) {
    NIGHTSHIFT_TRY(const std::int64_t cleared, runtime_.clear(kernel_, *clear));
    return counted(cleared, "task instance") + " will run again";
  }
  if (const auto* reset = std::get_if<StateResetCommand>(&command)) {
    NIGHTSHIFT_TRY(runtime_.reset_state(*reset));
    return reset->task_id + " will read from " +
           (reset->to ? time_text(*reset->to) : "the beginning");
  }
  if (const auto* flag = std::get_if<TileFlagCommand>(&command)) {
    watch_.flag_tile(kernel_, flag->exposure, flag->text);
    return flag->exposure + (flag->text.empty() ? " is no longer marked as stale"
                                                : " is marked as stale: " + flag->text);
  }
  if (const auto* answer = std::get_if<PagerCommand>(&command)) {
    if (watch_.answer_page(kernel_, *answer)) {
      return answer->dedup_key + (answer->resolves ? " is resolved" : " is acknowledged");
    }
    return fail(refusal("command.no_page",
                        "no open page has the key \"" + one_line(answer->dedup_key, 60) +
                            "\", or it was answered before",
                        "The pager lists the open ones with their keys."));
  }
  if (const auto* order = std::get_if<OrderCommand>(&command)) {
    world_.place_order(kernel_, order->amount_cents);
    return std::string("the order was placed and paid: checkout works");
  }
  runtime_.trigger(kernel_);
  return std::string("a run was started for the latest complete interval");
}

// The shop's own database is no SQLite; whoever asks it gets its tables as they are now.
Warehouse Night::shop_now() const {
  const ShopView view(world_.shop(), kernel_.now());
  const std::string name(kOrdersTable);
  std::vector<std::string> schemas;
  add_schema_of(name, schemas);
  Warehouse shop({.now_unix_us = kernel_.now(), .seed = 0, .schemas = schemas});
  const TableSchema table = table_schema(name, *view.schema(name));
  std::vector<TableWrite> writes = {{.kind = TableWrite::Kind::kCreate,
                                     .table = name,
                                     .columns = table.columns,
                                     .key = table.primary_key}};
  SourceRead question{.table = name};
  SourceRows page;
  do {
    page = view.read(question);
    question.offset += std::ssize(page.rows);
    writes.push_back({.kind = TableWrite::Kind::kAppend,
                      .table = name,
                      .columns = table.columns,
                      .rows = std::move(page.rows)});
  } while (!page.is_last);
  NIGHTSHIFT_CHECK(shop.apply(writes).has_value());
  return shop;
}

Result<QueryOutcome> Night::query(NightDatabase database, std::string_view sql,
                                  const QueryOptions& options) {
  if (database == NightDatabase::kShop) return shop_now().query(sql, options);
  warehouse_.set_now(kernel_.now());
  return warehouse_.query(sql, options);
}

std::vector<DatabaseTable> Night::tables(NightDatabase database) {
  std::optional<Warehouse> shop;
  if (database == NightDatabase::kShop) shop.emplace(shop_now());
  Warehouse& asked = shop ? *shop : warehouse_;
  std::vector<DatabaseTable> tables;
  for (const TableSchema& schema : asked.tables()) {
    tables.push_back({.schema = schema, .rows = asked.row_count(schema.name)});
  }
  std::sort(tables.begin(), tables.end(),
            [](const DatabaseTable& left, const DatabaseTable& right) {
              return left.schema.name < right.schema.name;
            });
  return tables;
}

}  // namespace nightshift
