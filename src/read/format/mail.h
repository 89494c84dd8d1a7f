/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mail.h - the words in a mail's headers. For mail.c and its tests. */
#ifndef READ_FORMAT_MAIL_H
#define READ_FORMAT_MAIL_H

#include "base/str.h"

/*
 * A header's value as a person reads it: unfolded (RFC 5322, 2.2.3), encoded words decoded (RFC
 * 2047; also the ones that cut a character in two), bytes without a charset guessed, on one line.
 */
struct str mail_words(struct str raw, struct arena *a);

/*
 * A parameter of a header, such as the file name in Content-Disposition, continued and with a
 * charset (RFC 2231) or as encoded words, which is wrong but usual. Empty if absent.
 */
struct str mail_parameter(struct str raw, const char *name, struct arena *a);

/* Lines that were broken for width alone joined again: RFC 3676. */
struct str mail_unflow(struct str text, bool delete_space, struct arena *a);

#endif
