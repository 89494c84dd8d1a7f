/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is no name, no date, no event: the faults that reading by eye finds. */
#include "read_samples.h"

static bool signs(const struct reading *r, const char *name)
{
    for (isize i = 0; i < r->signatories.n; i++)
        if (str_eq(r->signatories.at[i].name, str_from_c(name)))
            return true;
    return false;
}

/* Hosts at the head of a paper, a numbered heading, paragraphs that the page broke into lines. */
static const char paper[] =
    "강 건너의 겨울\n2023 호수 인권 회의\n주최: 물빛모임, 아침나라 이주민 연대\n"
    "2023년 5월 2일, 제주\n1. 말하지 못한 사람들\n"
    "사람들은 밤마다 강가로 내려가 건너편의 불빛을 세었고, 아침이 오기 전에 마을로\n"
    "돌아왔다. 그 가운데 몇 사람이 다시 돌아오지 않았는지 우리는 알지 못하며, 이웃들도\n"
    "입을 열지 않는다. 겨울이 길었다.\n2. 남은 일\n"
    "우리는 이 자리에서 세 가지를 말하고자 한다. 종교, 국적, 정치적 의견을 이유로 사람을\n"
    "돌려보내지 말아야 한다. 이름을 밝히기 전에 가족의 뜻을 물어야 한다. 끝까지 묻자.\n";

TEST(prose_under_a_list_of_hosts_signs_nothing)
{
    struct reading r = sample_read(t, paper);
    CHECK_INT(r.signatories.n, 2);
    CHECK(signs(&r, "물빛모임"));
    CHECK(signs(&r, "아침나라 이주민 연대"));
}

TEST(prose_under_a_heading_of_signatories_signs_nothing)
{
    struct reading r = sample_read(
        t,
        "Open letter on the ferry\n\nSignatories:\n\nHarbour Watch Association\n"
        "Network for Open Rivers\n\nAbout this letter\n\nThe letter was written in a week when the "
        "river stood high, and it was read aloud in two towns before it was sent.\n\n"
        "It may be copied.\n");
    CHECK_INT(r.signatories.n, 2);
    r = sample_read(t, "连署声明\n\n联署团体：\n河岸守望协会\n远山法律援助中心\n\n"
                       "本声明在河水上涨的那一周写成，寄出以前曾在两个镇上向居民朗读。\n");
    CHECK_INT(r.signatories.n, 2);
    CHECK(signs(&r, "河岸守望协会") && signs(&r, "远山法律援助中心"));
}

TEST(a_list_of_signatories_may_run_over_lines)
{
    struct reading r = sample_read(
        t,
        "우리는 송환을 멈출 것을 요구한다.\n\n2023년 5월 2일\n\n연명단체: 물빛모임, 들꽃인권센터,\n"
        "아침나라 이주민 연대, 바다건너 법률지원단\n");
    CHECK_INT(r.signatories.n, 4);
}

/* Two letters by the same hand in one text that wraps its lines. */
static const char letters[] =
    "We sent two letters in the first week of the month, one to the capital and the\n"
    "other to the province, and we print both here so that whoever wishes to write\n"
    "can take from them what is of use. Nobody has answered us until this day, and\n"
    "we go on waiting.\n\n"
    "Premier Lin Boyuan\nState Council of the People's Republic of China\n14 Lotus Lane\n"
    "Beijing 100017\n\nDear Premier Lin,\n\nWe ask you to let them go.\n\nRespectfully yours,\n\n"
    "Judith Hale\nDirector, Harbour Light Human Rights\n\n"
    "------------------------------------------------------------------------\n\n"
    "Governor Xu Wenhao\n27 Renmin North Lane\nChangchun 130012\n\nDear Governor Xu,\n\n"
    "We ask you to open the gate.\n\nRespectfully yours,\n\n"
    "Judith Hale\nDirector, Harbour Light Human Rights\n";

TEST(two_letters_in_one_text_have_two_addressees_and_one_hand)
{
    struct reading r = sample_read(t, letters);
    CHECK_INT(r.recipients.n, 2);
    CHECK_STR(r.recipients.at[0].name, S("Lin Boyuan"));
    CHECK_STR(r.recipients.at[1].name, S("Xu Wenhao"));
    CHECK_INT(r.signatories.n, 1);
    CHECK_STR(r.signatories.at[0].role, S("Director, Harbour Light Human Rights"));
}

TEST(a_day_told_before_is_marked_uncertain)
{
    struct reading r = sample_read(
        t,
        "3 June 2019\n\nPolice arrested six refugees in Harar on 12 May 2019. They were deported "
        "to Eritrea the same night. Nobody has been told.\n");
    CHECK_INT(r.events.n, 2);
    CHECK_STR(r.events.at[0].date, S("2019-05-12"));
    CHECK(r.events.at[1].type == READ_EVENT_REPATRIATION);
    CHECK_STR(r.events.at[1].date, S("2019-05-12?"));
    CHECK_INT(r.events.at[1].count.min, 6);
}

TEST(each_chinese_clause_has_its_own_number_and_place)
{
    struct reading r =
        sample_read(t, "2024年2月3日\n\n其中两名妇女2月1日获释，另外三人2月2日被遣返回朝鲜。\n");
    CHECK_INT(r.events.n, 2);
    CHECK(r.events.at[0].type == READ_EVENT_RELEASE);
    CHECK_INT(r.events.at[0].count.min, 2);
    CHECK_STR(r.events.at[0].place, S(""));
    CHECK_INT(r.events.at[1].count.min, 3);
    CHECK_STR(r.events.at[1].place, S("朝鲜"));
}

TEST(the_last_day_to_write_is_a_deadline_and_no_event)
{
    struct reading r =
        sample_read(t, "2 December 2019\n\nIf you want to write after 13 January "
                       "2020, ask the secretariat whether the action still stands.\n");
    CHECK_STR(r.deadline.edtf, S("2020-01-13"));
    CHECK_INT(r.events.n, 0);
    r = sample_read(t, "2019년 12월 2일\n\n2020년 1월 13일까지 편지를 보내 주십시오.\n");
    CHECK_STR(r.deadline.edtf, S("2020-01-13"));
    CHECK_INT(r.events.n, 0);
    r = sample_read(t, "31 May 2021\n\nHe was held until 2 March 2021, when he was handed over.\n");
    CHECK_STR(r.deadline.edtf, S(""));
}

TEST(a_report_has_its_writer_and_its_day)
{
    struct reading r =
        sample_read(t, "江边小镇一夜无眠\n\n南岸通讯社 记者 罗一舟 2014年4月22日 16:05\n\n"
                       "当地居民说，没有人睡着。\n");
    CHECK_STR(r.doc_date.edtf, S("2014-04-22"));
    CHECK_INT(r.senders.n, 1);
    CHECK_STR(r.senders.at[0].name, S("罗一舟"));
    CHECK_STR(r.senders.at[0].org, S("南岸通讯社"));
    r = sample_read(t, "A quiet night on the river\n\nBy Mirela Costin\nThe Eastern Courier\n\n"
                       "Nobody slept, people said, and nobody spoke of it in the morning.\n");
    CHECK_STR(r.senders.at[0].name, S("Mirela Costin"));
    CHECK_STR(r.senders.at[0].org, S("The Eastern Courier"));
}

TEST(capitals_of_a_headline_and_stems_of_verbs_are_no_names)
{
    struct reading r = sample_read(t, "WHAT YOU CAN DO\n\nWrite to them.\n");
    CHECK_INT(r.persons.n, 0);
    r = sample_read(t, "저장한 날짜는 모른다. 우리는 대화를 저장하였다.\n");
    CHECK_INT(r.places.n, 0);
}

TEST(a_year_before_people_counts_nobody)
{
    struct reading r =
        sample_read(t, "2024 동북아시아 난민 회의\n\n3만 명에서 6만 명 사이로 추정한다.\n");
    CHECK_INT(r.figures.n, 1);
    CHECK_INT(r.figures.at[0].value.min, 30000);
    CHECK_INT(r.figures.at[0].value.max, 60000);
}

TEST(a_talk_has_the_day_of_its_messages)
{
    struct reading r =
        sample_read(t, "저장한 날짜 : 2022-05-03 20:11:45\n\n"
                       "--------------- 2022년 5월 2일 월요일 ---------------\n"
                       "[하나] [오후 9:03] 어제 난민 네 명이 옌지에서 체포되었어요.\n"
                       "--------------- 2022년 5월 3일 화요일 ---------------\n"
                       "[나무] [오전 7:40] 어제 세 명이 석방되었어요.\n");
    CHECK_INT(r.events.n, 2);
    CHECK_STR(r.events.at[0].date, S("2022-05-01"));
    CHECK_STR(r.events.at[1].date, S("2022-05-02"));
}

TEST(one_person_said_by_a_pronoun_is_one)
{
    struct reading r =
        sample_read(t, "3 June 2019\n\nSoldiers took away 31 refugees in Harar on 12 May "
                       "2019. She was detained on 14 May 2019.\n");
    CHECK(r.events.n > 0);
    CHECK_INT(r.events.at[r.events.n - 1].count.max, 1);
}

/* What is done to whoever it befalls is told of nobody: not of the nine of the sentence before. */
TEST(what_is_done_to_whoever_it_befalls_is_no_event)
{
    static const struct {
        const char *words;
        int returned;
    } rows[] = {
        {"People who are returned to that country are punished for having left.", 0},
        {"Those who are forcibly returned do not write to us, and they are not seen again.", 0},
        {"Twelve people who are returned to that country today had asked for shelter.", 1},
        {"They were returned to that country on 4 March 2024.", 1},
    };
    for (isize i = 0; i < COUNTOF(rows); i++) {
        struct str text =
            str_format(t->a,
                       "Dear Governor,\n\nNine people were arrested in the harbour on 2 March "
                       "2024. %s\n\nYours sincerely,\n\nAnna Reyes\n",
                       rows[i].words);
        struct reading r = sample_read(t, str_to_c(t->a, text));
        int n = 0;
        for (isize k = 0; k < r.events.n; k++)
            n += r.events.at[k].type == READ_EVENT_REPATRIATION;
        CHECK_INT(n, rows[i].returned);
    }
}

static const struct read_event *of_day(const struct reading *r, const char *words)
{
    for (isize i = 0; i < r->events.n; i++)
        if (str_eq(r->events.at[i].date_words, str_from_c(words)))
            return &r->events.at[i];
    return NULL;
}

static enum read_person_kind kind_of(const struct reading *r, const char *name)
{
    for (isize i = 0; i < r->persons.n; i++)
        if (str_eq(r->persons.at[i].name, str_from_c(name)))
            return r->persons.at[i].kind;
    return READ_PERSON_EXPERT;
}

/* Invented. */
static const char taken[] =
    "2023년 10월 14일\n\n"
    "나정옥 씨가 지난 9일 강변 마을에서 공안에 잡혔다. 도현수 씨는 지난달 19일 붙들렸다. 마을 사람 "
    "넷이 지난해 3월 끌려갔다. 경찰은 하늘별 씨를 체포했다. 신미라 씨는 아들이 북송됐다고 말했다. "
    "우정란 씨는 북송된 어머니를 그리워했다. 재판 날짜가 12월 9일로 잡혔다.\n";

TEST(who_was_taken_and_when_a_korean_report_counts_back_from_its_own_day)
{
    struct reading r = sample_read(t, taken);
    const struct read_event *e = of_day(&r, "지난 9일");
    CHECK(e && e->type == READ_EVENT_ARREST && e->date_relative);
    CHECK_STR(e->date, S("2023-10-09"));
    CHECK_INT(e->victims.n, 1);
    e = of_day(&r, "지난달 19일");
    CHECK(e && e->type == READ_EVENT_ARREST);
    CHECK_STR(e->date, S("2023-09-19"));
    e = of_day(&r, "지난해 3월");
    CHECK(e && e->type == READ_EVENT_ARREST);
    CHECK_STR(e->date, S("2022-03"));
    CHECK_INT(kind_of(&r, "나정옥"), READ_PERSON_VICTIM);
    CHECK_INT(kind_of(&r, "하늘별"), READ_PERSON_VICTIM);
    CHECK_INT(kind_of(&r, "신미라"), READ_PERSON_OTHER);
    CHECK_INT(kind_of(&r, "우정란"), READ_PERSON_OTHER);
    for (isize i = 0; i < r.events.n; i++)
        CHECK(r.events.at[i].type != READ_EVENT_ARREST ||
              !str_eq(r.events.at[i].date, S("2023-12-09")));
}

TEST(without_a_day_of_its_own_a_text_has_no_day_to_count_back_from)
{
    struct reading r = sample_read(t, "나정옥 씨가 지난 9일 강변 마을에서 공안에 잡혔다.\n");
    CHECK_INT(r.events.n, 1);
    CHECK_STR(r.events.at[0].date, S(""));
    CHECK_INT(r.events.at[0].victims.n, 1);
}

static const struct read_event *event_of(const struct reading *r, enum read_event_type type)
{
    for (isize i = 0; i < r->events.n; i++)
        if (r->events.at[i].type == type)
            return &r->events.at[i];
    return NULL;
}

/* Where they come from, where it happened and whereto they were taken are three places. */
TEST(a_return_has_its_end_and_an_arrest_its_place)
{
    struct reading r =
        sample_read(t, "Nine people were returned to North Korea on 3 March 2024.\n\n"
                       "Eleven people from Chad were arrested in Shenyang on 5 March 2024.\n");
    const struct read_event *back = event_of(&r, READ_EVENT_REPATRIATION),
                            *held = event_of(&r, READ_EVENT_ARREST);
    CHECK(back && held);
    CHECK_STR(back->place, S("North Korea"));
    CHECK(back->toward && !held->toward);
    CHECK_STR(held->place, S("Shenyang"));
    r = sample_read(t, "선양에서 2024년 3월 5일 새벽 북한에서 온 사람 일곱 명이 체포됐다.\n");
    held = event_of(&r, READ_EVENT_ARREST);
    CHECK(held && !held->toward);
    CHECK_STR(held->place, S("선양"));
}

/* Whether it happened is not known; why it did is another question. */
TEST(whether_it_happened_is_not_that_it_happened)
{
    struct reading r =
        sample_read(t, "2024년 3월에 여섯 명이 실제로 송환됐는지 우리는 확인하지 못했다.\n");
    CHECK(!event_of(&r, READ_EVENT_REPATRIATION) && !event_of(&r, READ_EVENT_THREAT_OF_RETURN));
    r = sample_read(t, "2024년 3월 5일 여섯 명이 왜 체포됐는지 가족은 듣지 못했다.\n");
    CHECK(event_of(&r, READ_EVENT_ARREST));
}

TEST(who_was_taken_is_known_by_what_stands_before_the_name_too)
{
    struct reading r = sample_read(
        t,
        "2023년 10월 14일\n\n선양에서 체포된 신미라 씨를 기억한다. 도현수 씨가 지난 9일 잡혔다고 "
        "한다. "
        "우정란 씨는 아직 단둥 구치소에 있다. 북송된 어머니를 둔 나정옥 씨는 말을 잇지 못했다.\n");
    CHECK_INT(kind_of(&r, "신미라"), READ_PERSON_VICTIM);
    CHECK_INT(kind_of(&r, "도현수"), READ_PERSON_VICTIM);
    CHECK_INT(kind_of(&r, "우정란"), READ_PERSON_OTHER);
    CHECK_INT(kind_of(&r, "나정옥"), READ_PERSON_OTHER);
}
