/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/un.h>

#include "web/respond.h"
#include "web/route.h"
#include "web/upload.h"
#include "web/worker.h"

enum { LINE_ARENA = 1 << 16, REQUEST_ARENA = 1 << 28 }; /* reserved addresses, not memory */
enum { POST_PIECE = 8 << 10, SEND_PIECE = 64 << 10 };

enum state { STATE_HEAD, STATE_BODY, STATE_WORKING, STATE_ANSWERED, STATE_SENT };

/* One connection; its requests come one after the other. */
struct line {
    struct job job; /* first, so that the worker's pointer is ours */
    struct http_inside *inside;
    struct MHD_Connection *connection;
    struct arena *home; /* this struct */
    struct arena *a;    /* the request's; cleared before the next */
    struct str target;
    enum state state;
    struct request req;
    struct err body_err; /* what was wrong with the body */
    struct buf form_text;
    struct multipart multipart;
    struct MHD_PostProcessor *post;
};

struct http_inside {
    const struct web *web;
    struct MHD_Daemon *daemon;
    pthread_key_t context; /* each thread's, from web->thread_open */
    bool has_context;
    struct worker worker;
};

/* ---- connections and the life of a request */

static void on_connection(void *cls, struct MHD_Connection *connection, void **context,
                          enum MHD_ConnectionNotificationCode code)
{
    struct line *line = *context;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        struct arena *home = arena_new(LINE_ARENA);
        line = NEW(home, struct line);
        *line = (struct line){.inside = cls, .connection = connection, .home = home};
        line->a = arena_new(REQUEST_ARENA);
        *context = line;
    } else if (line) {
        struct arena *home = line->home;
        *context = NULL;
        arena_free(&line->a);
        arena_free(&home);
    }
}

static struct line *line_of(struct MHD_Connection *connection)
{
    return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

/* Called with the address as it was sent, before anything is decoded: a new request begins. */
static void *on_target(void *cls, const char *target, struct MHD_Connection *connection)
{
    struct line *line = line_of(connection);
    struct http_inside *inside = cls;
    ASSERT(line && !line->post && line->state != STATE_WORKING);
    arena_clear(line->a);
    line->state = STATE_HEAD;
    line->req = (struct request){.web = inside->web, .a = line->a};
    line->body_err = (struct err){0};
    line->target = str_copy(line->a, str_from_c(target));
    return line;
}

static void on_completed(void *cls, struct MHD_Connection *connection, void **request,
                         enum MHD_RequestTerminationCode why)
{
    struct line *line = line_of(connection);
    (void)cls, (void)request, (void)why;
    if (!line)
        return;
    if (line->post)
        MHD_destroy_post_processor(line->post);
    line->post = NULL;
    uploads_drop(&line->req);
    struct body_source *source = &line->req.response.source;
    if (source->close && line->state != STATE_SENT) { /* else the response closes it */
        source->close(source->ctx);
        source->close = NULL;
    }
    if (line->inside->web->sent)
        line->inside->web->sent(line->inside->web->site);
}

static bool thread_context(struct http_inside *inside, void **thread, struct err *err)
{
    const struct web *web = inside->web;
    *thread = pthread_getspecific(inside->context);
    if (*thread || !web->thread_open)
        return true;
    if (!web->thread_open(thread, web->site, err))
        return false;
    ASSERT(pthread_setspecific(inside->context, *thread) == 0);
    return true;
}

/* ---- sending */

static ssize_t source_read(void *ctx, uint64_t pos, char *p, size_t max)
{
    struct body_source *source = ctx;
    isize n = 0;
    (void)pos;
    if (!source->read(source->ctx, p, (isize)max, &n))
        return MHD_CONTENT_READER_END_WITH_ERROR; /* closes the connection: seen as cut off */
    return n ? (ssize_t)n : MHD_CONTENT_READER_END_OF_STREAM;
}

static void source_close(void *ctx)
{
    struct body_source *source = ctx;
    if (source->close)
        source->close(source->ctx);
    source->close = NULL;
}

/* For a library that asks for void * and does not write. */
static void *unconst(const void *p)
{
    union {
        const void *in;
        void *out;
    } both = {.in = p};
    return both.out;
}

/* The body stays in the request's arena until the answer is sent, so nothing is copied. */
static struct MHD_Response *response_make(struct response *r)
{
    if (r->source.read) {
        uint64_t size = r->source.bytes < 0 ? MHD_SIZE_UNKNOWN : (uint64_t)r->source.bytes;
        return MHD_create_response_from_callback(size, SEND_PIECE, source_read, &r->source,
                                                 source_close);
    }
    return MHD_create_response_from_buffer((size_t)r->body.n, unconst(r->body.p),
                                           MHD_RESPMEM_PERSISTENT);
}

static enum MHD_Result send_answer(struct line *line)
{
    struct response *r = &line->req.response;
    const struct web *web = line->inside->web;
    AUTO(scratch_end) struct scratch tmp = scratch_begin(line->a);
    struct MHD_Response *out = response_make(r);
    if (!out)
        return MHD_NO;
    line->state = STATE_SENT;
    enum MHD_Result good = MHD_YES;
    for (isize i = 0; good && i < r->headers; i++)
        good = MHD_add_response_header(out, r->header[i].name,
                                       str_to_c(tmp.arena, r->header[i].value));
    if (good)
        good = MHD_queue_response(line->connection, (unsigned)r->status, out);
    MHD_destroy_response(out);
    if (web->note)
        web->note(web->site, r->status, r->error);
    return good;
}

/* ---- the head */

struct headers {
    struct gate_header at[GATE_HEADERS_MAX + 1];
    isize n;
};

static enum MHD_Result header_collect(void *cls, enum MHD_ValueKind kind, const char *name,
                                      size_t name_n, const char *value, size_t value_n)
{
    struct headers *h = cls;
    (void)kind;
    if (h->n > GATE_HEADERS_MAX)
        return MHD_NO;
    h->at[h->n++] = (struct gate_header){{name, (isize)name_n}, {value, (isize)value_n}};
    return MHD_YES;
}

static enum gate_fault head_check(struct line *line, const char *method, const char *version)
{
    struct headers *headers = NEW(line->a, struct headers);
    MHD_get_connection_values_n(line->connection, MHD_HEADER_KIND, header_collect, headers);
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(line->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    struct gate_request r = {.method = str_from_c(method),
                             .target = line->target,
                             .version = str_from_c(version),
                             .headers = headers->at,
                             .n = headers->n,
                             .head_bytes = info ? (isize)info->header_size : 0};
    return gate_check(&line->req.head, &r, &line->inside->web->gate);
}

/* The head's strings are libmicrohttpd's and live as long as the request. */
static bool admit(struct line *line, const char *method, const char *version)
{
    enum gate_fault fault = head_check(line, method, version);
    if (fault) {
        web_refuse(&line->req, fault);
        return false;
    }
    struct err none = {0}; /* a refusal can be told without the store too */
    if (!thread_context(line->inside, &line->req.thread, &none))
        line->req.thread = NULL;
    return web_admit(&line->req);
}

/* ---- the body */

/* NOLINTNEXTLINE(readability-function-size): the parameters are libmicrohttpd's */
static enum MHD_Result on_part(void *cls, enum MHD_ValueKind kind, const char *key,
                               const char *file_name, const char *type, const char *encoding,
                               const char *data, uint64_t off, size_t size)
{
    struct line *line = cls;
    (void)kind, (void)type, (void)encoding; /* what a file is, is found out from its bytes */
    struct str name = str_from_c(key);
    struct str file = file_name ? str_from_c(file_name) : (struct str){0};
    if (file_name && !file.p)
        file.p = file_name;
    multipart_piece(&line->multipart, name, file, (struct str){data, (isize)size}, off);
    return MHD_YES; /* the rest is read and dropped: an answer can only follow the whole body */
}

static void body_begin(struct line *line)
{
    struct request *req = &line->req;
    if (req->head.body == BODY_FORM) {
        line->form_text = buf_in(req->a, (isize)route_body_max(req->route, req->head.body));
    } else if (req->head.body == BODY_MULTIPART) {
        multipart_begin(&line->multipart, req);
        line->post = MHD_create_post_processor(line->connection, POST_PIECE, on_part, line);
        if (!line->post)
            err_set(&line->body_err, E_INVALID, "multipart without a boundary");
    }
}

static void body_piece(struct line *line, const char *p, size_t n)
{
    if (line->req.head.body == BODY_FORM)
        buf_add_bytes(&line->form_text, p, (isize)n);
    else if (line->post && !line->body_err.code && !MHD_post_process(line->post, p, n))
        err_set(&line->body_err, E_INVALID, "malformed multipart body");
}

static bool body_end(struct line *line, struct err *err)
{
    struct request *req = &line->req;
    bool whole = true;
    if (line->post)
        whole = MHD_destroy_post_processor(line->post) == MHD_YES;
    line->post = NULL;
    if (line->body_err.code)
        return err_copy(err, &line->body_err);
    if (req->head.body == BODY_MULTIPART)
        return multipart_end(&line->multipart, whole, err);
    if (req->head.body != BODY_FORM)
        return true;
    struct str text;
    bool good =
        buf_done(&line->form_text, &text, err) && params_parse(&req->form, text, req->a, err);
    secret_wipe(line->form_text.p, line->form_text.n); /* it may hold a passphrase */
    return good;
}

/* ---- answering */

static void answer(struct line *line)
{
    struct err err = {0};
    line->req.thread = NULL; /* that of the pool is not ours on the worker */
    if (thread_context(line->inside, &line->req.thread, &err))
        web_answer(&line->req);
    else
        respond_error(&line->req, &err);
}

static void work(void *ctx, struct job *job)
{
    struct line *line = (struct line *)(void *)job;
    (void)ctx;
    answer(line);
    line->state = STATE_ANSWERED;
    MHD_resume_connection(line->connection); /* its thread sends; nothing of it is ours from here */
}

static enum MHD_Result answer_later(struct line *line)
{
    line->state = STATE_WORKING;
    line->job = (struct job){0};
    MHD_suspend_connection(line->connection);
    if (!worker_give(&line->inside->worker, &line->job)) {
        respond_problem(&line->req, 503, TR("Cairn is busy. Please try again in a moment."), S(""));
        respond_header(&line->req, "Retry-After", S("5"));
        line->state = STATE_ANSWERED;
        MHD_resume_connection(line->connection);
    }
    return MHD_YES;
}

static enum MHD_Result body_is_whole(struct line *line)
{
    struct err err = {0};
    if (!body_end(line, &err))
        respond_error(&line->req, &err);
    else if (line->req.route->slow)
        return answer_later(line);
    else
        answer(line);
    return send_answer(line);
}

/* libmicrohttpd calls this once for the head, once for each piece of body, and once at its end. */
/* NOLINTNEXTLINE(readability-function-size): the parameters are libmicrohttpd's */
static enum MHD_Result on_request(void *cls, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *data,
                                  size_t *data_n, void **request)
{
    struct line *line = line_of(connection);
    (void)cls, (void)url, (void)request;
    if (line->state == STATE_HEAD) {
        line->state = STATE_BODY;
        if (admit(line, method, version)) {
            body_begin(line);
            return MHD_YES;
        }
        /* If a body may still come the answer goes now, and the connection ends with it. */
        if (!line->req.head.method || line->req.head.body_bytes)
            return send_answer(line);
        line->state = STATE_ANSWERED;
        return MHD_YES;
    }
    if (line->state == STATE_BODY && *data_n) {
        body_piece(line, data, *data_n);
        *data_n = 0;
        return MHD_YES;
    }
    if (line->state == STATE_BODY)
        return body_is_whole(line);
    if (line->state == STATE_ANSWERED)
        return send_answer(line);
    *data_n = 0; /* what still comes after an early refusal */
    return MHD_YES;
}

/* ---- opening and closing */

static size_t keep_encoded(void *cls, struct MHD_Connection *connection, char *text)
{
    (void)cls, (void)connection;
    return strlen(text); /* forms and queries are decoded by form.c, strictly */
}

static void say_nothing(void *cls, const char *fmt, va_list ap)
{
    (void)cls, (void)fmt, (void)ap;
}

static bool daemon_start(struct http_inside *in, const struct http_options *o, struct err *err)
{
    struct sockaddr_in loopback = {.sin_family = AF_INET,
                                   .sin_port = htons(o->port),
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int threads = o->threads < THREADS_MAX ? o->threads : THREADS_MAX;
    struct MHD_OptionItem extra[8];
    int n = 0;
    if (threads > 1)
        extra[n++] = (struct MHD_OptionItem){MHD_OPTION_THREAD_POOL_SIZE, threads, NULL};
    if (o->listen_fd >= 0)
        extra[n++] = (struct MHD_OptionItem){MHD_OPTION_LISTEN_SOCKET, o->listen_fd, NULL};
    else if (o->listen_fd == LISTEN_LOOPBACK)
        extra[n++] = (struct MHD_OptionItem){MHD_OPTION_SOCK_ADDR, 0, &loopback};
    if (o->tls_key) {
        extra[n++] = (struct MHD_OptionItem){MHD_OPTION_HTTPS_MEM_KEY, 0, unconst(o->tls_key)};
        extra[n++] =
            (struct MHD_OptionItem){MHD_OPTION_HTTPS_MEM_CERT, 0, unconst(o->tls_certificate)};
    }
    extra[n] = (struct MHD_OptionItem){MHD_OPTION_END, 0, NULL};
    unsigned flags = MHD_USE_POLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME |
                     (o->tls_key ? (unsigned)MHD_USE_TLS : 0) |
                     (o->listen_fd == LISTEN_NOT ? (unsigned)MHD_USE_NO_LISTEN_SOCKET : 0);
    errno = 0;
    in->daemon = MHD_start_daemon(
        flags, o->port, NULL, NULL, on_request, in, MHD_OPTION_EXTERNAL_LOGGER, say_nothing, NULL,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MAX,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)HEAD_MAX, MHD_OPTION_NOTIFY_CONNECTION, on_connection, in,
        MHD_OPTION_NOTIFY_COMPLETED, on_completed, in, MHD_OPTION_URI_LOG_CALLBACK, on_target, in,
        MHD_OPTION_UNESCAPE_CALLBACK, keep_encoded, NULL, MHD_OPTION_ARRAY, extra, MHD_OPTION_END);
    if (in->daemon)
        return true;
    return err_set(err, errno == EADDRINUSE ? E_CONFLICT : E_IO, "cannot listen on port %d: %s",
                   o->port, strerror(errno));
}

bool http_open(struct http *out, const struct http_options *options, struct arena *a,
               struct err *err)
{
    ASSERT(!options->tls_key == !options->tls_certificate);
    ASSERT(!!options->tls_key == options->web->tls || options->listen_fd >= 0);
    struct http_inside *in = NEW(a, struct http_inside);
    struct http made = {in};
    in->web = options->web;
    ASSERT(pthread_key_create(&in->context, options->web->thread_close) == 0);
    in->has_context = true;
    if (!worker_open(&in->worker, work, in, WORK_MAX, err) || !daemon_start(in, options, err)) {
        http_close(&made);
        return false;
    }
    *out = made;
    return true;
}

uint16_t http_port(const struct http *h)
{
    return MHD_get_daemon_info(h->inside->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
}

bool http_give(struct http *h, int fd, struct err *err)
{
    struct sockaddr_un nobody = {.sun_family = AF_UNIX}; /* who it is, is not looked at */
    struct sockaddr *address = (struct sockaddr *)(void *)&nobody;
    if (MHD_add_connection(h->inside->daemon, fd, address, sizeof nobody) == MHD_YES)
        return true;
    return err_set(err, E_IO, "connection not taken: %s", strerror(errno));
}

int http_stop_listening(struct http *h)
{
    return MHD_quiesce_daemon(h->inside->daemon);
}

void http_close(struct http *h)
{
    struct http_inside *in = h->inside;
    if (!in)
        return;
    worker_close(&in->worker); /* first: no connection may be suspended when the daemon stops */
    if (in->daemon)
        MHD_stop_daemon(in->daemon);
    if (in->has_context)
        pthread_key_delete(in->context);
    h->inside = NULL;
}
