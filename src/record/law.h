/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * law.h - the law that comes with the program: treaties and statutes, who is bound by them since
 * when, what articles oblige to, where one can turn, what was recommended.
 *
 * The data is data/law (its README explains the tables), put into the program when it is built and
 * parsed once when it starts. Every value says how far a person checked it; a value that nobody
 * checked must never be printed as a fact without its mark.
 *
 * From what day a state is bound is not looked up but computed: its deposit, and the treaty's own
 * rule, which is shown beside it. What is *not* so (not party, signed only) is known up to the
 * as-of of its row and no later.
 *
 * Days are days since 1970-01-01 (lang/edtf.h). States are ISO 3166-1 alpha-3. Nothing here knows a
 * case: norms that a team adds itself are records of type norm.
 */
#ifndef RECORD_LAW_H
#define RECORD_LAW_H

#include "base/embed.h"
#include "base/list.h"
#include "base/map.h"
#include "lang/edtf.h"
#include "record/ids.h"

/* How far a value was checked against the source of its row. */
enum law_check { LAW_VERIFIED, LAW_MONTH_VERIFIED, LAW_YEAR_VERIFIED, LAW_UNVERIFIED };

struct law_value {
    struct str text; /* without its mark; empty if the table says nothing */
    enum law_check check;
};

/* "day 90", "month 3", "day 60 then first of month"; n can be negative. */
enum law_unit { LAW_NO_SPAN, LAW_DAYS, LAW_MONTHS, LAW_YEARS };
struct law_span {
    enum law_unit unit;
    int n;
    bool then_first_of_month;
};
MUST_CHECK bool law_span_parse(struct law_span *out, struct str s, struct err *err);
/* The day that lies the span after 'day'. The 31st of a shorter month is its last day. */
int64_t law_span_add(struct law_span s, int64_t day);

struct law_instrument {
    struct str id; /* "CAT"; see data/law/README.md */
    int kind;      /* enum term_of_norm_kind */
    struct str name, name_ko, name_zh;
    struct str_list aliases;                   /* as people write them */
    struct law_value adopted, in_force, ended; /* EDTF */
    struct str line;                           /* what it is a version of, or empty */
    isize follows;                             /* index of the version before it, or -1 */
    isize followed_by;                         /* index of the version after it, or -1 */
    struct law_value rule;                     /* as written: when a later party is bound */
    struct law_span rule_span;
    struct str rule_article;
    struct str source, as_of, note;
};
struct law_act { /* what one state did about one instrument */
    isize instrument;
    struct str state;
    int act; /* enum term_of_treaty_act */
    enum law_check act_check;
    struct law_value date, signed_on, until, reservation, note;
    struct str source, as_of;
};
struct law_article {
    isize instrument;
    struct str article;       /* "33(1)" */
    struct law_value obliges; /* in our own words */
    struct str test;          /* refugee, torture... see data/law/articles.tsv */
    struct str source, as_of;
};

/* For which states a mechanism is open. */
enum law_opens {
    LAW_OPENS_ALL,
    LAW_OPENS_PARTY,
    LAW_OPENS_OPTIN,
    LAW_OPENS_OPTOUT,
    LAW_OPENS_STATES
};

struct law_mechanism {
    struct str id, kind, body, name;
    enum law_opens opens;
    enum law_check opens_check;
    isize opens_instrument;  /* for PARTY, OPTIN, OPTOUT; else -1 */
    struct str opens_states; /* for STATES: "THA KHM" */
    struct law_value since, receives, who, channel, fields, limits, time_limits, consent, outcome;
    struct str source, as_of;
};
struct law_acceptance {
    isize mechanism;
    struct str state;
    bool accepted;
    enum law_check check;
    struct law_value date;
    struct str source, as_of;
};
struct law_clock {
    struct str id;   /* term of the vocabulary 'clock' */
    isize mechanism; /* or -1 */
    struct str counted_from;
    struct law_value span_text;
    struct law_span span;
    struct str source, as_of;
};
struct law_recommendation {
    struct str id;
    struct law_value symbol, date, paragraph, says, follow_up;
    struct str body, to, actor, topics; /* 'to' and 'topics' are lists with blanks between */
    int response;                       /* enum term_of_response, 0 if none is known */
    struct str source, as_of;
};

struct law_instrument_list {
    struct law_instrument *at;
    isize n, cap;
};
struct law_act_list {
    struct law_act *at;
    isize n, cap;
};
struct law_article_list {
    struct law_article *at;
    isize n, cap;
};
struct law_mechanism_list {
    struct law_mechanism *at;
    isize n, cap;
};
struct law_acceptance_list {
    struct law_acceptance *at;
    isize n, cap;
};
struct law_clock_list {
    struct law_clock *at;
    isize n, cap;
};
struct law_recommendation_list {
    struct law_recommendation *at;
    isize n, cap;
};
struct law {
    struct law_instrument_list instruments;
    struct law_act_list acts;
    struct law_article_list articles; /* in the order of the table: by instrument, then article */
    struct law_mechanism_list mechanisms;
    struct law_acceptance_list acceptances;
    struct law_clock_list clocks;
    struct law_recommendation_list recommendations;
    struct map ids, aliases, acts_by_key, mechanism_ids; /* private to law.c */
};

/* Tables by file name, as in data/law, ended by a zero entry. E_INVALID "file:line: ...". */
MUST_CHECK bool law_parse(struct law *out, const struct embedded *files, struct arena *a,
                          struct err *err);
const struct law *law_builtin(struct arena *a); /* a test makes sure that it cannot fail */
const struct embedded *law_files(void);

/* Look-ups: NULL if there is none. */
const struct law_instrument *law_instrument(const struct law *l, struct str id);
const struct law_mechanism *law_mechanism(const struct law *l, struct str id);
const struct law_clock *law_clock(const struct law *l, struct str id);
const struct law_article *law_article(const struct law *l, const struct law_instrument *i,
                                      struct str article);
const struct law_act *law_act(const struct law *l, const struct law_instrument *i,
                              struct str state);
/* The version of a line that was in force on a day; NULL if none was. */
const struct law_instrument *law_version(const struct law *l, struct str line, int64_t day);

/*
 * An instrument by what people call it, in English, Korean or Chinese, compared folded. A year
 * beside the name is understood and judged: "the 1987 Convention against Torture" is the Convention
 * of 1984, called by its year in force. A year also chooses among the versions of a line.
 */
enum law_year { LAW_YEAR_NONE, LAW_YEAR_ADOPTED, LAW_YEAR_IN_FORCE, LAW_YEAR_WRONG };
struct law_named {
    const struct law_instrument *instrument; /* NULL: not known */
    enum law_year year_is;
    int year;
};
struct law_named law_find(const struct law *l, struct str name);

/* How an instrument stands for a state on a day. */
enum law_standing {
    LAW_UNKNOWN,     /* the tables do not say */
    LAW_NOT_BINDING, /* it binds nobody as a treaty: declaration, guidelines, report */
    LAW_NOT_PARTY,
    LAW_SIGNED,  /* signed only: must not defeat its object and purpose */
    LAW_NOT_YET, /* deposited; in force for it later */
    LAW_BOUND,
    LAW_ENDED, /* was bound, no longer is */
};
struct law_status {
    const struct law_instrument *instrument;
    const struct law_act *act; /* NULL: no row */
    enum law_standing standing;
    bool verified; /* the standing follows from checked values alone */
    bool stale;    /* the day is after the row's as-of: nobody looked since */
    bool has_from; /* a day can be told from which it is bound */
    bool from_verified;
    struct edtf_range from; /* lo == hi where the day is exact */
    struct str how;         /* "1982-09-24 and 90 days, art. 43(2)": what 'from' was computed by */
};
struct law_status law_status_on(const struct law *l, const struct law_instrument *i,
                                struct str state, int64_t day, struct arena *a);

struct law_status_list {
    struct law_status *at;
    isize n, cap;
};
/* Everything that bound a state on a day, or that it had signed, in the order of the table. */
void law_bound_on(struct law_status_list *out, const struct law *l, struct str state, int64_t day,
                  struct arena *a);

/* Is a mechanism open against a state on a day? */
enum law_answer { LAW_ANSWER_UNKNOWN, LAW_ANSWER_NO, LAW_ANSWER_YES };
struct law_open {
    enum law_answer answer;
    bool verified;
    const struct law_acceptance *acceptance; /* the declaration it hangs on, or NULL */
    struct law_status status;                /* of the instrument it hangs on; zero if on none */
};
struct law_open law_is_open(const struct law *l, const struct law_mechanism *m, struct str state,
                            int64_t day, struct arena *a);

/* "unverified", "month verified"...: the English word for a mark, empty for LAW_VERIFIED. */
struct str law_check_say(enum law_check c);

#endif
