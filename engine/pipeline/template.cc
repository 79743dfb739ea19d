#include "engine/pipeline/template.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/nearest.h"
#include "engine/base/text.h"
#include "engine/sql/quote.h"
#include "engine/sql/tokens.h"

namespace nightshift {
namespace {

struct PlainWord {
  std::string_view name;
  PartKind kind;
};
constexpr std::array<PlainWord, 4> kPlainWords = {{
    {"this", PartKind::kThis},
    {"data_interval_start", PartKind::kIntervalStart},
    {"data_interval_end", PartKind::kIntervalEnd},
    {"yesterday", PartKind::kYesterday},
}};

// Words that learners know from the real tools, and what to write here.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kOtherWords = {{
    {"ds", "Airflow's ds is the day of the data interval; write {{ data_interval_start }}."},
    {"ts", "Airflow's ts is the start of the data interval; write {{ data_interval_start }}."},
    {"execution_date",
     "Airflow 3 has no execution_date any more; write {{ data_interval_start }}."},
    {"logical_date", "Write {{ data_interval_start }}: it is the same moment."},
    {"yesterday_ds", "Write {{ yesterday }}."},
    {"var", "There are no variables here; write the value itself."},
    {"env_var", "There are no environment variables here; write the value itself."},
    {"run_started_at", "A model must not depend on when it runs; use {{ data_interval_start }}."},
}};

Error template_error(std::string code, std::string message, std::string remedy) {
  return {.whose = Whose::kLearner,
          .code = std::move(code),
          .message = std::move(message),
          .remedy = std::move(remedy),
          .where = {}};
}

std::string without_quotes(std::string_view text) {
  return std::string(text.substr(1, text.size() - 2));
}

bool is_quoted(const Token& token) {
  return (token.kind == TokenKind::kString || token.kind == TokenKind::kQuotedName) &&
         token.text.front() != '[' && token.text.size() > 2;
}

// The texts of a call name('a', 'b'); nullopt when `tokens` are no such call.
std::optional<std::vector<std::string>> call_arguments(const std::vector<Token>& tokens) {
  if (tokens.size() < 3 || !tokens[1].is_symbol('(') || !tokens.back().is_symbol(')')) {
    return std::nullopt;
  }
  std::vector<std::string> arguments;
  for (std::size_t i = 2; i + 1 < tokens.size(); ++i) {
    const bool wants_comma = i % 2 == 1;
    if (wants_comma ? !tokens[i].is_symbol(',') : !is_quoted(tokens[i])) return std::nullopt;
    if (!wants_comma) arguments.push_back(without_quotes(tokens[i].text));
  }
  const bool ends_in_comma = tokens.size() > 3 && tokens.size() % 2 == 1;
  return ends_in_comma ? std::nullopt : std::optional(arguments);
}

Error unknown_word(std::string_view word) {
  for (const auto& [other, remedy] : kOtherWords) {
    if (same_name(word, other)) {
      return template_error("template.unknown_name",
                            "\"" + std::string(word) + "\" means nothing here",
                            std::string(remedy));
    }
  }
  const std::vector<std::string> known = {
      "source",    "ref",           "this", "data_interval_start", "data_interval_end",
      "yesterday", "is_incremental"};
  const std::optional<std::string> near = nearest(word, known);
  return template_error("template.unknown_name",
                        "\"" + one_line(word, 60) + "\" means nothing between {{ and }}",
                        near ? "Did you mean " + *near + "?"
                             : "Use source('schema', 'table'), ref('model'), this, "
                               "data_interval_start, data_interval_end or yesterday.");
}

// What stands between {{ and }}.
Result<TemplatePart> read_expression(std::string_view text) {
  const std::vector<Token> tokens = tokenize(text);
  if (tokens.empty() || tokens.front().kind != TokenKind::kWord) {
    return fail(unknown_word(trimmed(text)));
  }
  const Token& name = tokens.front();
  for (const PlainWord& word : kPlainWords) {
    if (name.text != word.name) continue;
    if (tokens.size() == 1) return TemplatePart{.kind = word.kind, .text = {}};
    return fail(template_error("template.arguments",
                               "\"" + std::string(word.name) + "\" stands alone between {{ and }}",
                               "Write {{ " + std::string(word.name) + " }}."));
  }
  if (name.text == "config") {
    return fail(template_error("template.config", "a model is not configured in its SQL here",
                               "Put these settings into the model's task in pipeline.jsonc."));
  }
  if (name.text == "is_incremental") {
    return fail(template_error("template.arguments", "is_incremental() is a condition, not a value",
                               "Write {% if is_incremental() %} ... {% endif %}."));
  }
  const bool is_source = name.text == "source";
  if (!is_source && name.text != "ref") return fail(unknown_word(name.text));
  const std::optional<std::vector<std::string>> arguments = call_arguments(tokens);
  if (!arguments || arguments->size() != (is_source ? 2U : 1U)) {
    return fail(template_error(
        "template.arguments",
        is_source ? "source takes a schema and a table" : "ref takes the name of a model",
        is_source ? "Write {{ source('raw', 'orders') }}." : "Write {{ ref('model') }}."));
  }
  if (is_source) {
    return TemplatePart{.kind = PartKind::kSource, .text = (*arguments)[0] + "." + (*arguments)[1]};
  }
  return TemplatePart{.kind = PartKind::kRef, .text = (*arguments)[0]};
}

std::optional<Error> not_here(PartKind kind, TemplateUse use) {
  const bool interval = kind == PartKind::kIntervalStart || kind == PartKind::kIntervalEnd;
  if (kind == PartKind::kThis && use != TemplateUse::kModel) {
    return template_error("template.not_here", "only a model has a table of its own",
                          "Name the table with source('schema', 'table') or ref('model').");
  }
  if (interval && use == TemplateUse::kExposure) {
    return template_error("template.not_here", "a consumer's query belongs to no run",
                          "It has no data interval; {{ yesterday }} is the day before today.");
  }
  return std::nullopt;
}

// Reads a template from its first byte to its last.
class TemplateReader {
 public:
  TemplateReader(std::string_view text, TemplateUse use, const std::string& file)
      : text_(text), use_(use), file_(file) {}

  ResultOrErrors<Template> read();

 private:
  struct Tag {
    char kind;  // '{', '%' or '#': the second character
    std::size_t begin;
    std::size_t end;         // after the closing braces
    std::string_view inner;  // without braces and dashes
    bool eats_before;
    bool eats_after;
  };

  std::size_t next_open(std::size_t from) const;
  std::optional<Tag> read_tag(std::size_t begin) const;
  void add_text(std::size_t begin, std::size_t end, bool eats_front, bool eats_back);
  void add_expression(const Tag& tag);
  void read_statement(const Tag& tag);
  void open_if(const Tag& tag);
  void error(Error error, std::size_t offset);

  std::string_view text_;
  TemplateUse use_;
  const std::string& file_;
  Template template_;
  Errors errors_;
  std::optional<std::size_t> open_if_;  // where the open {% if %} stands
};

void TemplateReader::error(Error error, std::size_t offset) {
  error.where = where_in_text(text_, offset);
  error.where.file = file_;
  errors_.push_back(std::move(error));
}

std::size_t TemplateReader::next_open(std::size_t from) const {
  for (std::size_t i = from; i + 1 < text_.size(); ++i) {
    if (text_[i] == '{' && (text_[i + 1] == '{' || text_[i + 1] == '%' || text_[i + 1] == '#')) {
      return i;
    }
  }
  return text_.size();
}

std::optional<TemplateReader::Tag> TemplateReader::read_tag(std::size_t begin) const {
  const char kind = text_[begin + 1];
  const std::string closing = {kind == '{' ? '}' : kind, '}'};
  const std::size_t close = text_.find(closing, begin + 2);
  // Another tag that opens in between was meant to stand outside.
  if (close == std::string_view::npos || (kind != '#' && next_open(begin + 2) < close)) {
    return std::nullopt;
  }
  std::string_view inner = text_.substr(begin + 2, close - begin - 2);
  const bool eats_before = inner.starts_with('-');
  if (eats_before) inner.remove_prefix(1);
  const bool eats_after = inner.ends_with('-');
  if (eats_after) inner.remove_suffix(1);
  return Tag{.kind = kind,
             .begin = begin,
             .end = close + 2,
             .inner = trimmed(inner),
             .eats_before = eats_before,
             .eats_after = eats_after};
}

void TemplateReader::add_text(std::size_t begin, std::size_t end, bool eats_front, bool eats_back) {
  while (eats_front && begin < end && is_blank(text_[begin])) ++begin;
  while (eats_back && end > begin && is_blank(text_[end - 1])) --end;
  if (begin == end) return;
  template_.parts.push_back({.kind = PartKind::kText,
                             .text = std::string(text_.substr(begin, end - begin)),
                             .incremental_only = open_if_.has_value(),
                             .offset = begin});
}

void TemplateReader::add_expression(const Tag& tag) {
  Result<TemplatePart> part = read_expression(tag.inner);
  if (!part) return error(std::move(part.error()), tag.begin);
  if (std::optional<Error> wrong = not_here(part->kind, use_)) return error(*wrong, tag.begin);
  part->incremental_only = open_if_.has_value();
  part->offset = tag.begin;
  template_.parts.push_back(std::move(*part));
}

void TemplateReader::open_if(const Tag& tag) {
  if (use_ != TemplateUse::kModel) {
    error(template_error("template.not_here", "only a model can be incremental",
                         "Write the query without {% if %}."),
          tag.begin);
  } else if (open_if_) {
    error(template_error("template.nested_if", "this {% if %} stands inside another one",
                         "Close the first one with {% endif %} before it."),
          tag.begin);
  }
  open_if_ = tag.begin;
}

void TemplateReader::read_statement(const Tag& tag) {
  std::string words;
  for (const Token& token : tokenize(tag.inner)) {
    if (!words.empty() && token.kind == TokenKind::kWord) words += ' ';
    words += token.text;
  }
  if (words == "if is_incremental()") return open_if(tag);
  if (words == "endif") {
    if (!open_if_) {
      error(template_error("template.stray_endif", "no {% if is_incremental() %} is open here",
                           "Remove this {% endif %}."),
            tag.begin);
    }
    open_if_.reset();
    return;
  }
  error(template_error("template.unknown_name",
                       "\"" + one_line(tag.inner, 60) + "\" means nothing between {% and %}",
                       "Only {% if is_incremental() %} and {% endif %} are known."),
        tag.begin);
}

ResultOrErrors<Template> TemplateReader::read() {
  template_.source = text_;
  std::size_t at = 0;
  bool eats_front = false;
  while (at <= text_.size() && template_.parts.size() < kTemplatePartsMax) {
    const std::size_t open = next_open(at);
    const std::optional<Tag> tag = open < text_.size() ? read_tag(open) : std::nullopt;
    add_text(at, open, eats_front, tag && tag->eats_before);
    if (!tag) {
      if (open < text_.size()) {
        error(template_error("template.unclosed",
                             "\"" + std::string(text_.substr(open, 2)) + "\" is never closed",
                             "Close it before the next one opens."),
              open);
      }
      break;
    }
    if (tag->kind == '{') add_expression(*tag);
    if (tag->kind == '%') read_statement(*tag);
    eats_front = tag->eats_after;
    at = tag->end;
  }
  if (template_.parts.size() >= kTemplatePartsMax) {
    error(template_error("template.too_long",
                         "a template has at most " + count_text(kTemplatePartsMax) + " parts",
                         "Split the model in two."),
          at);
  } else if (open_if_) {
    error(template_error("template.unclosed", "this {% if %} is never closed", "Add {% endif %}."),
          *open_if_);
  }
  if (!errors_.empty()) return fail(std::move(errors_));
  return std::move(template_);
}

}  // namespace

bool Template::has(PartKind kind) const {
  return std::any_of(parts.begin(), parts.end(),
                     [&](const TemplatePart& part) { return part.kind == kind; });
}

bool Template::has_incremental_part() const {
  return std::any_of(parts.begin(), parts.end(),
                     [](const TemplatePart& part) { return part.incremental_only; });
}

ResultOrErrors<Template> read_template(std::string_view text, TemplateUse use,
                                       const std::string& file) {
  const auto refused = [&](std::string code, std::string message, std::string remedy) {
    Error error = template_error(std::move(code), std::move(message), std::move(remedy));
    error.where.file = file;
    return fail(Errors{std::move(error)});
  };
  if (text.size() > kTemplateBytesMax) {
    return refused("template.too_long",
                   "a template has at most " + count_text(kTemplateBytesMax) + " bytes",
                   "Split the model in two.");
  }
  if (!is_utf8(text)) {
    return refused("template.not_text", "this is not UTF-8 text", "Save the file as UTF-8.");
  }
  return TemplateReader(text, use, file).read();
}

Result<TemplatePart> read_reference(std::string_view text) {
  Result<TemplatePart> part = read_expression(text);
  if (part && part->kind != PartKind::kRef && part->kind != PartKind::kSource) {
    return fail(template_error("template.arguments", "this is no reference to a table",
                               "Write ref('model') or source('schema', 'table')."));
  }
  return part;
}

std::string render(const Template& parsed, const RenderContext& context) {
  std::string sql;
  for (const TemplatePart& part : parsed.parts) {
    if (part.incremental_only && !context.is_incremental) continue;
    switch (part.kind) {
      case PartKind::kText:
        sql += part.text;
        break;
      case PartKind::kSource:
      case PartKind::kRef: {
        const auto known = context.relations.find(part.text);
        sql += known != context.relations.end() ? known->second : quoted_table(part.text);
        break;
      }
      case PartKind::kThis:
        sql += context.this_relation;
        break;
      case PartKind::kIntervalStart:
        sql += context.data_interval_start;
        break;
      case PartKind::kIntervalEnd:
        sql += context.data_interval_end;
        break;
      case PartKind::kYesterday:
        sql += context.yesterday;
        break;
    }
  }
  return sql;
}

}  // namespace nightshift
