/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read_samples.h"

#include "base/utf8.h"

static bool has_norm(const struct reading *r, const char *canonical, const char *article)
{
    for (isize i = 0; i < r->norms.n; i++)
        if (str_eq(r->norms.at[i].canonical, str_from_c(canonical)) &&
            str_eq(r->norms.at[i].article, str_from_c(article)))
            return true;
    return false;
}

static bool has_body(const struct reading *r, const char *canonical)
{
    for (isize i = 0; i < r->bodies.n; i++)
        if (str_eq(r->bodies.at[i].canonical, str_from_c(canonical)))
            return true;
    return false;
}

static bool has_place(const struct reading *r, const char *name, const char *country)
{
    for (isize i = 0; i < r->places.n; i++)
        if (str_eq(r->places.at[i].name, str_from_c(name)) &&
            str_eq(r->places.at[i].country, str_from_c(country)))
            return true;
    return false;
}

static bool has_figure(const struct reading *r, int64_t min, int64_t max)
{
    for (isize i = 0; i < r->figures.n; i++) {
        const struct read_range *v = &r->figures.at[i].value;
        if ((v->has_min ? v->min : -1) == min && (v->has_max ? v->max : -1) == max)
            return true;
    }
    return false;
}

static const struct read_event *event_of(const struct reading *r, enum read_event_type type)
{
    for (isize i = 0; i < r->events.n; i++)
        if (r->events.at[i].type == type)
            return &r->events.at[i];
    return NULL;
}

TEST(a_letter_gives_its_parties)
{
    struct reading r = sample_read(t, sample_letter);
    CHECK_STR(r.language, S("en"));
    CHECK_STR(r.doc_date.edtf, S("2013-02-14"));
    CHECK_INT(r.recipients.n, 1);
    CHECK_STR(r.recipients.at[0].name, S("Somphone Keodara"));
    CHECK_STR(r.recipients.at[0].office, S("Minister of Foreign Affairs"));
    CHECK_INT(r.recipients.at[0].address.n, 2);
    CHECK_STR(r.recipients.at[0].address.at[0], S("23 Singha Road"));
    CHECK_STR(r.recipients.at[0].salutation, S("Dear Minister Keodara,"));
    CHECK_INT(r.signatories.n, 1);
    CHECK_STR(r.signatories.at[0].name, S("Margaret Ellison"));
    CHECK_STR(r.signatories.at[0].role, S("Director, Harbour Lights Foundation"));
    CHECK_INT(r.senders.n, 1);
    CHECK_STR(r.senders.at[0].name, S("Margaret Ellison"));
    CHECK_STR(r.senders.at[0].org, S("Harbour Lights Foundation"));
    CHECK_INT(r.copies.n, 1);
    CHECK_STR(r.copies.at[0].text, S("Mr. Peter Sand, UNHCR Representative"));
}

TEST(a_letter_gives_its_law)
{
    struct reading r = sample_read(t, sample_letter);
    CHECK(has_norm(&r, "CAT", "") && has_norm(&r, "CAT", "3"));
    CHECK(has_norm(&r, "ICCPR", "7") && has_norm(&r, "ICCPR", "13"));
    CHECK(has_norm(&r, "domestic:PRK:north-korean-criminal-code", "221"));
    CHECK(!has_norm(&r, "ICCPR", ""));
    CHECK(has_body(&r, "HRCttee") && has_body(&r, "UNHCR") && !has_body(&r, "UN"));
    CHECK_INT(r.symbols.n, 1);
    CHECK_STR(r.symbols.at[0].text, S("CCPR/C/LAO/CO/1"));
}

TEST(a_letter_gives_what_happened_and_what_is_asked)
{
    struct reading r = sample_read(t, sample_letter);
    const struct read_event *arrest = event_of(&r, READ_EVENT_ARREST);
    CHECK(arrest != NULL);
    CHECK_STR(arrest->date, S("2013-01-10"));
    CHECK_STR(arrest->place, S("Oudomxay province"));
    CHECK(arrest->count.has_min && arrest->count.min == 9);
    const struct read_event *held = event_of(&r, READ_EVENT_DETENTION);
    CHECK(held != NULL);
    CHECK_STR(held->date, S("2013-02-14")); /* "currently" is the day of writing */
    const struct read_event *back = event_of(&r, READ_EVENT_REPATRIATION);
    CHECK(back != NULL && back->hedge == READ_HEDGE_REPORTED);
    CHECK_STR(back->date, S("2012"));
    CHECK(has_figure(&r, 9, 9) && has_figure(&r, 1170, -1) && has_figure(&r, 20000, 50000));
    CHECK(has_place(&r, "Vientiane", "LAO") && has_place(&r, "North Korea", "PRK"));
    CHECK(!has_place(&r, "Lao PDR", "LAO")); /* only in the address */
    CHECK_INT(r.asks.n, 3);
    CHECK_STR(r.asks.at[0].text, S("disclose the whereabouts of the nine"));
    CHECK_STR(r.asks.at[2].text, S("We also request that nobody be punished"));
}

TEST(an_urgent_action_gives_its_chain_and_its_expiry)
{
    struct reading r = sample_read(t, sample_action);
    CHECK_STR(r.doc_date.edtf, S("2012-03-15"));
    CHECK_STR(r.deadline.edtf, S("2012-04-26"));
    CHECK_STR(r.follows_up.text, S("UA 52/12"));
    CHECK_INT(r.symbols.n, 3);
    CHECK_STR(r.symbols.at[0].text, S("MDE 99/123/2012"));
    CHECK_INT(r.recipients.n, 1);
    CHECK_STR(r.recipients.at[0].name, S("Ibrahim Salim Nour"));
    CHECK_STR(r.recipients.at[0].office, S("Minister of Interior"));
    CHECK_INT(r.recipients.at[0].address.n, 2);
    CHECK_STR(r.recipients.at[0].salutation, S("Your Excellency"));
    CHECK_INT(r.copies.n, 1);
    CHECK(has_figure(&r, 200, -1) && has_figure(&r, 700, 700));
    const struct read_event *back = event_of(&r, READ_EVENT_REPATRIATION);
    CHECK(back != NULL);
    CHECK_STR(back->date, S("2012-03-11"));
    CHECK_STR(back->place, S("Eritrea"));
}

TEST(a_sign_on_list_is_taken_apart)
{
    static const char *const want[] = {
        "Anna Berg",
        "Tom\xc3\xa1s Ojeda",
        "Coast Watch Network (CWN)",
        "River Alliance for Human Rights (RAHR)",
        "Nordic Lantern Committee (NLC) / Norway",
        "Stepping Stone Society",
    };
    struct reading r = sample_read(t, sample_joint);
    CHECK_INT(r.signatories.n, COUNTOF(want)); /* and not the publisher's address */
    for (isize i = 0; i < r.signatories.n; i++) {
        CHECK_STR(r.signatories.at[i].name, str_from_c(want[i]));
        CHECK(r.signatories.at[i].organisation == (i >= 2));
    }
    CHECK_STR(r.signatories.at[1].role, S("Professor of Law"));
    CHECK_INT(r.senders.n, 0);
    CHECK_STR(r.doc_date.edtf, S("2023-10-26"));
    CHECK_INT(r.recipients.n, 1);
    CHECK_STR(r.recipients.at[0].name, S("Xi Jinping"));
}

TEST(a_korean_statement_is_read)
{
    struct reading r = sample_read(t, sample_korean);
    CHECK_STR(r.language, S("ko"));
    CHECK_STR(r.doc_date.edtf, S("2023-10-20"));
    CHECK_INT(r.signatories.n, 1);
    CHECK_STR(r.signatories.at[0].name, S("등대인권연대"));
    CHECK(has_norm(&r, "CSR51", "33") && has_norm(&r, "CAT", "") && has_body(&r, "SR-DPRK"));
    CHECK(has_figure(&r, 600, -1));
    const struct read_event *back = event_of(&r, READ_EVENT_REPATRIATION);
    CHECK(back != NULL && back->hedge == READ_HEDGE_REPORTED);
    CHECK_STR(back->date, S("2023-10-09"));
    CHECK_STR(back->place, S("북한"));
    CHECK(has_place(&r, "중국", "CHN"));
    isize n = r.asks.n;
    CHECK(n >= 2);
    CHECK_STR(r.asks.at[n - 2].text, S("하나, 중국 정부는 탈북민 강제북송을 즉각 중단하라"));
}

TEST(a_chinese_letter_is_read_in_either_script)
{
    struct reading r = sample_read(t, sample_chinese);
    CHECK_STR(r.language, S("zh-Hant"));
    CHECK_STR(r.doc_date.edtf, S("2012-03-02"));
    CHECK_INT(r.recipients.n, 1);
    CHECK_STR(r.recipients.at[0].name, S("習近平"));
    CHECK(has_norm(&r, "CSR51", "") && has_norm(&r, "CAT", "3") && has_body(&r, "UNHCR"));
    CHECK(has_figure(&r, 31, 31));
    const struct read_event *arrest = event_of(&r, READ_EVENT_ARREST);
    CHECK(arrest != NULL && arrest->hedge == READ_HEDGE_REPORTED);
    CHECK_STR(arrest->date, S("2012-02-08"));
    CHECK_STR(arrest->place, S("瀋陽"));
    CHECK_INT(r.asks.n, 2);
    CHECK_STR(r.asks.at[0].text, S("立即停止遣返這31名難民"));
}

TEST(a_date_without_a_year_takes_none_from_nowhere)
{
    struct reading r = sample_read(t, "In letters sent on July 20 two men asked for help.\n");
    CHECK_STR(r.doc_date.edtf, S(""));
    for (isize i = 0; i < r.events.n; i++)
        CHECK_STR(r.events.at[i].date, S("XXXX-07-20"));
}

TEST(what_is_only_feared_is_no_event)
{
    struct reading r =
        sample_read(t, "If returned, the three men could be arrested and tortured. Returnees "
                       "are often imprisoned. Ten people may be deported tomorrow.\n");
    CHECK(event_of(&r, READ_EVENT_ARREST) == NULL && event_of(&r, READ_EVENT_TORTURE) == NULL);
    CHECK(event_of(&r, READ_EVENT_REPATRIATION) == NULL);
    const struct read_event *threat = event_of(&r, READ_EVENT_THREAT_OF_RETURN);
    CHECK(threat != NULL && threat->count.min == 10);
}

TEST(bytes_that_are_no_text_are_refused)
{
    struct reading r = {0};
    CHECK_FAILS(reading_make(&r, S("Dear \xff\xfe"), t->a, &err), E_INVALID);
    char *big = NEWN(t->a, char, READING_MAX + 1);
    for (isize i = 0; i <= READING_MAX; i++)
        big[i] = 'a';
    CHECK_FAILS(reading_make(&r, (struct str){big, READING_MAX + 1}, t->a, &err), E_LIMIT);
}

static struct str json_of(struct test *t, const struct reading *r, struct str text)
{
    struct buf b = buf_in(t->a, 1 << 22);
    struct json j = json_to(&b);
    reading_write_json(&j, r, text);
    return buf_str(&b);
}

TEST(the_same_text_gives_the_same_reading)
{
    struct reading a = sample_read(t, sample_letter), b = sample_read(t, sample_letter);
    CHECK_STR(json_of(t, &a, str_from_c(sample_letter)), json_of(t, &b, str_from_c(sample_letter)));
}

TEST(the_json_counts_code_points)
{
    struct str text = S(
        "“É” 2013년 10월 9일 탈북민 600명을 송환했다고 등대인권연대가 밝혔다. 모두 북한 사람이다.");
    struct reading r = {0};
    CHECK_OK(reading_make(&r, text, t->a, &err));
    CHECK_INT(r.figures.n, 1);
    struct read_span s = r.figures.at[0].from.span;
    CHECK_STR(str_part(text, s.start, s.end), S("600명"));
    struct str want = str_format(t->a, "\"span\":[%td,%td]", utf8_count(str_part(text, 0, s.start)),
                                 utf8_count(str_part(text, 0, s.end)));
    CHECK(str_find(json_of(t, &r, text), want) >= 0);
}
