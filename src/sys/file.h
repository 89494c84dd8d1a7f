/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * file.h - files and directories.
 *
 * Paths are struct str, UTF-8. What is written whole is written atomically: to a temporary name,
 * fsync, rename, fsync of the directory. Every call asks sys->fail first, so tests can break each.
 */
#ifndef SYS_FILE_H
#define SYS_FILE_H

#include "sys/sys.h"

/* All of a file, at most max bytes (E_LIMIT). */
MUST_CHECK bool file_read(struct str *out, struct sys *s, struct str path, isize max,
                          struct arena *a, struct err *err);
/* Replace or create, atomically and durably; mode e.g. 0600. */
MUST_CHECK bool file_write(struct sys *s, struct str path, struct str bytes, int mode,
                           struct err *err);
/* Append and fdatasync; creates with mode 0600. Unless closing fails, a
 * failure leaves the file as long as it was. */
MUST_CHECK bool file_append(struct sys *s, struct str path, struct str bytes, struct err *err);
MUST_CHECK bool file_remove(struct sys *s, struct str path, struct err *err);
MUST_CHECK bool file_rename(struct sys *s, struct str from, struct str to, struct err *err);
/* Copy durably; the target must not exist. */
MUST_CHECK bool file_copy(struct sys *s, struct str from, struct str to, struct err *err);
MUST_CHECK bool dir_make(struct sys *s, struct str path, struct err *err); /* with parents, 0700 */
/* Names (not paths) in a directory, sorted by bytes, without "." and "..". */
MUST_CHECK bool dir_list(struct str_list *out, struct sys *s, struct str path, struct arena *a,
                         struct err *err);
/* Remove an empty directory. */
MUST_CHECK bool dir_remove(struct sys *s, struct str path, struct err *err);
MUST_CHECK bool dir_sync(struct sys *s, struct str path, struct err *err);

enum file_kind { FILE_NONE, FILE_PLAIN, FILE_DIR, FILE_OTHER };
struct file_info {
    enum file_kind kind; /* FILE_NONE if there is nothing */
    int64_t size;
    int64_t mtime;
    uint64_t dev, ino;
};
MUST_CHECK bool file_stat(struct file_info *out, struct sys *s, struct str path, struct err *err);

/* Does it stand where nobody can write: on a disc, or on a stick whose lock is on? */
MUST_CHECK bool file_is_fixed(bool *out, struct sys *s, struct str path, struct err *err);

/* A file being read or written piece by piece. */
struct file {
    struct sys *s;
    int fd; /* -1 when closed */
};
#define FILE_CLOSED ((struct file){.fd = -1})
MUST_CHECK bool file_open_read(struct file *f, struct sys *s, struct str path, struct err *err);
MUST_CHECK bool file_open_new(struct file *f, struct sys *s, struct str path, int mode,
                              struct err *err); /* E_CONFLICT if it exists */
/* Fills p; *got < max only at the end. */
MUST_CHECK bool file_get(struct file *f, void *p, isize max, isize *got, struct err *err);
MUST_CHECK bool file_put(struct file *f, const void *p, isize n, struct err *err);
MUST_CHECK bool file_sync(struct file *f, struct err *err);
void file_close(struct file *f);

/* An exclusive advisory lock on a file (made if absent), held until closed. E_CONFLICT if anybody
 * holds it, this process included. */
MUST_CHECK bool file_lock(struct file *f, struct sys *s, struct str path, struct err *err);

#endif
