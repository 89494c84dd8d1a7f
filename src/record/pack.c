/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/pack.h"

#include "base/list.h"
#include "record/ids.h"
#include "vault/blob.h"

enum { PACKS_MAX = 16, PACK_BYTES_MAX = 1 << 26 };

SQL(Q_PACKS, ROOM_RECORD, "SELECT no FROM stmt WHERE property = 28");

/* All files of a pack in one text: "== name", a line end, the file. */
static struct str pack_bytes(const struct pack *p, struct arena *a)
{
    struct buf b = buf_in(a, PACK_BYTES_MAX);
    for (const struct embedded *f = p->files; f->name.n; f++) {
        buf_addf(&b, "== %.*s\n", FS(f->name));
        buf_add(&b, f->bytes);
    }
    ASSERT(!b.full);
    return buf_str(&b);
}

static struct str pack_name(const struct pack *p, struct str bytes, struct arena *a)
{
    struct hash sum = hash_sha256(bytes);
    return str_format(a, "%s %.*s", p->name, FS(str_hex(a, sum.b, HASH_N)));
}

static bool known_packs(struct str_list *out, struct workspace *w, struct arena *a, struct err *err)
{
    AUTO(rows_drop) struct rows r = db_rows(w->v->db, &Q_PACKS, NOVALS);
    while (rows_next(&r)) {
        struct stmt s;
        if (!journal_stmt(&s, w->v->db, rows_int(&r, 0), a, err))
            return false;
        str_list_add(out, s.value.text, a);
    }
    return rows_done(&r, err);
}

static bool is_listed(const struct str_list *l, struct str s)
{
    for (isize i = 0; i < l->n; i++)
        if (str_eq(l->at[i], s))
            return true;
    return false;
}

bool packs_keep(struct workspace *w, const struct pack *packs, struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct str_list known = {0};
    struct stmt s[2 * PACKS_MAX];
    isize n = 0;
    struct ref self = ref_record(workspace_id(w->v));
    if (w->v->read_only || w->v->lost.n)
        return true;
    if (!known_packs(&known, w, a, err))
        return false;
    for (const struct pack *p = packs; p->name && n < COUNTOF(s); p++) {
        struct str bytes = pack_bytes(p, a), name = pack_name(p, bytes, a);
        struct value file;
        if (is_listed(&known, name))
            continue;
        if (!blob_add(&file, w->v, bytes, S("text/plain"), err))
            return err_in(err, "pack %s", p->name);
        s[n++] = STMT(.subject = self, .property = S("core:pack"), .value = value_text(name));
        s[n++] = STMT(.subject = self, .property = S("core:pack_file"), .value = file,
                      .as_written = name);
    }
    return n == 0 || workspace_say(w, ENTRY_PACK, s, n, NULL, err);
}
