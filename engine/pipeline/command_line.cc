#include "engine/pipeline/command_line.h"

#include <algorithm>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/nearest.h"
#include "engine/base/text.h"

namespace nightshift {
namespace {

Error line_error(std::string_view line, std::size_t offset, std::string code, std::string message,
                 std::string remedy) {
  return {.whose = Whose::kLearner,
          .code = std::move(code),
          .message = std::move(message),
          .remedy = std::move(remedy),
          .where = where_in_text(line, offset)};
}

// At most 18 digits, perhaps with a sign.
std::optional<std::int64_t> whole_number(std::string_view text) {
  const bool negative = text.starts_with('-');
  const std::string_view digits = negative ? text.substr(1) : text;
  if (digits.empty() || digits.size() > 18) return std::nullopt;
  std::int64_t number = 0;
  for (const char c : digits) {
    if (!is_digit(c)) return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return negative ? -number : number;
}

bool is_flag(const CommandWord& word) { return !word.quoted && word.text.starts_with("--"); }

}  // namespace

Result<std::vector<CommandWord>> split_command(std::string_view line) {
  std::vector<CommandWord> words;
  std::size_t at = 0;
  while (true) {
    while (at < line.size() && is_blank(line[at])) ++at;
    if (at == line.size()) return words;
    CommandWord word{.text = {}, .offset = at, .quoted = line[at] == '"' || line[at] == '\''};
    while (at < line.size() && !is_blank(line[at])) {
      if (line[at] != '"' && line[at] != '\'') {
        word.text += line[at++];
        continue;
      }
      const std::size_t close = line.find(line[at], at + 1);
      if (close == std::string_view::npos) {
        return fail(line_error(line, at, "command.unfinished_quote", "this quote is never closed",
                               "Close it with " + std::string(1, line[at]) + "."));
      }
      word.text += line.substr(at + 1, close - at - 1);
      at = close + 1;
    }
    words.push_back(std::move(word));
  }
}

Error CommandLine::error_at(std::size_t offset, std::string code, std::string message,
                            std::string remedy) const {
  std::string text = remedy.empty() ? "" : remedy + " ";
  text += "Usage: " + std::string(usage_);
  return line_error(line_, offset, std::move(code), std::move(message), std::move(text));
}

Error CommandLine::bad_value(std::string_view flag, std::string message, std::string remedy) const {
  const Flag* given = find(flag);
  return error_at(given == nullptr ? line_.size() : given->offset, "command.value",
                  std::move(message), std::move(remedy));
}

const CommandLine::Flag* CommandLine::find(std::string_view flag) const {
  for (const Flag& given : flags_) {
    if (given.name == flag) return &given;
  }
  return nullptr;
}

// Reads the flag at words_[index], and moves the index past a value that follows it.
Result<void> CommandLine::add_flag(std::size_t& index, std::span<const FlagRule> rules) {
  const CommandWord& word = words_[index];
  const std::size_t equals = word.text.find('=');
  const std::string name = word.text.substr(0, equals);
  const auto rule = std::find_if(rules.begin(), rules.end(),
                                 [&](const FlagRule& known) { return known.name == name; });
  if (rule == rules.end()) {
    std::vector<std::string> known;
    for (const FlagRule& other : rules) known.emplace_back(other.name);
    const std::optional<std::string> near = nearest(name, known);
    return fail(error_at(word.offset, "command.unknown_flag",
                         "\"" + one_line(name, 40) + "\" is no flag of this command",
                         near ? "Did you mean " + *near + "?" : ""));
  }
  if (find(rule->name) != nullptr) {
    return fail(error_at(word.offset, "command.repeated_flag",
                         std::string(rule->name) + " stands here twice", "Remove one of them."));
  }
  Flag flag{.name = rule->name, .value = {}, .offset = word.offset};
  if (equals != std::string::npos) {
    if (!rule->takes_value) {
      return fail(error_at(word.offset, "command.unexpected",
                           std::string(rule->name) + " takes no value", "Remove it."));
    }
    flag.value = word.text.substr(equals + 1);
    flag.offset = word.offset + equals + 1;
  } else if (rule->takes_value) {
    if (index + 1 == words_.size() || is_flag(words_[index + 1])) {
      return fail(error_at(word.offset, "command.missing_value",
                           std::string(rule->name) + " needs a value", "Write it after the flag."));
    }
    ++index;
    flag.value = words_[index].text;
    flag.offset = words_[index].offset;
  }
  flags_.push_back(std::move(flag));
  return {};
}

Result<void> CommandLine::read(std::span<const FlagRule> flags, std::size_t arguments_max) {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (is_flag(words_[i])) {
      NIGHTSHIFT_TRY(add_flag(i, flags));
    } else if (arguments_.size() < arguments_max) {
      arguments_.push_back(&words_[i]);
    } else {
      return fail(error_at(words_[i].offset, "command.unexpected",
                           "\"" + one_line(words_[i].text, 40) + "\" is one word too many",
                           "Put quotes around a text of several words."));
    }
  }
  return {};
}

Result<std::string> CommandLine::argument(std::size_t index, std::string_view name) const {
  if (index < arguments_.size() && !arguments_[index]->text.empty()) {
    return arguments_[index]->text;
  }
  return fail(error_at(line_.size(), "command.missing", std::string(name) + " is missing", ""));
}

Result<std::string> CommandLine::text(std::string_view flag) const {
  const Flag* given = find(flag);
  if (given != nullptr) return given->value;
  return fail(error_at(line_.size(), "command.missing", std::string(flag) + " is missing", ""));
}

std::optional<std::string> CommandLine::optional_text(std::string_view flag) const {
  const Flag* given = find(flag);
  return given == nullptr ? std::nullopt : std::optional(given->value);
}

Result<TimeUs> CommandLine::moment(std::string_view flag) const {
  NIGHTSHIFT_TRY(const std::string value, text(flag));
  if (const std::optional<TimeUs> time = read_time(value)) return *time;
  return fail(bad_value(flag, "\"" + one_line(value, 40) + "\" is not a moment that exists",
                        "Write it in UTC as 2026-03-10 or 2026-03-10T22:00:00Z."));
}

Result<std::optional<TimeUs>> CommandLine::optional_moment(std::string_view flag) const {
  if (!has(flag)) return std::optional<TimeUs>();
  NIGHTSHIFT_TRY(const TimeUs time, moment(flag));
  return std::optional(time);
}

Result<std::int64_t> CommandLine::number(std::string_view flag, std::int64_t min,
                                         std::int64_t max) const {
  NIGHTSHIFT_TRY(const std::string value, text(flag));
  const std::optional<std::int64_t> number = whole_number(value);
  if (number && *number >= min && *number <= max) return *number;
  return fail(bad_value(flag,
                        "\"" + one_line(value, 40) + "\" is not a whole number from " +
                            count_text(min) + " to " + count_text(max),
                        "Write it in digits."));
}

}  // namespace nightshift
