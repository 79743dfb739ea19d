// The world as SQLite sees it: no files, a clock that stands still, and chance that comes from a
// seed.
//
// SQLite is built without an operating system (SQLITE_OS_OTHER). sqlite3_os_init, defined here,
// registers a VFS at the epoch with seed 0; every connection brings one of its own.
#pragma once

#include <cstdint>
#include <memory>

namespace nightshift {

class QuietVfs {
 public:
  // Registers a VFS whose time is `now_unix_us` (microseconds since 1970-01-01T00:00:00Z; SQLite
  // sees milliseconds).
  QuietVfs(std::int64_t now_unix_us, std::uint64_t seed);
  ~QuietVfs();
  QuietVfs(const QuietVfs&) = delete;
  QuietVfs& operator=(const QuietVfs&) = delete;

  // Makes this the VFS that new connections open with and that random() draws from, and starts
  // random() anew: the same numbers after every call. SQLite has one generator in the process, so
  // call this before each run.
  void restart_chance();

  std::int64_t now_unix_us() const;
  void set_now(std::int64_t now_unix_us);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace nightshift
