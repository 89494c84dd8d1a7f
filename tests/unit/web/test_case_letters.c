/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages over one letter: as it stands, changing its words, what two do at once. */
#include "act/kept.h"
#include "case_test.h"
#include "record/ids.h"
#include "web/desk.h"

struct letter_test {
    struct case_test c;
    struct id id;
    struct str path;
};

static struct str query_of(struct letter_test *l, struct test *t)
{
    return str_format(t->a, "to=%.*s&from=Harbour&language=en&state=CHN",
                      FS(id_write(t->a, &l->c.office)));
}

static void open_letter(struct letter_test *l, struct test *t)
{
    struct record_refs letters;
    case_fill(&l->c, t, "case");
    isize at = case_at("Helin");
    case_say(&l->c, l->c.event, "core:place", value_text(S("Helin")), at, at + 5);
    case_serve(&l->c, t);
    struct request *req = case_post(&l->c, t, S("/letters/keep"), query_of(l, t));
    CHECK_INT(req->response.status, 303);
    CHECK_OK(record_list(&letters, &l->c.box.w.reader,
                         (struct records_wanted){.type = TYPE_LETTER, .max = 1}, t->a, &err));
    l->id = letters.at[0].id;
    l->path = str_format(t->a, "/letters/%.*s", FS(id_write(t->a, &l->id)));
}

static struct kept kept(struct letter_test *l, struct test *t)
{
    struct kept k;
    CHECK_OK(kept_load(&k, &l->c.box.w, &l->id, t->a, &err));
    return k;
}

static struct str at(struct letter_test *l, struct test *t, const char *rest)
{
    return str_format(t->a, "%.*s%s", FS(l->path), rest);
}

static const struct kept_part *part_of(const struct kept *k, const char *words)
{
    for (isize i = 0; i < k->parts.n; i++)
        if (str_find(k->parts.at[i].text, str_from_c(words)) >= 0)
            return &k->parts.at[i];
    CHECK(false);
    return NULL;
}

/* One box of the form, as a browser sends it. */
static struct str box_of(struct test *t, const struct kept_part *p, const char *text)
{
    struct str id = id_write(t->a, &p->id);
    return str_format(t->a, "b.%.*s=%.*s&t.%.*s=%s", FS(id), FS(desk_said(p->said, t->a)), FS(id),
                      text);
}

TEST(the_pages_of_a_letter_answer_and_take_hostile_words_as_words)
{
    struct letter_test l;
    open_letter(&l, t);
    struct kept k = kept(&l, t);
    struct str body = box_of(t, part_of(&k, "10 October"),
                             "%3C%2Ftextarea%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E");
    CHECK_INT(case_post(&l.c, t, at(&l, t, "/edit"), body)->response.status, 303);
    for (const struct route *r = l.c.site->web.routes; r->path; r++) {
        struct str path = str_from_c(r->path), rest;
        if (r->method != GET || !str_starts(path, S("/letters/:id")))
            continue;
        rest = str_part(path, 12, path.n);
        struct request *req = case_get(&l.c, t, at(&l, t, str_to_c(t->a, rest)));
        bool only_final =
            str_eq(rest, S("/sent")) || str_eq(rest, S("/reply")) || str_eq(rest, S("/returned"));
        CHECK_INT(req->response.status, only_final ? 303 : 200);
        CHECK((only_final || case_has(req, "</html>")) && !case_has(req, "<script"));
    }
    CHECK(case_has(case_get(&l.c, t, l.path), "&lt;script&gt;"));
    CHECK(case_has(case_get(&l.c, t, at(&l, t, "/edit")), "&lt;/textarea&gt;"));
    case_close(&l.c);
}

TEST(a_sentence_is_changed_and_another_is_added)
{
    struct letter_test l;
    open_letter(&l, t);
    struct kept k = kept(&l, t);
    const struct kept_part *p = part_of(&k, "10 October");
    struct str id = id_write(t->a, &p->id);
    struct str body = str_format(t->a, "%.*s&n.%.*s=Own+sentence.&do=done",
                                 FS(box_of(t, p, "Nine+were+taken.")), FS(id));
    struct request *req = case_post(&l.c, t, at(&l, t, "/edit"), body);
    CHECK_INT(req->response.status, 303);
    req = case_get(&l.c, t, l.path);
    CHECK(case_has(req, "Nine were taken.") && case_has(req, "Own sentence."));
    CHECK(case_has(req, "own words"));
    CHECK(case_has(case_get(&l.c, t, at(&l, t, "/history")), "10 October"));
    /* The button alone: a new box after that sentence. */
    req = case_post(&l.c, t, at(&l, t, "/edit"), str_format(t->a, "do=add.%.*s", FS(id)));
    CHECK_INT(req->response.status, 303);
    CHECK(case_has(case_get(&l.c, t, str_format(t->a, "%.*s/edit?after=%.*s", FS(l.path), FS(id))),
                   str_to_c(t->a, str_format(t->a, "name=\"n.%.*s\"", FS(id)))));
    case_close(&l.c);
}

TEST(of_two_tabs_the_second_keeps_its_words_and_sees_the_others)
{
    struct letter_test l;
    open_letter(&l, t);
    struct kept k = kept(&l, t);
    const struct kept_part *p = part_of(&k, "10 October"), *other = part_of(&k, "halt the return");
    struct str mine = box_of(t, p, "Second+words."), theirs = box_of(t, p, "First+words.");
    CHECK_INT(case_post(&l.c, t, at(&l, t, "/edit"), theirs)->response.status, 303);
    struct str both = str_format(t->a, "%.*s&%.*s", FS(mine), FS(box_of(t, other, "to+stop+it.")));
    struct request *req = case_post(&l.c, t, at(&l, t, "/edit"), both);
    CHECK_INT(req->response.status, 409);
    CHECK(case_has(req, "First words.") && case_has(req, "Second words.</textarea>"));
    CHECK(case_has(req, "meanwhile") && case_has(req, "to stop it.")); /* the rest is saved */
    k = kept(&l, t);
    CHECK_STR(part_of(&k, "First")->text, S("First words."));
    /* Sent again from that page: now it takes its place. */
    req = case_post(&l.c, t, at(&l, t, "/edit"), box_of(t, part_of(&k, "First"), "Second+words."));
    CHECK_INT(req->response.status, 303);
    CHECK(case_has(case_get(&l.c, t, l.path), "Second words."));
    CHECK(case_has(case_get(&l.c, t, at(&l, t, "/history")), "First words."));
    case_close(&l.c);
}

TEST(a_tab_that_changed_nothing_overwrites_nothing)
{
    struct letter_test l;
    open_letter(&l, t);
    struct kept k = kept(&l, t);
    const struct kept_part *p = part_of(&k, "halt the return");
    struct str old = box_of(t, p,
                            "to+halt+the+return+of+these+people+and+of+all+who+would+be+in+"
                            "danger+after+a+return%3B");
    CHECK_INT(case_post(&l.c, t, at(&l, t, "/edit"), box_of(t, p, "to+stop."))->response.status,
              303);
    CHECK_INT(case_post(&l.c, t, at(&l, t, "/edit"), old)->response.status, 303);
    k = kept(&l, t);
    CHECK_STR(part_of(&k, "to stop.")->text, S("to stop."));
    case_close(&l.c);
}

TEST(a_sentence_taken_out_meanwhile_is_not_lost_with_what_was_typed)
{
    struct letter_test l;
    open_letter(&l, t);
    struct kept k = kept(&l, t);
    const struct kept_part *p = part_of(&k, "10 October");
    struct str id = id_write(t->a, &p->id), typed = box_of(t, p, "My+words.");
    struct str out = str_format(t->a, "do=out.%.*s", FS(id));
    CHECK_INT(case_post(&l.c, t, at(&l, t, "/edit"), out)->response.status, 303);
    struct request *req = case_post(&l.c, t, at(&l, t, "/edit"), typed);
    CHECK_INT(req->response.status, 409);
    CHECK(case_has(req, "My words.</textarea>") && case_has(req, "took this sentence out"));
    req = case_post(&l.c, t, at(&l, t, "/edit"),
                    str_format(t->a, "%.*s&r.%.*s=yes", FS(typed), FS(id)));
    CHECK_INT(req->response.status, 303);
    k = kept(&l, t);
    CHECK(!part_of(&k, "My words.")->gone);
    case_close(&l.c);
}

TEST(an_empty_and_a_huge_sentence_come_back_with_a_word)
{
    struct letter_test l;
    open_letter(&l, t);
    struct kept k = kept(&l, t);
    const struct kept_part *p = part_of(&k, "10 October");
    struct request *req = case_post(&l.c, t, at(&l, t, "/edit"), box_of(t, p, "+"));
    CHECK_INT(req->response.status, 409);
    CHECK(case_has(req, "A sentence needs words"));
    struct buf big = buf_in(t->a, PART_WORDS_MAX + 10);
    while (!big.full && big.n < PART_WORDS_MAX + 5)
        buf_add_c(&big, 'x');
    req = case_post(&l.c, t, at(&l, t, "/edit"), box_of(t, p, str_to_c(t->a, buf_str(&big))));
    CHECK_INT(req->response.status, 409);
    CHECK(case_has(req, "too long") && case_has(req, "xxxxxxxx</textarea>"));
    case_close(&l.c);
}

TEST(what_leaves_as_a_file_is_noted_with_its_hash)
{
    struct letter_test l;
    open_letter(&l, t);
    struct request *req = case_post(&l.c, t, at(&l, t, "/text"), S(""));
    CHECK_INT(req->response.status, 200);
    struct hash sum = hash_sha256(req->response.body);
    struct kept k = kept(&l, t);
    const struct fact *f = record_fact(&k.rec, P_LEFT_COPY);
    CHECK(f && str_eq(f->s.value.text, str_hex(t->a, sum.b, HASH_N)));
    req = case_post(&l.c, t, at(&l, t, "/pdf"), S(""));
    CHECK(str_starts(req->response.body, S("%PDF-")));
    case_close(&l.c);
}

/* ---- final, sent, answered */

static struct str said_in(struct test *t, const struct kept *k, isize part, isize use)
{
    return desk_said(&k->parts.at[part].uses.at[use], t->a);
}

TEST(a_letter_is_final_only_with_reasons_and_then_never_changes)
{
    struct letter_test l;
    open_letter(&l, t);
    struct request *req = case_get(&l.c, t, at(&l, t, "/ready"));
    CHECK(case_has(req, "Nobody has confirmed the address."));
    req = case_post(&l.c, t, at(&l, t, "/final"), S("alone=+"));
    CHECK_INT(req->response.status, 422);
    CHECK_INT(kept(&l, t).state, TERM_LETTER_STATE_DRAFT);
    req = case_post(&l.c, t, at(&l, t, "/address"), S("how=page&on=2030-13-01"));
    CHECK_INT(req->response.status, 422);
    req = case_post(&l.c, t, at(&l, t, "/address"), S("how=page&by=Kim&more=gov.cn"));
    CHECK_INT(req->response.status, 303);
    CHECK(!case_has(case_get(&l.c, t, at(&l, t, "/ready")), "Nobody has confirmed"));
    req = case_post(&l.c, t, at(&l, t, "/final"), S("alone=I+am+alone"));
    CHECK_INT(req->response.status, 303);
    req = case_get(&l.c, t, l.path);
    CHECK(case_has(req, "2023-01") && case_has(req, "SHA-256") && !case_has(req, "DRAFT"));
    CHECK(case_has(req, "Nobody else has looked"));
    struct request *first = case_post(&l.c, t, at(&l, t, "/pdf"), S(""));
    case_say(&l.c, l.c.event, "core:place", value_text(S("Namyang")), 0, 0);
    struct request *second = case_post(&l.c, t, at(&l, t, "/pdf"), S(""));
    CHECK(first->response.body.n > 1000 && str_eq(first->response.body, second->response.body));
    struct kept k = kept(&l, t);
    struct str body = box_of(t, part_of(&k, "10 October"), "Changed.");
    req = case_post(&l.c, t, at(&l, t, "/edit"), body);
    CHECK_INT(req->response.status, 409);
    CHECK(case_has(req, "Changed.</textarea>") && case_has(req, "final"));
    CHECK(case_has(case_get(&l.c, t, S("/due")), "Second look"));
    case_close(&l.c);
}

TEST(what_was_withdrawn_since_a_letter_was_final_does_not_go_out_with_it)
{
    struct letter_test l;
    open_letter(&l, t);
    CHECK_INT(case_post(&l.c, t, at(&l, t, "/final"), S("alone=x&address=y"))->response.status,
              303);
    struct kept k = kept(&l, t);
    const struct kept_part *p = part_of(&k, "10 October");
    CHECK_OK(fact_retract(&l.c.box.w, p->uses.at[0].no, true, S("not so"), &err));
    CHECK(case_has(case_get(&l.c, t, l.path), "may not leave any more"));
    CHECK_INT(case_post(&l.c, t, at(&l, t, "/pdf"), S(""))->response.status, 403);
    case_close(&l.c);
}

TEST(what_a_machine_found_is_read_one_by_one_before_it_is_final)
{
    struct letter_test l;
    case_fill(&l.c, t, "case");
    isize place = case_at("Helin");
    struct stmt s = STMT(.subject = ref_record(l.c.event), .property = S("core:place"),
                         .value = (struct value){.type = V_PLACE, .text = S("Helin")},
                         .source = ref_passage(l.c.document, place, place + 5), .rule = S("place"),
                         .rule_version = 1);
    (void)box_say(&l.c.box, ENTRY_ACCEPT, s);
    case_serve(&l.c, t);
    struct record_refs letters;
    (void)case_post(&l.c, t, S("/letters/keep"), query_of(&l, t));
    CHECK_OK(record_list(&letters, &l.c.box.w.reader,
                         (struct records_wanted){.type = TYPE_LETTER, .max = 1}, t->a, &err));
    l.id = letters.at[0].id;
    l.path = str_format(t->a, "/letters/%.*s", FS(id_write(t->a, &l.id)));
    struct kept k = kept(&l, t);
    isize part = part_of(&k, "10 October") - k.parts.at, use = -1;
    for (isize i = 0; i < k.parts.at[part].uses.n; i++)
        if (!k.parts.at[part].uses.at[i].checked)
            use = i;
    CHECK(use >= 0);
    CHECK(case_has(case_get(&l.c, t, l.path), "not checked"));
    struct request *req = case_post(&l.c, t, at(&l, t, "/final"), S("alone=x&address=y"));
    CHECK_INT(req->response.status, 422);
    CHECK(case_has(req, "Something still stops it"));
    /* Only what the letter rests on, and only one at a time. */
    req = case_post(&l.c, t, at(&l, t, "/read"), S("record=x&said=y"));
    CHECK_INT(req->response.status, 404);
    struct str body = str_format(t->a, "record=%.*s&said=%.*s", FS(id_write(t->a, &l.c.event)),
                                 FS(said_in(t, &k, part, use)));
    CHECK_INT(case_post(&l.c, t, at(&l, t, "/read"), body)->response.status, 303);
    CHECK_INT(case_post(&l.c, t, at(&l, t, "/final"), S("alone=x&address=y"))->response.status,
              303);
    case_close(&l.c);
}

TEST(a_letter_that_was_sent_waits_for_its_reply)
{
    struct letter_test l;
    open_letter(&l, t);
    CHECK_INT(case_post(&l.c, t, at(&l, t, "/sent"), S("by=post"))->response.status, 422);
    CHECK_INT(case_post(&l.c, t, at(&l, t, "/final"), S("alone=x&address=y"))->response.status,
              303);
    struct request *req =
        case_post(&l.c, t, at(&l, t, "/sent"), S("by=post&on=2023-11-01&reply_by=2023-10-01"));
    CHECK_INT(req->response.status, 422);
    CHECK(case_has(req, "value=\"2023-10-01\""));
    req = case_post(&l.c, t, at(&l, t, "/sent"),
                    S("by=registered_post&number=R-1&on=2023-11-01&reply_by=2023-11-10"));
    CHECK_INT(req->response.status, 303);
    CHECK(case_has(case_get(&l.c, t, S("/letters")), "overdue"));
    CHECK(case_has(case_get(&l.c, t, S("/due")), "Reply to"));
    req = case_post(&l.c, t, at(&l, t, "/reply"), S("says="));
    CHECK_INT(req->response.status, 422);
    req = case_post(&l.c, t, at(&l, t, "/reply"), S("says=They+refuse+%3Cb%3E"));
    CHECK_INT(req->response.status, 303);
    CHECK(!case_has(case_get(&l.c, t, S("/letters")), "overdue"));
    CHECK(!case_has(case_get(&l.c, t, S("/due")), "Reply to"));
    CHECK(case_has(case_get(&l.c, t, l.path), "They refuse &lt;b&gt;"));
    case_close(&l.c);
}
