/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workspace's own schema comes with a bundle, from another team: any bytes are read or refused.
 */
#include "record/schema.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size || size > 1 << 16)
        return 0;
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct embedded files[2] = {
        {S("own.txt"), {(const char *)data + 1, (isize)size - 1}},
    };
    struct schema s;
    struct err err = {0};
    /* The first byte chooses the name space: by itself, or beside the program's own. */
    bool ok = data[0] & 1 ? schema_with(&s, files, S("team"), tmp.arena, &err)
                          : schema_parse(&s, files, S("core"), tmp.arena, &err);
    ASSERT(ok == (err.code == E_NONE));
    if (!ok)
        return 0;
    for (isize i = 0; i < s.properties.n; i++) {
        const struct property *p = &s.properties.at[i];
        ASSERT(schema_property(&s, p->number) == p && schema_property_by_id(&s, p->id) == p);
        ASSERT(p->on.n > 0 && label_in(&p->label, LANG_KO).n > 0);
        ASSERT((p->value == VALUE_TERM) == (property_vocabulary(&s, p) != NULL));
    }
    return 0;
}
