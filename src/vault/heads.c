/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/heads.h"

#include <string.h>

#include "base/list.h"
#include "base/map.h"

enum { HEADS_FILE_MAX = 1 << 26, HEADS_COMPACT = 1 << 20, DEVICE_FILE_MAX = 4096 };

bool heads_dir(struct str *out, struct sys *s, const struct hash *workspace, struct arena *a,
               struct err *err)
{
    struct str state;
    if (!sys_state_dir(&state, s, a, err))
        return false;
    struct str hex = str_hex(a, workspace->b, HASH_N / 2);
    struct str dir = str_format(a, "%.*s/%.*s", FS(state), FS(hex));
    if (!dir_make(s, dir, err))
        return false;
    *out = dir;
    return true;
}

static struct str line_of(const struct head *h, struct arena *a)
{
    struct str device = str_hex(a, h->device.b, KEY_N), entry = str_hex(a, h->entry.b, HASH_N);
    return str_format(a, "%.*s %" PRId64 " %.*s\n", FS(device), h->seq, FS(entry));
}

static struct str path_in(struct str dir, const char *name, struct arena *a)
{
    return str_format(a, "%.*s/%s", FS(dir), name);
}

/* Rewrite a long file as one line a device. */
static bool compact(struct sys *s, struct str dir, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct head_list l = {0};
    struct buf b = buf_in(tmp.arena, HEADS_FILE_MAX);
    struct str bytes;
    if (!heads_load(&l, s, dir, tmp.arena, err))
        return false;
    for (isize i = 0; i < l.n; i++)
        buf_add(&b, line_of(&l.at[i], tmp.arena));
    return buf_done(&b, &bytes, err) &&
           file_write(s, path_in(dir, "heads", tmp.arena), bytes, 0600, err);
}

bool heads_append(struct sys *s, struct str dir, const struct head *h, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str path = path_in(dir, "heads", tmp.arena);
    struct file_info info;
    if (!file_stat(&info, s, path, err))
        return false;
    if (info.size > HEADS_COMPACT && !compact(s, dir, err))
        return false;
    return file_append(s, path, line_of(h, tmp.arena), err);
}

static bool parse_line(struct head *out, struct str line)
{
    struct err e = {0};
    struct str device, seq, entry;
    struct head h;
    if (!str_cut(line, ' ', &device, &seq) || !str_cut(seq, ' ', &seq, &entry) ||
        !str_from_hex(h.device.b, KEY_N, device, &e) ||
        !str_to_int(&h.seq, seq, 1, INT64_MAX, &e) || !str_from_hex(h.entry.b, HASH_N, entry, &e))
        return false;
    *out = h;
    return true;
}

bool heads_load(struct head_list *out, struct sys *s, struct str dir, struct arena *a,
                struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct str path = path_in(dir, "heads", tmp.arena), bytes = {0}, line;
    struct file_info info;
    if (!file_stat(&info, s, path, err))
        return false;
    if (info.kind == FILE_PLAIN && !file_read(&bytes, s, path, HEADS_FILE_MAX, tmp.arena, err))
        return false;
    struct head_list l = {0};
    struct map at = map_in(tmp.arena, 0);
    while (str_line(&bytes, &line)) {
        struct head h;
        if (!parse_line(&h, line)) {
            if (bytes.n == 0)
                break; /* torn by a power loss: its commit was acknowledged only after this line */
            return err_set(err, E_CORRUPT, "file of known heads is damaged");
        }
        struct str key = str_copy(tmp.arena, (struct str){(char *)h.device.b, KEY_N});
        isize i = (isize)map_get(&at, key, -1);
        ASSERT(i < 0 || l.at);
        if (i < 0) {
            map_set(&at, key, l.n);
            *LIST_ADD(&l, a) = h;
        } else if (h.seq >= l.at[i].seq) {
            l.at[i] = h;
        }
    }
    *out = l;
    return true;
}

bool heads_forgive(struct sys *s, struct str dir, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str to = str_format(tmp.arena, "%.*s/heads.lost-%" PRId64, FS(dir), sys_now(s));
    struct str device = path_in(dir, "device", tmp.arena);
    struct file_info info;
    return file_stat(&info, s, device, err) &&
           (info.kind == FILE_NONE || file_remove(s, device, err)) &&
           file_rename(s, path_in(dir, "heads", tmp.arena), to, err);
}

/* dev and inode of the journal, in front of the seed: a copy lives elsewhere. */
static bool place_of(struct str *out, struct sys *s, struct str journal_path, struct arena *a,
                     struct err *err)
{
    struct file_info info;
    if (!file_stat(&info, s, journal_path, err))
        return false;
    *out = str_format(a, "%" PRIu64 ":%" PRIu64, info.dev, info.ino);
    return true;
}

bool device_load(struct secret *seed, bool *found, struct sys *s, const struct device_place *at,
                 struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str path = path_in(at->dir, "device", tmp.arena), place, bytes;
    struct file_info info;
    AUTO(secret_drop) struct secret key = key_derive(at->data, "device"), got = {0};
    if (!file_stat(&info, s, path, err) || !place_of(&place, s, at->journal, tmp.arena, err))
        return false;
    if (info.kind != FILE_PLAIN) {
        *found = false;
        return true;
    }
    if (!file_read(&bytes, s, path, DEVICE_FILE_MAX, tmp.arena, err))
        return false;
    struct err e = {0};
    *found = seal_open_secret(&got, &key, place, bytes, &e) && got.n == KEY_N;
    if (*found)
        *seed = secret_from(got.p, KEY_N);
    return true;
}

bool device_save(struct sys *s, const struct device_place *at, const struct secret *seed,
                 struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    AUTO(secret_drop) struct secret key = key_derive(at->data, "device");
    struct str place;
    uint8_t nonce[NONCE_N];
    if (!place_of(&place, s, at->journal, tmp.arena, err))
        return false;
    sys_random(s, nonce, NONCE_N);
    struct str sealed = seal(&key, nonce, place, (struct str){(char *)seed->p, seed->n}, tmp.arena);
    return file_write(s, path_in(at->dir, "device", tmp.arena), sealed, 0600, err);
}
