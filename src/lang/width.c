/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/width.h"

#include <unicode/uchar.h>

#include "base/utf8.h"

int char_columns(int32_t cp)
{
    if (cp < 0x300)
        return 1;
    int category = u_charType(cp);
    if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR)
        return 0;
    if (cp >= 0x1160 && cp <= 0x11ff) /* jamo that join the one before */
        return 0;
    int width = u_getIntPropertyValue(cp, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

isize text_columns(struct str s)
{
    isize n = 0;
    for (isize i = 0; i < s.n;)
        n += char_columns(utf8_next(s, &i));
    return n;
}
