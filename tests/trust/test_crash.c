/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Killed at any moment: what was acknowledged is there, the rest is whole or absent, nothing can be
 * read on the disk. */
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../unit/record/box.h"
#include "vault/blob.h"

#define PLANTED "planted-zebra-kwagga"

enum { KILLS = 160, CHECK_EVERY = 20, WAIT_MAX_MS = 30, OPENING_MAX_MS = 5000 };

/* Write entries until killed; after each one that returned, its number goes into the pipe. */
static void write_for_ever(struct box *b, struct test *t, int to, int64_t from)
{
    box_open(b, t);
    for (int64_t n = from;; n++) {
        char words[64];
        int len = snprintf(words, sizeof words, "%s %" PRId64, PLANTED, n);
        struct value file;
        struct err err = {0};
        if (n % 8 == 0 && !blob_add(&file, b->v, (struct str){words, len}, S("text/plain"), &err))
            _exit(2);
        struct stmt s[] = {
            STMT(.subject = ref_record(b->member), .property = S("core:note"),
                 .value = value_text((struct str){words, len})),
            STMT(.subject = ref_record(b->member), .property = S("core:tag"),
                 .value = value_text(S("second of two"))),
        };
        struct draft d = {.kind = ENTRY_RECORD, .stmts = s, .n = 2};
        if (!journal_write(b->v, NULL, &d, 1, &err) || write(to, &n, sizeof n) != sizeof n)
            _exit(3);
    }
}

/* Let a child write, kill it at a random moment, return the last number it acknowledged. */
static int64_t one_kill(struct box *b, struct test *t, int64_t from)
{
    int pipe_of[2];
    int64_t last = from - 1, n;
    CHECK(pipe(pipe_of) == 0);
    fflush(stdout);
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        close(pipe_of[0]);
        write_for_ever(b, t, pipe_of[1], from);
    }
    close(pipe_of[1]);
    /* One in four is killed while opening; the others some time after their first commit. */
    struct pollfd first = {.fd = pipe_of[0], .events = POLLIN};
    if (test_random(t, 4))
        poll(&first, 1, OPENING_MAX_MS);
    usleep((useconds_t)(1000 * (1 + test_random(t, WAIT_MAX_MS))));
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    while (read(pipe_of[0], &n, sizeof n) == sizeof n)
        last = n;
    close(pipe_of[0]);
    return last;
}

SQL(T_NOTES, ROOM_RECORD, "SELECT count(*) FROM stmt WHERE property = 31");
SQL(T_TAGS, ROOM_RECORD, "SELECT count(*) FROM stmt WHERE property = 30");

static int64_t count(struct box *b, const struct sql *q)
{
    int64_t n = -1;
    bool found;
    CHECK_OK(db_int(&n, &found, b->v->db, q, NOVALS, &err));
    return n;
}

static const char *needle_found; /* the file in which the planted word can be read */
static char found_path[4096];

static int look_at(const char *path, const struct stat *st, int type, UNUSED struct FTW *ftw)
{
    if (type != FTW_F || st->st_size == 0)
        return 0;
    FILE *f = fopen(path, "rb");
    char *bytes = malloc((size_t)st->st_size);
    size_t n = f && bytes ? fread(bytes, 1, (size_t)st->st_size, f) : 0;
    if (n && memmem(bytes, n, "zebra-kwagga", 12)) {
        snprintf(found_path, sizeof found_path, "%s", path);
        needle_found = found_path;
    }
    free(bytes);
    if (f)
        fclose(f);
    return 0;
}

TEST(acknowledged_entries_survive_kills_and_nothing_can_be_read)
{
    struct box b;
    int64_t next = 1, kills = 0;
    box_make(&b, t, "crash", 7);
    for (int i = 0; i < KILLS; i++) {
        sys_fake_init(&b.fake, 1700000000 + i, 1000 + (uint64_t)i);
        int64_t last = one_kill(&b, t, next);
        kills += last >= next;
        if (i % CHECK_EVERY == CHECK_EVERY - 1 || i == 0) {
            box_open(&b, t);
            CHECK_INT(b.v->lost.n, 0);
            int64_t notes = count(&b, &T_NOTES);
            CHECK(notes >= last); /* one more may be there: committed, then killed */
            CHECK_INT(count(&b, &T_TAGS), notes);
            CHECK_INT(box_findings(&b, t), 0);
            next = notes + 1;
            box_close(&b);
        } else {
            /* An unacknowledged commit may have used the number: counting goes by what is there. */
            box_open(&b, t);
            next = count(&b, &T_NOTES) + 1;
            CHECK(next > last);
            box_close(&b);
        }
    }
    CHECK(kills > KILLS / 4); /* most were killed while writing, not while opening */
    nftw(t->dir, look_at, 16, FTW_PHYS);
    if (needle_found)
        test_fail(__FILE__, __LINE__, "readable words in %s", needle_found);
}

/* Every call to the system fails once: no half-done entry, nothing lost, the next write works. */
TEST(whatever_call_fails_an_entry_is_whole_or_not_there)
{
    struct box b;
    int64_t notes = 0;
    bool ok = false;
    box_make(&b, t, "faults", 8);
    for (int64_t n = 1; !ok && n < 200; n++) {
        struct err e = {0};
        struct stmt s = STMT(.subject = ref_record(b.member), .property = S("core:note"),
                             .value = value_text(S(PLANTED)));
        struct draft d = {.kind = ENTRY_RECORD, .stmts = &s, .n = 1};
        box_open(&b, t);
        b.fake.calls = 0;
        b.fake.fail_at = n;
        ok = journal_write(b.v, NULL, &d, 1, &e);
        b.fake.fail_at = 0;
        box_close(&b);
        box_open(&b, t);
        int64_t now = count(&b, &T_NOTES);
        CHECK(now == notes + 1 || (!ok && now == notes));
        notes = now;
        CHECK_INT(b.v->lost.n, 0);
        CHECK_INT(box_findings(&b, t), 0);
        box_close(&b);
    }
    CHECK(ok);
}
