// What every command begins with: a pack and a submission go through the door, and what is wrong is
// told.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/json/json.h"
#include "grader/cli/commands.h"
#include "grader/cli/door.h"

namespace nightshift::cli {

// Members of replies, which are always there.
const std::string& text_of(const Json& json, std::string_view key);
std::int64_t number_of(const Json& json, std::string_view key);

// Says what is wrong, and gives the exit code for it.
ExitCode tell(const Error& error, const Streams& streams);
ExitCode tell(const Reply& reply, const Streams& streams);

// Opens a pack's folder or file. nullopt: it went well; otherwise the exit code, and the reason was
// told.
std::optional<ExitCode> open_pack(Door& door, const std::filesystem::path& pack,
                                  const Streams& streams, Json* about = nullptr);

// A submission's files. What breaks a limit is remembered by the door, and the report says so.
std::optional<ExitCode> put_submission(Door& door, const std::string& folder,
                                       const Streams& streams);

}  // namespace nightshift::cli
