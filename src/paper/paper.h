/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * paper.h - letters and recovery papers, ready to print.
 *
 * A letter arrives here finished in words: every block is runs of text that say what they are (the
 * template's words, a fact from the record, the author's own words), so that the page can show what
 * nobody has checked yet. Nothing here decides what may leave or changes a word; it only sets type.
 *
 * The same struct gives the same bytes (with the same versions of Pango, Cairo, libqpdf and the
 * fonts): there is no clock and no random number in here. The PDF carries the plain text of the
 * letter as an attached file, because copying Arabic or Thai out of a PDF scrambles it.
 *
 * Text is UTF-8. Malformed bytes and control characters show as U+FFFD; directional overrides end
 * with the run they stand in. In one-line fields a line break is a space. Languages are BCP 47
 * tags; empty means: as the block, and there, as the letter.
 *
 * Failures: E_INVALID (a footnote that is referred to but not given, or given twice), E_LIMIT (more
 * than the limits below), E_NOTFOUND (fonts are missing: the detail names the Debian packages).
 */
#ifndef PAPER_PAPER_H
#define PAPER_PAPER_H

#include "base/str.h"

enum {
    PAPER_TEXT_MAX = 1 << 20,  /* bytes of all text in a letter */
    PAPER_BLOCK_MAX = 1 << 15, /* bytes of one block, note or line */
    PAPER_BLOCKS_MAX = 4000,
    PAPER_NOTES_MAX = 2000,
    PAPER_LINES_MAX = 2000, /* signatures, copies */
    PAPER_HEAD_MAX = 12,    /* lines of the letterhead, of the addressee */
    PAPER_PAGES_MAX = 500,
    PAPER_SHARES_MAX = 20,
};

enum paper_style {
    PAPER_PLAIN, /* the template's words */
    PAPER_FACT,  /* from the record */
    PAPER_OWN,   /* the author's own words; a draft underlines them */
};

struct paper_run {
    struct str text;
    struct str lang;
    enum paper_style style;
    bool checked; /* of a PAPER_FACT; if not, "[not checked]" follows it */
    int note;     /* number of the footnote that follows it, or 0 */
};
struct paper_run_list {
    struct paper_run *at;
    isize n, cap;
};

enum paper_block_kind {
    PAPER_PARAGRAPH,
    PAPER_ASK, /* a numbered request */
    PAPER_QUOTE,
    PAPER_HEADING,
    PAPER_NEW_PAGE, /* what follows begins a page (the second language of a letter); no runs */
};

struct paper_block {
    enum paper_block_kind kind;
    int number; /* of a PAPER_ASK */
    struct str lang;
    struct paper_run_list runs;
};
struct paper_block_list {
    struct paper_block *at;
    isize n, cap;
};

struct paper_note {
    int number;
    struct str lang;
    struct str text;
};
struct paper_note_list {
    struct paper_note *at;
    isize n, cap;
};

enum paper_address {
    PAPER_ADDRESS_SILENT,   /* says nothing */
    PAPER_ADDRESS_VERIFIED, /* "Address verified on ..." */
    PAPER_ADDRESS_UNSURE,   /* "Address NOT CONFIRMED" */
};

struct paper_letter {
    struct str lang; /* its labels and marks; and its words, where a run says nothing else */
    struct str organisation;
    struct str_list letterhead; /* address, telephone...: one a line */
    struct str number;          /* our own */
    struct str place_date;      /* as written: "Seoul, 4 March 2024" */
    struct str_list addressee;  /* stands in the window of a DIN 5008 B envelope */
    enum paper_address address;
    struct str address_on; /* when it was verified, as written */
    struct str subject;
    struct str salutation;
    struct paper_block_list body;
    struct paper_note_list notes;
    struct str closing;
    struct str_list signatures; /* one a line; an empty line parts two signatories */
    struct str_list copies;
    bool draft;         /* every page says so, with the number of facts not checked */
    bool demonstration; /* every page says that it is invented */
    int64_t written;    /* for the PDF's own date, seconds since 1970; 0: it has none */
};

/* Facts in the body that nobody checked. */
isize paper_letter_unchecked(const struct paper_letter *l);

MUST_CHECK bool paper_letter_pdf(struct str *out, const struct paper_letter *l, struct arena *a,
                                 struct err *err);

/* The same letter as plain text, at most 72 columns wide (a Han or Hangul character takes two). */
MUST_CHECK bool paper_letter_text(struct str *out, const struct paper_letter *l, struct arena *a,
                                  struct err *err);

/* What one keeper holds: one page in English, Korean and Chinese, to be folded and kept apart. */
struct paper_share {
    int number;       /* 1.. */
    struct str words; /* joined by '-' */
    struct str code;  /* what its QR code says; empty: the words */
};
struct paper_share_list {
    struct paper_share *at;
    isize n, cap;
};

struct paper_recovery {
    struct str vault;   /* the name people know it by */
    struct str id;      /* and the one that the program checks, in hexadecimal; may be empty */
    struct str made_on; /* as written */
    int needed;         /* so many shares open it */
    struct paper_share_list shares;
    bool demonstration;
};

/* The bytes hold the shares: print them and let the arena go, never write them to a disk. */
MUST_CHECK bool paper_recovery_pdf(struct str *out, const struct paper_recovery *r, struct arena *a,
                                   struct err *err);

#endif
