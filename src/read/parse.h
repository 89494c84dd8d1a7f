/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * parse.h - a document's bytes become its text.
 *
 * The bytes are looked at by cairn-parse, a child without keys, network or files (sys/launcher.h,
 * sys/sandbox.h). What it answers is believed no further than a stranger's word: every length,
 * border and character is checked here before anybody sees it.
 *
 * The text is the whole text that a reader of the document would see, in Unicode's composed form,
 * lines ended by "\n", cells of a table row parted by "\t"; there are no other control characters.
 * Of an office document it is what is printed, headers first, notes, footers and comments last; of
 * a mail, who wrote to whom and when, then the words, then the attachments' names; the attachments
 * themselves come as files, as far as they fit. What had no
 * meaning in Unicode is U+FFFD. 'article' says which part of a web page is the article itself;
 * nothing is left out because it is not.
 *
 * The child's answer, numbers little-endian:
 *     "CAIRNTXT" u32 version (2)
 *     str engine, str charset, str media type, str title, str text     a str is u32 length, bytes
 *     u32 count, pages:         u32 offset, u32 length
 *     u32 count, article parts: u32 offset, u32 length
 *     u32 count, links:         u32 offset, u32 length, str target
 *     u32 count, files:         str name, str bytes
 * and nothing after it. Offsets are bytes of the text, on borders of characters.
 */
#ifndef READ_PARSE_H
#define READ_PARSE_H

#include "base/str.h"
#include "sys/launcher.h"

enum {
    PARSE_INPUT_MAX = 128 << 20, /* bytes of a document */
    PARSE_TEXT_MAX = 16 << 20,
    PARSE_FILES_MAX = 100,        /* attachments that come with a mail */
    PARSE_FILES_BYTES = 16 << 20, /* of them all */
    PARSE_FILE_NAME_MAX = 300,
    PARSE_ANSWER_MAX = 2 * PARSE_TEXT_MAX + PARSE_FILES_BYTES,
    PARSE_PAGES_MAX = 20000,
    PARSE_LINKS_MAX = 20000,
    PARSE_TITLE_MAX = 1000,
    PARSE_TARGET_MAX = 2000,
};

struct parsed_span {
    isize offset, length;
};
struct parsed_spans {
    struct parsed_span *at;
    isize n, cap;
};

struct parsed_link {
    struct parsed_span span; /* the words that carry it; length 0 if only the place is known */
    struct str target;       /* as written in the document; never fetched */
};
struct parsed_links {
    struct parsed_link *at;
    isize n, cap;
};

struct parsed_file {
    struct str name; /* as the mail calls it, without folders; may be empty */
    struct str bytes;
};
struct parsed_files {
    struct parsed_file *at;
    isize n, cap;
};

struct parsed {
    struct str engine;           /* name and version of what read it: "poppler 22.12.0, cairn 1" */
    struct str charset;          /* of the bytes, as found or declared; empty where none applies */
    struct str media_type;       /* "application/pdf" */
    struct str title;            /* what the document calls itself, often empty or wrong */
    struct str text;             /* may be empty: a scan has pages and no text */
    struct parsed_spans pages;   /* in order, without overlap; empty if there are no pages */
    struct parsed_spans article; /* in order, without overlap; empty if the whole text is it */
    struct parsed_links links;
    struct parsed_files files; /* documents that came inside this one */
};

/*
 * Read a document. 'name' is its file name, used only if the bytes do not tell what they are. The
 * longest text needs 256 MB of room in *a (ARENA_LARGE); in less room less is accepted.
 * E_INVALID if it is of no kind that is read, empty, encrypted or damaged; err.detail says which
 * and what to do, in a sentence that is also a message id. E_LIMIT if it is too large or takes too
 * long, E_CORRUPT if its reader crashed or answered nonsense.
 */
MUST_CHECK bool parse_document(struct parsed *out, struct launcher *l, struct str bytes,
                               struct str name, struct arena *a, struct err *err);

/* The name of the parser for these bytes, or NULL with the sentence for the person in err. */
const char *parse_kind(struct str bytes, struct str name, struct err *err);

/* What the child writes, and its strict reading: E_CORRUPT unless every rule above holds. */
void parse_frame_write(struct buf *out, const struct parsed *p);
MUST_CHECK bool parse_frame_read(struct parsed *out, struct str frame, struct arena *a,
                                 struct err *err);

#endif
