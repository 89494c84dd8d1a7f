/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * app.h - what a command that works on a case file has at hand.
 *
 * Opened by app_open() before the command runs (launcher first, then the passphrase, then the
 * vault) and closed after it. Ids on the command line: a record is 26 letters and digits, a
 * statement is s and a number, a proposal is 10 letters and digits.
 */
#ifndef CLI_APP_H
#define CLI_APP_H

#include "cli/cmd.h"
#include "record/workspace.h"
#include "sys/launcher.h"

struct app {
    enum sensitivity clearance;
    struct workspace w;
    struct vault *v;
    struct launcher *launcher;
    int sleep_fd; /* of a server: sys/sleep.h; or -1 */
    const struct schema *schema;
};

MUST_CHECK bool app_open(struct run *r, struct err *err);
void app_close(struct run *r);
/*
 * The same in two steps, for a server whose case file is opened in the browser: everything but the
 * case file, then the case file at 'path' with its passphrase, in *a. E_DENIED: the wrong one.
 */
MUST_CHECK bool app_prepare(struct run *r, bool launcher, struct err *err);
MUST_CHECK bool app_unlock(struct workspace *out, struct run *r, struct str path,
                           const struct secret *pass, struct arena *a, struct err *err);

/* Who tells a server that this computer is about to sleep. Before a case file is open. */
void app_watch_sleep(struct run *r);

/* The launcher alone, for commands that read documents without a case file. */
MUST_CHECK bool app_launcher(struct launcher **out, struct run *r, struct err *err);

/* Views of this program, for vaults that a command opens by itself. */
const struct view *const *app_views(struct run *r);

/* The bytes of a document that was named: a plain file, which a folder, a pipe or a device is not.
 */
MUST_CHECK bool app_document(struct str *out, struct run *r, struct str path, struct arena *a,
                             struct err *err);

/* What a word on the command line names. E_USAGE if it has none of the three forms; E_NOTFOUND,
 * also for what the member may not see. */
enum named_kind { NAMED_RECORD, NAMED_STATEMENT, NAMED_PROPOSAL };
struct named {
    enum named_kind kind;
    struct id id; /* of a record */
    int64_t row;  /* of a record */
    int64_t no;   /* of a statement */
    struct str proposal;
};
MUST_CHECK bool app_named(struct named *out, struct run *r, struct str word, struct err *err);
/* A word that was typed, short enough for a message. */
struct str app_short(struct run *r, struct str word);
/* E_USAGE unless the word names a record. */
MUST_CHECK bool app_record(struct named *out, struct run *r, struct str word, struct err *err);

/* The same for a statement: its number. */
MUST_CHECK bool app_statement(int64_t *out, struct run *r, struct str word, struct err *err);
/* A record or a statement, as something to put a label on. */
MUST_CHECK bool app_what(struct ref *out, struct run *r, struct str word, struct err *err);

/* A type by its id in the schema ("person"), also in the plural people type; E_USAGE lists them. */
MUST_CHECK bool app_type(int *out, struct run *r, struct str word, struct err *err);
/* A property by its id, with or without "core:". */
MUST_CHECK bool app_property(const struct property **out, struct run *r, struct str word,
                             struct err *err);

/* Link the two records that the operands name, or take the link back; says so. */
MUST_CHECK bool app_link(struct run *r, bool linked, struct str reason, struct err *err);

/* Who does not see all is told no number that counts what is hidden. */
bool app_sees_all(const struct run *r);

/* The name a member goes by here; "member 3f9a" if none was given. */
struct str app_member(struct run *r, const struct id *member);

#endif
