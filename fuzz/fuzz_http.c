/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The whole server over a pair of sockets: whatever comes, it answers or closes, and every file
 * that was begun is given back. The first byte chooses: a raw request; a multipart body, or a form,
 * in a request that is otherwise good.
 */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "web/http.h"
#include "web/respond.h"

enum { ANSWER_MAX = 1 << 16, WAIT_MS = 10000 };

struct site {
    int files; /* begun and not yet given back */
};

struct fuzz {
    struct site site;
    struct sessions sessions;
    struct web web;
    struct http http;
    struct arena *a;
    struct str cookie, token;
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool sink_begin(void **file, struct request *req, struct str field, struct str name,
                       struct err *err)
{
    (void)field, (void)err;
    ASSERT(req->token_good && name.n && str_find(name, S("/")) < 0);
    req->site->files++;
    *file = req->site;
    return true;
}

static bool sink_add(void *file, const char *p, isize n, struct err *err)
{
    (void)file, (void)p, (void)err;
    ASSERT(n > 0);
    return true;
}

static bool sink_finish(void *file, struct err *err)
{
    (void)file, (void)err;
    return true;
}

static void sink_drop(void *file)
{
    ((struct site *)file)->files--;
}

static const struct upload_sink sink = {sink_begin, sink_add, sink_finish, sink_drop};

static bool post_any(struct request *req, struct err *err)
{
    (void)err;
    for (isize i = 0; i < req->uploads.n; i++)
        ASSERT(req->uploads.at[i].finished);
    return respond_asset(req, S("text/plain"), S("ok"));
}

static const struct route routes[] = {
    {GET, "/", .page = post_any},
    {POST, "/up/:id", .page = post_any, .upload = &sink, .body_max = 1 << 20},
    {0},
};

static struct fuzz *fuzz_open(void)
{
    static const struct str hosts[] = {{"localhost", 9}};
    struct arena *a = arena_new(ARENA_SMALL);
    struct fuzz *f = NEW(a, struct fuzz);
    struct err err = {0};
    crypto_init();
    f->a = a;
    sessions_open(&f->sessions, sys_real(), &session_rules_usual);
    f->web = (struct web){.site = &f->site,
                          .sys = sys_real(),
                          .sessions = &f->sessions,
                          .routes = routes,
                          .gate = {hosts, 1, 1 << 20},
                          .cookie_name = S("cairn")};
    struct csrf csrf = {.key = &f->sessions.key};
    f->token = csrf_token(&csrf, S("/up/x"), a);
    struct http_options o = {.web = &f->web, .threads = 1, .listen_fd = LISTEN_NOT};
    ASSERT(http_open(&f->http, &o, a, &err));
    return f;
}

static void request_make(struct buf *b, const struct fuzz *f, struct str bytes, int kind)
{
    if (kind == 0) {
        buf_add(b, bytes);
        return;
    }
    struct buf body = buf_in(b->a, 1 << 21);
    if (kind == 1)
        buf_addf(&body,
                 "--B\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%.*s\r\n--B\r\n",
                 FS(f->token));
    else
        buf_addf(&body, "csrf=%.*s&", FS(f->token));
    buf_add(&body, bytes);
    buf_addf(b,
             "POST /up/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
             "Content-Type: %s\r\nContent-Length: %td\r\n\r\n",
             kind == 1 ? "multipart/form-data; boundary=B" : "application/x-www-form-urlencoded",
             buf_str(&body).n);
    buf_add(b, buf_str(&body));
}

/* Sends and reads by turns, so that neither side can wait for the other. */
static void talk(int fd, struct str out)
{
    char piece[ANSWER_MAX];
    if (!out.n)
        shutdown(fd, SHUT_WR);
    for (;;) {
        struct pollfd p = {fd, (short)(POLLIN | (out.n ? POLLOUT : 0)), 0};
        int ready = poll(&p, 1, WAIT_MS);
        if (ready < 0 && errno == EINTR)
            continue;      /* libFuzzer's alarm clock */
        ASSERT(ready > 0); /* else the server is stuck */
        if (p.revents & (POLLIN | POLLHUP | POLLERR)) {
            if (recv(fd, piece, sizeof piece, 0) <= 0)
                return;
        } else if (p.revents & POLLOUT) {
            ssize_t n = send(fd, out.p, (size_t)out.n, MSG_NOSIGNAL | MSG_DONTWAIT);
            out = n < 0 ? (struct str){0} : str_part(out, n, out.n);
            if (!out.n)
                shutdown(fd, SHUT_WR);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct fuzz *f;
    if (!f)
        f = fuzz_open();
    if (!size)
        return 0;
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct buf b = buf_in(tmp.arena, 1 << 22);
    request_make(&b, f, (struct str){(const char *)data + 1, (isize)size - 1}, data[0] % 3);
    int pair[2];
    struct err err = {0};
    ASSERT(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
    ASSERT(http_give(&f->http, pair[0], &err));
    talk(pair[1], buf_str(&b));
    close(pair[1]);
    return 0;
}
