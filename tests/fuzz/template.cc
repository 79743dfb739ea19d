// Any bytes as SQL with dbt's words in it, in each of the places where it may stand. One that is
// accepted is rendered; text without braces comes out as it went in.

#include "engine/pipeline/template.h"

#include <cstdint>

#include "tests/fuzz/promise.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nightshift;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const RenderContext context = {.relations = {{"raw.orders", "staging"}},
                                 .this_relation = "this_table",
                                 .is_incremental = size % 2 == 1};
  for (const TemplateUse use : {TemplateUse::kModel, TemplateUse::kCheck, TemplateUse::kExposure}) {
    const ResultOrErrors<Template> parsed = read_template(text, use, "models/x.sql");
    if (!parsed) {
      fuzz::expect_words(parsed.error());
      continue;
    }
    const std::string sql = render(*parsed, context);
    const bool is_plain = text.find('{') == std::string_view::npos;
    fuzz::expect(!is_plain || sql == text, "text without braces stays what it is");
  }
  if (const auto reference = read_reference(text); !reference) {
    fuzz::expect_words(reference.error());
  }
  return 0;
}
