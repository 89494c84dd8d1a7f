/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * attack.c - a helper gone bad: does what a hostile document would like to do.
 *
 * Run by the launcher in place of cairn-parse. It enters the sandbox with one readable folder and
 * then tries what its argument names; it writes "refused" if the kernel said no.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "sys/sandbox.h"

static void say(const char *text)
{
    if (write(STDOUT_FILENO, text, strlen(text)) < 0)
        _exit(1);
}

static void report(bool refused)
{
    say(refused ? "refused" : "allowed");
}

static void open_for(const char *path, int flags)
{
    report(open(path, flags, 0600) < 0);
}

static void open_outside(void)
{
    open_for("/etc/passwd", O_RDONLY);
}

static void open_home(void)
{
    open_for("/root", O_RDONLY | O_DIRECTORY);
}

static void open_listed(void)
{
    open_for(ATTACK_READABLE "/GPL-3", O_RDONLY);
}

static void write_listed(void)
{
    open_for(ATTACK_READABLE "/GPL-3", O_WRONLY);
}

static void write_temp(void)
{
    open_for("/tmp/cairn-attack", O_WRONLY | O_CREAT);
}

static void write_raw(void) /* what open() of a library would be, without its wrapper */
{
    report(syscall(2, "/tmp/cairn-attack", O_RDWR | O_CREAT, 0600) < 0);
}

static void make_socket(void)
{
    report(socket(AF_INET, SOCK_STREAM, 0) < 0);
}

static void make_unix_socket(void)
{
    report(socket(AF_UNIX, SOCK_STREAM, 0) < 0);
}

static void run_program(void)
{
    execl("/bin/true", "true", (char *)NULL);
    say("refused");
}

static void fork_once(void)
{
    report(fork() < 0);
}

static void trace_parent(void)
{
    report(ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) < 0);
}

static void kill_parent(void)
{
    report(kill(getppid(), SIGTERM) < 0);
}

static void make_code(void)
{
    void *p =
        mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    report(p == MAP_FAILED);
}

static void make_code_later(void)
{
    void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    report(p != MAP_FAILED && mprotect(p, 4096, PROT_READ | PROT_EXEC) != 0);
}

static void raise_limits(void)
{
    const struct rlimit l = {RLIM_INFINITY, RLIM_INFINITY};
    report(setrlimit(RLIMIT_DATA, &l) != 0);
}

static void bomb_memory(void)
{
    enum { PIECE = 16 << 20, PIECES = 4096 };
    isize i = 0;
    for (; i < PIECES; i++) {
        char *p = mmap(NULL, PIECE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (p == MAP_FAILED)
            break;
        memset(p, 1, PIECE);
    }
    char text[64];
    snprintf(text, sizeof text, "%td", i * (PIECE >> 20));
    say(text);
}

static void loop_for_ever(void)
{
    for (volatile uint64_t i = 0;; i++)
        ;
}

static void crash(void)
{
    volatile char *p = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    *p = 1;
}

static void flood(void)
{
    for (;;)
        say("0123456789012345678901234567890123456789012345678901234567890123456789");
}

static const struct attack {
    const char *name;
    void (*run)(void);
} attacks[] = {
    {"open_outside", open_outside},
    {"open_home", open_home},
    {"open_listed", open_listed},
    {"write_listed", write_listed},
    {"write_temp", write_temp},
    {"write_raw", write_raw},
    {"socket", make_socket},
    {"unix_socket", make_unix_socket},
    {"exec", run_program},
    {"fork", fork_once},
    {"ptrace", trace_parent},
    {"kill", kill_parent},
    {"code", make_code},
    {"code_later", make_code_later},
    {"limits", raise_limits},
    {"memory", bomb_memory},
    {"loop", loop_for_ever},
    {"crash", crash},
    {"flood", flood},
};

/* These look at what the launcher handed over, before any sandbox. */
static bool look_around(const char *what)
{
    enum { FDS = 1024 };
    if (!strcmp(what, "env")) {
        for (char **e = environ; *e; e++) {
            say(*e);
            say("\n");
        }
        return true;
    }
    if (!strcmp(what, "fds")) {
        for (int fd = 0; fd < FDS; fd++)
            if (fcntl(fd, F_GETFD) >= 0)
                say("#");
        return true;
    }
    if (!strcmp(what, "sleep")) {
        const struct timespec t = {.tv_sec = 1000};
        nanosleep(&t, NULL);
        return true;
    }
    if (!strcmp(what, "refuse")) {
        say("some text\nthe document is \x1b[31mbad\n");
        exit(3);
    }
    if (!strcmp(what, "status"))
        exit(1);
    return false;
}

static void echo(void)
{
    char p[5000];
    ssize_t n = 0;
    while ((n = read(STDIN_FILENO, p, sizeof p)) > 0)
        if (write(STDOUT_FILENO, p, (size_t)n) != n)
            _exit(1);
}

int main(int argc, char **argv)
{
    static const char *const readable[] = {ATTACK_READABLE, "/nonexistent/folder", NULL};
    struct err err = {0};
    const char *name = argc > 1 ? argv[1] : "";
    if (look_around(name))
        return 0;
    if (!sandbox_enter(readable, &err)) {
        say(err.msg);
        return 9;
    }
    if (!strcmp(name, "echo")) {
        echo();
        return 0;
    }
    for (isize i = 0; i < COUNTOF(attacks); i++) {
        if (!strcmp(attacks[i].name, name)) {
            attacks[i].run();
            return 0;
        }
    }
    return 2;
}
