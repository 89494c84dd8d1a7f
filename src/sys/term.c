/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sys/term.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 4000 };
enum { CTRL_C = 3, CTRL_D = 4, BACKSPACE = 8, CTRL_U = 21, DELETE = 127 };

bool term_is_tty(int fd)
{
    return isatty(fd) == 1;
}

static bool say(int fd, const char *text)
{
    size_t n = strlen(text);
    return write(fd, text, n) == (ssize_t)n;
}

static int tty_open(const char *prompt, struct err *err)
{
    int fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (fd >= 0 && say(fd, prompt))
        return fd;
    if (fd >= 0)
        close(fd);
    err_set(err, E_USAGE, "no terminal");
    err_detail(err, "There is no terminal to ask on.");
    return -1;
}

static ssize_t next_byte(int fd, char *c)
{
    ssize_t got = -1;
    do
        got = read(fd, c, 1);
    while (got < 0 && errno == EINTR);
    return got;
}

/* One character back; in UTF-8 it may be several bytes. */
static isize take_back(const char *p, isize n)
{
    while (n > 0 && ((unsigned char)p[n - 1] & 0xc0) == 0x80)
        n--;
    return n > 0 ? n - 1 : 0;
}

enum typed { TYPED_LINE, TYPED_TOO_LONG, TYPED_INTERRUPT, TYPED_END };

/*
 * The terminal gives single bytes and no signals meanwhile: a Ctrl-C that ended the program here
 * would leave the person with a terminal that shows nothing.
 */
static enum typed type_hidden(int fd, char *p, isize max, isize *n)
{
    isize typed = 0;
    bool over = false; /* once too long, only starting again helps */
    char c = 0;
    for (;;) {
        if (next_byte(fd, &c) != 1 || (c == CTRL_D && typed == 0))
            return TYPED_END;
        if (c == '\n' || c == '\r')
            break;
        if (c == CTRL_C)
            return TYPED_INTERRUPT;
        if (c == CTRL_U) {
            typed = 0;
            over = false;
        } else if (c == DELETE || c == BACKSPACE) {
            typed = take_back(p, typed);
        } else if (typed < max) {
            p[typed++] = c;
        } else {
            over = true;
        }
    }
    explicit_bzero(&c, sizeof c);
    *n = typed;
    return over ? TYPED_TOO_LONG : TYPED_LINE;
}

bool term_read_hidden(char *p, isize max, isize *n, const char *prompt, struct err *err)
{
    int fd = tty_open("", err);
    if (fd < 0)
        return false;
    struct termios before;
    if (tcgetattr(fd, &before) != 0) {
        close(fd);
        return err_set(err, E_USAGE, "no terminal");
    }
    struct termios hidden = before;
    hidden.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
    hidden.c_cc[VMIN] = 1;
    hidden.c_cc[VTIME] = 0;
    /* Asked only once nothing is shown any more: who types at once must not see the first letters.
     */
    bool set = tcsetattr(fd, TCSAFLUSH, &hidden) == 0 && say(fd, prompt);
    isize typed = 0;
    enum typed how = set ? type_hidden(fd, p, max, &typed) : TYPED_END;
    tcsetattr(fd, TCSAFLUSH, &before);
    say(fd, "\n");
    close(fd);
    switch (how) {
    case TYPED_LINE: *n = typed; return true;
    case TYPED_TOO_LONG: err_set(err, E_LIMIT, "more than %td bytes typed", max); break;
    case TYPED_INTERRUPT:
        raise(SIGINT); /* now that the terminal is as it was */
        err_set(err, E_USAGE, "interrupted");
        break;
    default: err_set(err, E_USAGE, "nothing typed"); break;
    }
    explicit_bzero(p, (size_t)max);
    return false;
}

bool term_read_line(struct str *out, const char *prompt, struct arena *a, struct err *err)
{
    int fd = tty_open(prompt, err);
    if (fd < 0)
        return false;
    struct buf line = buf_in(a, LINE_MAX_BYTES);
    char c = 0;
    ssize_t got = 0;
    while ((got = next_byte(fd, &c)) == 1 && c != '\n')
        buf_add_c(&line, c);
    close(fd);
    if (got != 1 && line.n == 0)
        return err_set(err, E_USAGE, "nothing typed");
    return buf_done(&line, out, err);
}
