/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * template.h - the words of letters: data/letters/appeal.LANG.txt, embedded at build time.
 *
 * A template is a line of text with named holes. Filling one fails loudly: a hole that nothing is
 * given for is a bug of ours, found by a test over all languages, never a blank in a letter.
 */
#ifndef ACT_TEMPLATE_H
#define ACT_TEMPLATE_H

#include "base/embed.h"
#include "base/map.h"
#include "lang/msg.h"

struct template
{
    struct map words;
    struct str_list texts;
    enum language lang;
};
/* E_INVALID "file:line: ..." for a line that is no "key: text". */
MUST_CHECK bool template_load(struct template *out, enum language lang, struct arena *a,
                              struct err *err);
/* The text of a key; it must be there (a test sees to it). */
struct str template_get(const struct template *t, const char *key);
bool template_has(const struct template *t, const char *key);

/* The files themselves, for the pack that the journal names. Ended by a zero entry. */
const struct embedded *template_files(void);

struct hole {
    const char *name;
    struct str value; /* empty: the hole goes, with the blank or the empty brackets around it */
};
/* holes ends with a NULL name. */
struct str template_fill(struct arena *a, struct str text, const struct hole *holes);
/* The text of a key, filled; in Korean with the particles that its words want. */
struct str template_say(const struct template *t, const char *key, const struct hole *holes,
                        struct arena *a);

#endif
