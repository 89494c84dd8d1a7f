/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lexicon.h - the words that reading rules know, from the tables in data/read.
 *
 * A line of a table is
 *     CLASS <tab> LANGUAGE <tab> FORM|FORM|... <tab> VALUE
 * and says that each form, a word or several, is of that class and means the value: a canonical
 * name, a country code, a kind. What is compared is lexeme keys (lang/lexeme.h), so case, accents
 * and, for Han, traditional or simplified make no difference.
 *
 * The tables are parsed into one trie over lexemes, in the arena given, about two milliseconds.
 * Walking it from every lexeme of a text costs time linear in the text.
 */
#ifndef READ_LEXICON_H
#define READ_LEXICON_H

#include "lang/lexeme.h"

/* Names of classes in the tables are these words in lower case, without TERM_. */
enum term {
    TERM_NORM,
    TERM_BODY,
    TERM_COUNTRY,
    TERM_DEMONYM,
    TERM_REGION,
    TERM_CITY,
    TERM_ORG,
    TERM_OFFICE,
    TERM_HONORIFIC,
    TERM_CLOSING,
    TERM_LABEL,
    TERM_ASK,
    TERM_EVENT,
    TERM_HEDGE,
    TERM_IRREAL,
    TERM_PEOPLE,
    TERM_UNIT,
    TERM_MEASURE,
    TERM_FACILITY,
    TERM_ADMIN,
    TERM_ORGWORD,
    TERM_GIVEN,
    TERM_SURNAME,
    TERM_ABBREVIATION,
    TERM_COMMON,
    TERM_PARTICLE,
    TERM_LAW,
    TERM_WORD,
    TERM_PROTECT,
    TERM_PART,
    TERM__COUNT
};

struct meaning {
    enum term term;
    struct str value;
    int next; /* of the same form; index + 1, 0 ends */
};

struct lexicon {
    struct map words; /* key of a lexeme -> its number */
    struct edge *edges;
    isize edge_cap, edge_n;
    int nodes;
    int *meaning_of; /* of each node: index + 1 into meanings, or 0 */
    isize node_cap;
    struct meaning *at;
    isize n, cap;
    struct arena *a;
};

void lexicon_load(struct lexicon *x, struct arena *a);

/* The number of a lexeme's key, or 0 if no form has it. */
int lexicon_word(const struct lexicon *x, struct str text, const struct lexeme *l);

/* One step from a node (0 is the root); 0 if there is none. */
int lexicon_step(const struct lexicon *x, int node, int word);

#endif
