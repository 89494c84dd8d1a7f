/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * names.h - who a line names: honorific, office, personal name.
 *
 * "President Xi Jinping", "Premier of the Republic ZHU Rongji Zongli", "Mr Paek Nam Sun", "Hun Sen,
 * Prime Minister of Cambodia", "习近平主席", "윤석열 대통령님께". Ranges are lexemes; an empty
 * range means that the line does not say it.
 */
#ifndef READ_NAMES_H
#define READ_NAMES_H

#include "read/page.h"

struct party {
    isize name_from, name_to;
    isize office_from, office_to;
    isize end;      /* what was understood ends here */
    bool titled;    /* an honorific or an office stands with the name */
    struct str sex; /* stated by the honorific, or empty */
};

/*
 * Is there a personal name in Latin letters at lexeme i? *to is the lexeme after it; 'parts' counts
 * its words. It takes no word that is known to be something else, unless it is also a given name.
 */
bool name_at(const struct page *p, isize i, isize end, isize *to, int *parts);

/* How much the words of [from, to) look like a person's: given names and family names known. */
int name_evidence(const struct page *p, isize from, isize to);

/* A name in Han or Hangul at lexeme i: a family name and one or two characters. */
bool name_cjk_at(const struct page *p, isize i, isize *to);

/* Read [from, to), one line or part of one. False if neither name nor office is there. */
bool party_parse(struct party *out, const struct page *p, isize from, isize to);

/* Does the whole of [from, to) name one person, honorifics and letters after it aside? */
bool is_name_line(const struct page *p, isize from, isize to);

/* "Premier of the People's Republic of China": where an office that begins at i ends, or i. */
isize office_end(const struct page *p, isize i, isize end);

/* A word of organisations' names in [from, to): 2 a strong one or a known organisation, 1, or 0. */
int org_evidence(const struct page *p, isize from, isize to);

/* The longest organisation name that begins at lexeme i in running text, or i. */
isize org_at(const struct page *p, isize i, isize end);

/* A personal name with its spaces made single. */
struct str name_text(const struct page *p, isize from, isize to);

#endif
