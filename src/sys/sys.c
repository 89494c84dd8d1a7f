/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sys/sys.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "sys/file.h"

static int64_t real_now(UNUSED struct sys *s)
{
    struct timespec t;
    int rc = clock_gettime(CLOCK_REALTIME, &t);
    ASSERT(rc == 0);
    return (int64_t)t.tv_sec;
}

/* The kernel's generator; it cannot fail once it is seeded, and a weak key would be worse than
 * none. */
static void real_random(UNUSED struct sys *s, void *p, isize n)
{
    char *at = p;
    while (n > 0) {
        ssize_t got = getrandom(at, (size_t)n, 0);
        ASSERT(got > 0 || errno == EINTR);
        if (got > 0) {
            at += got;
            n -= got;
        }
    }
}

enum { MS = 1000, NS_OF_MS = 1000000 };

static int64_t clock_ms(clockid_t which)
{
    struct timespec t;
    int rc = clock_gettime(which, &t);
    ASSERT(rc == 0);
    return (int64_t)t.tv_sec * MS + (int64_t)t.tv_nsec / NS_OF_MS;
}

/* CLOCK_BOOTTIME goes on while the computer sleeps, CLOCK_MONOTONIC does not: clock_gettime(2). */
static int64_t real_slept(UNUSED struct sys *s)
{
    int64_t slept = clock_ms(CLOCK_BOOTTIME) - clock_ms(CLOCK_MONOTONIC);
    return slept > 0 ? slept : 0;
}

static int real_fail(UNUSED struct sys *s, UNUSED const char *call)
{
    return 0;
}

static const struct sys real = {
    .now = real_now, .random = real_random, .fail = real_fail, .slept = real_slept};

struct sys *sys_real(void)
{
    /* Only a fake has something to change, so the real one stays in read-only memory. */
    union {
        const struct sys *fixed;
        struct sys *s;
    } p = {.fixed = &real};
    return p.s;
}

int64_t sys_zone(struct sys *s)
{
    struct tm local;
    time_t now = (time_t)sys_now(s);
    return s->now == real_now && localtime_r(&now, &local) ? local.tm_gmtoff : 0;
}

int64_t sys_now(struct sys *s)
{
    return s->now(s);
}

void sys_random(struct sys *s, void *p, isize n)
{
    s->random(s, p, n);
}

int64_t sys_monotonic_ms(UNUSED struct sys *s)
{
    return clock_ms(CLOCK_MONOTONIC);
}

int64_t sys_slept_ms(struct sys *s)
{
    return s->slept(s);
}

struct str sys_env(UNUSED struct sys *s, const char *name, struct arena *a)
{
    const char *value = getenv(name);
    return value ? str_copy(a, str_from_c(value)) : (struct str){0};
}

bool sys_state_dir(struct str *out, struct sys *s, struct arena *a, struct err *err)
{
    struct str dir = sys_env(s, "CAIRN_STATE", a);
    if (dir.n == 0) {
        struct str base = sys_env(s, "XDG_STATE_HOME", a);
        if (base.n > 0 &&
            base.p[0] == '/') /* a relative one is to be ignored: XDG base directories */
            dir = str_format(a, "%.*s/cairn", FS(base));
    }
    if (dir.n == 0) {
        struct str home = sys_env(s, "HOME", a);
        if (home.n == 0) {
            err_set(err, E_USAGE, "none of CAIRN_STATE, XDG_STATE_HOME, HOME is set");
            return err_detail(err, "Set CAIRN_STATE to a folder outside the case file.");
        }
        dir = str_format(a, "%.*s/.local/state/cairn", FS(home));
    }
    if (!dir_make(s, dir, err))
        return err_in(err, "state directory");
    *out = dir;
    return true;
}

bool sys_data_dir(struct str *out, struct sys *s, struct arena *a, struct err *err)
{
    struct str base = sys_env(s, "XDG_DATA_HOME", a);
    if (base.n > 0 && base.p[0] == '/') {
        *out = str_format(a, "%.*s/cairn", FS(base));
        return true;
    }
    struct str home = sys_env(s, "HOME", a);
    if (home.n == 0) {
        err_set(err, E_USAGE, "neither XDG_DATA_HOME nor HOME is set");
        return err_detail(err, "Name the case file: cairn -C FOLDER start");
    }
    *out = str_format(a, "%.*s/.local/share/cairn", FS(home));
    return true;
}

void sys_harden_process(void)
{
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    umask(S_IRWXG | S_IRWXO);
}

static enum err_code code_of(int errno_value)
{
    switch (errno_value) {
    case ENOENT:
    case ENOTDIR: return E_NOTFOUND;
    case ENOSPC:
    case EDQUOT: return E_FULL;
    case EROFS: return E_READONLY;
    case EACCES:
    case EPERM: return E_DENIED;
    case EEXIST:
    case EBUSY:
    case ETXTBSY:
    case ENOTEMPTY:
    case EWOULDBLOCK: return E_CONFLICT;
    case EFBIG: return E_LIMIT;
    case ENAMETOOLONG:
    case EISDIR: return E_INVALID;
    default: return E_IO;
    }
}

bool sys_err(struct err *err, int errno_value, const char *what)
{
    char text[96];
    /* The GNU form is thread-safe and may or may not use the buffer. */
    return err_set(err, code_of(errno_value), "%s: %s", what,
                   strerror_r(errno_value, text, sizeof text));
}

bool sys_program_dir(struct str *out, struct sys *s, struct arena *a, struct err *err)
{
    enum { PROGRAM_MAX = 4096 };
    char *p = NEWN(a, char, PROGRAM_MAX);
    int no = s->fail ? s->fail(s, "readlink") : 0;
    ssize_t n = no ? -1 : readlink("/proc/self/exe", p, PROGRAM_MAX - 1);
    if (n <= 0)
        return sys_err(err, no ? no : errno, "where this program is");
    while (n > 0 && p[n - 1] != '/')
        n--;
    *out = (struct str){p, n > 1 ? n - 1 : n};
    return true;
}
