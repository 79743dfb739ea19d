// What the fuzzers share: a core behind the door, with a tiny pack on request, and calls that stop
// the fuzzer when the door breaks its word.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "grader/abi/nightshift.h"

namespace nightshift::fuzz {

class Door {
 public:
  Door() : core_(nightshift_create()) {}
  ~Door() { nightshift_destroy(core_); }
  Door(const Door&) = delete;
  Door& operator=(const Door&) = delete;

  // Sends one request. Ends the process when no JSON object is left as a reply. Gives true for
  // "ok": true.
  bool call(std::string_view request, std::string_view attachment = {});

  // Opens a pack of one lesson whose files are sound but for lesson.json, which is `lesson`. The
  // budget is small, so that a fuzzer tries many inputs.
  bool open_pack_with(std::string_view lesson);

  // The same with a sound lesson.
  bool open_pack();

 private:
  nightshift_core* core_;
};

// `text` as a JSON string, quotes included. Bytes that are no UTF-8 stay what they are.
std::string json_text(std::string_view text);

}  // namespace nightshift::fuzz
