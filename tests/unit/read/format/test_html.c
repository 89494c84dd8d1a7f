/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/format/formats.h"
#include "test.h"

static struct parsed parse(struct test *t, struct str html)
{
    struct parsed p = {0};
    CHECK_OK(html_parse(&p, html, t->a, &err));
    CHECK_OK(tidy_parsed(&p, t->a, &err));
    return p;
}

static void check_text(struct test *t, struct str html, struct str want)
{
    CHECK_STR(parse(t, html).text, want);
}

TEST(blocks_become_lines)
{
    check_text(t, S("<p>one <b>t</b>wo\n three</p><p>four"), S("one two three\n\nfour"));
    check_text(t, S("<div>a<div>b</div>c</div>"), S("a\nb\nc"));
    check_text(t, S("a<br>b<br><br>c"), S("a\nb\n\nc"));
    check_text(t, S("<h1>t</h1>x<hr>y"), S("t\n\nx\n\ny"));
    check_text(t, S("<pre>  keep\n\n this </pre>"), S("  keep\n\n this "));
    check_text(t, S("<p>   </p>  <p></p>"), S(""));
}

TEST(lists_and_tables_keep_their_shape)
{
    check_text(t, S("<ul><li>a<li> <li>b<ul><li>c</ul></ul>"), S("• a\n• b\n\n• c"));
    check_text(t, S("<ol start=9><li>x<li><p>y</ol>"), S("9. x\n\n10. y"));
    check_text(t, S("<table><tr><th>a<td>b<tr><td>c<td> d</table>"), S("a\tb\nc\td"));
}

TEST(what_is_not_shown_is_not_text)
{
    check_text(t,
               S("<script>var a='x'</script><style>p{}</style><!-- c -->a<select><option>o</select>"
                 "<noscript>n</noscript><template>t</template>b"),
               S("a b"));
}

TEST(characters_are_what_a_browser_shows)
{
    check_text(t, S("&lt;&amp;&eacute;&#44053;&#x1F600; &#146;s"),
               S("<&\xc3\xa9강\xf0\x9f\x98\x80 \xe2\x80\x99s"));
    check_text(t, S("\xb0\xad\xc1\xa6\xbc\xdb\xc8\xaf"), S("강제송환"));
    check_text(t, S("<p>강제송환"), S("강제송환"));
}

TEST(a_page_says_its_charset)
{
    /* two characters only, which could be of any of them */
    check_text(
        t, S("<META http-equiv=Content-Type content='text/html; charset=EUC-KR'>\xb0\xad\xc1\xa6"),
        S("강제"));
    check_text(t, S("<meta name=x content='y'><meta charset = \"gbk\">\xb0\xad\xc1\xa6"),
               S("碍力"));
    check_text(t, S("<p>charset=gbk<meta charset=euc-kr>\xb0\xad\xc1\xa6"), S("charset=gbk강제"));
    check_text(t, S("<meta charset=euc-kr><p>강제"), S("강제"));
}

TEST(stray_zero_bytes_are_left_out)
{
    struct buf b = buf_in(t->a, 1000);
    for (int i = 0; i < 50; i++)
        buf_add(&b, S("word "));
    buf_add(&b, S("e\0nd"));
    struct str text = parse(t, buf_str(&b)).text;
    CHECK(str_ends(text, S("word end")));
}

TEST(title_and_links_are_kept)
{
    struct parsed p =
        parse(t, S("<title> A\n B</title><body><p>see <a href=' http://x.org/?a=1 '>this "
                   "<i>page</i></a><ul><li><a href=/b>it</a></ul><a href=#x>n</a>"
                   "<a href='javascript:void(0)'>n</a>"));
    CHECK_STR(p.title, S("A  B"));
    CHECK_INT(p.links.n, 2);
    CHECK_STR(p.links.at[0].target, S("http://x.org/?a=1"));
    struct parsed_span s = p.links.at[0].span;
    CHECK_STR(str_part(p.text, s.offset, s.offset + s.length), S("this page"));
    s = p.links.at[1].span;
    CHECK_STR(str_part(p.text, s.offset, s.offset + s.length), S("it"));
}

TEST(deep_and_broken_pages_are_read_to_the_end)
{
    enum { DEEP = 20000 };
    struct buf b = buf_in(t->a, 1 << 20);
    for (int i = 0; i < DEEP; i++)
        buf_add(&b, i % 2 ? S("<b>") : S("<div>"));
    buf_add(&b, S("deep"));
    check_text(t, buf_str(&b), S("deep"));
    check_text(t, S("<table><td><p>a</b></i></table></html><p>after the end"),
               S("a\n\nafter the end"));
    check_text(t, S("<p>cut <a href='x"), S("cut"));
}

/* Words of the article, and of what stands around it. */
static void check_article(struct test *t, struct str html)
{
    struct parsed p = parse(t, html);
    struct buf article = buf_in(t->a, 1 << 20);
    CHECK(p.article.n > 0);
    for (isize i = 0; i < p.article.n; i++)
        buf_add(&article, str_part(p.text, p.article.at[i].offset,
                                   p.article.at[i].offset + p.article.at[i].length));
    CHECK(str_find(buf_str(&article), S("first-words")) >= 0);
    CHECK(str_find(buf_str(&article), S("last-words")) >= 0);
    CHECK(str_find(buf_str(&article), S("furniture")) < 0);
    CHECK(str_find(p.text, S("furniture")) >= 0); /* nothing is lost */
}

#define PARAGRAPH                                                                                  \
    "<p>On Tuesday, the group said, forty people were taken to the border, where, according to "   \
    "two of them, trucks had waited since the morning, and nobody was told anything.</p>"
#define KOREAN                                                                                                                  \
    "<p>단체는 화요일에 사십 명이 국경으로 옮겨졌다고 밝혔다, 그중 두 사람에 따르면 트럭이 " \
    "아침부터 "                                                                                                             \
    "기다렸고, 아무도 설명을 듣지 못했다. 가족들은 그날 저녁에야, 전화로 소식을 들었다.</p>"

TEST(the_article_is_found_in_its_page)
{
    check_article(t, S("<body><div id=menu><ul><li><a href=/1>furniture one</a><li><a "
                       "href=/2>furniture two</a></ul></div><div class=content><h1>Title</h1>"
                       "<p>first-words</p>" PARAGRAPH PARAGRAPH PARAGRAPH "<p>last-words, said one "
                       "of those who came back.</p></div><div class=sidebar><p>furniture, and much "
                       "of it, in a box that speaks, with commas, of other things.</p></div>"
                       "<footer>furniture at the foot</footer>"));
    check_article(t,
                  S("<body><form><table><tr><td><a href=/1>furniture</a> <a href=/2>furniture</a>"
                    "<td class=x><p>first-words</p>" KOREAN KOREAN KOREAN
                    "<p>last-words</p></table></form>"));
    check_article(
        t, S("<body><nav>furniture</nav><article><section><p>first-words</p>" PARAGRAPH PARAGRAPH
             "</section><section>" PARAGRAPH PARAGRAPH "<p>last-words</p></section>"
             "<div class='share'><a href=/s>furniture</a> <a href=/t>furniture</a></div>"
             "</article>"));
}

TEST(any_bytes_are_a_web_page)
{
    static const char *const pieces[] = {
        "<p>",         "</p>",     "<div class=x>", "</div>",     "<li>", "<ul>",  "</ul>",
        "<td>",        "<table>",  "</table>",      "<a href=x>", "</a>", "<pre>", "</pre>",
        "text, more ", "한국어、", "&#x301;",       "&#0;",       "<br>", "<!--",  "-->",
        "<title>",     "<script>", "</script>",     "<b",         "=\"",  "'",     "<svg>",
        "<img>",       "&#145;"};
    for (int round = 0; round < 2000; round++) {
        struct buf b = buf_in(t->a, 1 << 16);
        for (uint64_t i = test_random(t, 40); i > 0; i--)
            buf_add(&b, str_from_c(pieces[test_random(t, COUNTOF(pieces))]));
        struct parsed p = parse(t, buf_str(&b)), q = {0};
        struct buf frame = buf_in(t->a, 1 << 20);
        parse_frame_write(&frame, &p);
        CHECK_OK(parse_frame_read(&q, buf_str(&frame), t->a, &err));
    }
}
