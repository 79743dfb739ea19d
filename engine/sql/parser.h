// The parser's inside: one function for each rule of the grammar. Users want parse.h.
//
// Recursive descent, with precedence climbing for operators. After the first error it sees nothing
// but the end of the text: so all loops end, and nobody has to ask for errors on the way.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "engine/sql/lexemes.h"
#include "engine/sql/operators.h"
#include "engine/sql/parse.h"

namespace nightshift {

// What a subquery counts for in depth_max.
inline constexpr int kSelectWeight = 3;

class Parser {
 public:
  Parser(std::string_view sql, const ParseLimits& limits);

  // Past semicolons; true when nothing else follows.
  bool skip_semicolons();
  SqlStatement statement();
  Select query();
  Expr expression(Binding least = kBindsNothing);
  // Fails when the text goes on.
  void expect_end(std::string_view expected);
  void expect_statement_end();

  std::optional<Error> take_error() { return std::move(error_); }
  std::size_t offset() const { return all_[at_].offset; }

 private:
  // Counts how deep we are, and how high the tree below has grown.
  class Level {
   public:
    explicit Level(Parser& parser, int weight = 1);
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    ~Level();

   private:
    Parser& parser_;
    int weight_;
    int height_outside_;
  };

  const Lexeme& peek(std::size_t ahead = 0) const;
  bool at(std::string_view text, std::size_t ahead = 0) const { return peek(ahead).is(text); }
  bool at_any(std::initializer_list<std::string_view> keywords, std::size_t ahead = 0) const;
  bool at_word(std::string_view word, std::size_t ahead = 0) const;
  bool at_id(std::size_t ahead = 0) const;      // a name without AS: no JOIN's words
  bool at_name(std::size_t ahead = 0) const;    // a name where nothing else can stand
  bool at_select(std::size_t ahead = 0) const;  // SELECT, VALUES or WITH
  // Words that are names elsewhere, but begin something else where an expression begins.
  bool at_operand_word() const;
  void advance();
  bool accept(std::string_view keyword_or_operator);
  // All of them, or none.
  bool accept_all(std::initializer_list<std::string_view> keywords);
  bool accept_word(std::string_view word);
  void expect(std::string_view keyword_or_operator);
  void expect_all(std::initializer_list<std::string_view> keywords);
  std::string name(std::string_view expected);
  std::string lexeme_text();  // takes the next one
  Span span_from(std::size_t start) const;

  void fail_here(std::string_view expected);
  void fail_too_deep();
  void fail_with(std::string code, std::string message, std::string remedy);
  void grow(int height);  // the tree below is now so high

  // One or more, with commas between.
  template <typename T, typename Rule>
  std::vector<T> list(Rule rule) {
    std::vector<T> items;
    do items.push_back((this->*rule)());
    while (accept(","));
    return items;
  }
  std::vector<Expr> expressions() { return list<Expr>(&Parser::any_expression); }
  std::vector<OrderTerm> order_terms() { return list<OrderTerm>(&Parser::order_term); }
  std::vector<std::string> names_in_parentheses();
  std::vector<std::string> optional_names();
  std::string any_name() { return name("a name"); }

  // Expressions (parse_expression.cc, parse_operand.cc, parse_dialect.cc). Those that are not to be
  // inlined would make the stack's frames larger that each level of nesting takes.
  Expr any_expression() { return expression(); }
  Box<Expr> optional_expression(std::string_view keyword);
  [[gnu::noinline]] Expr placed(std::size_t start, decltype(Expr::node) node) const;
  [[gnu::noinline]] bool extend(Expr& left, Binding least, std::size_t start);
  bool extend_binary(Expr& left, Binding least);
  std::optional<BinaryOperator> binary_operator_here(std::size_t* lexeme_count) const;
  bool extend_tightly(Expr& left, Binding least);
  bool extend_colons(Expr& left);
  bool extend_test(Expr& left);
  void extend_in(Expr& left, bool negated);
  void extend_like(Expr& left, LikeOperator op, bool negated);
  void extend_between(Expr& left, bool negated);
  [[gnu::noinline]] Expr operand();
  [[gnu::noinline]] Expr sign_operand(UnaryOperator op);
  Expr primary();
  std::optional<LiteralExpr> literal();
  [[gnu::noinline]] Expr literal_operand();
  [[gnu::noinline]] Expr parenthesised();
  Expr name_operand();
  [[gnu::noinline]] Expr column_path();
  [[gnu::noinline]] Expr call();
  void call_arguments(CallExpr& call);
  void over_clause(CallExpr& call);
  [[gnu::noinline]] Expr case_operand();
  [[gnu::noinline]] Expr cast_operand();
  [[gnu::noinline]] Expr raise_operand();
  [[gnu::noinline]] Expr exists_operand();
  ConflictAction conflict_word();
  std::string type_name();
  std::string type_size();
  bool at_dialect_operand() const;
  [[gnu::noinline]] Expr dialect_operand();
  bool starts_operand(std::size_t ahead) const;
  bool at_clause_word(std::string_view word) const;
  void exclude_list(ResultColumn& column);
  void fetch_first(Select& select);

  // Queries (parse_select.cc, parse_from.cc, parse_window.cc).
  Select select();
  Select select_body();  // without WITH
  Select select_in_parentheses();
  WithClause with_clause();
  CommonTable common_table();
  SelectCore core();
  void select_core(SelectCore& core);
  ValuesRow values_row();
  std::optional<CompoundOperator> compound_operator();
  void order_and_limit(Select& select);
  ResultColumn result_column();
  std::string alias();
  OrderTerm order_term();
  SortDirection direction();
  std::vector<FromItem> from_items();
  void from_item(FromItem& item);
  void from_source(FromItem& item);
  void join_condition(FromItem& item);
  bool join_operator(FromItem& next);
  bool join_words(FromItem& next);
  TableName table_name(std::string_view expected);
  std::optional<IndexHint> index_hint();
  NamedWindow named_window();
  WindowDefinition window_definition();
  WindowFrame frame();
  FrameBound frame_bound(FrameEdge unbounded);
  FrameExclusion frame_exclusion();

  // What writes and defines (parse_write.cc, parse_create.cc, parse_constraint.cc).
  InsertStatement insert_statement(WithClause with);
  UpdateStatement update_statement(WithClause with);
  DeleteStatement delete_statement(WithClause with);
  TargetTable target_table();
  ConflictAction or_action();
  Assignment assignment();
  Upsert upsert();
  std::vector<ResultColumn> returning();
  decltype(SqlStatement::node) create_statement();
  DropStatement drop_statement();
  CreateTable create_table(bool temporary);
  CreateView create_view(bool temporary);
  CreateIndex create_index(bool unique);
  void table_parts(CreateTable& table);
  void table_options(CreateTable& table);
  bool if_not_exists();
  ColumnDefinition column_definition();
  std::optional<Constraint> column_constraint();
  std::optional<Constraint> table_constraint();
  bool column_rule(Constraint& rule);
  bool table_rule(Constraint& rule);
  void check_rule(Constraint& rule);
  Expr default_value();
  void generated_rule(Constraint& rule);
  Expr default_term();
  References references();
  ReferenceAction reference_action();
  void deferral(References& references);
  ConflictAction on_conflict();

  std::string_view sql_;
  std::vector<Lexeme> all_;
  std::size_t at_ = 0;
  ParseLimits limits_;
  int depth_ = 0;
  int height_ = 0;  // of what was read on this level
  std::optional<Error> error_;
};

}  // namespace nightshift
