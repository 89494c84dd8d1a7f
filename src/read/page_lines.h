/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_lines.h - how page_make cuts a text into lines and sentences. For page.c alone. */
#ifndef READ_PAGE_LINES_H
#define READ_PAGE_LINES_H

#include "read/page.h"

/* Needs the lexemes; sets lines and line_of. */
void page_lines(struct page *p);
/* Needs lines and hits; sets sentences and sentence_of. */
void page_sentences(struct page *p);

#endif
