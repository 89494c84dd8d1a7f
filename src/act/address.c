/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "act/address.h"

#include "base/utf8.h"
#include "lang/edtf.h"
#include "record/ids.h"

enum { TYPED_SHOWN = 40 };

const char *address_how_say(enum address_how how)
{
    switch (how) {
    case ADDRESS_TELEPHONED: return TR("telephoned");
    case ADDRESS_OFFICIAL_PAGE: return TR("official page");
    case ADDRESS_RETURNED_RECEIPT: return TR("returned receipt");
    }
    UNREACHABLE();
}

bool day_typed(int64_t *out, struct str typed, struct err *err)
{
    if (edtf_one_day(out, typed))
        return true;
    (void)err_set(err, E_INVALID, "no day");
    return err_detail(err, "\"%.*s\" is no day. Please write it as 2026-03-02.",
                      FS(utf8_cut(typed, TYPED_SHOWN)));
}

bool day_check(struct str *out, struct workspace *w, struct str typed, struct arena *a,
               struct err *err)
{
    int64_t now = sys_now(w->sys), day;
    typed = str_trim(typed);
    if (!typed.n) {
        *out = time_day(now, a);
        return true;
    }
    if (!day_typed(&day, typed, err))
        return false;
    if (day > day_of_time(now) + 1) { /* it is tomorrow already elsewhere */
        (void)err_set(err, E_INVALID, "a day to come");
        return err_detail(err, "%.*s has not come yet.", FS(typed));
    }
    *out = typed;
    return true;
}

bool address_confirm(struct workspace *w, const struct address_confirmation *c, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct fact f;
    struct ref what;
    struct str day = {0};
    if (!fact_load(&f, &w->reader, c->no, tmp.arena, err))
        return false;
    if (!f.p || f.p->number != P_ADDRESS)
        return err_set(err, E_NOTFOUND, "the statement is no address");
    if (!day_check(&day, w, c->on, tmp.arena, err) || !journal_ref(&what, w->v->db, c->no, err))
        return false;
    struct str how = str_from_c(address_how_say(c->how)), by = str_trim(c->by);
    if (by.n)
        how = str_format(tmp.arena, "%.*s (%.*s)", FS(how), FS(by));
    if (str_trim(c->more).n)
        how = str_format(tmp.arena, "%.*s: %.*s", FS(how), FS(str_trim(c->more)));
    struct stmt s[] = {
        STMT(.subject = what, .property = S("core:verified_on"), .value = value_date(day)),
        STMT(.subject = what, .property = S("core:verified_by"),
             .value = value_record(w->v->member)),
        STMT(.subject = what, .property = S("core:verified_how"), .value = value_text(how)),
    };
    return workspace_say(w, ENTRY_LABEL, s, COUNTOF(s), NULL, err);
}
