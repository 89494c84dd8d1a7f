/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * package.h - the ZIP file that an office document is, and its members.
 *
 * Only what DOCX, ODT and HWPX need: members stored or deflated, not encrypted, found by name. What
 * all members together may give when inflated is bounded by a number and by the size of the file,
 * so that a small file cannot become a large one without end.
 */
#ifndef READ_FORMAT_PACKAGE_H
#define READ_FORMAT_PACKAGE_H

#include "base/str.h"

struct zip; /* of libzip */
struct zip_file;

struct package {
    struct zip *zip;
    int64_t left; /* bytes that may still come out of it */
};

enum {
    PACKAGE_MEMBERS_MAX = 20000,
    PACKAGE_INFLATED_MAX = 256 << 20,
    PACKAGE_RATIO_MAX = 200,        /* inflated bytes for each byte of the file, */
    PACKAGE_INFLATED_MIN = 8 << 20, /* but so much in any case */
};

/* 'bytes' must outlive the package. E_INVALID with a word of refusal.h, E_LIMIT. */
MUST_CHECK bool package_open(struct package *out, struct str bytes, struct err *err);
void package_drop(struct package *p);

bool package_has(const struct package *p, struct str name);
/* The n-th member's name, or an empty str. Lives as long as the package. */
struct str package_name(const struct package *p, isize n);

/* One member, read piece by piece from its start. */
struct member {
    struct package *package;
    struct zip_file *file; /* NULL if there is no such member: then it is empty */
};
MUST_CHECK bool member_open(struct member *out, struct package *p, struct str name,
                            struct err *err);
/* *got is 0 at the end. E_INVALID if it is damaged, E_LIMIT past what the package may give. */
MUST_CHECK bool member_get(struct member *m, void *p, isize n, isize *got, struct err *err);
void member_drop(struct member *m);

/* The first bytes of a member, at most max; empty if there is none. */
MUST_CHECK bool package_start(struct str *out, struct package *p, struct str name, isize max,
                              struct arena *a, struct err *err);

#endif
