// SQL with dbt's few words in it. This is no general template language: exactly the forms below are
// known, and everything else between {{ }} or {% %} is an error that names the nearest of them.
//
//   select day, sum(amount_cents) from {{ source('raw', 'orders') }}
//   {% if is_incremental() %} where created_at >= '{{ data_interval_start }}' {% endif %}
//
//   {{ source('raw', 'orders') }}  a table that a sync task loads (dbt)
//   {{ ref('fct_orders') }}        another model (dbt)
//   {{ this }}                     the model's own table, as it is before this run (dbt)
//   {{ data_interval_start }}, {{ data_interval_end }}   the run's data interval (Airflow)
//   {{ yesterday }}                the day before the clock's day, in UTC (ours)
//   {% if is_incremental() %} ... {% endif %}            only when rows are added to a table (dbt)
//   {# a comment #}; and dashes that eat blanks: {{- -}} {%- -%} {#- -#}
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace nightshift {

// Where the SQL stands: a model, a check, or a consumer's query. Consumers belong to no run, so
// they have no data interval; only models have a `this` and is_incremental().
enum class TemplateUse { kModel, kCheck, kExposure };

enum class PartKind { kText, kSource, kRef, kThis, kIntervalStart, kIntervalEnd, kYesterday };

struct TemplatePart {
  PartKind kind = PartKind::kText;
  std::string text;               // kText: as it stands; kSource: "raw.orders"; kRef: "fct_orders"
  bool incremental_only = false;  // stands between if and endif
  std::size_t offset = 0;         // bytes from the start of the template
};

// A template that was read: its parts in order.
struct Template {
  std::string source;  // as written
  std::vector<TemplatePart> parts;

  bool has(PartKind kind) const;
  bool has_incremental_part() const;
};

constexpr std::size_t kTemplateBytesMax = 100'000;
constexpr std::size_t kTemplatePartsMax = 1'000;

// Reads a template; `file` is for the errors, which are the learner's and name line and column:
// "template.unclosed", "template.unknown_name", "template.arguments", "template.not_here",
// "template.config", "template.nested_if", "template.stray_endif", "template.too_long",
// "template.not_text". All of them are found at once.
ResultOrErrors<Template> read_template(std::string_view text, TemplateUse use,
                                       const std::string& file);

// Reads one reference without braces, as it stands in depends_on: ref('x') or source('a', 'b').
// Fails as read_template does.
Result<TemplatePart> read_reference(std::string_view text);

// What the words of a template stand for in one run.
struct RenderContext {
  std::map<std::string, std::string, std::less<>> relations;  // "raw.orders" -> SQL; see below
  std::string this_relation;                                  // SQL
  std::string data_interval_start;
  std::string data_interval_end;
  std::string yesterday;
  bool is_incremental = false;
};

// The SQL. A relation that the context does not name is quoted as a table's name
// (engine/sql/quote.h).
std::string render(const Template& parsed, const RenderContext& context);

}  // namespace nightshift
