/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mounts.h - sticks and disks that a person plugged in: where a copy can go.
 *
 * Desktops mount them below /media/NAME or /run/media/NAME, administrators below /mnt.
 */
#ifndef SYS_MOUNTS_H
#define SYS_MOUNTS_H

#include "sys/sys.h"

/* Their folders, those that can be written to, sorted as the kernel lists them. */
MUST_CHECK bool mounts_removable(struct str_list *out, struct sys *s, struct arena *a,
                                 struct err *err);
/* The same from the text of /proc/self/mounts (proc(5), fstab(5): a space is written \040). Names
 * that are not UTF-8 are left out: no page could show them. */
void mounts_parse(struct str_list *out, struct str text, struct arena *a);

#endif
