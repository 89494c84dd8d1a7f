/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"
#include "read/format/formats.h"
#include "read/format/refusal.h"

/* Bytes that only happened to fit some charset show themselves by what they became. */
static bool is_junk(struct str text)
{
    enum { LOOK = 1 << 16, ONE_IN = 10 };
    isize odd = 0, all = 0;
    for (isize i = 0; i < text.n && i < LOOK; all++) {
        int32_t cp = utf8_next(text, &i);
        bool control =
            (cp >= 0 && cp < 0x20 && cp != '\n' && cp != '\r' && cp != '\t' && cp != '\f') ||
            (cp >= 0x7f && cp < 0xa0);
        bool private_use = cp >= 0xe000 && cp <= 0xf8ff;
        odd += control || private_use || cp == UTF8_BAD || cp == 0xfffd;
    }
    return odd * ONE_IN > all;
}

bool txt_parse(struct parsed *out, struct str bytes, struct arena *a, struct err *err)
{
    enum { MOST = 2 * PARSE_TEXT_MAX }; /* of UTF-16, which may be twice as long as in UTF-8 */
    struct parsed p = {.engine = engine_name(NULL, NULL, a), .media_type = S("text/plain")};
    if (bytes.n > MOST)
        return err_set(err, E_LIMIT, "text of %td bytes", bytes.n);
    if (!decode_bytes(&p.text, &p.charset, bytes, S(""), a, err))
        return false;
    if (is_junk(p.text))
        return refused(err, REFUSAL_JUNK);
    *out = p;
    return true;
}
