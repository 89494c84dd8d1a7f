/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "act/sent.h"

#include "act/address.h"
#include "act/telling.h"
#include "lang/edtf.h"
#include "read/intake.h"
#include "record/ids.h"
#include "vault/blob.h"

static void say_state(struct telling *t, const struct kept *k, int state, struct str day)
{
    tell_term(t, k->id, "core:letter_state", V_LETTER_STATE, state)->as_of = day;
}

static bool is_final(const struct kept *k, struct err *err)
{
    if (k->state != TERM_LETTER_STATE_DRAFT)
        return true;
    (void)err_set(err, E_DENIED, "the letter is a draft");
    return err_detail(err, "This letter is a draft: make it final first.");
}

/* ---- the receipt */

struct str proof_media(struct str b)
{
    static const struct {
        struct str begins, media;
    } kinds[] = {
        {{"\xff\xd8\xff", 3}, {"image/jpeg", 10}}, {{"\x89PNG\r\n\x1a\n", 8}, {"image/png", 9}},
        {{"GIF8", 4}, {"image/gif", 9}},           {{"II*\0", 4}, {"image/tiff", 10}},
        {{"MM\0*", 4}, {"image/tiff", 10}},        {{"%PDF-", 5}, {"application/pdf", 15}},
    };
    for (isize i = 0; i < COUNTOF(kinds); i++)
        if (str_starts(b, kinds[i].begins))
            return kinds[i].media;
    struct str brand = str_part(b, 8, 12);
    if (str_starts(b, S("RIFF")) && str_eq(brand, S("WEBP")))
        return S("image/webp");
    if (str_eq(str_part(b, 4, 8), S("ftyp")) &&
        (str_eq(brand, S("heic")) || str_eq(brand, S("heix")) || str_eq(brand, S("mif1")) ||
         str_eq(brand, S("avif"))))
        return S("image/heic");
    return (struct str){0};
}

static bool proof_check(struct str proof, struct err *err)
{
    if (proof.n > PROOF_MAX) {
        (void)err_set(err, E_LIMIT, "a receipt of %td bytes", proof.n);
        return err_detail(
            err, "The picture of the receipt has %td MB; 40 MB is the most. Make it smaller.",
            proof.n >> 20);
    }
    if (proof.n && !proof_media(proof).n) {
        (void)err_set(err, E_INVALID, "a receipt that is no picture");
        return err_detail(
            err, "The receipt is neither a picture (JPEG, PNG, HEIC, WebP, TIFF) nor a PDF.");
    }
    return true;
}

/* ---- sending */

/* A day on which an answer can come: not before the letter left. */
static bool reply_check(struct str by, struct str sent, struct err *err)
{
    int64_t day, left;
    if (!by.n)
        return true;
    if (!day_typed(&day, by, err))
        return false;
    if (edtf_one_day(&left, sent) && day < left) {
        (void)err_set(err, E_INVALID, "a reply before the letter");
        return err_detail(err, "A reply by %.*s would come before the letter left on %.*s.", FS(by),
                          FS(sent));
    }
    return true;
}

static void say_deadline(struct telling *t, const struct kept *k, struct str by, struct str sent)
{
    struct id id = tell_new(t, TYPE_DEADLINE);
    tell(t, id, "core:deadline_of", value_record(k->id));
    tell(t, id, "core:due", value_date(by));
    tell_term(t, id, "core:clock", V_CLOCK, TERM_CLOCK_REPLY_EXPECTED);
    tell(t, id, "core:clock_start", value_date(sent));
    tell(t, k->id, "core:reply_expected", value_date(by));
}

static bool say_address(struct telling *t, const struct kept *k, struct id dispatch,
                        struct err *err)
{
    struct record to;
    struct err none = {0};
    if (!record_load_id(&to, &t->w->reader, &k->addressee, t->a, &none))
        return none.code == E_NOTFOUND || err_copy(err, &none);
    const struct fact *used = record_fact(&to, P_ADDRESS_USED);
    if (used)
        tell(t, dispatch, "core:address_used", value_text(used->s.value.text));
    return true;
}

bool letter_sent(struct workspace *w, const struct kept *k, const struct sending *s,
                 struct arena *a, struct err *err)
{
    struct telling t = {.w = w, .a = a};
    struct value proof = {0};
    struct str day, by = str_trim(s->reply_by);
    if (!is_final(k, err) || !day_check(&day, w, s->on, a, err) || !reply_check(by, day, err) ||
        !proof_check(s->proof, err))
        return false;
    struct id id = tell_new(&t, TYPE_DISPATCH);
    tell(&t, id, "core:dispatch_of", value_record(k->id));
    tell(&t, id, "core:dispatch_to", value_record(k->addressee));
    tell_term(&t, id, "core:channel", V_CHANNEL, s->channel);
    tell(&t, id, "core:sent_on", value_date(day));
    tell(&t, id, "core:sent_by", value_record(w->v->member));
    if (str_trim(s->number).n)
        tell(&t, id, "core:tracking", value_text(str_trim(s->number)));
    if (!say_address(&t, k, id, err) ||
        (s->proof.n && !blob_add(&proof, w->v, s->proof, proof_media(s->proof), err)))
        return false;
    if (s->proof.n)
        tell(&t, id, "core:proof", proof);
    say_state(&t, k, TERM_LETTER_STATE_SENT, day);
    if (by.n)
        say_deadline(&t, k, by, day);
    if (workspace_say(w, ENTRY_LETTER, t.at, t.n, NULL, err))
        return true;
    struct err ignored = {0};
    if (s->proof.n)
        (void)!blob_remove(w->v, &proof, &ignored); /* no statement holds its key */
    return false;
}

/* ---- what came back */

/* The days by which a reply was awaited are over. */
static bool say_done(struct telling *t, const struct kept *k, struct str day, struct err *err)
{
    struct records l;
    if (!records_naming(&l, &t->w->reader, P_DEADLINE_OF, k->rec.row, t->a, err))
        return false;
    for (isize i = 0; i < l.n; i++)
        if (!record_fact(&l.at[i], P_DONE))
            tell(t, l.at[i].id, "core:done", value_date(day));
    return true;
}

/* A photograph has no text: it is kept as a paper all the same. */
static bool keep_unread(struct id *out, struct workspace *w, const struct reply *r, struct arena *a,
                        struct err *err)
{
    struct value file;
    struct hash sum = hash_sha256(r->file);
    struct str media = proof_media(r->file);
    if (!blob_add(&file, w->v, r->file, media.n ? media : S("application/octet-stream"), err))
        return false;
    struct stmt s[] = {
        STMT(.property = S("core:title"), .value = value_text(r->name)),
        STMT(.property = S("core:file"), .value = file),
        STMT(.property = S("core:file_name"), .value = value_text(r->name)),
        STMT(.property = S("core:sha256"), .value = value_text(str_hex(a, sum.b, HASH_N))),
    };
    if (record_new(out, w, TYPE_DOCUMENT,
                   (struct draft){.kind = ENTRY_ADD, .stmts = s, .n = COUNTOF(s)}, err))
        return true;
    struct err ignored = {0};
    (void)!blob_remove(w->v, &file, &ignored);
    return false;
}

static bool keep_paper(struct id *out, struct workspace *w, const struct reply *r, struct arena *a,
                       struct err *err)
{
    struct intake in = {
        .bytes = r->file, .name = r->name, .custody = {.how = S("a reply to a letter")}};
    struct taken_in taken;
    struct err why = {0};
    if (r->file.n > PROOF_MAX) {
        (void)err_set(err, E_LIMIT, "a reply of %td bytes", r->file.n);
        return err_detail(err, "The file has %td MB; 40 MB is the most.", r->file.n >> 20);
    }
    if (w->launcher && intake_add(&taken, w, &in, a, &why)) {
        *out = taken.document;
        return true;
    }
    bool unread = why.code == E_NONE || why.code == E_INVALID || why.code == E_CORRUPT;
    return unread ? keep_unread(out, w, r, a, err) : err_copy(err, &why);
}

bool letter_replied(struct workspace *w, const struct kept *k, const struct reply *r,
                    struct arena *a, struct err *err)
{
    struct telling t = {.w = w, .a = a};
    struct str day;
    struct id paper;
    if (!is_final(k, err) || !day_check(&day, w, r->on, a, err))
        return false;
    if (!str_trim(r->says).n && !r->file.n) {
        (void)err_set(err, E_INVALID, "an empty reply");
        return err_detail(err, "Say what the reply says, or add the paper.");
    }
    if (r->file.n && !keep_paper(&paper, w, r, a, err))
        return false;
    struct id id = tell_new(&t, TYPE_REPLY);
    tell(&t, id, "core:reply_to_letter", value_record(k->id));
    tell(&t, id, "core:reply_from", value_record(k->order.office));
    tell(&t, id, "core:date", value_date(day));
    if (str_trim(r->says).n)
        tell(&t, id, "core:reply_summary", value_text(r->says))->language =
            language_tag(w->reader.lang);
    if (r->file.n)
        tell(&t, id, "core:reply_paper", value_record(paper));
    say_state(&t, k, TERM_LETTER_STATE_REPLIED, day);
    return say_done(&t, k, day, err) && workspace_say(w, ENTRY_LETTER, t.at, t.n, NULL, err);
}

/* The newest sending of the letter. */
static bool last_dispatch(struct id *out, struct telling *t, const struct kept *k, struct err *err)
{
    struct records l;
    if (!records_naming(&l, &t->w->reader, P_DISPATCH_OF, k->rec.row, t->a, err))
        return false;
    if (l.n) {
        *out = l.at[l.n - 1].id;
        return true;
    }
    (void)err_set(err, E_INVALID, "the letter was not sent");
    return err_detail(err, "This letter was not sent yet, so it cannot have come back.");
}

bool letter_returned(struct workspace *w, const struct kept *k, struct str on, struct str reason,
                     struct arena *a, struct err *err)
{
    struct telling t = {.w = w, .a = a};
    struct str day;
    struct id dispatch;
    if (!is_final(k, err) || !day_check(&day, w, on, a, err) ||
        !last_dispatch(&dispatch, &t, k, err))
        return false;
    if (!str_trim(reason).n) {
        (void)err_set(err, E_INVALID, "no reason");
        return err_detail(err, "Say why it came back, as it stands on the envelope.");
    }
    tell(&t, dispatch, "core:returned_on", value_date(day));
    tell(&t, dispatch, "core:return_reason", value_text(reason))->language =
        language_tag(w->reader.lang);
    say_state(&t, k, TERM_LETTER_STATE_RETURNED, day);
    return say_done(&t, k, day, err) && workspace_say(w, ENTRY_LETTER, t.at, t.n, NULL, err);
}
