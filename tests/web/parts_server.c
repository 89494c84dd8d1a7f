/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * parts_server - the web room alone, with somebody signed in, for tests of what a browser sees.
 *
 *   parts_server [PORT]
 *
 * Prints "PORT COOKIE" and serves the pages that need no case file on loopback until its standard
 * input ends. Its case file is invented; its passphrase is "correct horse".
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "web/http.h"
#include "web/pages/pages.h"
#include "web/respond.h"

/* The pages that need no case file. */
static bool page_first(struct request *req, struct err *err)
{
    (void)err;
    return respond_redirect(req, S("/more/parts"));
}

/* clang-format off */
static const struct route routes[] = {
    {GET,  "/",            page_first, .needs = RIGHT_READ},
    {GET,  "/cairn.css",   page_style, .needs = RIGHT_NONE},
    {GET,  "/cairn.svg",   page_icon, .needs = RIGHT_NONE},
    {GET,  "/sign-in",     page_sign_in, .needs = RIGHT_NONE},
    {POST, "/sign-in",     post_sign_in, .needs = RIGHT_NONE, .slow = true},
    {GET,  "/sign-in/:id", page_sign_in_link, .needs = RIGHT_NONE},
    {POST, "/lock",        post_lock, .needs = RIGHT_READ},
    {GET,  "/more/parts",  page_parts, .needs = RIGHT_READ},
    {POST, "/more/parts",  post_parts, .needs = RIGHT_READ},
    {0},
};
/* clang-format on */

static void frame(struct frame *out, struct request *req)
{
    bool korean = req->lang == LANG_KO;
    out->case_name = korean ? S("선양, 열 사람") : S("Shenyang, ten people");
    out->due = 3;
    out->demonstration = true;
}

static bool sign_in(struct session_who *who, struct request *req, const struct secret *passphrase,
                    struct err *err)
{
    (void)req;
    struct str good = S("correct horse");
    if (passphrase->n != good.n || !secret_eq(passphrase->p, good.p, good.n))
        return err_set(err, E_DENIED, "wrong passphrase");
    *who = (struct session_who){1, RIGHT_WRITE};
    return true;
}

int main(int argc, char **argv)
{
    struct arena *a = arena_new(ARENA_SMALL);
    struct err err = {0};
    int64_t port = 0;
    if (argc > 1 && !str_to_int(&port, str_from_c(argv[1]), 0, UINT16_MAX, &err)) {
        fprintf(stderr, "parts_server: %s\n", err.msg);
        return 2;
    }
    crypto_init();
    static const struct str hosts[] = {{"127.0.0.1", 9}, {"localhost", 9}};
    struct sessions sessions;
    sessions_open(&sessions, sys_real(), &session_rules_usual);
    struct web web = {.sys = sys_real(),
                      .sessions = &sessions,
                      .routes = routes,
                      .gate = {hosts, COUNTOF(hosts), 1 << 20},
                      .cookie_name = S("cairn"),
                      .lang = LANG_EN,
                      .frame = frame,
                      .sign_in = sign_in};
    struct http http = {0};
    struct http_options options = {
        .web = &web, .threads = 2, .listen_fd = LISTEN_LOOPBACK, .port = (uint16_t)port};
    if (!http_open(&http, &options, a, &err)) {
        fprintf(stderr, "parts_server: %s\n", err.msg);
        return 1;
    }
    struct session_who who = {1, RIGHT_WRITE};
    struct str cookie = session_begin(&sessions, who, NULL, a);
    printf("%d %.*s\n", http_port(&http), FS(cookie));
    fflush(stdout);
    char byte;
    while (read(STDIN_FILENO, &byte, 1) > 0)
        continue;
    http_close(&http);
    sessions_close(&sessions);
    arena_free(&a);
    return 0;
}
