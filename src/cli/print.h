/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * print.h - the results of a command, once, for people and for programs.
 *
 * A command says what it has; the printer writes aligned text or JSON. Output is one object:
 * fields, objects and tables in it, arrays of objects.
 *
 *     print_str(p, "id", N_("Record"), id);
 *     print_table(p, "people", N_("People"), columns);
 *     while (...) {
 *         print_row(p);
 *         print_cell_str(p, name);
 *         print_cell_int(p, age);
 *     }
 *     print_end(p);
 *
 * 'key' is for programs and stays as it is; 'title' is for people. Text never lets a control
 * character from data through (sink_clean); JSON has the exact text. Wide characters count two
 * columns. Long tables stream: what is held is some hundred rows, however many there are.
 * The printer is sticky: the first failure is kept and reported by print_done().
 */
#ifndef CLI_PRINT_H
#define CLI_PRINT_H

#include "base/json.h"
#include "cli/sink.h"
#include "lang/msg.h"

enum print_form { PRINT_TEXT, PRINT_JSON };

struct column {
    const char *key;
    const char *title; /* NULL in the first column: a table without headings */
    bool right;        /* numbers: aligned at their right end */
};

struct print;

/* *out must live as long as the printer. Titles are shown in 'lang'; keys and values are not
 * touched. */
struct print *print_new(struct arena *a, enum print_form form, enum language lang,
                        struct sink *out);

/* Fields of the current object. An absent value is null for programs and not shown to people. */
void print_str(struct print *p, const char *key, const char *title, struct str value);
void print_int(struct print *p, const char *key, const char *title, int64_t value);
void print_bool(struct print *p, const char *key, const char *title, bool value);
void print_none(struct print *p, const char *key);

/* A line for people only, as it stands but for control characters. */
void print_line(struct print *p, struct str line);

/* An object in the current object, or (key NULL) the next one of the current array. */
void print_object(struct print *p, const char *key, const char *title);
void print_array(struct print *p, const char *key, const char *title);

/* columns ends with a NULL key. Each row has a cell for each column, in order. */
void print_table(struct print *p, const char *key, const char *title, const struct column *columns);
void print_row(struct print *p);
void print_cell_str(struct print *p, struct str value);
void print_cell_int(struct print *p, int64_t value);
void print_cell_bool(struct print *p, bool value);
void print_cell_none(struct print *p);

/*
 * Exact bytes in place of the object: a document, an export. May be called again for what follows;
 * nothing else can be printed. On a terminal text is made harmless as always.
 */
void print_bytes(struct print *p, struct str bytes);

/* Write out what there is so far: somebody waits for it, and the command goes on. */
void print_flush(struct print *p);

void print_end(struct print *p); /* of the innermost object, array or table */

/* Ends the output. E_IO if it could not be written, E_LIMIT if one value was too long. */
MUST_CHECK bool print_done(struct print *p, struct err *err);

/* Instead of print_done() when the command failed: people see what there was, programs nothing
 * more. */
void print_abandon(struct print *p);

#endif
