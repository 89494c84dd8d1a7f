/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * member_keys.h - several people's keys to one case file.
 *
 * Each member has a passphrase, an identity and, on each machine, a device of their own; the data
 * key is the same for all. Whom the key file lets in is changed in the transaction that says so in
 * the journal, so two programs cannot undo each other's change. A kill between the two leaves a key
 * that nobody introduced, which the next change drops, or a member without a key.
 *
 * Who is a member, in which role and cleared for what, is record/member.h.
 */
#ifndef VAULT_MEMBER_KEYS_H
#define VAULT_MEMBER_KEYS_H

#include "vault/journal.h"

/* Who began the case file: the first administrator. */
MUST_CHECK bool vault_founder(struct id *out, struct db *db, struct err *err);

struct member_new {
    const struct secret *passphrase;
    struct kdf_cost cost;
    struct str name;         /* may be "" */
    const struct stmt *said; /* what else is said; the subjects are set by this */
    isize n;                 /* at most MEMBER_SAID_MAX */
    const struct id *keep;   /* the members that there are: others lose their keys */
    isize keep_n;
};
enum { MEMBER_SAID_MAX = 8 };
/* E_CONFLICT if somebody has this passphrase already, E_LIMIT if there are MEMBERS_MAX. The entry
 * carries the public key alone; the name is a statement, which can be erased. */
MUST_CHECK bool vault_member_add(struct id *out, struct vault *v, const struct member_new *m,
                                 struct err *err);
/* Write what is said, and take away the keys of all but these members. */
MUST_CHECK bool vault_members_keep(struct vault *v, const struct stmt *said, isize n,
                                   const struct id *keep, isize keep_n, struct err *err);

struct device_heads { /* a member's devices, each with its newest entry */
    struct head *at;
    isize n, cap;
};
/* A device's record, for what is said about it: the first half of its key. */
struct id device_record(const struct device_key *device);
MUST_CHECK bool vault_member_devices(struct device_heads *out, struct db *db,
                                     const struct id *member, struct arena *a, struct err *err);

/* ---- several at once in one program: a server */

/* One member's keys, found on the open case file of another. */
struct vault_seat {
    struct id member;
    struct secret identity;
    struct sign_key device; /* valid if device_known */
    bool device_known;
};
MUST_CHECK bool vault_seat_open(struct vault_seat *out, const struct vault *v,
                                const struct id *member, const struct secret *identity,
                                struct err *err);
void vault_seat_drop(struct vault_seat *s);
/* From now on what *v writes is this member's; *v came from vault_share(), the seat outlives it. */
void vault_sit(struct vault *v, const struct vault_seat *s);
/* ... and back: what a vault knows of its device, found or made meanwhile. */
void vault_seat_learn(struct vault_seat *s, const struct vault *v);

#endif
