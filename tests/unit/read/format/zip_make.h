/* SPDX-License-Identifier: GPL-3.0-or-later */
/* zip_make.h - ZIP files written by hand, members stored: APPNOTE.TXT 4.3. */
#ifndef TEST_ZIP_MAKE_H
#define TEST_ZIP_MAKE_H

#include "base/str.h"

struct zip_part {
    const char *name;
    struct str content;
};

static inline void zip_number(struct buf *b, uint32_t n, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buf_add_c(b, (char)(unsigned char)(n >> (8 * i)));
}

static inline uint32_t zip_crc(struct str s)
{
    uint32_t table[16], crc = ~UINT32_C(0); /* by half bytes */
    for (uint32_t i = 0; i < 16; i++) {
        table[i] = i;
        for (int k = 0; k < 4; k++)
            table[i] = table[i] >> 1 ^ (table[i] & 1 ? UINT32_C(0xedb88320) : 0);
    }
    for (isize i = 0; i < s.n; i++) {
        crc ^= (unsigned char)s.p[i];
        crc = crc >> 4 ^ table[crc & 15];
        crc = crc >> 4 ^ table[crc & 15];
    }
    return ~crc;
}

/* What the local header and the list at the end both say of a member. */
static inline void zip_entry(struct buf *b, const struct zip_part *p)
{
    zip_number(b, 20, 2); /* version needed */
    zip_number(b, 0, 4);  /* flags, stored */
    zip_number(b, 0, 4);  /* time, date */
    zip_number(b, zip_crc(p->content), 4);
    zip_number(b, (uint32_t)p->content.n, 4);
    zip_number(b, (uint32_t)p->content.n, 4);
    zip_number(b, (uint32_t)str_from_c(p->name).n, 2);
    zip_number(b, 0, 2);
}

static inline struct str zip_make(struct arena *a, const struct zip_part *parts, isize n)
{
    enum { MOST = 64 << 20 };
    struct buf b = buf_in(a, MOST), list = buf_in(a, MOST);
    for (isize i = 0; i < n; i++) {
        isize at = b.n;
        buf_add(&b, S("PK\x03\x04"));
        zip_entry(&b, &parts[i]);
        buf_add(&b, str_from_c(parts[i].name));
        buf_add(&b, parts[i].content);
        buf_add(&list, S("PK\x01\x02"));
        zip_number(&list, 20, 2);
        zip_entry(&list, &parts[i]);
        zip_number(&list, 0, 2);
        zip_number(&list, 0, 4);
        zip_number(&list, 0, 4);
        zip_number(&list, (uint32_t)at, 4);
        buf_add(&list, str_from_c(parts[i].name));
    }
    isize at = b.n;
    buf_add(&b, buf_str(&list));
    buf_add(&b, S("PK\x05\x06"));
    zip_number(&b, 0, 4);
    zip_number(&b, (uint32_t)n, 2);
    zip_number(&b, (uint32_t)n, 2);
    zip_number(&b, (uint32_t)list.n, 4);
    zip_number(&b, (uint32_t)at, 4);
    zip_number(&b, 0, 2);
    return buf_str(&b);
}

/* ---- the smallest packages of each kind around the text's own XML */

#define ZIP_RELATIONS(inner)                                                                       \
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" inner   \
    "</Relationships>"
#define ZIP_RELATION(id, type, target)                                                             \
    "<Relationship Id='" id "' Type='http://schemas.openxmlformats.org/officeDocument/2006/"       \
    "relationships/" type "' Target='" target "'/>"
#define DOCX_OPEN(root)                                                                            \
    "<?xml version='1.0' encoding='UTF-8'?><w:" root                                               \
    " xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"                      \
    " xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"               \
    " xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"                      \
    " xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'>"

enum { DOCX_PARTS = 12 };

/* 'body' is what stands in w:body; 'more' are further members, ended by one without a name. */
static inline struct str docx_make(struct arena *a, struct str body, const struct zip_part *more)
{
    struct zip_part parts[DOCX_PARTS] = {
        {"_rels/.rels",
         S(ZIP_RELATIONS(ZIP_RELATION("r1", "officeDocument", "word/document.xml")))},
        {"word/document.xml",
         str_format(a, "%s<w:body>%.*s</w:body></w:document>", DOCX_OPEN("document"), FS(body))}};
    isize n = 2;
    for (; more && more->name; more++) {
        ASSERT(n < DOCX_PARTS);
        parts[n++] = *more;
    }
    return zip_make(a, parts, n);
}

#define ODT_OPEN(root)                                                                             \
    "<office:" root " xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"             \
    " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"                                 \
    " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"                               \
    " xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'"                              \
    " xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0'"                        \
    " xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0'"                               \
    " xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:xlink='http://www.w3.org/1999/xlink'>"

/* 'before' stands before the text (automatic styles), 'body' is the text. */
static inline struct str odt_make(struct arena *a, struct str before, struct str body,
                                  struct str styles)
{
    const struct zip_part parts[] = {
        {"mimetype", S("application/vnd.oasis.opendocument.text")},
        {"content.xml",
         str_format(a,
                    "%s%.*s<office:body><office:text>%.*s</office:text></office:body>"
                    "</office:document-content>",
                    ODT_OPEN("document-content"), FS(before), FS(body))},
        {"styles.xml",
         str_format(a, "%s%.*s</office:document-styles>", ODT_OPEN("document-styles"), FS(styles))},
    };
    return zip_make(a, parts, COUNTOF(parts));
}

#define HWPX_SPACE(name) "http://www.hancom.co.kr/hwpml/2011/" name

/* 'body' are the paragraphs of the first section, 'head' what stands in the header's lists. */
static inline struct str hwpx_make(struct arena *a, struct str body, struct str second,
                                   struct str head)
{
    const struct zip_part parts[] = {
        {"mimetype", S("application/hwp+zip")},
        {"Contents/content.hpf",
         S("<opf:package xmlns:opf='http://www.idpf.org/2007/opf/'><opf:metadata><opf:title>제목"
           "</opf:title></opf:metadata><opf:manifest>"
           "<opf:item id='header' href='Contents/header.xml'/>"
           "<opf:item id='one' href='Contents/section0.xml'/>"
           "<opf:item id='two' href='Contents/section1.xml'/></opf:manifest><opf:spine>"
           "<opf:itemref idref='header'/><opf:itemref idref='two'/><opf:itemref idref='one'/>"
           "</opf:spine></opf:package>")},
        {"Contents/header.xml",
         str_format(a,
                    "<hh:head xmlns:hh='" HWPX_SPACE("head") "' xmlns:hc='" HWPX_SPACE(
                        "core") "'><hh:refList>%.*s</hh:refList></hh:head>",
                    FS(head))},
        {"Contents/section0.xml",
         str_format(a,
                    "<hs:sec xmlns:hs='" HWPX_SPACE("section") "' xmlns:hp='" HWPX_SPACE(
                        "paragra"
                        "ph") "'>%.*s</hs:sec>",
                    FS(body))},
        {"Contents/section1.xml",
         str_format(a,
                    "<s:sec xmlns:s='" HWPX_SPACE("section") "' xmlns:hp='" HWPX_SPACE(
                        "paragra"
                        "ph") "'>%.*s</s:sec>",
                    FS(second))},
    };
    return zip_make(a, parts, COUNTOF(parts));
}

#endif
