/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/door.h"

#include <stdlib.h>

#include "base/list.h"
#include "sys/file.h"
#include "web/form.h"
#include "web/request.h"

/* A folder without a key file, or with one that cannot be read, is none of ours. */
static bool case_look(struct door_case *out, struct site *s, struct str name, struct arena *a)
{
    struct keys k;
    struct str bytes;
    struct err none = {0};
    struct file_info store;
    *out = (struct door_case){.name = name,
                              .path = str_format(a, "%.*s/%.*s", FS(s->door.home), FS(name))};
    if (str_ends(name, S(".making")) || !vault_keys(&k, &bytes, s->sys, out->path, a, &none) ||
        !file_stat(&store, s->sys, vault_journal_path(out->path, a), &none))
        return false;
    out->used = store.mtime;
    out->demonstration = k.demonstration;
    return true;
}

static int newest_first(const void *a, const void *b)
{
    const struct door_case *x = a, *y = b;
    if (x->used != y->used)
        return x->used < y->used ? 1 : -1;
    return str_cmp(x->name, y->name);
}

bool door_cases(struct door_case_list *out, struct site *s, struct arena *a, struct err *err)
{
    struct door_case_list l = {0};
    struct str_list names = {0};
    struct file_info home = {0};
    if (s->door.home.n && !file_stat(&home, s->sys, s->door.home, err))
        return false;
    if (home.kind == FILE_DIR && !dir_list(&names, s->sys, s->door.home, a, err))
        return false;
    for (isize i = 0; i < names.n && l.n < DOOR_CASES_MAX; i++) {
        struct door_case c;
        if (case_look(&c, s, names.at[i], a))
            *LIST_ADD(&l, a) = c;
    }
    if (l.n)
        qsort(l.at, (size_t)l.n, sizeof *l.at, newest_first);
    *out = l;
    return true;
}

bool door_find(struct site *s, struct err *err)
{
    struct door_case_list l;
    struct keys k;
    struct str bytes;
    if (s->door.vault.n) {
        if (!vault_keys(&k, &bytes, s->sys, s->door.vault, s->a, err))
            return false;
        s->path = s->door.vault;
        s->demonstration = k.demonstration;
        return true;
    }
    if (!door_cases(&l, s, s->a, err))
        return false;
    if (l.n) {
        s->path = l.at[0].path;
        s->demonstration = l.at[0].demonstration;
    }
    return true;
}

/* A name counts only from who may see the names, and only if it is one of them. */
bool door_chosen(struct str *path, const struct request *req, struct err *err)
{
    struct str name = params_get(&req->form, S("case"));
    struct door_case_list l;
    if (req->session.live && name.n) {
        if (!door_cases(&l, req->site, req->a, err))
            return false;
        for (isize i = 0; i < l.n; i++) {
            if (str_eq(l.at[i].name, name)) {
                *path = l.at[i].path;
                return true;
            }
        }
    }
    *path = req->site->path;
    return path->n || err_set(err, E_NOTFOUND, "there is no case file yet");
}
