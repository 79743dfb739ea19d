// What stands behind the door: areas of files, at most one open pack, and a handler per kind of
// request.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/json/json.h"
#include "engine/session/session.h"

namespace nightshift {

class Core {
 public:
  // Handles one request and leaves reply() and attachment().
  void call(std::string_view request, std::string_view attachment);

  const std::string& reply() const { return reply_; }
  const std::string& attachment() const { return attachment_; }

  // The rest is for the handlers in requests.cc.

  FileSet pack_files;
  Attempt attempt;
  std::optional<Session> session;

  void attach(std::string bytes) { attachment_ = std::move(bytes); }

 private:
  void answer(std::string_view kind, const ResultOrErrors<Json>& result);

  std::string reply_;
  std::string attachment_;
};

}  // namespace nightshift
