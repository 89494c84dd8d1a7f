/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/door.h"

#include "base/list.h"
#include "lang/edtf.h"
#include "paper/paper.h"
#include "read/example.h"
#include "sys/file.h"
#include "web/request.h"

enum { HOLD_SECONDS = 30 * 60, NAMES_MAX = 100 };

struct str door_example_passphrase(void)
{
    return S("this passphrase is no secret");
}

/* ---- what is drawn for the page */

static void forget(struct site_begin *b)
{
    secret_drop(&b->words);
    secret_drop(&b->shares);
    *b = (struct site_begin){0};
}

void door_forget(struct site *s)
{
    pthread_mutex_lock(&s->mutex);
    forget(&s->begin);
    pthread_mutex_unlock(&s->mutex);
}

/* Of another window, and not given up. */
static bool is_held(const struct site_begin *b, const struct request *req)
{
    int64_t age = sys_now(req->sys) - b->since;
    return b->live && age >= 0 && age < HOLD_SECONDS && !hash_eq(&b->session, &req->session.id);
}

static void draw(struct site_begin *b, struct request *req)
{
    forget(b);
    *b = (struct site_begin){.live = true,
                             .session = req->session.id,
                             .words = secret_new(DOOR_WORDS_N),
                             .shares = secret_new((isize)SHARES * SHARE_N)};
    sys_random(req->sys, b->words.p, b->words.n);
    sys_random(req->sys, b->shares.p, b->shares.n);
}

static struct str words_spaced(const struct secret *words, struct arena *a)
{
    struct str dashed = words_write(a, words->p, words->n);
    char *p = NEWN(a, char, dashed.n + 1);
    for (isize i = 0; i < dashed.n; i++)
        p[i] = dashed.p[i] == '-' ? ' ' : dashed.p[i];
    return (struct str){p, dashed.n};
}

static void show(struct door_drawn *out, const struct site_begin *b, struct arena *a)
{
    out->words = words_spaced(&b->words, a);
    for (int i = 0; i < SHARES; i++)
        out->papers[i] = words_write(a, b->shares.p + (isize)i * SHARE_N, SHARE_N);
}

bool door_draw(struct door_drawn *out, struct request *req, struct err *err)
{
    struct site *s = req->site;
    pthread_mutex_lock(&s->mutex);
    bool held = is_held(&s->begin, req);
    if (!held && (!s->begin.live || !hash_eq(&s->begin.session, &req->session.id)))
        draw(&s->begin, req);
    if (!held) {
        s->begin.since = sys_now(req->sys);
        show(out, &s->begin, req->a);
    }
    pthread_mutex_unlock(&s->mutex);
    return !held || err_set(err, E_CONFLICT, "another window is making a case file");
}

/* Copies, so that nothing slow runs under the mutex. */
static bool drawn_for(struct site_begin *out, struct request *req, struct err *err)
{
    struct site *s = req->site;
    pthread_mutex_lock(&s->mutex);
    const struct site_begin *b = &s->begin;
    bool ours = b->live && hash_eq(&b->session, &req->session.id);
    if (ours)
        *out = (struct site_begin){.live = true,
                                   .words = secret_from(b->words.p, b->words.n),
                                   .shares = secret_from(b->shares.p, b->shares.n)};
    pthread_mutex_unlock(&s->mutex);
    return ours || err_set(err, E_CONFLICT, "no papers were drawn for this session");
}

/* ---- the papers */

/* The name of a folder that is free: "Cairn", "Cairn 2"... */
static bool free_path(struct str *out, struct request *req, struct err *err)
{
    struct site *s = req->site;
    for (int i = 1; i <= NAMES_MAX; i++) {
        struct file_info info;
        struct str name = i == 1 ? S("Cairn") : str_format(req->a, "Cairn %d", i);
        struct str path = str_format(req->a, "%.*s/%.*s", FS(s->door.home), FS(name));
        if (!file_stat(&info, req->sys, path, err))
            return false;
        if (info.kind == FILE_NONE) {
            *out = path;
            return true;
        }
    }
    return err_set(err, E_LIMIT, "more than %d case files", NAMES_MAX);
}

bool door_papers(struct str *pdf, struct request *req, struct err *err)
{
    struct site_begin b = {0};
    struct str path;
    if (!free_path(&path, req, err) || !drawn_for(&b, req, err))
        return false;
    struct paper_recovery p = {
        .vault = str_base_name(path), .made_on = time_day(sys_now(req->sys), req->a), .needed = 2};
    for (int i = 0; i < SHARES; i++) {
        struct str words = words_write(req->a, b.shares.p + (isize)i * SHARE_N, SHARE_N);
        *LIST_ADD(&p.shares, req->a) = (struct paper_share){
            i + 1, words, str_format(req->a, "CAIRN1-%d-%.*s", i + 1, FS(words))};
    }
    forget(&b);
    return paper_recovery_pdf(pdf, &p, req->a, err);
}

/* ---- making */

static bool make(struct request *req, struct str path, const struct site_begin *b,
                 const struct secret *passphrase, struct err *err)
{
    struct vault_new n = {.path = path,
                          .passphrase = passphrase,
                          .cost = req->site->door.weak ? kdf_cost_floor : kdf_cost_unlock,
                          .drawn = b->shares.p};
    bool ok = dir_make(req->sys, req->site->door.home, err) &&
              vault_init_clear(req->sys, path, err) && vault_init(&n, req->sys, req->a, err);
    secret_wipe(n.shares, sizeof n.shares);
    return ok && site_unlock(req->site, path, passphrase, err);
}

bool door_make(struct request *req, const struct secret *passphrase, struct err *err)
{
    struct site_begin b = {0};
    struct str path;
    if (!req->site->door.home.n || site_workspace(req->site))
        return err_set(err, E_CONFLICT, "a case file is open");
    if (!free_path(&path, req, err) || !drawn_for(&b, req, err))
        return false;
    AUTO(scratch_end) struct scratch tmp = scratch_begin(req->a);
    struct str words = words_spaced(&b.words, tmp.arena);
    AUTO(secret_drop) struct secret drawn = secret_from(words.p, words.n);
    bool ok = make(req, path, &b, passphrase ? passphrase : &drawn, err);
    forget(&b);
    if (ok)
        door_forget(req->site);
    return ok;
}

/* ---- the example */

static bool example_fill_new(struct request *req, struct str path, struct arena *a, struct err *err)
{
    const struct site_door *door = &req->site->door;
    struct str words = door_example_passphrase();
    AUTO(secret_drop) struct secret passphrase = secret_from(words.p, words.n);
    struct workspace w = {0};
    struct vault_new n = {.path = path,
                          .passphrase = &passphrase,
                          .cost = kdf_cost_floor,
                          .demonstration = true,
                          .member_name = S("Demo")};
    bool ok = vault_init(&n, req->sys, a, err) &&
              door->unlock(door->ctx, &w, path, &passphrase, a, err) && example_fill(&w, err);
    secret_wipe(n.shares, sizeof n.shares); /* nobody needs papers of what is no secret */
    vault_close(&w.v);
    return ok;
}

/* It takes its name when it is whole: what a stopped program left is made anew. */
bool door_example(struct str *out, struct request *req, struct err *err)
{
    struct site *s = req->site;
    struct file_info info;
    struct str path = str_format(req->a, "%.*s/example", FS(s->door.home));
    struct str making = str_format(req->a, "%.*s.making", FS(path));
    if (!s->door.home.n || !s->door.unlock)
        return err_set(err, E_USAGE, "no folder for case files");
    if (!file_stat(&info, req->sys, path, err))
        return false;
    *out = path;
    if (info.kind != FILE_NONE)
        return true;
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    return dir_make(req->sys, s->door.home, err) && vault_init_clear(req->sys, path, err) &&
           vault_init_clear(req->sys, making, err) && example_fill_new(req, making, a, err) &&
           file_rename(req->sys, making, path, err);
}
