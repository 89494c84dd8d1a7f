/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * board.h - letters at a glance: to whom, and which steps each has behind it.
 *
 * Each step is a day: draft, final, sent, returned, reply due, replied. One that has not been taken
 * is empty: that nobody answered is worth seeing.
 */
#ifndef ACT_BOARD_H
#define ACT_BOARD_H

#include "record/workspace.h"

enum board_step {
    STEP_DRAFT,
    STEP_FINAL,
    STEP_SENT,
    STEP_RETURNED,
    STEP_REPLY_DUE,
    STEP_REPLIED,
    STEP_EXPIRED,
    STEP__COUNT
};
struct board_line {
    struct id id;
    int64_t row;
    int state; /* TERM_LETTER_STATE_* */
    struct str addressee, subject, number;
    struct str step[STEP__COUNT]; /* EDTF day; empty: not taken */
    bool overdue;                 /* the day for a reply is past, and there is none */
    bool second_look;             /* nobody else has looked at it yet */
};
struct board {
    struct board_line *at;
    isize n, cap;
};
/* Newest first, as record_list(). */
MUST_CHECK bool letters_board(struct board *out, struct workspace *w, struct records_wanted x,
                              struct arena *a, struct err *err);
/* "Draft", "Final"...: TR() */
const char *board_step_say(enum board_step s);

#endif
