/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * po2c - make a C table of a translation.
 *
 *   po2c ko po/ko.po > msg_ko.c
 *
 * Reads the part of the PO format (GNU gettext manual, "The Format of PO Files") that a translation
 * of ours needs, strictly: comments, msgid and msgstr as quoted strings on one or more lines, the
 * escapes \n \t \" \\. The first entry, whose msgid is empty, says the language and UTF-8. Refused,
 * with file and line: fuzzy entries, a msgid said twice, contexts and plurals (a sentence for one
 * and a sentence for many are two messages), named holes {x} that differ between both texts, and a
 * line break at the end of one text alone. An empty msgstr is a message not translated yet.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_LENGTH = 4000, TEXT_LENGTH = 8000, ENTRIES = 8000 };

struct entry {
    char *id, *text;
    int line;
};

struct po {
    const char *file;
    int line;
    FILE *in;
    char text[LINE_LENGTH]; /* the line being read, without its end */
    bool at_end;
    struct entry entries[ENTRIES];
    int n;
};

static void die_at(const struct po *po, int line, const char *why, const char *what)
{
    fprintf(stderr, "%s:%d: %s%s%.60s\n", po->file, line, why, *what ? ": " : "", what);
    exit(1);
}

static void die(const struct po *po, const char *why)
{
    die_at(po, po->line, why, "");
}

static void next_line(struct po *po)
{
    if (!fgets(po->text, sizeof po->text, po->in)) {
        po->at_end = true;
        po->text[0] = 0;
        return;
    }
    po->line++;
    char *end = strchr(po->text, '\n');
    if (!end)
        die(po, "line too long, or no line break at the end of the file");
    *end = 0;
}

static char unescaped(const struct po *po, char c)
{
    switch (c) {
    case 'n': return '\n';
    case 't': return '\t';
    case '"':
    case '\\': return c;
    default: die(po, "only \\n \\t \\\" \\\\ may follow a backslash");
    }
    return 0;
}

/* A quoted string that fills the rest of the line, added to out. */
static size_t quoted(const struct po *po, const char *s, char *out, size_t n)
{
    if (*s++ != '"')
        die(po, "a quoted string belongs here");
    for (; *s && *s != '"'; s++) {
        if (n + 1 >= TEXT_LENGTH)
            die(po, "text too long");
        if (*s == '\\')
            out[n++] = unescaped(po, *++s);
        else
            out[n++] = *s;
    }
    if (*s != '"' || s[1])
        die(po, "a string ends with its quote, and nothing follows it");
    out[n] = 0;
    return n;
}

/* KEYWORD "..." and the lines of "..." below it. */
static char *strings(struct po *po, const char *keyword)
{
    char out[TEXT_LENGTH] = "";
    size_t length = strlen(keyword);
    if (strncmp(po->text, keyword, length) != 0 || po->text[length] != ' ')
        die_at(po, po->line, "here belongs a line that begins with", keyword);
    size_t n = quoted(po, po->text + length + 1, out, 0);
    next_line(po);
    while (po->text[0] == '"') {
        n = quoted(po, po->text, out, n);
        next_line(po);
    }
    char *kept = malloc(n + 1);
    if (!kept)
        die(po, "out of memory");
    memcpy(kept, out, n + 1);
    return kept;
}

static void skip_comments(struct po *po)
{
    while (!po->at_end && (po->text[0] == '#' || po->text[0] == 0)) {
        if (po->text[0] == '#' && po->text[1] == ',' && strstr(po->text, "fuzzy"))
            die(po, "a fuzzy translation is no translation: check it and remove the mark");
        next_line(po);
    }
}

/* The next {name} of s, as its length; 0 if there is none. *at moves to it. */
static size_t hole(const struct po *po, int line, const char **at)
{
    const char *s = *at + strcspn(*at, "{}");
    *at = s;
    if (!*s)
        return 0;
    size_t n = strspn(s + 1, "abcdefghijklmnopqrstuvwxyz_");
    if (*s != '{' || n == 0 || s[n + 1] != '}')
        die_at(po, line, "a brace that is no {hole}", s);
    return n + 2;
}

static void holes_in(const struct po *po, int line, const char *from, const char *other)
{
    for (size_t n; (n = hole(po, line, &from)) > 0; from += n) {
        char name[LINE_LENGTH];
        snprintf(name, sizeof name, "%.*s", (int)n, from);
        if (!strstr(other, name))
            die_at(po, line, "this hole is in one of the two texts only", name);
    }
}

static bool ends_line(const char *s)
{
    size_t n = strlen(s);
    return n && s[n - 1] == '\n';
}

static void check_entry(const struct po *po, const struct entry *e)
{
    holes_in(po, e->line, e->text, e->id);
    holes_in(po, e->line, e->id, e->text);
    if (ends_line(e->id) != ends_line(e->text))
        die_at(po, e->line, "one of the two texts ends with a line break, the other does not", "");
}

static void read_head(struct po *po, const char *tag)
{
    char language[LINE_LENGTH];
    char *id = strings(po, "msgid"), *head = strings(po, "msgstr");
    snprintf(language, sizeof language, "Language: %s\n", tag);
    if (*id)
        die(po, "the first entry has an empty msgid and says the language");
    if (!strstr(head, language))
        die_at(po, po->line, "the first entry does not say", language);
    if (!strstr(head, "Content-Type: text/plain; charset=UTF-8\n"))
        die(po, "the first entry does not say: Content-Type: text/plain; charset=UTF-8");
    free(id);
    free(head);
}

static int by_id(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    return strcmp(x->id, y->id);
}

static void read_entries(struct po *po)
{
    for (skip_comments(po); !po->at_end; skip_comments(po)) {
        if (po->n == ENTRIES)
            die(po, "too many entries");
        struct entry *e = &po->entries[po->n];
        e->line = po->line;
        e->id = strings(po, "msgid");
        e->text = strings(po, "msgstr");
        if (!*e->id)
            die(po, "only the first entry may have an empty msgid");
        if (!*e->text)
            continue;
        check_entry(po, e);
        po->n++;
    }
    qsort(po->entries, (size_t)po->n, sizeof po->entries[0], by_id);
    for (int i = 1; i < po->n; i++)
        if (!strcmp(po->entries[i].id, po->entries[i - 1].id))
            die_at(po, po->entries[i].line, "this msgid stands here twice", po->entries[i].id);
}

static void write_text(const char *s)
{
    printf("{\"");
    for (const char *p = s; *p; p++) {
        unsigned char c = (unsigned char)*p;
        if (c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '?')
            putchar(c);
        else
            printf("\\%03o", c);
    }
    printf("\", %zu}", strlen(s));
}

int main(int argc, char **argv)
{
    static struct po po;
    if (argc != 3)
        return 2;
    po.file = argv[2];
    po.in = fopen(po.file, "r");
    if (!po.in)
        die(&po, "cannot open");
    next_line(&po);
    skip_comments(&po);
    read_head(&po, argv[1]);
    read_entries(&po);
    if (ferror(po.in) || fclose(po.in))
        die(&po, "cannot read");
    char name[32];
    snprintf(name, sizeof name, "%s", argv[1]);
    for (char *p = name; *p; p++)
        *p = (char)(*p == '-' ? '_' : *p >= 'A' && *p <= 'Z' ? *p + 32 : *p);
    printf("/* Made by po2c. Change the file in po/, not this one. */\n"
           "#include \"lang/msg_table.h\"\n"
           "static const struct msg_entry entries[] = {\n");
    for (int i = 0; i < po.n; i++) {
        printf("    {");
        write_text(po.entries[i].id);
        printf(", ");
        write_text(po.entries[i].text);
        printf("},\n");
    }
    printf("    {{0, 0}, {0, 0}},\n};\nconst struct msg_table msg_table_%s = {entries, %d};\n",
           name, po.n);
    return fflush(stdout) != 0;
}
