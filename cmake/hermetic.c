// Closes the wasm module: everything that Emscripten's C library would ask of a host is answered
// here, so that the module has no import at all. It cannot know the time, draw chance, open a file
// or print, whatever code is linked into it, and a test lists its imports to prove it.
//
// The names are those of the WASI system interface, as Emscripten's C library calls them. They are
// declared here and not by <wasi/api.h>, because there they are marked as imports.

#include <stddef.h>
#include <stdint.h>

// WASI's numbers for "function not supported" and "bad file descriptor".
enum { kNoSystem = 52, kBadDescriptor = 8 };

// The end of the process is a trap; the host may still ask for nightshift_last_words().
_Noreturn void __wasi_proc_exit(uint32_t code);
_Noreturn void __wasi_proc_exit(uint32_t code) {
  (void)code;
  __builtin_trap();
}

// The host looks at the memory anew after every call, so it needs no notice.
void emscripten_notify_memory_growth(size_t memory_index);
void emscripten_notify_memory_growth(size_t memory_index) { (void)memory_index; }

// There are no environment variables.
uint16_t __wasi_environ_sizes_get(size_t* count, size_t* bytes);
uint16_t __wasi_environ_sizes_get(size_t* count, size_t* bytes) {
  *count = 0;
  *bytes = 0;
  return 0;
}

uint16_t __wasi_environ_get(uint8_t** environ, uint8_t* bytes);
uint16_t __wasi_environ_get(uint8_t** environ, uint8_t* bytes) {
  (void)environ;
  (void)bytes;
  return 0;
}

// There are no files, not even the standard streams.
uint16_t __wasi_fd_close(uint32_t file);
uint16_t __wasi_fd_close(uint32_t file) {
  (void)file;
  return kBadDescriptor;
}

uint16_t __wasi_fd_read(uint32_t file, const void* parts, size_t parts_count, size_t* bytes_read);
uint16_t __wasi_fd_read(uint32_t file, const void* parts, size_t parts_count, size_t* bytes_read) {
  (void)file;
  (void)parts;
  (void)parts_count;
  *bytes_read = 0;
  return kBadDescriptor;
}

uint16_t __wasi_fd_write(uint32_t file, const void* parts, size_t parts_count,
                         size_t* bytes_written);
uint16_t __wasi_fd_write(uint32_t file, const void* parts, size_t parts_count,
                         size_t* bytes_written) {
  (void)file;
  (void)parts;
  (void)parts_count;
  *bytes_written = 0;
  return kBadDescriptor;
}

uint16_t __wasi_fd_seek(uint32_t file, int64_t offset, uint8_t whence, int64_t* position);
uint16_t __wasi_fd_seek(uint32_t file, int64_t offset, uint8_t whence, int64_t* position) {
  (void)file;
  (void)offset;
  (void)whence;
  *position = 0;
  return kBadDescriptor;
}

// There is no clock: whoever asks for the time made a mistake, and gets no answer to build on.
uint16_t __wasi_clock_time_get(uint32_t clock, uint64_t precision, uint64_t* time);
uint16_t __wasi_clock_time_get(uint32_t clock, uint64_t precision, uint64_t* time) {
  (void)clock;
  (void)precision;
  *time = 0;
  return kNoSystem;
}
