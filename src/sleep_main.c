/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cairn-sleep: tells the program that started it when this computer is about to sleep.
 *
 * Its standard input is the socket of sys/sleep.h. On the system bus it asks systemd-logind to be
 * told (org.freedesktop.login1.Manager, PrepareForSleep) and holds a lock of the kind "delay", both
 * as systemd.io/INHIBITOR_LOCKS describes. It holds no key and reads no file. It ends with the
 * socket.
 */
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <systemd/sd-bus.h>

#define LOGIND "org.freedesktop.login1"
#define LOGIND_PATH "/org/freedesktop/login1"
#define LOGIND_MANAGER "org.freedesktop.login1.Manager"

enum { SOCKET = STDIN_FILENO, PATIENCE_US = 2000000 };

struct watch {
    sd_bus *bus;
    int lock; /* -1: not held */
};

static void lock_let(struct watch *w)
{
    if (w->lock >= 0)
        close(w->lock);
    w->lock = -1;
}

/* Our own copy: the message's descriptor goes with the message. */
static bool lock_take(struct watch *w)
{
    sd_bus_message *answer = NULL;
    int fd = -1;
    int rc = w->lock >= 0
                 ? 0
                 : sd_bus_call_method(w->bus, LOGIND, LOGIND_PATH, LOGIND_MANAGER, "Inhibit", NULL,
                                      &answer, "ssss", "sleep", "Cairn", "locks first", "delay");
    if (rc > 0 && sd_bus_message_read(answer, "h", &fd) >= 0)
        w->lock = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    sd_bus_message_unref(answer);
    return w->lock >= 0;
}

/* Before sleep (true) and after it (false). */
static int on_signal(sd_bus_message *m, void *ctx, sd_bus_error *error)
{
    struct watch *w = ctx;
    int sleeps = 0;
    (void)error;
    if (sd_bus_message_read(m, "b", &sleeps) < 0)
        return 0;
    if (sleeps)
        send(SOCKET, "s", 1, MSG_NOSIGNAL);
    else
        lock_take(w);
    return 0;
}

/* The signal is asked for first: between the two nothing is missed. */
static bool begin(struct watch *w)
{
    return sd_bus_open_system(&w->bus) >= 0 &&
           sd_bus_set_method_call_timeout(w->bus, PATIENCE_US) >= 0 &&
           sd_bus_match_signal(w->bus, NULL, LOGIND, LOGIND_PATH, LOGIND_MANAGER, "PrepareForSleep",
                               on_signal, w) >= 0 &&
           lock_take(w);
}

/* False: the other end is gone, or the bus. */
static bool wait_once(struct watch *w)
{
    int rc = 1;
    while (rc > 0)
        rc = sd_bus_process(w->bus, NULL);
    int events = rc < 0 ? rc : sd_bus_get_events(w->bus);
    if (events < 0)
        return false;
    struct pollfd p[] = {{SOCKET, POLLIN, 0}, {sd_bus_get_fd(w->bus), (short)events, 0}};
    if (poll(p, 2, -1) <= 0 || !p[0].revents)
        return true;
    char said;
    if (recv(SOCKET, &said, 1, 0) != 1)
        return false;
    lock_let(w);
    return true;
}

int main(void)
{
    struct watch w = {.lock = -1};
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    pid_t pid = fork(); /* who started it has nobody to wait for */
    if (pid != 0)
        return pid < 0;
    if (begin(&w))
        while (wait_once(&w))
            ;
    return 0;
}
