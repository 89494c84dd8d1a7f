/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * formats.h - the parsers that run in the sandboxed child. They are plain functions of bytes, so
 * that tests and fuzzers run them in their own process.
 *
 * Each leaves in *out text that is valid UTF-8 and may hold any other nonsense; tidy_parsed() makes
 * it what read/parse.h promises. E_INVALID with a word of format/refusal.h as detail, or E_LIMIT.
 */
#ifndef READ_FORMAT_FORMATS_H
#define READ_FORMAT_FORMATS_H

#include "read/parse.h"

MUST_CHECK bool html_parse(struct parsed *out, struct str bytes, struct arena *a, struct err *err);
/* With the charset that a mail declares for it. */
MUST_CHECK bool html_parse_as(struct parsed *out, struct str bytes, struct str declared,
                              struct arena *a, struct err *err);
/* One mail. */
MUST_CHECK bool mail_parse(struct parsed *out, struct str bytes, struct arena *a, struct err *err);
/* DOCX, ODT, HWPX. */
MUST_CHECK bool office_parse(struct parsed *out, struct str bytes, struct arena *a,
                             struct err *err);
MUST_CHECK bool pdf_parse(struct parsed *out, struct str bytes, struct arena *a, struct err *err);
MUST_CHECK bool txt_parse(struct parsed *out, struct str bytes, struct arena *a, struct err *err);

/* What pdf_parse needs loaded before the sandbox closes: converters of the C library. */
void pdf_prepare(void);

/* Composed, without controls, all spans moved along. Also cuts what read/parse.h limits. */
MUST_CHECK bool tidy_parsed(struct parsed *p, struct arena *a, struct err *err);

/* text_decode_as(), but E_INVALID has the word for it. 'declared' may be empty. */
MUST_CHECK bool decode_bytes(struct str *out, struct str *charset, struct str bytes,
                             struct str declared, struct arena *a, struct err *err);

/* "cairn 1", and what it was made with: name and version of a library, or NULL. */
struct str engine_name(const char *library, const char *version, struct arena *a);

#endif
