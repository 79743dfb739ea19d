// The door from the command line's side: requests out, replies in.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/json/json.h"
#include "grader/abi/nightshift.h"

namespace nightshift::cli {

struct Reply {
  bool ok = false;
  Json json;  // the whole reply
  std::string attachment;

  const Json& result() const { return *json.find("result"); }
  // The errors, for a person, one paragraph each.
  std::string errors_text() const;
  // True when every error is the learner's.
  bool learners_trouble() const;
};

class Door {
 public:
  Door();

  Reply call(const Json& request, std::string_view attachment = {});

 private:
  struct Closer {
    void operator()(nightshift_core* core) const { nightshift_destroy(core); }
  };
  std::unique_ptr<nightshift_core, Closer> core_;
};

}  // namespace nightshift::cli
