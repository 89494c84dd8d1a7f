/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/list.h"
#include "letters.h"
#include "paper/flow.h"
#include "paper/pdf.h"

/* Pages of a column for about twelve lines. */
#define TOP 100.0
#define LEADING 10.0
#define BOTTOM (TOP + 12 * LEADING)

static const struct looks plain = {FACE_SERIF, false, 7, LEADING};

struct bench {
    struct type type;
    struct flow flow;
    struct arena *a;
};

static void bench_close(struct bench *b)
{
    flow_close(&b->flow);
    type_close(&b->type);
}

static void bench_open(struct bench *b, struct arena *a)
{
    *b = (struct bench){
        .a = a, .flow = {.a = a, .left = 50, .first_top = TOP, .top = TOP, .bottom = BOTTOM}};
    CHECK_OK(type_open(&b->type, &err));
}

static struct piece piece_of(struct bench *b, isize lines)
{
    struct para p = para_in(&b->type, &plain, 4 * lines, b->a);
    for (isize i = 0; i < lines; i++)
        para_add(&p, i ? S("\nx") : S("x"), S("en"), MARK_NONE);
    return (struct piece){.layout = para_done(&p, 300, 0, SHAPE_LEFT), .x = 50, .looks = &plain};
}

static struct piece *add(struct bench *b, isize lines)
{
    flow_add(&b->flow, piece_of(b, lines));
    return &b->flow.pieces.at[b->flow.pieces.n - 1];
}

/* Lines of text on a page. */
static isize lines_on(const struct bench *b, isize page)
{
    return b->flow.pages.at[page].lines.n;
}

TEST(no_page_begins_with_a_last_line)
{
    AUTO(bench_close) struct bench b;
    bench_open(&b, t->a);
    add(&b, 13);
    CHECK_OK(flow_paginate(&b.flow, &err));
    CHECK_INT(b.flow.pages.n, 2);
    CHECK_INT(lines_on(&b, 0), 11);
    CHECK_INT(lines_on(&b, 1), 2);
}

TEST(no_page_ends_with_a_first_line)
{
    AUTO(bench_close) struct bench b;
    bench_open(&b, t->a);
    add(&b, 11);
    add(&b, 5);
    CHECK_OK(flow_paginate(&b.flow, &err));
    CHECK_INT(lines_on(&b, 0), 11);
    CHECK_INT(lines_on(&b, 1), 5);
}

TEST(three_lines_are_not_parted)
{
    AUTO(bench_close) struct bench b;
    bench_open(&b, t->a);
    add(&b, 10);
    add(&b, 3);
    CHECK_OK(flow_paginate(&b.flow, &err));
    CHECK_INT(lines_on(&b, 0), 10);
    CHECK_INT(lines_on(&b, 1), 3);
}

TEST(a_heading_goes_with_what_follows)
{
    AUTO(bench_close) struct bench b;
    bench_open(&b, t->a);
    add(&b, 10);
    add(&b, 1)->with_next = true;
    add(&b, 6);
    CHECK_OK(flow_paginate(&b.flow, &err));
    CHECK_INT(lines_on(&b, 0), 10);
    CHECK_INT(lines_on(&b, 1), 7);
}

TEST(the_last_paragraph_lends_two_lines_to_the_closing)
{
    AUTO(bench_close) struct bench b;
    bench_open(&b, t->a);
    add(&b, 11)->tail = true;
    add(&b, 1)->with_next = true;
    add(&b, 2);
    CHECK_OK(flow_paginate(&b.flow, &err));
    CHECK_INT(lines_on(&b, 0), 9);
    CHECK_INT(lines_on(&b, 1), 5);
}

TEST(a_note_is_on_the_page_that_refers_to_it)
{
    AUTO(bench_close) struct bench b;
    bench_open(&b, t->a);
    struct piece p = piece_of(&b, 18);
    flow_add_note(&b.flow, piece_of(&b, 3));
    *LIST_ADD(&p.refs, t->a) = (struct note_ref){28, 0}; /* in the fifteenth line */
    flow_add(&b.flow, p);
    CHECK_OK(flow_paginate(&b.flow, &err));
    CHECK_INT(b.flow.pages.n, 2);
    CHECK_INT(b.flow.pages.at[0].foot.n, 0);
    CHECK_INT(b.flow.pages.at[1].foot.n, 3);
    CHECK(b.flow.pages.at[1].rule > TOP);
    CHECK(b.flow.pages.at[1].foot.at[2].y + LEADING <= BOTTOM + .01);
}

TEST(a_line_whose_note_has_no_room_goes_to_the_next_page)
{
    AUTO(bench_close) struct bench b;
    bench_open(&b, t->a);
    struct piece p = piece_of(&b, 14);
    flow_add_note(&b.flow, piece_of(&b, 5));
    *LIST_ADD(&p.refs, t->a) = (struct note_ref){16, 0};
    flow_add(&b.flow, p);
    CHECK_OK(flow_paginate(&b.flow, &err));
    CHECK_INT(lines_on(&b, 0), 8);
    CHECK_INT(b.flow.pages.at[0].foot.n, 0);
    CHECK_INT(b.flow.pages.at[1].foot.n, 5);
}

TEST(a_note_longer_than_a_page_runs_on)
{
    AUTO(bench_close) struct bench b;
    bench_open(&b, t->a);
    struct piece p = piece_of(&b, 4);
    flow_add_note(&b.flow, piece_of(&b, 60));
    flow_add_note(&b.flow, piece_of(&b, 2));
    *LIST_ADD(&p.refs, t->a) = (struct note_ref){0, 0};
    *LIST_ADD(&p.refs, t->a) = (struct note_ref){6, 1};
    flow_add(&b.flow, p);
    CHECK_OK(flow_paginate(&b.flow, &err));
    isize foot = 0;
    for (isize i = 0; i < b.flow.pages.n; i++) {
        const struct page *page = &b.flow.pages.at[i];
        for (isize k = 0; k < page->foot.n; k++)
            CHECK(page->foot.at[k].y + LEADING <= BOTTOM + .01);
        for (isize k = 0; k < page->lines.n; k++)
            CHECK(!page->foot.n || page->lines.at[k].y + LEADING <= page->rule + .01);
        foot += page->foot.n;
    }
    CHECK_INT(foot, 62);
}

/* Every line once, in order, and nothing over anything else, whatever the pieces are. */
TEST(any_pieces_come_out_whole)
{
    for (int round = 0; round < 60; round++) {
        AUTO(bench_close) struct bench b;
        bench_open(&b, t->a);
        isize lines = 0, notes = (isize)test_random(t, 6), note_lines = 0;
        for (isize i = 0; i < notes; i++) {
            isize n = 1 + (isize)test_random(t, 9);
            note_lines += n;
            flow_add_note(&b.flow, piece_of(&b, n));
        }
        for (uint64_t i = 0, n = 1 + test_random(t, 9); i < n; i++) {
            isize k = 1 + (isize)test_random(t, 15);
            struct piece p = piece_of(&b, k);
            p.before = (double)test_random(t, 20);
            p.with_next = test_random(t, 4) == 0;
            p.tail = test_random(t, 4) == 0;
            p.new_page = test_random(t, 8) == 0;
            if (notes)
                *LIST_ADD(&p.refs, t->a) =
                    (struct note_ref){(isize)test_random(t, (uint64_t)(2 * k)),
                                      (isize)test_random(t, (uint64_t)notes)};
            lines += k;
            flow_add(&b.flow, p);
        }
        CHECK_OK(flow_paginate(&b.flow, &err));
        for (isize i = 0; i < b.flow.pages.n; i++) {
            const struct page *page = &b.flow.pages.at[i];
            double y = TOP;
            for (isize k = 0; k < page->lines.n; k++) {
                CHECK(page->lines.at[k].y >= y - .01);
                y = page->lines.at[k].y + LEADING;
            }
            CHECK(y <= BOTTOM + .01 && (!page->foot.n || y <= page->rule + .01));
            CHECK(page->lines.n || page->foot.n);
            lines -= page->lines.n;
            note_lines -= page->foot.n;
        }
        CHECK_INT(lines, 0);
        CHECK_INT(note_lines, 0);
    }
}
