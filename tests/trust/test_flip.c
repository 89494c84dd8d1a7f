/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A flipped bit anywhere: a clear "damaged", or the right data; never wrong data, never a crash.
 * FULL=1 tries every byte of the key file and the first two pages and 2,000 others of each file;
 * else a seeded tenth. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../unit/record/box.h"
#include "sys/file.h"
#include "vault/blob.h"

enum { PAGE = 4096, OTHERS = 2000, SHARE = 10, NOTES = 40 };

static bool full(void)
{
    const char *v = getenv("FULL");
    return v && *v == '1';
}

static struct value file_of(struct box *b)
{
    struct value file;
    CHECK_OK(blob_add(&file, b->v, S("the scan of a letter, invented"), S("text/plain"), &err));
    struct stmt s =
        STMT(.subject = ref_record(b->member), .property = S("core:file"), .value = file);
    box_say(b, ENTRY_ADD, s);
    return file;
}

static void fill(struct box *b, struct test *t)
{
    box_open(b, t);
    for (int i = 0; i < NOTES; i++)
        box_say(b, ENTRY_RECORD,
                STMT(.subject = ref_record(b->member), .property = S("core:note"),
                     .value = value_text(str_format(t->a, "note %d of the flip test", i))));
}

struct trial {
    struct box *b;
    struct str path;  /* of the file that is damaged */
    struct str bytes; /* as it should be */
    struct str want;  /* the dump of the sound vault */
    int64_t tried, told;
    int seen; /* in this trial it was said that something is wrong */
};

static bool is_damage(enum err_code code)
{
    return code == E_CORRUPT || code == E_NOVAULT || code == E_NEWER || code == E_DENIED ||
           code == E_IO || code == E_LIMIT;
}

/* Open and read all. True: the data is right, or it was said that it is not. */
static bool is_honest(struct trial *x, struct test *t)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct box *b = x->b;
    struct err err = {0};
    struct verify_report r = {0};
    AUTO(key_pair_drop)
    struct key_pair pair = {secret_from(b->data, KEY_N), secret_from(b->identity, KEY_N)};
    AUTO(vault_close) struct vault *v = NULL;
    struct vault_options o = {
        .sys = &b->fake.sys, .path = b->path, .views = workspace_views(b->schema, a)};
    (void)t;
    if (!vault_open_keys(&v, &o, &pair, b->member, a, &err) ||
        !vault_verify(&r, v, (struct verify_options){0}, a, &err)) {
        x->seen++;
        if (!is_damage(err.code))
            printf("# %s: %s\n", err_meaning(err.code)->name, err.msg);
        fflush(stdout);
        return is_damage(err.code);
    }
    if (r.findings.n || v->lost.n) {
        x->seen++;
        return true;
    }
    struct box same = *b;
    same.v = v;
    bool right = str_eq(box_dump(&same, a), x->want);
    if (!right)
        printf("# not told, and other data\n");
    fflush(stdout);
    return right;
}

static void put_bytes(struct str path, struct str bytes, struct arena *a)
{
    FILE *f = fopen(str_to_c(a, path), "wb");
    CHECK(f && fwrite(bytes.p, 1, (size_t)bytes.n, f) == (size_t)bytes.n);
    CHECK(fclose(f) == 0);
}

/* In a child, so that a crash is a failure and not the end, and no state is carried on. */
static int open_in_child(struct trial *x, struct test *t)
{
    int status;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0)
        _exit(is_honest(x, t) ? (x->seen ? 1 : 0) : 2);
    CHECK(waitpid(child, &status, 0) == child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void flip_at(struct trial *x, struct test *t, isize at)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(t->a);
    char *p = NEWN(tmp.arena, char, x->bytes.n);
    memcpy(p, x->bytes.p, (size_t)x->bytes.n);
    p[at] ^= (char)(1 << test_random(t, 8));
    put_bytes(x->path, (struct str){p, x->bytes.n}, tmp.arena);
    x->seen = 0;
    int status = open_in_child(x, t);
    x->tried++;
    if (status != 0 && status != 1)
        test_fail(__FILE__, __LINE__, "byte %td of %.*s: status %d", at, FS(x->path), status);
    x->told += status;
}

/* What an opening writes besides (a fresh -shm, an emptied log) must not reach the next trial. */
static const char *const store_files[] = {"journal.db", "journal.db-wal", "journal.db-shm", "keys"};
struct kept {
    bool there[COUNTOF(store_files)];
    struct str bytes[COUNTOF(store_files)];
};

static struct str store_path(const struct box *b, isize i, struct arena *a)
{
    return str_format(a, "%.*s/%s", FS(b->path), store_files[i]);
}

static void keep(struct kept *k, struct box *b, struct test *t)
{
    for (isize i = 0; i < COUNTOF(store_files); i++) {
        struct file_info info;
        struct str path = store_path(b, i, t->a);
        CHECK_OK(file_stat(&info, sys_real(), path, &err));
        k->there[i] = info.kind == FILE_PLAIN;
        if (k->there[i])
            CHECK_OK(file_read(&k->bytes[i], sys_real(), path, 1 << 26, t->a, &err));
    }
}

static void put_back(const struct kept *k, struct box *b, struct test *t)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(t->a);
    for (isize i = 0; i < COUNTOF(store_files); i++) {
        struct str path = store_path(b, i, tmp.arena);
        if (k->there[i])
            put_bytes(path, k->bytes[i], tmp.arena);
        else
            (void)unlink(str_to_c(tmp.arena, path));
    }
}

static void flip_file(struct box *b, struct test *t, struct str path, isize all_up_to,
                      struct str want)
{
    struct trial x = {.b = b, .path = path, .want = want};
    CHECK_OK(file_read(&x.bytes, &b->fake.sys, path, 1 << 26, t->a, &err));
    isize first = all_up_to < x.bytes.n ? all_up_to : x.bytes.n;
    struct kept kept = {0};
    keep(&kept, b, t);
    CHECK_INT(open_in_child(&x, t), 0); /* nothing is said of a sound vault */
    put_back(&kept, b, t);
    for (isize i = 0; i < first; i++) {
        if (!full() && test_random(t, SHARE))
            continue;
        flip_at(&x, t, i);
        put_bytes(path, x.bytes, t->a);
        put_back(&kept, b, t);
    }
    isize others = x.bytes.n > first ? (full() ? OTHERS : OTHERS / SHARE) : 0;
    for (isize i = 0; i < others; i++) {
        flip_at(&x, t, first + (isize)test_random(t, (uint64_t)(x.bytes.n - first)));
        put_bytes(path, x.bytes, t->a);
        put_back(&kept, b, t);
    }
    printf("# %.*s: %" PRId64 " bytes flipped, %" PRId64 " times it was said\n", FS(path), x.tried,
           x.told);
    CHECK(x.told > x.tried / 2);
}

TEST(a_flipped_bit_of_a_vault_is_told_or_harms_nothing)
{
    struct box b;
    box_make(&b, t, "flip", 9);
    fill(&b, t);
    struct value file = file_of(&b);
    struct str blob = blob_path(b.v, &file, t->a);
    struct str want = box_dump(&b, t->a);
    box_close(&b);
    flip_file(&b, t, str_format(t->a, "%.*s/keys", FS(b.path)), 1 << 20, want);
    flip_file(&b, t, blob, 1 << 20, want);
    flip_file(&b, t, vault_journal_path(b.path, t->a), (isize)2 * PAGE, want);
}

/* A damaged write-ahead log makes SQLite drop commits without an error: the heads outside tell. */
TEST(commits_that_a_damaged_log_drops_are_named)
{
    struct box b;
    box_make(&b, t, "wal", 10);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        fill(&b, t);
        _exit(0); /* the log is left as a kill would leave it */
    }
    int status;
    CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status) && !WEXITSTATUS(status));
    struct kept kept = {0};
    keep(&kept, &b, t);
    box_open(&b, t);
    struct str want = box_dump(&b, t->a);
    box_close(&b);
    put_back(&kept, &b, t);
    flip_file(&b, t, str_format(t->a, "%.*s/journal.db-wal", FS(b.path)), 0, want);
}
