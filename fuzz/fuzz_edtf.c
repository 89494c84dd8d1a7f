/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What edtf_parse takes, edtf_write gives back, byte for byte, and any two dates can be compared.
 */
#include "lang/edtf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { WRITTEN_MAX = 200 };
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct str s = {(const char *)data, (isize)size}, first, second;
    struct edtf a, b;
    struct err err = {0}, err_b = {0};
    (void)str_cut(s, '\n', &first, &second);
    if (!edtf_parse(&a, first, &err)) {
        ASSERT(err.code == E_INVALID);
        return 0;
    }
    struct buf out = buf_in(tmp.arena, WRITTEN_MAX);
    edtf_write(&out, &a);
    ASSERT(str_eq(buf_str(&out), first));
    struct edtf_range r = edtf_range(&a);
    ASSERT(r.lo <= r.hi);
    ASSERT(edtf_overlaps(&a, &a) && !edtf_is_before(&a, &a));
    if (edtf_parse(&b, second, &err_b)) {
        ASSERT(edtf_overlaps(&a, &b) == edtf_overlaps(&b, &a));
        ASSERT(!(edtf_is_before(&a, &b) && edtf_overlaps(&a, &b)));
    }
    return 0;
}
