/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sys/sleep.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

NORETURN static void become_helper(const char *path, int sock)
{
    const char *const argv[] = {path, NULL};
    union {
        const char *const *fixed;
        char *const *plain;
    } words = {argv}; /* exec() has kept its old signature: it does not write */
    if (dup2(sock, STDIN_FILENO) == STDIN_FILENO)
        execv(path, words.plain);
    _exit(1);
}

int sleep_watch_start(struct sys *s, struct str helper, struct arena *a)
{
    int pair[2], status = -1;
    const char *path = str_to_c(a, helper);
    if (s->fail(s, "socketpair") ||
        socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pair) != 0)
        return -1;
    pid_t pid = s->fail(s, "fork") ? -1 : fork();
    if (pid == 0)
        become_helper(path, pair[1]);
    close(pair[1]);
    /* It goes on as another process: what is waited for is only that it could be begun. */
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (pid > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return pair[0];
    close(pair[0]);
    return -1;
}

bool sleep_watch_read(int *fd)
{
    char said = 0;
    ssize_t n = recv(*fd, &said, 1, 0);
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return false;
    if (n == 1)
        return true;
    close(*fd);
    *fd = -1;
    return false;
}

void sleep_watch_let(int fd)
{
    send(fd, "y", 1, MSG_NOSIGNAL);
}
