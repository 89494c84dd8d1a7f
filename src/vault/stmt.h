/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stmt.h - one statement: what was said, of what, by whom, where it is written.
 *
 * The form in bytes is docs/formats/journal.md section 2. A struct stmt borrows its texts: from the
 * bytes it was read from, or from whoever made it. What is absent is empty, 0 or kind NONE;
 * stmt_parse and stmt_write invert each other byte for byte.
 */
#ifndef VAULT_STMT_H
#define VAULT_STMT_H

#include "crypto/crypto.h"
#include "vault/cbor.h"

enum { STMT_MAX = 1 << 20, STMTS_PER_ENTRY = 4095 };

struct id { /* a record: 48 bits of time, 80 random */
    uint8_t b[16];
};
#define ID_STR(i) ((struct str){(const char *)(i)->b, 16})
bool id_eq(const struct id *a, const struct id *b);
bool id_is_zero(const struct id *i);
/* "01jd8z..." : 26 letters and digits (Crockford base32, lower case), sorting like the bytes. */
struct str id_write(struct arena *a, const struct id *i);
MUST_CHECK bool id_parse(struct id *out, struct str s, struct err *err);

enum ref_kind { REF_NONE, REF_RECORD, REF_STATEMENT, REF_PASSAGE };
struct ref {
    enum ref_kind kind;
    struct id id;       /* the record, or the passage's document */
    struct hash entry;  /* of a statement */
    int64_t index;      /* of a statement */
    int64_t start, end; /* of a passage: bytes of the document's text */
};
bool ref_eq(const struct ref *a, const struct ref *b);
struct ref ref_record(struct id id);
struct ref ref_passage(struct id document, int64_t start, int64_t end);
struct ref ref_statement(struct hash entry, int64_t index);

enum value_type {
    V_TEXT,
    V_DATE,
    V_QUANTITY,
    V_PLACE,
    V_RECORD,
    V_FILE,
    V_TERM,
    V_SEALED,
    V_NUMBER,
    V_STATEMENT,
    V_BYTES,
    V_PIECE,
    V__COUNT
};
enum bound {
    BOUND_NONE,
    BOUND_EXACT,
    BOUND_ABOUT,
    BOUND_AT_LEAST,
    BOUND_AT_MOST,
    BOUND_BETWEEN,
    BOUND_WORDS
};
struct quantity {
    bool has_min, has_max;
    int64_t min, max;
    enum bound bound;
    struct str unit, population, measure; /* measure: a term */
};
struct value {
    enum value_type type;
    struct str text; /* TEXT, DATE (EDTF), PLACE (as written), TERM, BYTES, PIECE */
    struct quantity quantity;
    struct ref ref;     /* RECORD, STATEMENT; PLACE if its record is known */
    int64_t number;     /* NUMBER; PIECE: first byte; FILE: size */
    struct hash hash;   /* FILE: SHA-256 of the content; SEALED */
    struct str media;   /* FILE */
    uint8_t key[KEY_N]; /* FILE: opens the stored file */
};
struct value value_text(struct str s);
struct value value_date(struct str edtf);
struct value value_term(struct str term);
struct value value_record(struct id id);
struct value value_number(int64_t n);
struct value value_statement(struct hash entry, int64_t index);
struct value value_bytes(const void *p, isize n);

enum { QUALIFIER_PLANNED = 1, QUALIFIER_INFERRED = 2, QUALIFIER_RELATIVE = 4 };
enum { HEARSAY_UNSAID = -1 };

struct stmt {
    struct ref subject;
    struct str property;
    struct value value;
    struct str language;
    struct ref source; /* NONE, RECORD or PASSAGE */
    struct str as_written;
    int hedge;        /* number of the term in the vocabulary 'hedge'; 0: not said */
    int hearsay;      /* HEARSAY_UNSAID: not said; use STMT() to make one */
    struct id holder; /* zero: none, or holder_name */
    struct str holder_name;
    struct str as_of;           /* EDTF */
    int reliability, closeness; /* 0: not said */
    struct str rule;            /* empty: made by a person */
    int rule_version, rule_score;
    unsigned qualifiers;
};
/* STMT(.subject = ..., .property = S("core:name"), .value = ...) */
#define STMT(...) ((struct stmt){.hearsay = HEARSAY_UNSAID, __VA_ARGS__})

void stmt_write(struct buf *b, const struct stmt *s);
/* E_CORRUPT. Texts are borrowed from bytes. Dates are not parsed here: text of any EDTF level. */
MUST_CHECK bool stmt_parse(struct stmt *out, struct str bytes, struct err *err);

/* SHA-256("cairn.stmt.v1" 0 || salt || statement) */
struct hash stmt_digest(const uint8_t salt[SALT_N], struct str bytes);

#endif
