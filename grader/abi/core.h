// What stands behind the door: areas of files, at most one open pack, and a handler per kind of
// request.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/json/json.h"
#include "engine/kernel/trace.h"
#include "engine/night/playback.h"
#include "engine/session/kept.h"
#include "engine/session/session.h"
#include "grader/nights/evidence.h"

namespace nightshift {

// The night that is looked at, and what was told of it.
struct OpenNight {
  std::string key;  // the lesson, and the scenario where it is not the lesson's
  Playback playback;
  Trace told;
};

class Core {
 public:
  // Handles one request and leaves reply() and attachment().
  void call(std::string_view request, std::string_view attachment);

  const std::string& reply() const { return reply_; }
  const std::string& attachment() const { return attachment_; }

  // The rest is for the handlers of requests.

  FileSet pack_files;
  Attempt attempt;
  std::optional<Session> session;
  std::optional<OpenNight> night;
  // Of the attempt that was prepared or explored last; it reads the open pack.
  std::optional<NightEvidence> evidence;
  std::unique_ptr<Kept> judge;  // of the question that was asked last

  void attach(std::string bytes) { attachment_ = std::move(bytes); }

 private:
  void answer(std::string_view kind, const ResultOrErrors<Json>& result);

  std::string reply_;
  std::string attachment_;
};

}  // namespace nightshift
