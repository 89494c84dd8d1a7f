/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * box.h - vaults for tests of record: each a folder with a state folder and a fake system.
 *
 * box_make() begins a workspace; box_copy() makes another device of it, as if the folder had been
 * carried to another machine; box_member() another member's. A box is opened with its keys, so that
 * no test pays for Argon2 more than once.
 */
#ifndef TESTS_RECORD_BOX_H
#define TESTS_RECORD_BOX_H

#include "record/workspace.h"
#include "sys/fake.h"
#include "test.h"
#include "vault/journal.h"
#include "vault/verify.h"

struct box {
    struct sys_fake fake;
    const char *name;
    struct str path, state;
    uint8_t data[KEY_N], identity[KEY_N];
    uint8_t shares[SHARES * SHARE_N]; /* of box_make() */
    struct id member;
    const struct schema *schema;
    struct vault *v;
    struct workspace w; /* after box_workspace() */
};

/* A new vault in t->dir, closed. The same seed makes the same keys and ids. */
void box_make(struct box *b, struct test *t, const char *name, uint64_t seed);
/* Another device of it: the folder as it is now (from must be closed), a state folder of its own.
 */
void box_copy(struct box *b, struct test *t, const struct box *from, const char *name,
              uint64_t seed);
/* Another member's keys, who must be said in the journal (box_introduce) before the member writes.
 */
void box_member(struct box *b, uint8_t mark);
void box_introduce(struct box *b, const struct box *fresh);
void box_open(struct box *b, struct test *t);
void box_close(struct box *b);
/* b->w, for restricted, open or secret eyes. */
void box_workspace(struct box *b, struct test *t);
struct reader box_reader(const struct box *b, enum sensitivity clearance);

/* Findings of verify with rebuild, printed; 0 is sound. */
isize box_findings(struct box *b, struct test *t);
/* All lines of all views. */
struct str box_dump(struct box *b, struct arena *a);

/* A record of one statement, written at once. */
struct id box_new(struct box *b, int type, struct stmt s);
/* One statement written at once; its number. */
int64_t box_say(struct box *b, enum entry_kind kind, struct stmt s);
struct ref box_ref(const struct box *b, int64_t no);
int64_t box_last_row(const struct box *b);

/* ---- an entry on its way to another device, with its bodies */
struct body {
    uint8_t salt[SALT_N];
    struct str bytes; /* empty if it was not there */
    bool held;        /* by a test: given to nobody */
};
struct parcel {
    struct str bytes;
    uint8_t sig[SIGNATURE_N];
    struct hash id;
    struct entry e;
    struct body *bodies; /* e.digest_n */
    int device;          /* set by a test */
};
void parcel_take(struct parcel *out, const struct box *b, int64_t row, struct arena *a);
MUST_CHECK bool parcel_accept(struct box *b, const struct parcel *p, struct err *err);
MUST_CHECK bool parcel_learn(struct box *b, const struct parcel *p, isize i, struct err *err);
/* Entry and bodies of the newest row of one, to the other. */
void parcel_send(struct box *to, const struct box *from, struct test *t);

#endif
