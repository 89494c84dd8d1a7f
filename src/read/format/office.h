/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * office.h - what the readers of office documents share. For this folder alone.
 *
 * office.c opens the package, says which kind it is, and has the kind's reader fill the flow.
 */
#ifndef READ_FORMAT_OFFICE_H
#define READ_FORMAT_OFFICE_H

#include "read/format/flow.h"
#include "read/format/package.h"

struct office {
    struct package package;
    struct flow flow;
    struct str title;
    struct arena *a; /* of the result */
};

/* Each reads the text of one kind into o->flow, and its title. */
MUST_CHECK bool docx_read(struct office *o, struct str main_part, struct err *err);
MUST_CHECK bool odt_read(struct office *o, struct err *err);
MUST_CHECK bool hwpx_read(struct office *o, struct err *err);

/* The relationships of a part of an OOXML package: ECMA-376-2, 9.3. */
struct relation {
    struct str id, target; /* target: the name of a member, or an address if external */
    struct str type;       /* the last word of its address: "footnotes" */
    bool external;
};
struct relations {
    struct relation *at;
    isize n, cap;
};
/* 'part' is a member, or empty for the package itself. None is not an error. */
MUST_CHECK bool relations_read(struct relations *out, struct package *p, struct str part,
                               struct arena *a, struct err *err);
const struct relation *relation_by_id(const struct relations *r, struct str id);
const struct relation *relation_by_type(const struct relations *r, const char *type);

/* The first dc:title of a member that has the metadata. */
MUST_CHECK bool title_read(struct str *out, struct package *p, struct str member, struct arena *a,
                           struct err *err);

#endif
