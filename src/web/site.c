/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/site.h"

#include <string.h>

#include "know/due.h"
#include "vault/keys.h"
#include "web/desk.h"
#include "web/route.h"

enum { BODY_MAX = 130 << 20, THREADS_USUAL = 2, DAY = 24 * 60 * 60 };

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

/* ---- who sits where */

enum { SEAT_OWNER = 1 };

static enum right right_of(const struct site *s, const struct member *m)
{
    if (s->w->v->read_only || !member_may_write(m))
        return RIGHT_READ;
    return m->began ? RIGHT_ADMIN : RIGHT_WRITE;
}

static struct session_who owner(const struct site *s)
{
    int clearance = (int)s->owner_sees;
    return (struct session_who){
        .member = SEAT_OWNER, .right = s->owner_right, .clearance = clearance, .sees = clearance};
}

static const struct vault_seat *seat_get(struct site *s, int64_t n)
{
    pthread_mutex_lock(&s->mutex);
    bool taken = n >= 1 && n <= s->seats.n;
    pthread_mutex_unlock(&s->mutex);
    ASSERT(taken);
    return &s->seats.at[n - 1];
}

void site_sit(struct site *s, struct site_thread *t, const struct session_who *who)
{
    vault_sit(t->w.v, seat_get(s, who->member));
    t->w.v->read_only = s->w->v->read_only || who->right < RIGHT_WRITE;
}

/* 0: has none yet. */
static int64_t seat_of(struct site *s, const struct id *member)
{
    int64_t n = 0;
    pthread_mutex_lock(&s->mutex);
    for (isize i = 0; i < s->seats.n && !n; i++)
        if (id_eq(&s->seats.at[i].member, member))
            n = i + 1;
    pthread_mutex_unlock(&s->mutex);
    return n;
}

/* Only the worker signs people in, so nobody else adds a seat meanwhile. */
static bool seat_take(int64_t *out, struct site *s, struct site_thread *t, const struct member *m,
                      const struct secret *identity, struct err *err)
{
    struct vault_seat seat;
    *out = seat_of(s, &m->id);
    if (*out)
        return true;
    if (s->seats.n == MEMBERS_MAX)
        return err_set(err, E_LIMIT, "more than %d members signed in", MEMBERS_MAX);
    if (!vault_seat_open(&seat, t->w.v, &m->id, identity, err))
        return false;
    vault_sit(t->w.v, &seat);
    t->w.v->read_only = right_of(s, m) < RIGHT_WRITE;
    if (!workspace_device(&t->w, err)) {
        vault_seat_drop(&seat);
        return false;
    }
    vault_seat_learn(&seat, t->w.v);
    pthread_mutex_lock(&s->mutex);
    s->seats.at[s->seats.n++] = seat;
    *out = s->seats.n;
    pthread_mutex_unlock(&s->mutex);
    return true;
}

/* The passphrase is tried on the key file alone; the data key that comes out is wiped at once. */
static bool sign_in(struct session_who *who, struct request *req, const struct secret *passphrase,
                    struct err *err)
{
    struct site *s = req->site;
    struct site_thread *t = req->thread;
    struct keys k;
    struct str bytes;
    struct member m;
    struct id member;
    int64_t seat;
    AUTO(key_pair_drop) struct key_pair pair = {0};
    if (!vault_keys(&k, &bytes, req->sys, s->w->v->path, req->a, err) ||
        !keys_unwrap(&pair, &member, &k, passphrase, err))
        return false;
    if (!secret_eq(pair.data.p, s->w->v->data_key.p, KEY_N))
        return err_set(err, E_DENIED, "the key file is of another case file");
    if (!member_standing(&m, &t->w, &member, err) ||
        !seat_take(&seat, s, t, &m, &pair.identity, err))
        return false;
    *who = (struct session_who){.member = seat,
                                .right = right_of(s, &m),
                                .clearance = (int)m.clearance,
                                .sees = (int)m.clearance};
    if (seat == SEAT_OWNER)
        *who = owner(s);
    return true;
}

static void lower(int *level, int to)
{
    *level = *level < to ? *level : to;
}

/* What a member may do can be changed while a session lasts, here or by another program. Who began
 * the case file stays who they are. */
static bool stands(struct request *req)
{
    struct site *s = req->site;
    struct site_thread *t = req->thread;
    struct session_who *who = &req->session.who;
    const struct vault_seat *seat = seat_get(s, who->member);
    struct err e = {0}, again = {0};
    struct member m;
    if (who->right == RIGHT_ADMIN)
        return true;
    if (!member_standing(&m, &t->w, &seat->member, &e)) {
        if (e.code == E_DENIED)
            return false;
        site_thread_renew(t, s);
        if (!member_standing(&m, &t->w, &seat->member, &again))
            return false;
    }
    enum right right = right_of(s, &m);
    who->right = who->right < right ? who->right : right;
    lower(&who->clearance, (int)m.clearance);
    lower(&who->sees, (int)m.clearance);
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

static bool owner_seat(struct site *s, struct err *err)
{
    const struct vault *v = s->w->v;
    struct member m;
    if (!member_standing(&m, s->w, &v->member, err) ||
        !vault_seat_open(&s->seats.at[0], v, &v->member, &v->identity, err))
        return false;
    s->seats.n = 1;
    s->owner_right = right_of(s, &m);
    s->owner_sees = s->w->reader.gate.clearance;
    return true;
}

bool site_open_quiet(struct site **out, struct workspace *w, struct arena *a, struct err *err)
{
    /* Threads share this device's key, so it must be there before they do. */
    if (!workspace_device(w, err))
        return false;
    struct site *s = NEW(a, struct site);
    *s = (struct site){
        .w = w, .a = a, .threads = 1, .case_name = name_of(w->v->path), .law = law_builtin(a)};
    if (!owner_seat(s, err))
        return false;
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
                          .sign_in = sign_in,
                          .stands = stands};
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
    for (isize i = 0; i < s->seats.n; i++)
        vault_seat_drop(&s->seats.at[i]);
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
