/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench_start DIR - from the keys to the first answers on the vault that bench_bulk left there:
 * open it, list the newest records, find a word, load a record. Passphrase hashing is left out: its
 * cost is chosen. Then the memory that this took.
 */
#include <stdio.h>
#include <unistd.h>

#include "bench.h"
#include "know/find.h"
#include "record/ids.h"
#include "sys/file.h"

struct opened { /* what a passphrase gives */
    struct key_pair pair;
    struct id member;
};

static void unlock(struct opened *o, struct bench *b)
{
    struct keys k;
    struct str bytes;
    struct err err = {0};
    AUTO(secret_drop) struct secret pass = secret_from("bench", 5);
    bench_need(vault_keys(&k, &bytes, sys_real(), b->path, b->a, &err), &err);
    bench_need(keys_unwrap(&o->pair, &o->member, &k, &pass, &err), &err);
}

static void answer(struct bench *b, const struct opened *o)
{
    struct err err = {0};
    struct workspace w;
    struct record_refs l;
    struct record rec;
    struct found_list found;
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    const struct schema *s = schema_builtin(a);
    struct vault_options vo = {.sys = sys_real(), .path = b->path, .views = workspace_views(s, a)};
    struct vault *v;
    bench_need(vault_open_keys(&v, &vo, &o->pair, o->member, a, &err), &err);
    bench_need(workspace_open(&w, v, s, NULL, LANG_EN, &err), &err);
    bench_need(record_list(&l, &w.reader, (struct records_wanted){.type = TYPE_PERSON, .max = 50},
                           a, &err),
               &err);
    bench_need(l.n > 0 && record_load(&rec, &w.reader, l.at[0].row, a, &err), &err);
    bench_need(find_words(&found, &w.reader, S("최순옥"), 20, a, &err), &err);
    vault_close(&v);
}

int main(int argc, char **argv)
{
    enum { RUNS = 5 };
    struct bench b;
    struct opened o;
    double ms[RUNS];
    if (argc < 2) {
        fprintf(stderr, "usage: bench_start DIR\n");
        return 2;
    }
    bench_begin(&b, argv[1]);
    unlock(&o, &b);
    double before = bench_rss();
    for (int i = 0; i < RUNS; i++) {
        double wall = bench_wall();
        answer(&b, &o);
        ms[i] = (bench_wall() - wall) * 1e3;
    }
    printf("start to the first answers, ms: %.1f\n", bench_median(ms, RUNS));
    printf("start, most memory, MB: %.0f\n", bench_rss());
    printf("start, memory before the vault is opened, MB: %.0f\n", before);
    key_pair_drop(&o.pair);
    return 0;
}
