/* The only door to the engine and the grader: bytes in, bytes out. The same functions are exported
 * by nightshift.wasm and linked into the command line.
 *
 * Rules of every function:
 *  - A core is used by one thread at a time. Cores share nothing that a request can change.
 *  - A request is one UTF-8 JSON object with a "kind"; docs/protocol.md lists the kinds. An
 * attachment is any bytes.
 *  - nightshift_call() always leaves a reply, also for nonsense. Reply and attachment belong to the
 * core and live until its next call or its end.
 *  - Requests and attachments belong to the caller, who may free them as soon as the call is back.
 *  - A broken invariant of ours ends the process (in wasm: traps); nightshift_last_words() then
 * says which. The core must not be used again.
 *  - In wasm, memory may have grown after any call: look at the buffer anew.
 */
#ifndef NIGHTSHIFT_ABI_NIGHTSHIFT_H
#define NIGHTSHIFT_ABI_NIGHTSHIFT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct nightshift_core nightshift_core;

/* Memory for requests and attachments, for hosts that cannot allocate by themselves. Never NULL for
 * a size that memory can hold; NULL otherwise. */
void* nightshift_alloc(size_t size);
void nightshift_free(void* memory);

/* A core with no files and no pack. */
nightshift_core* nightshift_create(void);
void nightshift_destroy(nightshift_core* core);

/* Handles one request. `attachment` may be NULL when attachment_size is 0. */
void nightshift_call(nightshift_core* core, const uint8_t* request, size_t request_size,
                     const uint8_t* attachment, size_t attachment_size);

/* The latest reply, a JSON object, not NUL-terminated; size 0 before the first call. */
const uint8_t* nightshift_reply(const nightshift_core* core);
size_t nightshift_reply_size(const nightshift_core* core);

/* The bytes that go with the latest reply; size 0 when there are none. */
const uint8_t* nightshift_attachment(const nightshift_core* core);
size_t nightshift_attachment_size(const nightshift_core* core);

/* One line about the broken invariant that ended the process, NUL-terminated; empty while all is
 * well. */
const char* nightshift_last_words(void);

#ifdef __cplusplus
}
#endif

#endif
