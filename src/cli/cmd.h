/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cmd.h - what a command is.
 *
 * cmd_<name>.c defines 'const struct cmd cmd_<name>' and cmds.c lists it. Parsing, usage, help,
 * completion and the check of the manual page are made from these tables, so they cannot disagree.
 *
 *     enum { O_FROM, O_GOT };
 *     static const struct opt opts[] = {
 *         [O_FROM] = {"from", OPT_TEXT, .value = "WHO", .help = N_("who gave you the file")},
 *         [O_GOT] = {"got", OPT_TEXT, .value = "DATE", .help = N_("when you got it")},
 *         {0},
 *     };
 *     static const struct operand operands[] = {
 *         {"FILE", OPT_FILE, .many = true, .help = N_("a document")},
 *         {0},
 *     };
 *     static bool run(struct run *r, struct err *err)
 *     {
 *         struct str from = r->opt[O_FROM].s;
 *         for (isize i = 0; i < r->operands.n; i++)
 *             ... r->operands.at[i].s ...
 *     }
 *
 * A command prints results with r->out (cli/print.h) and says the rest with run_say(). It returns
 * false and sets *err when it could not do what was asked; the exit status follows from the code.
 */
#ifndef CLI_CMD_H
#define CLI_CMD_H

#include "base/str.h"
#include "lang/msg.h"
#include "sys/sys.h"

#define N_(text) text /* in a table: a message for people, translated where it is shown */

struct app; /* the open case file and what belongs to it: made by whoever opens it */
struct print;
struct sink;

enum opt_type {
    OPT_FLAG,
    OPT_ANY,    /* any bytes, also none */
    OPT_TEXT,   /* valid UTF-8, not empty */
    OPT_FILE,   /* a path: any bytes, not empty; completed from the disk */
    OPT_INT,    /* min to max */
    OPT_CHOICE, /* one of the words in 'value': "text|pdf|docx" */
};

struct opt {
    const char *name; /* without the dashes */
    enum opt_type type;
    const char *value; /* what help calls its value; not for OPT_FLAG */
    const char *help;  /* a phrase, lower case, no full stop */
    char letter;       /* short form, or 0 */
    bool required;
    bool many; /* may be given more than once; else the second is refused */
    int64_t min, max;
};

struct operand {
    const char *name;   /* upper case: "FILE" */
    enum opt_type type; /* not OPT_FLAG */
    const char *help;
    bool optional; /* only optional ones may follow */
    bool many;     /* only the last: one or more, or with 'optional' any number */
    int64_t min, max;
    const char *value; /* the words of an OPT_CHOICE */
};

struct opt_value {
    bool given;
    int64_t i;           /* OPT_INT: the number; OPT_CHOICE: the place of the word */
    struct str s;        /* the value as written; the last one, if many */
    struct str_list all; /* the values of an option with .many */
};
struct opt_value_list {
    struct opt_value *at;
    isize n, cap;
};

enum cmd_needs { NEEDS_NOTHING, NEEDS_VAULT_READ, NEEDS_VAULT_WRITE };

struct workspace;
struct secret;

/* What 'cairn serve' and 'cairn start' ask of whoever has a server. */
struct serve_order {
    int listen_fd;    /* a listening socket, the server's from now on */
    int port;         /* its port on this computer; 0: it is a socket in the file system */
    int asking_fd;    /* where 'cairn start' asks a server that runs already; or -1 */
    int sleep_fd;     /* who tells that the computer is about to sleep (sys/sleep.h); or -1 */
    int64_t idle;     /* seconds without anybody, then it locks */
    struct str vault; /* the case file to open in the browser; empty: the newest in 'home' */
    struct str home;  /* where this person's case files stand; empty: only the one above */
    bool weak;        /* case files made there unlock with less memory */
    enum language lang;
    void (*ready)(void *ctx, struct str link); /* it answers; the link signs in */
    /* Open a case file; called once at most with success, from a thread of the server. */
    bool (*unlock)(void *ctx, struct workspace *out, struct str path, const struct secret *pass,
                   struct arena *a, struct err *err);
    void *ctx;
};

/* Why it ended: because somebody stopped it, or to begin again locked. */
struct serve_end {
    bool again;
    struct str vault; /* the case file to begin with; may be empty */
    int listen_fd;    /* still listening if 'again': whoever connects waits */
};

struct run {
    struct app *app; /* NULL if the command needs nothing */
    struct sys *sys;
    struct arena *a; /* lives as long as the command */
    const struct cmd *cmd;
    const struct opt_value *opt;    /* by the numbers of the command's own options */
    struct opt_value_list operands; /* as many as the table allows, checked */
    struct str vault; /* the directory of the case file: -C, else $CAIRN_VAULT, else "." */
    struct str passphrase_file; /* empty: ask on the terminal */
    bool json;
    enum language lang; /* of the person; English with --json, which programs read */
    struct print *out;  /* results, to standard output */
    struct sink *talk;  /* what is said on the way, to standard error */
    const struct cmd *const *cmds;
    /* Serves until the person stops it; w NULL: locked. NULL where there is no server. */
    bool (*serve)(struct serve_end *end, struct workspace *w, const struct serve_order *o,
                  struct arena *a, struct err *err);
};

struct cmd {
    const char *name;    /* "add"; may be two words, "consent give" */
    const char *summary; /* a phrase, lower case, no full stop */
    const char *group;   /* heading in 'cairn help' */
    enum cmd_needs needs;
    const struct operand *operands; /* ends with a NULL name; NULL: none */
    const struct opt *opts;         /* ends with a NULL name; NULL: none */
    bool (*run)(struct run *r, struct err *err);
};

/* The language of who types: $CAIRN_LANG, else the locale's. */
enum language run_language(struct sys *s, struct arena *a);

/* One line to the person on standard error; control characters in it are made harmless. */
void run_say(struct run *r, const char *fmt, ...) PRINTF(2, 3);
/* The same for a text that is ready, as msg() and msg_fill() give it. */
void run_tell(struct run *r, struct str text);

#endif
