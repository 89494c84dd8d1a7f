/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web_test.h"

#include "base/map.h"
#include "web/views/views.h"

enum { DEPTH_MAX = 64 };

static bool is_void(struct str name)
{
    const struct str names[] = {S("meta"), S("link"), S("input"), S("br"),
                                S("hr"),   S("img"),  S("wbr"),   S("col")};
    for (isize i = 0; i < COUNTOF(names); i++)
        if (str_eq(name, names[i]))
            return true;
    return false;
}

static struct str name_of(struct str tag)
{
    isize n = 0;
    while (n < tag.n && tag.p[n] != ' ' && tag.p[n] != '/')
        n++;
    return str_part(tag, 0, n);
}

/* Every element that opens closes, in order; no '>' stands in a value, as all text is escaped. */
static void check_balance(struct str page)
{
    struct str open[DEPTH_MAX], rest = page, text, tag;
    int depth = 0;
    while (str_cut(rest, '<', &text, &rest)) {
        CHECK(str_cut(rest, '>', &tag, &rest));
        if (str_starts(tag, S("!")) || str_ends(tag, S("/")) || is_void(name_of(tag)))
            continue;
        if (str_starts(tag, S("/"))) {
            CHECK(depth > 0);
            CHECK_STR(str_part(tag, 1, tag.n), open[--depth]);
        } else {
            CHECK(depth < DEPTH_MAX);
            open[depth++] = name_of(tag);
        }
    }
    CHECK_INT(depth, 0);
}

/* Each id stands once. */
static void check_ids(struct str page, struct test *t)
{
    struct map seen = map_in(t->a, 1);
    struct str rest = page, skipped, id;
    while (str_cut_str(rest, S(" id=\""), &skipped, &rest)) {
        CHECK(str_cut(rest, '"', &id, &rest));
        if (map_get(&seen, id, 0))
            test_fail(__FILE__, __LINE__, "id twice: %.*s", FS(id));
        map_set(&seen, id, 1);
    }
}

TEST(pages_are_well_formed_small_and_have_each_id_once)
{
    struct web_test w;
    web_test_open(&w, t, web_routes);
    const struct str targets[] = {S("/more/parts"), S("/nothing"), S("/sign-in")};
    for (isize i = 0; i < COUNTOF(targets); i++)
        for (enum language l = LANG_EN; l < LANG__COUNT; l++) {
            struct request *req = request_get(
                &w, t, str_format(t->a, "%.*s?lang=%.*s", FS(targets[i]), FS(language_tag(l))));
            request_run(req);
            struct str page = req->response.body;
            if (i == 2)
                continue; /* signed in: sent home */
            CHECK(page.n > 500 && page.n < 50000);
            check_balance(page);
            check_ids(page, t);
            CHECK(str_find(page, S(" style=")) < 0 && str_find(page, S("<script")) < 0);
        }
    web_test_close(&w);
}

TEST(a_stranger_is_shown_nothing_of_the_case_file)
{
    struct web_test w;
    web_test_open(&w, t, web_routes);
    w.cookie = S("");
    const struct str targets[] = {S("/sign-in"), S("/nothing")};
    for (isize i = 0; i < COUNTOF(targets); i++) {
        struct request *req = request_get(&w, t, targets[i]);
        request_run(req);
        CHECK(req->response.body.n);
        check_balance(req->response.body);
        CHECK(str_find(req->response.body, S("Shenyang")) < 0);
        CHECK(str_find(req->response.body, S("DEMONSTRATION")) < 0);
    }
    web_test_close(&w);
}

struct drawn {
    struct html h;
    struct buf b;
};

static struct html *html_for(struct drawn *d, struct test *t)
{
    d->b = buf_in(t->a, 4 << 20);
    d->h = (struct html){.out = &d->b, .a = t->a};
    return &d->h;
}

/* Every part, with the same text in each hole: a number of tags that does not depend on the text.
 */
static void draw_all(struct html *h, struct str s)
{
    struct view_source source = {.n = 1,
                                 .title = s,
                                 .href = s,
                                 .at = s,
                                 .passage = s,
                                 .lang = s,
                                 .holder = s,
                                 .sure = SURE_ONE,
                                 .as_known = s,
                                 .entered_by = s,
                                 .entered = s};
    view_sources(h, &(struct view_sources){&source, 1});
    view_value(h, s, s, 3);
    struct view_differ differ = {.about = s,
                                 .sides = 2,
                                 .side = {{s, s, s, s, s, s, 1}, {s, s, s, s, s, s, 0}},
                                 .decide_at = s};
    view_differ(h, &differ);
    struct view_line line = {7, s, s, s};
    view_passage(h, &(struct view_passage){s, s, s, &line, 1});
    struct view_range range = {s, s, 5, -1, s, 1};
    view_ranges(h, &(struct view_ranges){s, &range, 1});
    struct view_event event = {s, s, s, s, 1};
    view_timeline(h, &(struct view_timeline){s, &event, 1});
    struct view_status status = {STATUS_SOUGHT, s, s, 1};
    view_status_line(h, &(struct view_status_line){s, &status, 1, s});
    struct view_kept kept = {s, s, s};
    view_kept_back(h, &kept, 1);
    view_problem(h, s);
}

TEST(random_text_in_every_part_stays_text)
{
    struct drawn d;
    draw_all(html_for(&d, t), S("plain"));
    isize tags = count_of(buf_str(&d.b), '<'), quotes = count_of(buf_str(&d.b), '"');
    for (int i = 0; i < 300; i++) {
        char bytes[64];
        struct str s = test_random_text(t, 60);
        bytes[0] = 'x'; /* never empty: an empty str leaves parts out */
        for (isize k = 0; k < s.n; k++)
            bytes[k + 1] = s.p[k];
        draw_all(html_for(&d, t), (struct str){bytes, s.n + 1});
        CHECK_INT(count_of(buf_str(&d.b), '<'), tags);
        CHECK_INT(count_of(buf_str(&d.b), '"'), quotes);
        check_balance(buf_str(&d.b));
        arena_clear(t->a);
    }
}

TEST(drawings_hold_for_any_dates_and_figures)
{
    static const char *const dates[] = {"2023-10-09", "1999-21",    "2000-03/..", "../2001",
                                        "XXXX-07-20", "",           "199X",       "2024-01?",
                                        "-0044",      "Y170000002", "nonsense"};
    for (int i = 0; i < 500; i++) {
        struct drawn d;
        struct html *h = html_for(&d, t);
        struct view_status status[6];
        struct view_event event[40];
        struct view_range range[5];
        for (isize k = 0; k < COUNTOF(status); k++)
            status[k] = (struct view_status){(enum status)test_random(t, 5),
                                             str_from_c(dates[test_random(t, COUNTOF(dates))]),
                                             S("there"), 1};
        for (isize k = 0; k < COUNTOF(event); k++)
            event[k] = (struct view_event){
                .when = str_from_c(dates[test_random(t, COUNTOF(dates))]), .what = S("x")};
        for (isize k = 0; k < COUNTOF(range); k++)
            range[k] =
                (struct view_range){S("x"),
                                    S("2000"),
                                    (int64_t)(test_random(t, UINT64_MAX) >> test_random(t, 64)) - 1,
                                    (int64_t)(test_random(t, UINT64_MAX) >> test_random(t, 64)) - 1,
                                    S("x"),
                                    0};
        view_status_line(
            h, &(struct view_status_line){S("x"), status, (isize)test_random(t, 7),
                                          str_from_c(dates[test_random(t, COUNTOF(dates))])});
        view_timeline(h, &(struct view_timeline){S("x"), event, (isize)test_random(t, 41)});
        view_ranges(h, &(struct view_ranges){S("x"), range, (isize)test_random(t, 6)});
        CHECK(str_find(buf_str(&d.b), S(" width=\"-")) < 0);
        CHECK(str_find(buf_str(&d.b), S(" x=\"-")) < 0);
        check_balance(buf_str(&d.b));
        arena_clear(t->a);
    }
}

TEST(a_form_that_comes_back_shows_what_was_typed_and_links_to_what_is_wrong)
{
    struct web_test w;
    web_test_open(&w, t, web_routes);
    struct request *req =
        request_post(&w, t, S("/more/parts"), S("words=%0Afirst+%3Cline%3E&people=ten&how=told"));
    request_run(req);
    struct str page = req->response.body;
    CHECK_INT(req->response.status, 422);
    CHECK(str_find(page, S("href=\"#f-told\"")) > 0);
    CHECK(str_find(page, S("value=\"ten\"")) > 0);
    CHECK(str_find(page, S(">\n\nfirst &lt;line&gt;</textarea>")) > 0);
    CHECK(str_find(page, S("value=\"told\" checked")) > 0);
    check_balance(page);
    check_ids(page, t);
    web_test_close(&w);
}
