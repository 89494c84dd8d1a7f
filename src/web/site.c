/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/site.h"

#include <string.h>

#include "know/due.h"
#include "vault/keys.h"
#include "web/desk.h"
#include "web/route.h"

enum { BODY_MAX = 130 << 20, THREADS_USUAL = 2, THIS_MEMBER = 1, DAY = 24 * 60 * 60 };

static const struct str hosts[] = {{"127.0.0.1", 9}, {"localhost", 9}};

/* ---- what the server asks of us */

bool site_thread_open(void **thread, struct site *s, struct err *err)
{
    struct arena *a = arena_new(ARENA_SMALL);
    struct site_thread *t = NEW(a, struct site_thread);
    t->a = a;
    if (!workspace_share(&t->w, s->w, SITE_CACHE_MB / s->threads, a, err)) {
        arena_free(&a);
        return false;
    }
    *thread = t;
    return true;
}

void site_thread_close(void *thread)
{
    struct site_thread *t = thread;
    struct arena *a = t->a;
    vault_close(&t->w.v);
    arena_free(&a);
}

void site_thread_renew(struct site_thread *t, struct site *s)
{
    struct workspace fresh;
    struct err none = {0};
    if (!workspace_share(&fresh, s->w, SITE_CACHE_MB / s->threads, t->a, &none))
        return;
    vault_close(&t->w.v);
    t->w = fresh;
}

static struct session_who owner(const struct site *s)
{
    int clearance = (int)s->w->reader.gate.clearance;
    return (struct session_who){
        .member = THIS_MEMBER, .right = RIGHT_WRITE, .clearance = clearance, .sees = clearance};
}

/* The passphrase is tried on the key file alone; the keys that come out are wiped at once. */
static bool sign_in(struct session_who *who, struct request *req, const struct secret *passphrase,
                    struct err *err)
{
    const struct site *s = req->site;
    struct keys k;
    struct str bytes;
    struct id member;
    AUTO(key_pair_drop) struct key_pair pair = {0};
    if (!vault_keys(&k, &bytes, req->sys, s->w->v->path, req->a, err) ||
        !keys_unwrap(&pair, &member, &k, passphrase, err))
        return false;
    if (!secret_eq(pair.data.p, s->w->v->data_key.p, KEY_N))
        return err_set(err, E_DENIED, "the key file is of another case file");
    *who = owner(s);
    return true;
}

static bool due_known(int64_t *out, struct request *req, struct err *err)
{
    struct site *s = req->site;
    const struct reader *r = desk_reader(req);
    struct site_due now = {.day = sys_now(req->sys) / DAY};
    if (!store_mark(&now.mark, r->db, err))
        return false;
    pthread_mutex_lock(&s->mutex);
    struct site_due known = s->due[r->gate.clearance];
    pthread_mutex_unlock(&s->mutex);
    if (known.mark != now.mark || known.day != now.day) {
        if (!due_count(&now.count, r, sys_now(req->sys), err))
            return false;
        pthread_mutex_lock(&s->mutex);
        s->due[r->gate.clearance] = known = now;
        pthread_mutex_unlock(&s->mutex);
    }
    *out = known.count;
    return true;
}

static void frame(struct frame *out, struct request *req)
{
    struct err none = {0};
    out->case_name = req->site->case_name;
    out->demonstration = req->site->w->v->demonstration;
    out->lost = req->site->w->v->lost.n > 0;
    out->copied = req->site->w->v->elsewhere.n > 0;
    if (!req->thread) /* a page that says that the store cannot be reached */
        return;
    out->looks_as = req->session.who.sees < req->session.who.clearance ? req->session.who.sees : 0;
    if (!due_known(&out->due, req, &none))
        out->due = 0; /* the page itself will say what is wrong with the store */
}

/* ---- opening */

/* The folder's own name is what people know the case file by. */
static struct str name_of(struct str path)
{
    while (path.n > 1 && path.p[path.n - 1] == '/')
        path.n--;
    const char *slash = path.n ? memrchr(path.p, '/', (size_t)path.n) : NULL;
    struct str name = slash ? str_part(path, slash - path.p + 1, path.n) : path;
    return name.n && !str_eq(name, S(".")) ? name : S("Cairn");
}

/* Cookies are shared between the ports of one host: two case files must not end each other's. */
static struct str cookie_name(const struct vault *v, struct arena *a)
{
    struct str hex = str_hex(a, v->workspace.b, 4);
    return str_format(a, "cairn-%.*s", FS(hex));
}

bool site_open_quiet(struct site **out, struct workspace *w, struct arena *a, struct err *err)
{
    /* Threads share this device's key, so it must be there before they do. */
    if (!workspace_device(w, err))
        return false;
    struct site *s = NEW(a, struct site);
    *s = (struct site){
        .w = w, .a = a, .threads = 1, .case_name = name_of(w->v->path), .law = law_builtin(a)};
    ASSERT(pthread_mutex_init(&s->mutex, NULL) == 0);
    sessions_open(&s->sessions, w->sys, &session_rules_usual);
    s->web = (struct web){.site = s,
                          .sys = w->sys,
                          .sessions = &s->sessions,
                          .routes = web_routes,
                          .gate = {hosts, COUNTOF(hosts), BODY_MAX},
                          .cookie_name = cookie_name(w->v, a),
                          .thread_open = site_thread_open,
                          .thread_close = site_thread_close,
                          .frame = frame,
                          .sign_in = sign_in};
    *out = s;
    return true;
}

bool site_open(struct site **out, struct workspace *w, const struct site_options *o,
               struct arena *a, struct err *err)
{
    struct site *s;
    if (!site_open_quiet(&s, w, a, err))
        return false;
    s->web.lang = o->lang;
    int pool = o->threads ? o->threads : THREADS_USUAL;
    s->threads = pool + 1;
    struct http_options http = {
        .web = &s->web, .threads = pool, .listen_fd = o->listen_fd, .port = o->port};
    if (!http_open(&s->http, &http, a, err)) {
        site_close(&s);
        return false;
    }
    *out = s;
    return true;
}

void site_close(struct site **site)
{
    struct site *s = *site;
    if (!s)
        return;
    http_close(&s->http);
    sessions_close(&s->sessions);
    pthread_mutex_destroy(&s->mutex);
    *site = NULL;
}

struct str site_link(struct site *s, struct arena *a)
{
    struct str token = session_link(&s->sessions, owner(s), a);
    if (!s->http.inside || !http_port(&s->http))
        return str_format(a, "http://localhost/sign-in/%.*s", FS(token));
    return str_format(a, "http://127.0.0.1:%d/sign-in/%.*s", http_port(&s->http), FS(token));
}

struct str site_session(struct site *s, struct arena *a)
{
    return session_begin(&s->sessions, owner(s), NULL, a);
}

/* ---- what was counted */

void site_differ_note(struct site *s, enum sensitivity clearance, const struct site_differ *d)
{
    pthread_mutex_lock(&s->mutex);
    s->differ[clearance] = *d;
    pthread_mutex_unlock(&s->mutex);
}

struct site_differ site_differ_known(struct site *s, enum sensitivity clearance)
{
    pthread_mutex_lock(&s->mutex);
    struct site_differ d = s->differ[clearance];
    pthread_mutex_unlock(&s->mutex);
    return d;
}
