// A place for what somebody above prepares once and wants to find again.
#pragma once

namespace nightshift {

class Kept {
 public:
  Kept() = default;
  virtual ~Kept() = default;
  Kept(const Kept&) = delete;
  Kept& operator=(const Kept&) = delete;
};

}  // namespace nightshift
