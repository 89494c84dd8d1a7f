/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * second.h - a member's second key: six digits that a telephone shows (crypto.h, totp_check).
 *
 * It is a question of this program, not a lock on the store: that opens with the passphrase alone.
 * It keeps out who saw a passphrase and gets no further than the pages (docs/manual/limits.md).
 *
 * The secret stands in the store, sealed under a key of the member's own, so that no other member
 * can make the codes. It is no statement: it never goes with a bundle or an export. That it was
 * turned on or off is one, in the journal. Which codes were used, and how many were wrong, stands
 * with it, so neither a restart nor another window gives more tries.
 *
 * Every function speaks of the member of *v. What is kept and cannot be read is on, and every code
 * fails with E_CORRUPT; recovery papers take it away.
 */
#ifndef VAULT_SECOND_H
#define VAULT_SECOND_H

#include "vault/journal.h"

MUST_CHECK bool second_is_on(bool *on, const struct vault *v, struct err *err);

/*
 * The code of now: E_INVALID if it is not six digits, E_DENIED if it is wrong, E_CONFLICT if it was
 * used or is older than one that was (the clock was set back), E_LIMIT during the pause after wrong
 * ones: from the fifth on 10 seconds, then twice as long each time, an hour at most. At that pace
 * who guesses all day is right once in some ten thousand days.
 */
MUST_CHECK bool second_check(const struct vault *v, struct str code, struct err *err);

/* Turn it on with this secret; the code proves that the telephone has it. Errors as above. */
MUST_CHECK bool second_set(struct vault *v, const struct secret *secret, struct str code,
                           struct err *err);
/* Turn it off, with a code. */
MUST_CHECK bool second_remove(struct vault *v, struct str code, struct err *err);

/* For who comes with recovery papers, in the transaction that sets the passphrase. */
MUST_CHECK bool second_forget(const struct vault *v, struct err *err);
/* The statement that it is off by now. */
struct stmt second_off(const struct vault *v);

#endif
