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
