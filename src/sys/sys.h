/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sys.h - the only door to the operating system's clock, randomness and environment.
 *
 * Everything above gets a 'struct sys *'. The real one is sys_real(); tests make their own with a
 * fixed clock, seeded randomness and 'the n-th call fails' (sys/fake.h), so that every I/O error
 * path can be reached and the same journal gives the same bytes.
 * Files are in sys/file.h, child processes in sys/launcher.h, the sandbox in sys/sandbox.h,
 * the terminal in sys/term.h.
 */
#ifndef SYS_SYS_H
#define SYS_SYS_H

#include "base/str.h"

struct sys {
    int64_t (*now)(struct sys *s);                   /* seconds since 1970, UTC */
    void (*random)(struct sys *s, void *p, isize n); /* cryptographic, except in a fake */
    int (*fail)(struct sys *s, const char *call);    /* errno to fail this call with, or 0 */
    int64_t (*slept)(struct sys *s);                 /* sys_slept_ms */
    void *ctx;
};

struct sys *sys_real(void);

int64_t sys_now(struct sys *s);
/* Seconds that the time zone set on this machine is east of UTC now; 0 with another clock. */
int64_t sys_zone(struct sys *s);
void sys_random(struct sys *s, void *p, isize n);
/* Milliseconds of a clock that only goes forward: for durations, never stored. */
int64_t sys_monotonic_ms(struct sys *s);

/* How long this computer has been suspended since it started, in milliseconds; 0 if it never was.
 */
int64_t sys_slept_ms(struct sys *s);

/* The value of an environment variable, empty if unset. */
struct str sys_env(struct sys *s, const char *name, struct arena *a);

/*
 * A directory outside every vault where this person's Cairn keeps what must not travel with a
 * copied vault: $CAIRN_STATE, else $XDG_STATE_HOME/cairn, else ~/.local/state/cairn. Made if
 * absent, mode 0700.
 */
MUST_CHECK bool sys_state_dir(struct str *out, struct sys *s, struct arena *a, struct err *err);

/*
 * Where a person's case files stand if nobody says another place: $XDG_DATA_HOME/cairn, else
 * ~/.local/share/cairn. Not made.
 */
MUST_CHECK bool sys_data_dir(struct str *out, struct sys *s, struct arena *a, struct err *err);

/* No core dumps, no ptrace by others, umask 077: call first in every program that holds keys. */
void sys_harden_process(void);

/* The folder that this program was started from. */
MUST_CHECK bool sys_program_dir(struct str *out, struct sys *s, struct arena *a, struct err *err);

/* Turn errno into an err: E_NOTFOUND, E_FULL, E_READONLY, E_DENIED..., else E_IO. Returns false. */
bool sys_err(struct err *err, int errno_value, const char *what);

#endif
