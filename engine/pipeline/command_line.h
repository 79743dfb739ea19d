// A line of the console cut into words, flags and their values.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/kernel/time.h"

namespace nightshift {

struct CommandWord {
  std::string text;        // without quotes
  std::size_t offset = 0;  // bytes from the start of the line
  bool quoted = false;     // a quoted word is no flag
};

Result<std::vector<CommandWord>> split_command(std::string_view line);

struct FlagRule {
  std::string_view name;  // "--from-date"
  bool takes_value = true;
};

// The words of one command behind its name, with errors that know the line and the usage.
class CommandLine {
 public:
  // `words` and `line` must outlive this.
  CommandLine(std::string_view line, std::string_view usage, std::span<const CommandWord> words)
      : line_(line), usage_(usage), words_(words) {}

  // Sorts the words into arguments and flags; every flag at most once.
  Result<void> read(std::span<const FlagRule> flags, std::size_t arguments_max);

  // The argument at a position; "command.missing" names it when there is none.
  Result<std::string> argument(std::size_t index, std::string_view name) const;
  // Where an argument stands that is there.
  std::size_t argument_offset(std::size_t index) const { return arguments_[index]->offset; }

  bool has(std::string_view flag) const { return find(flag) != nullptr; }
  Result<std::string> text(std::string_view flag) const;
  std::optional<std::string> optional_text(std::string_view flag) const;
  Result<TimeUs> moment(std::string_view flag) const;
  Result<std::optional<TimeUs>> optional_moment(std::string_view flag) const;
  Result<std::int64_t> number(std::string_view flag, std::int64_t min, std::int64_t max) const;

  // An error at a word, or at the end of the line.
  Error error_at(std::size_t offset, std::string code, std::string message,
                 std::string remedy) const;
  // An error at the value of a flag that was given.
  Error bad_value(std::string_view flag, std::string message, std::string remedy) const;

 private:
  struct Flag {
    std::string_view name;
    std::string value;
    std::size_t offset;  // of the value
  };

  const Flag* find(std::string_view flag) const;
  Result<void> add_flag(std::size_t& index, std::span<const FlagRule> rules);

  std::string_view line_;
  std::string_view usage_;
  std::span<const CommandWord> words_;
  std::vector<const CommandWord*> arguments_;
  std::vector<Flag> flags_;
};

}  // namespace nightshift
