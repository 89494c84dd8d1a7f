/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/passphrase.h"

#include <string.h>

#include "lang/msg.h"
#include "sys/file.h"
#include "sys/term.h"

static bool detail(struct run *r, struct err *err, const char *text)
{
    return err_detail(err, "%.*s", FS(msg(r->lang, text)));
}

static isize first_line(const uint8_t *p, isize n)
{
    isize end = 0;
    while (end < n && p[end] != '\n')
        end++;
    return end > 0 && p[end - 1] == '\r' ? end - 1 : end;
}

/* *buffer has room for a byte more than is accepted, so that a longer line is noticed. */
static bool fill_from_file(struct secret *buffer, isize *n, struct sys *s, struct str path,
                           struct err *err)
{
    struct file f = FILE_CLOSED;
    isize got = 1, have = 0;
    if (!file_open_read(&f, s, path, err))
        return false;
    bool ok = true;
    while (ok && got > 0 && have < buffer->n) {
        ok = file_get(&f, buffer->p + have, buffer->n - have, &got, err);
        have += ok ? got : 0;
    }
    file_close(&f);
    *n = first_line(buffer->p, have);
    return ok;
}

static bool fill(struct secret *buffer, isize *n, struct run *r, const char *prompt,
                 struct err *err)
{
    if (r->passphrase_file.n)
        return fill_from_file(buffer, n, r->sys, r->passphrase_file, err);
    const char *shown = str_to_c(r->a, msg(r->lang, prompt));
    if (term_read_hidden((char *)buffer->p, PASSPHRASE_MAX, n, shown, err))
        return true;
    return err->code == E_USAGE
               ? detail(r, err, TR("give the passphrase on a terminal, or with --passphrase-file"))
               : false;
}

bool passphrase_ask(struct secret *out, struct run *r, const char *prompt, struct err *err)
{
    AUTO(secret_drop) struct secret buffer = secret_new(PASSPHRASE_MAX + 1);
    isize n = 0;
    if (!fill(&buffer, &n, r, prompt, err))
        return false;
    if (n == 0) {
        err_set(err, E_USAGE, "empty passphrase");
        return detail(r, err, TR("the passphrase is empty"));
    }
    if (n > PASSPHRASE_MAX) {
        err_set(err, E_LIMIT, "passphrase longer than %d bytes", (int)PASSPHRASE_MAX);
        return detail(r, err, TR("the passphrase is too long"));
    }
    *out = secret_from(buffer.p, n);
    return true;
}

bool passphrase_ask_new(struct secret *out, struct run *r, const char *prompt, struct err *err)
{
    AUTO(secret_drop) struct secret first = {0}, again = {0};
    if (!passphrase_ask(&first, r, prompt, err))
        return false;
    if (first.n < PASSPHRASE_NEW_MIN) {
        err_set(err, E_USAGE, "passphrase shorter than %d bytes", (int)PASSPHRASE_NEW_MIN);
        return detail(r, err,
                      TR("a new passphrase has at least twelve letters; six words are better"));
    }
    if (!r->passphrase_file.n) {
        if (!passphrase_ask(&again, r, TR("Once more: "), err))
            return false;
        if (again.n != first.n || !secret_eq(again.p, first.p, first.n)) {
            err_set(err, E_USAGE, "passphrases differ");
            return detail(r, err, TR("the two passphrases differ; nothing was changed"));
        }
    }
    *out = first;
    first = (struct secret){0};
    return true;
}
