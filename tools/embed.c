/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * embed - put text files into the program.
 *
 *   embed NAME FILE... > name.c
 *
 * Defines 'const struct embedded embed_NAME[]' (base/embed.h) of {file name without folders,
 * bytes}, in the order given, ended by a zero entry.
 */
#include <stdio.h>
#include <string.h>

static int embed_bytes(FILE *in, int i)
{
    int c, n = 0;
    printf("static const char f%d[] = {", i);
    while ((c = getc(in)) != EOF)
        printf("%s%d,", n++ % 32 ? "" : "\n", c > 127 ? c - 256 : c);
    printf("0};\n"); /* a final NUL, not counted */
    return ferror(in);
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    printf("/* Made by embed. Change the files in data/, not this one. */\n"
           "#include \"base/embed.h\"\n");
    for (int i = 2; i < argc; i++) {
        FILE *in = fopen(argv[i], "rb");
        if (!in || embed_bytes(in, i)) {
            perror(argv[i]);
            return 1;
        }
        fclose(in);
    }
    printf("extern const struct embedded embed_%s[];\nconst struct embedded embed_%s[] = {\n",
           argv[1], argv[1]);
    for (int i = 2; i < argc; i++) {
        const char *slash = strrchr(argv[i], '/');
        printf("    {{\"%s\", sizeof \"%s\" - 1}, {f%d, sizeof f%d - 1}},\n",
               slash ? slash + 1 : argv[i], slash ? slash + 1 : argv[i], i, i);
    }
    printf("    {{0, 0}, {0, 0}},\n};\n");
    return fflush(stdout) != 0;
}
