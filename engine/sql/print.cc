#include "engine/sql/print.h"

#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/sql/keywords.h"
#include "engine/sql/printer.h"
#include "engine/sql/quote.h"

namespace nightshift {
namespace {

bool is_letter(char c) {
  const char l = lower_letter(c);
  return (l >= 'a' && l <= 'z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

// One word for the tokenizer.
bool is_one_word(std::string_view name) {
  return !name.empty() && is_letter(name[0]) && std::all_of(name.begin(), name.end(), [](char c) {
    return is_letter(c) || is_digit(c) || c == '$';
  });
}

// TRUE and FALSE are no keywords, but alone they are no names either.
bool is_truth(std::string_view name) { return same_name(name, "true") || same_name(name, "false"); }

// Words that stand before a parenthesis and are no function.
bool means_more_than_a_call(std::string_view word) {
  constexpr std::string_view kWords[] = {
      "cast",      "raise",   "current_date", "current_time", "current_timestamp",
      "unbounded", "current", "with"};
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view other) { return same_name(word, other); });
}

}  // namespace

std::string printed_name(std::string_view name) {
  const bool plain = is_one_word(name) && word_class(name) == WordClass::kPlain && !is_truth(name);
  return plain ? std::string(name) : quoted_name(name);
}

std::string print(const SqlStatement& statement) {
  Printer printer;
  printer.statement(statement);
  return printer.take();
}

std::string print(const Select& select) {
  Printer printer;
  printer.select(select);
  return printer.take();
}

std::string print(const Expr& expr) {
  Printer printer;
  printer.expression(expr);
  return printer.take();
}

void Printer::word(std::string_view text) {
  const bool close = text_.empty() || text_.back() == '(';
  if (!close) text_ += ' ';
  text_ += text;
}

void Printer::words(std::initializer_list<std::string_view> texts) {
  for (const std::string_view text : texts) word(text);
}

void Printer::name(std::string_view name) { word(printed_name(name)); }

void Printer::path(std::initializer_list<const std::string*> parts) {
  bool first = true;
  for (const std::string* part : parts) {
    const bool is_last = part == *(parts.end() - 1);
    if (part->empty() && !is_last) continue;
    if (std::exchange(first, false)) {
      name(*part);
    } else {
      glue(".");
      glue(printed_name(*part));
    }
  }
}

void Printer::call_name(std::string_view name) {
  const WordClass kind = word_class(name);
  const bool plain = is_one_word(name) && !means_more_than_a_call(name) &&
                     kind != WordClass::kReserved && kind != WordClass::kWindow;
  word(plain ? std::string(name) : quoted_name(name));
}

void Printer::table(const TableName& table) { path({&table.schema, &table.name}); }

void Printer::alias(std::string_view alias) {
  if (alias.empty()) return;
  word("AS");
  name(alias);
}

void Printer::expressions(const std::vector<Expr>& items) {
  list(items, [&](const Expr& item) { expression(item); });
}

void Printer::names(const std::vector<std::string>& names) {
  list(names, [&](const std::string& one) { name(one); });
}

void Printer::optional_names(const std::vector<std::string>& all) {
  if (all.empty()) return;
  open();
  names(all);
  close();
}

void Printer::clause(std::string_view keyword, const Box<Expr>& expr) {
  if (!expr) return;
  word(keyword);
  expression(*expr);
}

void Printer::subquery(const Select& inner) {
  open();
  select(inner);
  close();
}

}  // namespace nightshift
