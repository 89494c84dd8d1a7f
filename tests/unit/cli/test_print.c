/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/print.h"
#include "lang/width.h"
#include "test.h"

static const struct column people[] = {
    {"name", "Name", false}, {"age", "Age", true}, {"place", "Place", false}, {0}};

static void report(struct print *p)
{
    print_str(p, "id", "Record", S("r1"));
    print_str(p, "title", "Title of the case", S("Ten people,\none child"));
    print_none(p, "closed");
    print_table(p, "people", "People", people);
    print_row(p);
    print_cell_str(p, S("김영희"));
    print_cell_int(p, 34);
    print_cell_str(p, S("瀋陽"));
    print_row(p);
    print_cell_str(p, S("Li"));
    print_cell_int(p, 4);
    print_cell_none(p);
    print_end(p);
    print_array(p, "letters", "Letters");
    for (int i = 1; i <= 2; i++) {
        print_object(p, NULL, NULL);
        print_int(p, "number", "Number", i);
        print_bool(p, "sent", "Sent", i == 1);
        print_end(p);
    }
    print_end(p);
    print_str(p, "note", "Note", S("end"));
}

static struct str printed(struct test *t, enum print_form form, void (*fill)(struct print *p))
{
    struct buf b = buf_in(t->a, 1 << 24);
    struct sink s = sink_buf(&b);
    struct print *p = print_new(t->a, form, LANG_EN, &s);
    fill(p);
    CHECK_OK(print_done(p, &err));
    return buf_str(&b);
}

TEST(people_get_aligned_text)
{
    CHECK_STR(printed(t, PRINT_TEXT, report), S("Record:             r1\n"
                                                "Title of the case:  Ten people,\n"
                                                "                    one child\n"
                                                "\n"
                                                "People\n"
                                                "  Name    Age  Place\n"
                                                "  김영희   34  瀋陽\n"
                                                "  Li        4\n"
                                                "\n"
                                                "Letters\n"
                                                "  Number:  1\n"
                                                "  Sent:    yes\n"
                                                "\n"
                                                "  Number:  2\n"
                                                "  Sent:    no\n"
                                                "\n"
                                                "Note:  end\n"));
}

TEST(programs_get_the_same_as_json)
{
    CHECK_STR(printed(t, PRINT_JSON, report),
              S("{\"id\":\"r1\",\"title\":\"Ten people,\\none child\",\"closed\":null,"
                "\"people\":[{\"name\":\"김영희\",\"age\":34,\"place\":\"瀋陽\"},"
                "{\"name\":\"Li\",\"age\":4,\"place\":null}],"
                "\"letters\":[{\"number\":1,\"sent\":true},{\"number\":2,\"sent\":false}],"
                "\"note\":\"end\"}\n"));
}

static void nothing(UNUSED struct print *p)
{
}

static void empty_table(struct print *p)
{
    print_table(p, "people", "People", people);
    print_end(p);
}

TEST(nothing_is_an_empty_object_or_no_text)
{
    CHECK_STR(printed(t, PRINT_JSON, nothing), S("{}\n"));
    CHECK_STR(printed(t, PRINT_TEXT, nothing), S(""));
    CHECK_STR(printed(t, PRINT_JSON, empty_table), S("{\"people\":[]}\n"));
}

static void hostile(struct print *p)
{
    print_str(p, "name", "Name", S("\x1b]0;owned\x07\xe2\x80\xae"));
    print_table(p, "people", NULL, people);
    print_row(p);
    print_cell_str(p, S("two\nlines"));
    print_cell_int(p, INT64_MIN);
    print_cell_str(p, S("\x1b[31m"));
    print_end(p);
}

TEST(no_data_reaches_the_terminal_as_a_command)
{
    struct str s = printed(t, PRINT_TEXT, hostile);
    CHECK_INT(str_find(s, S("\x1b")), -1);
    CHECK_INT(str_find(s, S("\xe2\x80\xae")), -1);
    CHECK(str_find(s, S("two lines")) > 0);
    CHECK(str_find(s, S("-9223372036854775808")) > 0);
    s = printed(t, PRINT_JSON, hostile);
    CHECK(str_find(s, S("\\u001b]0;owned\\u0007\xe2\x80\xae")) > 0);
}

static void long_table(struct print *p)
{
    print_table(p, "people", NULL, people);
    for (int i = 0; i < 20000; i++) {
        print_row(p);
        print_cell_str(p, i == 3 ? S("the longest name here") : S("someone"));
        print_cell_int(p, i);
        print_cell_str(p, S("somewhere"));
    }
    print_end(p);
}

TEST(a_long_table_streams_and_stays_aligned)
{
    struct str rest = printed(t, PRINT_TEXT, long_table), line;
    isize at = -1, n = 0;
    while (str_line(&rest, &line)) {
        isize found = str_find(line, n++ ? S("somewhere") : S("Place"));
        at = at < 0 ? found : at;
        CHECK(found > 0 && found >= at && found <= at + 2); /* numbers grow from 3 to 5 digits */
    }
    CHECK_INT(n, 20001);
}

static struct str big;

static void two_big_values(struct print *p)
{
    print_str(p, "a", "A", big);
    print_str(p, "b", "B", big);
}

TEST(a_value_of_megabytes_passes)
{
    const isize n = 5 << 20;
    char *bytes = NEWN(t->a, char, n);
    for (isize i = 0; i < n; i++)
        bytes[i] = i % 50 == 49 ? '\n' : 'x';
    big = (struct str){bytes, n};
    CHECK(printed(t, PRINT_TEXT, two_big_values).n > 2 * n);
    CHECK(printed(t, PRINT_JSON, two_big_values).n > 2 * n);
}

static bool write_nothing(UNUSED struct sink *s, UNUSED struct str bytes)
{
    return false;
}

TEST(output_that_cannot_be_written_is_an_error)
{
    for (int form = PRINT_TEXT; form <= PRINT_JSON; form++) {
        struct sink s = {.write = write_nothing};
        struct print *p = print_new(t->a, (enum print_form)form, LANG_EN, &s);
        long_table(p);
        CHECK_FAILS(print_done(p, &err), E_IO);
    }
}

TEST(a_value_that_is_too_long_is_an_error_not_a_cut)
{
    enum { TOO_LONG = (1 << 26) + 1 };
    struct arena *a = arena_new(ARENA_LARGE);
    char *bytes = NEWN(t->a, char, TOO_LONG);
    for (isize i = 0; i < TOO_LONG; i++)
        bytes[i] = 'x';
    struct buf b = buf_in(a, 1 << 28);
    struct sink out = sink_buf(&b);
    struct print *p = print_new(t->a, PRINT_TEXT, LANG_EN, &out);
    print_str(p, "a", "A", (struct str){bytes, TOO_LONG});
    CHECK_FAILS(print_done(p, &err), E_LIMIT);
    arena_free(&a);
}

static void wide_cells(struct print *p)
{
    print_table(p, "people", NULL, people);
    print_row(p);
    print_cell_str(p, S("A name that is so long that nobody waits for it to end"));
    print_cell_int(p, 7);
    print_cell_str(p, S("here"));
    print_row(p);
    print_cell_str(p, S("Li"));
    print_cell_int(p, 12);
    print_cell_str(p, S("there"));
    print_end(p);
}

TEST(after_a_very_long_cell_the_row_goes_on_below)
{
    CHECK_STR(printed(t, PRINT_TEXT, wide_cells),
              S("Name  Age  Place\n"
                "A name that is so long that nobody waits for it to end\n"
                "        7  here\n"
                "Li     12  there\n"));
}

static void exact_bytes(struct print *p)
{
    print_bytes(p, S("%PDF-1.7\x00\x1b[2J"));
    print_bytes(p, S("\n%%EOF\n"));
}

TEST(a_document_goes_out_as_it_is_except_to_a_terminal)
{
    for (int form = PRINT_TEXT; form <= PRINT_JSON; form++)
        CHECK_STR(printed(t, (enum print_form)form, exact_bytes),
                  S("%PDF-1.7\x00\x1b[2J\n%%EOF\n"));
    struct buf b = buf_in(t->a, 1000);
    struct sink tty = sink_buf(&b);
    tty.tty = true;
    struct print *p = print_new(t->a, PRINT_TEXT, LANG_EN, &tty);
    exact_bytes(p);
    CHECK_OK(print_done(p, &err));
    CHECK_STR(buf_str(&b), S("%PDF-1.7\xef\xbf\xbd\xef\xbf\xbd[2J\n%%EOF\n"));
}

TEST(columns_are_counted_as_a_terminal_shows_them)
{
    CHECK_INT(text_columns(S("abc")), 3);
    CHECK_INT(text_columns(S("瀋陽")), 4);
    CHECK_INT(text_columns(S("김")), 2);
    CHECK_INT(text_columns(S("ｶﾅ")), 2);                       /* half-width kana */
    CHECK_INT(text_columns(S("e\xcc\x81")), 1);                /* e and a combining acute */
    CHECK_INT(text_columns(S("\xe2\x80\x8d")), 0);             /* zero width joiner */
    CHECK_INT(text_columns(S("\xe1\x84\x80\xe1\x85\xa1")), 2); /* conjoining jamo: one syllable */
    CHECK_INT(text_columns(S("\xff")), 1);
}
