/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything here is invented: persons, offices, papers, figures. */
#include "web/pages/pages.h"

#include "web/respond.h"
#include "web/views/views.h"

/* The Korean page shows the invented case in Korean; the others in English. */
static struct str pick(const struct request *req, struct str english, struct str korean)
{
    return req->lang == LANG_KO ? korean : english;
}

static const char *const how_choices[] = {"saw", "told", "third", NULL};
static const char *const named_choices[] = {"unasked", "no", "yes", NULL};

/* clang-format off */
static const struct field fields[] = {
    [PART_TOLD]   = {"told", TR("Who told you?"), FIELD_LINE, .max = 200, .required = true},
    [PART_HOW]    = {"how", TR("How do they know?"), FIELD_CHOICE, .required = true, .choices = how_choices},
    [PART_NAMED]  = {"named", TR("May the people be named?"), FIELD_CHOICE, .required = true, .choices = named_choices},
    [PART_PEOPLE] = {"people", TR("How many people?"), FIELD_INT, .min = 0, .max = 1000000},
    [PART_WHEN]   = {"when", TR("When?"), FIELD_LINE, .max = 80},
    [PART_WORDS]  = {"words", TR("What did they say?"), FIELD_TEXT, .max = 20000, .required = true},
    [PART_SEALED] = {"sealed", TR("Seal who told me"), FIELD_CHECK, .max = 0},
    {0},
};
/* clang-format on */

static void fill_sources(struct parts_demo *d, const struct request *req, struct arena *a)
{
    struct view_source *s = NEWN(a, struct view_source, 3);
    struct str who = pick(req, S("Kim H."), S("김 ○○"));
    s[0] = (struct view_source){
        .n = 1,
        .title = pick(req, S("Note of a call, 2 March 2026"), S("통화 기록, 2026년 3월 2일")),
        .href = S("/more/parts"),
        .passage = S("어제 새벽 선양에서 열 명이 잡혔다. 네 살 아이 한 명."),
        .lang = S("ko"),
        .sure = SURE_ONE,
        .as_known = S("2026-03-02"),
        .entered_by = who,
        .entered = S("2026-03-02")};
    s[1] = (struct view_source){
        .n = 2,
        .title = pick(req, S("Letter of a partner group"), S("협력 단체의 편지")),
        .href = S("/more/parts"),
        .at = pick(req, S("page 3, line 12"), S("3쪽 12행")),
        .passage = S("a woman of about twenty-six, known to us as K-14, with her son"),
        .lang = S("en"),
        .sure = SURE_REPORTED,
        .as_known = S("2026-02"),
        .entered_by = who,
        .entered = S("2026-03-03")};
    s[2] = (struct view_source){
        .n = 3,
        .title = pick(req, S("Chat of the local office, exported"), S("현지 사무소 대화 기록")),
        .at = pick(req, S("message 214"), S("214번째 글")),
        .passage = S("人已经转到图们，什么时候送回去不知道。"),
        .lang = S("zh-Hans"),
        .sure = SURE_THIRD_HAND,
        .as_known = S("2026-03-04~"),
        .entered_by = who,
        .entered = S("2026-03-05")};
    d->sources = (struct view_sources){s, 3};
    d->sentence = pick(req, S("Ten people are held in China. One of them is"),
                       S("열 사람이 중국에 갇혀 있다. 그 가운데 한 사람은"));
    d->person = pick(req, S("a woman whom we call K-14"), S("우리가 K-14라고 부르는 여성"));
    d->born = pick(req, S("born in spring 1999 or 2000"), S("1999년 또는 2000년 봄생"));
    d->place = pick(req, S("last known in Tumen"), S("마지막으로 알려진 곳은 투먼"));
}

static void fill_differ(struct parts_demo *d, const struct request *req)
{
    d->differ = (struct view_differ){
        .about =
            pick(req, S("How many people were taken in Shenyang"), S("선양에서 잡힌 사람의 수")),
        .sides = 3,
        .decide_at = S("/more/parts"),
        .side = {{.holder = pick(req, S("Caller, voice known"), S("전화한 사람")),
                  .before = S("어제 새벽 선양에서 "),
                  .marked = S("열 명"),
                  .after = S("이 잡혔다."),
                  .lang = S("ko"),
                  .as_known = S("2026-03-02"),
                  .source = 1},
                 {.holder = pick(req, S("Partner group"), S("협력 단체")),
                  .before = S("We know of "),
                  .marked = S("at least nine"),
                  .after = S(" persons, among them one child."),
                  .lang = S("en"),
                  .as_known = S("2026-03"),
                  .source = 2},
                 {.holder = pick(req, S("Local office"), S("현지 사무소")),
                  .before = S("一共"),
                  .marked = S("十一个人"),
                  .after = S("，有一个小孩。"),
                  .lang = S("zh-Hans"),
                  .as_known = S("2026-03-04~"),
                  .source = 3}}};
    d->decided = (struct view_differ){
        .about = pick(req, S("Postal code of the office in Jilin"), S("지린 사무소의 우편번호")),
        .sides = 2,
        .side = {{.holder = pick(req, S("Letter of 2016"), S("2016년 편지")),
                  .before = S("Jilin "),
                  .marked = S("120051"),
                  .after = S(", China"),
                  .lang = S("en"),
                  .as_known = S("2016")},
                 {.holder = pick(req, S("Reply of 2019"), S("2019년 답신")),
                  .before = S("Jilin "),
                  .marked = S("130051"),
                  .after = S(", China"),
                  .lang = S("en"),
                  .as_known = S("2019-06")}},
        .decision =
            pick(req, S("130051. The first was a slip of the pen; the reply came from there."),
                 S("130051. 앞의 것은 잘못 쓴 것이고, 답신이 이 주소에서 왔다.")),
        .decided_by = pick(req, S("Park S."), S("박 ○○")),
        .decided = S("2026-03-06")};
}

static void fill_time(struct parts_demo *d, const struct request *req, struct arena *a)
{
    struct view_status *s = NEWN(a, struct view_status, 5);
    s[0] = (struct view_status){STATUS_FREE, S("2023-21"),
                                pick(req, S("left home"), S("집을 떠남")), 2};
    s[1] = (struct view_status){STATUS_SOUGHT, S("2024-10"),
                                pick(req, S("in Yanji"), S("옌지에서")), 2};
    s[2] = (struct view_status){STATUS_DETAINED, S("2025-03-01"),
                                pick(req, S("in Shenyang"), S("선양에서")), 1};
    s[3] = (struct view_status){STATUS_RETURNED, S("2025-09/2025-11"),
                                pick(req, S("over the bridge at Tumen"), S("투먼 다리를 건너")), 3};
    s[4] = (struct view_status){STATUS_UNKNOWN, S("2026-01"), S(""), 0};
    d->status = (struct view_status_line){S("K-14"), s, 5, S("2026-03-05")};

    struct view_event *e = NEWN(a, struct view_event, 6);
    e[0] = (struct view_event){.when = S("2023-21"),
                               .what = pick(req, S("She crosses the river."), S("강을 건넌다.")),
                               .source = 2};
    e[1] = (struct view_event){.when = S("2024-10"),
                               .what = pick(req, S("Her sister is told that she is looked for."),
                                            S("그를 찾고 있다는 말을 언니가 듣는다.")),
                               .source = 2};
    e[2] = (struct view_event){.when = S("2025-03-01"),
                               .what = pick(req, S("Ten people are taken in a flat in Shenyang."),
                                            S("선양의 한 집에서 열 명이 잡힌다.")),
                               .source = 1,
                               .href = S("/more/parts")};
    e[3] = (struct view_event){
        .when = S("2025-03-02"),
        .what = pick(req, S("First letter to the foreign ministry."), S("외교부에 보낸 첫 편지.")),
        .href = S("/more/parts")};
    e[4] = (struct view_event){.when = S("2025-03-21"),
                               .what = pick(req, S("No reply within the time asked for."),
                                            S("요청한 기한 안에 답이 없다."))};
    e[5] = (struct view_event){.when = S("2025-09/2025-11"),
                               .what = pick(req, S("She is sent back."), S("돌려보내진다.")),
                               .source = 3};
    d->timeline = (struct view_timeline){
        pick(req, S("K-14, from spring 2023"), S("K-14, 2023년 봄부터")), e, 6};
}

static void fill_ranges(struct parts_demo *d, const struct request *req, struct arena *a)
{
    struct view_range *r = NEWN(a, struct view_range, 4);
    r[0] = (struct view_range){pick(req, S("Aid group"), S("구호 단체")),
                               S("1999-21"),
                               100000,
                               300000,
                               pick(req, S("100,000 to 300,000"), S("10만~30만")),
                               2};
    r[1] = (struct view_range){pick(req, S("Ministry"), S("정부")),
                               S("1999-10"),
                               -1,
                               10000,
                               pick(req, S("not more than 10,000"), S("1만 이하")),
                               0};
    r[2] = (struct view_range){
        pick(req, S("University study"), S("대학 연구")), S("2000"), 60000, 60000,
        pick(req, S("about 60,000"), S("약 6만")),        3};
    r[3] = (struct view_range){pick(req, S("Church network"), S("교회 모임")),
                               S("2000-06/2000-08"),
                               150000,
                               -1,
                               pick(req, S("at least 150,000"), S("적어도 15만")),
                               1};
    d->ranges = (struct view_ranges){
        pick(req, S("People across the border, as different groups counted them"),
             S("여러 곳이 센, 국경을 넘은 사람의 수")),
        r, 4};
}

static void fill_passage(struct parts_demo *d, const struct request *req, struct arena *a)
{
    struct view_line *l = NEWN(a, struct view_line, 4);
    l[0] = (struct view_line){
        10, S("Since the winter the patrols come by night. The families in the"), S(""), S("")};
    l[1] = (struct view_line){11, S("second building have gone. We still see "),
                              S("a woman of about"), S("")};
    l[2] = (struct view_line){12, S(""), S("twenty-six, known to us as K-14, with her son"),
                              S(", who is four. She asks")};
    l[3] = (struct view_line){13, S("that nobody writes down where she sleeps."), S(""), S("")};
    d->passage =
        (struct view_passage){pick(req, S("Letter of a partner group"), S("협력 단체의 편지")),
                              pick(req, S("page 3"), S("3쪽")), S("en"), l, 4};
}

static bool show(struct request *req, const struct form *form, struct err *err)
{
    struct parts_demo *d = NEW(req->a, struct parts_demo);
    fill_sources(d, req, req->a);
    fill_differ(d, req);
    fill_time(d, req, req->a);
    fill_ranges(d, req, req->a);
    fill_passage(d, req, req->a);
    d->form = *form;
    d->kept[0] = (struct view_kept){pick(req, S("name"), S("이름")),
                                    pick(req, S("no consent"), S("동의 없음")), S("/more/parts")};
    d->kept[1] = (struct view_kept){pick(req, S("2 places"), S("장소 두 곳")),
                                    pick(req, S("safe house"), S("안전가옥")), S("/more/parts")};
    d->danger = (struct view_danger){
        .title = pick(req, S("Remove for good: note of 2 March"), S("완전 삭제: 3월 2일 기록")),
        .action = S("/more/parts"),
        .word = pick(req, S("remove"), S("삭제")),
        .leave = S("/more/parts")};
    str_list_add(&d->danger.gone,
                 pick(req, S("1 note and its sound file"), S("기록 1건과 녹음 파일")), req->a);
    str_list_add(&d->danger.gone,
                 pick(req, S("7 things it says, in 2 letters still being written"),
                      S("거기서 나온 내용 7가지, 쓰고 있는 편지 2통에 든 것까지")),
                 req->a);
    struct page page = {.title = TR("The parts every page is made of"),
                        .place = PLACE_MORE,
                        .status = form->wrong ? 422 : 0};
    struct html *h = page_begin(req, &page);
    view_parts_demo(h, d);
    return page_end(req, h, err);
}

bool page_parts(struct request *req, struct err *err)
{
    struct form form = form_new(fields, req->a);
    return show(req, &form, err);
}

bool post_parts(struct request *req, struct err *err)
{
    struct form form = form_read(fields, &req->form, req->a);
    return form.wrong ? show(req, &form, err) : respond_redirect(req, S("/more/parts"));
}
