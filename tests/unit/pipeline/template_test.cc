#include "engine/pipeline/template.h"

#include "tests/support/catch.h"

namespace nightshift {
namespace {

const RenderContext kRun = {.relations = {{"raw.orders", "staging_7"}},
                            .this_relation = "\"fct\"",
                            .data_interval_start = "START",
                            .data_interval_end = "END",
                            .yesterday = "DAY",
                            .is_incremental = true};

Template parsed(std::string_view text, TemplateUse use = TemplateUse::kModel) {
  const ResultOrErrors<Template> result = read_template(text, use, "models/x.sql");
  INFO(text << ": " << (result ? "" : result.error().front().message));
  REQUIRE(result);
  return *result;
}

std::string rendered(std::string_view text, bool is_incremental = true) {
  RenderContext context = kRun;
  context.is_incremental = is_incremental;
  return render(parsed(text), context);
}

// "code@line:column code@line:column"; "" when there is nothing to say.
std::string trouble(std::string_view text, TemplateUse use = TemplateUse::kModel) {
  const ResultOrErrors<Template> result = read_template(text, use, "models/x.sql");
  if (result) return "";
  std::string out;
  for (const Error& error : result.error()) {
    CHECK(error.whose == Whose::kLearner);
    CHECK(error.where.file == "models/x.sql");
    CHECK_FALSE(error.remedy.empty());
    out += (out.empty() ? "" : " ") + error.code;
    if (error.where.line) {
      out += "@" + std::to_string(*error.where.line) + ":" + std::to_string(*error.where.column);
    }
  }
  return out;
}

std::string remedy(std::string_view text) {
  return read_template(text, TemplateUse::kModel, "x").error().front().remedy;
}

TEST_CASE("the known words are replaced") {
  CHECK(rendered("select 1") == "select 1");
  CHECK(rendered("") == "");
  CHECK(rendered("from {{ source('raw', 'orders') }} o") == "from staging_7 o");
  CHECK(rendered("from {{ source(\"raw\",\"users\") }}") == "from \"raw\".\"users\"");
  CHECK(rendered("{{ref('stg')}}") == "\"stg\"");
  CHECK(rendered("{{ this }}") == "\"fct\"");
  CHECK(rendered("'{{ data_interval_start }}' '{{ data_interval_end }}'") == "'START' 'END'");
  CHECK(rendered("'{{ yesterday }}'") == "'DAY'");
  CHECK(rendered("a { b } {c}} }} %}") == "a { b } {c}} }} %}");
}

TEST_CASE("a block stands only in an incremental run") {
  const std::string_view text = "a {% if is_incremental() %}b {{ this }}{% endif %} c";
  CHECK(rendered(text, true) == "a b \"fct\" c");
  CHECK(rendered(text, false) == "a  c");
  CHECK(rendered("{%if   is_incremental( )%}x{%endif%}y{% if is_incremental() %}z{% endif %}") ==
        "xyz");
}

TEST_CASE("comments vanish and dashes eat blanks") {
  CHECK(rendered("a {# {{ nonsense }} #} b") == "a  b");
  CHECK(rendered("a \n {#- x -#} \n b") == "ab");
  CHECK(rendered("a \n{{- this -}}\n b") == "a\"fct\"b");
  CHECK(rendered("a {%- if is_incremental() -%} b {%- endif -%} c") == "abc");
}

TEST_CASE("parts know what they are and where they stand") {
  const Template model = parsed("x {{ ref('a') }}{% if is_incremental() %}y{% endif %}");
  REQUIRE(model.parts.size() == 3);
  CHECK(model.parts[1].kind == PartKind::kRef);
  CHECK(model.parts[1].text == "a");
  CHECK(model.parts[1].offset == 2);
  CHECK_FALSE(model.parts[1].incremental_only);
  CHECK(model.parts[2].incremental_only);
  CHECK(model.has_incremental_part());
  CHECK(model.has(PartKind::kRef));
  CHECK_FALSE(model.has(PartKind::kSource));
}

TEST_CASE("what is not closed is named with its place") {
  CHECK(trouble("a {{ this") == "template.unclosed@1:3");
  CHECK(trouble("a\n  {{ this {{ this }}") == "template.unclosed@2:3");
  CHECK(trouble("{% if is_incremental() %} x") == "template.unclosed@1:1");
  CHECK(trouble("{# x") == "template.unclosed@1:1");
  CHECK(trouble("{% if is_incremental() ") == "template.unclosed@1:1");
}

TEST_CASE("unknown words are refused with the nearest") {
  CHECK(trouble("{{ }}") == "template.unknown_name@1:1");
  CHECK(trouble("{{ sources('raw', 'x') }}") == "template.unknown_name@1:1");
  CHECK(remedy("{{ sources('raw', 'x') }}") == "Did you mean source?");
  CHECK(remedy("{{ data_interval_strat }}") == "Did you mean data_interval_start?");
  CHECK(remedy("{{ ds }}").find("{{ data_interval_start }}") != std::string::npos);
  CHECK(trouble("{% for x in y %}{% endfor %}") ==
        "template.unknown_name@1:1 template.unknown_name@1:17");
  CHECK(trouble("{% if is_incremental() %}a{% else %}b{% endif %}") ==
        "template.unknown_name@1:27");
  CHECK(trouble("{% if not is_incremental() %}a{% endif %}") ==
        "template.unknown_name@1:1 template.stray_endif@1:31");
  CHECK(trouble("{{ 1 + 1 }}") == "template.unknown_name@1:1");
}

TEST_CASE("arguments") {
  CHECK(trouble("{{ source('raw') }}") == "template.arguments@1:1");
  CHECK(trouble("{{ source('raw', 'a', 'b') }}") == "template.arguments@1:1");
  CHECK(trouble("{{ source(raw, orders) }}") == "template.arguments@1:1");
  CHECK(trouble("{{ source('raw' 'a') }}") == "template.arguments@1:1");
  CHECK(trouble("{{ ref() }}") == "template.arguments@1:1");
  CHECK(trouble("{{ ref('') }}") == "template.arguments@1:1");
  CHECK(trouble("{{ ref('a',) }}") == "template.arguments@1:1");
  CHECK(trouble("{{ ref('a').b }}") == "template.arguments@1:1");
  CHECK(trouble("{{ ref }}") == "template.arguments@1:1");
  CHECK(trouble("{{ this.name }}") == "template.arguments@1:1");
  CHECK(trouble("{{ is_incremental() }}") == "template.arguments@1:1");
}

TEST_CASE("configuration belongs into pipeline.jsonc") {
  CHECK(trouble("{{ config(materialized='table') }}") == "template.config@1:1");
  CHECK(remedy("{{ config(x=1) }}").find("pipeline.jsonc") != std::string::npos);
}

TEST_CASE("blocks do not nest") {
  CHECK(trouble("{% if is_incremental() %}{% if is_incremental() %}{% endif %}") ==
        "template.nested_if@1:26");
  CHECK(trouble("{% endif %}") == "template.stray_endif@1:1");
}

TEST_CASE("checks and consumers know fewer words") {
  CHECK(trouble("{{ this }}", TemplateUse::kCheck) == "template.not_here@1:1");
  CHECK(trouble("{{ this }}", TemplateUse::kExposure) == "template.not_here@1:1");
  CHECK(trouble("{{ data_interval_start }}", TemplateUse::kCheck) == "");
  CHECK(trouble("{{ data_interval_start }}", TemplateUse::kExposure) == "template.not_here@1:1");
  CHECK(trouble("{{ yesterday }} {{ ref('a') }}", TemplateUse::kExposure) == "");
  CHECK(trouble("{% if is_incremental() %}{% endif %}", TemplateUse::kCheck) ==
        "template.not_here@1:1");
}

TEST_CASE("sizes are bounded") {
  CHECK(trouble(std::string(kTemplateBytesMax, ' ')) == "");
  CHECK(trouble(std::string(kTemplateBytesMax + 1, ' ')) == "template.too_long");
  const auto many = [](std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += "{{this}}";
    return text;
  };
  CHECK(trouble(many(kTemplatePartsMax - 1)) == "");
  CHECK(trouble(many(kTemplatePartsMax)).starts_with("template.too_long"));
  CHECK(trouble("\xff") == "template.not_text");
}

TEST_CASE("references without braces") {
  CHECK(read_reference("ref('a')")->text == "a");
  CHECK(read_reference("source('raw', 'orders')")->text == "raw.orders");
  CHECK(read_reference("fct").error().code == "template.unknown_name");
  CHECK(read_reference("this").error().code == "template.arguments");
}

TEST_CASE("relations are quoted") {}

}  // namespace
}  // namespace nightshift
