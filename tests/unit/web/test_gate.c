/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test.h"
#include "web/gate.h"

#include <string.h>

enum { HEADERS = 70 };

static const struct str hosts[] = {{"127.0.0.1", 9}, {"[::1]", 5}, {"abc.onion", 9}};
static const struct gate_rules rules = {hosts, COUNTOF(hosts), 1000};

struct line {
    const char *what; /* "GET /x HTTP/1.1", then "Name: value" lines, each ended by \n */
    enum gate_fault want;
};

/* Text to a request, cut at NUL bytes as libmicrohttpd does; its length is the whole. */
static struct gate_request request_of(struct str text, struct gate_header *headers)
{
    struct gate_request r = {.headers = headers};
    struct str rest = text, line, tail;
    r.head_bytes = 2;
    str_line(&rest, &line);
    r.head_bytes += line.n + 2;
    str_cut(line, ' ', &r.method, &tail);
    str_cut(tail, ' ', &r.target, &r.version);
    while (r.n < HEADERS && str_line(&rest, &line)) {
        struct gate_header *h = &headers[r.n++];
        r.head_bytes += line.n + 2;
        str_cut_str(line, S(": "), &h->name, &h->value);
        struct str nothing;
        str_cut(h->value, '\0', &h->value, &nothing);
    }
    return r;
}

static enum gate_fault fault_of(struct str text, struct gate_pass *out)
{
    struct gate_header headers[HEADERS];
    struct gate_request r = request_of(text, headers);
    return gate_check(out, &r, &rules);
}

static const struct line lines[] = {
    {"GET / HTTP/1.1\nHost: 127.0.0.1:8123\n", GATE_PASS},
    {"HEAD /cases?q=%20a HTTP/1.1\nHost: 127.0.0.1\n", GATE_PASS},
    {"GET / HTTP/1.0\nHost: ABC.onion\n", GATE_PASS},
    {"GET / HTTP/1.1\nHost: [::1]:80\n", GATE_PASS},
    {"POST /a HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 1000\n", GATE_PASS},
    {"POST /a HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 0\n", GATE_PASS},
    {"GET / HTTP/1.1\nHost: 127.0.0.1\nCookie: a=\xed\x95\x9c\n", GATE_PASS},
    {"PUT / HTTP/1.1\nHost: 127.0.0.1\n", GATE_METHOD},
    {"get / HTTP/1.1\nHost: 127.0.0.1\n", GATE_METHOD},
    {"TRACE / HTTP/1.1\nHost: 127.0.0.1\n", GATE_METHOD},
    {"CONNECT a:1 HTTP/1.1\nHost: 127.0.0.1\n", GATE_METHOD},
    {"GET / HTTP/2.0\nHost: 127.0.0.1\n", GATE_VERSION},
    {"GET /\n", GATE_VERSION},
    {"GET a HTTP/1.1\nHost: 127.0.0.1\n", GATE_TARGET},
    {"GET * HTTP/1.1\nHost: 127.0.0.1\n", GATE_TARGET},
    {"GET http://127.0.0.1/ HTTP/1.1\nHost: 127.0.0.1\n", GATE_TARGET},
    {"GET //x HTTP/1.1\nHost: 127.0.0.1\n", GATE_TARGET},
    {"GET /a\\b HTTP/1.1\nHost: 127.0.0.1\n", GATE_TARGET},
    {"GET /%2e%2e/x HTTP/1.1\nHost: 127.0.0.1\n", GATE_TARGET},
    {"GET /a%00 HTTP/1.1\nHost: 127.0.0.1\n", GATE_TARGET},
    {"GET /../x HTTP/1.1\nHost: 127.0.0.1\n", GATE_TARGET},
    {"GET /a\x01 HTTP/1.1\nHost: 127.0.0.1\n", GATE_TARGET},
    {"GET /\xc3\xa9 HTTP/1.1\nHost: 127.0.0.1\n", GATE_TARGET},
    {"GET /a#b HTTP/1.1\nHost: 127.0.0.1\n", GATE_TARGET},
    {"GET / HTTP/1.1\n", GATE_HOST},
    {"GET / HTTP/1.1\nHost: \n", GATE_HOST},
    {"GET / HTTP/1.1\nHost: evil.example\n", GATE_HOST},
    {"GET / HTTP/1.1\nHost: 127.0.0.1.evil.example\n", GATE_HOST},
    {"GET / HTTP/1.1\nHost: 127.0.0.1\nHost: 127.0.0.1\n", GATE_HOST},
    {"GET / HTTP/1.1\nHost: 127.0.0.1@evil.example\n", GATE_HOST},
    {"GET / HTTP/1.1\nHost: 127.0.0.1:\n", GATE_HOST},
    {"GET / HTTP/1.1\nHost: 127.0.0.1\nX: a\x01"
     "b\n",
     GATE_HEADER},
    {"GET / HTTP/1.1\nHost: 127.0.0.1\nX: a\x7f\n", GATE_HEADER},
    {"GET / HTTP/1.1\nHost: 127.0.0.1\nX Y: a\n", GATE_HEADER},
    {"GET / HTTP/1.1\nHost: 127.0.0.1\nX : a\n", GATE_HEADER},
    {"POST /a HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 3\nTransfer-Encoding: chunked\n",
     GATE_LENGTH},
    {"POST /a HTTP/1.1\nHost: 127.0.0.1\nTransfer-Encoding: chunked\n", GATE_LENGTH},
    {"POST /a HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 3\nContent-Length: 4\n", GATE_LENGTH},
    {"POST /a HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 3\ncontent-length: 3\n", GATE_LENGTH},
    {"POST /a HTTP/1.1\nHost: 127.0.0.1\nContent-Length: +3\n", GATE_LENGTH},
    {"POST /a HTTP/1.1\nHost: 127.0.0.1\nContent-Length: -3\n", GATE_LENGTH},
    {"POST /a HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 0x3\n", GATE_LENGTH},
    {"POST /a HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 3, 3\n", GATE_LENGTH},
    {"POST /a HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 99999999999999999999\n", GATE_LENGTH},
    {"POST /a HTTP/1.1\nHost: 127.0.0.1\n", GATE_LENGTH},
    {"GET /a HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 3\n", GATE_LENGTH},
    {"POST /a HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 1001\n", GATE_SIZE},
};

TEST(the_gate_lets_browsers_in_and_nothing_else)
{
    for (isize i = 0; i < COUNTOF(lines); i++) {
        struct gate_pass pass = {.body_bytes = -7};
        enum gate_fault got = fault_of(str_from_c(lines[i].what), &pass);
        if (got != lines[i].want)
            test_fail(__FILE__, __LINE__, "fault %d, not %d: %s", (int)got, (int)lines[i].want,
                      lines[i].what);
        CHECK(got == GATE_PASS || pass.body_bytes == -7); /* untouched */
    }
}

TEST(the_gate_gives_what_the_head_says)
{
    struct gate_pass p;
    enum gate_fault fault =
        fault_of(S("POST /people/a1/change?x=1 HTTP/1.1\nHost: 127.0.0.1:1\nContent-Length: 12\n"
                   "content-type: Multipart/Form-Data; boundary=x\nOrigin: null\nSec-Fetch-Site: "
                   "same-origin\n"),
                 &p);
    CHECK_INT(fault, GATE_PASS);
    CHECK_INT(p.method, POST);
    CHECK_STR(p.path, S("/people/a1/change"));
    CHECK_STR(p.query, S("x=1"));
    CHECK_STR(p.host, S("127.0.0.1:1"));
    CHECK_INT(p.body_bytes, 12);
    CHECK_INT(p.body, BODY_MULTIPART);
    CHECK_STR(p.origin, S("null"));
    CHECK_STR(p.fetch_site, S("same-origin"));
}

TEST(a_nul_byte_is_seen_in_the_length_of_the_head)
{
    struct gate_pass p;
    static const char in_value[] = "GET / HTTP/1.1\nHost: 127.0.0.1\0.evil.example\n";
    CHECK_INT(fault_of((struct str){in_value, sizeof in_value - 1}, &p), GATE_HEADER);
    CHECK_INT(fault_of(S("GET / HTTP/1.1\nHost: 127.0.0.1\nX: \n"), &p), GATE_PASS);
}

TEST(parts_of_the_head_have_a_greatest_size)
{
    struct gate_pass p;
    struct gate_header headers[GATE_HEADERS_MAX + 1];
    for (isize i = 0; i < COUNTOF(headers); i++)
        headers[i] = (struct gate_header){S("X"), S("y")};
    headers[0] = (struct gate_header){S("Host"), S("127.0.0.1")};
    struct gate_request r = {S("GET"), S("/"), S("HTTP/1.1"), headers, GATE_HEADERS_MAX, 0};
    CHECK_INT(gate_check(&p, &r, &rules), GATE_PASS);
    r.n++;
    CHECK_INT(gate_check(&p, &r, &rules), GATE_HEADER);
    r.n = 2;
    char *big = NEWN(t->a, char, GATE_VALUE_MAX + 1);
    memset(big, 'a', GATE_VALUE_MAX + 1);
    headers[1].value = (struct str){big, GATE_VALUE_MAX + 1};
    CHECK_INT(gate_check(&p, &r, &rules), GATE_HEADER);
    headers[1].value.n--;
    CHECK_INT(gate_check(&p, &r, &rules), GATE_PASS);
    big[0] = '/';
    r.target = (struct str){big, GATE_TARGET_MAX + 1};
    CHECK_INT(gate_check(&p, &r, &rules), GATE_TARGET);
}

TEST(every_fault_has_a_status_and_a_sentence)
{
    for (enum gate_fault f = GATE_METHOD; f < GATE__COUNT; f++)
        CHECK(gate_meaning(f)->http_status >= 400 && gate_meaning(f)->say);
}
