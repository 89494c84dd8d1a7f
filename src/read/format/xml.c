/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/format/xml.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

#include "read/format/refusal.h"

/*
 * A token that goes over several pieces is looked at again from its start with each piece (expat
 * 2.5). Word writes attributes of some megabytes; larger pieces keep that cheap.
 */
enum { SEPARATOR = '\n' }; /* between namespace and name: in no address */
enum { PIECE_MIN = 1 << 14, PIECE_MAX = 1 << 20, TOKEN_MAX = 16 << 20, NAME_LENGTH = 64 };

struct open_element {
    int tag;     /* 0: not known */
    bool picked; /* of an XML_PICK: it had its choice */
};

struct xml {
    const struct xml_format *format;
    void *context;
    XML_Parser parser;
    struct open_element open[XML_DEPTH_MAX + 1]; /* [0] is around the document */
    int depth;
    int skipped; /* the depth of the element that is skipped with all in it; 0: none */
    bool refused;
};

const char *xml_engine_version(void)
{
    return XML_ExpatVersion() + sizeof "expat_" - 1;
}

static const char *prefix_of(const struct xml_space *spaces, isize n, struct str address)
{
    for (isize i = 0; i < n; i++)
        if (str_ends(address, str_from_c(spaces[i].ending)))
            return spaces[i].prefix;
    return NULL;
}

/* "w:p" of what expat gives, in 'out'; false if it is of no namespace that is known. */
static bool own_name(char out[NAME_LENGTH], const struct xml_format *f, const char *expat)
{
    struct str address, local;
    if (!str_cut(str_from_c(expat), SEPARATOR, &address, &local))
        return false;
    const char *prefix = prefix_of(f->spaces, f->n_spaces, address);
    if (!prefix)
        return false;
    struct str p = str_from_c(prefix);
    if (p.n + 1 + local.n >= NAME_LENGTH)
        return false;
    memcpy(out, p.p, (size_t)p.n);
    out[p.n] = ':';
    memcpy(out + p.n + 1, local.p, (size_t)local.n);
    out[p.n + 1 + local.n] = 0;
    return true;
}

static int compare_tags(const void *key, const void *entry)
{
    const struct xml_tag *t = entry;
    return strcmp(key, t->name);
}

static int tag_of(const struct xml_format *f, const char *expat)
{
    char name[NAME_LENGTH];
    if (!own_name(name, f, expat))
        return 0;
    const struct xml_tag *t =
        bsearch(name, f->tags, (size_t)f->n_tags, sizeof *f->tags, compare_tags);
    return t ? t->tag : 0;
}

struct str xml_attribute(const struct xml_attributes *x, const char *name)
{
    struct str prefix, want, whole = str_from_c(name);
    bool spaced = str_cut(whole, ':', &prefix, &want);
    for (const char *const *at = x->at; *at; at += 2) {
        struct str address, local;
        if (!str_cut(str_from_c(*at), SEPARATOR, &address, &local)) {
            if (!spaced && str_eq(address, whole))
                return str_from_c(at[1]);
            continue;
        }
        const char *p = spaced && str_eq(local, want)
                            ? prefix_of(x->format->spaces, x->format->n_spaces, address)
                            : NULL;
        if (p && str_eq(str_from_c(p), prefix))
            return str_from_c(at[1]);
    }
    return (struct str){0};
}

static void refuse_all(struct xml *x)
{
    x->refused = true;
    XML_StopParser(x->parser, XML_FALSE);
}

/* Is the element at x->depth to be read? */
static bool may_enter(struct xml *x, int tag, const char *const *attributes)
{
    const struct xml_attributes a = {attributes, x->format};
    struct open_element *around = &x->open[x->depth - 1];
    if (tag == XML_CHOICE && around->tag == XML_PICK) {
        bool first = !around->picked;
        around->picked = true;
        return first;
    }
    if (tag < 0)
        return tag != XML_SKIP;
    return tag == 0 || x->format->start(x->context, tag, &a);
}

static void on_start(void *data, const char *name, const char **attributes)
{
    struct xml *x = data;
    if (x->refused)
        return;
    if (x->depth == XML_DEPTH_MAX) {
        refuse_all(x);
        return;
    }
    x->depth++;
    if (x->skipped)
        return;
    int tag = tag_of(x->format, name);
    x->open[x->depth] = (struct open_element){.tag = tag};
    if (!may_enter(x, tag, (const char *const *)attributes))
        x->skipped = x->depth;
}

static void on_end(void *data, const char *name)
{
    struct xml *x = data;
    (void)name;
    if (x->refused)
        return;
    if (!x->skipped && x->open[x->depth].tag > 0)
        x->format->end(x->context, x->open[x->depth].tag);
    if (x->skipped == x->depth)
        x->skipped = 0;
    x->depth--;
}

static void on_text(void *data, const char *p, int n)
{
    struct xml *x = data;
    if (!x->refused && !x->skipped && x->format->text)
        x->format->text(x->context, (struct str){p, n});
}

/* Where a document declares entities, which is how a kilobyte becomes a gigabyte. */
static void on_doctype(void *data, const char *name, const char *system, const char *public,
                       int has_declarations)
{
    (void)name, (void)system, (void)public;
    if (has_declarations)
        refuse_all(data);
}

static bool parse_failed(const struct xml *x, struct err *err)
{
    if (!x->refused && XML_GetErrorCode(x->parser) == XML_ERROR_NO_MEMORY)
        return err_set(err, E_LIMIT, "xml: no memory");
    return refused(err, REFUSAL_DAMAGED);
}

static bool read_all(struct xml *x, struct member *m, struct err *err)
{
    int64_t given = 0;
    isize got = 0;
    do {
        int most = given < PIECE_MIN ? PIECE_MIN : given < PIECE_MAX ? (int)given : PIECE_MAX;
        void *piece = XML_GetBuffer(x->parser, most);
        if (!piece)
            return parse_failed(x, err);
        if (!member_get(m, piece, most, &got, err))
            return false;
        given += got;
        if (XML_ParseBuffer(x->parser, (int)got, got == 0) != XML_STATUS_OK)
            return parse_failed(x, err);
        if (given - XML_GetCurrentByteIndex(x->parser) > TOKEN_MAX)
            return refused(err, REFUSAL_DAMAGED);
    } while (got > 0);
    return true;
}

bool xml_read(struct package *p, struct str member, const struct xml_format *f, void *context,
              struct err *err)
{
    AUTO(member_drop) struct member m = {0};
    if (!member_open(&m, p, member, err))
        return false;
    if (!m.file)
        return true;
    struct xml x = {.format = f, .context = context};
    x.parser = XML_ParserCreateNS(NULL, SEPARATOR);
    if (!x.parser)
        return err_set(err, E_LIMIT, "xml: no memory");
    XML_SetUserData(x.parser, &x);
    XML_SetElementHandler(x.parser, on_start, on_end);
    XML_SetCharacterDataHandler(x.parser, on_text);
    XML_SetStartDoctypeDeclHandler(x.parser, on_doctype);
    bool ok = read_all(&x, &m, err);
    XML_ParserFree(x.parser);
    return ok;
}
