/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench_page DIR [REQUESTS [ADDRESS]] - every page that the server can be asked for, over the vault
 * that bench_bulk left there, as the server makes it: one thread, 16 MB of pages of the store, each
 * request through admission, gate and view. Adds a few records of other kinds the first time.
 *
 * An address with an id in it is one that some page links to; what nothing links to is named.
 * With ADDRESS only that one. For each: the median and the slowest in CPU milliseconds, the size of
 * the answer, and the most memory that was resident meanwhile (Linux; 0 where the system does not
 * count anew).
 */
#include <stdio.h>

#include "base/list.h"
#include "letters.h"
#include "record/document.h"
#include "record/ids.h"
#include "web/route.h"
#include "web/site.h"

enum { TEXT_LINES = 800, PERSONS = 20, GROUNDED = 10, CACHE_MB = 16, ROUTES_MAX = 200 };
enum { LONG_ENOUGH = 2 /* seconds of one page */ };

struct asking {
    struct site *site;
    struct letters letters;
    void *thread;
    struct str cookie;
    struct arena *a;                /* the request's */
    struct arena *kept;             /* what follows */
    struct str example[ROUTES_MAX]; /* an address of each route */
    bool seen[ROUTES_MAX];
};

static struct response ask(struct asking *x, struct str address)
{
    arena_clear(x->a);
    struct request req = {.web = &x->site->web, .a = x->a, .thread = x->thread};
    req.head = (struct gate_pass){.method = GET, .host = S("127.0.0.1"), .cookie = x->cookie};
    (void)str_cut(address, '?', &req.head.path, &req.head.query);
    if (web_admit(&req))
        web_answer(&req);
    if (req.response.source.close)
        req.response.source.close(req.response.source.ctx);
    return req.response;
}

/* ---- addresses */

static isize route_of(struct asking *x, struct str path)
{
    struct request req = {.web = &x->site->web, .a = x->kept};
    bool other;
    const struct route *r = route_find(&req, web_routes, GET, path, &other);
    return r ? r - web_routes : -1;
}

static void links_of(struct asking *x, struct str page)
{
    static const struct str mark = {"href=\"", 6};
    struct str head, rest = page, link;
    while (str_cut_str(rest, mark, &head, &rest) && str_cut(rest, '"', &link, &rest)) {
        struct str path, query, part;
        (void)str_cut(link, '#', &path, &part);
        (void)str_cut(path, '?', &path, &query);
        isize i = route_of(x, path);
        if (i >= 0 && !x->example[i].n)
            x->example[i] = str_copy(x->kept, path);
    }
}

static void addresses_find(struct asking *x)
{
    bool more = true;
    isize n = 0;
    for (; web_routes[n].path; n++)
        if (web_routes[n].method == GET && str_find(str_from_c(web_routes[n].path), S(":id")) < 0)
            x->example[n] = str_from_c(web_routes[n].path);
    ASSERT(n < ROUTES_MAX);
    while (more) {
        more = false;
        for (isize i = 0; i < n; i++) {
            if (!x->example[i].n || x->seen[i])
                continue;
            x->seen[i] = more = true;
            links_of(x, ask(x, x->example[i]).body);
        }
    }
}

/* ---- measuring */

/* From here on the system counts anew how much was resident at most: proc(5), clear_refs. */
static bool peak_begin(void)
{
    FILE *f = fopen("/proc/self/clear_refs", "w");
    bool good = f && fputs("5", f) >= 0;
    return f && fclose(f) == 0 && good;
}

static double peak_mb(void)
{
    char line[200];
    static const struct str name = {"VmHWM:", 6};
    int64_t kb = 0;
    struct err none = {0};
    FILE *f = fopen("/proc/self/status", "r");
    while (f && fgets(line, sizeof line, f))
        if (str_starts(str_from_c(line), name)) {
            struct str number, unit, rest = str_from_c(line);
            (void)str_cut(str_trim(str_part(rest, name.n, rest.n)), ' ', &number, &unit);
            if (!str_to_int(&kb, number, 0, INT32_MAX, &none))
                kb = 0;
        }
    if (f)
        fclose(f);
    return (double)kb / 1024;
}

static void measure(struct asking *x, const char *name, struct str address, isize requests)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    double *ms = NEWN(a, double, requests), all = 0;
    struct response r = {0};
    isize n = 0;
    bool counted = peak_begin();
    while (n < requests && all < LONG_ENOUGH * 1e3) {
        double cpu = bench_cpu();
        r = ask(x, address);
        ms[n] = (bench_cpu() - cpu) * 1e3;
        all += ms[n++];
    }
    double peak = counted ? peak_mb() : 0, median = bench_median(ms, n);
    printf("%-36s %3d %8.2f ms %8.2f ms %7.1f KB %6.1f MB\n", name, r.status, median, ms[n - 1],
           (double)r.body.n / 1e3, peak);
    fflush(stdout);
}

/* Each page of a draft, and each of a letter that was sent. */
static void measure_letters(struct asking *x, isize requests)
{
    static const char *const draft[] = {"", "/edit", "/ready", "/history", "/address"};
    static const char *const final[] = {"", "/sent", "/reply", "/returned", "/history"};
    for (int k = 0; k < 2; k++)
        for (isize i = 0; i < COUNTOF(draft); i++) {
            const char *rest = k ? final[i] : draft[i];
            struct str id = id_write(x->kept, k ? &x->letters.final : &x->letters.draft);
            struct str name =
                str_format(x->kept, "/letters/:id%s, %s", rest, k ? "sent" : "a draft");
            measure(x, str_to_c(x->kept, name),
                    str_format(x->kept, "/letters/%.*s%s", FS(id), rest), requests);
        }
}

static void measure_all(struct asking *x, isize requests)
{
    static const struct {
        const char *name, *address;
    } searches[] = {{"/search, a name", "/search?q=%EC%B5%9C%EC%88%9C%EC%98%A5"},
                    {"/search, a frequent word", "/search?q=b"}};
    printf("%-36s %3s %11s %11s %10s %9s\n", "page", "", "median", "slowest", "size", "memory");
    for (isize i = 0; web_routes[i].path; i++) {
        if (x->example[i].n)
            measure(x, web_routes[i].path, x->example[i], requests);
        else if (web_routes[i].method == GET)
            printf("%-36s nothing links to one\n", web_routes[i].path);
    }
    for (isize i = 0; i < COUNTOF(searches); i++)
        measure(x, searches[i].name, str_from_c(searches[i].address), requests);
    measure_letters(x, requests);
}

/* ---- what bench_bulk does not make */

static struct id record_make(struct workspace *w, int type, struct stmt s)
{
    struct err err = {0};
    struct id id;
    struct draft d = {.kind = ENTRY_RECORD, .stmts = &s, .n = 1};
    bench_need(record_new(&id, w, type, d, &err), &err);
    return id;
}

/* A paper of some pages, with passages that statements rest on. */
static void document_make(struct bench *b, struct workspace *w)
{
    struct err err = {0};
    struct buf text = buf_in(b->a, 1 << 20);
    struct stmt *pieces, s[GROUNDED];
    for (int i = 0; i < TEXT_LINES; i++)
        buf_addf(&text, "Line %d says that people were taken there in the night and not seen.\n",
                 i);
    struct id id =
        record_make(w, TYPE_DOCUMENT,
                    STMT(.property = S("core:title"), .value = value_text(S("A long paper"))));
    isize n = document_pieces(&pieces, id, buf_str(&text), S("en"), b->a);
    bench_need(workspace_say(w, ENTRY_ADD, pieces, n, NULL, &err), &err);
    for (int p = 0; p < PERSONS; p++) {
        struct id person = record_make(
            w, TYPE_PERSON, STMT(.property = S("core:name"), .value = value_text(S("Kim"))));
        for (int i = 0; i < GROUNDED; i++) {
            int64_t at = (int64_t)(p * GROUNDED + i) * 280;
            s[i] = STMT(.subject = ref_record(person), .property = S("core:alias"),
                        .value = value_text(str_format(b->a, "Alias %d", i)),
                        .source = ref_passage(id, at, at + 40));
        }
        bench_need(workspace_say(w, ENTRY_RECORD, s, GROUNDED, NULL, &err), &err);
    }
}

static void things_make(struct bench *b, struct workspace *w)
{
    struct err err = {0};
    struct record_refs l;
    struct records_wanted wanted = {.type = TYPE_OFFICE, .max = 1};
    bench_need(record_list(&l, &w->reader, wanted, b->a, &err), &err);
    if (l.n)
        return;
    document_make(b, w);
    record_make(w, TYPE_ACTION,
                STMT(.property = S("core:title"), .value = value_text(S("Two cousins"))));
    record_make(
        w, TYPE_OFFICE,
        STMT(.property = S("core:office_title"), .value = value_text(S("Minister of Justice"))));
    record_make(w, TYPE_EVENT,
                STMT(.property = S("core:title"), .value = value_text(S("Sent back"))));
}

int main(int argc, char **argv)
{
    struct bench b;
    struct workspace w;
    struct err err = {0};
    static struct asking x;
    isize requests = (isize)bench_number(argc, argv, 2, 100);
    if (argc < 2) {
        fprintf(stderr, "usage: bench_page DIR [REQUESTS [ADDRESS]]\n");
        return 2;
    }
    bench_begin(&b, argv[1]);
    bench_open(&b, CACHE_MB);
    bench_need(workspace_open(&w, b.v, b.schema, NULL, LANG_EN, &err), &err);
    things_make(&b, &w);
    if (argc < 4) /* they take minutes in a large vault */
        letters_make(&x.letters, &b, &w);
    bench_need(site_open_quiet(&x.site, &w, b.a, &err), &err);
    bench_need(site_thread_open(&x.thread, x.site, &err), &err);
    x.a = arena_new(ARENA_LARGE);
    x.kept = b.a;
    struct str session = site_session(x.site, b.a);
    x.cookie = str_format(b.a, "%.*s=%.*s", FS(x.site->web.cookie_name), FS(session));
    if (argc > 3) {
        measure(&x, argv[3], str_from_c(argv[3]), requests);
    } else {
        addresses_find(&x);
        measure_all(&x, requests);
    }
    site_thread_close(x.thread);
    site_close(&x.site);
    bench_close(&b);
    return 0;
}
