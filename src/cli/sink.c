/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sink.h"

#include <stdio.h>

#include "base/utf8.h"
#include "sys/term.h"

static bool write_stream(struct sink *s, struct str bytes)
{
    return fwrite(bytes.p, 1, (size_t)bytes.n, s->ctx) == (size_t)bytes.n && fflush(s->ctx) == 0;
}

struct sink sink_stdout(void)
{
    return (struct sink){.write = write_stream, .ctx = stdout, .tty = term_is_tty(1)};
}

struct sink sink_stderr(void)
{
    return (struct sink){.write = write_stream, .ctx = stderr, .tty = term_is_tty(2)};
}

static bool write_buf(struct sink *s, struct str bytes)
{
    struct buf *b = s->ctx;
    buf_add(b, bytes);
    return !b->full;
}

struct sink sink_buf(struct buf *b)
{
    return (struct sink){.write = write_buf, .ctx = b};
}

void sink_put(struct sink *s, struct str bytes)
{
    if (bytes.n && !s->failed)
        s->failed = !s->write(s, bytes);
}

static bool is_harmful(int32_t cp)
{
    return cp < 0x20 || (cp >= 0x7f && cp < 0xa0)            /* UTF8_BAD, C0, DEL, C1 */
           || (cp >= 0x202a && cp <= 0x202e)                 /* embeddings and overrides */
           || (cp >= 0x2066 && cp <= 0x2069)                 /* isolates */
           || cp == 0xfeff || (cp >= 0xfff9 && cp <= 0xfffb) /* invisible marks */
           || (cp >= 0xe0000 && cp <= 0xe007f);              /* tags */
}

void sink_clean(struct buf *b, struct str text, struct str line_end)
{
    for (isize i = 0; i < text.n;) {
        isize from = i;
        int32_t cp = utf8_next(text, &i);
        if (cp == '\r' && i < text.n && text.p[i] == '\n')
            continue;
        if (cp == '\n' || cp == 0x2028 || cp == 0x2029)
            buf_add(b, line_end);
        else if (cp == '\t')
            buf_add_c(b, ' ');
        else if (is_harmful(cp))
            buf_add(b, S("\xef\xbf\xbd"));
        else
            buf_add(b, str_part(text, from, i));
    }
}
