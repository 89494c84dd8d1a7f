/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * letters.h - letters to test with, and what another program reads in a PDF.
 */
#ifndef LETTERS_H
#define LETTERS_H

#include "paper/paper.h"
#include "test.h"

/* A letter in English with every part in it: four footnotes, two unchecked facts, own words. */
struct paper_letter letter_full(struct arena *a);

struct paper_block *letter_block(struct paper_letter *l, enum paper_block_kind kind,
                                 struct arena *a);
struct paper_run *block_run(struct paper_block *b, const char *text, struct arena *a);

/* Ends the test if libqpdf finds a fault in the file. */
void pdf_check(struct str pdf);

struct pdf_text {
    struct str_list pages; /* the words of each page, as poppler copies them */
    struct str attached;   /* content of the first attached file */
    struct str whole;      /* all pages */
    struct str title;
    int64_t created; /* seconds since 1970, -1 if it does not say */
};
struct pdf_text pdf_read(struct str pdf, struct arena *a);

/* Whether the words stand there, whatever white space is between them. */
bool text_says(struct str text, const char *words, struct arena *a);

#endif
