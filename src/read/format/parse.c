/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/parse.h"

#include <string.h>

#include "read/format/refusal.h"

enum { LOOK = 4096, ESCAPE = 0x1b }; /* how much of the beginning tells what a document is */

#define READS " Cairn reads PDF, web pages (HTML) and plain text."

struct kind {
    const char *magic; /* how the bytes begin */
    isize length;
    const char *parser;
    const char *say; /* why not, and what to do instead */
};

/* clang-format off */
#define MAGIC(s) s, (isize)sizeof(s) - 1
#define PICTURE "This is a picture. Make a PDF with a text layer of it and add that." READS
static const struct kind kinds[] = {
    {MAGIC("%PDF-"), "pdf", NULL},
    {MAGIC("PK\x03\x04"), NULL, "This is an Office, HWPX or ZIP file. Save it as PDF and add that." READS},
    {MAGIC("{\\rtf"), NULL, "This is an RTF file. Save it as PDF and add that." READS},
    {MAGIC("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), NULL, "This is an old Office or Hangul (HWP) file. Save it as PDF and add that." READS},
    {MAGIC("HWP Document File"), NULL, "This is an old Hangul (HWP) file. Save it as PDF and add that." READS},
    {MAGIC("\x89PNG"), NULL, PICTURE},
    {MAGIC("\xff\xd8\xff"), NULL, PICTURE},
    {MAGIC("GIF8"), NULL, PICTURE},
    {MAGIC("II*\0"), NULL, PICTURE},
    {MAGIC("MM\0*"), NULL, PICTURE},
};

static const struct refusal_meaning {
    const char *word;
    const char *say;
} refusals[] = {
    {REFUSAL_ENCRYPTED, "The PDF is locked with a password. Open it with the password, save it without one, and add that."},
    {REFUSAL_DAMAGED, "The file is damaged and cannot be read. Get it again from where it came from."},
    {REFUSAL_CUT, "The PDF is not complete: its end is missing. Get it again from where it came from."},
    {REFUSAL_CHARSET, "The characters of this text could not be recognised. Save it as UTF-8 and add that."},
    {REFUSAL_JUNK, "This file is not text. Cairn reads PDF, web pages (HTML) and plain text."},
};
/* clang-format on */

static const char *refuse(struct err *err, const char *say)
{
    err_set(err, E_INVALID, "no reader for this document");
    err_detail(err, "%s", say);
    return NULL;
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

const char *parse_kind(struct str bytes, struct str name, struct err *err)
{
    static const char *const web[] = {".html", ".htm", ".xhtml", ".xht", NULL};
    static const char *const mail[] = {".eml", ".mbox", ".msg", NULL};
    struct str head = str_part(bytes, 0, LOOK);
    if (bytes.n == 0)
        return refuse(err, "The file is empty.");
    for (isize i = 0; i < COUNTOF(kinds); i++)
        if (str_starts(head, (struct str){kinds[i].magic, kinds[i].length}))
            return kinds[i].parser ? kinds[i].parser : refuse(err, kinds[i].say);
    if (str_find(str_part(head, 0, 1024), S("%PDF-")) >= 0) /* some put a mail header before it */
        return "pdf";
    if (looks_binary(head))
        return refuse(err, "This is no kind of document that can be read." READS);
    if (has_extension(name, mail))
        return refuse(err, "This is a mail. Save its text or its attachment and add that." READS);
    if (has_extension(name, web) || looks_html(without_bom(head)))
        return "html";
    return "txt";
}

/* The child says only which of our sentences is meant: its own words are not shown to anybody. */
static bool explain(struct err *err)
{
    if (err->code != E_INVALID) {
        if (err->code == E_CORRUPT)
            err_detail(err,
                       "The file crashed its reader, which was shut away from everything else. "
                       "It may be damaged, or made to do harm.");
        return false;
    }
    const char *say = "The file is damaged and cannot be read.";
    for (isize i = 0; i < COUNTOF(refusals); i++)
        if (str_eq(str_from_c(err->detail), str_from_c(refusals[i].word)))
            say = refusals[i].say;
    return err_detail(err, "%s", say);
}

/* What the answer may have so that it, its copy and the lists made of it fit the caller's arena. */
static int64_t room_for_answer(const struct arena *a)
{
    enum { SHARE = 8 };
    int64_t room = (int64_t)(a->end - a->cur) / SHARE;
    return room < PARSE_ANSWER_MAX ? room : PARSE_ANSWER_MAX;
}

bool parse_document(struct parsed *out, struct launcher *l, struct str bytes, struct str name,
                    struct arena *a, struct err *err)
{
    if (bytes.n > PARSE_INPUT_MAX) {
        err_set(err, E_LIMIT, "document of %td bytes", bytes.n);
        return err_detail(err, "The largest file that can be read has 128 MB.");
    }
    const char *parser = parse_kind(bytes, name, err);
    if (!parser)
        return false;
    /* Of the memory, 2 GB are reserved addresses of the child's arenas, mostly never touched. */
    struct launch_job job = {.parser = parser,
                             .input = bytes,
                             .limits = {.cpu_seconds = 60,
                                        .wall_seconds = 120,
                                        .memory = INT64_C(2816) << 20,
                                        .output = room_for_answer(a)}};
    struct str answer;
    if (!launcher_run(&answer, l, &job, a, err))
        return explain(err);
    return parse_frame_read(out, answer, a, err) || explain(err);
}
