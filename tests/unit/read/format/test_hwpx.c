/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/format/formats.h"
#include "test.h"
#include "zip_make.h"

#define P(inner) "<hp:p><hp:run>" inner "</hp:run><hp:linesegarray/></hp:p>"
#define T(words) "<hp:t>" words "</hp:t>"
#define SUB(inner) "<hp:subList>" inner "</hp:subList>"
#define CELL(inner) "<hp:tc>" SUB(inner) "<hp:cellAddr/></hp:tc>"

static struct parsed parse(struct test *t, struct str body, struct str second)
{
    struct parsed p = {0};
    CHECK_OK(office_parse(&p, hwpx_make(t->a, body, second, S("")), t->a, &err));
    CHECK_OK(tidy_parsed(&p, t->a, &err));
    return p;
}

static void check_text(struct test *t, struct str body, struct str want)
{
    CHECK_STR(parse(t, body, S("")).text, want);
}

TEST(hwpx_sections_are_read_in_the_order_of_their_list)
{
    struct parsed p = parse(
        t, S(P("<hp:secPr>no</hp:secPr>" T("뒤"))),
        S(P(T("앞<hp:tab width='1'/>글<hp:lineBreak/>줄<hp:nbSpace/>끝")) P("") P(T("漢字"))));
    CHECK_STR(p.text, S("앞\t글\n줄 끝\n\n漢字\n뒤"));
    CHECK_STR(p.title, S("제목"));
    CHECK_STR(p.media_type, S("application/hwp+zip"));
}

TEST(hwpx_tables_stand_inside_of_paragraphs)
{
    check_text(t,
               S(P(T("앞")) P("<hp:tbl><hp:caption>" SUB(P(
                   T("표 ") "<hp:ctrl><hp:autoNum num='3' "
                            "numType='TABLE'/></hp:ctrl>")) "</hp:caption><hp:tr>" CELL(P(T("가")))
                                  CELL(P(T("나")) P(T("다"))) "</hp:tr><hp:tr>" CELL(P(""))
                                      CELL(P(T("라"))) "</hp:tr></hp:tbl>") P(T("뒤"))),
               S("앞\n표 3\n가\t나\n다\n\t라\n뒤"));
}

TEST(hwpx_notes_headers_boxes_and_comments_go_to_their_places)
{
    check_text(
        t,
        S(P("<hp:ctrl><hp:header>" SUB(P(T(
            "머리말"))) "</hp:header></hp:ctrl>"
                        "<hp:ctrl><hp:footer>" SUB(P(T("꼬리말"))) "</hp:footer></hp:ctrl>" T(
                            "본"
                            "문") "<hp:ctrl><hp:footNote number='1'>" SUB(P("<hp:ctrl><hp:"
                                                                            "autoNum num='1' "
                                                                            "numType='FOOTNOTE'/"
                                                                            "></hp:ctrl>" T(
                                                                                "각주"))) "</"
                                                                                          "hp:"
                                                                                          "footNo"
                                                                                          "te></"
                                                                                          "hp:"
                                                                                          "ctrl"
                                                                                          ">" T(
                                                                                              " 이"
                                                                                              "어"
                                                                                              "짐") "<hp:rect><"
                                                                                                    "hp:"
                                                                                                    "drawText"
                                                                                                    ">" SUB(P(T(
                                                                                                        "상자"))) "</hp:drawText><hp:shapeComment>그림"
                                                                                                                  "</hp:shapeComment></hp:rect><hp:ctrl><hp:endNote>" SUB(P(T("미주"))) "</hp:endNote></hp:ctrl><hp:ctrl><hp:hiddenComment>" SUB(
                                                                                                                      P(T("숨은 말"))) "</hp:hiddenComment></hp:ctrl>")
              P(T("다음") "<hp:ctrl><hp:header>" SUB(P(T("머리말"))) "</hp:header></hp:ctrl>")),
        S("머리말\n\n본문[1] 이어짐[i]\n상자\n다음\n\n[1] 각주\n[i] 미주\n\n꼬리말\n\n"
          "[?] 숨은 말"));
}

TEST(hwpx_deletions_run_over_paragraphs)
{
    check_text(t,
               S(P(T("변경<hp:deleteBegin Id='2'/> 추적<hp:deleteEnd Id='2'/> 하나"
                     "<hp:insertBegin/>둘<hp:insertEnd/>")) P(T("셋<hp:deleteBegin/>지운 말"))
                     P(T("지운 줄")) P(T("지운 끝<hp:deleteEnd/>넷")) P(T("다섯"))),
               S("변경 하나둘\n셋넷\n다섯"));
}

TEST(hwpx_fields_give_links_and_remarks_but_not_their_own_words)
{
    struct parsed p = parse(
        t,
        S(P(T("보라 ") "<hp:ctrl><hp:fieldBegin id='7' type='HYPERLINK'><hp:parameters>"
                       "<hp:stringParam "
                       "name='Command'>http\\://example.org/a\\;b;1;0;0;</hp:stringParam>"
                       "</hp:parameters></hp:fieldBegin></hp:ctrl>" T(
                           "이 글") "<hp:ctrl><hp:fieldEnd beginIDRef='7'/></hp:ctrl>" T("을"))
              P("<hp:ctrl><hp:fieldBegin id='8' type='CLICK_HERE'><hp:parameters><hp:stringParam "
                "name='Direction'>누르시오</hp:stringParam></hp:parameters></hp:fieldBegin></"
                "hp:ctrl>" T("채움") "<hp:ctrl><hp:fieldEnd "
                                     "beginIDRef='8'/></hp:ctrl><hp:ctrl><hp:fieldBegin "
                                     "type='MEMO'>" SUB(
                                         P(T("메모"))) "</hp:fieldBegin></hp:ctrl>"
                                                       "<hp:compose "
                                                       "composeText='①'/"
                                                       "><hp:dutmal><hp:mainText>본</hp:mainText>"
                                                       "<hp:subText>덧</hp:subText></hp:dutmal>")),
        S(""));
    CHECK_STR(p.text, S("보라 이 글을\n채움①본덧\n\n[?] 메모"));
    CHECK_INT(p.links.n, 1);
    CHECK_STR(p.links.at[0].target, S("http://example.org/a;b"));
    struct parsed_span s = p.links.at[0].span;
    CHECK_STR(str_part(p.text, s.offset, s.offset + s.length), S("이 글"));
}

#define LOOK(id, type, list, level)                                                                \
    "<hh:paraPr id='" id "'><hh:heading type='" type "' idRef='" list "' level='" level            \
    "'/></hh:paraPr>"
#define ITEM(look, words) "<hp:p paraPrIDRef='" look "'><hp:run>" T(words) "</hp:run></hp:p>"

TEST(hwpx_paragraphs_have_their_numbers)
{
    static const char head[] =
        "<hh:numberings><hh:numbering id='1'><hh:paraHead level='1' start='1' "
        "numFormat='DIGIT'>제^1조"
        "</hh:paraHead><hh:paraHead level='2' start='3' numFormat='CIRCLED_HANGUL_SYLLABLE'>^2"
        "</hh:paraHead><hh:paraHead level='3' start='1' numFormat='DIGIT'>^N</hh:paraHead>"
        "</hh:numbering><hh:numbering id='2'><hh:paraHead level='1' numFormat='IDEOGRAPH' "
        "text='^1、'/>"
        "</hh:numbering></hh:numberings><hh:bullets><hh:bullet id='1' char='●'><hh:paraHead "
        "level='1'>"
        "no</hh:paraHead></hh:bullet></hh:bullets>" LOOK("0", "NONE", "0", "0")
            LOOK("1", "NUMBER", "1", "0") LOOK("2", "NUMBER", "1", "1")
                LOOK("3", "NUMBER", "1", "2") LOOK("4", "OUTLINE", "0", "0")
                    LOOK("5", "BULLET", "1", "0");
    struct parsed p = {0};
    CHECK_OK(office_parse(
        &p,
        hwpx_make(t->a,
                  S("<hp:p paraPrIDRef='4'><hp:run><hp:secPr "
                    "outlineShapeIDRef='2'/><hp:ctrl><hp:header>" SUB(P(
                        "")) "</hp:header></hp:ctrl>" T("개요") "</hp:run></hp:p>" ITEM("0", "보통")
                        ITEM("1", "하나") ITEM("2", "가") ITEM("2", "나") ITEM("3", "길") ITEM(
                            "1", "둘") ITEM("4", "둘째 개요") ITEM("5", "점") ITEM("9", "모름")),
                  S(""), str_from_c(head)),
        t->a, &err));
    CHECK_STR(p.text, S("一、 개요\n보통\n제1조 하나\n㉰ 가\n㉱ 나\n1.㉱.1. 길\n제2조 둘\n"
                        "二、 둘째 개요\n● 점\n모름"));
}
