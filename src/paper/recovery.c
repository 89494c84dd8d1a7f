/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/paper.h"

#include "lang/msg.h"
#include "paper/clean.h"
#include "paper/pdf.h"
#include "paper/pen.h"
#include "paper/qr.h"

#define LEFT (25 * MM)
#define WIDTH (160 * MM)
#define TOP (20 * MM)
#define CODE_TOP (68 * MM)
#define CODE_SIZE (54 * MM)
#define WORDS_LEFT (LEFT + 64 * MM)
#define WORDS_WIDTH (WIDTH - 64 * MM)
#define HELP_TOP (136 * MM)
#define KEEPER (278 * MM)

static const struct looks title_looks = {FACE_SERIF, false, 20, 26};
static const struct looks subtitle_looks = {FACE_SERIF, false, 11, 16};
static const struct looks label_looks = {FACE_SANS, false, 7.6, 11};
static const struct looks value_looks = {FACE_SANS, false, 9.4, 13.5};
static const struct looks word_looks = {FACE_SANS, true, 13, 19};
static const struct looks help_looks = {FACE_SERIF, false, 9.6, 14.2};
static const struct looks name_looks = {FACE_SANS, true, 8.4, 15};

enum {
    FIELD_MAX = 400, /* bytes of a name, an id, a code */
    WORDS_MAX = 36,  /* words of a share */
    WORD_COLUMNS = 2,
    LONGEST_HELP = 4,
};

static const enum language spoken[] = {LANG_EN, LANG_KO, LANG_ZH_HANS};

struct sheet {
    const struct paper_recovery *r;
    struct type type;
    struct pdf pdf;
    struct arena *a;
};

static void sheet_close(struct sheet *s)
{
    pdf_close(&s->pdf);
    type_close(&s->type);
}

static struct pen pen_of(const struct sheet *s, enum language lang)
{
    return (struct pen){&s->type, s->pdf.cr, language_tag(lang), s->a};
}

static bool recovery_check(const struct paper_recovery *r, struct err *err)
{
    if (!r->shares.n || r->shares.n > PAPER_SHARES_MAX)
        return err_set(err, E_LIMIT, "%td shares; between 1 and %d fit", r->shares.n,
                       PAPER_SHARES_MAX);
    if (r->needed < 1 || r->needed > r->shares.n)
        return err_set(err, E_INVALID, "%d of %td shares cannot be needed", r->needed, r->shares.n);
    if (r->vault.n > FIELD_MAX || r->id.n > FIELD_MAX || r->made_on.n > FIELD_MAX)
        return err_set(err, E_LIMIT, "name, id or date has more than %d bytes", FIELD_MAX);
    for (isize i = 0; i < r->shares.n; i++) {
        const struct paper_share *s = &r->shares.at[i];
        if (!s->words.n || s->words.n > FIELD_MAX || s->code.n > FIELD_MAX)
            return err_set(err, E_LIMIT, "share %td: no words, or more than %d bytes", i + 1,
                           FIELD_MAX);
    }
    return true;
}

/* A message with the share's number and the numbers of the set filled in. */
static struct str say(const struct sheet *s, enum language lang, const char *text,
                      const struct paper_share *share)
{
    return msg_fill(s->a, msg(lang, text), "n", str_format(s->a, "%d", share->number), "all",
                    str_format(s->a, "%td", s->r->shares.n), "needed",
                    str_format(s->a, "%d", s->r->needed), NULL);
}

static void put_title(struct sheet *s, const struct paper_share *share)
{
    double y = TOP;
    for (isize i = 0; i < COUNTOF(spoken); i++) {
        struct pen pen = pen_of(s, spoken[i]);
        pen_ink(&pen, INK_TEXT);
        y = pen_put(&pen, i ? &subtitle_looks : &title_looks,
                    say(s, spoken[i], TR("Recovery paper {n} of {all}"), share), LEFT, y, WIDTH);
    }
    if (!s->r->demonstration)
        return;
    struct pen pen = pen_of(s, LANG_EN);
    pen_ink(&pen, INK_CHECK);
    pen_put(&pen, &name_looks, S("DEMONSTRATION 시연용 演示"), LEFT, 9 * MM, WIDTH);
}

static void put_field(struct sheet *s, const char *label, struct str value, double x, double width)
{
    struct buf labels = buf_in(s->a, FIELD_MAX);
    for (isize i = 0; i < COUNTOF(spoken); i++)
        buf_addf(&labels, "%s%.*s", i ? " · " : "", FS(msg(spoken[i], label)));
    struct pen pen = pen_of(s, LANG_EN);
    pen_ink(&pen, INK_MUTED);
    double y = pen_put(&pen, &label_looks, buf_str(&labels), x, 48 * MM, width);
    pen_ink(&pen, INK_TEXT);
    pen_put(&pen, &value_looks, clean_line(value, s->a), x, y, width);
}

/* One rectangle for each run of dark modules in a row. */
static void draw_code(cairo_t *cr, const struct qr *code)
{
    double unit = CODE_SIZE / code->width; /* the empty paper around is its quiet zone */
    cairo_set_source_rgb(cr, 0, 0, 0);
    for (int y = 0; y < code->width; y++)
        for (int x = 0; x < code->width;) {
            int from = x;
            while (x < code->width && code->dark[y * code->width + x])
                x++;
            if (x > from)
                cairo_rectangle(cr, LEFT + from * unit, CODE_TOP + y * unit, (x - from) * unit,
                                unit);
            else
                x++;
        }
    cairo_fill(cr);
}

static bool put_code(struct sheet *s, const struct paper_share *share, struct err *err)
{
    struct str say_code = share->code.n ? share->code : share->words;
    struct qr code;
    if (!qr_make(&code, say_code, s->a, err))
        return err_in(err, "share %d", share->number);
    draw_code(s->pdf.cr, &code);
    return true;
}

static bool put_words(struct sheet *s, const struct paper_share *share, struct err *err)
{
    struct str words[WORDS_MAX], tail = share->words;
    isize n = 0;
    bool more = true;
    while (more) {
        if (n == WORDS_MAX)
            return err_set(err, E_LIMIT, "share %d has more than %d words", share->number,
                           WORDS_MAX);
        more = str_cut(tail, '-', &words[n], &tail);
        n++;
    }
    struct pen pen = pen_of(s, LANG_EN);
    isize rows = (n + WORD_COLUMNS - 1) / WORD_COLUMNS;
    for (isize i = 0; i < n; i++) {
        isize column = i / rows;
        double x = WORDS_LEFT + (double)column * WORDS_WIDTH / WORD_COLUMNS;
        double y = CODE_TOP + (double)(i % rows) * word_looks.leading;
        pen_ink(&pen, INK_MUTED);
        pen_put_right(&pen, &label_looks, str_format(s->a, "%td", i + 1), x, y + 4, 16);
        pen_ink(&pen, INK_TEXT);
        pen_put(&pen, &word_looks, clean_line(words[i], s->a), x + 24, y, WORDS_WIDTH);
    }
    return true;
}

static void put_help(struct sheet *s, const struct paper_share *share)
{
    static const char *const help[LONGEST_HELP] = {
        TR("Any {needed} of these {all} papers open the case file. One alone opens nothing."),
        TR("Keep this paper with one person, away from the other papers and from the computer. Do "
           "not "
           "photograph it, scan it or send it."),
        TR("To open the case file when nobody can sign in: start Cairn, choose \"I forgot my "
           "passphrase\", and type the "
           "words of {needed} papers, or use a code reader that no network can reach. Capital or "
           "small "
           "letters make no difference."),
        TR("If this paper is lost or was seen by others, have new papers made at once."),
    };
    double y = HELP_TOP;
    for (isize i = 0; i < COUNTOF(spoken); i++) {
        struct pen pen = pen_of(s, spoken[i]);
        pen_hairline(&pen, LEFT, y - 5, WIDTH);
        pen_ink(&pen, INK_MUTED);
        pen_put(&pen, &name_looks, language_name(spoken[i]), LEFT, y, 24 * MM);
        pen_ink(&pen, INK_TEXT);
        for (isize k = 0; k < LONGEST_HELP; k++)
            y = pen_put(&pen, &help_looks, say(s, spoken[i], help[k], share), LEFT + 28 * MM, y,
                        WIDTH - 28 * MM) +
                3;
        y += 14;
    }
}

static void put_keeper(struct sheet *s)
{
    for (isize i = 0; i < COUNTOF(spoken); i++) {
        struct pen pen = pen_of(s, spoken[i]);
        double x = LEFT + (double)i * WIDTH / 3;
        pen_hairline(&pen, x, KEEPER, WIDTH / 3 - 12);
        pen_ink(&pen, INK_MUTED);
        pen_put(&pen, &label_looks, msg(spoken[i], TR("Kept by, since")), x, KEEPER + 2, WIDTH / 3);
    }
}

static bool put_sheet(struct sheet *s, const struct paper_share *share, struct err *err)
{
    put_title(s, share);
    put_field(s, TR("Case file"), s->r->vault, LEFT, 60 * MM);
    if (s->r->id.n) /* papers printed before the case file is made have none */
        put_field(s, TR("Identifier"), s->r->id, LEFT + 64 * MM, 50 * MM);
    put_field(s, TR("Made on"), s->r->made_on, LEFT + 118 * MM, 42 * MM);
    if (!put_code(s, share, err) || !put_words(s, share, err))
        return false;
    put_help(s, share);
    put_keeper(s);
    pdf_page_end(&s->pdf);
    return true;
}

bool paper_recovery_pdf(struct str *out, const struct paper_recovery *r, struct arena *a,
                        struct err *err)
{
    AUTO(scratch_end) struct scratch tmp = scratch_begin(a);
    AUTO(sheet_close) struct sheet s = {.r = r, .a = tmp.arena};
    if (!recovery_check(r, err) || !type_open(&s.type, err))
        return false;
    pdf_open(&s.pdf, tmp.arena);
    for (isize i = 0; i < r->shares.n; i++)
        if (!put_sheet(&s, &r->shares.at[i], err))
            return false;
    struct pdf_facts facts = {.title = msg(LANG_EN, TR("Recovery papers")), .lang = S("en")};
    return pdf_finish(out, &s.pdf, &facts, a, err);
}
