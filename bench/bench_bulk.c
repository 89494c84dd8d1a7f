/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench_bulk DIR [STATEMENTS] - statements into an encrypted vault: signed, 100 an entry, 10,000 a
 * commit, into the records and the full text, with 64 MB of page cache. DIR/vault stays for
 * bench_start.
 */
#include <stdio.h>

#include "bench.h"
#include "sys/file.h"

int main(int argc, char **argv)
{
    static const int64_t marks[] = {100000, 300000, 1000000, 3000000, 10000000};
    struct bench b;
    struct file_info info = {0};
    struct err err = {0};
    int64_t all = bench_number(argc, argv, 2, 300000), done = 0;
    if (argc < 2) {
        fprintf(stderr, "usage: bench_bulk DIR [STATEMENTS]\n");
        return 2;
    }
    bench_begin(&b, argv[1]);
    bench_open(&b, 64);
    double cpu = bench_cpu(), wall = bench_wall(), last = cpu;
    for (isize i = 0; i < COUNTOF(marks) && done < all; i++) {
        int64_t upto = marks[i] < all ? marks[i] : all;
        bench_say(&b, upto - done, DRAFT_STATEMENTS);
        double now = bench_cpu();
        printf("bulk, statements per CPU second up to %" PRId64 ": %.0f\n", upto,
               (double)upto / (now - cpu));
        printf("bulk, the same in the last part up to %" PRId64 ": %.0f\n", upto,
               (double)(upto - done) / (now - last));
        fflush(stdout);
        last = now;
        done = upto;
    }
    double end = bench_wall();
    bench_close(&b);
    bench_need(file_stat(&info, sys_real(), vault_journal_path(b.path, b.a), &err), &err);
    printf("bulk, statements per second by the clock: %.0f\n", (double)all / (end - wall));
    printf("bulk, most memory, MB: %.0f\n", bench_rss());
    printf("bulk, bytes of the store per statement: %.0f\n", (double)info.size / (double)all);
    return 0;
}
