/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/site.h"

#include <string.h>

#include "know/due.h"
#include "sys/serve.h"
#include "sys/sleep.h"
#include "vault/keys.h"
#include "web/desk.h"
#include "web/door.h"
#include "web/enter.h"
#include "web/route.h"

enum { BODY_MAX = 130 << 20, THREADS_USUAL = 2 };
enum { TICK_OPEN_MS = 5000, TICK_LOCKED_MS = 60000, SLEPT_MS = 1000 };

static const struct str hosts[] = {{"127.0.0.1", 9}, {"localhost", 9}};

/* ---- open or locked */

struct workspace *site_workspace(struct site *s)
{
    pthread_mutex_lock(&s->mutex);
    struct workspace *w = s->w;
    pthread_mutex_unlock(&s->mutex);
    return w;
}

/* The folder's own name is what people know the case file by. */
static struct str name_of(struct str path)
{
    while (path.n > 1 && path.p[path.n - 1] == '/')
        path.n--;
    const char *slash = path.n ? memrchr(path.p, '/', (size_t)path.n) : NULL;
    struct str name = slash ? str_part(path, slash - path.p + 1, path.n) : path;
    return name.n && !str_eq(name, S(".")) ? name : S("Cairn");
}

enum right site_right(const struct workspace *w, const struct member *m)
{
    if (w->v->read_only || !member_may_write(m))
        return RIGHT_READ;
    return m->began ? RIGHT_ADMIN : RIGHT_WRITE;
}

/* Who opens it sits first. */
static bool owner_seat(struct site *s, struct workspace *w, struct err *err)
{
    const struct vault *v = w->v;
    struct member m;
    if (!member_standing(&m, w, &v->member, err) ||
        !vault_seat_open(&s->seats.at[0], v, &v->member, &v->identity, err))
        return false;
    s->seats.n = 1;
    s->owner_right = site_right(w, &m);
    s->owner_sees = w->reader.gate.clearance;
    return true;
}

/* What is set here is read by other threads after a session has begun, so after this. */
static void opened(struct site *s, struct workspace *w)
{
    s->path = w->v->path;
    s->case_name = name_of(w->v->path);
    s->demonstration = w->v->demonstration;
    s->opened = sys_now(s->sys);
    s->slept = sys_slept_ms(s->sys);
    pthread_mutex_lock(&s->mutex);
    s->w = w;
    pthread_mutex_unlock(&s->mutex);
}

bool site_unlock(struct site *s, struct str path, const struct secret *passphrase, struct err *err)
{
    if (!s->door.unlock || site_workspace(s))
        return err_set(err, E_CONFLICT, "a case file is open");
    struct arena *a = arena_new(ARENA_LARGE);
    if (!s->door.unlock(s->door.ctx, &s->own, str_copy(a, path), passphrase, a, err) ||
        !workspace_device(&s->own, err) || !owner_seat(s, &s->own, err)) {
        vault_close(&s->own.v);
        arena_free(&a);
        return false;
    }
    s->own_a = a;
    opened(s, &s->own);
    return true;
}

/* ---- what the server asks of us */

/* A locked site has nothing for its threads. */
bool site_thread_open(void **thread, struct site *s, struct err *err)
{
    struct workspace *w = site_workspace(s);
    *thread = NULL;
    if (!w)
        return true;
    struct arena *a = arena_new(ARENA_SMALL);
    struct site_thread *t = NEW(a, struct site_thread);
    t->a = a;
    if (!workspace_share(&t->w, w, SITE_CACHE_MB / s->threads, a, err)) {
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
    if (!workspace_share(&fresh, site_workspace(s), SITE_CACHE_MB / s->threads, t->a, &none))
        return;
    vault_close(&t->w.v);
    t->w = fresh;
}

/* ---- who sits where */

struct session_who site_owner(struct site *s)
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
    t->w.v->read_only = site_workspace(s)->v->read_only || who->right < RIGHT_WRITE;
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
bool site_seat_take(int64_t *out, struct site *s, struct site_thread *t, const struct member *m,
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
    t->w.v->read_only = site_right(site_workspace(s), m) < RIGHT_WRITE;
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
    enum right right = site_right(site_workspace(s), &m);
    who->right = who->right < right ? who->right : right;
    lower(&who->clearance, (int)m.clearance);
    lower(&who->sees, (int)m.clearance);
    return true;
}

/* ---- locked again */

void site_begin_anew(struct site *s, struct str vault)
{
    pthread_mutex_lock(&s->mutex);
    if (!s->again) {
        s->again = true;
        s->again_with = str_copy(s->a, vault);
    }
    pthread_mutex_unlock(&s->mutex);
}

static void lock(struct site *s)
{
    site_begin_anew(s, s->path);
}

static bool is_to_end(struct site *s)
{
    pthread_mutex_lock(&s->mutex);
    bool again = s->again;
    pthread_mutex_unlock(&s->mutex);
    return again;
}

static void sent(struct site *s)
{
    if (is_to_end(s))
        serve_wake();
}

/* Nobody was there for long, or the computer was suspended, as when its lid is closed. */
static bool is_left_alone(struct site *s)
{
    return site_workspace(s) &&
           (sys_slept_ms(s->sys) - s->slept > SLEPT_MS || session_half_left(&s->sessions) ||
            session_all_idle(&s->sessions, RIGHT_READ, s->opened));
}

static struct str address(struct site *s, struct arena *a)
{
    return site_workspace(s) ? str_format(a, "http://127.0.0.1:%d/", http_port(&s->http))
                             : site_link(s, a);
}

void site_serve(struct site_end *out, struct site *s, const struct site_ears *ears, struct arena *a)
{
    int asker = -1, sleep = ears->sleep;
    *out = (struct site_end){.listen_fd = -1};
    for (;;) {
        int tick = site_workspace(s) ? TICK_OPEN_MS : TICK_LOCKED_MS;
        enum serve_event event = serve_wait(ears->asking, &sleep, tick, &asker);
        if (event == SERVE_STOP)
            return;
        if (event == SERVE_ASKED) {
            AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
            socket_answer(asker, address(s, tmp.arena));
        }
        if (event == SERVE_SLEEP && !site_workspace(s))
            sleep_watch_let(sleep); /* nothing to wipe */
        else if (event == SERVE_SLEEP || is_left_alone(s))
            lock(s);
        if (is_to_end(s))
            break;
    }
    session_end_all(&s->sessions);
    out->again = true;
    out->vault = str_copy(a, s->again_with);
    out->listen_fd = http_stop_listening(&s->http);
}

/* ---- the frame */

static bool due_known(int64_t *out, struct request *req, struct err *err)
{
    struct site *s = req->site;
    const struct reader *r = desk_reader(req);
    struct site_due now = {.day = day_of_time(sys_now(req->sys))};
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
    const struct workspace *w = site_workspace(req->site);
    out->demonstration = req->site->demonstration;
    out->lost = w && w->v->lost.n > 0;
    out->copied = w && w->v->elsewhere.n > 0;
    if (!req->thread) /* a page that says that the store cannot be reached */
        return;
    out->looks_as = req->session.who.sees < req->session.who.clearance ? req->session.who.sees : 0;
    if (!due_known(&out->due, req, &none))
        out->due = 0; /* the page itself will say what is wrong with the store */
}

/* ---- opening */

/* Cookies are shared between the ports of one host: two case files must not end each other's. */
static struct str cookie_name(const struct site *s, int port, struct arena *a)
{
    if (port || !s->w)
        return str_format(a, "cairn-%d", port);
    struct str hex = str_hex(a, s->w->v->workspace.b, 4);
    return str_format(a, "cairn-%.*s", FS(hex));
}

static struct site *site_make(struct sys *sys, struct arena *a)
{
    struct site *s = NEW(a, struct site);
    *s = (struct site){
        .sys = sys, .a = a, .threads = 1, .case_name = S("Cairn"), .law = law_builtin(a)};
    ASSERT(pthread_mutex_init(&s->mutex, NULL) == 0);
    sessions_open(&s->sessions, sys, &session_rules_usual);
    s->web = (struct web){.site = s,
                          .sys = sys,
                          .sessions = &s->sessions,
                          .routes = web_routes,
                          .gate = {hosts, COUNTOF(hosts), BODY_MAX},
                          .thread_open = site_thread_open,
                          .thread_close = site_thread_close,
                          .frame = frame,
                          .lock = lock,
                          .sent = sent,
                          .ends = is_to_end,
                          .sign_in = site_sign_in,
                          .second = site_second,
                          .recover = site_recover,
                          .stands = stands};
    return s;
}

bool site_open_quiet(struct site **out, struct workspace *w, struct arena *a, struct err *err)
{
    /* Threads share this device's key, so it must be there before they do. */
    if (!workspace_device(w, err))
        return false;
    struct site *s = site_make(w->sys, a);
    if (!owner_seat(s, w, err)) {
        site_close(&s);
        return false;
    }
    opened(s, w);
    s->web.cookie_name = cookie_name(s, 0, a);
    *out = s;
    return true;
}

bool site_open_locked(struct site **out, struct sys *sys, const struct site_door *door,
                      struct arena *a, struct err *err)
{
    struct site *s = site_make(sys, a);
    s->door = *door;
    s->web.cookie_name = cookie_name(s, 0, a);
    if (!door_find(s, err)) {
        site_close(&s);
        return false;
    }
    s->case_name = s->path.n ? name_of(s->path) : s->case_name;
    *out = s;
    return true;
}

bool site_open(struct site **out, struct sys *sys, struct workspace *w,
               const struct site_options *o, struct arena *a, struct err *err)
{
    struct site *s = NULL;
    if (w ? !site_open_quiet(&s, w, a, err) : !site_open_locked(&s, sys, &o->door, a, err))
        return false;
    s->web.lang = o->lang;
    s->sessions.rules.idle = o->idle ? o->idle : s->sessions.rules.idle;
    int pool = o->threads ? o->threads : THREADS_USUAL;
    s->threads = pool + 1;
    struct http_options http = {.web = &s->web, .threads = pool, .listen_fd = o->listen_fd};
    s->web.cookie_name = cookie_name(s, o->port, a);
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
    door_forget(s);
    if (s->own_a)
        vault_close(&s->own.v);
    if (s->own_a)
        arena_free(&s->own_a);
    pthread_mutex_destroy(&s->mutex);
    *site = NULL;
}

struct str site_link(struct site *s, struct arena *a)
{
    struct session_who who = {.right = RIGHT_START};
    struct str token = session_link(&s->sessions, site_workspace(s) ? site_owner(s) : who, a);
    if (!s->http.inside || !http_port(&s->http))
        return str_format(a, "http://localhost/sign-in/%.*s", FS(token));
    return str_format(a, "http://127.0.0.1:%d/sign-in/%.*s", http_port(&s->http), FS(token));
}

struct str site_session(struct site *s, struct arena *a)
{
    return session_begin(&s->sessions, site_owner(s), NULL, a);
}

/* ---- what was counted */

void site_differ_note(struct site *s, enum sensitivity clearance, const struct site_differ *d)
{
    pthread_mutex_lock(&s->mutex);
    s->differ[clearance] = *d;
    pthread_mutex_unlock(&s->mutex);
}

void site_differ_known(struct site_differ *out, struct site *s, enum sensitivity clearance)
{
    pthread_mutex_lock(&s->mutex);
    *out = s->differ[clearance];
    pthread_mutex_unlock(&s->mutex);
}
