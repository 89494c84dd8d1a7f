/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench_verify DIR [STATEMENTS] - all of a journal checked: pages, signatures, chains, digests, and
 * both views row by row; five statements an entry, the small entries of work by hand.
 */
#include <stdio.h>

#include "bench.h"
#include "vault/verify.h"

int main(int argc, char **argv)
{
    enum { RUNS = 3, EACH = 5 };
    struct bench b;
    struct err err = {0};
    double rates[RUNS];
    int64_t n = bench_number(argc, argv, 2, 200000);
    if (argc < 2) {
        fprintf(stderr, "usage: bench_verify DIR [STATEMENTS]\n");
        return 2;
    }
    bench_begin(&b, argv[1]);
    bench_open(&b, 64);
    bench_say(&b, n, EACH);
    for (int i = 0; i < RUNS; i++) {
        AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
        struct verify_report r;
        double cpu = bench_cpu();
        bench_need(vault_verify(&r, b.v, (struct verify_options){0}, a, &err), &err);
        rates[i] = (double)r.statements / (bench_cpu() - cpu);
        if (r.findings.n)
            fprintf(stderr, "bench: %.*s\n", FS(r.findings.at[0].what));
    }
    printf("verify, statements per CPU second, of %" PRId64 ", five an entry: %.0f\n", n,
           bench_median(rates, RUNS));
    bench_close(&b);
    return 0;
}
