/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading any bytes: no crash, spans inside the text, JSON that closes. */
#include "base/utf8.h"
#include "read/reading.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Made once: parsing the tables takes longer than reading, and so does a new arena. */
static const struct reader *reader;
static struct arena *own;

int LLVMFuzzerInitialize(UNUSED int *argc, UNUSED char ***argv)
{
    reader = reader_new(arena_new(ARENA_LARGE));
    own = arena_new(ARENA_LARGE);
    return 0;
}

static void from_check(const struct read_from *f, struct str text)
{
    ASSERT(f->span.start >= 0 && f->span.start <= f->span.end && f->span.end <= text.n);
    ASSERT(f->score >= 0 && f->score <= 1000);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { FUZZ_MAX = 1 << 16, OUT_MAX = 1 << 26 };
    struct str text = {(const char *)data, (isize)size};
    if (text.n > FUZZ_MAX)
        return 0;
    arena_clear(own);
    struct reading r = {0};
    struct err err = {0};
    bool ok = reading_make_with(&r, reader, text, own, &err);
    ASSERT(ok == utf8_is_valid(text));
    for (isize i = 0; i < r.asks.n; i++)
        from_check(&r.asks.at[i].from, text);
    for (isize i = 0; i < r.persons.n; i++)
        from_check(&r.persons.at[i].from, text);
    for (isize i = 0; i < r.places.n; i++)
        from_check(&r.places.at[i].from, text);
    if (ok) {
        struct buf b = buf_in(own, OUT_MAX);
        struct json j = json_to(&b);
        reading_write_json(&j, &r, text);
        ASSERT(j.depth == 0 && !b.full);
    }
    return 0;
}
