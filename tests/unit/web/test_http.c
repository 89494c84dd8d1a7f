/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web_test.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "web/http.h"
#include "web/respond.h"

enum { ANSWER_MAX = 1 << 20, WAIT_MS = 5000 };

/* ---- a server with a few pages of its own */

static bool page_hello(struct request *req, struct err *err)
{
    (void)err;
    return respond_asset(req, S("text/plain"), S("hello"));
}

static bool page_thread(struct request *req, struct err *err)
{
    (void)err;
    return respond_asset(req, S("text/plain"), req->thread ? S("has thread") : S("none"));
}

static bool page_bad(struct request *req, struct err *err)
{
    (void)req;
    return err_set(err, E_CORRUPT, "a page that cannot");
}

struct slow_bytes {
    int left;
    int *closed;
};

static bool stream_read(void *ctx, char *p, isize max, isize *n)
{
    struct slow_bytes *s = ctx;
    *n = s->left < max ? s->left : max;
    memset(p, 's', (size_t)*n);
    s->left -= (int)*n;
    return true;
}

static void stream_close(void *ctx)
{
    struct slow_bytes *s = ctx;
    ++*s->closed;
}

/* What the pages here count; the site of these tests. */
struct site {
    int threads_opened, threads_closed, streams_closed, files_dropped;
    int64_t bytes;
    pthread_mutex_t mutex;
};

static bool page_stream(struct request *req, struct err *err)
{
    (void)err;
    struct slow_bytes *s = NEW(req->a, struct slow_bytes);
    *s = (struct slow_bytes){300000, &req->site->streams_closed};
    struct body_source source = {stream_read, stream_close, s, -1};
    return respond_attachment_stream(req, S("a.bin"), S("application/octet-stream"), source);
}

static bool sink_begin(void **file, struct request *req, struct str field, struct str name,
                       struct err *err)
{
    (void)field, (void)name, (void)err;
    *file = req->site;
    return true;
}

static bool sink_add(void *file, const char *p, isize n, struct err *err)
{
    (void)p, (void)err;
    struct site *site = file;
    site->bytes += n;
    return true;
}

static bool sink_finish(void *file, struct err *err)
{
    (void)file, (void)err;
    return true;
}

static void sink_drop(void *file)
{
    struct site *site = file;
    site->files_dropped++;
}

static const struct upload_sink sink = {sink_begin, sink_add, sink_finish, sink_drop};

static bool post_upload(struct request *req, struct err *err)
{
    (void)err;
    struct str say = str_format(req->a, "%" PRId64 " of %td",
                                req->uploads.n ? req->uploads.at[0].bytes : 0, req->uploads.n);
    return respond_asset(req, S("text/plain"), say);
}

static const struct route routes[] = {
    {GET, "/hello", .page = page_hello},
    {GET, "/thread", .page = page_thread},
    {GET, "/bad", .page = page_bad},
    {GET, "/stream", .page = page_stream},
    {POST, "/slow", .page = page_thread, .slow = true},
    {POST, "/form", .page = page_hello},
    {POST, "/upload", .page = post_upload, .upload = &sink, .body_max = 64 << 20},
    {0},
};

static bool thread_open(void **thread, struct site *site, struct err *err)
{
    (void)err;
    pthread_mutex_lock(&site->mutex);
    site->threads_opened++;
    pthread_mutex_unlock(&site->mutex);
    *thread = site;
    return true;
}

static void thread_close(void *thread)
{
    struct site *site = thread;
    pthread_mutex_lock(&site->mutex);
    site->threads_closed++;
    pthread_mutex_unlock(&site->mutex);
}

struct server {
    struct web_test w;
    struct site site;
    struct http http;
};

static void server_open(struct server *s, struct test *t)
{
    web_test_open(&s->w, t, routes);
    s->site = (struct site){.mutex = PTHREAD_MUTEX_INITIALIZER};
    s->w.web.site = &s->site;
    s->w.web.thread_open = thread_open;
    s->w.web.thread_close = thread_close;
    s->w.web.gate.body_max = 64 << 20;
    s->http = (struct http){0};
    struct http_options o = {.web = &s->w.web, .threads = 2, .listen_fd = LISTEN_LOOPBACK};
    CHECK_OK(http_open(&s->http, &o, t->a, &err));
}

static void server_close(struct server *s)
{
    http_close(&s->http);
    web_test_close(&s->w);
}

/* ---- a client that sends exactly what it is told */

static int client(const struct server *s)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons(http_port(&s->http)),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    CHECK(fd >= 0 && connect(fd, (struct sockaddr *)(void *)&to, sizeof to) == 0);
    return fd;
}

static void send_all(int fd, struct str text)
{
    while (text.n) {
        ssize_t n = send(fd, text.p, (size_t)text.n, MSG_NOSIGNAL);
        if (n <= 0)
            return; /* the other side may close early */
        text = str_part(text, n, text.n);
    }
}

/* All until the other side closes. */
static struct str read_all(int fd, struct test *t)
{
    struct buf b = buf_in(t->a, ANSWER_MAX);
    char piece[4096];
    for (;;) {
        struct pollfd p = {fd, POLLIN, 0};
        if (poll(&p, 1, WAIT_MS) <= 0)
            break;
        ssize_t n = recv(fd, piece, sizeof piece, 0);
        if (n <= 0)
            break;
        buf_add_bytes(&b, piece, n);
    }
    close(fd);
    return buf_str(&b);
}

/* Sends text with each '\n' as CRLF and adds Connection: close at its head's end. */
static struct str ask(const struct server *s, struct test *t, struct str head, struct str body)
{
    struct buf b = buf_in(t->a, ANSWER_MAX);
    struct str rest = head, line;
    while (str_line(&rest, &line)) {
        buf_add(&b, line);
        buf_add(&b, S("\r\n"));
    }
    buf_add(&b, S("Connection: close\r\n\r\n"));
    buf_add(&b, body);
    int fd = client(s);
    send_all(fd, buf_str(&b));
    return read_all(fd, t);
}

static int status_of(struct str answer)
{
    int64_t n = 0;
    struct err err = {0};
    if (!str_starts(answer, S("HTTP/1.1 ")) ||
        !str_to_int(&n, str_part(answer, 9, 12), 0, 999, &err))
        return 0;
    return (int)n;
}

struct attack {
    struct str head;
    int want; /* 0: closed without an answer */
};

TEST(a_page_comes_over_a_socket)
{
    struct server s;
    server_open(&s, t);
    struct str answer = ask(&s, t, S("GET /hello HTTP/1.1\nHost: 127.0.0.1\n"), S(""));
    CHECK_INT(status_of(answer), 200);
    CHECK(str_ends(answer, S("\r\n\r\nhello")));
    CHECK(str_find(answer, S("Content-Security-Policy: default-src 'none'")) > 0);
    answer = ask(&s, t, S("HEAD /hello HTTP/1.1\nHost: 127.0.0.1\n"), S(""));
    CHECK_INT(status_of(answer), 200);
    CHECK(str_ends(answer, S("\r\n\r\n")));
    server_close(&s);
}

TEST(malformed_requests_are_refused_on_the_wire)
{
    static const char nul_value[] = "GET /hello HTTP/1.1\nHost: 127.0.0.1\0.evil\n";
    static const char nul_path[] = "GET /hello\0x HTTP/1.1\nHost: 127.0.0.1\n";
    const struct attack cases[] = {
        {S("GET /hello HTTP/1.1\nHost: 127.0.0.1\nTransfer-Encoding: chunked\nContent-Length: 3\n"),
         400},
        {S("POST /form HTTP/1.1\nHost: 127.0.0.1\nTransfer-Encoding: chunked\nContent-Length: 3\n"),
         400},
        {S("POST /form HTTP/1.1\nHost: 127.0.0.1\nTransfer-Encoding: chunked\n"), 400},
        {S("POST /form HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 3\nContent-Length: 4\n"), 400},
        {S("GET /hello HTTP/1.1\nHost : 127.0.0.1\n"), 400},
        {S("GET /hello HTTP/1.1\n"), 400},
        {S("GET /hello HTTP/1.1\nHost: 127.0.0.1\nHost: 127.0.0.1\n"), 421},
        {S("GET /hello HTTP/1.1\nHost: evil.example\n"), 421},
        {{nul_value, sizeof nul_value - 1}, 400},
        {{nul_path, sizeof nul_path - 1}, 400},
        {S("GET /hello\x01 HTTP/1.1\nHost: 127.0.0.1\n"), 400},
        {S("GET /hello HTTP/1.1\nHost: 127.0.0.1\nX: \x01\n"), 400},
        {S("GET /%2e%2e/hello HTTP/1.1\nHost: 127.0.0.1\n"), 400},
        {S("DELETE /hello HTTP/1.1\nHost: 127.0.0.1\n"), 405},
        {S("OPTIONS * HTTP/1.1\nHost: 127.0.0.1\n"), 405},
        {S("POST /form HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 999999999999\n"), 413}};
    struct server s;
    server_open(&s, t);
    for (isize i = 0; i < COUNTOF(cases); i++) {
        int got = status_of(ask(&s, t, cases[i].head, S("")));
        bool closed = got == 0 && cases[i].want == 400;
        if (got != cases[i].want && !closed)
            test_fail(__FILE__, __LINE__, "case %td: status %d", i, got);
    }
    server_close(&s);
}

TEST(a_head_that_is_too_large_is_refused)
{
    struct server s;
    server_open(&s, t);
    struct buf b = buf_in(t->a, 1 << 20);
    buf_add(&b, S("GET /hello HTTP/1.1\nHost: 127.0.0.1\nX: "));
    for (int i = 0; i < 64 << 10; i++)
        buf_add_c(&b, 'a');
    buf_add(&b, S("\n"));
    CHECK_INT(status_of(ask(&s, t, buf_str(&b), S(""))), 431);
    server_close(&s);
}

TEST(one_connection_carries_many_requests)
{
    struct server s;
    server_open(&s, t);
    int fd = client(&s);
    for (int i = 0; i < 50; i++)
        send_all(fd, S("GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
    send_all(fd, S("GET /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"));
    struct str answer = read_all(fd, t), rest = answer, one;
    int n = 0;
    while (str_cut_str(rest, S("\r\n\r\nhello"), &one, &rest))
        n++;
    CHECK_INT(n, 50);
    CHECK(str_find(answer, S("HTTP/1.1 404")) > 0);
    server_close(&s);
}

static struct str token_for(struct server *s, struct test *t, struct str path)
{
    struct csrf csrf = {&s->w.sessions.key, s->w.session.id};
    return csrf_token(&csrf, path, t->a);
}

static struct str post(struct server *s, struct test *t, struct str path, struct str type,
                       struct str body)
{
    struct str head = str_format(t->a,
                                 "POST %.*s HTTP/1.1\nHost: 127.0.0.1\nCookie: %.*s\n"
                                 "Sec-Fetch-Site: same-origin\nContent-Type: %.*s\n"
                                 "Content-Length: %td\n",
                                 FS(path), FS(s->w.cookie), FS(type), body.n);
    return ask(s, t, head, body);
}

TEST(forms_are_read_and_bad_ones_answered)
{
    struct server s;
    server_open(&s, t);
    struct str form = S("application/x-www-form-urlencoded");
    struct str token = token_for(&s, t, S("/form"));
    struct str body = str_format(t->a, "csrf=%.*s&a=b", FS(token));
    CHECK_INT(status_of(post(&s, t, S("/form"), form, body)), 200);
    CHECK_INT(status_of(post(&s, t, S("/form"), form, S("a=b"))), 403);
    CHECK_INT(status_of(post(&s, t, S("/form"), form, S("a=%zz"))), 422);
    CHECK_INT(status_of(post(&s, t, S("/form"), form, S(""))), 403);
    CHECK_INT(status_of(post(&s, t, S("/form"), S("text/xml"), S("<a/>"))), 415);
    server_close(&s);
}

TEST(slow_pages_run_on_the_worker_with_a_context_of_its_own)
{
    struct server s;
    server_open(&s, t);
    struct str token = token_for(&s, t, S("/slow"));
    struct str body = str_format(t->a, "csrf=%.*s", FS(token));
    for (int i = 0; i < 5; i++) {
        struct str answer = post(&s, t, S("/slow"), S("application/x-www-form-urlencoded"), body);
        CHECK_INT(status_of(answer), 200);
        CHECK(str_ends(answer, S("has thread")));
    }
    CHECK(
        str_ends(ask(&s, t, S("GET /thread HTTP/1.1\nHost: 127.0.0.1\n"), S("")), S("has thread")));
    http_close(&s.http);
    CHECK(s.site.threads_opened >= 2 && s.site.threads_opened <= 3);
    CHECK_INT(s.site.threads_closed, s.site.threads_opened);
    server_close(&s);
}

static struct str multipart_body(struct test *t, struct str token, isize n, bool whole)
{
    struct buf b = buf_in(t->a, ANSWER_MAX);
    buf_addf(&b, "--XX\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%.*s\r\n",
             FS(token));
    buf_add(&b, S("--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n"
                  "Content-Type: application/octet-stream\r\n\r\n"));
    for (isize i = 0; i < n; i++)
        buf_add_c(&b, (char)(i % 251));
    if (whole)
        buf_add(&b, S("\r\n--XX--\r\n"));
    return buf_str(&b);
}

TEST(files_are_streamed_to_the_sink)
{
    struct server s;
    server_open(&s, t);
    struct str type = S("multipart/form-data; boundary=XX");
    struct str token = token_for(&s, t, S("/upload"));
    struct str answer = post(&s, t, S("/upload"), type, multipart_body(t, token, 700000, true));
    CHECK_INT(status_of(answer), 200);
    CHECK(str_ends(answer, S("700000 of 1")));
    CHECK_INT(s.site.bytes, 700000);
    CHECK_INT(s.site.files_dropped, 1);
    answer = post(&s, t, S("/upload"), type, multipart_body(t, token, 1000, false));
    CHECK_INT(status_of(answer), 422);
    CHECK_INT(s.site.files_dropped, 2);
    answer = post(&s, t, S("/upload"), type, multipart_body(t, S("00"), 1000, true));
    CHECK_INT(status_of(answer), 403);
    CHECK(s.site.bytes <= 701000); /* nothing more than the one cut off */
    answer = post(&s, t, S("/upload"), S("multipart/form-data"), S("x"));
    CHECK_INT(status_of(answer), 422);
    server_close(&s);
}

TEST(an_upload_broken_off_gives_its_file_back)
{
    struct server s;
    server_open(&s, t);
    struct str body = multipart_body(t, token_for(&s, t, S("/upload")), 100000, false);
    struct str head = str_format(t->a,
                                 "POST /upload HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: %.*s\r\n"
                                 "Content-Type: multipart/form-data; boundary=XX\r\n"
                                 "Content-Length: 500000\r\n\r\n",
                                 FS(s.w.cookie));
    int fd = client(&s);
    send_all(fd, head);
    send_all(fd, body);
    close(fd);
    http_close(&s.http);
    CHECK_INT(s.site.files_dropped, s.site.bytes > 0);
    server_close(&s);
}

TEST(a_stream_is_sent_whole_and_closed_once)
{
    struct server s;
    server_open(&s, t);
    struct str answer = ask(&s, t, S("GET /stream HTTP/1.1\nHost: 127.0.0.1\n"), S(""));
    CHECK_INT(status_of(answer), 200);
    CHECK(count_of(answer, 's') > 300000 - 10);
    CHECK_INT(status_of(ask(&s, t, S("HEAD /stream HTTP/1.1\nHost: 127.0.0.1\n"), S(""))), 200);
    http_close(&s.http);
    CHECK_INT(s.site.streams_closed, 2);
    server_close(&s);
}

TEST(a_page_that_fails_says_so_in_the_readers_words)
{
    struct server s;
    server_open(&s, t);
    struct str answer = ask(&s, t, S("GET /bad HTTP/1.1\nHost: 127.0.0.1\n"), S(""));
    CHECK_INT(status_of(answer), 500);
    CHECK(str_find(answer, str_from_c(err_meaning(E_CORRUPT)->say)) > 0);
    CHECK(str_find(answer, S("a page that cannot")) < 0); /* that line is for the log */
    server_close(&s);
}

TEST(a_port_that_is_taken_says_so)
{
    struct server s;
    server_open(&s, t);
    struct http second = {0};
    struct http_options o = {
        .web = &s.w.web, .threads = 1, .listen_fd = LISTEN_LOOPBACK, .port = http_port(&s.http)};
    CHECK_FAILS(http_open(&second, &o, t->a, &err), E_CONFLICT);
    server_close(&s);
}

TEST(a_unix_socket_handed_in_is_served)
{
    struct web_test w;
    web_test_open(&w, t, routes);
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    snprintf(at.sun_path, sizeof at.sun_path, "%s/s", t->dir);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    CHECK(fd >= 0 && bind(fd, (struct sockaddr *)(void *)&at, sizeof at) == 0 &&
          listen(fd, 8) == 0);
    struct http http = {0};
    struct http_options o = {.web = &w.web, .threads = 1, .listen_fd = fd};
    CHECK_OK(http_open(&http, &o, t->a, &err));
    int c = socket(AF_UNIX, SOCK_STREAM, 0);
    CHECK(connect(c, (struct sockaddr *)(void *)&at, sizeof at) == 0);
    send_all(c, S("GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
    CHECK_INT(status_of(read_all(c, t)), 200);
    http_close(&http);
    web_test_close(&w);
}
