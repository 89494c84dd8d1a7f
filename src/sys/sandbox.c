/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sys/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/*
 * The kernel's struct landlock_ruleset_attr as of ABI 6; Debian 12's header knows only ABI 1 to 3.
 * Documentation/userspace-api/landlock.rst
 */
struct ruleset {
    uint64_t fs;
    uint64_t net;
    uint64_t scoped;
};

enum {
    ABI_REFER = 2,
    ABI_TRUNCATE = 3,
    ABI_NET = 4,
    ABI_IOCTL = 5,
    ABI_SCOPE = 6,
    FS_ABI_1 = (1 << 13) - 1,
    FS_REFER = 1 << 13,
    FS_TRUNCATE = 1 << 14,
    FS_IOCTL_DEV = 1 << 15,
    NET_ALL = 3,   /* bind and connect of TCP */
    SCOPE_ALL = 3, /* abstract Unix sockets, signals */
};

static int ruleset_open(int abi)
{
    struct ruleset r = {.fs = FS_ABI_1};
    r.fs |= abi >= ABI_REFER ? FS_REFER : 0;
    r.fs |= abi >= ABI_TRUNCATE ? FS_TRUNCATE : 0;
    r.fs |= abi >= ABI_IOCTL ? FS_IOCTL_DEV : 0;
    r.net = abi >= ABI_NET ? NET_ALL : 0;
    r.scoped = abi >= ABI_SCOPE ? SCOPE_ALL : 0;
    size_t size = abi >= ABI_SCOPE ? sizeof r
                  : abi >= ABI_NET ? offsetof(struct ruleset, scoped)
                                   : offsetof(struct ruleset, net);
    return (int)syscall(SYS_landlock_create_ruleset, &r, size, 0);
}

/* What is not installed cannot be read; the parser then finds it missing and says so. */
static bool allow_reading(int ruleset, const char *path)
{
    int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT;
    struct stat st;
    bool ok = fstat(fd, &st) == 0;
    struct landlock_path_beneath_attr beneath = {.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE,
                                                 .parent_fd = fd};
    if (ok && S_ISDIR(st.st_mode))
        beneath.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
    ok =
        ok && syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
    close(fd);
    return ok;
}

static bool enter_landlock(const char *const *readable, struct err *err)
{
    int abi = (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < 1)
        return err_set(err, E_IO, "this kernel has no Landlock");
    int ruleset = ruleset_open(abi);
    if (ruleset < 0)
        return err_set(err, E_IO, "landlock: ruleset refused");
    bool ok = true;
    for (; ok && *readable; readable++)
        ok = allow_reading(ruleset, *readable);
    ok = ok && syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    close(ruleset);
    return ok || err_set(err, E_IO, "landlock: rule refused");
}

/* What computing, allocating and reading already open or listed files takes. */
static const int allowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(pread64),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(close),
    SCMP_SYS(lseek),
    SCMP_SYS(fstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(stat),
    SCMP_SYS(lstat),
    SCMP_SYS(statx),
    SCMP_SYS(statfs),
    SCMP_SYS(fstatfs),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getdents64),
    SCMP_SYS(fadvise64),
    SCMP_SYS(munmap),
    SCMP_SYS(brk),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getrandom),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(uname),
    SCMP_SYS(sysinfo),
    SCMP_SYS(getrlimit),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(getcwd),
};

/* What libraries try and can do without: they get an errno instead of the end. */
struct softly {
    int nr;
    int errno_value;
};
static const struct softly denied[] = {
    {SCMP_SYS(ioctl), ENOTTY},  {SCMP_SYS(prlimit64), EPERM}, {SCMP_SYS(mkdir), EROFS},
    {SCMP_SYS(mkdirat), EROFS}, {SCMP_SYS(unlink), EROFS},    {SCMP_SYS(unlinkat), EROFS},
};

static int allow_all(scmp_filter_ctx f)
{
    int rc = 0;
    for (isize i = 0; i < COUNTOF(allowed) && rc == 0; i++)
        if (allowed[i] >= 0) /* below zero: this machine has no such call */
            rc = seccomp_rule_add(f, SCMP_ACT_ALLOW, allowed[i], 0);
    for (isize i = 0; i < COUNTOF(denied) && rc == 0; i++)
        if (denied[i].nr >= 0)
            rc = seccomp_rule_add(f, SCMP_ACT_ERRNO((uint16_t)denied[i].errno_value), denied[i].nr,
                                  0);
    return rc;
}

/* Pages are never code, even if a library asks nicely; a file is never opened for writing. */
static int allow_by_argument(scmp_filter_ctx f)
{
    enum { WRITES = O_ACCMODE | O_CREAT | O_TRUNC };
    const struct scmp_arg_cmp no_exec = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
    const struct scmp_arg_cmp exec = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC);
    const struct scmp_arg_cmp reads = SCMP_A2(SCMP_CMP_MASKED_EQ, WRITES, O_RDONLY);
    const struct scmp_arg_cmp reads_1 = SCMP_A1(SCMP_CMP_MASKED_EQ, WRITES, O_RDONLY);
    int rc = 0;
    rc |= seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, no_exec);
    rc |= seccomp_rule_add(f, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(mmap), 1, exec);
    rc |= seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, no_exec);
    rc |= seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(mremap), 0);
    rc |= seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, reads);
    if (SCMP_SYS(open) >= 0)
        rc |= seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(open), 1, reads_1);
    const int on_open_files[] = {F_GETFD, F_SETFD, F_GETFL};
    for (isize i = 0; i < COUNTOF(on_open_files); i++)
        rc |= seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
                               SCMP_A1(SCMP_CMP_EQ, (scmp_datum_t)on_open_files[i], 0));
    return rc;
}

static bool enter_seccomp(struct err *err)
{
    scmp_filter_ctx f = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (!f)
        return err_set(err, E_IO, "seccomp: no filter");
    int rc = seccomp_attr_set(f, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
    if (rc == 0)
        rc = allow_all(f);
    if (rc == 0)
        rc = allow_by_argument(f);
    if (rc == 0)
        rc = seccomp_load(f);
    seccomp_release(f);
    return rc == 0 || err_set(err, E_IO, "seccomp: filter refused (%d)", rc);
}

bool sandbox_enter(const char *const *readable, struct err *err)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return sys_err(err, errno, "no_new_privs");
    return enter_landlock(readable, err) && enter_seccomp(err);
}
