/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web_test.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "web/http.h"
#include "web/respond.h"

enum { PEM_MAX = 16 << 10, STALL_MS = 700, STALL_CPU_MS = 150 };

static bool page_hello(struct request *req, struct err *err)
{
    (void)err;
    return respond_asset(req, S("text/plain"), S("hello over tls"));
}

static const struct route routes[] = {{GET, "/hello", .page = page_hello}, {0}};

/* Runs a program with its input and output in files of t->dir; its exit status, or -1. */
static int run(struct test *t, const char *const *args, const char *in, const char *out)
{
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    const char *from = in ? str_to_c(t->a, str_format(t->a, "%s/%s", t->dir, in)) : "/dev/null";
    const char *to = str_to_c(t->a, str_format(t->a, "%s/%s", t->dir, out));
    posix_spawn_file_actions_addopen(&files, 0, from, O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
    char *argv[24] = {0};
    for (int i = 0; args[i] && i < 23; i++)
        argv[i] = strdup(args[i]);
    pid_t pid;
    int status = -1;
    if (posix_spawnp(&pid, argv[0], &files, NULL, argv, environ) == 0)
        waitpid(pid, &status, 0);
    posix_spawn_file_actions_destroy(&files);
    for (int i = 0; argv[i]; i++)
        free(argv[i]);
    return status;
}

static const char *read_text(struct test *t, const char *name)
{
    FILE *f = fopen(str_to_c(t->a, str_format(t->a, "%s/%s", t->dir, name)), "r");
    char *text = NEWN(t->a, char, PEM_MAX + 1);
    CHECK(f);
    size_t n = fread(text, 1, PEM_MAX, f);
    text[n] = 0;
    fclose(f);
    return text;
}

static void write_text(struct test *t, const char *name, const char *text)
{
    FILE *f = fopen(str_to_c(t->a, str_format(t->a, "%s/%s", t->dir, name)), "w");
    CHECK(f);
    CHECK(fputs(text, f) >= 0 && fclose(f) == 0);
}

static void server_open(struct web_test *w, struct http *http, struct test *t)
{
    const char *key = str_to_c(t->a, str_format(t->a, "%s/key", t->dir));
    const char *certificate = str_to_c(t->a, str_format(t->a, "%s/cert", t->dir));
    const char *const make[] = {"openssl",
                                "req",
                                "-x509",
                                "-newkey",
                                "ec",
                                "-pkeyopt",
                                "ec_paramgen_curve:P-256",
                                "-nodes",
                                "-keyout",
                                key,
                                "-out",
                                certificate,
                                "-subj",
                                "/CN=localhost",
                                "-days",
                                "2",
                                NULL};
    if (run(t, make, NULL, "log") != 0)
        test_skip("no openssl program here");
    web_test_open(w, t, routes);
    w->web.tls = true;
    struct http_options o = {.web = &w->web,
                             .threads = 2,
                             .listen_fd = LISTEN_LOOPBACK,
                             .tls_key = read_text(t, "key"),
                             .tls_certificate = read_text(t, "cert")};
    CHECK_OK(http_open(http, &o, t->a, &err));
}

TEST(a_page_comes_over_tls)
{
    struct web_test w;
    struct http http = {0};
    server_open(&w, &http, t);
    write_text(t, "ask", "GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    const char *at = str_to_c(t->a, str_format(t->a, "127.0.0.1:%d", http_port(&http)));
    const char *const ask[] = {"openssl", "s_client", "-quiet", "-ign_eof", "-connect", at, NULL};
    run(t, ask, "ask", "answer");
    struct str answer = str_from_c(read_text(t, "answer"));
    CHECK(str_starts(answer, S("HTTP/1.1 200 ")));
    CHECK(str_ends(answer, S("hello over tls")));
    CHECK(str_find(answer, S("Strict-Transport-Security: ")) > 0);
    http_close(&http);
    web_test_close(&w);
}

static int64_t cpu_ms(void)
{
    struct timespec now;
    CHECK(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) == 0);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* In epoll mode libmicrohttpd 0.9.75 spins here and takes a whole core. */
TEST(a_client_that_stalls_in_its_handshake_costs_nothing)
{
    struct web_test w;
    struct http http = {0};
    server_open(&w, &http, t);
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons(http_port(&http)),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    CHECK(fd >= 0 && connect(fd, (struct sockaddr *)(void *)&to, sizeof to) == 0);
    CHECK(send(fd, "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11, MSG_NOSIGNAL) == 11);
    int64_t before = cpu_ms();
    struct timespec pause = {.tv_nsec = STALL_MS * 1000000L};
    nanosleep(&pause, NULL);
    CHECK(cpu_ms() - before < STALL_CPU_MS);
    close(fd);
    http_close(&http);
    web_test_close(&w);
}
