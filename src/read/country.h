/* SPDX-License-Identifier: GPL-3.0-or-later */
/* country.h - which state an address or a few words name, by the table data/read/countries.tsv. */
#ifndef READ_COUNTRY_H
#define READ_COUNTRY_H

#include "base/str.h"

/* ISO 3166-1 alpha-3 of the last state that is named, as an address ends with it; empty if none. A
 * code stands for itself. Words for a state's people count too. */
struct str country_in(struct str text, struct arena *a);

/* Many texts: the table is read once, and lives in the arena. */
struct country_finder;
struct country_finder *country_finder_new(struct arena *a);
/* The states that a text names, its people included: each once, sorted, at most max; how many. */
isize countries_in(struct str *out, isize max, const struct country_finder *f, struct str text,
                   struct arena *a);

#endif
