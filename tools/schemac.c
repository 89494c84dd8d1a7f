/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * schemac - check the schema, and give its numbers to C.
 *
 *   schemac ids NUMBERS FILE... > ids.h    constants for the program; fails if anything is wrong
 *   schemac new NUMBERS FILE...            lines that NUMBERS still lacks, to be added to it
 *
 * NUMBERS is data/schema/numbers.txt, the ledger of all numbers ever given. A type, property,
 * vocabulary or term must stand in it with its own number, and no number there may be given to
 * another name: what is stored today must mean the same in twenty years. The other FILEs are the
 * schema itself; what is refused in them is said by record/schema_parse.c, with file and line.
 */
#include "record/schema_parse.h"

#include "base/list.h"

#include <stdio.h>
#include <string.h>

enum { FILES_MAX = 500, FILE_MAX = 4 << 20 };

struct entry { /* one number: "term hedge 2" is called "reported" */
    struct str slot, name;
};
struct entry_list {
    struct entry *at;
    isize n, cap;
};

static bool file_load(struct embedded *out, const char *path, struct arena *a, struct err *err)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return err_set(err, E_IO, "%s: cannot be opened", path);
    struct buf b = buf_in(a, FILE_MAX);
    char part[4096];
    size_t n;
    while ((n = fread(part, 1, sizeof part, f)) > 0)
        buf_add_bytes(&b, part, (isize)n);
    bool bad = ferror(f) != 0;
    fclose(f);
    if (bad)
        return err_set(err, E_IO, "%s: cannot be read", path);
    *out = (struct embedded){.name = str_from_c(path)};
    return buf_done(&b, &out->bytes, err);
}

static void entry_add(struct entry_list *l, struct arena *a, struct str slot, struct str name)
{
    *LIST_ADD(l, a) = (struct entry){slot, name};
}

/* All numbers that the schema gives. */
static struct entry_list entries_of(const struct schema *s, struct arena *a)
{
    struct entry_list l = {0};
    for (isize i = 0; i < s->types.n; i++)
        entry_add(&l, a, str_format(a, "type %d", s->types.at[i].number), s->types.at[i].id);
    for (isize i = 0; i < s->properties.n; i++)
        entry_add(&l, a, str_format(a, "property %d", s->properties.at[i].number),
                  s->properties.at[i].id);
    for (isize i = 0; i < s->vocabularies.n; i++) {
        const struct vocabulary *v = &s->vocabularies.at[i];
        if (str_eq(v->id, S("type"))) /* made from the types, which are in the ledger */
            continue;
        entry_add(&l, a, str_format(a, "vocabulary %d", v->number), v->id);
        for (isize k = 0; k < v->terms.n; k++)
            entry_add(&l, a, str_format(a, "term %.*s %d", FS(v->id), v->terms.at[k].number),
                      v->terms.at[k].id);
    }
    return l;
}

/* "term hedge 2 reported retired" into slot "term hedge 2" and name "reported". */
static bool ledger_line(struct entry *out, bool *retired, struct str line)
{
    struct str words[5] = {0}, rest = line;
    int n = 0;
    while (rest.n && n < COUNTOF(words))
        str_cut(rest, ' ', &words[n++], &rest);
    bool term = str_eq(words[0], S("term"));
    int head = term ? 3 : 2;
    *retired = n == head + 2 && str_eq(words[head + 1], S("retired"));
    if (rest.n || n < head + 1 || (n > head + 1 && !*retired))
        return false;
    if (!term && !str_eq(words[0], S("type")) && !str_eq(words[0], S("property")) &&
        !str_eq(words[0], S("vocabulary")))
        return false;
    out->name = words[head];
    out->slot = str_part(line, 0, words[head].p - line.p - 1);
    return true;
}

/*
 * One line of the ledger for each number, and what it says is what the schema says. Sets the place
 * of each found entry in *seen.
 */
static bool ledger_check(bool *seen, const struct entry_list *l, const struct embedded *ledger,
                         struct arena *a, struct err *err)
{
    struct map places = map_in(a, 1), given = map_in(a, 2);
    for (isize i = 0; i < l->n; i++)
        map_set(&places, l->at[i].slot, i);
    struct str rest = ledger->bytes, line;
    for (int n = 1; str_line(&rest, &line); n++) {
        struct entry e;
        bool retired;
        line = str_trim(line);
        if (!line.n || line.p[0] == '#')
            continue;
        if (!ledger_line(&e, &retired, line))
            return err_set(err, E_INVALID, "%.*s:%d: a line is 'property 100 core:name'",
                           FS(ledger->name), n);
        if (map_get(&given, e.slot, -1) >= 0)
            return err_set(err, E_INVALID, "%.*s:%d: '%.*s' stands here twice", FS(ledger->name), n,
                           FS(e.slot));
        map_set(&given, e.slot, n);
        isize at = (isize)map_get(&places, e.slot, -1);
        ASSERT(at < l->n && l->at);
        if (at >= 0 && !str_eq(l->at[at].name, e.name))
            return err_set(
                err, E_INVALID,
                "%.*s:%d: the number of '%.*s' was given to '%.*s' (%.*s): take a new one",
                FS(ledger->name), n, FS(e.name), FS(l->at[at].name), FS(e.slot));
        if (at < 0 && !retired)
            return err_set(
                err, E_INVALID,
                "%.*s:%d: '%.*s' is gone from the schema: give it back, or add 'retired'",
                FS(ledger->name), n, FS(e.name));
        if (at >= 0)
            seen[at] = true;
    }
    return true;
}

static void print_upper(struct str s)
{
    for (isize i = 0; i < s.n; i++)
        putchar(s.p[i] >= 'a' && s.p[i] <= 'z' ? s.p[i] - 'a' + 'A' : s.p[i]);
}

static void print_constant(const char *prefix, struct str vocabulary, struct str name, int number)
{
    printf("    %s", prefix);
    print_upper(vocabulary);
    printf("%s", vocabulary.n ? "_" : "");
    print_upper(name);
    printf(" = %d,\n", number);
}

static void print_ids(const struct schema *s)
{
    printf("/* Made by tools/schemac.c. Change the files in data/, not this one. */\n"
           "#ifndef RECORD_IDS_H\n#define RECORD_IDS_H\n\nenum type_number {\n");
    for (isize i = 0; i < s->types.n; i++)
        print_constant("TYPE_", S(""), s->types.at[i].id, s->types.at[i].number);
    printf("};\n\nenum property_number {\n");
    for (isize i = 0; i < s->properties.n; i++) {
        struct str prefix, name;
        str_cut(s->properties.at[i].id, ':', &prefix, &name);
        print_constant("P_", S(""), name, s->properties.at[i].number);
    }
    printf("};\n\nenum vocabulary_number {\n");
    for (isize i = 0; i < s->vocabularies.n; i++)
        print_constant("V_", S(""), s->vocabularies.at[i].id, s->vocabularies.at[i].number);
    printf("};\n");
    for (isize i = 0; i < s->vocabularies.n; i++) {
        const struct vocabulary *v = &s->vocabularies.at[i];
        if (!v->terms.n || str_eq(v->id, S("type")))
            continue;
        printf("\nenum term_of_%.*s {\n", FS(v->id));
        for (isize k = 0; k < v->terms.n; k++)
            print_constant("TERM_", v->id, v->terms.at[k].id, v->terms.at[k].number);
        printf("};\n");
    }
    printf("\n#endif\n");
}

static bool print_new(const struct entry_list *l, const bool *seen)
{
    bool any = false;
    for (isize i = 0; i < l->n; i++)
        if (!seen[i]) {
            printf("%.*s %.*s\n", FS(l->at[i].slot), FS(l->at[i].name));
            any = true;
        }
    return any;
}

static bool run(bool make_ids, int n, char **paths, struct arena *a, struct err *err)
{
    struct embedded ledger, *files = NEWN(a, struct embedded, n);
    if (!file_load(&ledger, paths[0], a, err))
        return false;
    for (int i = 1; i < n; i++)
        if (!file_load(&files[i - 1], paths[i], a, err))
            return false;
    struct schema s;
    if (!schema_parse(&s, files, S("core"), a, err))
        return false;
    struct entry_list l = entries_of(&s, a);
    bool *seen = NEWN(a, bool, l.n + 1);
    if (!ledger_check(seen, &l, &ledger, a, err))
        return false;
    if (!make_ids) {
        print_new(&l, seen);
        return true;
    }
    for (isize i = 0; i < l.n; i++)
        if (!seen[i])
            return err_set(err, E_INVALID, "%s: add the line '%.*s %.*s'", paths[0],
                           FS(l.at[i].slot), FS(l.at[i].name));
    print_ids(&s);
    return true;
}

int main(int argc, char **argv)
{
    if (argc < 4 || argc > FILES_MAX ||
        (strcmp(argv[1], "ids") != 0 && strcmp(argv[1], "new") != 0)) {
        fprintf(stderr, "schemac ids|new NUMBERS FILE...\n");
        return 2;
    }
    struct arena *a = arena_new(ARENA_LARGE);
    struct err err = {0};
    if (!run(argv[1][0] == 'i', argc - 2, argv + 2, a, &err)) {
        fprintf(stderr, "%s\n", err.msg);
        return 1;
    }
    return fflush(stdout) != 0;
}
