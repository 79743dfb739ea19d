// Pack files in, a typed pack or all that is wrong with it out.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/lesson/files.h"
#include "engine/lesson/pack.h"

namespace nightshift {

// A setting that a check of some kind may have, beside the keys that every check has.
struct SettingKind {
  std::string name;
  // kFlag: true or false, kept as 1 or 0. kRewordings: [{"before": "a", "after": "b"}]
  enum class Type { kDuration, kInteger, kFlag, kText, kRewordings } type = Type::kInteger;
  bool required = false;
};

// A kind of check as the grader offers it: packs may use no other.
struct CheckKind {
  std::string name;
  std::string title;      // default title
  std::string step_kind;  // "query", "quiz", "night" or "point"
  std::vector<SettingKind> settings;
  // What a check of this kind needs where the author does not say: the first of these kinds that
  // the step has. Empty: the check before it.
  std::vector<std::string> needs_kinds;
  // It runs the answer on data of its own: it stands last in its step, and wants rules of
  // comparison under which that can be done.
  bool makes_data = false;
};

// Reads and validates a whole pack. Every error is the author's and names file, JSON pointer,
// problem and remedy. The list is never empty on failure; errors come in the order of files. With
// build.json among the files this is a learner's build: it must hold no solution and no mistakes.
ResultOrErrors<LessonPack> read_pack(const FileSet& files,
                                     const std::vector<CheckKind>& check_kinds);

// The digest over the author's files that a learner's build carries along.
std::string source_digest(const FileSet& files);

}  // namespace nightshift
