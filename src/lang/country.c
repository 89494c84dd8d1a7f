/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/country.h"

#include <unicode/uloc.h>
#include <unicode/ustring.h>

struct str country_name(struct str alpha3, enum language lang, struct arena *a)
{
    enum { NAME_MAX_UNITS = 128, NAME_BYTES = 512 };
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    UChar name[NAME_MAX_UNITS];
    UErrorCode code = U_ZERO_ERROR;
    int32_t n = 0;
    if (alpha3.n != 3)
        return alpha3;
    const char *locale = str_to_c(tmp.arena, str_format(tmp.arena, "und_%.*s", FS(alpha3)));
    const char *in = str_to_c(tmp.arena, language_tag(lang));
    int32_t units = uloc_getDisplayCountry(locale, in, name, NAME_MAX_UNITS, &code);
    char *out = NEWN(a, char, NAME_BYTES);
    if (U_SUCCESS(code) && code != U_USING_DEFAULT_WARNING)
        u_strToUTF8(out, NAME_BYTES, &n, name, units, &code);
    return U_SUCCESS(code) && n > 0 ? (struct str){out, n} : alpha3;
}
