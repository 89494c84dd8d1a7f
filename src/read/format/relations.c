/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/list.h"
#include "read/format/office.h"
#include "read/format/xml.h"

enum { RELATIONS_MAX = 20000, PATH_MAX_BYTES = 1000 };
enum { RELATIONSHIP = 1, TITLE };

static const struct xml_space spaces[] = {
    {"/package/2006/relationships", "rel"}, /* also Strict's, which has another host */
};
static const struct xml_tag tags[] = {{"rel:Relationship", RELATIONSHIP}};

struct reading {
    struct relations relations;
    struct str folder;
    struct arena *a;
};

static struct str last_word(struct str address)
{
    isize at = address.n;
    while (at > 0 && address.p[at - 1] != '/')
        at--;
    return str_part(address, at, address.n);
}

/* "word/" and "../media/x.png" make "media/x.png"; "/word/a.xml" is a member by itself. */
static struct str member_name(struct str folder, struct str target, struct arena *a)
{
    struct buf b = buf_in(a, PATH_MAX_BYTES);
    if (str_starts(target, S("/")))
        target = str_part(target, 1, target.n);
    else
        buf_add(&b, folder);
    while (str_starts(target, S("../"))) {
        target = str_part(target, 3, target.n);
        while (b.n > 0 && (--b.n == 0 || b.p[b.n - 1] != '/'))
            ;
    }
    if (str_starts(target, S("./")))
        target = str_part(target, 2, target.n);
    buf_add(&b, target);
    return buf_str(&b);
}

static bool on_relation(void *context, int tag, const struct xml_attributes *x)
{
    struct reading *r = context;
    (void)tag;
    if (r->relations.n == RELATIONS_MAX)
        return false;
    bool external = str_eq_ascii_nocase(xml_attribute(x, "TargetMode"), S("External"));
    struct str target = xml_attribute(x, "Target");
    *LIST_ADD(&r->relations, r->a) = (struct relation){
        .id = str_copy(r->a, xml_attribute(x, "Id")),
        .target = external ? str_copy(r->a, target) : member_name(r->folder, target, r->a),
        .type = str_copy(r->a, last_word(xml_attribute(x, "Type"))),
        .external = external};
    return false;
}

bool relations_read(struct relations *out, struct package *p, struct str part, struct arena *a,
                    struct err *err)
{
    static const struct xml_format format = XML_FORMAT(spaces, tags, on_relation, NULL, NULL);
    struct str name = last_word(part);
    struct reading r = {.folder = str_part(part, 0, part.n - name.n), .a = a};
    struct str member = str_format(a, "%.*s_rels/%.*s.rels", FS(r.folder), FS(name));
    if (!xml_read(p, member, &format, &r, err))
        return false;
    *out = r.relations;
    return true;
}

const struct relation *relation_by_id(const struct relations *r, struct str id)
{
    for (isize i = 0; i < r->n; i++)
        if (str_eq(r->at[i].id, id))
            return &r->at[i];
    return NULL;
}

const struct relation *relation_by_type(const struct relations *r, const char *type)
{
    for (isize i = 0; i < r->n; i++)
        if (str_eq(r->at[i].type, str_from_c(type)) && !r->at[i].external)
            return &r->at[i];
    return NULL;
}

/* ---- metadata */

struct titles {
    struct buf text;
    bool open, done;
};

static bool title_start(void *context, int tag, const struct xml_attributes *x)
{
    struct titles *t = context;
    (void)tag, (void)x;
    t->open = !t->done;
    return true;
}

static void title_end(void *context, int tag)
{
    struct titles *t = context;
    (void)tag;
    t->done |= t->open;
    t->open = false;
}

static void title_text(void *context, struct str s)
{
    struct titles *t = context;
    if (t->open)
        buf_add(&t->text, s);
}

bool title_read(struct str *out, struct package *p, struct str member, struct arena *a,
                struct err *err)
{
    static const struct xml_space title_spaces[] = {
        {"purl.org/dc/elements/1.1/", "dc"},
        {"www.idpf.org/2007/opf/", "opf"},
    };
    static const struct xml_tag title_tags[] = {{"dc:title", TITLE}, {"opf:title", TITLE}};
    static const struct xml_format format =
        XML_FORMAT(title_spaces, title_tags, title_start, title_end, title_text);
    struct titles t = {.text = buf_in(a, (isize)4 * PARSE_TITLE_MAX)};
    if (!xml_read(p, member, &format, &t, err))
        return false;
    *out = str_trim(buf_str(&t.text));
    return true;
}
