// The words that keys may hold, as the tools spell them: for reading, for exports, for
// texts.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "engine/pipeline/spec.h"

namespace nightshift {

template <typename T>
using Word = std::pair<std::string_view, T>;

inline constexpr auto kTriggerRules = std::to_array<Word<TriggerRule>>({
    {"all_success", TriggerRule::kAllSuccess},
    {"all_failed", TriggerRule::kAllFailed},
    {"all_done", TriggerRule::kAllDone},
    {"all_skipped", TriggerRule::kAllSkipped},
    {"one_failed", TriggerRule::kOneFailed},
    {"one_success", TriggerRule::kOneSuccess},
    {"one_done", TriggerRule::kOneDone},
    {"none_failed", TriggerRule::kNoneFailed},
    {"none_failed_min_one_success", TriggerRule::kNoneFailedMinOneSuccess},
    {"none_skipped", TriggerRule::kNoneSkipped},
    {"always", TriggerRule::kAlways},
});

inline constexpr auto kSyncModes = std::to_array<Word<SyncMode>>({
    {"full_refresh", SyncMode::kFullRefresh},
    {"incremental", SyncMode::kIncremental},
});

inline constexpr auto kDestinationSyncModes = std::to_array<Word<DestinationSyncMode>>({
    {"append", DestinationSyncMode::kAppend},
    {"overwrite", DestinationSyncMode::kOverwrite},
    {"append_dedup", DestinationSyncMode::kAppendDedup},
});

inline constexpr auto kSchemaUpdates = std::to_array<Word<SchemaUpdates>>({
    {"ignore", SchemaUpdates::kIgnore},
    {"disable_connection", SchemaUpdates::kDisableConnection},
    {"propagate_columns", SchemaUpdates::kPropagateColumns},
    {"propagate_fully", SchemaUpdates::kPropagateFully},
});

inline constexpr auto kCommitOrders = std::to_array<Word<CommitOrder>>({
    {"data_then_state", CommitOrder::kDataThenState},
    {"state_then_data", CommitOrder::kStateThenData},
    {"with_data", CommitOrder::kWithData},
});

inline constexpr auto kMaterialized = std::to_array<Word<Materialized>>({
    {"view", Materialized::kView},
    {"table", Materialized::kTable},
    {"incremental", Materialized::kIncremental},
    {"ephemeral", Materialized::kEphemeral},
});

inline constexpr auto kStrategies = std::to_array<Word<IncrementalStrategy>>({
    {"append", IncrementalStrategy::kAppend},
    {"merge", IncrementalStrategy::kMerge},
    {"delete+insert", IncrementalStrategy::kDeleteInsert},
    {"insert_overwrite", IncrementalStrategy::kInsertOverwrite},
    {"microbatch", IncrementalStrategy::kMicrobatch},
});

inline constexpr auto kOnSchemaChange = std::to_array<Word<OnSchemaChange>>({
    {"ignore", OnSchemaChange::kIgnore},
    {"fail", OnSchemaChange::kFail},
    {"append_new_columns", OnSchemaChange::kAppendNewColumns},
    {"sync_all_columns", OnSchemaChange::kSyncAllColumns},
});

inline constexpr auto kBatchSizes = std::to_array<Word<BatchSize>>({
    {"hour", BatchSize::kHour},
    {"day", BatchSize::kDay},
    {"month", BatchSize::kMonth},
    {"year", BatchSize::kYear},
});

inline constexpr auto kPublish = std::to_array<Word<Publish>>({
    {"immediate", Publish::kImmediate},
    {"after_checks", Publish::kAfterChecks},
});

inline constexpr auto kEnforcePoints = std::to_array<Word<EnforceAt>>({
    {"producer_ci", EnforceAt::kProducerCi},
    {"ingest", EnforceAt::kIngest},
    {"transform", EnforceAt::kTransform},
    {"publish", EnforceAt::kPublish},
});

inline constexpr auto kReactions = std::to_array<Word<OnViolation>>({
    {"block", OnViolation::kBlock},
    {"fail", OnViolation::kFail},
    {"quarantine", OnViolation::kQuarantine},
    {"warn", OnViolation::kWarn},
});

// The word for a value. Every value of an enumeration has one.
template <typename T, std::size_t N>
constexpr std::string_view word_for(T value, const std::array<Word<T>, N>& words) {
  for (const Word<T>& word : words) {
    if (word.second == value) return word.first;
  }
  return {};
}

}  // namespace nightshift
