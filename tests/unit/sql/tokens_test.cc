#include "engine/sql/tokens.h"

#include "tests/support/catch.h"

namespace nightshift {
namespace {

// Tokens as "word:select number:1 ...".
std::string tokens_text(std::string_view sql) {
  constexpr std::string_view kNames[] = {"word",   "name",      "string",    "number",
                                         "symbol", "parameter", "unfinished"};
  std::string out;
  for (const Token& token : tokenize(sql)) {
    CHECK(sql.substr(token.offset, token.text.size()) == token.text);
    if (!out.empty()) out += " ";
    out +=
        std::string(kNames[static_cast<std::size_t>(token.kind)]) + ":" + std::string(token.text);
  }
  return out;
}

TEST_CASE("words, numbers and symbols") {
  CHECK(tokens_text("") == "");
  CHECK(tokens_text("select a1, _b$") == "word:select word:a1 symbol:, word:_b$");
  CHECK(tokens_text("größe") == "word:größe");
  CHECK(tokens_text("1 1.5 .5 1e9 1.5E-3 0xFF 1_000") ==
        "number:1 number:1.5 number:.5 number:1e9 number:1.5E-3 number:0xFF number:1_000");
  CHECK(tokens_text("a.b") == "word:a symbol:. word:b");
  CHECK(tokens_text("a||b<>-1") ==
        "word:a symbol:| symbol:| word:b symbol:< symbol:> symbol:- number:1");
  CHECK(tokens_text("\xef\xbb\xbfselect") == "word:select");
}

TEST_CASE("strings, blobs and quoted names double their quotes") {
  CHECK(tokens_text("'it''s' 'x'") == "string:'it''s' string:'x'");
  CHECK(tokens_text("x'0A' X'0b' x") == "string:x'0A' string:X'0b' word:x");
  CHECK(tokens_text("\"a\"\"b\" `c` [d e]") == "name:\"a\"\"b\" name:`c` name:[d e]");
  CHECK(tokens_text("'-- no /* comment'") == "string:'-- no /* comment'");
}

TEST_CASE("parameters") {
  CHECK(tokens_text("? ?12 :a @b $c #d :") ==
        "parameter:? parameter:?12 parameter::a parameter:@b parameter:$c parameter:#d symbol::");
}

TEST_CASE("comments vanish") {
  CHECK(tokens_text("a -- b 'c\nd") == "word:a word:d");
  CHECK(tokens_text("a /* ' */ b /**/ c") == "word:a word:b word:c");
  CHECK(tokens_text("a - - b / *") == "word:a symbol:- symbol:- word:b symbol:/ symbol:*");
}

TEST_CASE("what never ends is unfinished") {
  CHECK(tokens_text("a 'b") == "word:a unfinished:'b");
  CHECK(tokens_text("a 'b''") == "word:a unfinished:'b''");
  CHECK(tokens_text("\"b") == "unfinished:\"b");
  CHECK(tokens_text("`b") == "unfinished:`b");
  CHECK(tokens_text("[b") == "unfinished:[b");
  CHECK(tokens_text("a /* b") == "word:a unfinished:/* b");
  CHECK(tokens_text("a -- b") == "word:a");
}

TEST_CASE("depth counts the parentheses around a token") {
  const auto depth_of = [](std::string_view sql, std::string_view word) {
    for (const Token& token : tokenize(sql)) {
      if (token.text == word) return token.depth;
    }
    return -1;
  };
  CHECK(depth_of("(a (b) c) d", "(") == 0);
  CHECK(depth_of("(a (b) c) d", "a") == 1);
  CHECK(depth_of("(a (b) c) d", "b") == 2);
  CHECK(depth_of("(a (b) c) d", "c") == 1);
  CHECK(depth_of("(a (b) c) d", "d") == 0);
  CHECK(depth_of("))) a", "a") == 0);
  CHECK(depth_of("'(' a", "a") == 0);
}

TEST_CASE("a token knows its word or symbol") {
  const std::vector<Token> tokens = tokenize("SeLeCt \"select\" (");
  CHECK(tokens[0].is_word("select"));
  CHECK_FALSE(tokens[0].is_word("selec"));
  CHECK_FALSE(tokens[1].is_word("select"));
  CHECK(tokens[2].is_symbol('('));
  CHECK_FALSE(tokens[2].is_symbol(')'));
}

TEST_CASE("any bytes become tokens") {
  std::string all;
  for (int c = 255; c >= 0; --c) all += static_cast<char>(c);
  CHECK_FALSE(tokenize(all).empty());
  CHECK(tokenize(std::string(3, '\0')).size() == 3);
}

// "none", "not plain", or the terms as "month, 2 desc, x nulls last".
std::string order_text(std::string_view sql) {
  const TopLevelOrder order = top_level_order(sql);
  if (!order.present) return "none";
  if (order.terms.empty()) return "not plain";
  std::string out;
  for (const PlainOrderTerm& term : order.terms) {
    if (!out.empty()) out += ", ";
    out += term.number ? std::to_string(*term.number) : term.name;
    if (term.descending) out += " desc";
    if (term.nulls_first) out += *term.nulls_first ? " nulls first" : " nulls last";
  }
  return out;
}

TEST_CASE("the top-level order of a statement") {
  CHECK(order_text("select 1") == "none");
  CHECK(order_text("select a from t order by a") == "a");
  CHECK(order_text("select a from t ORDER BY a ASC, 2 Desc, \"b c\" limit 3 offset 1;") ==
        "a, 2 desc, b c");
  CHECK(order_text("select 1 order by [x], `y``z` desc nulls last, w NULLS FIRST") ==
        "x, y`z desc nulls last, w nulls first");
  CHECK(order_text("with c as (select a from t order by b) select * from c") == "none");
  CHECK(order_text("select sum(a) over (order by b) from t") == "none");
  CHECK(order_text("select sum(a) over (order by b) from t order by c") == "c");
  CHECK(order_text("select a from t union all select b from u order by 1") == "1");
  CHECK(order_text("select 'order by a'") == "none");
  CHECK(order_text("select a -- order by a\nfrom t") == "none");
  CHECK(order_text("select \"order\" by from t") == "none");
}

TEST_CASE("an order that is not plain is still an order") {
  for (const char* terms :
       {"a + 1", "lower(a)", "t.a", "a collate nocase", "-1", "1.5", "'a'", "", "a,", "a nulls",
        "a nulls middle", "a, b || c", "99999999999", "(select 1, 2 limit 1)", "a desc asc"}) {
    CAPTURE(terms);
    CHECK(order_text(std::string("select a from t order by ") + terms) == "not plain");
  }
}

}  // namespace
}  // namespace nightshift
