/* SPDX-License-Identifier: GPL-3.0-or-later */
/* replay - run a fuzz target once over each file of a folder: every corpus is an ordinary test. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
__attribute__((weak)) int LLVMFuzzerInitialize(int *argc, char ***argv);

static int replay(const char *dir, const char *name)
{
    enum { SEED_MAX = 4 << 20 };
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *f = fopen(path, "rb");
    uint8_t *bytes = malloc(SEED_MAX);
    if (!f || !bytes) {
        perror(path);
        free(bytes);
        return 0;
    }
    size_t n = fread(bytes, 1, SEED_MAX, f);
    fclose(f);
    /* A block of exactly this size, so that the sanitizer sees one byte too far. */
    uint8_t *exact = malloc(n ? n : 1);
    for (size_t i = 0; exact && i < n; i++)
        exact[i] = bytes[i];
    free(bytes);
    LLVMFuzzerTestOneInput(exact, n);
    free(exact);
    return 1;
}

int main(int argc, char **argv)
{
    int n = 0;
    if (LLVMFuzzerInitialize)
        LLVMFuzzerInitialize(&argc, &argv);
    for (int i = 1; i < argc; i++) {
        DIR *d = opendir(argv[i]);
        struct dirent *e;
        while (d && (e = readdir(d)))
            if (e->d_name[0] != '.')
                n += replay(argv[i], e->d_name);
        if (d)
            closedir(d);
    }
    printf("1..1\n%s 1 - %d seeds replayed\n", n ? "ok" : "not ok", n);
    return n == 0;
}
