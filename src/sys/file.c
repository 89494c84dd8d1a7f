/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sys/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/list.h"

enum { PATH_SIZE = 4096, PRIVATE_FILE = 0600, PRIVATE_DIR = 0700, NAMES_MAX = 1000000 };

struct path {
    char z[PATH_SIZE];
};

static bool path_of(struct path *out, struct str path, struct err *err)
{
    if (path.n == 0 || memchr(path.p, 0, (size_t)path.n))
        return err_set(err, E_INVALID, "path is empty or holds a NUL");
    if (path.n >= PATH_SIZE)
        return err_set(err, E_INVALID, "path of %td bytes", path.n);
    memcpy(out->z, path.p, (size_t)path.n);
    out->z[path.n] = 0;
    return true;
}

/* The folder that holds 'path', as a path. */
static struct str parent_of(struct str path)
{
    isize n = path.n;
    while (n > 1 && path.p[n - 1] == '/')
        n--;
    while (n > 0 && path.p[n - 1] != '/')
        n--;
    while (n > 1 && path.p[n - 1] == '/')
        n--;
    return n ? str_part(path, 0, n) : S(".");
}

/* Each call that can fail goes through one of these two, so that a test can break it. */
static bool refused(struct sys *s, const char *call)
{
    int e = s->fail(s, call);
    if (e)
        errno = e;
    return e != 0;
}

static bool read_err(struct err *err, const char *call, struct str path)
{
    sys_err(err, errno, call);
    return err_detail(err, "%.*s", FS(path));
}

static bool write_err(struct err *err, const char *call, struct str path)
{
    read_err(err, call, path);
    if (err->code ==
        E_DENIED) /* to who wants to save there, a folder of others is a read-only place */
        err->code = E_READONLY;
    return false;
}

static bool open_at(struct file *f, struct sys *s, const struct path *path, int flags, int mode)
{
    if (refused(s, "open"))
        return false;
    int fd = -1;
    do
        fd = open(path->z, flags | O_CLOEXEC | O_NOCTTY, mode);
    while (fd < 0 && errno == EINTR);
    if (fd < 0)
        return false;
    *f = (struct file){s, fd};
    return true;
}

/* One read() of at most max bytes; -1 on failure. */
static isize read_some(const struct file *f, void *p, isize max)
{
    if (refused(f->s, "read"))
        return -1;
    ssize_t got = -1;
    do
        got = read(f->fd, p, (size_t)max);
    while (got < 0 && errno == EINTR);
    return (isize)got;
}

static bool put_all(const struct file *f, const char *p, isize n)
{
    if (refused(f->s, "write"))
        return false;
    while (n > 0) {
        ssize_t put = write(f->fd, p, (size_t)n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0) {
            errno = put == 0 ? EIO : errno;
            return false;
        }
        p += put;
        n -= put;
    }
    return true;
}

static bool sync_now(const struct file *f)
{
    return !refused(f->s, "fsync") && fsync(f->fd) == 0;
}

/* close() can be the call that reports a failed write (NFS, FUSE), so a writer checks it. */
static bool close_checked(struct file *f)
{
    bool ok = !refused(f->s, "close");
    int e = errno;
    if (close(f->fd) != 0 && ok) {
        ok = errno == EINTR; /* Linux has closed it all the same: close(2) */
        e = errno;
    }
    errno = e;
    *f = FILE_CLOSED;
    return ok;
}

bool file_open_read(struct file *f, struct sys *s, struct str path, struct err *err)
{
    struct path at;
    if (!path_of(&at, path, err))
        return false;
    return open_at(f, s, &at, O_RDONLY, 0) ? true : read_err(err, "open", path);
}

bool file_open_new(struct file *f, struct sys *s, struct str path, int mode, struct err *err)
{
    struct path at;
    if (!path_of(&at, path, err))
        return false;
    return open_at(f, s, &at, O_WRONLY | O_CREAT | O_EXCL, mode) ? true
                                                                 : write_err(err, "create", path);
}

bool file_get(struct file *f, void *p, isize max, isize *got, struct err *err)
{
    isize n = 0;
    while (n < max) {
        isize more = read_some(f, (char *)p + n, max - n);
        if (more < 0)
            return sys_err(err, errno, "read");
        if (more == 0)
            break;
        n += more;
    }
    *got = n;
    return true;
}

bool file_put(struct file *f, const void *p, isize n, struct err *err)
{
    return put_all(f, p, n) ? true : sys_err(err, errno, "write");
}

bool file_sync(struct file *f, struct err *err)
{
    return sync_now(f) ? true : sys_err(err, errno, "fsync");
}

void file_close(struct file *f)
{
    if (f->s && f->fd >= 0)
        close(f->fd);
    *f = FILE_CLOSED;
}

/* What has no size beforehand: a pipe, /proc, a file that grows while it is read. */
static bool read_rest(struct buf *b, struct file *f, struct err *err)
{
    enum { STEP = 1 << 16 };
    char piece[STEP];
    isize got = 0;
    do {
        if (!file_get(f, piece, STEP, &got, err))
            return false;
        buf_add_bytes(b, piece, got);
    } while (got == STEP && !b->full);
    return true;
}

static bool read_whole(struct str *out, struct file *f, isize max, struct arena *a, struct err *err)
{
    struct stat st;
    if (refused(f->s, "fstat") || fstat(f->fd, &st) != 0)
        return sys_err(err, errno, "fstat");
    isize size = S_ISREG(st.st_mode) ? (isize)st.st_size : 0;
    if (size > max)
        return err_set(err, E_LIMIT, "file of %td bytes, at most %td", size, max);
    char *p = NEWN(a, char, size + 1); /* one more, so that the end is seen */
    isize got = 0;
    if (!file_get(f, p, size + 1, &got, err))
        return false;
    struct str bytes = {p, got};
    if (got > size) {
        struct buf b = buf_in(a, max);
        buf_add(&b, bytes);
        if (!read_rest(&b, f, err) || !buf_done(&b, &bytes, err))
            return false;
    }
    *out = bytes;
    return true;
}

bool file_read(struct str *out, struct sys *s, struct str path, isize max, struct arena *a,
               struct err *err)
{
    AUTO(file_close) struct file f = FILE_CLOSED;
    if (!file_open_read(&f, s, path, err))
        return false;
    return read_whole(out, &f, max, a, err) || err_detail(err, "%.*s", FS(path));
}

bool dir_sync(struct sys *s, struct str path, struct err *err)
{
    struct path at;
    if (!path_of(&at, path, err))
        return false;
    struct file f = FILE_CLOSED;
    if (!open_at(&f, s, &at, O_RDONLY | O_DIRECTORY, 0))
        return write_err(err, "open", path);
    bool ok = sync_now(&f) || errno == EINVAL; /* some file systems have no such thing: fsync(2) */
    int e = errno;
    file_close(&f);
    errno = e;
    return ok ? true : write_err(err, "fsync", path);
}

/* A name beside 'path' that nobody else has, for what is not finished. */
static bool temp_of(struct path *out, struct sys *s, struct str path, struct err *err)
{
    uint64_t r = 0;
    sys_random(s, &r, (isize)sizeof r);
    struct path plain;
    if (!path_of(&plain, path, err))
        return false;
    int n = snprintf(out->z, sizeof out->z, "%.*s.tmp-%016" PRIx64, FS(path), r);
    if (n < 0 || n >= (int)sizeof out->z)
        return err_set(err, E_INVALID, "path of %td bytes", path.n);
    return true;
}

static bool fill_temp(struct sys *s, const struct path *temp, struct str bytes, int mode)
{
    struct file f = FILE_CLOSED;
    if (!open_at(&f, s, temp, O_WRONLY | O_CREAT | O_EXCL, mode))
        return false;
    bool ok = put_all(&f, bytes.p, bytes.n) && sync_now(&f);
    int e = errno;
    bool closed = close_checked(&f);
    errno = ok ? errno : e;
    return ok && closed;
}

static bool rename_now(struct sys *s, const struct path *from, const struct path *to)
{
    return !refused(s, "rename") && rename(from->z, to->z) == 0;
}

bool file_write(struct sys *s, struct str path, struct str bytes, int mode, struct err *err)
{
    struct path at;
    struct path temp;
    if (!path_of(&at, path, err) || !temp_of(&temp, s, path, err))
        return false;
    if (!fill_temp(s, &temp, bytes, mode) || !rename_now(s, &temp, &at)) {
        int e = errno;
        unlink(temp.z);
        errno = e;
        return write_err(err, "write", path);
    }
    return dir_sync(s, parent_of(path), err);
}

bool file_append(struct sys *s, struct str path, struct str bytes, struct err *err)
{
    struct path at;
    if (!path_of(&at, path, err))
        return false;
    struct file f = FILE_CLOSED;
    if (!open_at(&f, s, &at, O_WRONLY | O_APPEND | O_CREAT, PRIVATE_FILE))
        return write_err(err, "open", path);
    struct stat st;
    bool known = !refused(s, "fstat") && fstat(f.fd, &st) == 0;
    bool ok =
        known && put_all(&f, bytes.p, bytes.n) && !refused(s, "fdatasync") && fdatasync(f.fd) == 0;
    int e = errno;
    if (known && !ok && ftruncate(f.fd, st.st_size) != 0) /* half a line would spoil the next one */
        e = errno;
    bool closed = close_checked(&f);
    errno = ok ? errno : e;
    if (!ok || !closed)
        return write_err(err, "append", path);
    return st.st_size > 0 || dir_sync(s, parent_of(path), err); /* the name may be new */
}

bool file_remove(struct sys *s, struct str path, struct err *err)
{
    struct path at;
    if (!path_of(&at, path, err))
        return false;
    if (refused(s, "unlink") || unlink(at.z) != 0)
        return write_err(err, "unlink", path);
    return true;
}

bool file_rename(struct sys *s, struct str from, struct str to, struct err *err)
{
    struct path a;
    struct path b;
    if (!path_of(&a, from, err) || !path_of(&b, to, err))
        return false;
    if (!rename_now(s, &a, &b))
        return write_err(err, "rename", from);
    if (!dir_sync(s, parent_of(to), err))
        return false;
    return str_eq(parent_of(from), parent_of(to)) || dir_sync(s, parent_of(from), err);
}

static bool copy_bytes(struct file *to, struct file *from, struct err *err)
{
    enum { STEP = 1 << 18 };
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    char *piece = NEWN(tmp.arena, char, STEP);
    isize got = 0;
    do {
        if (!file_get(from, piece, STEP, &got, err) || !file_put(to, piece, got, err))
            return false;
    } while (got > 0);
    return file_sync(to, err);
}

/* Give the finished file its name, unless the name is taken. */
static bool name_new(struct sys *s, const struct path *temp, const struct path *to)
{
    if (refused(s, "rename"))
        return false;
    if (renameat2(AT_FDCWD, temp->z, AT_FDCWD, to->z, RENAME_NOREPLACE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    return link(temp->z, to->z) == 0 && unlink(temp->z) == 0; /* file systems without the flag */
}

bool file_copy(struct sys *s, struct str from, struct str to, struct err *err)
{
    struct path at;
    struct path temp;
    AUTO(file_close) struct file in = FILE_CLOSED;
    AUTO(file_close) struct file out = FILE_CLOSED;
    if (!path_of(&at, to, err) || !temp_of(&temp, s, to, err) || !file_open_read(&in, s, from, err))
        return false;
    if (!file_open_new(&out, s, str_from_c(temp.z), PRIVATE_FILE, err))
        return false;
    bool ok = copy_bytes(&out, &in, err);
    if (ok && (!close_checked(&out) || !name_new(s, &temp, &at)))
        ok = write_err(err, "copy", to);
    if (!ok) {
        unlink(temp.z);
        return false;
    }
    return dir_sync(s, parent_of(to), err);
}

static bool make_one(struct sys *s, struct str path, struct err *err)
{
    struct path at;
    struct stat st;
    if (!path_of(&at, path, err))
        return false;
    if (stat(at.z, &st) == 0 && S_ISDIR(st.st_mode))
        return true;
    if (refused(s, "mkdir") || mkdir(at.z, PRIVATE_DIR) != 0)
        return write_err(err, "mkdir", path);
    return dir_sync(s, parent_of(path), err);
}

bool dir_make(struct sys *s, struct str path, struct err *err)
{
    for (isize i = 1; i < path.n; i++) {
        if (path.p[i] == '/' && path.p[i - 1] != '/' && !make_one(s, str_part(path, 0, i), err))
            return false;
    }
    return make_one(s, path, err);
}

static int compare_names(const void *x, const void *y)
{
    const struct str *a = x;
    const struct str *b = y;
    return str_cmp(*a, *b);
}

static bool collect_names(struct str_list *out, DIR *d, struct sys *s, struct arena *a)
{
    for (;;) {
        errno = 0;
        if (refused(s, "readdir"))
            return false;
        const struct dirent *e = readdir(d);
        if (!e)
            return errno == 0;
        struct str name = str_from_c(e->d_name);
        if (str_eq(name, S(".")) || str_eq(name, S("..")))
            continue;
        if (out->n == NAMES_MAX) {
            errno = EFBIG;
            return false;
        }
        str_list_add(out, str_copy(a, name), a);
    }
}

bool dir_list(struct str_list *out, struct sys *s, struct str path, struct arena *a,
              struct err *err)
{
    struct path at;
    if (!path_of(&at, path, err))
        return false;
    DIR *d = refused(s, "opendir") ? NULL : opendir(at.z);
    if (!d)
        return read_err(err, "opendir", path);
    struct str_list names = {0};
    bool ok = collect_names(&names, d, s, a);
    int e = errno;
    closedir(d);
    errno = e;
    if (!ok)
        return read_err(err, "readdir", path);
    if (names.n > 0)
        qsort(names.at, (size_t)names.n, sizeof *names.at, compare_names);
    *out = names;
    return true;
}

bool file_stat(struct file_info *out, struct sys *s, struct str path, struct err *err)
{
    struct path at;
    struct stat st;
    if (!path_of(&at, path, err))
        return false;
    if (refused(s, "stat") || stat(at.z, &st) != 0) {
        if (errno != ENOENT && errno != ENOTDIR)
            return read_err(err, "stat", path);
        *out = (struct file_info){.kind = FILE_NONE};
        return true;
    }
    enum file_kind kind = S_ISREG(st.st_mode)   ? FILE_PLAIN
                          : S_ISDIR(st.st_mode) ? FILE_DIR
                                                : FILE_OTHER;
    *out =
        (struct file_info){kind, (int64_t)st.st_size, (int64_t)st.st_mtime, st.st_dev, st.st_ino};
    return true;
}

bool file_is_fixed(bool *out, struct sys *s, struct str path, struct err *err)
{
    struct path at;
    if (!path_of(&at, path, err))
        return false;
    if (refused(s, "access"))
        return read_err(err, "access", path);
    *out = access(at.z, W_OK) != 0 && errno == EROFS;
    return true;
}

bool file_lock(struct file *f, struct sys *s, struct str path, struct err *err)
{
    struct path at;
    if (!path_of(&at, path, err))
        return false;
    struct file held = FILE_CLOSED;
    if (!open_at(&held, s, &at, O_RDWR | O_CREAT, PRIVATE_FILE))
        return write_err(err, "open", path);
    /* An open file description lock is the file's, not the process's: a second one in the same
     * process is refused too, and closing another descriptor does not drop it. fcntl(2) */
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (refused(s, "lock") || fcntl(held.fd, F_OFD_SETLK, &whole) != 0) {
        bool taken = errno == EACCES || errno == EAGAIN;
        int e = taken ? EBUSY : errno;
        file_close(&held);
        errno = e;
        return write_err(err, "lock", path);
    }
    *f = held;
    return true;
}

bool dir_remove(struct sys *s, struct str path, struct err *err)
{
    struct path at;
    if (!path_of(&at, path, err))
        return false;
    if (refused(s, "rmdir") || rmdir(at.z) != 0)
        return write_err(err, "rmdir", path);
    return true;
}
