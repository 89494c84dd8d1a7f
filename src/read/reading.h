/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reading.h - what a letter, appeal or statement says, found by rules.
 *
 * A reading holds proposals, never facts: each item says where in the text it stands ('span', in
 * bytes, on borders of code points), which rule found it, that rule's version, and a score of
 * 0 (a guess) to 1000 (printed so). A person decides what becomes a statement.
 *
 * Words are as printed (a slice of the text) except where a field says 'canonical' or is a date.
 * An absent word or date is the empty str. Dates are EDTF level 1 or XXXX-MM-DD (lang/edtf.h); a
 * date that the text gives relative to itself ("last week") is resolved against doc_date.
 * English, Korean and Chinese in both scripts are read; in a bilingual text events, figures and
 * asks are taken from the main language, and alt_spans point to the same thing in the other.
 *
 * The result depends on the text alone: same text, same reading. Time and memory are linear in the
 * text, which may be READING_MAX bytes; no list grows past READING_ITEMS_MAX.
 */
#ifndef READ_READING_H
#define READ_READING_H

#include "base/embed.h"
#include "base/json.h"
#include "base/str.h"

enum { READING_MAX = 1 << 20, READING_ITEMS_MAX = 2000 };

struct read_span {
    isize start, end; /* bytes of the text; end > start, or both 0 for "nowhere to point at" */
};
struct read_spans {
    struct read_span *at;
    isize n, cap;
};

/* Where an item comes from. The first member of every item. */
struct read_from {
    struct read_span span;
    const char *rule; /* stable name: "norm.treaty", "ask.bullet" */
    int version;      /* of the rule; a change in what it finds raises it */
    int score;        /* 0..1000 */
};

struct read_date {
    struct read_from from;
    struct str edtf;
};

/* A word or line by itself: a document symbol, a copy line, an earlier action. */
struct read_word {
    struct read_from from;
    struct str text; /* symbols in their usual spelling: "UA 52/12", "CHN 6/2023" */
};
struct read_words {
    struct read_word *at;
    isize n, cap;
};

struct read_sender {
    struct read_from from;
    struct str name, role, org;
    struct str_list aliases;
};
struct read_senders {
    struct read_sender *at;
    isize n, cap;
};

struct read_recipient {
    struct read_from from;
    struct str name;         /* without title or honorific; empty for an office alone */
    struct str office;       /* as printed */
    struct str_list address; /* postal lines only */
    struct str salutation;
};
struct read_recipients {
    struct read_recipient *at;
    isize n, cap;
};

struct read_signatory {
    struct read_from from;
    struct str name, role;
    bool organisation;
};
struct read_signatories {
    struct read_signatory *at;
    isize n, cap;
};

/* A treaty, declaration, statute, agreement or resolution; one for each article. */
struct read_norm {
    struct read_from from;
    struct str name;      /* as printed */
    struct str canonical; /* "CSR51", "domestic:VNM:criminal-code", "bilateral:CHN-PRK:..." */
    struct str article;   /* "33(1)" or empty */
};
struct read_norms {
    struct read_norm *at;
    isize n, cap;
};

struct read_body {
    struct read_from from;
    struct str name, canonical; /* "UNHCR", "SR-DPRK" */
};
struct read_bodies {
    struct read_body *at;
    isize n, cap;
};

enum read_hedge { READ_HEDGE_NONE, READ_HEDGE_ESTIMATED, READ_HEDGE_REPORTED, READ_HEDGE_ALLEGED };

enum read_event_type {
    READ_EVENT_OTHER,
    READ_EVENT_ARREST,
    READ_EVENT_DETENTION,
    READ_EVENT_REPATRIATION,
    READ_EVENT_THREAT_OF_RETURN,
    READ_EVENT_RAID,
    READ_EVENT_EXECUTION,
    READ_EVENT_TORTURE,
    READ_EVENT_DISAPPEARANCE,
    READ_EVENT_RELEASE,
    READ_EVENT_RESETTLEMENT,
    READ_EVENT_BORDER_CLOSURE,
    READ_EVENT_VISIT,
    READ_EVENT__COUNT
};

/* A number that may be open at either end. */
struct read_range {
    bool has_min, has_max;
    int64_t min, max;
};

struct read_event {
    struct read_from from;
    enum read_event_type type;
    struct str date, place;
    struct str date_words; /* as printed, where the date was completed from that of the text */
    bool date_relative; /* then: "지난 9일", "last week"; else only the year came from there */
    bool toward;        /* the place is where they were taken to */
    struct read_range count; /* of victims */
    enum read_hedge hedge;
    struct str_list actors, victims;
};
struct read_events {
    struct read_event *at;
    isize n, cap;
};

struct read_figure {
    struct read_from from;
    struct str what; /* the words counted */
    struct read_range value;
    enum read_hedge hedge;
    struct str as_of;
    struct read_spans alt_spans;
};
struct read_figures {
    struct read_figure *at;
    isize n, cap;
};

enum read_person_kind {
    READ_PERSON_OTHER,
    READ_PERSON_VICTIM,
    READ_PERSON_OFFICIAL,
    READ_PERSON_AUTHOR,
    READ_PERSON_EXPERT
};

struct read_person {
    struct read_from from;
    struct str name;
    enum read_person_kind kind;
    struct str_list other_script, aliases;
    struct str sex;         /* "m", "f" or empty; only where stated */
    struct str nationality; /* ISO 3166-1 alpha-3 or empty */
    int age;                /* in years, or -1 */
};
struct read_persons {
    struct read_person *at;
    isize n, cap;
};

struct read_place {
    struct read_from from;
    struct str name, country; /* ISO 3166-1 alpha-3 or empty */
    struct str_list aliases;
};
struct read_places {
    struct read_place *at;
    isize n, cap;
};

struct read_ask {
    struct read_from from;
    struct str text, addressee;
};
struct read_asks {
    struct read_ask *at;
    isize n, cap;
};

/* What can betray people: where they hide, how they travel, who helps them. */
enum read_protect_kind {
    READ_PROTECT_SAFE_HOUSE,
    READ_PROTECT_ROUTE,
    READ_PROTECT_BROKER,
    READ_PROTECT_HELPER,
    READ_PROTECT_CONTACT, /* with South Koreans or churches */
    READ_PROTECT_RELATIVES,
    READ_PROTECT_PHONE,
    READ_PROTECT__COUNT
};
struct read_protect {
    struct read_from from;
    enum read_protect_kind kind;
    bool outside; /* in an address, a signature, a list of copies: of those who wrote */
};
struct read_protects {
    struct read_protect *at;
    isize n, cap;
};

/* The number of people that a text speaks of first, and the women, men and children it gives. */
enum read_part {
    READ_PART_TOTAL,
    READ_PART_WOMEN,
    READ_PART_MEN,
    READ_PART_CHILDREN,
    READ_PART__COUNT
};
struct read_parts {
    int64_t count[READ_PART__COUNT]; /* 0: not said, or not exactly */
};
/* Do the parts fit into the whole? True also where there is nothing to compare. */
bool read_parts_fit(const struct read_parts *p);

struct reading {
    struct str language; /* "en", "ko", "zh-Hans", "zh-Hant", "en+zh-Hant", "und" */
    struct read_date doc_date, deadline;
    struct read_words symbols, copies;
    struct read_word follows_up;
    struct read_senders senders;
    struct read_recipients recipients;
    struct read_signatories signatories;
    struct read_norms norms;
    struct read_bodies bodies;
    struct read_events events;
    struct read_figures figures;
    struct read_persons persons;
    struct read_places places;
    struct read_asks asks;
    struct read_protects protect;
    struct read_parts parts;
};

/*
 * Read a text. Its words stay slices of 'text', which must live as long as the reading.
 * E_INVALID for bytes that are no UTF-8 (make them UTF-8 first), E_LIMIT past READING_MAX.
 */
MUST_CHECK bool reading_make(struct reading *out, struct str text, struct arena *a,
                             struct err *err);

/* The same for a text of a known day (EDTF), from which "yesterday" is counted if the text has no
 * date of its own. */
MUST_CHECK bool reading_make_on(struct reading *out, struct str text, struct str day,
                                struct arena *a, struct err *err);

/* For many texts: the tables, parsed once into an arena that outlives the readings. */
struct reader;
const struct reader *reader_new(struct arena *a);
MUST_CHECK bool reading_make_with(struct reading *out, const struct reader *x, struct str text,
                                  struct arena *a, struct err *err);

/* The schema of the evaluation letters, with "rule" and "score" added; spans in code points. */
void reading_write_json(struct json *j, const struct reading *r, struct str text);

/* The tables of words, for the pack that a journal names. Ended by a zero entry. */
const struct embedded *reading_tables(void);

struct str read_hedge_name(enum read_hedge h);
struct str read_protect_name(enum read_protect_kind k);
struct str read_event_name(enum read_event_type t);
struct str read_person_kind_name(enum read_person_kind k);

#endif
