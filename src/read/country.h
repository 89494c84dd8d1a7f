/* SPDX-License-Identifier: GPL-3.0-or-later */
/* country.h - which state an address or a few words name, by the table data/read/countries.tsv. */
#ifndef READ_COUNTRY_H
#define READ_COUNTRY_H

#include "base/str.h"

/* ISO 3166-1 alpha-3 of the last state that is named, as an address ends with it; empty if none. A
 * code stands for itself. Words for a state's people count too. */
struct str country_in(struct str text, struct arena *a);

#endif
