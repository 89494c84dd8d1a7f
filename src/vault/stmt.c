/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/stmt.h"

#include <string.h>

bool id_eq(const struct id *a, const struct id *b)
{
    return memcmp(a->b, b->b, sizeof a->b) == 0;
}

bool id_is_zero(const struct id *i)
{
    return id_eq(i, &(struct id){0});
}

/* Crockford's alphabet: no i, l, o, u, so that an id can be read over the telephone. */
static const char base32[] = "0123456789abcdefghjkmnpqrstvwxyz";
enum { ID_DIGITS = 26 }; /* 130 bits; the first digit carries three */

struct str id_write(struct arena *a, const struct id *i)
{
    char *out = NEWN(a, char, ID_DIGITS + 1);
    for (int d = 0; d < ID_DIGITS; d++) {
        int v = 0;
        for (int bit = 5 * d - 2; bit < 5 * d + 3; bit++)
            v = v << 1 | (bit < 0 ? 0 : i->b[bit / 8] >> (7 - bit % 8) & 1);
        out[d] = base32[v];
    }
    return (struct str){out, ID_DIGITS};
}

bool id_parse(struct id *out, struct str s, struct err *err)
{
    struct id got = {0};
    if (s.n != ID_DIGITS)
        return err_set(err, E_INVALID, "an id has %d letters, not %td", ID_DIGITS, s.n);
    for (int d = 0; d < ID_DIGITS; d++) {
        const char *at = s.p[d] ? strchr(base32, s.p[d]) : NULL;
        if (!at || (d == 0 && at - base32 > 7))
            return err_set(err, E_INVALID, "not an id");
        int v = (int)(at - base32);
        for (int k = 0; k < 5; k++) {
            int bit = 5 * d - 2 + k;
            if (bit >= 0 && v >> (4 - k) & 1)
                got.b[bit / 8] |= (uint8_t)(1 << (7 - bit % 8));
        }
    }
    *out = got;
    return true;
}

bool ref_eq(const struct ref *a, const struct ref *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case REF_NONE: return true;
    case REF_RECORD: return id_eq(&a->id, &b->id);
    case REF_STATEMENT: return hash_eq(&a->entry, &b->entry) && a->index == b->index;
    case REF_PASSAGE: return id_eq(&a->id, &b->id) && a->start == b->start && a->end == b->end;
    }
    UNREACHABLE();
}

struct ref ref_record(struct id id)
{
    return (struct ref){.kind = REF_RECORD, .id = id};
}

struct ref ref_passage(struct id document, int64_t start, int64_t end)
{
    return (struct ref){.kind = REF_PASSAGE, .id = document, .start = start, .end = end};
}

struct ref ref_statement(struct hash entry, int64_t index)
{
    return (struct ref){.kind = REF_STATEMENT, .entry = entry, .index = index};
}

struct value value_text(struct str s)
{
    return (struct value){.type = V_TEXT, .text = s};
}

struct value value_date(struct str edtf)
{
    return (struct value){.type = V_DATE, .text = edtf};
}

struct value value_term(struct str term)
{
    return (struct value){.type = V_TERM, .text = term};
}

struct value value_record(struct id id)
{
    return (struct value){.type = V_RECORD, .ref = ref_record(id)};
}

struct value value_number(int64_t n)
{
    return (struct value){.type = V_NUMBER, .number = n};
}

struct value value_statement(struct hash entry, int64_t index)
{
    return (struct value){.type = V_STATEMENT, .ref = ref_statement(entry, index)};
}

struct value value_bytes(const void *p, isize n)
{
    return (struct value){.type = V_BYTES, .text = {p, n}};
}

/* ---- writing */

static void ref_write(struct buf *b, const struct ref *r)
{
    switch (r->kind) {
    case REF_RECORD: cbor_put_bytes(b, r->id.b, sizeof r->id.b); return;
    case REF_STATEMENT:
        cbor_put_array(b, 2);
        cbor_put_bytes(b, r->entry.b, HASH_N);
        cbor_put_uint(b, (uint64_t)r->index);
        return;
    case REF_PASSAGE:
        cbor_put_array(b, 3);
        cbor_put_bytes(b, r->id.b, sizeof r->id.b);
        cbor_put_uint(b, (uint64_t)r->start);
        cbor_put_uint(b, (uint64_t)r->end);
        return;
    case REF_NONE: break;
    }
    UNREACHABLE();
}

static void quantity_write(struct buf *b, const struct quantity *q)
{
    cbor_put_map(b, q->has_min + q->has_max + (q->bound != BOUND_NONE) + (q->unit.n > 0) +
                        (q->population.n > 0) + (q->measure.n > 0));
    if (q->has_min) {
        cbor_put_uint(b, 1);
        cbor_put_int(b, q->min);
    }
    if (q->has_max) {
        cbor_put_uint(b, 2);
        cbor_put_int(b, q->max);
    }
    if (q->bound != BOUND_NONE) {
        cbor_put_uint(b, 3);
        cbor_put_uint(b, q->bound);
    }
    const struct str texts[] = {q->unit, q->population, q->measure};
    for (int i = 0; i < 3; i++) {
        if (texts[i].n) {
            cbor_put_uint(b, (uint64_t)i + 4);
            cbor_put_text(b, texts[i]);
        }
    }
}

static void value_write(struct buf *b, const struct value *v)
{
    static const char items[V__COUNT] = {
        [V_TEXT] = 2,   [V_DATE] = 2,      [V_QUANTITY] = 2, [V_PLACE] = 2,
        [V_RECORD] = 2, [V_FILE] = 5,      [V_TERM] = 2,     [V_SEALED] = 2,
        [V_NUMBER] = 2, [V_STATEMENT] = 3, [V_BYTES] = 2,    [V_PIECE] = 3};
    bool placed = v->type == V_PLACE && v->ref.kind == REF_RECORD;
    cbor_put_array(b, items[v->type] + placed);
    cbor_put_uint(b, v->type);
    switch (v->type) {
    case V_TEXT:
    case V_DATE:
    case V_TERM:
    case V_PLACE:
        cbor_put_text(b, v->text);
        if (placed)
            ref_write(b, &v->ref);
        return;
    case V_QUANTITY: quantity_write(b, &v->quantity); return;
    case V_RECORD: ref_write(b, &v->ref); return;
    case V_FILE:
        cbor_put_bytes(b, v->hash.b, HASH_N);
        cbor_put_uint(b, (uint64_t)v->number);
        cbor_put_text(b, v->media);
        cbor_put_bytes(b, v->key, KEY_N);
        return;
    case V_SEALED: cbor_put_bytes(b, v->hash.b, HASH_N); return;
    case V_NUMBER: cbor_put_int(b, v->number); return;
    case V_STATEMENT:
        cbor_put_bytes(b, v->ref.entry.b, HASH_N);
        cbor_put_uint(b, (uint64_t)v->ref.index);
        return;
    case V_BYTES: cbor_put_bytes(b, v->text.p, v->text.n); return;
    case V_PIECE:
        cbor_put_uint(b, (uint64_t)v->number);
        cbor_put_text(b, v->text);
        return;
    case V__COUNT: break;
    }
    UNREACHABLE();
}

static void put_key_text(struct buf *b, uint64_t key, struct str s)
{
    if (s.n) {
        cbor_put_uint(b, key);
        cbor_put_text(b, s);
    }
}

static void put_key_uint(struct buf *b, uint64_t key, uint64_t n, bool said)
{
    if (said) {
        cbor_put_uint(b, key);
        cbor_put_uint(b, n);
    }
}

static bool has_holder(const struct stmt *s)
{
    return s->holder_name.n || !id_is_zero(&s->holder);
}

static isize count_keys(const struct stmt *s)
{
    return 3 + (s->language.n > 0) + (s->source.kind != REF_NONE) + (s->as_written.n > 0) +
           (s->hedge > 0) + (s->hearsay >= 0) + has_holder(s) + (s->as_of.n > 0) +
           (s->reliability > 0) + (s->closeness > 0) + (s->rule.n > 0) + (s->qualifiers > 0);
}

void stmt_write(struct buf *b, const struct stmt *s)
{
    cbor_put_map(b, count_keys(s));
    cbor_put_uint(b, 1);
    ref_write(b, &s->subject);
    cbor_put_uint(b, 2);
    cbor_put_text(b, s->property);
    cbor_put_uint(b, 3);
    value_write(b, &s->value);
    put_key_text(b, 4, s->language);
    if (s->source.kind != REF_NONE) {
        cbor_put_uint(b, 5);
        ref_write(b, &s->source);
    }
    put_key_text(b, 6, s->as_written);
    put_key_uint(b, 7, (uint64_t)s->hedge, s->hedge > 0);
    put_key_uint(b, 8, (uint64_t)s->hearsay, s->hearsay >= 0);
    if (has_holder(s)) {
        cbor_put_uint(b, 9);
        if (s->holder_name.n)
            cbor_put_text(b, s->holder_name);
        else
            cbor_put_bytes(b, s->holder.b, sizeof s->holder.b);
    }
    put_key_text(b, 10, s->as_of);
    put_key_uint(b, 11, (uint64_t)s->reliability, s->reliability > 0);
    put_key_uint(b, 12, (uint64_t)s->closeness, s->closeness > 0);
    if (s->rule.n) {
        cbor_put_uint(b, 13);
        cbor_put_array(b, 3);
        cbor_put_text(b, s->rule);
        cbor_put_uint(b, (uint64_t)s->rule_version);
        cbor_put_uint(b, (uint64_t)s->rule_score);
    }
    put_key_uint(b, 14, s->qualifiers, s->qualifiers > 0);
}

/* ---- reading */

static struct id read_id(struct cbor *c)
{
    struct id id = {0};
    struct str s = cbor_bytes_n(c, sizeof id.b);
    if (s.n)
        memcpy(id.b, s.p, sizeof id.b);
    return id;
}

static struct hash read_hash(struct cbor *c)
{
    struct hash h = {0};
    struct str s = cbor_bytes_n(c, HASH_N);
    if (s.n)
        memcpy(h.b, s.p, HASH_N);
    return h;
}

static int64_t read_uint(struct cbor *c, int64_t max)
{
    uint64_t n = cbor_uint(c);
    if (n > (uint64_t)max)
        cbor_refuse(c, "a number out of range");
    return c->fault ? 0 : (int64_t)n;
}

/* A text that is there is not empty: else "absent" and "empty" would be two spellings of one. */
static struct str read_text(struct cbor *c)
{
    struct str s = cbor_text(c);
    if (s.n == 0)
        cbor_refuse(c, "an empty text");
    return s;
}

static struct ref read_ref(struct cbor *c, bool statement_too)
{
    struct ref r = {0};
    if (cbor_peek(c) == CBOR_BYTES)
        return ref_record(read_id(c));
    isize n = cbor_array(c);
    if (n == 2 && statement_too) {
        r.kind = REF_STATEMENT;
        r.entry = read_hash(c);
        r.index = read_uint(c, STMTS_PER_ENTRY - 1);
    } else if (n == 3) {
        r.kind = REF_PASSAGE;
        r.id = read_id(c);
        r.start = read_uint(c, INT32_MAX);
        r.end = read_uint(c, INT32_MAX);
        if (r.end < r.start)
            cbor_refuse(c, "a passage that ends before it begins");
    } else {
        cbor_refuse(c, "not a reference");
    }
    return r;
}

static struct quantity read_quantity(struct cbor *c)
{
    struct quantity q = {0};
    int64_t last = -1;
    for (isize n = cbor_map(c); n > 0 && !c->fault; n--) {
        switch (cbor_key(c, &last)) {
        case 1:
            q.has_min = true;
            q.min = cbor_int(c);
            break;
        case 2:
            q.has_max = true;
            q.max = cbor_int(c);
            break;
        case 3:
            q.bound = (enum bound)read_uint(c, BOUND_WORDS);
            if (q.bound == BOUND_NONE)
                cbor_refuse(c, "a bound of none");
            break;
        case 4: q.unit = read_text(c); break;
        case 5: q.population = read_text(c); break;
        case 6: q.measure = read_text(c); break;
        default: cbor_refuse(c, "an unknown part of a quantity");
        }
    }
    return q;
}

static struct value read_value(struct cbor *c)
{
    static const char items[V__COUNT] = {2, 2, 2, 2, 2, 5, 2, 2, 2, 3, 2, 3};
    isize n = cbor_array(c);
    struct value v = {.type = (enum value_type)read_uint(c, V__COUNT - 1)};
    bool placed = v.type == V_PLACE && n == 3;
    if (n != items[v.type] + placed)
        cbor_refuse(c, "a value of another length");
    switch (v.type) {
    case V_TEXT:
    case V_DATE:
    case V_TERM:
    case V_PLACE:
        v.text = cbor_text(c);
        if (placed)
            v.ref = ref_record(read_id(c));
        break;
    case V_QUANTITY: v.quantity = read_quantity(c); break;
    case V_RECORD: v.ref = ref_record(read_id(c)); break;
    case V_FILE: {
        v.hash = read_hash(c);
        v.number = read_uint(c, INT64_MAX);
        v.media = read_text(c);
        struct str key = cbor_bytes_n(c, KEY_N);
        if (key.n)
            memcpy(v.key, key.p, KEY_N);
        break;
    }
    case V_SEALED: v.hash = read_hash(c); break;
    case V_NUMBER: v.number = cbor_int(c); break;
    case V_STATEMENT:
        v.ref = ref_statement(read_hash(c), 0);
        v.ref.index = read_uint(c, STMTS_PER_ENTRY - 1);
        break;
    case V_BYTES: v.text = cbor_bytes(c); break;
    case V_PIECE:
        v.number = read_uint(c, INT32_MAX);
        v.text = cbor_text(c);
        break;
    case V__COUNT: break;
    }
    return v;
}

static void read_holder(struct cbor *c, struct stmt *s)
{
    if (cbor_peek(c) == CBOR_BYTES) {
        s->holder = read_id(c);
        if (id_is_zero(&s->holder))
            cbor_refuse(c, "a holder of zeros");
    } else {
        s->holder_name = read_text(c);
    }
}

static void read_rule(struct cbor *c, struct stmt *s)
{
    if (cbor_array(c) != 3)
        cbor_refuse(c, "not a rule");
    s->rule = read_text(c);
    s->rule_version = (int)read_uint(c, INT32_MAX);
    s->rule_score = (int)read_uint(c, 1000);
}

static int read_code(struct cbor *c, int64_t max)
{
    int code = (int)read_uint(c, max);
    if (code == 0)
        cbor_refuse(c, "a code of zero");
    return code;
}

static void read_key(struct cbor *c, struct stmt *s, int64_t key)
{
    switch (key) {
    case 1: s->subject = read_ref(c, true); return;
    case 2: s->property = read_text(c); return;
    case 3: s->value = read_value(c); return;
    case 4: s->language = read_text(c); return;
    case 5: s->source = read_ref(c, false); return;
    case 6: s->as_written = read_text(c); return;
    case 7: s->hedge = read_code(c, INT32_MAX); return;
    case 8: s->hearsay = (int)read_uint(c, INT8_MAX); return;
    case 9: read_holder(c, s); return;
    case 10: s->as_of = read_text(c); return;
    case 11: s->reliability = read_code(c, INT32_MAX); return;
    case 12: s->closeness = read_code(c, INT32_MAX); return;
    case 13: read_rule(c, s); return;
    case 14: s->qualifiers = (unsigned)read_code(c, 7); return;
    default: cbor_refuse(c, "an unknown part of a statement");
    }
}

bool stmt_parse(struct stmt *out, struct str bytes, struct err *err)
{
    struct stmt s = STMT(.hedge = 0);
    struct cbor c = cbor_of(bytes);
    int64_t last = -1;
    if (bytes.n > STMT_MAX)
        return err_set(err, E_LIMIT, "statement of %td bytes", bytes.n);
    for (isize n = cbor_map(&c); n > 0 && !c.fault; n--) {
        int64_t before = last, key = cbor_key(&c, &last);
        if (!c.fault && before < 3 && key != before + (before < 0 ? 2 : 1))
            cbor_refuse(&c, "no subject, property or value");
        else if (!c.fault)
            read_key(&c, &s, key);
    }
    if (last < 3)
        cbor_refuse(&c, "no subject, property or value");
    if (!cbor_done(&c, err))
        return err_in(err, "statement");
    *out = s;
    return true;
}

struct hash stmt_digest(const uint8_t salt[SALT_N], struct str bytes)
{
    static const char mark[] = "cairn.stmt.v1"; /* its NUL is part of it */
    return hash_sha256_3((struct str){mark, sizeof mark}, (struct str){(const char *)salt, SALT_N},
                         bytes);
}
