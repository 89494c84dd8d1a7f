/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/format/office.h"

#include <zip.h>

#include "read/format/formats.h"
#include "read/format/refusal.h"
#include "read/format/xml.h"

#define OOXML "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#define ODT "application/vnd.oasis.opendocument.text"
#define HWPX "application/hwp+zip"

enum { LOCKED = 1 };

static bool on_locked(void *context, int tag, const struct xml_attributes *x)
{
    bool *locked = context;
    (void)tag, (void)x;
    *locked = true;
    return false;
}

/* ODT and HWPX lock each member by itself and say so in a list: ODF 1.2 part 3, 4.8. */
static bool check_unlocked(struct package *p, struct err *err)
{
    static const struct xml_space spaces[] = {{":manifest:1.0", "manifest"}};
    static const struct xml_tag tags[] = {{"manifest:encryption-data", LOCKED}};
    static const struct xml_format format = XML_FORMAT(spaces, tags, on_locked, NULL, NULL);
    bool locked = false;
    if (!xml_read(p, S("META-INF/manifest.xml"), &format, &locked, err))
        return false;
    return !locked || refused(err, REFUSAL_ENCRYPTED);
}

/* By its mark, a member that says what the package is: ODF 1.2 part 3, 3.3; HWPX has it too. */
static bool read_marked(struct office *o, struct parsed *p, struct str mark, struct err *err)
{
    static const char odf[] = "application/vnd.oasis.opendocument.";
    if (!check_unlocked(&o->package, err))
        return false;
    if (str_eq(mark, S(HWPX))) {
        p->media_type = S(HWPX);
        return hwpx_read(o, err);
    }
    if (str_starts(mark, S(ODT))) { /* also a template of one */
        p->media_type = S(ODT);
        return odt_read(o, err);
    }
    if (!str_starts(mark, str_from_c(odf)))
        return refused(err, REFUSAL_ARCHIVE);
    bool sheet = str_find(mark, S(".spreadsheet")) >= 0;
    return refused(err, sheet ? REFUSAL_SHEET : REFUSAL_SLIDES);
}

/* By the part that its relationships call the document: ECMA-376-2, 9.3. */
static bool read_ooxml(struct office *o, struct parsed *p, struct err *err)
{
    struct relations all = {0};
    if (!relations_read(&all, &o->package, S(""), o->a, err))
        return false;
    const struct relation *main_part = relation_by_type(&all, "officeDocument");
    const struct relation *core = relation_by_type(&all, "core-properties");
    if (!main_part)
        return refused(err, REFUSAL_ARCHIVE);
    if (str_starts(main_part->target, S("xl/")))
        return refused(err, REFUSAL_SHEET);
    if (str_starts(main_part->target, S("ppt/")))
        return refused(err, REFUSAL_SLIDES);
    p->media_type = S(OOXML);
    return (!core || title_read(&o->title, &o->package, core->target, o->a, err)) &&
           docx_read(o, main_part->target, err);
}

static bool read_any(struct office *o, struct parsed *p, struct err *err)
{
    enum { MARK_MAX = 100 };
    struct str mark;
    if (!package_start(&mark, &o->package, S("mimetype"), MARK_MAX, o->a, err))
        return false;
    mark = str_trim(mark);
    if (mark.n > 0)
        return read_marked(o, p, mark, err);
    if (package_has(&o->package, S("Contents/section0.xml")))
        return read_marked(o, p, S(HWPX), err);
    return read_ooxml(o, p, err);
}

bool office_parse(struct parsed *out, struct str bytes, struct arena *a, struct err *err)
{
    struct office o = {.a = a};
    struct parsed p = {0};
    if (!package_open(&o.package, bytes, err))
        return false;
    flow_init(&o.flow, a);
    bool ok = read_any(&o, &p, err) && flow_done(&p, &o.flow, err);
    package_drop(&o.package);
    if (!ok)
        return false;
    p.title = o.title;
    p.engine = engine_name("expat", xml_engine_version(), a);
    p.engine = str_format(a, "libzip %s, %.*s", zip_libzip_version(), FS(p.engine));
    *out = p;
    return true;
}
