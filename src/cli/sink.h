/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sink.h - where bytes for people and programs go: a standard stream, or a buffer of a test. */
#ifndef CLI_SINK_H
#define CLI_SINK_H

#include "base/str.h"

struct sink {
    bool (*write)(struct sink *s, struct str bytes); /* false: it could not be written */
    void *ctx;
    bool tty; /* a person is looking: progress may be drawn */
    bool failed;
};

struct sink sink_stdout(void);
struct sink sink_stderr(void);
struct sink sink_buf(struct buf *b);

/* After the first failure the rest is dropped; sink->failed says so. */
void sink_put(struct sink *s, struct str bytes);

/*
 * Append text so that a terminal only shows it: control characters, direction overrides and
 * malformed bytes become U+FFFD, a tab becomes a space, a line end becomes 'line_end'. The text
 * itself is never changed anywhere else; JSON output has it exactly.
 */
void sink_clean(struct buf *b, struct str text, struct str line_end);

#endif
