/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/consent.h"

#include "lang/edtf.h"
#include "record/ids.h"
#include "record/labels.h"

/* ---- giving */

static bool is_no(int how)
{
    return how == TERM_CONSENT_HOW_REFUSED || how == TERM_CONSENT_HOW_NOT_ASKED ||
           how == TERM_CONSENT_HOW_WITHDRAWN;
}

bool consent_fits(int how, int level)
{
    return !(is_no(how) && level > TERM_CONSENT_INSIDE) &&
           !(how == TERM_CONSENT_HOW_CANNOT_BE_ASKED && level >= TERM_CONSENT_PUBLIC_NAME);
}

static bool check_how(const struct consent_given *c, struct err *err)
{
    if (c->how == TERM_CONSENT_HOW_CANNOT_BE_ASKED && c->level > TERM_CONSENT_INSIDE &&
        !(c->until.n && str_trim(c->reason).n)) {
        (void)err_set(err, E_INVALID, "a best-interest decision needs a reason and a day");
        return err_detail(err, "Who cannot be asked is spoken of only after somebody weighed it: "
                               "say why (--reason) and when it is looked at again (--until).");
    }
    if (consent_fits(c->how, c->level))
        return true;
    (void)err_set(err, E_INVALID, "the level does not fit how consent was given");
    if (is_no(c->how))
        return err_detail(
            err, "Who refused, withdrew or was not asked has not agreed that anything leaves: "
                 "choose 'inside'.");
    return err_detail(err, "Who cannot be asked has not agreed to be named in public. If a "
                           "relative or a lawyer decided, say so (--how, --by); else choose "
                           "'public_code'.");
}

static isize consent_says(struct stmt *s, struct workspace *w, const struct consent_given *c,
                          struct arena *a)
{
    isize n = 0;
    struct str level = vocabulary_term_text(w->schema, V_CONSENT, c->level, a);
    if (c->what.kind == REF_RECORD)
        s[n++] = STMT(.property = S("core:consent_for"), .value = value_record(c->what.id));
    s[n++] = STMT(.property = S("core:consent_level"), .value = value_term(level),
                  .as_of = time_day(sys_now(w->sys), a));
    if (c->how)
        s[n++] =
            STMT(.property = S("core:consent_how"),
                 .value = value_term(vocabulary_term_text(w->schema, V_CONSENT_HOW, c->how, a)),
                 .holder_name = c->who);
    if (!id_is_zero(&c->by))
        s[n++] = STMT(.property = S("core:consent_by"), .value = value_record(c->by));
    if (c->until.n)
        s[n++] = STMT(.property = S("core:consent_expires"), .value = value_date(c->until));
    if (c->limits.n)
        s[n++] = STMT(.property = S("core:consent_limits"), .value = value_text(c->limits));
    return n;
}

bool consent_make(struct consent_made *out, struct workspace *w, const struct consent_given *c,
                  struct arena *a, struct err *err)
{
    struct consent_made m = {.id = id_new(w->sys), .labels = 1};
    if (!check_how(c, err))
        return false;
    m.said[0] = STMT(.property = S("core:type"),
                     .value = value_term(type_term(w->schema, TYPE_CONSENT, a)));
    m.n = 1 + consent_says(&m.said[1], w, c, a);
    for (isize i = 0; i < m.n; i++) {
        m.said[i].subject = ref_record(m.id);
        if (!stmt_check(w->schema, TYPE_CONSENT, &m.said[i], err))
            return false;
    }
    struct str term = vocabulary_term_text(w->schema, V_CONSENT, c->level, a);
    m.label[0] = STMT(.subject = c->what, .property = S("core:may_leave"),
                      .value = value_term(term), .source = ref_record(m.id));
    if (c->reason.n)
        m.label[m.labels++] =
            STMT(.subject = c->what, .property = S("core:reason"), .value = value_text(c->reason));
    *out = m;
    return true;
}

bool consent_give(struct id *out, struct workspace *w, const struct consent_given *c,
                  struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct consent_made m;
    if (!consent_make(&m, w, c, tmp.arena, err))
        return false;
    struct draft d[2] = {{.kind = ENTRY_LABEL, .stmts = m.said, .n = m.n},
                         {.kind = ENTRY_LABEL, .stmts = m.label, .n = m.labels}};
    if (!journal_write(w->v, NULL, d, 2, err))
        return false;
    *out = m.id;
    return true;
}

/* ---- what it allows now */

static bool has_ended(bool *out, const struct reader *r, int64_t no, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct err none = {0};
    struct stmt s;
    struct edtf e;
    if (!journal_stmt(&s, r->db, no, tmp.arena, err))
        return false;
    *out = s.value.type != V_DATE || !edtf_parse(&e, s.value.text, &none) || !r->sys ||
           edtf_range(&e).hi < day_of_time(sys_now(r->sys));
    return true;
}

bool consent_of_label(int *out, const struct reader *r, const struct stmt *label, struct err *err)
{
    struct err none = {0};
    struct newest level, withdrawn, expires, until;
    int64_t row;
    int term = label_term(r->schema, P_MAY_LEAVE, label);
    bool over = false, past = false;
    if (label->source.kind != REF_RECORD) {
        *out = term;
        return true;
    }
    if (!record_row_of(&row, r->db, &label->source.id, &none)) {
        *out = TERM_CONSENT_INSIDE;
        return none.code == E_NOTFOUND || err_copy(err, &none);
    }
    if (!newest_of(&level, r->db, row, P_CONSENT_LEVEL, err) ||
        !newest_of(&withdrawn, r->db, row, P_WITHDRAWN_ON, err) ||
        !newest_of(&expires, r->db, row, P_CONSENT_EXPIRES, err) ||
        !newest_of(&until, r->db, row, P_UNTIL, err) ||
        (expires.no && !has_ended(&over, r, expires.no, err)) ||
        (until.no && !has_ended(&past, r, until.no, err)))
        return false;
    if (!level.no || withdrawn.no || over || past)
        term = TERM_CONSENT_INSIDE;
    else if (level.value < term)
        term = (int)level.value;
    *out = term;
    return true;
}
