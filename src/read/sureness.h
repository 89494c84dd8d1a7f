/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sureness.h - how sure a sentence is of what it says. */
#ifndef READ_SURENESS_H
#define READ_SURENESS_H

#include "read/page.h"

/* The strongest hedge of a sentence: alleged before reported before estimated. n may be NULL. */
enum read_hedge sureness_of(const struct page *p, isize sentence, const struct page_number *n);

/* Is what lexeme i says only possible, denied, feared or asked for? "may be", "not", "risk of". */
bool is_irreal(const struct page *p, isize i);
/* The same of a Korean verb, whose ending says so: "추방될 수 있다". */
bool is_irreal_after(const struct page *p, isize to);
/* A Korean verb that ends at lexeme 'to' leaves open whether it happened: 넘겨졌는지. */
bool is_whether(const struct page *p, isize to);

#endif
