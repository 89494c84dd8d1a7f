/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sys/minder.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FDS = 2, SOCK_FD = 3, MS = 1000, FILES_MAX = 64, STACK = 8 << 20 };

/* Room for two descriptors, aligned as cmsg(3) asks. */
union rights {
    struct cmsghdr header;
    char space[CMSG_SPACE(FDS * sizeof(int))];
};

bool minder_send(int sock, const struct minder_request *r, int data, int verdict)
{
    struct minder_request copy = *r;
    struct iovec part = {&copy, sizeof copy};
    union rights rights;
    memset(&rights, 0, sizeof rights);
    struct msghdr m = {.msg_iov = &part,
                       .msg_iovlen = 1,
                       .msg_control = rights.space,
                       .msg_controllen = sizeof rights.space};
    struct cmsghdr *c = CMSG_FIRSTHDR(&m);
    const int fds[FDS] = {data, verdict};
    c->cmsg_level = SOL_SOCKET;
    c->cmsg_type = SCM_RIGHTS;
    c->cmsg_len = CMSG_LEN(sizeof fds);
    memcpy(CMSG_DATA(c), fds, sizeof fds);
    ssize_t n = -1;
    do
        n = sendmsg(sock, &m, MSG_NOSIGNAL);
    while (n < 0 && errno == EINTR);
    return n == (ssize_t)sizeof copy;
}

/* False at the end: the program has closed its socket, or died. */
static bool request_read(struct minder_request *r, int fds[FDS], int sock)
{
    struct iovec part = {r, sizeof *r};
    union rights rights;
    memset(&rights, 0, sizeof rights);
    struct msghdr m = {.msg_iov = &part,
                       .msg_iovlen = 1,
                       .msg_control = rights.space,
                       .msg_controllen = sizeof rights.space};
    ssize_t n = -1;
    do
        n = recvmsg(sock, &m, MSG_CMSG_CLOEXEC);
    while (n < 0 && errno == EINTR);
    const struct cmsghdr *c = CMSG_FIRSTHDR(&m);
    if (n != (ssize_t)sizeof *r || !c || c->cmsg_type != SCM_RIGHTS ||
        c->cmsg_len != CMSG_LEN(FDS * sizeof(int)))
        return false;
    memcpy(fds, CMSG_DATA(c), FDS * sizeof(int));
    return r->parser[MINDER_NAME - 1] == 0;
}

static void limit(int what, uint64_t most)
{
    const struct rlimit l = {most, most};
    if (setrlimit((__rlimit_resource_t)what, &l) != 0)
        _exit(MINDER_EXIT_NOT_RUN);
}

static void set_limits(const struct minder_request *r)
{
    /* Not RLIMIT_AS: poppler and ICU map large read-only files, which cost nothing. */
    limit(RLIMIT_DATA, (uint64_t)r->memory);
    limit(RLIMIT_CPU, (uint64_t)r->cpu_seconds);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NOFILE, FILES_MAX);
    limit(RLIMIT_STACK, STACK);
    limit(RLIMIT_MEMLOCK, 0);
    limit(RLIMIT_MSGQUEUE, 0);
}

/* Nothing of the person's: libraries would look up a home directory, a language, a cache. */
static NORETURN void become_helper(const struct minder_request *r, int data, const char *helper)
{
    static const char *const environment[] = {"LC_ALL=C.UTF-8", "HOME=/nonexistent",
                                              "XDG_CACHE_HOME=/nonexistent", NULL};
    const char *const argv[] = {helper, r->parser, NULL};
    int null = open("/dev/null", O_WRONLY);
    if (null < 0 || dup2(data, STDIN_FILENO) < 0 || dup2(data, STDOUT_FILENO) < 0 ||
        dup2(null, STDERR_FILENO) < 0)
        _exit(MINDER_EXIT_NOT_RUN);
    syscall(SYS_close_range, STDERR_FILENO + 1, ~0U, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    set_limits(r);
    union { /* execve() has kept its old signature: it does not write */
        const char *const *fixed;
        char *const *plain;
    } args = {.fixed = argv}, env = {.fixed = environment};
    execve(helper, args.plain, env.plain);
    _exit(MINDER_EXIT_NOT_RUN);
}

/* Until the helper ends, time is up, or the program has lost interest. */
static bool wait_for(int pidfd, int verdict, int wall_seconds)
{
    struct pollfd p[] = {{pidfd, POLLIN, 0}, {verdict, 0, 0}};
    return poll(p, COUNTOF(p), wall_seconds * MS) > 0 && (p[0].revents & POLLIN);
}

static NORETURN void mind(const struct minder_request *r, const int fds[FDS], const char *helper)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    signal(SIGCHLD, SIG_DFL);
    pid_t pid = fork();
    if (pid < 0)
        _exit(1);
    if (pid == 0)
        become_helper(r, fds[0], helper);
    close(fds[0]); /* so that the program sees the helper's end as the end of its words */

    struct minder_verdict v = {0};
    int status = 0;
    int pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
    if (pidfd < 0 || !wait_for(pidfd, fds[1], r->wall_seconds)) {
        kill(pid, SIGKILL);
        v.how = pidfd < 0 ? MINDER_NONE : MINDER_TIME;
    }
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (pidfd >= 0 && v.how == MINDER_NONE) {
        v.how = WIFEXITED(status) ? MINDER_EXIT : MINDER_SIGNAL;
        v.value = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
    }
    ssize_t n = write(fds[1], &v, sizeof v);
    _exit(n == (ssize_t)sizeof v ? 0 : 1);
}

static void hold_nothing(int sock, pid_t parent)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (getppid() != parent) /* it died before we could ask to die with it */
        _exit(0);
    setsid(); /* Ctrl-C at the terminal is for the program, which then stops us */
    for (int sig = 1; sig < SIGSYS; sig++)
        signal(sig, SIG_DFL);
    signal(SIGCHLD, SIG_IGN); /* minders are reaped by the kernel */
    int moved = dup2(sock, SOCK_FD);
    int null = open("/dev/null", O_RDWR);
    if (moved < 0 || null < 0)
        _exit(1);
    for (int fd = 0; fd < SOCK_FD; fd++)
        dup2(null, fd);
    syscall(SYS_close_range, SOCK_FD + 1, ~0U, 0);
    if (chdir("/") != 0)
        _exit(1);
}

NORETURN void minder_serve(int sock, pid_t parent, const char *helper)
{
    hold_nothing(sock, parent);
    struct minder_request r = {0};
    int fds[FDS];
    while (request_read(&r, fds, SOCK_FD)) {
        if (fork() == 0)
            mind(&r, fds, helper);
        close(fds[0]);
        close(fds[1]);
    }
    _exit(0);
}
