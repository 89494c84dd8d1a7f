/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sys/serve.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { WAITING_MAX = 64 };

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

static void stop_signals(sigset_t *set)
{
    sigemptyset(set);
    sigaddset(set, SIGINT);
    sigaddset(set, SIGTERM);
    sigaddset(set, SIGHUP);
}

void stop_hold(void)
{
    sigset_t set;
    stop_signals(&set);
    ASSERT(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
    signal(SIGPIPE, SIG_IGN); /* a browser that goes away is not the end */
}

void stop_wait(void)
{
    sigset_t set;
    int got;
    stop_signals(&set);
    ASSERT(sigwait(&set, &got) == 0);
}
