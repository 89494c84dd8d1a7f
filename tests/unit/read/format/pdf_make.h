/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pdf_make.h - PDF files written by hand, for what no program of today writes any more. */
#ifndef TEST_PDF_MAKE_H
#define TEST_PDF_MAKE_H

#include "test.h"

/* A font that the file names but does not bring, as Korean and Chinese offices used to send. */
struct old_font {
    const char *encoding; /* a predefined CMap: ISO 32000-1, table 118 */
    const char *ordering; /* of the Adobe character collection */
    const char *name;
};

/* Pages with one line each, shown in that font; the text is in the encoding's bytes. */
static inline struct str pdf_make(struct arena *a, const struct old_font *f,
                                  const struct str *lines, isize n)
{
    enum { MOST = 1 << 20, OBJECTS = 40, FIRST_PAGE = 6 };
    isize at[OBJECTS] = {0};
    struct buf b = buf_in(a, MOST);
    ASSERT(FIRST_PAGE + 2 * n <= OBJECTS);
    buf_add(&b, S("%PDF-1.4\n"));
    at[1] = b.n;
    buf_add(&b, S("1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"));
    at[2] = b.n;
    buf_addf(&b, "2 0 obj << /Type /Pages /Count %td /Kids [", n);
    for (isize i = 0; i < n; i++)
        buf_addf(&b, " %td 0 R", FIRST_PAGE + 2 * i);
    buf_add(&b, S("] >> endobj\n"));
    at[3] = b.n;
    buf_addf(&b,
             "3 0 obj << /Type /Font /Subtype /Type0 /BaseFont /%s-%s /Encoding /%s "
             "/DescendantFonts [4 0 R] >> endobj\n",
             f->name, f->encoding, f->encoding);
    at[4] = b.n;
    buf_addf(&b,
             "4 0 obj << /Type /Font /Subtype /CIDFontType0 /BaseFont /%s /DW 1000 /CIDSystemInfo "
             "<< /Registry (Adobe) /Ordering (%s) /Supplement 1 >> /FontDescriptor 5 0 R >> "
             "endobj\n",
             f->name, f->ordering);
    at[5] = b.n;
    buf_addf(&b,
             "5 0 obj << /Type /FontDescriptor /FontName /%s /Flags 6 /FontBBox [0 -148 1001 880] "
             "/ItalicAngle 0 /Ascent 880 /Descent -148 /CapHeight 720 /StemV 93 >> endobj\n",
             f->name);
    for (isize i = 0; i < n; i++) {
        isize number = FIRST_PAGE + 2 * i;
        struct str hex = str_hex(a, lines[i].p, lines[i].n);
        struct str content = str_format(a, "BT /F 14 Tf 50 700 Td <%.*s> Tj ET", FS(hex));
        at[number] = b.n;
        buf_addf(&b,
                 "%td 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %td 0 R "
                 "/Resources << /Font << /F 3 0 R >> >> >> endobj\n",
                 number, number + 1);
        at[number + 1] = b.n;
        buf_addf(&b, "%td 0 obj << /Length %td >>\nstream\n%.*s\nendstream endobj\n", number + 1,
                 content.n, FS(content));
    }
    isize objects = FIRST_PAGE + 2 * n;
    isize table = b.n;
    buf_addf(&b, "xref\n0 %td\n0000000000 65535 f \n", objects);
    for (isize i = 1; i < objects; i++)
        buf_addf(&b, "%010td 00000 n \n", at[i]);
    buf_addf(&b, "trailer << /Size %td /Root 1 0 R >>\nstartxref\n%td\n%%%%EOF\n", objects, table);
    return buf_str(&b);
}

/* The same file as if locked with a password that nobody here knows: its trailer names a key that
 * no password gives. */
static inline struct str pdf_encrypted(struct arena *a, struct str pdf)
{
    struct str head, tail;
    ASSERT(str_cut_str(pdf, S("/Root 1 0 R"), &head, &tail));
    struct str key = S("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    return str_format(a,
                      "%.*s/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 "
                      "/O <%.*s> /U <%.*s> /P -4 >>%.*s",
                      FS(head), FS(key), FS(key), FS(tail));
}

#endif
