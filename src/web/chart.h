/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * chart.h - where things stand in a drawing.
 *
 * Drawings are SVG as wide as the page allows, so positions are thousandths of the width, written
 * as percent; only heights are pixels. Text in a drawing is never scaled.
 */
#ifndef WEB_CHART_H
#define WEB_CHART_H

#include "lang/edtf.h"

enum { CHART_WIDTH = 1000, TICKS_MAX = 12 };

struct axis {
    int64_t lo, hi; /* lo < hi */
};

/* 0 to CHART_WIDTH; clamped. */
int axis_at(const struct axis *x, int64_t value);
/* Thousandths of the width as the two halves of "62.5%". */
#define PERCENT(at) ((at) / 10)
#define PERMILLE(at) ((at) % 10)

struct tick {
    int at;
    int64_t value;
    struct str label;
};
struct ticks {
    struct tick at[TICKS_MAX];
    isize n;
};

/* An axis from 0 to a round number at or above 'most', and ticks at round numbers. */
struct axis axis_of_amounts(int64_t most);
struct ticks ticks_of_amounts(const struct axis *x, struct arena *a);

/* An axis over days with a little room at both ends; ticks at years, or at months if it is short.
 */
struct axis axis_of_days(int64_t lo, int64_t hi);
struct ticks ticks_of_days(const struct axis *x, struct arena *a);

/* The days a date covers; false for what cannot be drawn (no date, an unknown year, open ends). */
bool days_of(struct edtf_range *out, struct str edtf);

#endif
