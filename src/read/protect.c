/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/protect.h"

#include "record/document.h"
#include "record/ids.h"
#include "record/labels.h"

enum { PROTECT_VERSION = 1, LABELS_EACH = 2, LABELS_MAX = 2000, WORDS_MAX = 12, WORD_MAX = 60 };

static bool is_labelled(const struct label_passages *l, const struct read_span *s)
{
    for (isize i = 0; i < l->n; i++)
        if (l->at[i].start <= s->start && l->at[i].end >= s->end)
            return true;
    return false;
}

static isize label(struct stmt *at, const struct id *document, const struct read_protect *x,
                   bool published, struct arena *a)
{
    struct ref passage = ref_passage(*document, x->from.span.start, x->from.span.end);
    struct str rule = str_format(a, "protect.%.*s", FS(read_protect_name(x->kind)));
    at[0] = STMT(.subject = passage, .property = S("core:sensitivity"),
                 .value = value_term(S("sensitivity:restricted")), .rule = rule,
                 .rule_version = PROTECT_VERSION, .rule_score = x->from.score);
    at[1] = STMT(.subject = passage, .property = S("core:may_leave"),
                 .value = value_term(S("consent:inside")), .rule = rule,
                 .rule_version = PROTECT_VERSION, .rule_score = x->from.score);
    return published ? 1 : 2;
}

bool protect_document(struct workspace *w, const struct id *document, const struct reading *r,
                      struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct label_cache labels = label_cache_in(a);
    struct label_passages known;
    struct label own;
    struct reader all = w->reader;
    int64_t row;
    isize n = 0;
    all.gate = (struct gate){AUDIENCE_MEMBERS, SENSITIVITY_SECRET};
    if (r->protect.n == 0)
        return true;
    if (!record_row_of(&row, w->v->db, document, err) ||
        !label_record(&own, &labels, &all, row, err) ||
        !label_passages(&known, &labels, &all, row, err))
        return false;
    struct stmt *at = NEWN(a, struct stmt, (isize)LABELS_MAX * LABELS_EACH);
    for (isize i = 0; i < r->protect.n && i < LABELS_MAX; i++) {
        const struct read_protect *x = &r->protect.at[i];
        /* The letterhead of a published paper is there to be written to. */
        if (!(own.open && x->outside) && !is_labelled(&known, &x->from.span))
            n += label(&at[n], document, x, own.open, a);
    }
    return n == 0 || workspace_say(w, ENTRY_LABEL, at, n, NULL, err);
}

static bool is_there(const struct str_list *l, struct str word)
{
    for (isize i = 0; i < l->n; i++)
        if (str_eq(l->at[i], word))
            return true;
    return false;
}

bool protect_words(struct str_list *out, const struct reader *r, int64_t document, struct arena *a,
                   struct err *err)
{
    struct label_cache labels = label_cache_in(a);
    struct label_passages l;
    struct document_text text;
    struct str_list words = {0};
    if (!label_passages(&l, &labels, r, document, err) ||
        !document_text(&text, r, document, a, err))
        return false;
    for (isize i = 0; i < l.n && words.n < WORDS_MAX; i++) {
        struct str word = document_words(&text, l.at[i].start, l.at[i].end);
        bool kept =
            l.at[i].sensitivity >= SENSITIVITY_RESTRICTED && l.at[i].consent == TERM_CONSENT_INSIDE;
        if (kept && word.n && word.n <= WORD_MAX && !is_there(&words, word))
            str_list_add(&words, word, a);
    }
    *out = words;
    return true;
}
