/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/tree.h"

bool target_is_free(struct sys *s, struct str path, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct file_info info;
    struct str_list names = {0};
    if (!file_stat(&info, s, path, err))
        return false;
    if (info.kind == FILE_NONE)
        return true;
    if (info.kind == FILE_DIR) {
        if (!dir_list(&names, s, path, tmp.arena, err))
            return false;
        if (names.n == 0)
            return true;
    }
    (void)err_set(err, E_CONFLICT, "the target folder is not empty");
    return err_detail(err, "%.*s is there already and is not empty; nothing was changed.",
                      FS(path));
}

bool tree_remove(struct sys *s, struct str dir, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str_list names = {0};
    if (!dir_list(&names, s, dir, tmp.arena, err))
        return false;
    for (isize i = 0; i < names.n; i++) {
        struct str path = str_format(tmp.arena, "%.*s/%.*s", FS(dir), FS(names.at[i]));
        struct file_info info;
        if (!file_stat(&info, s, path, err) ||
            !(info.kind == FILE_DIR ? tree_remove(s, path, err) : file_remove(s, path, err)))
            return false;
    }
    return dir_remove(s, dir, err);
}

static bool list_below(struct str_list *out, struct sys *s, struct str dir, struct str below,
                       struct arena *a, struct err *err)
{
    struct str_list names = {0};
    struct str full = below.n ? str_format(a, "%.*s/%.*s", FS(dir), FS(below)) : dir;
    if (!dir_list(&names, s, full, a, err))
        return false;
    for (isize i = 0; i < names.n; i++) {
        struct str name =
            below.n ? str_format(a, "%.*s/%.*s", FS(below), FS(names.at[i])) : names.at[i];
        struct file_info info;
        if (!file_stat(&info, s, str_format(a, "%.*s/%.*s", FS(dir), FS(name)), err))
            return false;
        if (info.kind == FILE_DIR ? !list_below(out, s, dir, name, a, err) : false)
            return false;
        if (info.kind == FILE_PLAIN)
            str_list_add(out, name, a);
    }
    return true;
}

bool tree_list(struct str_list *out, struct sys *s, struct str dir, struct arena *a,
               struct err *err)
{
    struct str_list l = {0};
    if (!list_below(&l, s, dir, (struct str){0}, a, err))
        return false;
    *out = l;
    return true;
}
