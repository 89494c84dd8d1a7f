/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/form.h"

#include "base/utf8.h"
#include "crypto/crypto.h"
#include "lang/msg.h"

static bool is_name(struct str s)
{
    for (isize i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-'))
            return false;
    }
    return s.n > 0 && s.n <= PARAM_NAME_MAX;
}

static bool has_control(struct str s)
{
    for (isize i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if ((c < ' ' && c != '\n' && c != '\t') || c == 0x7f)
            return true;
    }
    return false;
}

/* CRLF to LF, in a copy. */
static struct str lines_normal(struct str s, struct arena *a)
{
    char *p = NEWN(a, char, s.n ? s.n : 1);
    isize n = 0;
    for (isize i = 0; i < s.n; i++)
        if (s.p[i] != '\r' || i + 1 == s.n || s.p[i + 1] != '\n')
            p[n++] = s.p[i];
    return (struct str){p, n};
}

bool params_add(struct params *out, struct str name, struct str value, struct arena *a,
                struct err *err)
{
    if (out->n >= PARAMS_MAX)
        return err_set(err, E_LIMIT, "more than %d form values", PARAMS_MAX);
    if (!is_name(name))
        return err_set(err, E_INVALID, "form value with a malformed name");
    struct str text = lines_normal(value, a);
    if (!utf8_is_valid(text) || has_control(text))
        return err_set(err, E_INVALID, "form value is not text");
    *LIST_ADD(out, a) = (struct param){str_copy(a, name), text};
    return true;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

static bool percent_decode(struct str *out, struct str s, struct arena *a, struct err *err)
{
    char *p = NEWN(a, char, s.n ? s.n : 1);
    isize n = 0;
    for (isize i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '%') {
            int high = i + 2 < s.n ? hex_digit(s.p[i + 1]) : -1;
            int low = i + 2 < s.n ? hex_digit(s.p[i + 2]) : -1;
            if (high < 0 || low < 0)
                return err_set(err, E_INVALID, "form: a %% without two hexadecimal digits");
            p[n++] = (char)(high * 16 + low);
            i += 2;
        } else if (c <= ' ' || c >= 0x7f) {
            return err_set(err, E_INVALID, "form: a byte that must be encoded is not");
        } else {
            p[n++] = c == '+' ? ' ' : (char)c;
        }
    }
    *out = (struct str){p, n};
    return true;
}

bool params_parse(struct params *out, struct str text, struct arena *a, struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    struct params all = *out;
    struct str rest = text;
    while (rest.n) {
        struct str pair, name, value;
        str_cut(rest, '&', &pair, &rest);
        if (!pair.n)
            continue;
        str_cut(pair, '=', &name, &value);
        if (!percent_decode(&name, name, tmp.arena, err) ||
            !percent_decode(&value, value, tmp.arena, err) ||
            !params_add(&all, name, value, a, err))
            return false;
    }
    *out = all;
    return true;
}

const struct param *params_find(const struct params *p, struct str name)
{
    for (isize i = 0; i < p->n; i++)
        if (str_eq(p->at[i].name, name))
            return &p->at[i];
    return NULL;
}

struct str params_get(const struct params *p, struct str name)
{
    const struct param *found = params_find(p, name);
    return found ? found->value : (struct str){0};
}

void param_wipe(const struct param *p)
{
    union {
        const char *in;
        char *out; /* it is our own copy, made by lines_normal */
    } bytes = {.in = p->value.p};
    secret_wipe(bytes.out, p->value.n);
}

/* -1: none of them */
static int64_t choice_at(const struct field *f, struct str value)
{
    for (int64_t i = 0; f->choices[i]; i++)
        if (str_eq(value, str_from_c(f->choices[i])))
            return i;
    return -1;
}

static const char *check_choice(struct answer *a, const struct field *f)
{
    int64_t at = choice_at(f, a->text);
    a->number = at < 0 ? 0 : at;
    return at < 0 ? TR("Please choose from the answers given.") : NULL;
}

static bool is_id(struct str s)
{
    for (isize i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
            return false;
    }
    return s.n > 0 && s.n <= PARAM_NAME_MAX;
}

static const char *check_int(struct answer *a, const struct field *f)
{
    struct err err = {0};
    if (str_to_int(&a->number, a->text, f->min, f->max, &err))
        return NULL;
    return err.code == E_LIMIT ? TR("This number is too small or too large.")
                               : TR("Please write a whole number, in digits.");
}

static const char *check_many(const struct answer *a, const struct field *f)
{
    for (isize i = 0; i < a->many.n; i++)
        if (f->choices ? choice_at(f, a->many.at[i]) < 0 : !is_id(a->many.at[i]))
            return TR("Please choose from the answers given.");
    return NULL;
}

static const char *check(struct answer *a, const struct field *f)
{
    if (!a->given)
        return f->required ? TR("This needs an answer.") : NULL;
    switch (f->type) {
    case FIELD_LINE:
        if (str_find(a->text, S("\n")) >= 0)
            return TR("Please keep this on one line.");
        FALLTHROUGH;
    case FIELD_TEXT: return a->text.n > f->max ? TR("This is too long. Please shorten it.") : NULL;
    case FIELD_INT: return check_int(a, f);
    case FIELD_CHOICE: return check_choice(a, f);
    case FIELD_MANY: return check_many(a, f);
    case FIELD_ID: return is_id(a->text) ? NULL : TR("Please choose from the list.");
    case FIELD_CHECK: return NULL;
    }
    UNREACHABLE();
}

struct form form_new(const struct field *fields, struct arena *a)
{
    struct form f = {.fields = fields};
    while (fields[f.n].name)
        f.n++;
    f.answers = NEWN(a, struct answer, f.n);
    return f;
}

struct form form_read(const struct field *fields, const struct params *sent, struct arena *a)
{
    struct form f = form_new(fields, a);
    f.sent = true;
    for (isize i = 0; i < f.n; i++) {
        struct answer *answer = &f.answers[i];
        struct str name = str_from_c(fields[i].name);
        answer->text = params_get(sent, name);
        if (fields[i].type != FIELD_TEXT)
            answer->text = str_trim(answer->text);
        answer->given = str_trim(answer->text).n > 0;
        for (isize k = 0; fields[i].type == FIELD_MANY && k < sent->n; k++)
            if (str_eq(sent->at[k].name, name))
                str_list_add(&answer->many, sent->at[k].value, a);
        answer->wrong = check(answer, &fields[i]);
        f.wrong += answer->wrong != NULL;
    }
    return f;
}

void form_refuse(struct form *f, isize field, const char *wrong)
{
    ASSERT(field >= 0 && field < f->n);
    f->wrong += f->answers[field].wrong == NULL;
    f->answers[field].wrong = wrong;
}
