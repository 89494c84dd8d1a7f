/* SPDX-License-Identifier: GPL-3.0-or-later */
/* embed.h - text files that tools/embed.c put into the program at build time. */
#ifndef BASE_EMBED_H
#define BASE_EMBED_H

#include "base/str.h"

struct embedded {
    struct str name; /* file name without folders */
    struct str bytes;
};

#endif
