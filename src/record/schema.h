/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * schema.h - what can be said: types of record, properties, vocabularies.
 *
 * The schema is data/schema and data/vocab: text files that a lawyer or a translator can edit
 * (their README says how), put into the program when it is built and parsed once when it starts. A
 * workspace may add properties of its own in the same format.
 *
 * Every type, property, vocabulary and term has a name (core:custody) and a number (271). Both are
 * for ever: data/schema/numbers.txt is the ledger of all numbers ever given, and the build fails
 * when one changes its meaning. The store and the journal hold numbers; people see labels.
 * record/ids.h (made by tools/schemac.c from the same files) has the numbers as C constants:
 * P_NAME, T_PERSON, HEDGE_REPORTED.
 *
 * A parsed schema is never changed; it lives in the arena it was parsed into.
 */
#ifndef RECORD_SCHEMA_H
#define RECORD_SCHEMA_H

#include "base/embed.h"
#include "base/map.h"
#include "lang/msg.h"

enum {
    SCHEMA_OWN_FIRST = 100000, /* numbers from here on are a workspace's own */
    SCHEMA_NUMBER_MAX = 999999,
    SCHEMA_NAME_MAX = 60,    /* bytes of a name */
    SCHEMA_TYPE_RECORD = 90, /* "record": any record that people make */
};

struct labels {
    struct str in[LANG__COUNT]; /* all filled for the program's own; English at least for others */
};

/* What stands in a statement's value. */
enum value_kind {
    VALUE_TEXT,      /* words, in a language */
    VALUE_DATE,      /* EDTF (lang/edtf.h) */
    VALUE_QUANTITY,  /* min, max, unit, population, measure */
    VALUE_PLACE,     /* a place record, or words for a place */
    VALUE_REFERENCE, /* a record (or statement, passage...) of one of the types in 'refers' */
    VALUE_FILE,      /* an encrypted file */
    VALUE_TERM,      /* a term of 'vocabulary' */
    VALUE_SEALED,    /* a ciphertext that only named members open */
    VALUE_FLAG,      /* yes or no */
    VALUE_BYTES,     /* keys and signatures */
    VALUE_PIECE,     /* a stretch of a document's text, with the byte where it begins */
    VALUE__COUNT
};

/* How a text value is written: for forms and checks, never a reason to refuse a source's words. */
enum text_format {
    FORMAT_LINE,
    FORMAT_LONG, /* several lines */
    FORMAT_WEB,
    FORMAT_EMAIL,
    FORMAT_PHONE,
    FORMAT_COUNTRY,  /* ISO 3166-1 alpha-3 */
    FORMAT_LANGUAGE, /* BCP 47 */
    FORMAT_SYMBOL,   /* a document symbol: A/HRC/25/63 */
    FORMAT_POINT,    /* latitude, longitude: 42.97,129.84 */
    FORMAT_HASH,     /* lower-case hexadecimal */
    FORMAT_ADDRESS,  /* postal lines */
    FORMAT__COUNT
};

/* When two values of one property are the same value. */
enum comparison {
    COMPARE_EXACT,    /* by bytes, or the same term, record or file */
    COMPARE_FOLDED,   /* text that folds alike (lang/normal.h) */
    COMPARE_DATE,     /* dates that can be the same moment */
    COMPARE_QUANTITY, /* ranges that overlap, of one unit */
    COMPARE_ADDRESS,  /* folded, without punctuation and line ends */
    COMPARE__COUNT
};

/* Two statements can only disagree when all parts of their key are alike. Bits. */
enum key_part {
    KEY_SUBJECT = 1,
    KEY_MEASURE = 2,
    KEY_POPULATION = 4,
    KEY_HOLDER = 8,
    KEY_AS_OF = 16,
    KEY_LANGUAGE = 32,
    KEY_UNIT = 64,
};

/* Whom a value may name outside without a consent. Bits; the gate decides, this is what it asks. */
enum by_name {
    BY_NAME_OFFICE = 1,    /* of a person while that person is known to hold an office */
    BY_NAME_SIGNATORY = 2, /* of a signatory who signed, and has not withdrawn */
    BY_NAME_ALWAYS = 4,    /* public by nature: an office's address, the name of a state body */
};

enum sensitivity { SENSITIVITY_OPEN = 1, SENSITIVITY_RESTRICTED = 2, SENSITIVITY_SECRET = 3 };

struct term {
    int number;
    struct str id; /* "reported" */
    struct labels label;
    struct str hint;
    isize parent;   /* index in the same vocabulary, or -1 */
    struct str esf; /* HURIDOCS code, 12 digits, or empty */
    bool is_flow;   /* measures: counted over a period, not at a moment */
    bool retired;   /* still read, no longer offered */
};

struct term_list {
    struct term *at;
    isize n, cap;
};

struct vocabulary {
    int number;
    struct str id; /* "hedge" */
    struct labels label;
    struct str source, as_of; /* where the list comes from, and when it was last checked */
    struct term_list terms;   /* in the order that forms show */
};
struct vocabulary_list {
    struct vocabulary *at;
    isize n, cap;
};

struct index_list {
    isize *at;
    isize n, cap;
};

struct record_type {
    int number;
    struct str id; /* "person" */
    struct labels label;
    struct str hint;
    bool part;                    /* not a record that people make: statement, passage, member... */
    struct index_list properties; /* in schema.properties, in the order of the files */
};
struct record_type_list {
    struct record_type *at;
    isize n, cap;
};

struct property {
    int number;
    struct str id; /* "core:name" */
    struct labels label;
    struct str hint;
    enum value_kind value;
    enum text_format format;
    isize vocabulary;         /* index of the vocabulary of a VALUE_TERM, else -1 */
    struct index_list on;     /* the types it may be said of */
    struct index_list refers; /* VALUE_REFERENCE: the types it may name */
    bool many;                /* several values may stand side by side without a conflict */
    bool needs_as_of;         /* without its date the value says nothing */
    bool retired;
    unsigned key; /* enum key_part */
    enum comparison compare;
    enum sensitivity sensitivity; /* ask property_sensitivity(), not this */
    struct index_list open_for;   /* the types for which it is open all the same */
    unsigned by_name;             /* enum by_name */
};
struct property_list {
    struct property *at;
    isize n, cap;
};

struct number_index { /* in order of number */
    struct number_at {
        int number;
        isize at;
    } * at;
    isize n, cap;
};

struct schema {
    struct record_type_list types;
    struct property_list properties;
    struct vocabulary_list vocabularies;
    /* private to schema.c */
    struct map type_ids, property_ids, vocabulary_ids;
    struct number_index type_numbers, property_numbers, vocabulary_numbers;
};

/*
 * Read schema files (ended by a zero entry), in any order of their blocks. prefix is the name space
 * of their properties: "core", or a workspace's own, whose numbers begin at SCHEMA_OWN_FIRST.
 * E_INVALID with err.msg "file:line: what is wrong": unknown keys, repeated names or numbers,
 * references to what is not there are all refused.
 */
MUST_CHECK bool schema_parse(struct schema *out, const struct embedded *files, struct str prefix,
                             struct arena *a, struct err *err);

/* The schema in the program. The build checked that it parses, so this cannot fail. */
const struct schema *schema_builtin(struct arena *a);
/* The same, and a workspace's own files and name space. */
MUST_CHECK bool schema_with(struct schema *out, const struct embedded *files, struct str prefix,
                            struct arena *a, struct err *err);

/* The files themselves, for the pack that a journal names by hash. Ended by a zero entry. */
const struct embedded *schema_files(void);

/* Look-ups: NULL if there is none. */
const struct record_type *schema_type(const struct schema *s, int number);
const struct record_type *schema_type_by_id(const struct schema *s, struct str id);
const struct property *schema_property(const struct schema *s, int number);
const struct property *schema_property_by_id(const struct schema *s, struct str id);
const struct vocabulary *schema_vocabulary(const struct schema *s, int number);
const struct vocabulary *schema_vocabulary_by_id(const struct schema *s, struct str id);
const struct vocabulary *property_vocabulary(const struct schema *s, const struct property *p);
const struct term *vocabulary_term(const struct vocabulary *v, int number);
const struct term *vocabulary_term_by_id(const struct vocabulary *v, struct str id);

/* 'type' is a number. A property on 'record' is on every type of record that people make. */
bool property_is_on(const struct schema *s, const struct property *p, int type);
bool property_refers_to(const struct schema *s, const struct property *p, int type);
/* The sensitivity of a statement of p about a record of that type, when no label says otherwise. */
enum sensitivity property_sensitivity(const struct schema *s, const struct property *p, int type);
/* Is the term 'inner' the term 'outer' or below it? (handover: repatriation) */
bool term_is_under(const struct vocabulary *v, int inner, int outer);

/* The label in that language; English where there is none. */
struct str label_in(const struct labels *l, enum language lang);
/* The label of a term by its numbers; "?" if this program does not know it. */
struct str schema_term_say(const struct schema *s, int vocabulary, int term, enum language lang);

#endif
