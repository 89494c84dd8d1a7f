/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pack.h - the shipped knowledge that a case file was worked with.
 *
 * Schema and vocabularies, law, letter templates, reading words, the token table: each pack is
 * stored, whole, in the vault and named by SHA-256 in the journal when the vault first meets it, so
 * that years later it can be told which words and which law a statement was made under.
 */
#ifndef RECORD_PACK_H
#define RECORD_PACK_H

#include "base/embed.h"
#include "record/workspace.h"

struct pack {
    const char *name;             /* "schema" */
    const struct embedded *files; /* ended by a zero entry */
};
/* packs ends with a NULL name. Writes one entry for those that are new here; none if none is. */
MUST_CHECK bool packs_keep(struct workspace *w, const struct pack *packs, struct err *err);

#endif
