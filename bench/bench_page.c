/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench_page DIR [REQUESTS] - pages over the vault that bench_bulk left there, as the server makes
 * them: one thread, 16 MB of page cache, each request through admission, gate and view. Prints the
 * median, the slowest of a hundred, and the size of each page; then the memory that it took.
 */
#include <stdio.h>

#include "bench.h"
#include "record/document.h"
#include "record/ids.h"
#include "web/route.h"
#include "web/site.h"

enum { TEXT_LINES = 800, GROUNDED = 200, CACHE_MB = 16, PERSONS = 50 };

struct asking {
    struct site *site;
    void *thread;
    struct str cookie;
    struct arena *a;
};

static isize ask(struct asking *x, struct str path)
{
    arena_clear(x->a);
    struct request req = {.web = &x->site->web, .a = x->a, .thread = x->thread};
    req.head = (struct gate_pass){.method = GET, .host = S("127.0.0.1"), .cookie = x->cookie};
    (void)str_cut(path, '?', &req.head.path, &req.head.query);
    if (web_admit(&req))
        web_answer(&req);
    if (req.response.status != 200)
        printf("%.*s: %d\n", FS(path), req.response.status);
    return req.response.body.n;
}

static void measure(struct asking *x, const char *name, const struct str *paths, isize n,
                    isize requests)
{
    ASSERT(n > 0);
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    double *ms = NEWN(a, double, requests);
    isize bytes = 0;
    for (isize i = 0; i < requests; i++) {
        double wall = bench_wall();
        isize size = ask(x, paths[i % n]);
        ms[i] = (bench_wall() - wall) * 1e3;
        bytes = size > bytes ? size : bytes;
    }
    double median = bench_median(ms, requests);
    printf("page %-10s %7.2f ms median, %7.2f ms the slowest of a hundred, %6.1f KB\n", name,
           median, ms[requests * 99 / 100], (double)bytes / 1e3);
}

/* A paper of some pages, with passages that statements rest on. */
static struct id document_make(struct bench *b, struct workspace *w)
{
    struct err err = {0};
    struct buf text = buf_in(b->a, 1 << 20);
    struct stmt title = STMT(.property = S("core:title"), .value = value_text(S("A long paper")));
    struct stmt *pieces;
    struct id id, person;
    for (int i = 0; i < TEXT_LINES; i++)
        buf_addf(&text, "Line %d says that people were taken there in the night and not seen.\n",
                 i);
    bench_need(record_new(&id, w, TYPE_DOCUMENT,
                          (struct draft){.kind = ENTRY_ADD, .stmts = &title, .n = 1}, &err),
               &err);
    isize n = document_pieces(&pieces, id, buf_str(&text), S("en"), b->a);
    bench_need(workspace_say(w, ENTRY_ADD, pieces, n, NULL, &err), &err);
    struct stmt name = STMT(.property = S("core:name"), .value = value_text(S("Kim")));
    bench_need(record_new(&person, w, TYPE_PERSON,
                          (struct draft){.kind = ENTRY_RECORD, .stmts = &name, .n = 1}, &err),
               &err);
    struct stmt *s = NEWN(b->a, struct stmt, GROUNDED);
    for (int i = 0; i < GROUNDED; i++)
        s[i] = STMT(.subject = ref_record(person), .property = S("core:alias"),
                    .value = value_text(str_format(b->a, "Alias %d", i)),
                    .source = ref_passage(id, (int64_t)i * 280, (int64_t)i * 280 + 40));
    bench_need(workspace_say(w, ENTRY_RECORD, s, GROUNDED, NULL, &err), &err);
    return id;
}

static void pages(struct asking *x, struct bench *b, const struct workspace *w, struct id document,
                  isize requests)
{
    struct err err = {0};
    struct record_refs l;
    struct str records[PERSONS] = {0}, one;
    bench_need(record_list(&l, &w->reader,
                           (struct records_wanted){.type = TYPE_PERSON, .max = PERSONS}, b->a,
                           &err),
               &err);
    for (isize i = 0; i < l.n; i++)
        records[i] = str_format(b->a, "/records/%.*s", FS(id_write(b->a, &l.at[i].id)));
    measure(x, "record", records + 1, l.n - 1, requests);
    one = str_format(b->a, "%.*s/history", FS(records[1]));
    measure(x, "history", &one, 1, requests);
    one = str_format(b->a, "/documents/%.*s", FS(id_write(b->a, &document)));
    measure(x, "document", &one, 1, requests);
    static const struct {
        const char *name, *path;
    } others[] = {{"home", "/"},
                  {"people", "/people"},
                  {"documents", "/documents"},
                  {"search", "/search?q=%EC%B5%9C%EC%88%9C%EC%98%A5"},
                  {"law", "/law"},
                  {"journal", "/more/journal"}};
    for (isize i = 0; i < COUNTOF(others); i++) {
        struct str path = str_from_c(others[i].path);
        measure(x, others[i].name, &path, 1, requests);
    }
}

int main(int argc, char **argv)
{
    struct bench b;
    struct workspace w;
    struct err err = {0};
    struct asking x = {0};
    isize requests = (isize)bench_number(argc, argv, 2, 200);
    if (argc < 2) {
        fprintf(stderr, "usage: bench_page DIR [REQUESTS]\n");
        return 2;
    }
    bench_begin(&b, argv[1]);
    bench_open(&b, CACHE_MB);
    double before = bench_rss();
    bench_need(workspace_open(&w, b.v, b.schema, NULL, LANG_EN, &err), &err);
    struct id document = document_make(&b, &w);
    bench_need(site_open_quiet(&x.site, &w, b.a, &err), &err);
    bench_need(site_thread_open(&x.thread, x.site, &err), &err);
    x.a = arena_new(ARENA_LARGE);
    struct str session = site_session(x.site, b.a);
    x.cookie = str_format(b.a, "%.*s=%.*s", FS(x.site->web.cookie_name), FS(session));
    pages(&x, &b, &w, document, requests);
    printf("memory: %.0f MB at most, of which %.0f MB before the first page\n", bench_rss(),
           before);
    site_thread_close(x.thread);
    site_close(&x.site);
    bench_close(&b);
    return 0;
}
