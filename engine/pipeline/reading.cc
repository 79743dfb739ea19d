#include "engine/pipeline/reading.h"

#include <algorithm>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/text.h"
#include "engine/sql/tokens.h"

namespace nightshift {
namespace {

constexpr std::size_t kNameMax = 64;
constexpr std::size_t kConditionBytesMax = 2'000;

// What is wrong with these tokens whatever they mean; nullopt: nothing.
std::optional<std::string> token_trouble(const std::vector<Token>& tokens) {
  int open = 0;
  for (const Token& token : tokens) {
    if (token.kind == TokenKind::kUnfinished) {
      return "\"" + one_line(token.text, 40) + "\" never ends";
    }
    if (token.is_symbol(';')) return "a semicolon stands in it";
    if (token.is_symbol('(')) ++open;
    if (token.is_symbol(')') && --open < 0) return "a parenthesis closes that was never opened";
  }
  if (open > 0) return "a parenthesis is never closed";
  return std::nullopt;
}

}  // namespace

void SpecReading::lint(const JsonReader& at, std::string code, std::string message,
                       std::string remedy) {
  pipeline.lints.push_back({.whose = Whose::kLearner,
                            .code = std::move(code),
                            .message = std::move(message),
                            .remedy = std::move(remedy),
                            .where = {.file = at.file(), .pointer = at.pointer()}});
}

bool is_name(std::string_view text) {
  if (text.empty() || text.size() > kNameMax || is_digit(text.front())) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return is_digit(c) || c == '_' || (lower_letter(c) >= 'a' && lower_letter(c) <= 'z');
  });
}

std::string read_name(JsonReader reader) {
  std::string name = reader.text();
  if (!name.empty() && !is_name(name)) {
    reader.error("spec.name", "\"" + one_line(name, 60) + "\" is not a name",
                 "Use letters, digits and _, at most 64, and no digit first.");
  }
  return name;
}

std::string read_relation(JsonReader reader) {
  std::string name = reader.text();
  if (name.empty()) return name;
  const std::size_t dot = name.find('.');
  const std::string_view text = name;
  if (dot == std::string::npos || !is_name(text.substr(0, dot)) || !is_name(text.substr(dot + 1))) {
    reader.error("spec.relation", "\"" + one_line(name, 60) + "\" does not name a table",
                 "Write two names with a dot between them, as in \"raw.orders\".");
  }
  return name;
}

DurationUs read_duration_at(JsonReader reader, DurationUs min, DurationUs max) {
  const std::string text = reader.text();
  if (text.empty()) return min;
  const std::optional<DurationUs> duration = read_duration(text);
  if (!duration) {
    reader.error("spec.duration", "\"" + one_line(text, 40) + "\" is not a duration",
                 "Write digits and one of ms, s, m, h, d, as in \"90s\" or \"2h\".");
    return min;
  }
  if (*duration < min || *duration > max) {
    reader.error("spec.duration",
                 duration_text(*duration) + " is not between " + duration_text(min) + " and " +
                     duration_text(max),
                 "Choose a duration in that range.");
    return min;
  }
  return *duration;
}

TimeUs read_time_at(JsonReader reader) {
  const std::string text = reader.text();
  if (text.empty()) return 0;
  const std::optional<TimeUs> time = read_time(text);
  if (!time) {
    reader.error("spec.time", "\"" + one_line(text, 40) + "\" is not a moment that exists",
                 "Write it in UTC as \"2026-03-10\" or \"2026-03-10T22:00:00Z\".");
  }
  return time.value_or(0);
}

Cron read_cron_at(JsonReader reader) {
  const std::string text = reader.text();
  if (text.empty()) return {};
  Result<Cron> cron = Cron::read(text);
  if (cron) return *std::move(cron);
  reader.error(cron.error().code, cron.error().message, cron.error().remedy);
  return {};
}

std::string read_condition(JsonReader reader) {
  std::string text = reader.text();
  if (text.empty()) return text;
  const std::vector<Token> tokens = tokenize(text);
  std::optional<std::string> trouble = token_trouble(tokens);
  if (tokens.empty()) trouble = "there is nothing but comments in it";
  if (text.size() > kConditionBytesMax) trouble = "it is longer than 2,000 bytes";
  for (const Token& token : tokens) {
    if (token.is_word("select")) trouble = "it looks into other rows with SELECT";
  }
  if (text.find("--") != std::string::npos) trouble = "a comment in it would hide what follows";
  if (trouble) {
    reader.error("spec.condition", "this is not a condition on one row: " + *trouble,
                 "Write what could stand after WHERE, as in \"amount_cents > 0\".");
  }
  return text;
}

Template read_query(JsonReader reader, TemplateUse use) {
  const std::string text = reader.text();
  if (text.empty()) return {};
  ResultOrErrors<Template> query = read_template(text, use, reader.file());
  if (!query) {
    for (const Error& error : query.error()) {
      reader.error(error.code, error.message, error.remedy);
    }
    return {};
  }
  if (std::optional<std::string> trouble = select_trouble(*query)) {
    reader.error("spec.query", "this is not one SELECT: " + *trouble,
                 "Write one statement that begins with SELECT or WITH, without a semicolon.");
  }
  return *std::move(query);
}

std::optional<std::string> select_trouble(const Template& query) {
  for (const bool incremental : {false, true}) {
    const std::string sql = render(query, {.relations = {},
                                           .this_relation = "this_table",
                                           .data_interval_start = {},
                                           .data_interval_end = {},
                                           .yesterday = {},
                                           .is_incremental = incremental});
    const std::vector<Token> tokens = tokenize(sql);
    if (tokens.empty()) return "there is no statement";
    const Token& first = tokens.front();
    if (!first.is_word("select") && !first.is_word("with") && !first.is_word("values")) {
      return "it begins with \"" + one_line(first.text, 40) + "\"";
    }
    if (std::optional<std::string> trouble = token_trouble(tokens)) return trouble;
  }
  return std::nullopt;
}

std::vector<JsonReader> elements_up_to(JsonReader& reader, std::size_t count_max, std::string code,
                                       std::size_t count_min) {
  const Json::Array* array = reader.json() == nullptr ? nullptr : reader.json()->if_array();
  if (array != nullptr && array->size() > count_max) {
    reader.error(std::move(code),
                 count_text(static_cast<std::int64_t>(array->size())) + " elements stand here; " +
                     count_text(static_cast<std::int64_t>(count_max)) + " are the most",
                 "Remove what is not needed.");
    return {};
  }
  return reader.elements(count_min);
}

std::vector<std::string> read_columns(JsonReader reader, std::size_t count_max) {
  if (reader.json() != nullptr && reader.json()->if_string() != nullptr) {
    return {read_name(reader)};
  }
  std::vector<std::string> columns;
  for (JsonReader& element : elements_up_to(reader, count_max)) {
    std::string name = read_name(element);
    if (std::find(columns.begin(), columns.end(), name) != columns.end()) {
      element.error("spec.repeated", "\"" + name + "\" stands here twice", "Remove one of them.");
    }
    columns.push_back(std::move(name));
  }
  return columns;
}

}  // namespace nightshift
