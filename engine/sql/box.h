// A child of a tree that copies with its parent.
#pragma once

#include <memory>
#include <utility>

namespace nightshift {

// Owns one T, or none; copying copies what it owns, comparing compares it. T may be incomplete
// where a Box of it is a member, so that a type may hold boxes of itself. An empty box must not be
// looked into.
template <typename T>
class Box {
 public:
  Box() = default;
  Box(T value) : value_(std::make_unique<T>(std::move(value))) {}  // NOLINT: a value boxes itself
  Box(const Box& other) : value_(other.value_ ? std::make_unique<T>(*other.value_) : nullptr) {}
  Box(Box&&) noexcept = default;
  // By value: what is assigned may stand inside what goes away.
  Box& operator=(Box other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }
  ~Box() = default;

  explicit operator bool() const { return value_ != nullptr; }
  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  T* operator->() { return value_.get(); }
  const T* operator->() const { return value_.get(); }

  friend bool operator==(const Box& left, const Box& right) {
    if (!left || !right) return !left && !right;
    return *left == *right;
  }

 private:
  std::unique_ptr<T> value_;
};

}  // namespace nightshift
