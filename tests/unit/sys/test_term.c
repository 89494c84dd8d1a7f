/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sys/term.h"

#include <pty.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "test.h"

/* What a person at a terminal would see and get. */
struct sitting {
    int status;      /* of the program, as waitpid() says */
    char shown[400]; /* on the terminal */
};

static NORETURN void program(bool hidden)
{
    char p[8];
    isize n = 0;
    struct str line = {0};
    struct err err = {0};
    struct arena *a = arena_new(ARENA_SMALL);
    bool ok = hidden ? term_read_hidden(p, sizeof p, &n, "Secret: ", &err)
                     : term_read_line(&line, "Name: ", a, &err);
    struct str got = hidden ? (struct str){p, n} : line;
    struct termios now;
    bool shows = tcgetattr(STDIN_FILENO, &now) == 0 && (now.c_lflag & ECHO);
    if (!ok || !shows)
        _exit(shows ? (int)err.code : 99);
    _exit(100 + (str_eq(got, S("abc")) ? 1 : 0) + (str_eq(got, S("a\xc3\xa9")) ? 2 : 0));
}

static bool shows(const struct sitting *s, const char *text)
{
    return strstr(s->shown, text) != NULL;
}

/* 'typed' is entered once the prompt is there. */
static void sit(struct sitting *s, bool hidden, const char *typed)
{
    int tty = -1;
    memset(s, 0, sizeof *s);
    pid_t pid = forkpty(&tty, NULL, NULL, NULL);
    CHECK(pid >= 0);
    if (pid == 0)
        program(hidden);
    isize n = 0;
    ssize_t got = 0;
    bool asked = false;
    while (n < (isize)sizeof s->shown - 1 &&
           (got = read(tty, s->shown + n, sizeof s->shown - 1 - (size_t)n)) > 0) {
        n += got;
        if (!asked && shows(s, ": ")) {
            usleep(50000); /* typing before the echo is off is flushed */
            CHECK(write(tty, typed, strlen(typed)) == (ssize_t)strlen(typed));
            asked = true;
        }
    }
    CHECK(waitpid(pid, &s->status, 0) == pid);
    close(tty);
}

TEST(a_hidden_line_is_read_and_not_shown)
{
    struct sitting s;
    sit(&s, true, "abc\r");
    CHECK_INT(WEXITSTATUS(s.status), 101);
    CHECK(shows(&s, "Secret: ") && !shows(&s, "abc"));
}

TEST(typing_can_be_corrected)
{
    struct sitting s;
    sit(&s, true,
        "abx\x7f"
        "c\n");
    CHECK_INT(WEXITSTATUS(s.status), 101);
    sit(&s, true,
        "wrong, and too long\x15"
        "abc\n");
    CHECK_INT(WEXITSTATUS(s.status), 101);
    sit(&s, true, "a\xed\x95\x9c\x7f\xc3\xa9\n"); /* a whole character is taken back */
    CHECK_INT(WEXITSTATUS(s.status), 102);
}

TEST(what_is_typed_too_long_or_not_at_all_is_refused)
{
    struct sitting s;
    sit(&s, true, "123456789\n");
    CHECK_INT(WEXITSTATUS(s.status), E_LIMIT);
    sit(&s, true, "\x04");
    CHECK_INT(WEXITSTATUS(s.status), E_USAGE);
}

TEST(an_interrupt_ends_the_program_as_usual)
{
    struct sitting s;
    sit(&s, true, "ab\x03");
    CHECK(WIFSIGNALED(s.status));
    CHECK_INT(WTERMSIG(s.status), SIGINT);
}

TEST(a_visible_line_is_shown)
{
    struct sitting s;
    sit(&s, false, "abc\n");
    CHECK_INT(WEXITSTATUS(s.status), 101);
    CHECK(shows(&s, "Name: ") && shows(&s, "abc"));
}

TEST(without_a_terminal_there_is_nobody_to_ask)
{
    pid_t pid = fork();
    if (pid == 0) {
        setsid(); /* gives up the terminal */
        char p[8];
        isize n = 0;
        struct err err = {0};
        _exit(!term_read_hidden(p, sizeof p, &n, "Secret: ", &err) && err.code == E_USAGE ? 0 : 1);
    }
    int status = -1;
    CHECK(waitpid(pid, &status, 0) == pid);
    CHECK_INT(status, 0);
    CHECK(!term_is_tty(-1));
}
