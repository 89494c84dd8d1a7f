/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/print.h"

#include "base/list.h"
#include "lang/width.h"

enum {
    VALUE_MAX = 1 << 26, /* bytes of one value as printed */
    DEPTH_MAX = 16,
    COLUMNS_MAX = 16,
    ROWS_HELD = 200,      /* rows that are measured before they are printed ... */
    BYTES_HELD = 1 << 20, /* ... unless they are long */
    PAD_MAX = 48,         /* a longer cell is not waited for by the others */
    FLUSH_AT = 1 << 15,
};

enum kind { KIND_OBJECT, KIND_ARRAY, KIND_TABLE };

struct level {
    enum kind kind;
    int indent;
    isize items; /* what it has so far: fields, elements, rows */
    const struct column *columns;
    int next; /* the column of the next cell */
};

struct cell {
    struct str text;
    bool right;
};

/* Rows that wait to be measured: the fields of an object, or some rows of a table. */
struct grid {
    struct arena *a;
    struct cell *at;
    isize n, cap;
    isize bytes; /* of all texts */
    int columns;
    isize width[COLUMNS_MAX];
};

struct print {
    enum print_form form;
    enum language lang;
    struct sink *out;
    struct buf text; /* output that is not yet written; JSON goes here as well */
    struct json json;
    struct level level[DEPTH_MAX];
    int depth;
    struct grid grid;
    bool some;       /* a line has been printed */
    bool in_fields;  /* the grid has fields of the current object */
    bool after_part; /* ... of a part that has ended: fields after it stand apart */
    bool exact;      /* print_bytes() was called */
    bool too_big;    /* a value did not fit */
};

struct print *print_new(struct arena *a, enum print_form form, enum language lang, struct sink *out)
{
    struct print *p = NEW(a, struct print);
    p->form = form;
    p->lang = lang;
    p->out = out;
    p->text = buf_in(a, VALUE_MAX);
    p->json = json_to(&p->text);
    p->grid.a = arena_new(ARENA_LARGE);
    if (form == PRINT_JSON)
        json_object(&p->json);
    return p;
}

static struct level *top(struct print *p)
{
    return &p->level[p->depth];
}

static void flush(struct print *p)
{
    p->too_big |= p->text.full;
    sink_put(p->out, buf_str(&p->text));
    buf_clear(&p->text);
}

static void flush_some(struct print *p)
{
    if (p->text.n > FLUSH_AT || p->text.full)
        flush(p);
}

static void spaces(struct print *p, isize n)
{
    for (isize i = 0; i < n; i++)
        buf_add_c(&p->text, ' ');
}

/* One cell, filled up to its column's width; line ends in it go on under its first column. */
static void put_cell(struct print *p, const struct cell *c, isize at, isize width)
{
    isize n = text_columns(c->text);
    isize pad = n < width ? width - n : 0;
    if (c->right)
        spaces(p, pad);
    struct str rest = c->text, line;
    bool more = str_cut(rest, '\n', &line, &rest);
    buf_add(&p->text, line);
    while (more) {
        more = str_cut(rest, '\n', &line, &rest);
        buf_add_c(&p->text, '\n');
        spaces(p, at);
        buf_add(&p->text, line);
        flush_some(p);
    }
    if (!c->right)
        spaces(p, pad);
}

/* After a cell that is wider than its column the row goes on below, so that columns stay columns.
 */
static void put_row(struct print *p, const struct cell *cells, const struct grid *g)
{
    isize at = top(p)->indent;
    int last = g->columns - 1;
    while (last > 0 && !cells[last].text.n)
        last--; /* no trailing spaces */
    spaces(p, at);
    for (int i = 0; i < last; i++) {
        put_cell(p, &cells[i], at, g->width[i]);
        at += g->width[i] + 2;
        if (text_columns(cells[i].text) > g->width[i]) {
            buf_add_c(&p->text, '\n');
            spaces(p, at);
        } else {
            buf_add(&p->text, S("  "));
        }
    }
    put_cell(p, &cells[last], at, cells[last].right ? g->width[last] : 0);
    buf_add_c(&p->text, '\n');
    p->some = true;
}

/* Widths only grow, so that the later rows of a long table stay under the earlier ones. */
static void measure(struct grid *g)
{
    for (isize i = 0; i < g->n; i++) {
        isize n = text_columns(g->at[i].text);
        isize *width = &g->width[i % g->columns];
        if (n > *width && n <= PAD_MAX)
            *width = n;
    }
}

static bool is_held_enough(const struct grid *g)
{
    return g->bytes > BYTES_HELD || g->n >= (isize)ROWS_HELD * g->columns;
}

static void grid_flush(struct print *p)
{
    struct grid *g = &p->grid;
    measure(g);
    for (isize row = 0; row < g->n; row += g->columns) {
        put_row(p, &g->at[row], g);
        flush_some(p);
    }
    g->at = NULL;
    g->n = g->cap = g->bytes = 0;
    arena_clear(g->a);
}

/* Begin another grid: its widths are its own. */
static void grid_begin(struct print *p, int columns)
{
    ASSERT(columns > 0 && columns <= COLUMNS_MAX);
    grid_flush(p);
    p->grid.columns = columns;
    for (int i = 0; i < COLUMNS_MAX; i++)
        p->grid.width[i] = 0;
}

static void grid_add(struct print *p, struct str text, struct str line_end, bool right)
{
    struct grid *g = &p->grid;
    struct buf b = buf_in(g->a, VALUE_MAX);
    sink_clean(&b, text, line_end);
    p->too_big |= b.full;
    g->bytes += b.n;
    *LIST_ADD(g, g->a) = (struct cell){buf_str(&b), right};
}

/* A heading line above what follows, with an empty line above itself. */
static void heading(struct print *p, const char *title)
{
    grid_flush(p);
    if (p->some)
        buf_add_c(&p->text, '\n');
    if (title) {
        spaces(p, top(p)->indent);
        buf_add(&p->text, msg(p->lang, title));
        buf_add_c(&p->text, '\n');
        p->some = true;
    }
}

static struct str yes_or_no(struct print *p, bool value)
{
    return value ? msg(p->lang, TR("yes")) : msg(p->lang, TR("no"));
}

/* ---- fields */

static void field_key(struct print *p, const char *key)
{
    ASSERT(top(p)->kind == KIND_OBJECT && key);
    top(p)->items++;
    if (p->form == PRINT_JSON)
        json_key(&p->json, str_from_c(key));
}

static void field_label(struct print *p, const char *title)
{
    if (!p->in_fields) {
        grid_begin(p, 2);
        if (p->after_part)
            heading(p, NULL);
        p->in_fields = true;
        p->after_part = false;
    } else if (is_held_enough(&p->grid)) {
        grid_flush(p);
    }
    grid_add(p, str_format(p->grid.a, "%.*s:", FS(msg(p->lang, title))), S(" "), false);
}

void print_str(struct print *p, const char *key, const char *title, struct str value)
{
    field_key(p, key);
    if (p->form == PRINT_JSON) {
        json_str(&p->json, value);
        flush_some(p);
    } else {
        field_label(p, title);
        grid_add(p, value, S("\n"), false);
    }
}

void print_int(struct print *p, const char *key, const char *title, int64_t value)
{
    field_key(p, key);
    if (p->form == PRINT_JSON) {
        json_int(&p->json, value);
    } else {
        field_label(p, title);
        grid_add(p, str_format(p->grid.a, "%" PRId64, value), S(" "), false);
    }
}

void print_bool(struct print *p, const char *key, const char *title, bool value)
{
    field_key(p, key);
    if (p->form == PRINT_JSON) {
        json_bool(&p->json, value);
    } else {
        field_label(p, title);
        grid_add(p, yes_or_no(p, value), S(" "), false);
    }
}

void print_none(struct print *p, const char *key)
{
    field_key(p, key);
    if (p->form == PRINT_JSON)
        json_null(&p->json);
}

void print_line(struct print *p, struct str line)
{
    if (p->form == PRINT_JSON)
        return;
    grid_flush(p);
    p->in_fields = false;
    if (line.n) /* no spaces on an empty line */
        spaces(p, top(p)->indent);
    sink_clean(&p->text, line, S(" "));
    buf_add_c(&p->text, '\n');
    p->some = true;
    flush_some(p);
}

/* ---- parts */

/* A part begins in the current level: its key for programs, its heading for people. */
static struct level *part_begin(struct print *p, const char *key, const char *title, enum kind kind)
{
    struct level *in = top(p);
    ASSERT(p->depth + 1 < DEPTH_MAX && in->kind != KIND_TABLE);
    ASSERT((in->kind == KIND_OBJECT) == (key != NULL));
    int indent = in->indent;
    if (p->form == PRINT_JSON) {
        if (key)
            json_key(&p->json, str_from_c(key));
    } else if (title) {
        heading(p, title);
        indent += 2;
    } else if (in->items) {
        heading(p, NULL); /* the next element of an array */
    } else {
        grid_flush(p);
    }
    in->items++;
    p->in_fields = p->after_part = false;
    p->depth++;
    *top(p) = (struct level){.kind = kind, .indent = indent};
    return top(p);
}

void print_object(struct print *p, const char *key, const char *title)
{
    part_begin(p, key, title, KIND_OBJECT);
    if (p->form == PRINT_JSON)
        json_object(&p->json);
}

void print_array(struct print *p, const char *key, const char *title)
{
    part_begin(p, key, title, KIND_ARRAY);
    if (p->form == PRINT_JSON)
        json_array(&p->json);
}

void print_table(struct print *p, const char *key, const char *title, const struct column *columns)
{
    struct level *l = part_begin(p, key, title, KIND_TABLE);
    l->columns = columns;
    int n = 0;
    while (columns[n].key)
        n++;
    l->next = n; /* no row is open */
    if (p->form == PRINT_JSON) {
        json_array(&p->json);
    } else {
        grid_begin(p, n);
        for (int i = 0; columns[0].title && i < n; i++)
            grid_add(p, msg(p->lang, columns[i].title), S(" "), columns[i].right);
    }
}

void print_row(struct print *p)
{
    struct level *l = top(p);
    ASSERT(l->kind == KIND_TABLE && !l->columns[l->next].key); /* the row before is complete */
    if (p->form == PRINT_JSON) {
        if (l->items)
            json_end(&p->json);
        json_object(&p->json);
        flush_some(p);
    } else if (is_held_enough(&p->grid)) {
        grid_flush(p);
    }
    l->items++;
    l->next = 0;
}

/* The column of the next cell. */
static const struct column *cell_column(struct print *p)
{
    struct level *l = top(p);
    ASSERT(l->kind == KIND_TABLE && l->columns[l->next].key);
    const struct column *c = &l->columns[l->next++];
    if (p->form == PRINT_JSON)
        json_key(&p->json, str_from_c(c->key));
    return c;
}

void print_cell_str(struct print *p, struct str value)
{
    const struct column *c = cell_column(p);
    if (p->form == PRINT_JSON)
        json_str(&p->json, value);
    else
        grid_add(p, value, S(" "), c->right);
}

void print_cell_int(struct print *p, int64_t value)
{
    const struct column *c = cell_column(p);
    if (p->form == PRINT_JSON)
        json_int(&p->json, value);
    else
        grid_add(p, str_format(p->grid.a, "%" PRId64, value), S(" "), c->right);
}

void print_cell_bool(struct print *p, bool value)
{
    const struct column *c = cell_column(p);
    if (p->form == PRINT_JSON)
        json_bool(&p->json, value);
    else
        grid_add(p, yes_or_no(p, value), S(" "), c->right);
}

void print_cell_none(struct print *p)
{
    const struct column *c = cell_column(p);
    if (p->form == PRINT_JSON)
        json_null(&p->json);
    else
        grid_add(p, S(""), S(" "), c->right);
}

void print_bytes(struct print *p, struct str bytes)
{
    ASSERT(p->depth == 0 && top(p)->items == 0);
    if (!p->exact)
        buf_clear(&p->text); /* the object that JSON began */
    p->exact = true;
    struct str rest = bytes, line;
    bool more = p->out->tty;
    while (more) { /* a line at a time, so that nothing grows with the document */
        more = str_cut(rest, '\n', &line, &rest);
        sink_clean(&p->text, line, S(" "));
        if (more)
            buf_add_c(&p->text, '\n');
        flush_some(p);
    }
    if (!p->out->tty)
        sink_put(p->out, bytes);
}

void print_flush(struct print *p)
{
    if (p->form == PRINT_TEXT)
        grid_flush(p);
    flush(p);
}

void print_end(struct print *p)
{
    struct level *l = top(p);
    ASSERT(p->depth > 0);
    if (p->form == PRINT_JSON) {
        if (l->kind == KIND_TABLE) {
            ASSERT(!l->columns[l->next].key);
            if (l->items)
                json_end(&p->json);
        }
        json_end(&p->json);
        flush_some(p);
    } else {
        grid_flush(p);
        p->in_fields = false;
        p->after_part = true;
    }
    p->depth--;
}

bool print_done(struct print *p, struct err *err)
{
    ASSERT(p->depth == 0);
    ASSERT(!p->exact || !top(p)->items);
    if (p->exact) {
        flush(p);
    } else if (p->form == PRINT_JSON) {
        json_end(&p->json);
        buf_add_c(&p->text, '\n');
    } else {
        grid_flush(p);
    }
    flush(p);
    arena_free(&p->grid.a);
    if (p->too_big)
        return err_set(err, E_LIMIT, "a value is longer than %d bytes", (int)VALUE_MAX);
    if (p->out->failed)
        return err_set(err, E_IO, "could not write the output");
    return true;
}

void print_abandon(struct print *p)
{
    if (p->form == PRINT_TEXT) {
        grid_flush(p);
        flush(p);
    }
    arena_free(&p->grid.a);
}
