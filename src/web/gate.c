/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/gate.h"

#include "lang/msg.h"

/* clang-format off */
static const struct gate_meaning meanings[GATE__COUNT] = {
    [GATE_PASS]    = {200, TR("Done.")},
    [GATE_METHOD]  = {405, TR("This address can only be opened or sent a form.")},
    [GATE_TARGET]  = {400, TR("This address is not written correctly.")},
    [GATE_VERSION] = {505, TR("This browser speaks a version of HTTP that is not understood here.")},
    [GATE_HEADER]  = {400, TR("The browser sent something that is not understood here.")},
    [GATE_HOST]    = {421, TR("Cairn is not known under this name. Open it with the link it gave you.")},
    [GATE_LENGTH]  = {400, TR("The length of what was sent is not clear. Please send it again.")},
    [GATE_SIZE]    = {413, TR("This is larger than what is accepted.")},
};
/* clang-format on */

const struct gate_meaning *gate_meaning(enum gate_fault fault)
{
    ASSERT(fault >= GATE_PASS && fault < GATE__COUNT);
    return &meanings[fault];
}

static bool is_token(struct str s) /* RFC 9110, 5.6.2 */
{
    static const char marks[] = "!#$%&'*+-.^_`|~";
    for (isize i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool alnum = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!alnum &&
            (!c || str_find((struct str){marks, sizeof marks - 1}, (struct str){&c, 1}) < 0))
            return false;
    }
    return s.n > 0;
}

/* Bytes above 0x7f pass: another program's cookie on the same host may hold them. */
static bool is_value(struct str s)
{
    for (isize i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
            return false;
    return s.n <= GATE_VALUE_MAX;
}

/* A path of our own. Nothing in our paths needs a percent sign; queries may have them. */
static bool is_target(struct str target)
{
    struct str path, query;
    str_cut(target, '?', &path, &query);
    if (!str_starts(target, S("/")) || str_starts(target, S("//")) || target.n > GATE_TARGET_MAX)
        return false;
    for (isize i = 0; i < target.n; i++) {
        unsigned char c = (unsigned char)target.p[i];
        if (c <= ' ' || c >= 0x7f || c == '#' || c == '\\')
            return false;
    }
    return str_find(path, S("%")) < 0 && str_find(path, S("/../")) < 0 &&
           str_find(path, S("/./")) < 0;
}

/* The name without a port: which port it is cannot deceive anybody, as it is ours that was reached.
 */
static struct str host_name(struct str host)
{
    isize i = host.n;
    while (i > 0 && host.p[i - 1] >= '0' && host.p[i - 1] <= '9')
        i--;
    return i > 0 && i < host.n && host.p[i - 1] == ':' ? str_part(host, 0, i - 1) : host;
}

static bool host_is_ours(struct str host, const struct gate_rules *rules)
{
    for (isize i = 0; i < rules->hosts_n; i++)
        if (str_eq_ascii_nocase(host_name(host), rules->hosts[i]))
            return true;
    return false;
}

/* What the parts come to when written as every browser writes them. */
static bool head_is_whole(const struct gate_request *r)
{
    if (!r->head_bytes)
        return true;
    isize want = r->method.n + 1 + r->target.n + 1 + r->version.n + 2 + 2, empty = 0;
    for (isize i = 0; i < r->n; i++) {
        want += r->headers[i].name.n + 2 + r->headers[i].value.n + 2;
        empty += r->headers[i].value.n == 0; /* written "Name:" or "Name: " */
    }
    return r->head_bytes <= want && r->head_bytes >= want - empty;
}

struct lengths {
    int content_length, transfer_encoding, host;
    struct str length;
};

static void header_note(struct gate_pass *out, struct lengths *seen, const struct gate_header *h)
{
    if (str_eq_ascii_nocase(h->name, S("Host"))) {
        seen->host++;
        out->host = h->value;
    } else if (str_eq_ascii_nocase(h->name, S("Content-Length"))) {
        seen->content_length++;
        seen->length = h->value;
    } else if (str_eq_ascii_nocase(h->name, S("Transfer-Encoding"))) {
        seen->transfer_encoding++;
    } else if (str_eq_ascii_nocase(h->name, S("Content-Type"))) {
        struct str type, rest;
        str_cut(h->value, ';', &type, &rest);
        type = str_trim(type);
        if (str_eq_ascii_nocase(type, S("application/x-www-form-urlencoded")))
            out->body = BODY_FORM;
        else if (str_eq_ascii_nocase(type, S("multipart/form-data")))
            out->body = BODY_MULTIPART;
        else
            out->body = BODY_OTHER;
    } else if (str_eq_ascii_nocase(h->name, S("Cookie"))) {
        out->cookie = h->value;
    } else if (str_eq_ascii_nocase(h->name, S("Origin"))) {
        out->origin = h->value;
    } else if (str_eq_ascii_nocase(h->name, S("Sec-Fetch-Site"))) {
        out->fetch_site = h->value;
    } else if (str_eq_ascii_nocase(h->name, S("Sec-Fetch-Mode"))) {
        out->fetch_mode = h->value;
    } else if (str_eq_ascii_nocase(h->name, S("Accept-Language"))) {
        out->accept_language = h->value;
    }
}

/* No browser sends a body without its length, so chunked bodies are not taken at all. */
static enum gate_fault length_check(struct gate_pass *p, const struct lengths *seen,
                                    const struct gate_rules *rules)
{
    if (seen->transfer_encoding || seen->content_length > 1)
        return GATE_LENGTH;
    if (seen->content_length) {
        struct err err = {0};
        if (str_starts(seen->length, S("-")) || seen->length.n > 15 ||
            !str_to_int(&p->body_bytes, seen->length, 0, INT64_MAX, &err))
            return GATE_LENGTH;
    }
    if (p->method == GET && p->body_bytes > 0)
        return GATE_LENGTH;
    if (p->method == POST && !seen->content_length)
        return GATE_LENGTH;
    return p->body_bytes > rules->body_max ? GATE_SIZE : GATE_PASS;
}

enum gate_fault gate_check(struct gate_pass *out, const struct gate_request *r,
                           const struct gate_rules *rules)
{
    struct gate_pass p = {0};
    struct lengths seen = {0};
    if (str_eq(r->method, S("POST")))
        p.method = POST;
    else if (str_eq(r->method, S("GET")) || str_eq(r->method, S("HEAD")))
        p.method = GET;
    else
        return GATE_METHOD;
    p.head_only = str_eq(r->method, S("HEAD"));
    if (!str_eq(r->version, S("HTTP/1.1")) && !str_eq(r->version, S("HTTP/1.0")))
        return GATE_VERSION;
    if (!is_target(r->target))
        return GATE_TARGET;
    if (r->n > GATE_HEADERS_MAX || !head_is_whole(r))
        return GATE_HEADER;
    for (isize i = 0; i < r->n; i++) {
        if (!is_token(r->headers[i].name) || !is_value(r->headers[i].value))
            return GATE_HEADER;
        header_note(&p, &seen, &r->headers[i]);
    }
    if (seen.host != 1 || !host_is_ours(p.host, rules))
        return GATE_HOST;
    enum gate_fault fault = length_check(&p, &seen, rules);
    if (fault)
        return fault;
    str_cut(r->target, '?', &p.path, &p.query);
    *out = p;
    return GATE_PASS;
}
