/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "read/format/formats.h"
#include "read/format/mail.h"
#include "test.h"

static struct parsed parse(struct test *t, struct str file)
{
    struct parsed p = {0};
    CHECK_OK(mail_parse(&p, file, t->a, &err));
    CHECK_OK(tidy_parsed(&p, t->a, &err));
    return p;
}

static void check_text(struct test *t, struct str file, struct str want)
{
    CHECK_STR(parse(t, file).text, want);
}

TEST(mail_has_its_headers_on_top)
{
    struct parsed p = parse(
        t, S("Received: from a by b\r\nDate: Tue, 12 Mar 2024 09:15:00 +0900\r\n"
             "From: =?euc-kr?B?sei3ocH2?= <a@example.org>\r\nTo: \"Office, First\"\r\n"
             " <b@example.org>\r\nSubject: =?UTF-8?Q?Appeal_=EA=B0=95?=\r\n"
             " =?UTF-8?Q?=EC=A0=9C?=\r\nMIME-Version: 1.0\r\n\r\nDear Sir,\r\n\r\nstop it.\r\n"));
    CHECK_STR(p.text, S("From: 김래지 <a@example.org>\nTo: \"Office, First\" <b@example.org>\n"
                        "Date: Tue, 12 Mar 2024 09:15:00 +0900\nSubject: Appeal 강제\n\n"
                        "Dear Sir,\n\nstop it.\n"));
    CHECK_STR(p.title, S("Appeal 강제"));
    CHECK_STR(p.media_type, S("message/rfc822"));
    CHECK(str_starts(p.engine, S("gmime 3.")));
}

TEST(mail_words_of_each_kind_are_decoded)
{
    const struct {
        struct str raw;
        const char *text;
    } cases[] = {
        {S(" plain\r\n folded "), "plain folded"},
        {S("=?gb2312?B?xNHD8Q==?= x"), "难民 x"},
        {S("=?big5?Q?=C3=F8=A5=C1?="), "難民"},
        /* a character of three bytes cut between two words */
        {S("=?utf-8?B?6rCV7A==?= =?utf-8?B?oJw=?="), "강제"},
        {S("=?iso-2022-kr?B?GyQpQw4wLUEmDw==?="), "강제"},
        {S("=?utf-8*ko?Q?a?= =?utf-8?q?b_c?= d"), "ab c d"},
        {S("=?utf-8?Q?a=0AFrom:_b?="), "a From: b"},
        {S("=?utf-8?X?a?= =?broken"), "=?utf-8?X?a?= =?broken"},
        {S("\xc5\xbb\xba\xcf\xb9\xce \xb8\xed\xb4\xdc"), "탈북민 명단"},
        {S("=?unheard-of?B?xbu6z7nOIMPkseq8+8jv?="), NULL},
    };
    for (isize i = 0; i < COUNTOF(cases); i++) {
        struct str got = mail_words(cases[i].raw, t->a);
        if (cases[i].text)
            CHECK_STR(got, str_from_c(cases[i].text));
        else
            CHECK(got.n > 0);
    }
}

TEST(mail_file_names_are_decoded)
{
    static const struct {
        const char *raw;
        const char *name;
    } cases[] = {
        {"attachment; filename=plain.pdf", "plain.pdf"},
        {"attachment;\r\n filename=\"a \\\"b\\\".pdf\"; size=3", "a \"b\".pdf"},
        {"attachment; filename*=UTF-8''%EB%AA%85%EB%8B%A8.hwp; filename=\"x\"", "명단.hwp"},
        {"attachment; filename*0*=euc-kr''%B8%ED; filename*1*=%B4%DC; filename*2=.hwp", "명단.hwp"},
        {"attachment; filename*0=one; filename*1=\"two.pdf\"", "onetwo.pdf"},
        {"attachment; filename=\"=?big5?B?plez?= =?big5?B?5g==?=.doc\"", "名單.doc"},
        {"attachment; filename=\"\xb8\xed\xb4\xdc.hwp\"", "명단.hwp"},
        {"attachment; FileName = a.b ;", "a.b"},
        {"attachment; filename=\"not closed", "not closed"},
        {"attachment", ""},
    };
    for (isize i = 0; i < COUNTOF(cases); i++)
        CHECK_STR(mail_parameter(str_from_c(cases[i].raw), "filename", t->a),
                  str_from_c(cases[i].name));
}

TEST(mail_charsets_are_the_declared_or_the_real_ones)
{
    check_text(t,
               S("From: a\nContent-Type: text/plain; charset=\"ks_c_5601-1987\"\n\n"
                 "\xb0\xad\xc1\xa6\xbc\xdb\xc8\xaf"),
               S("From: a\n\n강제송환"));
    check_text(t, S("From: a\n\n\xb0\xad\xc1\xa6\xbc\xdb\xc8\xaf\xc0\xbb \xb8\xd8\xc3\xe7\xb6\xf3"),
               S("From: a\n\n강제송환을 멈춰라"));
    check_text(t,
               S("From: a\nContent-Type: text/plain; charset=gb2312\n"
                 "Content-Transfer-Encoding: quoted-printable\n\n=C7=BF=D6=C6=C7=\n=B2=B7=B5"),
               S("From: a\n\n强制遣返"));
    check_text(t,
               S("From: a\nContent-Type: text/plain; charset=us-ascii\n"
                 "Content-Transfer-Encoding: base64\n\n6rCV7KCc\n7Iah7ZmY\n"),
               S("From: a\n\n강제송환"));
}

#define HEAD "From: a\nMIME-Version: 1.0\nContent-Type: multipart/"
#define PLAIN(words) "--b\nContent-Type: text/plain\n\n" words "\n"
#define HTML(words) "--b\nContent-Type: text/html\n\n" words "\n"

TEST(mail_text_is_preferred_to_its_page)
{
    check_text(t, S(HEAD "alternative; boundary=b\n\n" PLAIN("plain") HTML("<p>page") "--b--\n"),
               S("From: a\n\nplain"));
    check_text(t, S(HEAD "alternative; boundary=b\n\n" PLAIN(" ") HTML("<p>pa<b>ge") "--b--\n"),
               S("From: a\n\npage"));
    check_text(t,
               S(HEAD "mixed; boundary=b\n\n" PLAIN("one") HTML("<p>two") PLAIN("three") "--b--\n"),
               S("From: a\n\none\n\ntwo\n\nthree"));
    struct parsed p =
        parse(t, S("From: a\nContent-Type: text/html; charset=big5\n\n<title>x</title>"
                   "<p>see <a href='http://example.org/'>\xbb\xba\xaa\xf0</a>"));
    CHECK_STR(p.text, S("From: a\n\nsee 遣返"));
    CHECK_INT(p.links.n, 1);
    struct parsed_span s = p.links.at[0].span;
    CHECK_STR(str_part(p.text, s.offset, s.offset + s.length), S("遣返"));
}

TEST(mail_attachments_are_named_and_not_opened)
{
    check_text(
        t,
        S(HEAD "mixed; boundary=b\n\n" PLAIN(
            "see there") "--b\nContent-Type: application/pdf; name=\"=?utf-8?B?66qF64uo?=.pdf\"\n"
                         "Content-Disposition: attachment\nContent-Transfer-Encoding: "
                         "base64\n\nJVBERi0x\n"
                         "--b\nContent-Type: text/plain\nContent-Disposition: attachment; "
                         "filename=n.txt\n\n"
                         "not shown\n--b\nContent-Type: message/rfc822\n\nSubject: inner\n\nnot "
                         "shown\n"
                         "--b--\n"),
        S("From: a\n\nsee there\n\nAttachment: 명단.pdf (application/pdf, 6 bytes)\n"
          "Attachment: n.txt (text/plain, 9 bytes)\nAttachment: inner (message/rfc822)"));
    /* those inside the form that was not chosen are there too */
    check_text(
        t,
        S(HEAD "alternative; boundary=b\n\n" PLAIN(
            "plain") "--b\nContent-Type: multipart/related; boundary=c\n\n--c\nContent-Type: "
                     "text/html\n\n"
                     "page\n--c\nContent-Type: image/png; name=p.png\n\nxyz\n--c--\n--b--\n"),
        S("From: a\n\nplain\n\nAttachment: p.png (image/png, 3 bytes)"));
}

TEST(mail_that_flows_is_joined)
{
    CHECK_STR(
        mail_unflow(S("one \ntwo\n\n> quo \n> ted\n>> deep\n From here\n-- \nme \n"), false, t->a),
        S("one two\n\n> quo ted\n>> deep\nFrom here\n-- \nme "));
    CHECK_STR(mail_unflow(S("강 \n제\n"), true, t->a), S("강제"));
    check_text(t, S("From: a\nContent-Type: text/plain; format=flowed\n\none \ntwo\n"),
               S("From: a\n\none two"));
}

TEST(mail_boxes_of_several_are_refused)
{
#define ONE "From x@y.z Thu Mar 12 09:15:00 2026\nFrom: a\nSubject: b\n\nFrom here it is text.\n\n"
    struct err why = {0};
    struct parsed p = {0};
    CHECK(!mail_parse(&p, S(ONE ONE), t->a, &why));
    CHECK_STR(str_from_c(why.detail), S("mailbox"));
    check_text(t, S(ONE), S("From: a\nSubject: b\n\nFrom here it is text.\n\n"));
    check_text(t, S(ONE "From now on\nnothing: more\n"),
               S("From: a\nSubject: b\n\nFrom here it is text.\n\nFrom now on\nnothing: more\n"));
}

TEST(mail_of_very_many_or_deep_parts_is_read_in_time)
{
    enum { MANY = 100000, DEEP = 20000 };
    struct buf b = buf_in(t->a, 64 << 20);
    buf_add(&b, S(HEAD "mixed; boundary=b\n\n"));
    for (int i = 0; i < MANY; i++)
        buf_add(&b, S("--b\nContent-Type: application/x; name=n\n\nx\n"));
    struct parsed p = parse(t, buf_str(&b));
    CHECK(str_starts(p.text, S("From: a\n\nAttachment: n")));
    buf_clear(&b);
    buf_add(&b, S(HEAD "mixed; boundary=b0\n\n"));
    for (int i = 0; i < DEEP; i++)
        buf_addf(&b, "--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n", i, i + 1);
    buf_addf(&b, "--b%d\n\ndeep\n", DEEP);
    p = parse(t, buf_str(&b));
    CHECK(str_starts(p.text, S("From: a\n")));
    for (int i = 0; i < 2 * MANY; i++)
        buf_add(&b, S("--x\n"));
    CHECK_FAILS(mail_parse(&p, buf_str(&b), t->a, &err), E_LIMIT);
}

TEST(mail_of_any_bytes_is_read_or_refused)
{
    static const char *const pieces[] = {"From: a\n",
                                         "Subject: =?utf-8?B?",
                                         "?=\n",
                                         "\n\n",
                                         "--b\n",
                                         "--b--\n",
                                         "--c\n",
                                         "Content-Type: multipart/mixed; boundary=b\n",
                                         "Content-Type: multipart/alternative; boundary=c\n",
                                         "Content-Type: text/html; charset=euc-kr\n",
                                         "Content-Type: text/plain; format=flowed\n",
                                         "Content-Type: message/rfc822\n",
                                         "Content-Transfer-Encoding: base64\n",
                                         "Content-Transfer-Encoding: x-uuencode\n",
                                         "Content-Transfer-Encoding: quoted-printable\n",
                                         "Content-Disposition: attachment; filename*0*=",
                                         "begin 644 x\n",
                                         "6rCV7KCc",
                                         "=B0=\n",
                                         "강제",
                                         "\xb0\xad",
                                         "text \n",
                                         "; name=\"",
                                         "\0",
                                         "Content-Type: message/partial; id=x\n"};
    for (int round = 0; round < 2000; round++) {
        struct buf b = buf_in(t->a, 1 << 16);
        for (uint64_t i = test_random(t, 30); i > 0; i--) {
            const char *piece = pieces[test_random(t, COUNTOF(pieces))];
            buf_add_bytes(&b, piece, piece[0] ? (isize)strlen(piece) : 1);
        }
        struct parsed p = {0}, q = {0};
        struct err why = {0};
        if (!mail_parse(&p, buf_str(&b), t->a, &why)) {
            CHECK(why.code == E_INVALID);
            continue;
        }
        CHECK_OK(tidy_parsed(&p, t->a, &err));
        struct buf frame = buf_in(t->a, 1 << 20);
        parse_frame_write(&frame, &p);
        CHECK_OK(parse_frame_read(&q, buf_str(&frame), t->a, &err));
    }
}
