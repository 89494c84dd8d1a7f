/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever the head of a request says, what passes the gate is what its header promises. */
#include "web/gate.h"

enum { HEADERS = GATE_HEADERS_MAX + 6 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_pass(const struct gate_pass *p, const struct gate_rules *rules)
{
    ASSERT(p->method == GET || p->method == POST);
    ASSERT(str_starts(p->path, S("/")) && !str_starts(p->path, S("//")));
    ASSERT(str_find(p->path, S("%")) < 0 && p->path.n <= GATE_TARGET_MAX);
    ASSERT(p->body_bytes >= 0 && p->body_bytes <= rules->body_max);
    ASSERT(p->method == POST || !p->body_bytes);
    ASSERT(str_find(p->host, S("127.0.0.1")) == 0);
    for (isize i = 0; i < p->cookie.n; i++)
        ASSERT((unsigned char)p->cookie.p[i] >= ' ');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct str hosts[] = {{"127.0.0.1", 9}};
    static const struct gate_rules rules = {hosts, 1, 1 << 20};
    struct gate_header headers[HEADERS];
    struct gate_request r = {.headers = headers};
    struct str rest = {(const char *)data, (isize)size}, line, tail;
    if (size && data[0] & 1)
        r.head_bytes = (isize)size;
    str_line(&rest, &line);
    str_cut(line, ' ', &r.method, &tail);
    str_cut(tail, ' ', &r.target, &r.version);
    while (r.n < HEADERS && str_line(&rest, &line)) {
        str_cut_str(line, S(": "), &headers[r.n].name, &headers[r.n].value);
        r.n++;
    }
    struct gate_pass pass = {0};
    enum gate_fault fault = gate_check(&pass, &r, &rules);
    ASSERT(fault >= GATE_PASS && fault < GATE__COUNT);
    if (fault == GATE_PASS)
        check_pass(&pass, &rules);
    else
        ASSERT(!pass.method);
    return 0;
}
