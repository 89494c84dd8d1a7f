/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a form gives is text; written again and read again it is the same. */
#include "base/utf8.h"
#include "web/form.h"
#include "web/html.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const choices[] = {"a", "b", NULL};
/* clang-format off */
static const struct field fields[] = {
    {"a", "A", FIELD_LINE, .max = 20, .required = true},
    {"b", "B", FIELD_TEXT, .max = 50},
    {"c", "C", FIELD_INT, .min = -5, .max = 500},
    {"d", "D", FIELD_CHOICE, .choices = choices},
    {"e", "E", FIELD_MANY, .max = 0},
    {"f", "F", FIELD_ID, .max = 0},
    {"g", "G", FIELD_CHECK, .max = 0},
    {0},
};
/* clang-format on */

static void check_form(const struct form *f)
{
    isize wrong = 0;
    for (isize i = 0; i < f->n; i++)
        wrong += f->answers[i].wrong != NULL;
    ASSERT(wrong == f->wrong);
    if (!f->answers[2].wrong && f->answers[2].given)
        ASSERT(f->answers[2].number >= -5 && f->answers[2].number <= 500);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(NULL);
    struct params p = {0}, again = {0};
    struct err err = {0};
    if (!params_parse(&p, (struct str){(const char *)data, (isize)size}, tmp.arena, &err)) {
        ASSERT((err.code == E_INVALID || err.code == E_LIMIT) && !p.n);
        return 0;
    }
    struct buf b = buf_in(tmp.arena, 1 << 24);
    struct html h = {.out = &b, .a = tmp.arena};
    for (isize i = 0; i < p.n; i++) {
        ASSERT(utf8_is_valid(p.at[i].value));
        buf_add(&b, p.at[i].name);
        buf_add_c(&b, '=');
        html_url_part(&h, p.at[i].value);
        buf_add_c(&b, '&');
    }
    ASSERT(params_parse(&again, buf_str(&b), tmp.arena, &err) && again.n == p.n);
    for (isize i = 0; i < p.n; i++)
        ASSERT(str_eq(p.at[i].value, again.at[i].value));
    struct form f = form_read(fields, &p, tmp.arena);
    check_form(&f);
    return 0;
}
