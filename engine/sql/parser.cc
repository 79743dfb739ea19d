#include "engine/sql/parser.h"

#include "engine/base/text.h"

namespace nightshift {
namespace {

constexpr std::size_t kShownBytesMax = 40;

}  // namespace

Parser::Parser(std::string_view sql, const ParseLimits& limits)
    : sql_(sql), all_(lexemes(sql)), limits_(limits) {}

Parser::Level::Level(Parser& parser, int weight)
    : parser_(parser), weight_(weight), height_outside_(parser.height_) {
  parser_.depth_ += weight_;
  parser_.height_ = 0;
  if (parser_.depth_ > parser_.limits_.depth_max) parser_.fail_too_deep();
}

Parser::Level::~Level() {
  parser_.depth_ -= weight_;
  parser_.grow(std::max(height_outside_, parser_.height_ + weight_));
}

void Parser::grow(int height) {
  height_ = height;
  if (height_ > limits_.depth_max) fail_too_deep();
}

const Lexeme& Parser::peek(std::size_t ahead) const {
  return all_[std::min(at_ + ahead, all_.size() - 1)];
}

bool Parser::at_any(std::initializer_list<std::string_view> keywords, std::size_t ahead) const {
  return std::any_of(keywords.begin(), keywords.end(),
                     [&](std::string_view keyword) { return at(keyword, ahead); });
}

bool Parser::at_id(std::size_t ahead) const {
  const LexemeKind kind = peek(ahead).kind;
  return kind == LexemeKind::kWord || kind == LexemeKind::kQuotedName ||
         kind == LexemeKind::kFallback;
}

bool Parser::at_name(std::size_t ahead) const {
  const LexemeKind kind = peek(ahead).kind;
  return at_id(ahead) || kind == LexemeKind::kText || kind == LexemeKind::kJoin ||
         kind == LexemeKind::kIndexed;
}

bool Parser::at_word(std::string_view word, std::size_t ahead) const {
  return peek(ahead).is_word(word);
}

bool Parser::at_operand_word() const {
  return at_any({"CAST", "RAISE", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP"});
}

bool Parser::at_select(std::size_t ahead) const {
  return at_any({"SELECT", "VALUES", "WITH"}, ahead);
}

void Parser::advance() {
  if (at_ + 1 < all_.size()) ++at_;
}

bool Parser::accept(std::string_view keyword_or_operator) {
  const bool here = at(keyword_or_operator);
  if (here) advance();
  return here;
}

bool Parser::accept_all(std::initializer_list<std::string_view> keywords) {
  std::size_t ahead = 0;
  for (const std::string_view keyword : keywords) {
    if (!at(keyword, ahead++)) return false;
  }
  at_ += keywords.size();
  return true;
}

bool Parser::accept_word(std::string_view word) {
  const bool here = at_word(word);
  if (here) advance();
  return here;
}

void Parser::expect(std::string_view keyword_or_operator) {
  if (!accept(keyword_or_operator)) fail_here(keyword_or_operator);
}

void Parser::expect_all(std::initializer_list<std::string_view> keywords) {
  for (const std::string_view keyword : keywords) expect(keyword);
}

void Parser::expect_end(std::string_view expected) {
  if (peek().kind != LexemeKind::kEnd) fail_here(expected);
}

std::string Parser::lexeme_text() {
  std::string text(peek().text);
  advance();
  return text;
}

std::string Parser::name(std::string_view expected) {
  if (at_name()) return unquoted_name(lexeme_text());
  fail_here(expected);
  return {};
}

std::vector<std::string> Parser::names_in_parentheses() {
  expect("(");
  std::vector<std::string> names = list<std::string>(&Parser::any_name);
  expect(")");
  return names;
}

std::vector<std::string> Parser::optional_names() {
  return at("(") ? names_in_parentheses() : std::vector<std::string>();
}

Span Parser::span_from(std::size_t start) const {
  if (at_ == 0) return {.offset = static_cast<std::uint32_t>(start)};
  const Lexeme& last = all_[at_ - 1];
  const std::size_t end = std::max(start, last.offset + last.text.size());
  return {.offset = static_cast<std::uint32_t>(start),
          .length = static_cast<std::uint32_t>(end - start)};
}

void Parser::fail_here(std::string_view expected) {
  const Lexeme& here = peek();
  const std::string shown = one_line(here.text, kShownBytesMax);
  const std::string wanted(expected);
  if (here.kind == LexemeKind::kEnd) {
    fail_with("sql.parse", "The text ends where " + wanted + " is expected.", "");
  } else if (here.kind == LexemeKind::kIllegal) {
    fail_with("sql.parse", "SQL knows no \"" + shown + "\".",
              "Is a quote not closed, or is there a letter too many?");
  } else {
    fail_with("sql.parse", "\"" + shown + "\" stands where " + wanted + " is expected.", "");
  }
}

void Parser::fail_too_deep() {
  fail_with("sql.too_deep",
            "The statement nests deeper than " + counted(limits_.depth_max, "level") + ".",
            "Take parentheses and subqueries out, or name parts of it in WITH.");
}

void Parser::fail_with(std::string code, std::string message, std::string remedy) {
  if (error_) return;
  error_ = Error{.whose = Whose::kLearner,
                 .code = std::move(code),
                 .message = std::move(message),
                 .remedy = std::move(remedy),
                 .where = where_in_text(sql_, offset())};
  at_ = all_.size() - 1;
}

bool Parser::skip_semicolons() {
  while (accept(";")) {
  }
  return peek().kind == LexemeKind::kEnd;
}

Select Parser::query() {
  Select query;
  if (at_select()) {
    query = select();
  } else {
    fail_here("SELECT");
  }
  expect_statement_end();
  return query;
}

void Parser::expect_statement_end() {
  if (!at(";")) expect_end("the end of the statement");
}

SqlStatement Parser::statement() {
  const std::size_t from = offset();
  SqlStatement statement;
  WithClause with = with_clause();
  if (at_any({"INSERT", "REPLACE"})) {
    statement.node = insert_statement(std::move(with));
  } else if (at("UPDATE")) {
    statement.node = update_statement(std::move(with));
  } else if (at("DELETE")) {
    statement.node = delete_statement(std::move(with));
  } else if (!with.tables.empty() || at_select()) {
    const Level level(*this, kSelectWeight);
    Select query = select_body();
    query.with = std::move(with);
    query.span = span_from(from);
    statement.node = std::move(query);
  } else if (at("CREATE")) {
    statement.node = create_statement();
  } else if (at("DROP")) {
    statement.node = drop_statement();
  } else {
    fail_here("SELECT or another statement");
  }
  statement.span = span_from(from);
  expect_statement_end();
  return statement;
}

}  // namespace nightshift
