/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/format/package.h"

#include <zip.h>

#include "read/format/refusal.h"

/* The end of a ZIP file says where its list of members is: APPNOTE.TXT 4.3.16. */
static bool open_refused(struct err *err, int zip_error)
{
    if (zip_error == ZIP_ER_MEMORY)
        return err_set(err, E_LIMIT, "zip: no memory");
    return refused(err, zip_error == ZIP_ER_NOZIP ? REFUSAL_CUT : REFUSAL_DAMAGED);
}

bool package_open(struct package *out, struct str bytes, struct err *err)
{
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *source = zip_source_buffer_create(bytes.p, (zip_uint64_t)bytes.n, 0, &why);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &why) : NULL;
    int code = zip_error_code_zip(&why);
    zip_error_fini(&why);
    if (!zip) {
        zip_source_free(source); /* NULL is fine */
        return open_refused(err, code);
    }
    if (zip_get_num_entries(zip, 0) > PACKAGE_MEMBERS_MAX) {
        zip_discard(zip);
        return err_set(err, E_LIMIT, "zip of more than %d members", PACKAGE_MEMBERS_MAX);
    }
    int64_t most = (int64_t)bytes.n * PACKAGE_RATIO_MAX;
    most = most < PACKAGE_INFLATED_MIN ? PACKAGE_INFLATED_MIN : most;
    *out = (struct package){zip, most < PACKAGE_INFLATED_MAX ? most : PACKAGE_INFLATED_MAX};
    return true;
}

void package_drop(struct package *p)
{
    if (p->zip)
        zip_discard(p->zip);
    *p = (struct package){0};
}

static int64_t locate(const struct package *p, struct str name)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    return zip_name_locate(p->zip, str_to_c(tmp.arena, name), ZIP_FL_NOCASE | ZIP_FL_ENC_RAW);
}

bool package_has(const struct package *p, struct str name)
{
    return locate(p, name) >= 0;
}

struct str package_name(const struct package *p, isize n)
{
    return str_from_c(zip_get_name(p->zip, (zip_uint64_t)n, ZIP_FL_ENC_RAW));
}

bool member_open(struct member *out, struct package *p, struct str name, struct err *err)
{
    int64_t at = locate(p, name);
    struct member m = {p, NULL};
    if (at >= 0) {
        zip_stat_t stat;
        if (zip_stat_index(p->zip, (zip_uint64_t)at, 0, &stat) != 0)
            return refused(err, REFUSAL_DAMAGED);
        if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
            return refused(err, REFUSAL_ENCRYPTED);
        /* Office programs write these two; the others would only be more code for a stranger. */
        if (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE)
            return refused(err, REFUSAL_DAMAGED);
        m.file = zip_fopen_index(p->zip, (zip_uint64_t)at, 0);
        if (!m.file)
            return refused(err, REFUSAL_DAMAGED);
    }
    *out = m;
    return true;
}

bool member_get(struct member *m, void *p, isize n, isize *got, struct err *err)
{
    int64_t r = m->file ? zip_fread(m->file, p, (zip_uint64_t)n) : 0;
    if (r < 0)
        return refused(err, REFUSAL_DAMAGED);
    ASSERT(m->package);
    m->package->left -= r;
    if (m->package->left < 0)
        return err_set(err, E_LIMIT, "zip: its members inflate to too much");
    *got = (isize)r;
    return true;
}

void member_drop(struct member *m)
{
    if (m->file)
        zip_fclose(m->file);
    *m = (struct member){0};
}

bool package_start(struct str *out, struct package *p, struct str name, isize max, struct arena *a,
                   struct err *err)
{
    AUTO(member_drop) struct member m = {0};
    char *bytes = NEWN(a, char, max);
    isize n = 0, got = 0;
    if (!member_open(&m, p, name, err))
        return false;
    do {
        if (!member_get(&m, bytes + n, max - n, &got, err))
            return false;
        n += got;
    } while (got > 0 && n < max);
    *out = (struct str){bytes, n};
    return true;
}
