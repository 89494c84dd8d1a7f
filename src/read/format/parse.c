/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/parse.h"

#include "lang/msg.h"
#include "read/format/refusal.h"

/* clang-format off */
static const struct refusal_meaning {
    const char *word;
    const char *say;
} refusals[] = {
    {REFUSAL_ARCHIVE, TR("This is a ZIP file. Unpack it and add the documents that are in it.")},
    {REFUSAL_CHARSET, TR("The characters of this text could not be recognised. Save it as UTF-8 and add that.")},
    {REFUSAL_CUT, TR("The file is not complete: its end is missing. Get it again from where it came from.")},
    {REFUSAL_DAMAGED, TR("The file is damaged and cannot be read. Get it again from where it came from.")},
    {REFUSAL_ENCRYPTED, TR("The file is locked with a password. Open it with the password, save it without one, and add that.")},
    {REFUSAL_JUNK, TR("This file is not text. What can be read: PDF, DOCX, ODT, HWPX, mail (EML), web pages (HTML), plain text.")},
    {REFUSAL_MAILBOX, TR("This file holds several mails. Save each one as a file of its own (EML) and add those.")},
    {REFUSAL_SHEET, TR("This is a spreadsheet. Save what matters in it as PDF and add that.")},
    {REFUSAL_SLIDES, TR("This is a presentation. Save it as PDF and add that.")},
};
/* clang-format on */

/* The child says only which of our sentences is meant: its own words are not shown to anybody. */
static bool explain(struct err *err)
{
    if (err->code == E_LIMIT)
        return err_detail(err, "%s",
                          TR("Reading it would take more time, memory or text than a document may. "
                             "Save it as plain text or in several parts, and add those."));
    if (err->code != E_INVALID) {
        if (err->code == E_CORRUPT)
            err_detail(err, "%s",
                       TR("The file crashed its reader, which was shut away from everything else. "
                          "It may be damaged, or made to do harm."));
        return false;
    }
    const char *say = TR("The file cannot be read.");
    for (isize i = 0; i < COUNTOF(refusals); i++)
        if (str_eq(str_from_c(err->detail), str_from_c(refusals[i].word)))
            say = refusals[i].say;
    return err_detail(err, "%s", say);
}

/* What the answer may have so that it, its copy and the lists made of it fit the caller's arena. */
static int64_t room_for_answer(const struct arena *a)
{
    enum { SHARE = 8 };
    int64_t room = (int64_t)(a->end - a->cur) / SHARE;
    return room < PARSE_ANSWER_MAX ? room : PARSE_ANSWER_MAX;
}

bool parse_document(struct parsed *out, struct launcher *l, struct str bytes, struct str name,
                    struct arena *a, struct err *err)
{
    if (bytes.n > PARSE_INPUT_MAX) {
        err_set(err, E_LIMIT, "document of %td bytes", bytes.n);
        return err_detail(err, "%s", TR("The largest file that can be read has 128 MB."));
    }
    const char *parser = parse_kind(bytes, name, err);
    if (!parser)
        return false;
    /* Of the memory, 2 GB are reserved addresses of the child's arenas, mostly never touched. */
    struct launch_job job = {.parser = parser,
                             .input = bytes,
                             .limits = {.cpu_seconds = 60,
                                        .wall_seconds = 120,
                                        .memory = INT64_C(2816) << 20,
                                        .output = room_for_answer(a)}};
    struct str answer;
    if (!launcher_run(&answer, l, &job, a, err))
        return explain(err);
    return parse_frame_read(out, answer, a, err) || explain(err);
}
