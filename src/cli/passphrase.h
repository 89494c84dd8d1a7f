/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * passphrase.h - where a passphrase comes from: --passphrase-file, else the terminal, never an
 * argument.
 *
 * It is kept in secret memory from its first byte. From a file the first line counts, without its
 * line end. E_USAGE if there is neither file nor terminal, or it is empty.
 */
#ifndef CLI_PASSPHRASE_H
#define CLI_PASSPHRASE_H

#include "cli/cmd.h"
#include "crypto/crypto.h"

enum { PASSPHRASE_MAX = 1024, PASSPHRASE_NEW_MIN = 12 }; /* bytes */

/* One that exists: to unlock. 'prompt' is a message, shown in the person's language. */
MUST_CHECK bool passphrase_ask(struct secret *out, struct run *r, const char *prompt,
                               struct err *err);

/* A new one: asked twice on the terminal; E_USAGE if the two differ or it is too short. */
MUST_CHECK bool passphrase_ask_new(struct secret *out, struct run *r, const char *prompt,
                                   struct err *err);

#endif
