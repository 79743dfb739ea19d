// Contracts, monitors, notifications and exposures: everything around the tasks.

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/nearest.h"
#include "engine/base/text.h"
#include "engine/observe/contract_breaks.h"
#include "engine/pipeline/keys.h"
#include "engine/pipeline/reading.h"
#include "engine/pipeline/words.h"

namespace nightshift {
namespace {

using namespace std::string_view_literals;

constexpr std::array kEvents = {std::pair{"task.failed"sv, NotifyEvent::kTaskFailed},
                                std::pair{"task.retry"sv, NotifyEvent::kTaskRetry},
                                std::pair{"run.failed"sv, NotifyEvent::kRunFailed},
                                std::pair{"check.warn"sv, NotifyEvent::kCheckWarn},
                                std::pair{"check.error"sv, NotifyEvent::kCheckError},
                                std::pair{"monitor.warn"sv, NotifyEvent::kMonitorWarn},
                                std::pair{"monitor.error"sv, NotifyEvent::kMonitorError},
                                std::pair{"monitor.unknown"sv, NotifyEvent::kMonitorUnknown},
                                std::pair{"contract.violated"sv, NotifyEvent::kContractViolated}};
constexpr std::array kExposureTypes = {
    std::pair{"dashboard"sv, "dashboard"sv}, std::pair{"notebook"sv, "notebook"sv},
    std::pair{"analysis"sv, "analysis"sv}, std::pair{"ml"sv, "ml"sv},
    std::pair{"application"sv, "application"sv}};
constexpr std::array kWhenEmpty = {std::pair{"blank"sv, WhenEmpty::kBlank},
                                   std::pair{"zero"sv, WhenEmpty::kZero},
                                   std::pair{"no_data"sv, WhenEmpty::kNoData}};

constexpr std::string_view kContractFolder = "contracts/";
constexpr std::string_view kContractEnding = ".odcs.jsonc";
constexpr std::string_view kTileRefresh = "*/10 * * * *";
constexpr DurationUs kStaleMax = 365 * kDayUs;
constexpr std::size_t kKeyBytesMax = 200;

Enforcement read_enforcement(JsonReader reader) {
  Enforcement enforcement;
  enforcement.at = reader.member("at").choice(kEnforcePoints);
  JsonReader reaction = reader.member("on_violation");
  enforcement.on_violation = reaction.choice(kReactions);
  if (enforcement.at == EnforceAt::kProducerCi &&
      enforcement.on_violation == OnViolation::kQuarantine) {
    reaction.error("spec.enforcement", "in the producer's CI there are no rows to set aside",
                   "Use \"block\" or \"warn\".");
  }
  refuse_other_keys(reader, {SpecPart::kEnforce});
  return enforcement;
}

std::string read_contract_file(JsonReader reader, const SpecReading& reading) {
  std::string name = reader.text();
  if (name.empty()) return name;
  if (!name.starts_with(kContractFolder) || !name.ends_with(kContractEnding) ||
      name.size() <= kContractFolder.size() + kContractEnding.size()) {
    reader.error("spec.contract_name", "\"" + one_line(name, 80) + "\" is not a contract's file",
                 "Call it contracts/NAME.odcs.jsonc.");
    return {};
  }
  if (reading.files.contains(name)) return name;
  std::vector<std::string> there;
  for (const auto& [other, text] : reading.files) {
    if (other.starts_with(kContractFolder)) there.push_back(other);
  }
  const std::optional<std::string> near = nearest(name, there);
  reader.error("spec.missing_file", "there is no file \"" + one_line(name, 80) + "\"",
               near ? "Did you mean \"" + *near + "\"?" : "Add the file.");
  return {};
}

// What the file says. Its errors and lints join those of the pipeline, once for each file.
Contract read_contract_text(const std::string& file, SpecReading& reading) {
  const auto text = reading.files.find(file);
  if (text == reading.files.end()) return {};
  for (const ContractUse& earlier : reading.pipeline.contracts) {
    if (earlier.file == file) return earlier.contract;
  }
  ResultOrErrors<Contract> contract = read_contract(text->second, file);
  if (!contract) {
    for (Error& error : contract.error()) reading.errors.push_back(std::move(error));
    return {};
  }
  for (ContractLint& lint : lint_contract(*contract)) {
    reading.pipeline.lints.push_back({.whose = Whose::kLearner,
                                      .code = std::move(lint.code),
                                      .message = std::move(lint.message),
                                      .remedy = std::move(lint.remedy),
                                      .where = {.file = file, .pointer = std::move(lint.pointer)}});
  }
  return *std::move(contract);
}

// A contract that does not describe its table would enforce nothing, without a word.
void check_describes(JsonReader& reader, const ContractUse& use) {
  if (use.contract.tables.empty() || find_table(use.contract, use.on) != nullptr) return;
  reader.error("spec.unknown_ref",
               "the contract describes no table \"" + one_line(use.on, 80) + "\"",
               "It describes \"" + one_line(use.contract.tables.front().name, 80) +
                   "\": name that table as \"on\", or in the contract.");
}

// {name} for each known name; everything else in braces is a slip.
void check_dedup_key(JsonReader& reader, const std::string& pattern) {
  if (pattern.size() > kKeyBytesMax) {
    reader.error("spec.dedup_key", "a key has at most 200 bytes", "Shorten it.");
  }
  for (std::size_t open = pattern.find('{'); open != std::string::npos;
       open = pattern.find('{', open + 1)) {
    const std::size_t close = pattern.find('}', open);
    const std::string name = pattern.substr(open + 1, close - open - 1);
    const std::vector<std::string>& known = dedup_placeholders();
    if (close != std::string::npos && std::find(known.begin(), known.end(), name) != known.end()) {
      continue;
    }
    const std::optional<std::string> near = nearest(name, known);
    reader.error("spec.dedup_key", "\"{" + one_line(name, 40) + "\" begins no known placeholder",
                 near ? "Did you mean {" + *near + "}?"
                      : "Use {source}, {event}, {dag_id}, {task_id} or {data_interval_start}.");
  }
}

ExposureOwner read_owner(JsonReader reader) {
  ExposureOwner owner;
  if (auto name = reader.optional_member("name")) owner.name = name->text();
  if (auto email = reader.optional_member("email")) owner.email = email->text();
  refuse_other_keys(reader, {SpecPart::kOwner});
  return owner;
}

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

void read_references(JsonReader& list, Exposure& exposure, const SpecReading& reading) {
  for (JsonReader& element : elements_up_to(list, reading.limits.list_max)) {
    const std::string text = element.text();
    if (text.empty()) continue;
    const Result<TemplatePart> part = read_reference(text);
    if (part) {
      add_once(exposure.depends_on, part->text);
    } else {
      element.error(part.error().code, part.error().message, part.error().remedy);
    }
  }
}

}  // namespace

ContractUse read_contract_use(JsonReader reader, SpecReading& reading) {
  ContractUse contract;
  JsonReader named = reader.member("file");
  contract.file = read_contract_file(named, reading);
  if (!contract.file.empty()) {
    contract.on =
        contract.file.substr(kContractFolder.size(), contract.file.size() - kContractFolder.size() -
                                                         kContractEnding.size());
  }
  if (auto on = reader.optional_member("on")) {
    contract.on = on->text();
    named = *on;
  }
  contract.contract = read_contract_text(contract.file, reading);
  check_describes(named, contract);
  if (auto points = reader.optional_member("enforce")) {
    for (JsonReader& element : elements_up_to(*points, kEnforcePoints.size())) {
      const Enforcement enforcement = read_enforcement(element);
      if (contract.at(enforcement.at)) {
        element.error("spec.repeated", "this point of enforcement stands here twice",
                      "Remove one of them.");
      }
      contract.enforce.push_back(enforcement);
    }
  }
  refuse_other_keys(reader, {SpecPart::kContract});
  if (contract.enforce.empty()) {
    reading.lint(reader, "spec.contract_not_enforced", "nobody looks at this contract",
                 "Add \"enforce\": a contract that is only a file changes nothing.");
  }
  return contract;
}

PlannedMonitor read_planned_monitor(JsonReader reader, SpecReading& reading) {
  PlannedMonitor planned;
  planned.monitor = read_monitor(reader);
  const Monitor& monitor = planned.monitor;
  if (auto evaluate = reader.optional_member("evaluate")) {
    planned.evaluate = read_cron_at(*evaluate);
  } else if (std::holds_alternative<FreshnessMonitor>(monitor.question)) {
    reading.lint(reader, "spec.blind_monitor",
                 "this monitor looks only after a run, so it never sees that no run came",
                 "Add \"evaluate\" with a schedule of its own, as in \"*/15 * * * *\".");
  }
  if (monitor.scope == "data_interval") planned.scope = Scope::kDataInterval;
  if (auto list = reader.optional_member("quality")) {
    for (JsonReader& rule : elements_up_to(*list, reading.limits.rules_max)) {
      auto query = rule.optional_member("query");
      planned.queries.push_back(query ? read_query(*query, TemplateUse::kCheck) : Template{});
    }
  }
  return planned;
}

Notify read_notify(JsonReader reader, SpecReading& reading) {
  Notify notify;
  JsonReader events = reader.member("on");
  for (JsonReader& element : elements_up_to(events, reading.limits.list_max, "spec.too_many", 1)) {
    notify.on.push_back(element.choice(kEvents));
  }
  if (auto to = reader.optional_member("to")) notify.to = read_notify_target(*to);
  if (auto severity = reader.optional_member("severity")) {
    notify.severity = read_pager_severity(*severity);
  }
  if (auto key = reader.optional_member("dedup_key")) {
    notify.dedup_key = key->text();
    check_dedup_key(*key, notify.dedup_key);
  }
  refuse_other_keys(reader, {SpecPart::kNotify});
  return notify;
}

Exposure read_exposure(JsonReader reader, SpecReading& reading) {
  Exposure exposure;
  exposure.name = read_name(reader.member("name"));
  exposure.type = "dashboard";
  if (auto type = reader.optional_member("type")) exposure.type = type->choice(kExposureTypes);
  if (auto text = reader.optional_member("description")) exposure.description = text->text();
  if (auto owner = reader.optional_member("owner")) exposure.owner = read_owner(*owner);
  if (auto list = reader.optional_member("depends_on")) read_references(*list, exposure, reading);
  exposure.query = read_query(reader.member("query"), TemplateUse::kExposure);
  for (const TemplatePart& part : exposure.query.parts) {
    if (part.kind == PartKind::kRef || part.kind == PartKind::kSource) {
      add_once(exposure.depends_on, part.text);
    }
  }
  if (auto empty = reader.optional_member("when_empty")) {
    exposure.when_empty = empty->choice(kWhenEmpty);
  }
  if (auto stale = reader.optional_member("stale_after")) {
    exposure.stale_after = read_duration_at(*stale, kMinuteUs, kStaleMax);
  }
  exposure.refresh = *Cron::read(kTileRefresh);
  if (auto refresh = reader.optional_member("refresh")) exposure.refresh = read_cron_at(*refresh);
  refuse_other_keys(reader, {SpecPart::kExposure});
  if (exposure.owner.name.empty()) {
    reading.lint(reader, "spec.no_owner", "nobody is named who looks at these numbers",
                 "Add \"owner\": {\"name\": ...} (dbt): whom to tell when they are wrong.");
  }
  return exposure;
}

std::string_view notify_event_text(NotifyEvent event) {
  for (const auto& [text, value] : kEvents) {
    if (value == event) return text;
  }
  return {};
}

}  // namespace nightshift
