/* SPDX-License-Identifier: GPL-3.0-or-later */
/* term.h - asking a person something on the terminal. */
#ifndef SYS_TERM_H
#define SYS_TERM_H

#include "sys/sys.h"

bool term_is_tty(int fd);

/*
 * Read a line from the controlling terminal without showing it, into p (at most max bytes).
 * E_USAGE if there is no terminal, or nothing was typed, E_LIMIT if longer; then p is zeroed.
 * Backspace and Ctrl-U work; Ctrl-C interrupts the program once the terminal shows typing again.
 */
MUST_CHECK bool term_read_hidden(char *p, isize max, isize *n, const char *prompt, struct err *err);
/* A visible line from the terminal. */
MUST_CHECK bool term_read_line(struct str *out, const char *prompt, struct arena *a,
                               struct err *err);

#endif
