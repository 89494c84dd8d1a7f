/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * entry.h - a signed entry of the journal: docs/formats/journal.md section 3.
 *
 * An entry holds no text, only numbers, hashes and keys. entry_parse and entry_write invert each
 * other byte for byte; lists are borrowed from, or allocated in, the caller's arena.
 */
#ifndef VAULT_ENTRY_H
#define VAULT_ENTRY_H

#include "vault/stmt.h"

enum entry_kind {
    ENTRY_BEGIN = 1,
    ENTRY_DEVICE,
    ENTRY_MEMBER,
    ENTRY_RECORD,
    ENTRY_ADD,
    ENTRY_ACCEPT,
    ENTRY_LABEL,
    ENTRY_CHANGE,
    ENTRY_IMPORT,
    ENTRY_ERASE,
    ENTRY_POLICY,
    ENTRY_PACK,
    ENTRY_LETTER,
    ENTRY_CUSTODY,
    ENTRY__COUNT
};
/* "begin", "device", ... or "?" for a kind we do not know. */
struct str entry_kind_name(int64_t kind);

struct device_key {
    uint8_t b[KEY_N];
};
struct head { /* the newest entry of a device */
    struct device_key device;
    int64_t seq;
    struct hash entry;
};
struct batch {
    bool some;
    struct id id;
    int64_t part;
    bool closed;
};
enum { HEADS_MAX = 4096, ENTRY_MAX = 1 << 20 };

struct entry {
    bool has_workspace;
    struct hash workspace;
    struct device_key device;
    struct id member;
    int64_t seq;
    bool has_prev;
    struct hash prev;
    int64_t depth;
    int64_t time;
    int64_t kind;
    struct batch batch;
    const struct hash *digests;
    isize digest_n;
    const struct head *heads;
    isize head_n;
};

/* The bytes that are signed and hashed. */
void entry_write(struct buf *b, const struct entry *e);
MUST_CHECK bool entry_parse(struct entry *out, struct str bytes, struct arena *a, struct err *err);
struct hash entry_id(struct str bytes);

/* What a member signs to certify a device: "cairn.device.v1" 0 || member || device. */
struct str device_certificate_text(const struct id *member, const struct device_key *device,
                                   struct arena *a);

#endif
