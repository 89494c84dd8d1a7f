/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A DOCX of any body, footnotes, comments, header, numbering and styles. */
#include "office.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char relations[] = ZIP_RELATIONS(
    ZIP_RELATION("f", "footnotes", "f.xml") ZIP_RELATION("c", "comments", "c.xml")
        ZIP_RELATION("h", "header", "h.xml") ZIP_RELATION("n", "numbering", "n.xml")
            ZIP_RELATION("s", "styles", "s.xml") ZIP_RELATION(
                "t", "settings", "t.xml") "<Relationship Id='l' Target='http://example.org/' "
                                          "TargetMode='External'/>");

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct arena *a = tmp.arena;
    struct str rest = {(const char *)data, (isize)size};
    struct str body = fuzz_next(&rest);
    static const char *const names[][2] = {{"word/f.xml", "footnotes"}, {"word/c.xml", "comments"},
                                           {"word/h.xml", "hdr"},       {"word/n.xml", "numbering"},
                                           {"word/s.xml", "styles"},    {"word/t.xml", "settings"}};
    struct zip_part more[COUNTOF(names) + 2] = {
        {"word/_rels/document.xml.rels", str_from_c(relations)}};
    for (isize i = 0; i < COUNTOF(names); i++) {
        struct str inner = fuzz_next(&rest);
        struct buf b = buf_in(a, inner.n + 2000);
        buf_addf(&b,
                 "<w:%s xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' "
                 "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>",
                 names[i][1]);
        buf_add(&b, inner);
        buf_addf(&b, "</w:%s>", names[i][1]);
        more[i + 1] = (struct zip_part){names[i][0], buf_str(&b)};
    }
    fuzz_office(docx_make(a, body, more), a);
    return 0;
}
