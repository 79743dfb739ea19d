#include "grader/abi/nightshift.h"

#include <cstdlib>
#include <string_view>

#include "engine/base/check.h"
#include "grader/abi/core.h"

struct nightshift_core {
  nightshift::Core core;
};

namespace {

const uint8_t* bytes_of(const std::string& text) {
  return reinterpret_cast<const uint8_t*>(text.data());
}

std::string_view view_of(const uint8_t* bytes, size_t size) {
  return size == 0 ? std::string_view()
                   : std::string_view(reinterpret_cast<const char*>(bytes), size);
}

}  // namespace

void* nightshift_alloc(size_t size) { return std::malloc(size == 0 ? 1 : size); }

void nightshift_free(void* memory) { std::free(memory); }

nightshift_core* nightshift_create(void) { return new nightshift_core(); }

void nightshift_destroy(nightshift_core* core) { delete core; }

void nightshift_call(nightshift_core* core, const uint8_t* request, size_t request_size,
                     const uint8_t* attachment, size_t attachment_size) {
  NIGHTSHIFT_CHECK(core != nullptr);
  core->core.call(view_of(request, request_size), view_of(attachment, attachment_size));
}

const uint8_t* nightshift_reply(const nightshift_core* core) {
  return bytes_of(core->core.reply());
}

size_t nightshift_reply_size(const nightshift_core* core) { return core->core.reply().size(); }

const uint8_t* nightshift_attachment(const nightshift_core* core) {
  return bytes_of(core->core.attachment());
}

size_t nightshift_attachment_size(const nightshift_core* core) {
  return core->core.attachment().size();
}

const char* nightshift_last_words(void) { return nightshift::last_words(); }
