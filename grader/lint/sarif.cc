#include "grader/lint/sarif.h"

#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/text.h"

namespace nightshift {
namespace {

constexpr std::string_view kTaxonomy = "taipalus-2018";
constexpr std::string_view kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

std::string_view level_text(LintLevel level) {
  return level == LintLevel::kWarning ? "warning" : "note";
}

Json text_json(std::string_view text) { return Json::object({{"text", text}}); }

Json taxon_reference(int number) {
  return Json::object(
      {{"id", std::to_string(number)}, {"toolComponent", Json::object({{"name", kTaxonomy}})}});
}

Json rule_json(const LintRule& rule) {
  Json json =
      Json::object({{"id", rule.id},
                    {"shortDescription", text_json(rule.title)},
                    {"help", text_json(rule.help)},
                    {"defaultConfiguration", Json::object({{"level", level_text(rule.level)}})}});
  if (rule.taxon != 0) {
    Json relation = Json::object(
        {{"target", taxon_reference(rule.taxon)}, {"kinds", Json(Json::Array{Json("relevant")})}});
    json.set("relationships", Json(Json::Array{std::move(relation)}));
  }
  return json;
}

Json taxonomy_json() {
  Json taxa = Json::array();
  for (const LintTaxon& taxon : lint_taxa()) {
    taxa.push(Json::object({{"id", std::to_string(taxon.number)},
                            {"name", taxon.name},
                            {"shortDescription", text_json(taxon.category)}}));
  }
  return Json::object(
      {{"name", kTaxonomy},
       {"shortDescription",
        text_json("Taipalus, Siponen and Vartiainen: Errors and complications in SQL query "
                  "formulation (2018)")},
       {"taxa", std::move(taxa)}});
}

Json region_json(std::string_view sql, const Span& place) {
  const Where start = where_in_text(sql, place.offset);
  const Where end = where_in_text(sql, std::size_t{place.offset} + place.length);
  return Json::object({{"startLine", *start.line},
                       {"startColumn", *start.column},
                       {"endLine", *end.line},
                       {"endColumn", *end.column}});
}

// A path as a relative reference (RFC 3986).
std::string uri_of(std::string_view path) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string uri;
  for (const char c : path) {
    const bool plain = is_digit(c) || (lower_letter(c) >= 'a' && lower_letter(c) <= 'z') ||
                       std::string_view("/._-~").find(c) != std::string_view::npos;
    const auto byte = static_cast<unsigned char>(c);
    if (plain) {
      uri += c;
    } else {
      uri += {'%', kDigits[byte / 16], kDigits[byte % 16]};
    }
  }
  return uri;
}

std::size_t index_of(std::string_view id) {
  std::size_t index = 0;
  for (const LintRule& rule : lint_rules()) {
    if (rule.id == id) return index;
    ++index;
  }
  return index;
}

Json result_json(std::string_view sql, const LintFinding& finding, const SarifSource& source) {
  const LintRule& rule = lint_rule(finding.rule);
  Json place = Json::object(
      {{"physicalLocation",
        Json::object({{"artifactLocation", Json::object({{"uri", uri_of(source.uri)}})},
                      {"region", region_json(sql, finding.place)}})}});
  Json json = Json::object({{"ruleId", rule.id},
                            {"ruleIndex", index_of(rule.id)},
                            {"level", level_text(rule.level)},
                            {"message", text_json(finding.message)},
                            {"locations", Json(Json::Array{std::move(place)})}});
  if (rule.taxon != 0) json.set("taxa", Json(Json::Array{taxon_reference(rule.taxon)}));
  return json;
}

}  // namespace

Json sarif_run(std::string_view sql, const std::vector<LintFinding>& findings,
               const SarifSource& source) {
  Json rules = Json::array();
  for (const LintRule& rule : lint_rules()) rules.push(rule_json(rule));
  Json results = Json::array();
  for (const LintFinding& finding : findings) results.push(result_json(sql, finding, source));
  Json driver = Json::object({{"name", "nightshift"}, {"rules", std::move(rules)}});
  driver.set("supportedTaxonomies", Json(Json::Array{Json::object({{"name", kTaxonomy}})}));
  if (!source.version.empty()) driver.set("version", source.version);
  return Json::object({{"tool", Json::object({{"driver", std::move(driver)}})},
                       {"taxonomies", Json(Json::Array{taxonomy_json()})},
                       {"columnKind", "utf16CodeUnits"},
                       {"results", std::move(results)}});
}

Json sarif_log(Json run) {
  return Json::object(
      {{"$schema", kSchema}, {"version", "2.1.0"}, {"runs", Json(Json::Array{std::move(run)})}});
}

Json lint_json(std::string_view sql, const std::vector<LintFinding>& findings) {
  Json json = Json::array();
  for (const LintFinding& finding : findings) {
    const LintRule& rule = lint_rule(finding.rule);
    const Where start = where_in_text(sql, finding.place.offset);
    const Where end = where_in_text(sql, std::size_t{finding.place.offset} + finding.place.length);
    Json each = Json::object({{"rule", rule.id},
                              {"level", level_text(rule.level)},
                              {"title", rule.title},
                              {"message", finding.message},
                              {"help", rule.help},
                              {"where", Json::object({{"line", *start.line},
                                                      {"column", *start.column},
                                                      {"offset_utf16", *start.offset_utf16},
                                                      {"end_line", *end.line},
                                                      {"end_column", *end.column}})}});
    if (rule.taxon != 0) each.set("taxon", std::int64_t{rule.taxon});
    json.push(std::move(each));
  }
  return json;
}

}  // namespace nightshift
