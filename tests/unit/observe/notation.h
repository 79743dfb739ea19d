// Contracts, rules and schemas as short texts, so that a case is one line.
#pragma once

#include <string>
#include <string_view>

#include "engine/observe/contract.h"
#include "engine/observe/quality_rule.h"
#include "engine/observe/schema_change.h"

namespace nightshift {

// A JSON text in which ' stands for ", so that it needs no escapes.
std::string quotes(std::string_view text);

// Columns separated by commas, each a name and a type; behind them "null" for a nullable column and
// "key" for one of the primary key: schema_of("id int key, note text null").
ObservedSchema schema_of(std::string_view text);

// A whole contract around the elements of "schema", with ' for ".
std::string contract_text(std::string_view tables);

// Reads contract_text(tables), which must be right.
Contract contract_of(std::string_view tables);

// One table "orders" with these properties and nothing else.
Contract contract_of_properties(std::string_view properties);

// Reads one rule, which must be right; ' stands for ".
QualityRule rule_of(std::string_view text, const std::string& column = "");

// "pointer code", one a line.
std::string errors_text(const Errors& errors);

// The path, and the text, of a file beside the tests.
std::string example_path(const std::string& name);
std::string example_text(const std::string& name);

}  // namespace nightshift
