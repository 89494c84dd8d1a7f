/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What kind of document some bytes are, and what to do if it is none that is read. */
#include <string.h>

#include "lang/msg.h"
#include "read/parse.h"

enum { LOOK = 4096, ESCAPE = 0x1b }; /* how much of the beginning tells what a document is */

struct kind {
    const char *magic; /* how the bytes begin */
    isize length;
    const char *parser;
    const char *say; /* why not, and what to do instead */
};

/* clang-format off */
#define MAGIC(s) s, (isize)sizeof(s) - 1
#define PICTURE TR("This is a picture. Make a PDF with a text layer of it and add that.")
static const struct kind kinds[] = {
    {MAGIC("%PDF-"), "pdf", NULL},
    {MAGIC("PK\x03\x04"), "office", NULL},
    {MAGIC("{\\rtf"), NULL, TR("This is an RTF file. Save it as DOCX, ODT or PDF and add that.")},
    {MAGIC("HWP Document File"), NULL, TR("This is an old Hangul (HWP) file. In Hangul choose File, Save as, then HWPX or PDF, and add that.")},
    {MAGIC("\x89PNG"), NULL, PICTURE},
    {MAGIC("\xff\xd8\xff"), NULL, PICTURE},
    {MAGIC("GIF8"), NULL, PICTURE},
    {MAGIC("II*\0"), NULL, PICTURE},
    {MAGIC("MM\0*"), NULL, PICTURE},
};

/* A name in UTF-16, as the directory of a compound file has it: [MS-CFB] 2.6.1. */
#define WIDE(s) s "\0", (isize)sizeof(s)
/* Files of streams, told apart by the streams that only they have; the first that fits. */
static const struct kind compound[] = {
    {WIDE("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e"), NULL,
     TR("The file is locked with a password. Open it with the password, save it without one, and add that.")},
    {WIDE("H\0w\0p\0S\0u\0m\0m\0a\0r\0y\0I\0n\0f\0o\0r\0m\0a\0t\0i\0o\0n"), NULL,
     TR("This is an old Hangul (HWP) file. In Hangul choose File, Save as, then HWPX or PDF, and add that.")},
    {WIDE("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t"), NULL,
     TR("This is an old Word file (DOC). Save it as DOCX or PDF and add that.")},
    {WIDE("_\0_\0p\0r\0o\0p\0e\0r\0t\0i\0e\0s\0_\0v\0e\0r\0s\0i\0o\0n"), NULL,
     TR("This is a mail saved by Outlook (MSG). Save it as EML or PDF and add that.")},
    {WIDE("W\0o\0r\0k\0b\0o\0o\0k"), NULL, TR("This is a spreadsheet. Save what matters in it as PDF and add that.")},
    {WIDE("P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0 \0D\0o\0c\0u\0m\0e\0n\0t"), NULL,
     TR("This is a presentation. Save it as PDF and add that.")},
};
/* clang-format on */

static const char *refuse(struct err *err, const char *say)
{
    err_set(err, E_INVALID, "no reader for this document");
    err_detail(err, "%s", say);
    return NULL;
}

static const char *refuse_compound(struct str bytes, struct err *err)
{
    for (isize i = 0; i < COUNTOF(compound); i++)
        if (str_find(bytes, (struct str){compound[i].magic, compound[i].length}) >= 0)
            return refuse(err, compound[i].say);
    return refuse(err, TR("This is an old Office or Hangul (HWP) file. Save it as DOCX, HWPX or "
                          "PDF and add that."));
}

static struct str without_bom(struct str s)
{
    return str_starts(s, S("\xef\xbb\xbf")) ? str_part(s, 3, s.n) : s;
}

static bool is_utf16(struct str s)
{
    return str_starts(s, S("\xff\xfe")) || str_starts(s, S("\xfe\xff"));
}

/* Zero bytes are half of what UTF-16 is made of; elsewhere they and most controls are not text. */
static bool looks_binary(struct str head)
{
    isize zeros = 0, controls = 0;
    for (isize i = 0; i < head.n; i++) {
        unsigned char c = (unsigned char)head.p[i];
        zeros += c == 0;
        controls += c != 0 && c < 0x20 && !(c >= '\t' && c <= '\r') && c != ESCAPE;
    }
    if (is_utf16(head))
        return false;
    bool wide = zeros * 10 > head.n * 3 && zeros * 10 < head.n * 6;
    return (zeros * 100 > head.n && !wide) || controls * 50 > head.n;
}

static bool has_tag(struct str lower, const char *tag)
{
    return str_find(lower, str_from_c(tag)) >= 0;
}

/* ASCII of the beginning in lower case, the zeros of UTF-16 left out. */
static struct str plain_ascii(char *p, struct str head)
{
    isize n = 0;
    for (isize i = 0; i < head.n; i++) {
        char c = head.p[i];
        if (c != 0)
            p[n++] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    return (struct str){p, n};
}

static bool looks_html(struct str head)
{
    char p[LOOK];
    struct str lower = plain_ascii(p, head);
    return has_tag(lower, "<!doctype html") || has_tag(lower, "<html") || has_tag(lower, "<head") ||
           has_tag(lower, "<body") || has_tag(lower, "<title");
}

static bool has_extension(struct str name, const char *const *endings)
{
    for (; *endings; endings++) {
        struct str end = str_from_c(*endings);
        if (name.n > end.n && str_eq_ascii_nocase(str_part(name, name.n - end.n, name.n), end))
            return true;
    }
    return false;
}

/* "Name: value", as the headers of a mail are written: RFC 5322, 2.2. *name is the name. */
static bool is_header(struct str line, struct str *name)
{
    struct str value;
    if (!str_cut(line, ':', name, &value) || name->n == 0)
        return false;
    for (isize i = 0; i < name->n; i++)
        if (name->p[i] <= ' ' || name->p[i] > '~')
            return false;
    return true;
}

/* Written by programs that carry mail, not by people who write "From:" above a letter. */
static bool is_of_a_machine(struct str name)
{
    static const char *const names[] = {"Received",     "Return-Path",  "Message-ID",
                                        "MIME-Version", "Delivered-To", "DKIM-Signature",
                                        "X-Mailer",     "User-Agent"};
    for (isize i = 0; i < COUNTOF(names); i++)
        if (str_eq_ascii_nocase(name, str_from_c(names[i])))
            return true;
    return false;
}

static bool looks_mail(struct str head, bool named_mail)
{
    struct str line, name;
    bool machine = false, first = true;
    if (str_starts(head, S("From ")) && !str_line(&head, &line)) /* the mark of a mailbox */
        return false;
    while (str_line(&head, &line) && line.n > 0) {
        bool goes_on = !first && (line.p[0] == ' ' || line.p[0] == '\t');
        if (!goes_on && !is_header(line, &name))
            return head.n == 0 && !first && machine; /* a line that the look cut in two */
        if (!goes_on)
            machine |= is_of_a_machine(name);
        first = false;
    }
    return !first && (machine || named_mail);
}

const char *parse_kind(struct str bytes, struct str name, struct err *err)
{
    static const char *const web[] = {".html", ".htm", ".xhtml", ".xht", NULL};
    static const char *const mail[] = {".eml", ".mbox", ".mbx", ".msg", NULL};
    struct str head = str_part(bytes, 0, LOOK);
    if (bytes.n == 0)
        return refuse(err, TR("The file is empty."));
    for (isize i = 0; i < COUNTOF(kinds); i++)
        if (str_starts(head, (struct str){kinds[i].magic, kinds[i].length}))
            return kinds[i].parser ? kinds[i].parser : refuse(err, kinds[i].say);
    if (str_starts(head, S("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")))
        return refuse_compound(bytes, err);
    if (str_find(str_part(head, 0, 1024), S("%PDF-")) >= 0) /* some put a mail header before it */
        return "pdf";
    if (looks_mail(head, has_extension(name, mail)))
        return "mail";
    if (looks_binary(head))
        return refuse(err,
                      TR("This is no kind of document that can be read. What can be read: PDF, "
                         "DOCX, ODT, HWPX, mail (EML), web pages (HTML), plain text."));
    if (has_extension(name, web) || looks_html(without_bom(head)))
        return "html";
    return "txt";
}
