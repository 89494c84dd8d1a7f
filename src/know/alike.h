/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * alike.h - what may speak of one thing: one record, records linked by people, or alike by plain
 * rules.
 *
 * Looking alike is a reason to show two values side by side, never to merge. The rules are few and
 * said here: an office by its holder's name, or by its title; norms as versions of one line;
 * figures by measure and the words of what they count; events of one kind by their time, or by
 * three states that both name; a stop of something and a case of it after that; one number counted
 * as two things. People are never matched here.
 *
 * Everything is read once, in order, and no more than a stated number is compared with each other.
 */
#ifndef KNOW_ALIKE_H
#define KNOW_ALIKE_H

#include "know/conflict.h"
#include "know/told.h"

struct alike_group {
    const struct fact *at;         /* as told.h reads them */
    const struct told_line *lines; /* instead of 'at': very many, of one property */
    isize n;
    struct str about; /* what they speak of; empty: what the first one's record is called */
    enum conflict_ground ground;
    bool told;              /* how they differ is known by rule: they are not compared */
    enum relation relation; /* then */
    struct str question;
    isize more; /* so many more belong here and were not read */
};
/* Each group in turn; it and all in it are there only until the call returns. *stop: enough. */
typedef bool alike_fn(void *ctx, const struct alike_group *g, bool *stop, struct err *err);
/* *cut: so much looks alike that not all of it was compared. */
MUST_CHECK bool alike_each(bool *cut, const struct reader *r, alike_fn *fn, void *ctx,
                           struct err *err);

/* The parts of alike_each(). */
struct alike_walk {
    const struct reader *r;
    alike_fn *fn;
    void *ctx;
    bool stop, cut;
    int64_t (*head)(void *in, int64_t row);
    void *in;
};
/* One record of each cluster that people made; the record itself if it is in none. */
int64_t alike_head(const struct alike_walk *w, int64_t row);
/* Nothing is given after a stop, nor a group of one. */
MUST_CHECK bool alike_give(struct alike_walk *w, const struct alike_group *g, struct err *err);
MUST_CHECK bool alike_figures(struct alike_walk *w, struct err *err);
MUST_CHECK bool alike_events(struct alike_walk *w, struct err *err);
MUST_CHECK bool alike_norms(struct alike_walk *w, struct err *err);

/* Text for comparing: folded, without punctuation, words apart by one blank. */
struct str alike_text(struct str s, struct arena *a);
/* An address for comparing: as alike_text, all on one line. */
struct str alike_address(struct str s, struct arena *a);
/* Words that stand in any count of people and tell nothing of who they are, left out; the others
 * folded, each once, sorted, with a blank between. */
struct str alike_bag(struct str s, struct arena *a);
/* Do two bags share half of the shorter one's words, or three? */
bool alike_bags(struct str a, struct str b);
/* Do two descriptions of people? */
bool alike_words(struct str a, struct str b);

#endif
