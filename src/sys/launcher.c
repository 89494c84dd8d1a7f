/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sys/launcher.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/utf8.h"
#include "sys/minder.h"

enum { MS = 1000, GRACE_MS = 3000 };

struct launcher {
    struct sys *s;
    int sock;
    pid_t pid;
};

static void close_pair(int pair[2])
{
    for (int i = 0; i < 2; i++) {
        if (pair[i] >= 0)
            close(pair[i]);
        pair[i] = -1;
    }
}

bool launcher_start(struct launcher **out, struct sys *s, struct str helper, struct arena *a,
                    struct err *err)
{
    char path[PATH_MAX]; /* in full, as the launcher works in another directory */
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    if (!realpath(str_to_c(tmp.arena, helper), path) || access(path, X_OK) != 0) {
        sys_err(err, errno, "helper");
        return err_detail(err, "%.*s", FS(helper));
    }
    int pair[2];
    int e = s->fail(s, "socketpair");
    if (e || socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
        return sys_err(err, e ? e : errno, "socketpair");
    pid_t self = getpid();
    e = s->fail(s, "fork");
    pid_t pid = e ? -1 : fork();
    if (pid < 0) {
        e = e ? e : errno;
        close_pair(pair);
        return sys_err(err, e, "fork");
    }
    if (pid == 0)
        minder_serve(pair[1], self, path);
    close(pair[1]);
    struct launcher *l = NEW(a, struct launcher);
    *l = (struct launcher){.s = s, .sock = pair[0], .pid = pid};
    *out = l;
    return true;
}

void launcher_stop(struct launcher **l)
{
    if (!*l)
        return;
    close((*l)->sock); /* its sign to end */
    while (waitpid((*l)->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    *l = NULL;
}

/* What the program keeps of one run: its end of the conversation, and where the verdict comes. */
struct run {
    int data;
    int verdict;
};

static void run_drop(struct run *r)
{
    if (r->data >= 0)
        close(r->data);
    if (r->verdict >= 0)
        close(r->verdict);
    *r = (struct run){-1, -1};
}

static bool run_open(struct run *r, const struct launcher *l, const struct minder_request *request,
                     struct err *err)
{
    int data[2] = {-1, -1};
    int verdict[2] = {-1, -1};
    int e = l->s->fail(l->s, "launch");
    if (e || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, data) != 0 ||
        pipe2(verdict, O_CLOEXEC) != 0 ||
        fcntl(data[1], F_SETFL, 0) != 0 || /* the helper's own end waits as usual */
        !minder_send(l->sock, request, data[1], verdict[1])) {
        e = e ? e : errno;
        close_pair(data);
        close_pair(verdict);
        return sys_err(err, e, "launch");
    }
    close(data[1]);
    close(verdict[1]);
    *r = (struct run){data[0], verdict[0]};
    return true;
}

/* Send what the socket takes. A helper that does not want all of its input may say so by ending. */
static bool feed(const struct run *r, struct str *input)
{
    while (input->n > 0) {
        ssize_t put = send(r->data, input->p, (size_t)input->n, MSG_NOSIGNAL);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0 && errno == EAGAIN)
            return true;
        if (put < 0)
            put = input->n;
        *input = str_part(*input, put, input->n);
    }
    return shutdown(r->data, SHUT_WR) == 0;
}

/* Take what is there. True as long as more may come. */
static bool drain(const struct run *r, struct buf *out)
{
    enum { STEP = 1 << 16 };
    char piece[STEP];
    for (;;) {
        ssize_t got = recv(r->data, piece, sizeof piece, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got < 0 && errno == EAGAIN;
        buf_add_bytes(out, piece, got);
        if (out->full)
            return false;
    }
}

static bool converse(struct buf *out, const struct launcher *l, const struct run *r,
                     const struct launch_job *job)
{
    struct str input = job->input;
    int64_t end = sys_monotonic_ms(l->s) + (int64_t)job->limits.wall_seconds * MS + GRACE_MS;
    bool feeding = feed(r, &input) && input.n > 0;
    for (;;) {
        int64_t left = end - sys_monotonic_ms(l->s);
        struct pollfd p = {r->data, (short)(POLLIN | (feeding ? POLLOUT : 0)), 0};
        if (left <= 0)
            return false;
        if (poll(&p, 1, (int)left) < 0 && errno != EINTR)
            return false;
        if (feeding && (p.revents & POLLOUT))
            feeding = feed(r, &input) && input.n > 0;
        if ((p.revents & (POLLIN | POLLHUP | POLLERR)) && !drain(r, out))
            return true;
    }
}

static bool verdict_read(struct minder_verdict *v, const struct run *r)
{
    struct pollfd p = {r->verdict, POLLIN, 0};
    int n = 0;
    do
        n = poll(&p, 1, GRACE_MS);
    while (n < 0 && errno == EINTR);
    return n == 1 && read(r->verdict, v, sizeof *v) == (ssize_t)sizeof *v;
}

/* The helper may be in a stranger's hand: one line of it, without anything that is not text. */
static void detail_of(struct err *err, struct str out)
{
    while (out.n > 0 && out.p[out.n - 1] == '\n')
        out.n--;
    isize from = out.n;
    while (from > 0 && out.p[from - 1] != '\n')
        from--;
    struct str line = str_part(out, from, out.n);
    isize n = 0;
    for (isize i = 0; i < line.n && i < (isize)sizeof err->detail; n = i) {
        int32_t cp = utf8_next(line, &i);
        if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0))
            break;
    }
    err_detail(err, "%.*s", FS(str_part(line, 0, n)));
}

static bool judge_exit(int status, struct str out, struct err *err)
{
    if (status == err_meaning(E_INVALID)->exit_status) {
        err_set(err, E_INVALID, "the helper refused the document");
        detail_of(err, out);
        return false;
    }
    if (status == err_meaning(E_LIMIT)->exit_status || status == MINDER_EXIT_MEMORY)
        return err_set(err, E_LIMIT, "the helper ran into a limit");
    if (status == err_meaning(E_IO)->exit_status || status == MINDER_EXIT_NOT_RUN)
        return err_set(err, E_IO, "the helper could not start (status %d)", status);
    return status == 0 || err_set(err, E_CORRUPT, "the helper ended with status %d", status);
}

static bool judge(const struct minder_verdict *v, struct str out, struct err *err)
{
    switch (v->how) {
    case MINDER_EXIT: return judge_exit(v->value, out, err);
    case MINDER_TIME: return err_set(err, E_LIMIT, "the helper took too long");
    case MINDER_SIGNAL:
        if (v->value == SIGXCPU || v->value == SIGKILL)
            return err_set(err, E_LIMIT, "the helper used too much processor time or memory");
        return err_set(err, E_CORRUPT, "the helper was ended by signal %d", v->value);
    default: return err_set(err, E_IO, "the helper could not be started");
    }
}

bool launcher_run(struct str *out, struct launcher *l, const struct launch_job *job,
                  struct arena *a, struct err *err)
{
    struct minder_request request = {.cpu_seconds = job->limits.cpu_seconds,
                                     .wall_seconds = job->limits.wall_seconds,
                                     .memory = job->limits.memory};
    ASSERT(strlen(job->parser) < sizeof request.parser);
    memcpy(request.parser, job->parser, strlen(job->parser));

    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    AUTO(run_drop) struct run r = {-1, -1};
    if (!run_open(&r, l, &request, err))
        return false;
    struct buf said = buf_in(tmp.arena, (isize)job->limits.output);
    bool ended = converse(&said, l, &r, job);
    if (said.full)
        return err_set(err, E_LIMIT, "the helper wrote more than %" PRId64 " bytes",
                       job->limits.output);
    struct minder_verdict v = {0};
    if (!ended || !verdict_read(&v, &r))
        return err_set(err, E_IO, "no word from the launcher");
    if (!judge(&v, buf_str(&said), err))
        return false;
    *out = str_copy(a, buf_str(&said));
    return true;
}
