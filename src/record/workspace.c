/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/workspace.h"

#include "base/list.h"
#include "lang/edtf.h"
#include "record/ids.h"
#include "record/labels.h"
#include "record/view.h"

SQL(Q_LINKS, ROOM_RECORD,
    "SELECT no FROM stmt WHERE subject = ?1 AND property = 10 AND value = ?2 AND flags < 32");

/* The workspace as a record: the first half of its name. */
struct id workspace_id(const struct vault *v)
{
    struct id id;
    for (int i = 0; i < 16; i++)
        id.b[i] = v->workspace.b[i];
    return id;
}

const struct view *const *workspace_views(const struct schema *s, struct arena *a)
{
    struct view *v = NEWN(a, struct view, 2);
    const struct view **list = NEWN(a, const struct view *, 3);
    v[0] = view_record(s);
    v[1] = view_search(s);
    list[0] = &v[0];
    list[1] = &v[1];
    return list;
}

bool workspace_device(struct workspace *w, struct err *err)
{
    struct stmt s = STMT(.subject = ref_record(workspace_id(w->v)), .property = S("core:note"),
                         .value = value_text(S("opened on a new device")));
    return w->v->device_known || w->v->read_only || w->v->lost.n ||
           workspace_say(w, ENTRY_DEVICE, &s, 1, NULL, err);
}

bool workspace_open(struct workspace *out, struct vault *v, const struct schema *s,
                    struct launcher *l, enum language lang, UNUSED struct err *err)
{
    struct workspace w = {.sys = v->sys, .v = v, .launcher = l, .schema = s};
    w.reader = (struct reader){.db = v->db,
                               .schema = s,
                               .lang = lang,
                               .sys = v->sys,
                               .gate = {AUDIENCE_MEMBERS, SENSITIVITY_SECRET}};
    *out = w;
    return true;
}

bool workspace_share(struct workspace *out, const struct workspace *w, int64_t cache_mb,
                     struct arena *a, struct err *err)
{
    struct workspace mine = *w;
    if (!vault_share(&mine.v, w->v, cache_mb, a, err))
        return false;
    mine.reader.db = mine.v->db;
    *out = mine;
    return true;
}

bool workspace_say(struct workspace *w, enum entry_kind kind, const struct stmt *s, isize n,
                   struct written *out, struct err *err)
{
    struct draft d = {.kind = kind, .stmts = s, .n = n};
    return journal_write(w->v, out, &d, 1, err);
}

bool workspace_copied(struct workspace *w, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct stmt s = STMT(.subject = ref_record(workspace_id(w->v)), .property = S("core:copied"),
                         .value = value_date(time_day(sys_now(w->sys), tmp.arena)));
    /* The copy itself lacks this: put back on this computer, it must not count as an older one. */
    struct draft d = {.kind = ENTRY_CUSTODY, .stmts = &s, .n = 1, .passing = true};
    return journal_write(w->v, NULL, &d, 1, err);
}

struct str type_term(const struct schema *s, int type, struct arena *a)
{
    const struct record_type *t = schema_type(s, type);
    ASSERT(t);
    return str_format(a, "type:%.*s", FS(t->id));
}

struct str vocabulary_term_text(const struct schema *s, int vocabulary, int term, struct arena *a)
{
    const struct vocabulary *v = schema_vocabulary(s, vocabulary);
    const struct term *t = v ? vocabulary_term(v, term) : NULL;
    ASSERT(t);
    return str_format(a, "%.*s:%.*s", FS(v->id), FS(t->id));
}

bool record_new(struct id *out, struct workspace *w, int type, struct draft d, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct id id = id_new(w->sys);
    struct stmt *all = NEWN(tmp.arena, struct stmt, d.n + 1);
    all[0] = STMT(.subject = ref_record(id), .property = S("core:type"),
                  .value = value_term(type_term(w->schema, type, tmp.arena)));
    for (isize i = 0; i < d.n; i++) {
        all[i + 1] = d.stmts[i];
        all[i + 1].subject = ref_record(id);
        if (!stmt_check(w->schema, type, &all[i + 1], err))
            return false;
    }
    if (!workspace_say(w, d.kind, all, d.n + 1, NULL, err))
        return false;
    *out = id;
    return true;
}

/* A reason stands beside the change it explains, as a statement of its own that can be erased. */
static isize with_reason(struct stmt *s, isize n, struct str reason)
{
    if (reason.n)
        s[n++] = STMT(.subject = s[0].subject, .property = S("core:reason"),
                      .value = value_text(reason));
    return n;
}

bool fact_retract(struct workspace *w, int64_t no, bool retract, struct str reason, struct err *err)
{
    struct ref target;
    struct stmt s[2];
    if (!journal_ref(&target, w->v->db, no, err))
        return false;
    s[0] = STMT(.subject = target, .property = S("core:retracted"), .value = value_number(retract));
    return workspace_say(w, ENTRY_CHANGE, s, with_reason(s, 1, reason), NULL, err);
}

bool fact_judge(struct workspace *w, int64_t no, int judgement, int64_t against, struct str reason,
                struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct ref target, rival;
    struct stmt s[3];
    isize n = 1;
    if (!journal_ref(&target, w->v->db, no, err))
        return false;
    s[0] = STMT(.subject = target, .property = S("core:judged"),
                .value =
                    value_term(vocabulary_term_text(w->schema, V_JUDGEMENT, judgement, tmp.arena)));
    if (against) {
        if (!journal_ref(&rival, w->v->db, against, err))
            return false;
        s[n++] = STMT(.subject = target, .property = S("core:judged_against"),
                      .value = value_statement(rival.entry, rival.index));
    }
    return workspace_say(w, ENTRY_CHANGE, s, with_reason(s, n, reason), NULL, err);
}

bool label_set(struct workspace *w, const struct ref *what, int property, int term,
               struct str reason, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct stmt s[2];
    const struct property *p = schema_property(w->schema, property);
    ASSERT(property == P_SENSITIVITY || property == P_MAY_LEAVE);
    int vocabulary = property_vocabulary(w->schema, p)->number;
    s[0] = STMT(.subject = *what, .property = p->id,
                .value = value_term(vocabulary_term_text(w->schema, vocabulary, term, tmp.arena)));
    return workspace_say(w, ENTRY_LABEL, s, with_reason(s, 1, reason), NULL, err);
}

/* Take back every statement that links the two. */
static bool unlink_records(struct workspace *w, int64_t a, int64_t b, struct str reason,
                           struct err *err)
{
    struct {
        int64_t *at;
        isize n, cap;
    } l = {0};
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    for (int turn = 0; turn < 2; turn++) {
        AUTO(rows_drop)
        struct rows r = db_rows(w->v->db, &Q_LINKS, VALS(vi(turn ? b : a), vi(turn ? a : b)));
        while (rows_next(&r)) {
            struct fact f;
            struct err none = {0};
            /* A link that these eyes may not see is none to them. */
            if (fact_load(&f, &w->reader, rows_int(&r, 0), tmp.arena, &none))
                *LIST_ADD(&l, tmp.arena) = f.no;
            else if (none.code != E_NOTFOUND)
                return err_copy(err, &none);
        }
        if (!rows_done(&r, err))
            return false;
    }
    for (isize i = 0; i < l.n; i++)
        if (!fact_retract(w, l.at[i], true, reason, err))
            return false;
    return l.n > 0 || err_set(err, E_NOTFOUND, "the two records are not linked");
}

/* A person and an office are never one thing; a body of a state may have been taken for another. */
static bool same_kind(struct workspace *w, int64_t a, int64_t b, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct label_cache labels = label_cache_in(tmp.arena);
    int x, y;
    if (!label_type(&x, &labels, &w->reader, a, err) ||
        !label_type(&y, &labels, &w->reader, b, err))
        return false;
    bool bodies = (x == TYPE_AGENCY || x == TYPE_ORGANISATION || x == TYPE_OFFICE) &&
                  (y == TYPE_AGENCY || y == TYPE_ORGANISATION || y == TYPE_OFFICE);
    if (x == y || !x || !y || bodies)
        return true;
    const struct record_type *tx = schema_type(w->schema, x), *ty = schema_type(w->schema, y);
    (void)err_set(err, E_INVALID, "records of two kinds");
    return err_detail(err, "One is of type %.*s, the other %.*s: they cannot be one thing.",
                      FS(tx ? tx->id : S("?")), FS(ty ? ty->id : S("?")));
}

bool record_link(struct workspace *w, const struct id *a, const struct id *b, bool linked,
                 struct str reason, struct err *err)
{
    int64_t ra, rb;
    struct stmt s[2];
    if (!record_row_of(&ra, w->v->db, a, err) || !record_row_of(&rb, w->v->db, b, err))
        return false;
    if (ra == rb)
        return err_set(err, E_INVALID, "a record and itself") ||
               err_detail(err, "Both ids are of one record: name another one.");
    if (!linked)
        return unlink_records(w, ra, rb, reason, err);
    if (!same_kind(w, ra, rb, err))
        return false;
    s[0] = STMT(.subject = ref_record(*a), .property = S("core:same"), .value = value_record(*b));
    return workspace_say(w, ENTRY_CHANGE, s, with_reason(s, 1, reason), NULL, err);
}
