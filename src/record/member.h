/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * member.h - the people who may open a case file: in which role, cleared for what.
 *
 * The one who began it is the administrator, is cleared for all, and alone brings others in and
 * takes them out: only what that member says, in entries of kind 3, counts here, whatever others
 * write about members (docs/formats/journal.md, "Who is believed"). A later statement replaces an
 * earlier one; it cannot be retracted. So the one who began cannot be removed either: nobody could
 * ever bring in another.
 *
 * Clearance is kept by this program. All members have the one data key, so a clearance protects
 * from eyes, not from who takes the program apart (docs/manual/limits.md).
 */
#ifndef RECORD_MEMBER_H
#define RECORD_MEMBER_H

#include "record/workspace.h"
#include "vault/member_keys.h"

struct member {
    struct id id;
    struct str name; /* within the reader's gate; empty if there is none */
    int role;        /* TERM_ROLE_*; what is not known is a reader */
    enum sensitivity clearance;
    bool began;    /* the administrator */
    bool has_key;  /* the key file lets this member in; false: kept half-way, or removed */
    int64_t since; /* claimed time */
};
struct member_list {
    struct member *at;
    isize n, cap;
};
/* Those who were removed come too, with TERM_ROLE_REMOVED. In the order in which they came. */
MUST_CHECK bool member_list(struct member_list *out, const struct workspace *w, struct arena *a,
                            struct err *err);
/* Role and clearance alone: one member's standing now. E_DENIED if it is no member, or no more. */
MUST_CHECK bool member_standing(struct member *out, const struct workspace *w,
                                const struct id *member, struct err *err);
bool member_may_write(const struct member *m);
/* What a member is called inside: the name; else "you", if that is who reads (NULL: not said), or
 * a code of two bytes of the id. */
struct str member_say(const struct reader *r, const struct id *member, const struct id *reading,
                      struct arena *a);
/* "may open", "removed"...: TR() */
const char *member_state_say(const struct member *m);

/* Look with this vault's member's eyes: the gate of *w, and nothing is written by who only reads.
 * E_DENIED as above. */
MUST_CHECK bool member_enter(struct workspace *w, struct err *err);

struct member_wanted {
    struct str name;
    int role; /* TERM_ROLE_EDITOR or TERM_ROLE_READER */
    enum sensitivity clearance;
    const struct secret *passphrase;
    struct kdf_cost cost;
};
/* E_DENIED unless this vault's member is the administrator; E_CONFLICT if the name or the
 * passphrase is somebody's already. */
MUST_CHECK bool member_add(struct id *out, struct workspace *w, const struct member_wanted *m,
                           struct err *err);
/* Take the key away, say so, and pin the newest entry of each of the member's devices. Again does
 * what is left of it. E_DENIED, E_CONFLICT for the administrator, E_NOTFOUND. */
MUST_CHECK bool member_remove(struct workspace *w, const struct id *member, struct str reason,
                              struct err *err);
/* By name, or by the letters of an id; E_NOTFOUND. *l as member_list() made it. */
MUST_CHECK bool member_find(struct member *out, const struct member_list *l, struct str word,
                            struct err *err);

#endif
