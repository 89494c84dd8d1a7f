/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/heads.h"

#include <string.h>

#include "base/list.h"
#include "base/map.h"

enum {
    HEADS_FILE_MAX = 1 << 26,
    HEADS_ROTATE = 1 << 20,
    DEVICE_FILE_MAX = 4096,
    NAME_BYTES = 8, /* of a hash in a file's name */
    LINE_MIN = 2 * KEY_N + 1 + 1 + 1 + 2 * HASH_N,
};

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

static struct str path_in(struct str dir, struct str name, struct arena *a)
{
    return str_format(a, "%.*s/%.*s", FS(dir), FS(name));
}

static struct str name_of(struct str place, struct arena *a)
{
    return str_format(a, "heads.%.*s", FS(place));
}

/* Each line begins with its line feed: what a power loss cut short does not spoil the next. */
static void line_add(struct buf *b, const struct head *h, struct arena *a)
{
    struct str device = str_hex(a, h->device.b, KEY_N), entry = str_hex(a, h->entry.b, HASH_N);
    buf_addf(b, "\n%.*s %" PRId64 " %.*s", FS(device), h->seq, FS(entry));
}

static struct str lines_of(const struct head_list *l, struct arena *a)
{
    struct buf b = buf_in(a, HEADS_FILE_MAX);
    for (isize i = 0; i < l->n; i++)
        line_add(&b, &l->at[i], a);
    return buf_str(&b);
}

/*
 * A long file goes on as a short one. Another process of the same copy may just be writing to the
 * long one: so that stays, under a name that is read as well.
 */
static bool rotate(struct sys *s, struct str dir, struct str place, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str path = path_in(dir, name_of(place, tmp.arena), tmp.arena);
    struct head_list l;
    struct err e = {0};
    if (!heads_load(&l, s, dir, place, tmp.arena, err))
        return false;
    if (!file_rename(s, path, str_format(tmp.arena, "%.*s.old", FS(path)), &e) &&
        e.code != E_NOTFOUND) /* the other one was faster */
        return err_copy(err, &e);
    return file_append(s, path, lines_of(&l, tmp.arena), err);
}

bool heads_append(struct sys *s, struct str dir, struct str place, const struct head *h,
                  struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str path = path_in(dir, name_of(place, tmp.arena), tmp.arena);
    struct head one = *h;
    struct file_info info;
    if (!file_stat(&info, s, path, err))
        return false;
    if (info.size > HEADS_ROTATE && !rotate(s, dir, place, err))
        return false;
    return file_append(s, path, lines_of(&(struct head_list){&one, 1, 1, 0}, tmp.arena), err);
}

bool heads_begin(struct sys *s, struct str dir, struct str place, const struct head_list *held,
                 struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    return file_write(s, path_in(dir, name_of(place, tmp.arena), tmp.arena),
                      lines_of(held, tmp.arena), 0600, err);
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

struct reading {
    struct head_list list;
    struct map at; /* device -> place in the list */
    struct arena *a;
    struct arena *work; /* of the map: it grows while lines are read, so it is not wound back */
};

static void read_line(struct reading *r, struct str line)
{
    struct head h;
    if (!parse_line(&h, line)) {
        r->list.damaged += line.n >= LINE_MIN; /* a shorter one was never acknowledged */
        return;
    }
    struct str key = str_copy(r->work, (struct str){(char *)h.device.b, KEY_N});
    isize i = (isize)map_get(&r->at, key, -1);
    ASSERT(i < r->list.n && (i < 0 || r->list.at));
    if (i < 0) {
        map_set(&r->at, key, r->list.n);
        *LIST_ADD(&r->list, r->a) = h;
    } else if (h.seq >= r->list.at[i].seq) {
        r->list.at[i] = h;
    }
}

static bool read_file(struct reading *r, struct sys *s, struct str path, struct err *err)
{
    struct file_info info;
    struct str bytes, line;
    if (!file_stat(&info, s, path, err))
        return false;
    if (info.kind != FILE_PLAIN)
        return true;
    if (!file_read(&bytes, s, path, HEADS_FILE_MAX, r->work, err))
        return false;
    while (str_line(&bytes, &line))
        read_line(r, line);
    return true;
}

static bool names_of(struct str_list *out, struct sys *s, struct str dir, struct str begins,
                     struct arena *a, struct err *err)
{
    struct str_list all = {0};
    if (!dir_list(&all, s, dir, a, err))
        return false;
    for (isize i = 0; i < all.n; i++)
        if (str_starts(all.at[i], begins))
            str_list_add(out, all.at[i], a);
    return true;
}

bool heads_load(struct head_list *out, struct sys *s, struct str dir, struct str place,
                struct arena *a, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct reading r = {.at = map_in(tmp.arena, 0), .a = a, .work = tmp.arena};
    struct str_list names = {0};
    if (place.n) {
        struct str name = name_of(place, tmp.arena);
        str_list_add(&names, str_format(tmp.arena, "%.*s.old", FS(name)), tmp.arena);
        str_list_add(&names, name, tmp.arena);
    } else if (!names_of(&names, s, dir, S("heads"), tmp.arena, err)) {
        return false;
    }
    for (isize i = 0; i < names.n; i++)
        if (!read_file(&r, s, path_in(dir, names.at[i], tmp.arena), err))
            return false;
    *out = r.list;
    return true;
}

bool heads_set_aside(struct sys *s, struct str dir, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str_list names = {0}, devices = {0};
    if (!names_of(&names, s, dir, S("heads"), tmp.arena, err) ||
        !names_of(&devices, s, dir, S("device"), tmp.arena, err))
        return false;
    for (isize i = 0; i < devices.n; i++)
        if (!file_remove(s, path_in(dir, devices.at[i], tmp.arena), err))
            return false;
    for (isize i = 0; i < names.n; i++) {
        struct str to = str_format(tmp.arena, "lost-%" PRId64 ".%.*s", sys_now(s), FS(names.at[i]));
        if (!file_rename(s, path_in(dir, names.at[i], tmp.arena), path_in(dir, to, tmp.arena), err))
            return false;
    }
    return true;
}

/* dev and inode of the journal: a copy lives elsewhere. */
static bool place_of(struct str *out, struct sys *s, const struct device_place *at, struct arena *a,
                     struct err *err)
{
    struct file_info info;
    if (!file_stat(&info, s, at->journal, err))
        return false;
    *out = str_format(a, "%" PRIu64 ":%" PRIu64, info.dev, info.ino);
    return true;
}

/* ... and whose it is, which the seal of a device speaks of. */
static bool seat_of(struct str *out, struct sys *s, const struct device_place *at, struct arena *a,
                    struct err *err)
{
    struct str place, hex = str_hex(a, at->member->b, sizeof at->member->b);
    if (!place_of(&place, s, at, a, err))
        return false;
    *out = str_format(a, "%.*s:%.*s", FS(place), FS(hex));
    return true;
}

bool heads_place(struct str *out, struct sys *s, const struct device_place *at, struct arena *a,
                 struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    AUTO(secret_drop) struct secret key = key_derive(at->data, "device");
    struct str place;
    if (!place_of(&place, s, at, tmp.arena, err))
        return false;
    struct hash h = hash_keyed(&key, place);
    *out = str_hex(a, h.b, NAME_BYTES);
    return true;
}

static struct str device_path(const struct device_place *at, const struct secret *key,
                              struct str place, struct arena *a)
{
    struct hash h = hash_keyed(key, place);
    return str_format(a, "%.*s/device.%.*s", FS(at->dir), FS(str_hex(a, h.b, NAME_BYTES)));
}

bool device_load(struct secret *seed, bool *found, struct sys *s, const struct device_place *at,
                 struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str place, bytes;
    struct file_info info;
    AUTO(secret_drop) struct secret key = key_derive(at->data, "device"), got = {0};
    if (!seat_of(&place, s, at, tmp.arena, err))
        return false;
    struct str path = device_path(at, &key, place, tmp.arena);
    if (!file_stat(&info, s, path, err))
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
    if (!seat_of(&place, s, at, tmp.arena, err))
        return false;
    sys_random(s, nonce, NONCE_N);
    struct str sealed = seal(&key, nonce, place, (struct str){(char *)seed->p, seed->n}, tmp.arena);
    return file_write(s, device_path(at, &key, place, tmp.arena), sealed, 0600, err);
}
