#include "engine/night/script.h"

#include <algorithm>
#include <utility>

#include "engine/base/text.h"

namespace nightshift {
namespace {

TimeUs read_at(JsonReader reader, TimeUs from, TimeUs until) {
  const std::string text = reader.text();
  if (text.empty()) return from;
  const std::optional<TimeUs> at = read_time(text);
  if (!at || *at < from || *at >= until) {
    reader.error("script.time", "\"" + one_line(text, 60) + "\" is no time of this night",
                 "Write a time from " + time_text(from) + " to before " + time_text(until) + '.');
  }
  return at.value_or(from);
}

PipelineFiles read_folder(JsonReader reader, const ScriptFolders& folders) {
  const std::string name = reader.text();
  if (name.empty()) return {};
  std::optional<PipelineFiles> files = folders.folder(name);
  if (!files) {
    reader.error("script.no_folder",
                 "there is no folder \"" + one_line(name, 60) + "\" beside the answer",
                 "Put the files to install there, or write them here as an object.");
  }
  return std::move(files).value_or(PipelineFiles{});
}

PipelineFiles read_install(JsonReader reader, const ScriptFolders& folders) {
  if (reader.present() && reader.json()->if_string() != nullptr) {
    return read_folder(reader, folders);
  }
  PipelineFiles files;
  for (auto& [path, text] : reader.members()) files[path] = text.text_or_empty();
  return files;
}

Move read_move(JsonReader reader, const ScriptFolders& folders, TimeUs from, TimeUs until) {
  Move move{.at = read_at(reader.member("at"), from, until), .what = {}};
  if (auto install = reader.optional_member("install")) {
    move.what = read_install(*install, folders);
  } else {
    move.what = reader.member("command").text();
  }
  reader.no_other_keys();
  return move;
}

std::string installed_text(const PipelineFiles& files) {
  std::vector<std::string> paths;
  for (const auto& [path, text] : files) paths.push_back(path);
  return "in force from now on: " + joined(paths, ", ");
}

}  // namespace

Script read_script(JsonReader reader, const ScriptFolders& folders, TimeUs from, TimeUs until) {
  Script script;
  for (JsonReader& element : reader.elements()) {
    if (script.size() == kMovesMax) {
      element.error("script.too_long",
                    "a script has at most " + std::to_string(kMovesMax) + " moves",
                    "Start the night anew, and do less in it.");
      break;
    }
    Move move = read_move(element, folders, from, until);
    if (!script.empty() && move.at < script.back().at) {
      element.error("script.order", "this move stands after a later one",
                    "Put the moves in the order of time.");
    }
    script.push_back(std::move(move));
  }
  return script;
}

Moved make_move(Night& night, const Move& move) {
  Moved moved{.at = move.at, .answer = {}, .errors = {}};
  if (const auto* files = std::get_if<PipelineFiles>(&move.what)) {
    if (auto installed = night.install(*files); !installed) {
      moved.errors = std::move(installed).error();
    } else {
      moved.answer = installed_text(*files);
    }
    return moved;
  }
  auto answer = night.act(std::get<std::string>(move.what));
  if (answer) {
    moved.answer = *std::move(answer);
  } else {
    moved.errors = std::move(answer).error();
  }
  return moved;
}

std::vector<Moved> play(Night& night, const Script& script, TimeUs until) {
  std::vector<Moved> moves;
  for (const Move& move : script) {
    if (move.at > until) break;
    night.advance_to(move.at);
    moves.push_back(make_move(night, move));
  }
  night.advance_to(until);
  return moves;
}

}  // namespace nightshift
