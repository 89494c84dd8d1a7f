/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/schema.h"

#include "record/schema_parse.h"

extern const struct embedded embed_schema[];

const struct embedded *schema_files(void)
{
    return embed_schema;
}

const struct schema *schema_builtin(struct arena *a)
{
    struct schema *s = NEW(a, struct schema);
    struct err err = {0};
    bool ok = schema_parse(s, embed_schema, S("core"), a, &err);
    ASSERT(ok); /* the build refuses files for which it is not so */
    return s;
}

bool schema_with(struct schema *out, const struct embedded *files, struct str prefix,
                 struct arena *a, struct err *err)
{
    if (str_eq(prefix, S("core")))
        return err_set(err, E_INVALID, "the name space 'core' is the program's own");
    struct schema s = *schema_builtin(a);
    if (!schema_add(&s, files, prefix, a, err))
        return false;
    *out = s;
    return true;
}
