/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sys/serve.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sys/sleep.h"

enum { WAITING_MAX = 64, FIRST_FD = 3, HANDED_MAX = 2, LINE_MAX_BYTES = 4096, ASK_SECONDS = 5 };

static bool address_of(struct sockaddr_un *out, struct str path, struct err *err)
{
    *out = (struct sockaddr_un){.sun_family = AF_UNIX};
    if (path.n == 0 || path.n >= (isize)sizeof out->sun_path)
        return err_set(err, E_USAGE, "the path of a socket has 1 to %zu bytes",
                       sizeof out->sun_path - 1);
    memcpy(out->sun_path, path.p, (size_t)path.n);
    return true;
}

/* Does a program answer there? */
static bool is_alive(const struct sockaddr_un *at)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool alive = fd >= 0 && connect(fd, (const struct sockaddr *)at, sizeof *at) == 0;
    if (fd >= 0)
        close(fd);
    return alive;
}

static bool make_room(const struct sockaddr_un *at, struct err *err)
{
    struct stat st;
    if (lstat(at->sun_path, &st) != 0)
        return errno == ENOENT || sys_err(err, errno, "socket");
    if (!S_ISSOCK(st.st_mode))
        return err_set(err, E_CONFLICT, "something else stands where the socket should be");
    if (is_alive(at))
        return err_set(err, E_CONFLICT, "another program answers on that socket");
    return unlink(at->sun_path) == 0 || sys_err(err, errno, "socket");
}

bool socket_listen(int *out, struct sys *s, struct str path, struct err *err)
{
    struct sockaddr_un at;
    int e = s->fail(s, "socket");
    if (!address_of(&at, path, err) || !make_room(&at, err))
        return false;
    int fd = e ? -1 : socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return sys_err(err, e ? e : errno, "socket");
    /* Nobody may connect before the mode is set: umask 077 since sys_harden_process(). */
    if (bind(fd, (const struct sockaddr *)&at, sizeof at) != 0 ||
        chmod(at.sun_path, S_IRUSR | S_IWUSR) != 0 || listen(fd, WAITING_MAX) != 0) {
        sys_err(err, errno, "socket");
        close(fd);
        return false;
    }
    *out = fd;
    return true;
}

void socket_remove(struct sys *s, struct str path)
{
    struct sockaddr_un at;
    struct err none = {0};
    (void)s;
    if (address_of(&at, path, &none))
        unlink(at.sun_path);
}

bool port_listen(int *out, struct sys *s, int wanted, struct err *err)
{
    const int yes = 1; /* connections of a program that just ended do not keep the port */
    const struct sockaddr_in at = {.sin_family = AF_INET,
                                   .sin_port = htons((uint16_t)wanted),
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int e = s->fail(s, "socket");
    int fd = e ? -1 : socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return sys_err(err, e ? e : errno, "socket");
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0 ||
        bind(fd, (const struct sockaddr *)&at, sizeof at) != 0 || listen(fd, WAITING_MAX) != 0) {
        e = errno;
        close(fd);
        return err_set(err, e == EADDRINUSE ? E_CONFLICT : E_IO, "cannot listen on port %d: %s",
                       wanted, strerrorname_np(e));
    }
    *out = fd;
    return true;
}

int port_of(int fd)
{
    struct sockaddr_in at = {0};
    socklen_t n = sizeof at;
    bool known = getsockname(fd, (struct sockaddr *)&at, &n) == 0 && at.sin_family == AF_INET;
    return known ? ntohs(at.sin_port) : 0;
}

/* ---- questions of another program of this person */

bool socket_ask(struct str *line, struct sys *s, struct str path, struct arena *a, struct err *err)
{
    struct sockaddr_un at;
    char said[LINE_MAX_BYTES];
    isize n = 0;
    ssize_t got = 1;
    const struct timeval patience = {.tv_sec = ASK_SECONDS};
    int e = s->fail(s, "socket");
    if (!address_of(&at, path, err))
        return false;
    int fd = e ? -1 : socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || connect(fd, (const struct sockaddr *)&at, sizeof at) != 0) {
        e = e ? e : errno;
        if (fd >= 0)
            close(fd);
        return e == ECONNREFUSED ? err_set(err, E_NOTFOUND, "nobody answers")
                                 : sys_err(err, e, "socket");
    }
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    while (got > 0 && n < (isize)sizeof said) {
        got = recv(fd, said + n, sizeof said - (size_t)n, 0);
        n += got > 0 ? got : 0;
    }
    close(fd);
    struct str whole = {said, n}, rest;
    if (got != 0 || !str_cut(whole, '\n', &whole, &rest) || !whole.n)
        return err_set(err, E_IO, "the program that runs did not answer");
    *line = str_copy(a, whole);
    return true;
}

void socket_answer(int asker, struct str line)
{
    send(asker, line.p, (size_t)line.n, MSG_NOSIGNAL); /* a line fits the socket's buffer */
    send(asker, "\n", 1, MSG_NOSIGNAL);
    close(asker);
}

/* The one who asks, if it is the same person; the mode of the socket says so already. */
static int asker_take(int asking)
{
    struct ucred who = {0};
    socklen_t n = sizeof who;
    int fd = accept4(asking, NULL, NULL, SOCK_CLOEXEC);
    if (fd < 0)
        return -1;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &n) == 0 && who.uid == geteuid())
        return fd;
    close(fd);
    return -1;
}

/* ---- to stop, to wake, to wait */

static void stop_signals(sigset_t *set)
{
    sigemptyset(set);
    sigaddset(set, SIGINT);
    sigaddset(set, SIGTERM);
    sigaddset(set, SIGHUP);
    sigaddset(set, SIGUSR1);
}

void stop_hold(void)
{
    sigset_t set;
    stop_signals(&set);
    ASSERT(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
    signal(SIGPIPE, SIG_IGN); /* a browser that goes away is not the end */
}

void serve_wake(void)
{
    kill(getpid(), SIGUSR1);
}

enum serve_event serve_wait(int asking, int *sleep, int milliseconds, int *asker)
{
    sigset_t set;
    struct signalfd_siginfo got = {0};
    enum serve_event event = SERVE_TICK;
    stop_signals(&set);
    int signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    ASSERT(signals >= 0);
    struct pollfd p[] = {{signals, POLLIN, 0}, {asking, POLLIN, 0}, {*sleep, POLLIN, 0}};
    if (poll(p, COUNTOF(p), milliseconds) > 0) {
        if (p[0].revents && read(signals, &got, sizeof got) == (ssize_t)sizeof got)
            event = got.ssi_signo == SIGUSR1 ? SERVE_WAKE : SERVE_STOP;
        else if (p[2].revents && sleep_watch_read(sleep))
            event = SERVE_SLEEP;
        else if (p[1].revents && (*asker = asker_take(asking)) >= 0)
            event = SERVE_ASKED;
    }
    close(signals);
    return event;
}

/* ---- the same program again */

/* exec() has kept its old signature: it does not write. */
union words {
    const char *const *fixed;
    char *const *plain;
};

int serve_given(int fd[2])
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct err none = {0};
    int64_t pid = 0, n = 0;
    struct str for_whom = sys_env(NULL, "LISTEN_PID", tmp.arena);
    struct str many = sys_env(NULL, "LISTEN_FDS", tmp.arena);
    unsetenv("LISTEN_PID");
    unsetenv("LISTEN_FDS");
    if (!str_to_int(&pid, for_whom, 1, INT32_MAX, &none) || pid != getpid() ||
        !str_to_int(&n, many, 1, HANDED_MAX, &none))
        return 0;
    for (int i = 0; i < n; i++) {
        fd[i] = FIRST_FD + i;
        fcntl(fd[i], F_SETFD, FD_CLOEXEC);
    }
    return (int)n;
}

/* The sockets at 3 and 4, everything above closed. They may stand in each other's place. */
static int hand_over(const int fd[2])
{
    int high[HANDED_MAX], n = 0;
    for (int i = 0; i < HANDED_MAX && fd[i] >= 0; i++, n++)
        high[i] = fcntl(fd[i], F_DUPFD, FIRST_FD + HANDED_MAX);
    for (int i = 0; i < n; i++)
        if (high[i] < 0 || dup2(high[i], FIRST_FD + i) < 0)
            return -1;
    syscall(SYS_close_range, FIRST_FD + n, ~0U, 0);
    return n;
}

/* Where a newer package has put another program by now, that one goes on, beside the helpers that
 * came with it. Returns if there is none. */
static void become_newer(const union words *words)
{
    static const char gone[] = " (deleted)"; /* proc(5) */
    char path[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    if (n <= 0)
        return;
    struct str at = {path, n}, mark = str_from_c(gone);
    if (n <= mark.n || !str_eq(str_part(at, n - mark.n, n), mark))
        return;
    path[n - mark.n] = 0;
    execv(path, words->plain);
}

bool serve_again(struct sys *s, const struct str_list *args, const int fd[2], struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    const char **argv = NEWN(tmp.arena, const char *, args->n + 2);
    union words words = {.fixed = argv};
    argv[0] = str_to_c(tmp.arena, S("cairn"));
    for (isize i = 0; i < args->n; i++)
        argv[i + 1] = str_to_c(tmp.arena, args->at[i]);
    int e = s->fail(s, "execve");
    int n = e ? -1 : hand_over(fd);
    if (n >= 0) {
        setenv("LISTEN_PID", str_to_c(tmp.arena, str_format(tmp.arena, "%d", getpid())), 1);
        setenv("LISTEN_FDS", str_to_c(tmp.arena, str_format(tmp.arena, "%d", n)), 1);
        become_newer(&words);
        execv("/proc/self/exe", words.plain);
    }
    return sys_err(err, e ? e : errno, "begin again");
}

/* ---- a browser */

/* Twice forked, so that nobody has to wait for it and it outlives us. */
static NORETURN void become_browser(const char *address)
{
    const char *const argv[] = {"xdg-open", address, NULL};
    union words words = {.fixed = argv};
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    setsid();
    int null = open("/dev/null", O_RDWR);
    for (int i = 0; i <= STDERR_FILENO; i++)
        dup2(null, i);
    syscall(SYS_close_range, STDERR_FILENO + 1, ~0U, 0);
    if (fork() == 0)
        execvp(argv[0], words.plain);
    _exit(0);
}

static bool is_there(struct sys *s, const char *program, struct arena *a)
{
    struct str path = sys_env(s, "PATH", a), dir;
    while (path.n) {
        str_cut(path, ':', &dir, &path);
        if (dir.n && access(str_to_c(a, str_format(a, "%.*s/%s", FS(dir), program)), X_OK) == 0)
            return true;
    }
    return false;
}

bool browser_open(struct sys *s, struct str address, struct arena *a)
{
    bool desktop = sys_env(s, "DISPLAY", a).n || sys_env(s, "WAYLAND_DISPLAY", a).n;
    if (!desktop || !is_there(s, "xdg-open", a))
        return false;
    pid_t pid = fork();
    if (pid == 0)
        become_browser(str_to_c(a, address));
    return pid > 0 && waitpid(pid, NULL, 0) == pid;
}
