/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/blob.h"

#include <string.h>

struct str blob_path(const struct vault *v, const struct value *file, struct arena *a)
{
    struct secret key = key_derive(&v->data_key, "names");
    uint8_t both[HASH_N + KEY_N];
    memcpy(both, file->hash.b, HASH_N);
    memcpy(both + HASH_N, file->key, KEY_N);
    struct hash name = hash_keyed(&key, (struct str){(char *)both, sizeof both});
    secret_drop(&key);
    struct str hex = str_hex(a, name.b, HASH_N);
    return str_format(a, "%.*s/files/%.2s/%.*s", FS(v->path), hex.p, FS(hex));
}

static struct str dir_of(struct str path)
{
    while (path.n && path.p[path.n - 1] != '/')
        path.n--;
    return (struct str){path.p, path.n - 1};
}

static bool blob_seal(struct file *f, const struct secret *key, struct str bytes, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    AUTO(stream_drop) struct stream st = {0};
    uint8_t header[STREAM_HEADER], *piece = NEWN(tmp.arena, uint8_t, STREAM_PIECE + STREAM_EXTRA);
    stream_seal_begin(&st, header, key);
    if (!file_put(f, header, STREAM_HEADER, err))
        return false;
    isize at = 0;
    do {
        isize n = bytes.n - at < STREAM_PIECE ? bytes.n - at : STREAM_PIECE;
        stream_seal(&st, piece, (const uint8_t *)bytes.p + at, n, at + n == bytes.n);
        if (!file_put(f, piece, n + STREAM_EXTRA, err))
            return false;
        at += n;
    } while (at < bytes.n);
    return file_sync(f, err);
}

bool blob_add(struct value *out, struct vault *v, struct str bytes, struct str media,
              struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct value file = {
        .type = V_FILE, .hash = hash_sha256(bytes), .number = bytes.n, .media = media};
    AUTO(secret_drop) struct secret key = secret_new(KEY_N);
    AUTO(file_close) struct file f = FILE_CLOSED;
    struct err ignored = {0};
    if (bytes.n > BLOB_MAX)
        return err_set(err, E_LIMIT, "file of %td bytes", bytes.n);
    if (v->read_only)
        return err_set(err, E_READONLY, "the vault is open for reading only");
    sys_random(v->sys, key.p, KEY_N);
    memcpy(file.key, key.p, KEY_N);
    struct str path = blob_path(v, &file, tmp.arena);
    if (!dir_make(v->sys, dir_of(path), err) || !file_open_new(&f, v->sys, path, 0600, err))
        return false;
    if (!blob_seal(&f, &key, bytes, err) || !dir_sync(v->sys, dir_of(path), err)) {
        (void)!file_remove(v->sys, path, &ignored); /* what could not be finished does not stay */
        return false;
    }
    *out = file;
    return true;
}

static bool blob_unseal(struct buf *b, struct str sealed, const struct secret *key, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(b->a);
    AUTO(stream_drop) struct stream st = {0};
    uint8_t *plain = NEWN(tmp.arena, uint8_t, STREAM_PIECE);
    const uint8_t *p = (const uint8_t *)sealed.p;
    isize at = STREAM_HEADER;
    bool last = false;
    if (sealed.n < STREAM_HEADER + STREAM_EXTRA)
        return err_set(err, E_CORRUPT, "stored file cut short");
    if (!stream_open_begin(&st, p, key, err))
        return false;
    while (!last && at < sealed.n) {
        isize left = sealed.n - at, whole = STREAM_PIECE + STREAM_EXTRA;
        isize n = left < whole ? left : whole;
        if (n < STREAM_EXTRA)
            return err_set(err, E_CORRUPT, "stored file cut short");
        if (!stream_open(&st, plain, p + at, n, &last, err))
            return false;
        buf_add_bytes(b, plain, n - STREAM_EXTRA);
        at += n;
    }
    return (last && at == sealed.n) || err_set(err, E_CORRUPT, "stored file cut short");
}

bool blob_load(struct str *out, const struct vault *v, const struct value *file, struct arena *a,
               struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    AUTO(secret_drop) struct secret key = secret_from(file->key, KEY_N);
    struct str sealed, bytes;
    ASSERT(file->type == V_FILE);
    isize max = BLOB_MAX + BLOB_MAX / 1024;
    if (!file_read(&sealed, v->sys, blob_path(v, file, tmp.arena), max, tmp.arena, err))
        return err_in(err, "stored file");
    struct buf b = buf_in(a, BLOB_MAX);
    if (!blob_unseal(&b, sealed, &key, err) || !buf_done(&b, &bytes, err))
        return false;
    struct hash sum = hash_sha256(bytes);
    if (!hash_eq(&sum, &file->hash))
        return err_set(err, E_CORRUPT, "stored file is not the one that was entered");
    *out = bytes;
    return true;
}

bool blob_remove(struct vault *v, const struct value *file, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str path = blob_path(v, file, tmp.arena);
    struct file_info info;
    if (!file_stat(&info, v->sys, path, err))
        return false;
    return info.kind == FILE_NONE ||
           (file_remove(v->sys, path, err) && dir_sync(v->sys, dir_of(path), err));
}
