/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/style.h"

#include "base/embed.h"
#include "crypto/crypto.h"

enum { VERSION_BYTES = 8 };

extern const struct embedded embed_style[]; /* assets/cairn.css */

struct str style_sheet(void)
{
    return embed_style[0].bytes;
}

struct str style_version(struct arena *a)
{
    struct hash h = hash_sha256(style_sheet());
    return str_hex(a, h.b, VERSION_BYTES);
}
