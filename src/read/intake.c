/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/intake_priv.h"

#include "base/list.h"
#include "base/utf8.h"
#include "lang/edtf.h"
#include "lang/script.h"
#include "lang/when.h"
#include "read/proposal.h"
#include "record/document.h"
#include "record/ids.h"
#include "record/view.h"
#include "vault/blob.h"

enum { FIXED_MAX = 24, MAILS_DEEP = 3, ATTACHED_MAX = 200 };

SQL(Q_SAME_BYTES, ROOM_RECORD,
    "SELECT s.no, s.subject FROM stmt s WHERE s.property = 38 AND s.value = ?1 AND s.flags < 32");

bool documents_with(struct ids *out, struct workspace *w, struct str sha256, struct arena *a,
                    struct err *err)
{
    struct value v = value_text(sha256);
    struct ids l = {0};
    AUTO(rows_drop)
    struct rows r = db_rows(w->v->db, &Q_SAME_BYTES, VALS(vi(value_key(&v, 0))));
    while (rows_next(&r)) {
        struct stmt s;
        struct record rec;
        struct err none = {0};
        if (!journal_stmt(&s, w->v->db, rows_int(&r, 0), a, err))
            return false;
        if (!str_eq(s.value.text, sha256) || s.subject.kind != REF_RECORD)
            continue;
        /* To say that a paper is there which these eyes may not see would tell of it. */
        bool seen = record_load_id(&rec, &w->reader, &s.subject.id, a, &none);
        if (!seen && none.code != E_NOTFOUND)
            return err_copy(err, &none);
        if (seen)
            *LIST_ADD(&l, a) = s.subject.id;
    }
    if (!rows_done(&r, err))
        return false;
    *out = l;
    return true;
}

struct adding {
    struct stmt *at;
    isize n;
    struct id document;
};

static void say(struct adding *x, const char *property, struct value v)
{
    if (v.type == V_TEXT && v.text.n == 0)
        return;
    x->at[x->n++] =
        STMT(.subject = ref_record(x->document), .property = str_from_c(property), .value = v);
}

/* "2026-03-02T19:35:25Z +09:00": what the clock said, and how far the zone set here is from UTC. */
static struct str clock_text(struct sys *sys, struct arena *a)
{
    enum { MINUTE = 60, HOUR = 60 * MINUTE };
    int64_t zone = sys_zone(sys), off = zone < 0 ? -zone : zone;
    return str_format(a, "%.*s %c%02d:%02d", FS(time_text(sys_now(sys), a)), zone < 0 ? '-' : '+',
                      (int)(off / HOUR), (int)(off % HOUR / MINUTE));
}

static void say_custody(struct adding *x, struct workspace *w, const struct intake *in,
                        struct arena *a)
{
    const struct custody *c = &in->custody;
    say(x, "core:file_name", value_text(in->name));
    say(x, "core:custodian", value_text(c->from));
    say(x, "core:handed_by", value_text(c->handed_by));
    if (c->got_on.n)
        say(x, "core:received_on", value_date(c->got_on));
    say(x, "core:collected_how", value_text(c->how));
    say(x, "core:collector_clock", value_text(clock_text(w->sys, a)));
    say(x, "core:clock_drift", value_text(c->drift));
}

static void say_labels(struct adding *x, const struct intake *in)
{
    if (!in->published)
        return;
    say(x, "core:sensitivity", value_term(S("sensitivity:open")));
    say(x, "core:may_leave", value_term(S("consent:public_code")));
}

/* Lines that stand above a paper without saying what it is about: marks, numbers, dates,
 * letterheads, addresses, salutations. */
static bool is_heading_mark(struct str line, struct arena *a)
{
    static const char *const begins[] = {"PUBLIC", "EXTERNAL", "Dear ", "Tel",
                                         "Fax",    "http",     "www."};
    static const char *const holds[] = {"Index:", "@", "Tel.", "Fax"};
    struct when_list dates = {0};
    bool small = false;
    for (isize i = 0; i < COUNTOF(begins); i++)
        if (str_starts(line, str_from_c(begins[i])))
            return true;
    for (isize i = 0; i < COUNTOF(holds); i++)
        if (str_find(line, str_from_c(holds[i])) >= 0)
            return true;
    enum { ADDRESS_MAX = 60 };
    bool digit = false;
    for (isize i = 0; i < line.n; i++)
        digit |= line.p[i] >= '0' && line.p[i] <= '9';
    if (digit && line.n < ADDRESS_MAX && str_find(line, S(",")) >= 0)
        return true; /* a street, a house number, a town */
    for (isize i = 0; i < line.n; i++)
        small |= (line.p[i] >= 'a' && line.p[i] <= 'z') || (unsigned char)line.p[i] >= 0x80;
    when_find(&dates, line, (struct str){0}, a);
    return !small || (dates.n == 1 && dates.at[0].end - dates.at[0].start == line.n);
}

/* "Re: ..." says itself what a letter is about. */
static struct str subject_line(struct str text)
{
    static const char *const marks[] = {
        "Re:", "RE:", "Subject:", "제목:", "主題:", "主题:", "關於:"};
    struct str line;
    while (str_line(&text, &line))
        for (isize i = 0; i < COUNTOF(marks); i++)
            if (str_starts(line, str_from_c(marks[i])))
                return str_trim(str_part(line, str_from_c(marks[i]).n, line.n));
    return (struct str){0};
}

static struct str one_blank(struct str line, struct arena *a)
{
    struct buf b = buf_in(a, 4096);
    for (isize i = 0; i < line.n; i++)
        if (line.p[i] != ' ' || (b.n && b.p[b.n - 1] != ' '))
            buf_add_c(&b, line.p[i] == '\t' ? ' ' : line.p[i]);
    return buf_str(&b);
}

static struct str title_of(const struct parsed *p, const struct intake *in, struct arena *a)
{
    enum { TITLE_MIN = 10, TITLE_MAX = 200 };
    struct str rest = p->text, line;
    if (p->title.n)
        return one_blank(str_part(p->title, 0, TITLE_MAX), a);
    struct str subject = subject_line(p->text);
    if (subject.n >= TITLE_MIN)
        return one_blank(str_part(subject, 0, TITLE_MAX), a);
    while (str_line(&rest, &line)) {
        line = str_trim(line);
        if (line.n >= TITLE_MIN && !is_heading_mark(line, a))
            return one_blank(str_part(line, 0, TITLE_MAX), a);
    }
    return in->name;
}

/* A title that was cut must not end inside a character. */
static struct str whole_characters(struct str s)
{
    while (s.n && !utf8_is_valid(s))
        s.n--;
    return s;
}

bool document_draft(struct document_draft *out, struct workspace *w, const struct brought *b,
                    struct arena *a, struct err *err)
{
    const struct intake *in = b->in;
    const struct parsed *p = &b->parsed;
    struct adding x = {.document = id_new(w->sys)};
    struct hash sum = hash_sha256(in->bytes);
    struct stmt *pieces;
    struct str language = text_languages(p->text, a);
    isize n = document_pieces(&pieces, x.document, p->text, language, a);
    struct value file;
    if (n + FIXED_MAX + DRAFT_MORE_MAX > STMTS_PER_ENTRY)
        return err_set(err, E_LIMIT, "document of %td bytes of text", p->text.n);
    if (!blob_add(&file, w->v, in->bytes, p->media_type, err))
        return false;
    x.at = NEWN(a, struct stmt, n + FIXED_MAX + DRAFT_MORE_MAX);
    say(&x, "core:type", value_term(S("type:document")));
    say(&x, "core:title", value_text(b->title));
    say(&x, "core:sha256", value_text(str_hex(a, sum.b, HASH_N)));
    say(&x, "core:file", file);
    say(&x, "core:read_by", value_text(p->engine));
    say(&x, "core:language_of", value_text(language));
    if (b->mail)
        say(&x, "core:enclosed_with", value_record(*b->mail));
    say_custody(&x, w, in, a);
    say_labels(&x, in);
    for (isize i = 0; i < n; i++)
        x.at[x.n++] = pieces[i];
    *out = (struct document_draft){x.document, x.at, x.n, file};
    return true;
}

bool document_draft_write(struct workspace *w, const struct draft *d, isize n,
                          const struct document_draft *x, struct err *err)
{
    if (journal_write(w->v, NULL, d, n, err))
        return true;
    struct err ignored = {0};
    (void)!blob_remove(w->v, &x->file, &ignored); /* no statement holds its key */
    return false;
}

static bool write_document(struct taken_in *out, struct workspace *w, struct brought *b,
                           struct arena *a, struct err *err)
{
    struct document_draft x;
    out->title = b->title = whole_characters(title_of(&b->parsed, b->in, a));
    if (!document_draft(&x, w, b, a, err))
        return false;
    struct draft d = {.kind = ENTRY_ADD, .batch = b->in->batch, .stmts = x.at, .n = x.n};
    if (!document_draft_write(w, &d, 1, &x, err))
        return false;
    out->document = x.document;
    return true;
}

/* One document: known, or read and kept. */
static bool take(struct taken_in *out, struct workspace *w, struct brought *b, struct arena *a,
                 struct err *err)
{
    const struct intake *in = b->in;
    struct hash sum = hash_sha256(in->bytes);
    struct ids same = {0};
    if (!documents_with(&same, w, str_hex(a, sum.b, HASH_N), a, err))
        return false;
    out->known = same.n > 0;
    if (out->known) {
        out->document = same.at[0];
        return true;
    }
    if (!parse_document(&b->parsed, w->launcher, in->bytes, in->name, a, err) ||
        !write_document(out, w, b, a, err) ||
        !proposals_find(&out->proposals, w, out->document, err))
        return false;
    out->wordless = str_trim(b->parsed.text).n == 0;
    return true;
}

/* A document that was there already came with this mail too. */
static bool say_came_with(struct workspace *w, const struct id *document, const struct id *mail,
                          struct batch batch, struct err *err)
{
    struct stmt s = STMT(.subject = ref_record(*document), .property = S("core:enclosed_with"),
                         .value = value_record(*mail));
    struct draft d = {.kind = ENTRY_ADD, .batch = batch, .stmts = &s, .n = 1};
    return journal_write(w->v, NULL, &d, 1, err);
}

/* What is said of a file that is not added is about the file; anything else is the store's. */
static bool is_of_the_file(const struct err *err)
{
    return err->code == E_INVALID || err->code == E_LIMIT || err->code == E_CORRUPT;
}

/* Mails waiting for their attachments to be taken out of them. */
struct unpacking {
    struct parsed_files files;
    struct id mail;
    struct str mail_name;
    int depth;
};
struct unpackings {
    struct unpacking *at;
    isize n, cap;
};

struct taking {
    struct workspace *w;
    const struct intake *in; /* the mail that came */
    struct unpackings mails;
    struct taken_in out;
    struct arena *a;
};

static bool take_file(struct taking *t, const struct unpacking *u, const struct parsed_file *f,
                      struct err *err)
{
    struct arena *a = t->a;
    struct workspace *w = t->w;
    const struct intake *of = t->in;
    struct intake in = *of;
    in.bytes = f->bytes;
    in.name = f->name.n ? f->name : S("attachment");
    in.custody.how = str_format(a, "%.*s%sattached to %.*s", FS(of->custody.how),
                                of->custody.how.n ? "; " : "", FS(u->mail_name));
    struct brought b = {.in = &in, .mail = &u->mail};
    struct taken_in got = {0};
    struct err why = {0};
    bool taken = take(&got, w, &b, a, &why);
    if (!taken && !is_of_the_file(&why))
        return err_copy(err, &why);
    *LIST_ADD(&t->out.attached, a) =
        (struct taken_file){.name = in.name,
                            .document = got.document,
                            .known = got.known,
                            .proposals = got.proposals,
                            .title = got.title,
                            .problem = taken ? S("") : str_copy(a, str_from_c(why.detail))};
    if (taken && got.known)
        return say_came_with(w, &got.document, &u->mail, of->batch, err);
    if (taken && b.parsed.files.n && u->depth + 1 < MAILS_DEEP)
        *LIST_ADD(&t->mails, a) =
            (struct unpacking){b.parsed.files, got.document, in.name, u->depth + 1};
    return true;
}

bool intake_add(struct taken_in *out, struct workspace *w, const struct intake *in, struct arena *a,
                struct err *err)
{
    struct brought b = {.in = in};
    struct taking t = {.w = w, .in = in, .a = a};
    if (!take(&t.out, w, &b, a, err))
        return false;
    if (!t.out.known && b.parsed.files.n)
        *LIST_ADD(&t.mails, a) = (struct unpacking){b.parsed.files, t.out.document, in->name, 0};
    for (isize k = 0; k < t.mails.n; k++) {
        struct unpacking u = t.mails.at[k];
        for (isize i = 0; i < u.files.n && t.out.attached.n < ATTACHED_MAX; i++)
            if (!take_file(&t, &u, &u.files.at[i], err))
                return false;
    }
    *out = t.out;
    return true;
}
