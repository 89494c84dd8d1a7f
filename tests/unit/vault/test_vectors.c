/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The vectors of docs/formats/journal.md: tests/corpus/journal/vectors.txt is what this program
 * writes from fixed keys, and what it refuses. The format cannot change, so neither can the file:
 * new vectors are added at its end. VECTORS=FILE writes it anew.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sys/file.h"
#include "test.h"
#include "vault/entry.h"

enum { FILE_MAX = 1 << 20 };

static const struct id anna = {{1, 0x8b, 0xcf, 0xe5, 0x68, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}};
static const struct id paper = {
    {1, 0x8b, 0xcf, 0xe5, 0x69, 0, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20}};
static const struct id member = {
    {1, 0x8b, 0xcf, 0xe5, 0x60, 0, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30}};
static const struct hash some_hash = {{0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14}};

struct vector_stmt {
    const char *name;
    struct stmt s;
};

#define ABOUT_ANNA .subject = ref_record(anna)

/* Every type of value and every key, and numbers at the borders of their lengths. */
static isize statements(struct vector_stmt *out)
{
    struct value placed = {.type = V_PLACE, .text = S("Tumen")};
    placed.ref = ref_record(paper);
    struct value file = {.type = V_FILE,
                         .hash = some_hash,
                         .number = 70000,
                         .media = S("application/pdf"),
                         .key = {0xaa, 0xbb}};
    const struct vector_stmt all[] = {
        {"text in Korean", STMT(ABOUT_ANNA, .property = S("core:name"),
                                .value = value_text(S("리철호")), .language = S("ko"))},
        {"empty text", STMT(ABOUT_ANNA, .property = S("core:note"), .value = value_text(S("")))},
        {"date", STMT(ABOUT_ANNA, .property = S("core:date"), .value = value_date(S("1999-21")),
                      .as_written = S("spring 1999"), .qualifiers = QUALIFIER_INFERRED)},
        {"quantity", STMT(ABOUT_ANNA, .property = S("core:figure"),
                          .value = {.type = V_QUANTITY,
                                    .quantity = {.has_min = true,
                                                 .has_max = true,
                                                 .min = 23,
                                                 .max = 24,
                                                 .bound = BOUND_BETWEEN,
                                                 .unit = S("people"),
                                                 .population = S("women from Musan"),
                                                 .measure = S("measure:detained")}},
                          .hedge = 2, .holder_name = S("an aid worker"), .as_of = S("2012-02"),
                          .reliability = 2, .closeness = 3)},
        {"quantity by words only",
         STMT(ABOUT_ANNA, .property = S("core:figure"),
              .value = {.type = V_QUANTITY, .quantity = {.bound = BOUND_WORDS}},
              .as_written = S("scores"), .holder = paper)},
        {"place", STMT(ABOUT_ANNA, .property = S("core:place"),
                       .value = {.type = V_PLACE, .text = S("圖們")})},
        {"place with its record", STMT(ABOUT_ANNA, .property = S("core:place"), .value = placed)},
        {"record", STMT(ABOUT_ANNA, .property = S("core:same"), .value = value_record(paper))},
        {"file", STMT(.subject = ref_record(paper), .property = S("core:file"), .value = file)},
        {"term",
         STMT(ABOUT_ANNA, .property = S("core:type"), .value = value_term(S("type:person")))},
        {"sealed", STMT(.subject = ref_record(member), .property = S("core:member_name"),
                        .value = {.type = V_SEALED, .hash = some_hash})},
        {"flag about a statement", STMT(.subject = ref_statement(some_hash, 4094),
                                        .property = S("core:retracted"), .value = value_number(1))},
        {"least number",
         STMT(ABOUT_ANNA, .property = S("team:n"), .value = value_number(INT64_MIN))},
        {"greatest number",
         STMT(ABOUT_ANNA, .property = S("team:n"), .value = value_number(INT64_MAX))},
        {"number of two bytes",
         STMT(ABOUT_ANNA, .property = S("team:n"), .value = value_number(-25))},
        {"number of three bytes",
         STMT(ABOUT_ANNA, .property = S("team:n"), .value = value_number(256))},
        {"number of five bytes",
         STMT(ABOUT_ANNA, .property = S("team:n"), .value = value_number(65536))},
        {"statement", STMT(.subject = ref_statement(some_hash, 0), .property = S("core:corrects"),
                           .value = value_statement(some_hash, 255))},
        {"bytes", STMT(.subject = ref_record(member), .property = S("core:member_key"),
                       .value = value_bytes(some_hash.b, HASH_N))},
        {"piece of a text",
         STMT(.subject = ref_record(paper), .property = S("core:text"),
              .value = {.type = V_PIECE, .number = 32768, .text = S("On 14 July\n")},
              .language = S("en"))},
        {"label on a passage",
         STMT(.subject = ref_passage(paper, 24, 65535), .property = S("core:sensitivity"),
              .value = value_term(S("sensitivity:secret")))},
        {"accepted proposal",
         STMT(ABOUT_ANNA, .property = S("core:name"), .value = value_text(S("Anna")),
              .source = ref_passage(paper, 0, 23), .as_written = S("ANNA"), .rule = S("name"),
              .rule_version = 3, .rule_score = 1000, .qualifiers = 7)},
    };
    memcpy(out, all, sizeof all);
    out[3].s.hearsay = 0; /* the source saw it */
    return COUNTOF(all);
}

struct writer {
    struct buf b;
    struct arena *a;
};

static void put(struct writer *w, const char *key, struct str bytes)
{
    buf_addf(&w->b, "%s ", key);
    buf_add(&w->b, str_hex(w->a, bytes.p, bytes.n));
    buf_add_c(&w->b, '\n');
}

static struct hash put_statement(struct writer *w, const struct vector_stmt *v, uint8_t n)
{
    struct buf bytes = buf_in(w->a, STMT_MAX);
    uint8_t salt[SALT_N];
    memset(salt, n, SALT_N);
    stmt_write(&bytes, &v->s);
    struct hash digest = stmt_digest(salt, buf_str(&bytes));
    buf_addf(&w->b, "\nstatement %s\n", v->name);
    put(w, "salt", (struct str){(char *)salt, SALT_N});
    put(w, "bytes", buf_str(&bytes));
    put(w, "digest", HASH_STR(&digest));
    return digest;
}

static struct sign_key key_of(uint8_t mark)
{
    uint8_t seed[KEY_N];
    memset(seed, mark, KEY_N);
    AUTO(secret_drop) struct secret s = secret_from(seed, KEY_N);
    return sign_key_from_seed(&s);
}

static struct hash put_entry(struct writer *w, const char *name, const struct sign_key *k,
                             const struct entry *e)
{
    struct buf bytes = buf_in(w->a, ENTRY_MAX);
    uint8_t sig[SIGNATURE_N];
    entry_write(&bytes, e);
    sign_make(sig, k, buf_str(&bytes));
    struct hash id = entry_id(buf_str(&bytes));
    buf_addf(&w->b, "\nentry %s\n", name);
    put(w, "bytes", buf_str(&bytes));
    put(w, "id", HASH_STR(&id));
    put(w, "signature", (struct str){(char *)sig, SIGNATURE_N});
    return id;
}

static struct device_key device_of(const struct sign_key *k)
{
    struct device_key d;
    memcpy(d.b, k->public, KEY_N);
    return d;
}

static void put_certificate(struct writer *w, const struct sign_key *m, const struct sign_key *d)
{
    uint8_t bytes[KEY_N + SIGNATURE_N];
    struct device_key device = device_of(d);
    memcpy(bytes, device.b, KEY_N);
    sign_make(bytes + KEY_N, m, device_certificate_text(&member, &device, w->a));
    buf_addf(&w->b, "\ncertificate of the first device\n");
    put(w, "member", ID_STR(&member));
    put(w, "key", (struct str){(const char *)m->public, KEY_N});
    put(w, "certificate", (struct str){(char *)bytes, sizeof bytes});
}

/* A first entry, the next of the same device, one of another device that has seen it. */
static void put_entries(struct writer *w, const struct hash *digests, isize n)
{
    AUTO(sign_key_drop)
    struct sign_key m = key_of(0x11), first = key_of(0x22), other = key_of(0x33);
    struct entry e = {.device = device_of(&first),
                      .member = member,
                      .seq = 1,
                      .depth = 1,
                      .time = 1700000000,
                      .kind = ENTRY_BEGIN,
                      .digests = digests,
                      .digest_n = 3};
    put_certificate(w, &m, &first);
    struct hash begin = put_entry(w, "that begins a workspace", &first, &e);
    e = (struct entry){.has_workspace = true,
                       .workspace = begin,
                       .device = device_of(&first),
                       .member = member,
                       .seq = 2,
                       .has_prev = true,
                       .prev = begin,
                       .depth = 2,
                       .time = -1,
                       .kind = ENTRY_IMPORT,
                       .batch = {true, {{5, 6, 7}}, 24, true},
                       .digests = digests,
                       .digest_n = n};
    struct hash second = put_entry(w, "that closes a batch, before 1970", &first, &e);
    struct head seen = {device_of(&first), 2, second};
    e = (struct entry){.has_workspace = true,
                       .workspace = begin,
                       .device = device_of(&other),
                       .member = member,
                       .seq = 1,
                       .depth = 3,
                       .time = 1700000001,
                       .kind = ENTRY_DEVICE,
                       .heads = &seen,
                       .head_n = 1};
    (void)put_entry(w, "of another device, which has seen the first, without statements", &other,
                    &e);
    e.kind = 200;
    (void)put_entry(w, "of a kind that nobody knows", &other, &e);
}

/* What is well meant and not the one spelling, and what is not meant well. */
static const struct {
    const char *name, *bytes;
} refused[] = {
    {"statement: nothing", ""},
    {"statement: an empty map", "a0"},
    {"statement: bytes after its end", "a30150018bcfe568000102030405060708090a026474656d6e03820801"
                                       "00"},
    {"statement: no value", "a20150018bcfe568000102030405060708090a026474656d6e"},
    {"statement: number not in its shortest form",
     "a30150018bcfe568000102030405060708090a026474656d6e0382081801"},
    {"statement: length not in its shortest form",
     "a3015810018bcfe568000102030405060708090a026474656d6e03820801"},
    {"statement: keys out of order", "a302647465616d0150018bcfe568000102030405060708090a03820801"},
    {"statement: a key twice", "a4"
                               "0150018bcfe568000102030405060708090a"
                               "026474656d6e"
                               "03820801"
                               "03820801"},
    {"statement: unknown key", "a4"
                               "0150018bcfe568000102030405060708090a"
                               "026474656d6e"
                               "03820801"
                               "0f01"},
    {"statement: indefinite map", "bf"
                                  "0150018bcfe568000102030405060708090a"
                                  "026474656d6e"
                                  "03820801"
                                  "ff"},
    {"statement: a tag", "c1a3"
                         "0150018bcfe568000102030405060708090a"
                         "026474656d6e"
                         "03820801"},
    {"statement: a float", "a3"
                           "0150018bcfe568000102030405060708090a"
                           "026474656d6e"
                           "038208f93c00"},
    {"statement: true", "a3"
                        "0150018bcfe568000102030405060708090a"
                        "026474656d6e"
                        "038208f5"},
    {"statement: text that is not UTF-8", "a3"
                                          "0150018bcfe568000102030405060708090a"
                                          "0264746580ff"
                                          "03820801"},
    {"statement: an empty property", "a3"
                                     "0150018bcfe568000102030405060708090a"
                                     "0260"
                                     "03820801"},
    {"statement: subject of 15 bytes", "a3"
                                       "014f018bcfe5680001020304050607080909"
                                       "026474656d6e"
                                       "03820801"},
    {"statement: unknown type of value", "a3"
                                         "0150018bcfe568000102030405060708090a"
                                         "026474656d6e"
                                         "03820c01"},
    {"statement: value with one item too many", "a3"
                                                "0150018bcfe568000102030405060708090a"
                                                "026474656d6e"
                                                "0383080101"},
    {"statement: an array of 2^30 items", "a3"
                                          "0150018bcfe568000102030405060708090a"
                                          "026474656d6e"
                                          "039a40000000"},
    {"statement: hedge of zero", "a4"
                                 "0150018bcfe568000102030405060708090a"
                                 "026474656d6e"
                                 "03820801"
                                 "0700"},
    {"statement: empty language", "a4"
                                  "0150018bcfe568000102030405060708090a"
                                  "026474656d6e"
                                  "03820801"
                                  "0460"},
    {"entry: nothing", ""},
    {"entry: without its mark", "a0"},
    {"entry: mark of another version", "636169726e2e656e7472792e763200a0"},
    {"entry: mark and an empty map", "636169726e2e656e7472792e763100a0"},
};

static struct str make(struct test *t)
{
    struct writer w = {buf_in(t->a, FILE_MAX), t->a};
    struct vector_stmt v[64];
    struct hash digests[64];
    isize n = statements(v);
    buf_add(&w.b, S("# SPDX-License-Identifier: GPL-3.0-or-later\n"
                    "# Vectors of docs/formats/journal.md; bytes are hexadecimal. Salts are one "
                    "byte, sixteen times.\n"
                    "# Keys: the Ed25519 seeds are one byte, thirty-two times: member 11, devices "
                    "22 and 33.\n"));
    for (isize i = 0; i < n; i++)
        digests[i] = put_statement(&w, &v[i], (uint8_t)(i + 1));
    put_entries(&w, digests, n);
    for (isize i = 0; i < COUNTOF(refused); i++)
        buf_addf(&w.b, "\nrefused %s\nbytes %s\n", refused[i].name, refused[i].bytes);
    CHECK(!w.b.full);
    return buf_str(&w.b);
}

static struct str corpus(struct test *t)
{
    struct str bytes;
    const char *path = test_source_path(t, "tests/corpus/journal/vectors.txt");
    CHECK(path);
    CHECK_OK(file_read(&bytes, sys_real(), str_from_c(path), FILE_MAX, t->a, &err));
    return bytes;
}

TEST(vectors_are_what_this_program_writes)
{
    struct str made = make(t), want;
    const char *to = getenv("VECTORS");
    if (to)
        CHECK_OK(file_write(sys_real(), str_from_c(to), made, 0644, &err));
    want = corpus(t);
    struct str x = made, y = want, line, other;
    while (str_line(&x, &line)) {
        CHECK(str_line(&y, &other));
        CHECK_STR(line, other);
    }
    CHECK_INT(made.n, want.n);
}

/* One line "key value" of the file. */
static bool field(struct str *out, struct str *rest, const char *key, struct arena *a)
{
    struct str line, head, tail, before = *rest;
    if (!str_line(rest, &line) || !str_cut(line, ' ', &head, &tail) ||
        !str_eq(head, str_from_c(key))) {
        *rest = before;
        return false;
    }
    uint8_t *bytes = NEWN(a, uint8_t, tail.n / 2 + 1);
    struct err e = {0};
    *out =
        str_from_hex(bytes, tail.n / 2, tail, &e) ? (struct str){(char *)bytes, tail.n / 2} : tail;
    return true;
}

static void check_statement(struct str *rest, struct arena *a)
{
    struct str salt, bytes, digest;
    struct stmt s;
    CHECK(field(&salt, rest, "salt", a) && field(&bytes, rest, "bytes", a) &&
          field(&digest, rest, "digest", a));
    CHECK_OK(stmt_parse(&s, bytes, &err));
    struct buf again = buf_in(a, STMT_MAX);
    stmt_write(&again, &s);
    CHECK_STR(buf_str(&again), bytes);
    CHECK_INT(salt.n, SALT_N);
    struct hash h = stmt_digest((const uint8_t *)salt.p, bytes);
    CHECK_STR(HASH_STR(&h), digest);
}

static void check_entry(struct str *rest, struct arena *a)
{
    struct str bytes, id, sig;
    struct entry e;
    CHECK(field(&bytes, rest, "bytes", a) && field(&id, rest, "id", a) &&
          field(&sig, rest, "signature", a));
    CHECK_OK(entry_parse(&e, bytes, a, &err));
    struct buf again = buf_in(a, ENTRY_MAX);
    entry_write(&again, &e);
    CHECK_STR(buf_str(&again), bytes);
    struct hash h = entry_id(bytes);
    CHECK_STR(HASH_STR(&h), id);
    CHECK(sign_is_good((const uint8_t *)sig.p, e.device.b, bytes));
}

static void check_refused(struct str name, struct str *rest, struct arena *a)
{
    struct str bytes;
    struct stmt s;
    struct entry e;
    struct err err = {0};
    CHECK(field(&bytes, rest, "bytes", a));
    CHECK(str_starts(name, S("entry")) ? !entry_parse(&e, bytes, a, &err)
                                       : !stmt_parse(&s, bytes, &err));
    CHECK_INT(err.code, E_CORRUPT);
}

TEST(vectors_are_read_and_those_to_be_refused_are)
{
    struct str rest = corpus(t), line, kind, name;
    int n[3] = {0};
    while (str_line(&rest, &line)) {
        if (!str_cut(line, ' ', &kind, &name))
            continue;
        if (str_eq(kind, S("statement")) && ++n[0])
            check_statement(&rest, t->a);
        else if (str_eq(kind, S("entry")) && ++n[1])
            check_entry(&rest, t->a);
        else if (str_eq(kind, S("refused")) && ++n[2])
            check_refused(name, &rest, t->a);
    }
    CHECK(n[0] >= 22 && n[1] >= 4 && n[2] >= 25);
}
