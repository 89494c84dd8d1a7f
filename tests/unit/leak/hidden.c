/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hidden.h"

#include <string.h>

#include "act/final.h"
#include "act/sent.h"
#include "read/proposal.h"
#include "record/consent.h"
#include "record/document.h"
#include "record/ids.h"

const char hidden_paper[] = "Oriole Quaverly was arrested in Helin on 2 May 2020.\n";
const char *const hidden_words[] = {"Oriole", "Quaverly", NULL};

static void hide(struct case_test *c, struct ref what)
{
    CHECK_OK(label_set(&c->box.w, &what, P_SENSITIVITY, SENSITIVITY_SECRET, S("she asked"), &err));
}

static struct hidden hide_record(struct case_test *c, struct id id)
{
    hide(c, ref_record(id));
    return (struct hidden){.record = id};
}

static struct hidden hide_statement(struct case_test *c, int64_t no)
{
    hide(c, box_ref(&c->box, no));
    return (struct hidden){.statement = no};
}

static struct hidden person(struct case_test *c, struct test *t)
{
    (void)t;
    struct id id = case_record(c, TYPE_PERSON, "core:name", value_text(S("Oriole Quaverly")));
    case_say(c, id, "core:alias", value_text(S("Ri Song-hui Quaverly")), 0, 0);
    case_say(c, id, "core:home_place", (struct value){.type = V_PLACE, .text = S("Helin")}, 0, 0);
    case_say(c, id, "core:birth_date", value_date(S("1990-05")), 0, 0);
    return hide_record(c, id);
}

static struct hidden statement(struct case_test *c, struct test *t)
{
    (void)t;
    return hide_statement(
        c, case_say(c, c->person, "core:alias", value_text(S("Oriole of Helin")), 0, 0));
}

static struct hidden second_name(struct case_test *c, struct test *t)
{
    (void)t;
    return hide_statement(
        c, case_say(c, c->person, "core:occupation", value_text(S("Quaverly")), 0, 0));
}

static struct id paper(struct case_test *c, struct test *t, const char *text)
{
    struct stmt *pieces;
    isize found;
    struct id id = case_record(c, TYPE_DOCUMENT, "core:title", value_text(S("Oriole's letter")));
    isize n = document_pieces(&pieces, id, str_from_c(text), S("en"), t->a);
    CHECK_OK(workspace_say(&c->box.w, ENTRY_ADD, pieces, n, NULL, &err));
    CHECK_OK(proposals_find(&found, &c->box.w, id, &err));
    return id;
}

static struct hidden document(struct case_test *c, struct test *t)
{
    struct hash sum = hash_sha256(str_from_c(hidden_paper));
    struct id id = paper(c, t,
                         "To: President of the People's Republic of China\n\n"
                         "On 14 July 2021 Oriole Quaverly and forty women were arrested in Helin "
                         "and repatriated.\n");
    case_say(c, id, "core:sha256", value_text(str_hex(t->a, sum.b, HASH_N)), 0, 0);
    return hide_record(c, id);
}

static struct hidden event(struct case_test *c, struct test *t)
{
    (void)t;
    struct id id = case_record(c, TYPE_EVENT, "core:event_kind", value_term(S("event:arrest")));
    case_say(c, id, "core:date", value_date(S("2023-10-10")), 0, 0);
    case_say(c, id, "core:victim", value_record(c->person), 0, 0);
    case_say(c, id, "core:description", value_text(S("Oriole was taken in Helin.")), 0, 0);
    return hide_record(c, id);
}

static struct hidden deadline(struct case_test *c, struct test *t)
{
    (void)t;
    struct id id = case_record(c, TYPE_DEADLINE, "core:due", value_date(S("2023-11-10")));
    case_say(c, id, "core:note", value_text(S("Quaverly must answer")), 0, 0);
    return hide_record(c, id);
}

/* Who the consent is for is hidden; that one ends is told by its own record, which belongs to her.
 */
static struct hidden consent(struct case_test *c, struct test *t)
{
    struct hidden h = person(c, t);
    struct id id;
    struct consent_given g = {.what = ref_record(h.record),
                              .level = TERM_CONSENT_PUBLIC_CODE,
                              .how = TERM_CONSENT_HOW_CANNOT_BE_ASKED,
                              .until = S("2023-11-20"),
                              .reason = S("Oriole is held")};
    CHECK_OK(consent_give(&id, &c->box.w, &g, &err));
    return (struct hidden){.record = id};
}

static struct hidden letter(struct case_test *c, struct test *t)
{
    (void)t;
    struct id id = case_record(c, TYPE_LETTER, "core:title", value_text(S("For Oriole Quaverly")));
    case_say(c, id, "core:note", value_text(S("about Ri Song-hui")), 0, 0);
    return hide_record(c, id);
}

static struct hidden link(struct case_test *c, struct test *t)
{
    struct hidden h = person(c, t);
    CHECK_OK(record_link(&c->box.w, &c->person, &h.record, true, S("Quaverly told us"), &err));
    return h;
}

static struct hidden link_of_two(struct case_test *c, struct test *t)
{
    (void)t;
    return hide_statement(c, case_say(c, c->person, "core:same", value_record(c->other), 0, 0));
}

static struct hidden office(struct case_test *c, struct test *t)
{
    (void)t;
    struct id id = case_record(c, TYPE_HOLDING, "core:office", value_record(c->office));
    case_say(c, id, "core:holder", value_record(c->person), 0, 0);
    return hide_record(c, id);
}

static struct hidden action(struct case_test *c, struct test *t)
{
    (void)t;
    struct id id = case_record(c, TYPE_ACTION, "core:title", value_text(S("Oriole, one person")));
    /* Of another year than the letters: numbers count on over what is hidden (act/final.h). */
    case_say(c, id, "core:own_number", value_text(S("2022-99")), 0, 0);
    return hide_record(c, id);
}

/* ---- letters */

static struct id letter_kept(struct case_test *c, struct test *t)
{
    struct letter l;
    struct id id;
    struct letter_order o = {.office = c->office, .organisation = S("Harbour"), .state = S("CHN")};
    CHECK_OK(letter_compose(&l, &c->box.w, law_builtin(t->a), &o, t->a, &err));
    CHECK_OK(letter_keep(&id, &c->box.w, &l, &o, &err));
    return id;
}

/* In words that the member types: the id of the sentence. */
static struct id letter_says(struct case_test *c, struct test *t, const struct id *letter,
                             const char *words)
{
    struct kept k;
    CHECK_OK(kept_load(&k, &c->box.w, letter, t->a, &err));
    struct kept_edit edit = {EDIT_ADD, 2, str_from_c(words)};
    struct kept_edits all = {&edit, 1, 1};
    CHECK_OK(kept_edit(&c->box.w, &k, &all, &err));
    CHECK_OK(kept_load(&k, &c->box.w, letter, t->a, &err));
    for (isize i = 0; i < k.parts.n; i++)
        if (str_eq(k.parts.at[i].text, str_from_c(words)))
            return k.parts.at[i].id;
    CHECK(false);
    return k.id;
}

static void letter_made_final(struct case_test *c, struct test *t, const struct id *letter)
{
    struct final_order o = {.address = S("nobody answers"), .alone = S("alone")};
    struct str number;
    CHECK_OK(letter_final(&number, &c->box.w, letter, &o, t->a, &err));
}

static void letter_goes(struct case_test *c, struct test *t, const struct id *letter)
{
    struct kept k;
    struct sending s = {.channel = TERM_CHANNEL_POST, .reply_by = S("2023-11-20")};
    struct reply r = {.says = S("Quaverly is not known to us.")};
    CHECK_OK(kept_load(&k, &c->box.w, letter, t->a, &err));
    CHECK_OK(letter_sent(&c->box.w, &k, &s, t->a, &err));
    CHECK_OK(letter_replied(&c->box.w, &k, &r, t->a, &err));
    CHECK_OK(letter_sent(&c->box.w, &k, &s, t->a, &err)); /* waits again */
}

/* Own words name somebody; that she may not be seen is said later. */
static struct hidden named_sentence(struct case_test *c, struct test *t)
{
    struct id who = case_record(c, TYPE_PERSON, "core:name", value_text(S("Oriole Quaverly")));
    struct id part = letter_says(c, t, &c->draft, "Among them is QUAVERLY, Oriole.");
    (void)hide_record(c, who);
    return (struct hidden){.record = part};
}

/* A sentence rests on a statement that is hidden. */
static struct hidden grounded_sentence(struct case_test *c, struct test *t)
{
    int64_t no = case_say(c, c->person, "core:alias", value_text(S("Oriole of Helin")), 0, 0);
    struct id part = letter_says(c, t, &c->draft, "A teacher, called Oriole by her pupils.");
    struct ref r = box_ref(&c->box, no);
    (void)case_say(c, part, "core:uses", value_statement(r.entry, r.index), 0, 0);
    return hide_statement(c, no);
}

/* Its exact pages name somebody. It was sent, answered, and waits; nothing of that is there. */
static struct hidden named_letter(struct case_test *c, struct test *t)
{
    struct id who = case_record(c, TYPE_PERSON, "core:name", value_text(S("Oriole Quaverly")));
    struct ref r = ref_record(who);
    CHECK_OK(label_set(&c->box.w, &r, P_MAY_LEAVE, TERM_CONSENT_PUBLIC_NAME, S(""), &err));
    struct id id = letter_kept(c, t);
    (void)letter_says(c, t, &id, "Among them is Oriole Quaverly.");
    letter_made_final(c, t, &id);
    letter_goes(c, t, &id);
    (void)hide_record(c, who);
    return (struct hidden){.record = id};
}

/* A letter that is kept, with all that belongs to it, is hidden as a whole. */
static struct hidden kept_letter(struct case_test *c, struct test *t)
{
    struct id id = letter_kept(c, t);
    (void)letter_says(c, t, &id, "For Oriole of Helin, a teacher who was arrested.");
    letter_made_final(c, t, &id);
    letter_goes(c, t, &id);
    return hide_record(c, id);
}

const struct hiding hidings[] = {
    {"a person", false, person},
    {"a document", false, document},
    {"a deadline", false, deadline},
    {"a consent that ends", false, consent},
    {"a letter", false, letter},
    {"a case", false, action},
    {"a statement", true, statement},
    {"another occupation", true, second_name},
    {"an event of somebody", true, event},
    {"a linked person", true, link},
    {"a link of two", true, link_of_two},
    {"an office held", true, office},
    {"own words that name", true, named_sentence},
    {"a sentence with its ground", true, grounded_sentence},
    {"a final letter that names", true, named_letter},
    {"a letter with all of it", true, kept_letter},
    {NULL, false, NULL},
};

static void make(struct pair *p, struct case_test *c, struct test *t, const char *name, bool hides)
{
    isize found;
    case_begin(c, t, name);
    if (hides && p->first)
        p->hidden = p->hiding->add(c, t);
    case_fill_rest(c, t);
    c->other = case_record(c, TYPE_PERSON, "core:name", value_text(S("Han Myong-ok")));
    c->action = case_record(c, TYPE_ACTION, "core:title", value_text(S("Helin, nine people")));
    isize at = case_at("Helin");
    case_say(c, c->event, "core:place", value_text(S("Helin")), at, at + 5);
    c->draft = letter_kept(c, t);
    c->final = letter_kept(c, t);
    letter_made_final(c, t, &c->final);
    CHECK_OK(proposals_find(&found, &c->box.w, c->document, &err));
    if (hides && !p->first)
        p->hidden = p->hiding->add(c, t);
}

void pair_make(struct pair *p, struct test *t, const struct hiding *h, bool first)
{
    static const char *const names[] = {"with", "none"};
    *p = (struct pair){.hiding = h, .first = first};
    const char *place = h->needs_rest ? "only" : first ? "first" : "last";
    for (int i = 0; i < 2; i++)
        make(p, i ? &p->without : &p->with, t,
             str_to_c(t->a, str_format(t->a, "%s.%td.%s", names[i], h - hidings, place)), i == 0);
}

/* ---- comparing */

enum { SHOWN = 150 };

static bool is_letter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

/* s and thirteen letters of base32, standing alone: no i, l, o, u, so hardly a word. */
static bool is_name(struct str s, isize at)
{
    enum { NAME_N = 14 };
    if (s.p[at] != 's' || (at > 0 && is_letter(s.p[at - 1])) || at + NAME_N > s.n ||
        (at + NAME_N < s.n && is_letter(s.p[at + NAME_N])))
        return false;
    for (isize i = at + 1; i < at + NAME_N; i++)
        if (!is_letter(s.p[i]) || memchr("ilou", s.p[i], 4))
            return false;
    return true;
}

/* name="b.ID" value=": which words the box of a sentence was filled with. */
static bool is_base(struct str s)
{
    enum { ID_LETTERS = 26 };
    struct str end = S("\" value=\""), begin = S("name=\"b.");
    struct str head = str_part(s, 0, s.n - end.n - ID_LETTERS);
    return s.n > ID_LETTERS + end.n && str_ends(s, end) && str_ends(head, begin);
}

struct str without_names(struct str s, struct test *t)
{
    static const struct {
        const char *before;
        isize letters;
    } names[] = {{"/said/", 12},
                 {"/differ/", 25},
                 {"\"right\" value=\"", 12},
                 {"\"not\" value=\"", 12},
                 {"\"which\" value=\"", 12},
                 {"\"csrf\" value=\"", 64},
                 {"\"said\" value=\"", 12},
                 {"core:uses\",\n     \"value\": \"", 64},
                 {"core:part_names\",\n     \"value\": \"", 64}};
    struct buf b = buf_in(t->a, 8 << 20);
    for (isize i = 0; i < s.n; i++) {
        if (is_name(s, i)) {
            buf_add(&b, S("s#"));
            i += 13;
            continue;
        }
        buf_add_c(&b, s.p[i]);
        if (is_base(str_part(s, 0, i + 1)))
            i += 12;
        for (isize k = 0; k < COUNTOF(names); k++)
            if (str_ends(str_part(s, 0, i + 1), str_from_c(names[k].before)))
                i += names[k].letters;
    }
    CHECK(!b.full);
    return buf_str(&b);
}

static struct str around(struct str s, isize at)
{
    isize end = at + SHOWN < s.n ? at + SHOWN : s.n;
    return str_part(s, at > SHOWN ? at - SHOWN : 0, end);
}

void check_same(struct str with, struct str without, struct pair *p, struct str asked)
{
    isize i = 0;
    while (i < with.n && i < without.n && with.p[i] == without.p[i])
        i++;
    if (i == with.n && i == without.n)
        return;
    test_fail(__FILE__, __LINE__, "%s (%s): '%.*s' tells of it:\n#   '%.*s'\n# not\n#   '%.*s'",
              p->hiding->what, p->first ? "first" : "last", FS(asked), FS(around(with, i)),
              FS(around(without, i)));
}
