/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sandbox.h - what a parser may still do once it has started: compute, read its input, write its
 * output, and read the fixed list of files its libraries need. Nothing else.
 *
 * Landlock for files, seccomp for system calls (others kill the process), no new privileges. Both
 * must be there: a kernel without them gives E_IO and the document is not parsed.
 */
#ifndef SYS_SANDBOX_H
#define SYS_SANDBOX_H

#include "sys/sys.h"

/* readable: NULL-ended list of directories or files that stay readable (may be empty). */
MUST_CHECK bool sandbox_enter(const char *const *readable, struct err *err);

#endif
