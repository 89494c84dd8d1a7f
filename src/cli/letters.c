/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/letters.h"

#include "cli/app.h"
#include "record/ids.h"

bool app_letter(struct kept *out, struct run *r, struct str word, struct err *err)
{
    struct named n;
    struct id id;
    struct err none = {0};
    if (!letter_numbered(&id, &r->app->w, word, &none)) {
        if (none.code != E_NOTFOUND)
            return err_copy(err, &none);
        if (!app_record(&n, r, word, err))
            return false;
        id = n.id;
    }
    if (kept_load(out, &r->app->w, &id, r->a, err))
        return true;
    if (err->code != E_NOTFOUND)
        return false;
    return err_detail(err, "%.*s is no letter: 'cairn list letters' shows them.",
                      FS(app_short(r, word)));
}
