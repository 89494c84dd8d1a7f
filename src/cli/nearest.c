/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/nearest.h"

enum { WORD_MAX = 40, FAR = 1000 };

static int least(int a, int b)
{
    return a < b ? a : b;
}

int word_distance(struct str a, struct str b)
{
    if (a.n > WORD_MAX || b.n > WORD_MAX)
        return FAR;
    int row[3][WORD_MAX + 1]; /* this row and the two before it, in turn */
    for (int j = 0; j <= b.n; j++)
        row[0][j] = j;
    for (int i = 1; i <= a.n; i++) {
        int *now = row[i % 3], *last = row[(i + 2) % 3], *older = row[(i + 1) % 3];
        now[0] = i;
        for (int j = 1; j <= b.n; j++) {
            int change = last[j - 1] + (a.p[i - 1] != b.p[j - 1]);
            now[j] = least(change, least(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1])
                now[j] = least(now[j], older[j - 2] + 1);
        }
    }
    return row[a.n % 3][b.n];
}

void nearest_try(struct nearest *n, struct str word)
{
    int d = word_distance(n->typed, word);
    bool begins = n->typed.n >= 2 && str_starts(word, n->typed);
    isize longer = word.n > n->typed.n ? word.n : n->typed.n;
    if (begins)
        d = 1;
    else if (d > (longer + 2) / 3)
        return;
    if (!n->word.p || d < n->distance) {
        n->word = word;
        n->distance = d;
    }
}
