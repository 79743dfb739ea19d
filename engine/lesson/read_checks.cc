// The checks of a step.

#include <algorithm>

#include "engine/base/nearest.h"
#include "engine/base/text.h"
#include "engine/lesson/reading.h"

namespace nightshift {
namespace {

constexpr std::int64_t kSettingMax = 1'000'000'000;

std::vector<Rewording> read_rewordings(JsonReader& reader) {
  std::vector<Rewording> rewordings;
  for (JsonReader& element : reader.elements()) {
    rewordings.push_back({.before = element.member("before").text_or_empty(),
                          .after = element.member("after").text_or_empty()});
    element.no_other_keys();
  }
  return rewordings;
}

void read_setting(JsonReader reader, const SettingKind& kind, CheckSettings& settings) {
  switch (kind.type) {
    case SettingKind::Type::kInteger:
      settings[kind.name] = reader.integer(0, kSettingMax);
      return;
    case SettingKind::Type::kFlag:
      settings[kind.name] = std::int64_t{reader.boolean()};
      return;
    case SettingKind::Type::kText:
      settings[kind.name] = reader.text();
      return;
    case SettingKind::Type::kRewordings:
      settings[kind.name] = read_rewordings(reader);
      return;
    case SettingKind::Type::kDuration:
      break;
  }
  settings[kind.name] = read_length(reader);
}

CheckSettings read_settings(JsonReader& reader, const CheckKind& kind) {
  CheckSettings settings;
  for (const SettingKind& setting : kind.settings) {
    if (setting.required) {
      read_setting(reader.member(setting.name), setting, settings);
    } else if (auto value = reader.optional_member(setting.name)) {
      read_setting(*value, setting, settings);
    }
  }
  return settings;
}

std::vector<std::string> default_needs(const CheckKind& kind,
                                       const std::vector<CheckSpec>& before) {
  if (before.empty()) return {};
  for (const std::string& wanted : kind.needs_kinds) {
    for (const CheckSpec& check : before) {
      if (check.kind == wanted) return {check.name};
    }
  }
  return {before.back().name};
}

CheckSpec read_check(JsonReader reader, std::string_view step_kind,
                     const std::vector<CheckSpec>& before, LessonReading& lesson) {
  CheckSpec check;
  check.id = read_uuid(reader.member("id"), lesson.pack);
  JsonReader kind = reader.member("kind");
  check.kind = kind.text();
  std::vector<std::string> known;
  for (const CheckKind& offered : lesson.pack.check_kinds) {
    if (offered.step_kind != step_kind) continue;
    known.push_back(offered.name);
    if (offered.name != check.kind) continue;
    check.title = offered.title;
    check.settings = read_settings(reader, offered);
    check.needs = default_needs(offered, before);
    check.makes_data = offered.makes_data;
  }
  if (kind.present() && check.title.empty()) {
    const std::optional<std::string> near = nearest(check.kind, known);
    kind.error(
        "pack.unknown_check",
        "a " + std::string(step_kind) + " step has no check of the kind \"" +
            shortened(check.kind, 60) + "\"",
        near ? "Did you mean \"" + *near + "\"?" : "See docs/lesson-format.md for the kinds.");
  }
  check.name = check.kind;
  if (auto name = reader.optional_member("name")) check.name = read_slug(*name);
  if (auto title = reader.optional_member("title")) check.title = title->text();
  if (auto points = reader.optional_member("points")) check.points = points->integer(0, 1000);
  if (auto hint = reader.optional_member("hint")) check.hint = hint->text();
  if (auto needs = reader.optional_member("needs")) {
    check.needs.clear();
    for (JsonReader& need : needs->elements()) {
      check.needs.push_back(need.text());
      const bool earlier = std::any_of(before.begin(), before.end(), [&](const CheckSpec& other) {
        return other.name == check.needs.back();
      });
      if (!earlier) {
        need.error("pack.unknown_need", "no earlier check of this step has that name",
                   "Name a check that stands before this one.");
      }
    }
  }
  reader.no_other_keys();
  return check;
}

// Data that are made for an answer can only be judged under rules that hold for any data.
void check_rules(JsonReader& check, const Step& step) {
  const auto* query = std::get_if<QueryStep>(&step.body);
  if (query == nullptr) return;
  const CellRules& cells = query->compare.rows.cells;
  const bool plain_text = !cells.text_trim && cells.text_case == TextCase::kExact;
  if (query->compare.columns == ColumnMatching::kPosition && plain_text) return;
  check.error("pack.judged_compare",
              "this check compares columns by position and texts as they are, and the step's "
              "compare rules do not",
              "Set compare.columns to \"position\" and leave compare.text out, or leave this "
              "check out.");
}

}  // namespace

std::vector<CheckSpec> read_checks(JsonReader& reader, const Step& step, LessonReading& lesson) {
  std::vector<CheckSpec> checks;
  for (JsonReader& check : reader.member("checks").elements(1)) {
    if (!checks.empty() && checks.back().makes_data) {
      check.error("pack.check_order", "no check may stand behind \"" + checks.back().name + "\"",
                  "Put that one last.");
    }
    checks.push_back(read_check(check, step.kind(), checks, lesson));
    if (checks.back().makes_data) check_rules(check, step);
    const std::string& name = checks.back().name;
    const auto same = std::count_if(checks.begin(), checks.end(),
                                    [&](const CheckSpec& other) { return other.name == name; });
    if (same > 1) {
      check.error("pack.duplicate_name", "two checks of this step are named \"" + name + "\"",
                  "Give one of them another \"name\".");
    }
  }
  return checks;
}

}  // namespace nightshift
