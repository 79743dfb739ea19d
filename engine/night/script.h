// What a learner did in a night, so that it can be done again: commands and changed files, each at
// its moment. Files and script together are a solution, and replay exactly.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/result.h"
#include "engine/json/reader.h"
#include "engine/night/night.h"

namespace nightshift {

struct Move {
  TimeUs at = 0;
  std::variant<std::string, PipelineFiles> what;  // a console line, or files that were changed

  friend bool operator==(const Move&, const Move&) = default;
};

// In the order of time; moves of one moment in the order in which they were made.
using Script = std::vector<Move>;

constexpr std::size_t kMovesMax = 1'000;

// The folders of files that a script may install.
class ScriptFolders {
 public:
  virtual ~ScriptFolders() = default;
  // The files of a folder by their paths in it; nullopt: there is no such folder.
  virtual std::optional<PipelineFiles> folder(std::string_view name) const = 0;
};

// Where there are none.
class NoFolders final : public ScriptFolders {
 public:
  std::optional<PipelineFiles> folder(std::string_view) const override { return std::nullopt; }
};

// Reads [{"at": "2026-03-11T02:10:00Z", "command": "..."}, {"at", "install": {path: text}}].
// "install" may also name a folder. What is wrong is added to the reader's errors: json.*,
// "script.order", "script.time" (before `from`, or not before `until`), "script.no_folder",
// "script.too_long"; the result is of use only when nothing was.
Script read_script(JsonReader reader, const ScriptFolders& folders, TimeUs from, TimeUs until);

// What a move came to.
struct Moved {
  TimeUs at = 0;
  std::string answer;  // of the console, or which files are in force now
  Errors errors;       // not empty: nothing was done
};

// Does it now, whatever its time.
Moved make_move(Night& night, const Move& move);

// Does what the script says, each at its time, and lets time pass up to `until`. Moves at `until`
// are made.
std::vector<Moved> play(Night& night, const Script& script, TimeUs until);

}  // namespace nightshift
