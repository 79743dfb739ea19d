#include "engine/sqlite/quiet_vfs.h"

#include <algorithm>
#include <cstring>

#include <sqlite3.h>

#include "engine/base/check.h"
#include "engine/base/random.h"

namespace nightshift {

// The VFS and what it needs to know, in one place that never moves: SQLite keeps pointers to `vfs`.
struct QuietVfs::State {
  std::int64_t now_unix_us = 0;
  std::uint64_t seed = 0;
  sqlite3_vfs vfs{};

  static void fill(State* state);
};

namespace {

constexpr std::int64_t kJulianMillisecondsAtUnixEpoch = 210'866'760'000'000;
constexpr int kPathBytesMax = 256;

// Databases and temporary tables live in memory and never come here: whoever does wants a file.
int refuse_open(sqlite3_vfs*, sqlite3_filename, sqlite3_file* file, int, int*) {
  file->pMethods = nullptr;
  return SQLITE_CANTOPEN;
}

int refuse_delete(sqlite3_vfs*, const char*, int) { return SQLITE_IOERR_DELETE; }

int nothing_exists(sqlite3_vfs*, const char*, int, int* exists) {
  *exists = 0;
  return SQLITE_OK;
}

int same_pathname(sqlite3_vfs*, const char* name, int size, char* out) {
  const std::size_t length = std::strlen(name);
  if (length >= static_cast<std::size_t>(size)) return SQLITE_CANTOPEN;
  std::copy_n(name, length + 1, out);
  return SQLITE_OK;
}

int no_sleep(sqlite3_vfs*, int) { return 0; }

int no_last_error(sqlite3_vfs*, int, char*) { return 0; }

}  // namespace

void QuietVfs::State::fill(State* state) {
  state->vfs.iVersion = 2;
  state->vfs.szOsFile = static_cast<int>(sizeof(sqlite3_file));
  state->vfs.mxPathname = kPathBytesMax;
  state->vfs.zName = "quiet";
  state->vfs.pAppData = state;
  state->vfs.xOpen = refuse_open;
  state->vfs.xDelete = refuse_delete;
  state->vfs.xAccess = nothing_exists;
  state->vfs.xFullPathname = same_pathname;
  state->vfs.xSleep = no_sleep;
  state->vfs.xGetLastError = no_last_error;
  state->vfs.xRandomness = [](sqlite3_vfs* self, int size, char* out) {
    RandomStream stream(static_cast<const State*>(self->pAppData)->seed, "sqlite.random");
    std::uint64_t word = 0;
    for (int i = 0; i < size; ++i) {
      if (i % 8 == 0) word = stream.next();
      out[i] = static_cast<char>(word & 0xffU);
      word >>= 8U;
    }
    return size;
  };
  state->vfs.xCurrentTimeInt64 = [](sqlite3_vfs* self, sqlite3_int64* milliseconds) {
    const std::int64_t now = static_cast<const State*>(self->pAppData)->now_unix_us / 1000;
    *milliseconds = now + kJulianMillisecondsAtUnixEpoch;
    return SQLITE_OK;
  };
  state->vfs.xCurrentTime = [](sqlite3_vfs* self, double* days) {
    sqlite3_int64 milliseconds = 0;
    self->xCurrentTimeInt64(self, &milliseconds);
    *days = static_cast<double>(milliseconds) / 86'400'000.0;
    return SQLITE_OK;
  };
}

QuietVfs::QuietVfs(std::int64_t now_unix_us, std::uint64_t seed)
    : state_(std::make_unique<State>()) {
  state_->now_unix_us = now_unix_us;
  state_->seed = seed;
  State::fill(state_.get());
  // Built with SQLITE_OMIT_AUTOINIT: nobody else starts SQLite. A second call does nothing.
  NIGHTSHIFT_CHECK(sqlite3_initialize() == SQLITE_OK);
  restart_chance();
}

QuietVfs::~QuietVfs() { sqlite3_vfs_unregister(&state_->vfs); }

void QuietVfs::restart_chance() {
  constexpr int kAsDefault = 1;
  NIGHTSHIFT_CHECK(sqlite3_vfs_register(&state_->vfs, kAsDefault) == SQLITE_OK);
  sqlite3_randomness(0, nullptr);
}

std::int64_t QuietVfs::now_unix_us() const { return state_->now_unix_us; }

void QuietVfs::set_now(std::int64_t now_unix_us) { state_->now_unix_us = now_unix_us; }

namespace {

// SQLite's in-memory file system wants a VFS below it that outlives every connection.
int register_base_vfs() {
  struct Base {
    sqlite3_vfs vfs{};
  };
  static Base base;
  base.vfs.iVersion = 1;
  base.vfs.szOsFile = static_cast<int>(sizeof(sqlite3_file));
  base.vfs.mxPathname = kPathBytesMax;
  base.vfs.zName = "quiet-base";
  base.vfs.xOpen = refuse_open;
  base.vfs.xDelete = refuse_delete;
  base.vfs.xAccess = nothing_exists;
  base.vfs.xFullPathname = same_pathname;
  base.vfs.xSleep = no_sleep;
  base.vfs.xGetLastError = no_last_error;
  base.vfs.xRandomness = [](sqlite3_vfs*, int size, char* out) {
    std::fill_n(out, size, '\0');
    return size;
  };
  base.vfs.xCurrentTime = [](sqlite3_vfs*, double* days) {
    *days = 2440587.5;  // 1970-01-01
    return SQLITE_OK;
  };
  constexpr int kAsDefault = 1;
  return sqlite3_vfs_register(&base.vfs, kAsDefault);
}

}  // namespace
}  // namespace nightshift

extern "C" int sqlite3_os_init() { return nightshift::register_base_vfs(); }
extern "C" int sqlite3_os_end() { return SQLITE_OK; }
