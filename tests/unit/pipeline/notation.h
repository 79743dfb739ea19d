// Pipelines in one line: what the tests of this folder share.
#pragma once

#include <string>
#include <string_view>

#include "engine/pipeline/read_spec.h"

namespace nightshift {

// Every ' becomes ", so that JSON is readable within a test.
std::string json_text(std::string_view text);

// pipeline.jsonc around the texts of its tasks ("{...}, {...}") and of further members (", 'x':
// 1").
std::string spec_text(std::string_view tasks, std::string_view more = {});

// A sync task that loads shop.orders into raw.orders, with further members.
std::string sync_text(std::string_view more = {});
// A model task with that name, SQL file models/NAME.sql, and further members.
std::string model_text(std::string_view name, std::string_view more = {});
// A check task on raw.orders that counts rows, with further members.
std::string check_text(std::string_view name, std::string_view more = {});

// A contract about a table with one integer column, order_id.
std::string contract_text(std::string_view table = "orders");

// The files of a pipeline: the spec and "models/a.sql" to "models/c.sql", which select from
// raw.orders.
PipelineFiles files_of(std::string spec);

// The pipeline; the test fails when it has errors.
Pipeline pipeline_of(std::string spec);

// The errors as "code /pointer", one on each line; "" when there are none.
std::string errors_of(const PipelineFiles& files, const SpecWorld& world = {});
std::string errors_of(std::string spec);

// The lints, likewise.
std::string lints_of(std::string spec);

}  // namespace nightshift
