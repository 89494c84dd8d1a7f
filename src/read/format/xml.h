/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xml.h - an XML member of a package, read as a stream of the elements that a format knows.
 *
 * A format lists the elements it knows as {"w:p", DOCX_PARAGRAPH}: the prefix is ours, bound to a
 * namespace by the ending of its address, so that a document may use any prefix and any year's
 * edition. An element that is not listed is passed through: its children are read, it is not told.
 *
 * Declarations of a document's own (entities), more than XML_DEPTH_MAX elements inside one another,
 * and names that are not closed are refused as damaged. No office program writes any of them.
 */
#ifndef READ_FORMAT_XML_H
#define READ_FORMAT_XML_H

#include "read/format/package.h"

enum { XML_DEPTH_MAX = 400 };

struct xml_space {
    const char *ending; /* of the namespace's address: "/wordprocessingml/2006/main" */
    const char *prefix; /* ours */
};

struct xml_tag {
    const char *name;
    int tag; /* over 0; or one of these: */
};
enum {
    XML_SKIP = -1,   /* not read, nor what is in it */
    XML_PICK = -2,   /* of its children that are XML_CHOICE only the first is read: */
    XML_CHOICE = -3, /* the same content for newer and for older programs */
};

struct xml_format;
struct xml_attributes {
    const char *const *at; /* as expat gives them: name, value, ..., NULL */
    const struct xml_format *format;
};
/* "w:val", or "name" without a namespace. Empty if absent. Dies with the call. */
struct str xml_attribute(const struct xml_attributes *x, const char *name);

struct xml_format {
    const struct xml_space *spaces; /* n_spaces of them */
    const struct xml_tag *tags;     /* n_tags of them, sorted by name */
    isize n_spaces, n_tags;
    /* False: the element is skipped with all in it, and its end is not told. */
    bool (*start)(void *context, int tag, const struct xml_attributes *attributes);
    void (*end)(void *context, int tag);
    void (*text)(void *context, struct str text); /* in pieces */
};

/* One from its two arrays; what is not wanted is NULL. */
#define XML_FORMAT(spaces_, tags_, start_, end_, text_)                                            \
    {                                                                                              \
        .spaces = (spaces_), .n_spaces = COUNTOF(spaces_), .tags = (tags_),                        \
        .n_tags = COUNTOF(tags_), .start = (start_), .end = (end_), .text = (text_)                \
    }

/*
 * Read a member to its end. Nothing is called if there is no such member. E_INVALID if it is
 * damaged or does not say what XML says; E_LIMIT.
 */
MUST_CHECK bool xml_read(struct package *p, struct str member, const struct xml_format *f,
                         void *context, struct err *err);

/* "2.5.0" */
const char *xml_engine_version(void);

#endif
