/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * err.h - how a function fails.
 *
 * A function that can fail returns bool, true for success, and takes 'struct err *err' last. On
 * false, *err holds a code and one line for the log, and outputs are untouched; on true *err is
 * untouched.
 *
 *     if (!record_load(&r, db, id, a, err))
 *         return false;                         pass it on, or
 *         return err_in(err, "letter %td", n);  add where we were
 *
 * The code decides: exit status, HTTP status and the sentence shown to a person all come from one
 * table in err.c. 'msg' is for the log: ids, sizes, system words; never content of a case.
 * 'detail' is for the person who asked (which file, which field); it is shown, never logged.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "base/base.h"

enum err_code {
    E_NONE,
    E_USAGE,    /* the command line or form was wrong */
    E_INVALID,  /* the data was wrong */
    E_NOTFOUND, /* no such record, file or page */
    E_DENIED,   /* wrong passphrase, no right, no clearance */
    E_CONFLICT, /* someone changed or holds it meanwhile */
    E_LIMIT,    /* larger or longer than we accept */
    E_CORRUPT,  /* stored data fails its check */
    E_IO,       /* the system said no: disk, socket, permission */
    E_NOVAULT,  /* the directory is not a case file of ours */
    E_NEWER,    /* made by a newer program than this */
    E_FULL,     /* no space left */
    E_READONLY, /* the place cannot be written */
    E__COUNT
};

enum { ERR_PIECES = 4 };

struct err {
    enum err_code code;
    char msg[240];
    char detail[400];
    /* For saying 'detail' in another language (lang/msg.h, msg_err): the text it was made of, and
     * where in it what was put in stands. */
    const char *said;
    struct err_piece {
        short at, n;
        bool message; /* of %s: a text of ours; of %.*s: somebody's words */
    } pieces[ERR_PIECES];
};

/* Record a failure and return false. Overwriting an earlier one is a bug. */
bool err_set(struct err *err, enum err_code code, const char *fmt, ...) PRINTF(3, 4);

/* Put "context: " before the message and return false. */
bool err_in(struct err *err, const char *fmt, ...) PRINTF(2, 3);

/* Add what the person needs to know (shown, never logged) and return false. fmt is a literal, and a
 * message that is translated as a whole; it may hold %s, %.*s, %d, %td and %ld, ERR_PIECES at most.
 */
bool err_detail(struct err *err, const char *fmt, ...) PRINTF(2, 3);

/* Take over a failure that another struct err holds; returns false. */
bool err_copy(struct err *err, const struct err *from);

struct err_meaning {
    const char *name; /* stable word for --json */
    int exit_status;
    int http_status;
    const char *say; /* English sentence for the person; also the message id for translation */
};
const struct err_meaning *err_meaning(enum err_code code);

#endif
