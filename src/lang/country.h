/* SPDX-License-Identifier: GPL-3.0-or-later */
/* country.h - what states are called: names of ISO 3166 codes in each language (CLDR, through ICU).
 */
#ifndef LANG_COUNTRY_H
#define LANG_COUNTRY_H

#include "lang/msg.h"

/* Short name of an alpha-3 code: CHN is "China", "중국". The code itself if it is none. */
struct str country_name(struct str alpha3, enum language lang, struct arena *a);

#endif
