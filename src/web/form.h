/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * form.h - what people send: pairs of a name and a value, then fields with a meaning.
 *
 * Each form is one table of fields, ended by a zero entry. The table gives the reading, the
 * messages and the redisplay, so a form that comes back because of one mistake shows all that was
 * typed:
 *
 *     enum { F_TOLD, F_HOW, F_WHEN };
 *     static const struct field call_fields[] = {
 *         [F_TOLD] = {"told", TR("Who told you?"), FIELD_LINE, .max = 200, .required = true},
 *         [F_HOW]  = {"how", TR("How do they know?"), FIELD_CHOICE, .choices = how_choices},
 *         [F_WHEN] = {"when", TR("When?"), FIELD_LINE, .max = 80},
 *         {0}};
 *     struct form f = form_read(call_fields, &req->form, req->a);
 *     if (f.wrong) ... show the view again with &f
 *
 * Values are bounded before they are decoded. Words are kept as typed, but for two things that are
 * the browser's and not the person's: CRLF becomes a line feed, and blanks around a one-line answer
 * are dropped.
 */
#ifndef WEB_FORM_H
#define WEB_FORM_H

#include "base/list.h"
#include "base/str.h"

enum { PARAMS_MAX = 500, PARAM_NAME_MAX = 64 };

struct param {
    struct str name, value;
};

struct params {
    struct param *at;
    isize n, cap;
};

/*
 * application/x-www-form-urlencoded (WHATWG URL standard, section 5), strictly: E_INVALID for a
 * broken percent sign, bytes that are not UTF-8, control characters, names other than
 * [a-z0-9_.-]; E_LIMIT for more than PARAMS_MAX pairs. Adds to *out.
 */
MUST_CHECK bool params_parse(struct params *out, struct str text, struct arena *a, struct err *err);
/* One pair that is decoded already (multipart), held to the same rules. */
MUST_CHECK bool params_add(struct params *out, struct str name, struct str value, struct arena *a,
                           struct err *err);
/* The first value of that name, or empty; NULL if there is none. */
struct str params_get(const struct params *p, struct str name);
const struct param *params_find(const struct params *p, struct str name);
/* Overwrite a value that was a secret. Its copies in socket buffers are out of reach. */
void param_wipe(const struct param *p);

enum field_type {
    FIELD_LINE = 1, /* one line of text */
    FIELD_TEXT,     /* several lines */
    FIELD_INT,      /* a whole number within [min, max] */
    FIELD_CHOICE,   /* one of choices */
    FIELD_CHECK,    /* a box that is ticked or not */
    FIELD_MANY,     /* any number of choices, or of ids if choices is NULL */
    FIELD_ID        /* of a record: [a-z0-9-] */
};

struct field {
    const char *name;
    const char *label; /* English, TR() */
    enum field_type type;
    int64_t min, max; /* max: bytes of a text, or the largest number */
    bool required;
    const char *const *choices; /* values, ended by NULL */
    bool begin;                 /* of a FIELD_TEXT: one writes here at once */
};

struct answer {
    struct str text;       /* as typed; shown again */
    int64_t number;        /* of FIELD_INT; of FIELD_CHOICE the place in choices, 0 if wrong */
    bool given;            /* something was typed or chosen */
    struct str_list many;  /* of FIELD_MANY */
    const char *wrong;     /* English message for the person, TR(), or NULL */
    struct str understood; /* how a date or a name was read; set by the page, shown beside it */
};

struct form {
    const struct field *fields;
    struct answer *answers; /* one for each field */
    isize n;
    bool sent; /* false: shown for the first time, nothing is wrong yet */
    isize wrong;
};

/* An empty form to show first. */
struct form form_new(const struct field *fields, struct arena *a);
/* What was sent, read and checked. form.wrong counts the answers that need another look. */
struct form form_read(const struct field *fields, const struct params *sent, struct arena *a);
/* Mark an answer wrong for a reason only the page knows. */
void form_refuse(struct form *f, isize field, const char *wrong);

#endif
