/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/style.h"

#include "base/embed.h"
#include "crypto/crypto.h"

enum { VERSION_BYTES = 8 };

extern const struct embedded embed_style[]; /* assets/cairn.css, assets/cairn.svg */

struct str style_sheet(void)
{
    return embed_style[0].bytes;
}

struct str style_icon(void)
{
    return embed_style[1].bytes;
}

struct str style_version(struct str content, struct arena *a)
{
    struct hash h = hash_sha256(content);
    return str_hex(a, h.b, VERSION_BYTES);
}
