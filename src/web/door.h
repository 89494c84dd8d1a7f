/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * door.h - a locked site: which case files there are, and how the first one is made.
 *
 * Case files stand side by side in one folder of this person (sys_data_dir()); a folder in it that
 * holds a key file is one. Their names are told only to who came with the program's own link: any
 * other program of this computer can ask at the port.
 *
 * Making one: the words of a passphrase and the three recovery papers are drawn when the page that
 * shows them is first asked for, and kept in guarded memory, for that one session, for half an
 * hour. Nothing is written until that page comes back. They are wiped when the case file is made.
 */
#ifndef WEB_DOOR_H
#define WEB_DOOR_H

#include "vault/keys.h"
#include "web/site.h"

enum { DOOR_CASES_MAX = 100, DOOR_WORDS = 6, DOOR_WORDS_N = 2 * (DOOR_WORDS - 1) };

struct door_case {
    struct str name, path;
    int64_t used; /* when its journal was last written */
    bool demonstration;
};
struct door_case_list {
    struct door_case *at;
    isize n, cap;
};

/* Those that stand in s->door.home, the newest first. */
MUST_CHECK bool door_cases(struct door_case_list *out, struct site *s, struct arena *a,
                           struct err *err);
/* Before the site listens: which case file it is for. None is no failure. */
MUST_CHECK bool door_find(struct site *s, struct err *err);
/* The case file that this sign-in form is for. E_NOTFOUND if there is none. */
MUST_CHECK bool door_chosen(struct str *path, const struct request *req, struct err *err);

/* ---- making the first one */

struct door_drawn {
    struct str words;          /* six, with spaces between */
    struct str papers[SHARES]; /* the words of each recovery paper */
};
/* Draw them, or those that this session has drawn already. E_CONFLICT: another window is at it. */
MUST_CHECK bool door_draw(struct door_drawn *out, struct request *req, struct err *err);
/*
 * Make the case file with the papers that this session has seen, open it, and forget the papers.
 * passphrase NULL: the six words. E_CONFLICT if nothing was drawn for this session, or a case file
 * is open by now. On failure nothing of it remains and the papers stay as they are.
 */
MUST_CHECK bool door_make(struct request *req, const struct secret *passphrase, struct err *err);
/* The papers as PDF. E_CONFLICT as above. */
MUST_CHECK bool door_papers(struct str *pdf, struct request *req, struct err *err);
void door_forget(struct site *s);

/* ---- the example */

/* Make the invented case file of samples/ in a folder of its own, unless it is there. */
MUST_CHECK bool door_example(struct str *path, struct request *req, struct err *err);
/* Its passphrase, which is no secret. */
struct str door_example_passphrase(void);

/* ---- a passphrase of one's own */

enum door_strength { STRENGTH_WEAK, STRENGTH_FAIR, STRENGTH_STRONG };
/* How many guesses somebody who knows how people choose needs, as a power of two: a lower bound. */
int passphrase_bits(struct str passphrase);
enum door_strength passphrase_strength(struct str passphrase);

#endif
