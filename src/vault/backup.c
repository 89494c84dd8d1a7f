/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/backup.h"

#include "vault/blob.h"
#include "vault/tree.h"

enum { CONTENTS_MAX = 1 << 26, CHUNK = 1 << 16 };

static struct str in_dir(struct str dir, struct str name, struct arena *a)
{
    return str_format(a, "%.*s/%.*s", FS(dir), FS(name));
}

static bool hash_file(struct hash *out, int64_t *size, struct sys *s, struct str path,
                      struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    AUTO(file_close) struct file f = FILE_CLOSED;
    AUTO(hasher_drop) struct hasher h = {0};
    char *chunk = NEWN(tmp.arena, char, CHUNK);
    isize got = 1;
    if (!file_open_read(&f, s, path, err))
        return false;
    hasher_open(&h);
    while (got) {
        if (!file_get(&f, chunk, CHUNK, &got, err))
            return false;
        hasher_add(&h, chunk, got);
        *size += got;
    }
    *out = hasher_close(&h);
    return true;
}

/* CONTENTS: "hash  name" lines, as sha256sum -c reads them. */
static bool contents_write(struct backup_report *r, struct sys *s, struct str dir, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct buf b = buf_in(tmp.arena, CONTENTS_MAX);
    struct str_list names;
    struct str bytes;
    if (!tree_list(&names, s, dir, tmp.arena, err))
        return false;
    for (isize i = 0; i < names.n; i++) {
        struct hash h;
        if (!hash_file(&h, &r->bytes, s, in_dir(dir, names.at[i], tmp.arena), err))
            return false;
        buf_add(&b, str_hex(tmp.arena, h.b, HASH_N));
        buf_add(&b, S("  "));
        buf_add(&b, names.at[i]);
        buf_add_c(&b, '\n');
        r->files++;
    }
    return buf_done(&b, &bytes, err) &&
           file_write(s, in_dir(dir, S("CONTENTS"), tmp.arena), bytes, 0600, err);
}

static struct str parent_of(struct str path)
{
    while (path.n && path.p[path.n - 1] != '/')
        path.n--;
    return (struct str){path.p, path.n ? path.n - 1 : 0};
}

/* Copy names (relative, plain files) from one folder to another. */
static bool copy_files(struct sys *s, struct str from, struct str to, const struct str_list *names,
                       struct err *err)
{
    for (isize i = 0; i < names->n; i++) {
        AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
        struct str target = in_dir(to, names->at[i], tmp.arena);
        if (!dir_make(s, parent_of(target), err) ||
            !file_copy(s, in_dir(from, names->at[i], tmp.arena), target, err))
            return false;
    }
    return true;
}

static bool backup_fill(struct backup_report *r, struct vault *v, struct str dir, struct arena *a,
                        struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct str files = in_dir(v->path, S("files"), tmp.arena);
    struct str_list names = {0};
    /* The journal first: a file that came after it is only one too many in the copy. */
    if (!dir_make(v->sys, in_dir(dir, S("files"), tmp.arena), err) ||
        !db_copy_to(v->db, vault_journal_path(dir, tmp.arena), err) ||
        !tree_list(&names, v->sys, files, tmp.arena, err) ||
        !copy_files(v->sys, files, in_dir(dir, S("files"), tmp.arena), &names, err) ||
        !file_copy(v->sys, in_dir(v->path, S("keys"), tmp.arena), in_dir(dir, S("keys"), tmp.arena),
                   err))
        return false;
    return contents_write(r, v->sys, dir, err);
}

/* Open the copy as it would be opened on another machine, and verify all of it. */
static bool backup_open(struct backup_report *r, struct vault *v, struct str dir,
                        struct verify_options o, struct arena *a, struct err *err)
{
    AUTO(key_pair_drop)
    struct key_pair pair = {secret_from(v->data_key.p, KEY_N), secret_from(v->identity.p, KEY_N)};
    AUTO(vault_close) struct vault *copy = NULL;
    struct vault_options vo = {.sys = v->sys, .path = dir, .read_only = true, .views = v->views};
    if (!vault_open_keys(&copy, &vo, &pair, v->member, a, err) ||
        !vault_verify(&r->verified, copy, o, a, err))
        return err_in(err, "the copy");
    if (r->verified.findings.n)
        return err_set(err, E_CORRUPT, "the copy: %.*s", FS(r->verified.findings.at[0].what));
    return true;
}

bool vault_backup(struct backup_report *out, struct vault *v, struct str dir,
                  struct verify_options o, struct arena *a, struct err *err)
{
    struct backup_report r = {0};
    struct str making = str_format(a, "%.*s.making", FS(dir));
    if (!target_is_free(v->sys, dir, err) || !target_is_free(v->sys, making, err))
        return false;
    bool whole = backup_fill(&r, v, making, a, err) && backup_open(&r, v, making, o, a, err);
    if (whole && file_rename(v->sys, making, dir, err)) {
        *out = r;
        return true;
    }
    struct err ignored = {0};
    (void)!tree_remove(v->sys, making, &ignored); /* the first failure is the one to tell */
    ignored = (struct err){0};
    if (whole) /* it may have its name, and not have reached the disk */
        (void)!tree_remove(v->sys, dir, &ignored);
    return false;
}

static bool contents_load(struct str_list *names, struct str_list *hashes, struct sys *s,
                          struct str dir, struct arena *a, struct err *err)
{
    struct str bytes, line;
    if (!file_read(&bytes, s, in_dir(dir, S("CONTENTS"), a), CONTENTS_MAX, a, err)) {
        (void)err_in(err, "list of contents");
        return err_detail(err, "%.*s is no backup made by Cairn: it has no CONTENTS.", FS(dir));
    }
    while (str_line(&bytes, &line)) {
        struct str hash, name;
        if (!str_cut_str(line, S("  "), &hash, &name) || name.n == 0 || name.p[0] == '/' ||
            str_find(name, S("..")) >= 0)
            return err_set(err, E_CORRUPT, "list of contents of the backup is damaged");
        str_list_add(names, name, a);
        str_list_add(hashes, hash, a);
    }
    return names->n > 0 || err_set(err, E_CORRUPT, "list of contents of the backup is empty");
}

static bool check_listed(struct sys *s, struct str dir, const struct str_list *names,
                         const struct str_list *hashes, struct err *err)
{
    for (isize i = 0; i < names->n; i++) {
        AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
        struct hash h;
        int64_t size = 0;
        if (!hash_file(&h, &size, s, in_dir(dir, names->at[i], tmp.arena), err))
            return err_in(err, "backup file %td", i + 1);
        if (!str_eq(str_hex(tmp.arena, h.b, HASH_N), hashes->at[i])) {
            (void)err_set(err, E_CORRUPT, "backup file %td is not what was written", i + 1);
            return err_detail(err, "%.*s in the backup is damaged. Nothing was copied.",
                              FS(names->at[i]));
        }
    }
    return true;
}

bool backup_check(struct sys *s, struct str dir, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str_list names = {0}, hashes = {0};
    return contents_load(&names, &hashes, s, dir, tmp.arena, err) &&
           check_listed(s, dir, &names, &hashes, err);
}

bool backup_restore(struct sys *s, struct str dir, struct str to, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str_list names = {0}, hashes = {0};
    struct str making = str_format(tmp.arena, "%.*s.making", FS(to));
    if (!contents_load(&names, &hashes, s, dir, tmp.arena, err) ||
        !check_listed(s, dir, &names, &hashes, err) || !target_is_free(s, to, err) ||
        !target_is_free(s, making, err))
        return false;
    if (copy_files(s, dir, making, &names, err) && check_listed(s, making, &names, &hashes, err) &&
        dir_make(s, in_dir(making, S("files"), tmp.arena), err) && file_rename(s, making, to, err))
        return true;
    struct err ignored = {0};
    (void)!tree_remove(s, making, &ignored);
    return false;
}
