/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/format/refusal.h"

bool refused(struct err *err, const char *word)
{
    err_set(err, E_INVALID, "document refused");
    return err_detail(err, "%s", word);
}
