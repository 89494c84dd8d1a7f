/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * order_key.h - a place in a list that others change at the same time.
 *
 * A key is a short word of [0-9a-z] that never ends with '0'; keys sort as bytes. Between two keys
 * there is always another one, so nothing else has to be renumbered when a sentence moves, and two
 * people who move different sentences do not meet.
 */
#ifndef ACT_ORDER_KEY_H
#define ACT_ORDER_KEY_H

#include "base/str.h"

enum { ORDER_KEY_MAX = 200 };

/* The n-th of a new list, with room before, between and after. n from 0, under 40,000. */
struct str order_key_nth(isize n, struct arena *a);
/* After 'lo' and before 'hi'; an empty lo is before all, an empty hi after all. Where lo is not
 * before hi (two moves that met), only lo counts. */
struct str order_key_between(struct str lo, struct str hi, struct arena *a);

#endif
