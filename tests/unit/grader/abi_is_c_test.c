/* The door is C: this file is compiled as C and goes through it. */
#include <stdio.h>
#include <string.h>

#include "grader/abi/nightshift.h"

static int failures = 0;

static void expect(int condition, const char* what) {
  if (condition) return;
  printf("FAILED: %s\n", what);
  ++failures;
}

static int reply_holds(const nightshift_core* core, const char* text) {
  static char reply[4096];
  size_t size = nightshift_reply_size(core);
  if (size >= sizeof reply) size = sizeof reply - 1;
  memcpy(reply, nightshift_reply(core), size);
  reply[size] = '\0';
  return strstr(reply, text) != NULL;
}

static void call(nightshift_core* core, const char* request) {
  nightshift_call(core, (const uint8_t*)request, strlen(request), NULL, 0);
}

int main(void) {
  nightshift_core* core = nightshift_create();
  expect(nightshift_reply_size(core) == 0, "no reply before the first call");
  call(core, "{\"kind\": \"engine.describe\"}");
  expect(reply_holds(core, "\"ok\":true"), "the engine describes itself");
  expect(nightshift_attachment_size(core) == 0, "without an attachment");
  call(core, "nonsense");
  expect(reply_holds(core, "json.syntax"), "nonsense gets a reply");
  nightshift_call(core, NULL, 0, NULL, 0);
  expect(reply_holds(core, "json.syntax"), "so does nothing");
  void* memory = nightshift_alloc(0);
  expect(memory != NULL, "there is memory of no size");
  nightshift_free(memory);
  expect(nightshift_last_words()[0] == '\0', "all is well");
  nightshift_destroy(core);
  printf("%d failures\n", failures);
  return failures == 0 ? 0 : 1;
}
