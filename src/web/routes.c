/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/pages/pages.h"
#include "web/route.h"

/* clang-format off */
const struct route web_routes[] = {
    {GET,  "/cairn.css",   page_style, .needs = RIGHT_NONE},
    {GET,  "/cairn.svg",   page_icon, .needs = RIGHT_NONE},
    {GET,  "/sign-in",     page_sign_in, .needs = RIGHT_NONE},
    {POST, "/sign-in",     post_sign_in, .needs = RIGHT_NONE, .slow = true},
    {GET,  "/sign-in/:id", page_sign_in_link, .needs = RIGHT_NONE},
    {POST, "/lock",        post_lock, .needs = RIGHT_READ},

    {GET,  "/",                  page_home, .needs = RIGHT_READ},
    {GET,  "/due",               page_due, .needs = RIGHT_READ},
    {POST, "/due/:id/done",      post_due_done, .needs = RIGHT_WRITE},
    {GET,  "/search",            page_search, .needs = RIGHT_READ},

    {GET,  "/documents",           page_documents, .needs = RIGHT_READ},
    {GET,  "/documents/add",       page_add, .needs = RIGHT_WRITE},
    {POST, "/documents/add",       post_add, .needs = RIGHT_WRITE, .body_max = 130 << 20,
     .upload = &document_sink, .slow = true},
    {GET,  "/documents/:id",       page_document, .needs = RIGHT_READ},
    {GET,  "/documents/:id/file",  page_original, .needs = RIGHT_READ, .slow = true},
    {POST, "/documents/:id/found", post_found, .needs = RIGHT_WRITE},

    {GET,  "/people",      page_people, .needs = RIGHT_READ},
    {GET,  "/offices",     page_offices, .needs = RIGHT_READ},
    {GET,  "/events",      page_events, .needs = RIGHT_READ},
    {GET,  "/cases",       page_cases, .needs = RIGHT_READ},
    {GET,  "/cases/begin", page_case_begin, .needs = RIGHT_WRITE},
    {POST, "/cases/begin", post_case_begin, .needs = RIGHT_WRITE},

    {GET,  "/cases/:id",         page_case, .needs = RIGHT_READ},
    {GET,  "/cases/:id/gather",  page_gather, .needs = RIGHT_WRITE},
    {POST, "/cases/:id/gather",  post_gather, .needs = RIGHT_WRITE},
    {GET,  "/check",             page_check_found, .needs = RIGHT_WRITE},
    {POST, "/check",             post_check_found, .needs = RIGHT_WRITE},
    {POST, "/check/undo",        post_check_undo, .needs = RIGHT_WRITE},
    {GET,  "/sheets",            page_sheets, .needs = RIGHT_READ},
    {GET,  "/copy",              page_copy, .needs = RIGHT_WRITE},
    {POST, "/copy",              post_copy, .needs = RIGHT_WRITE, .slow = true},

    {GET,  "/records/:id",                   page_record, .needs = RIGHT_READ},
    {GET,  "/records/:id/history",           page_history, .needs = RIGHT_READ},
    {GET,  "/records/:id/label",             page_label, .needs = RIGHT_WRITE},
    {POST, "/records/:id/label",             post_label, .needs = RIGHT_WRITE},
    {GET,  "/records/:id/consent",           page_consent, .needs = RIGHT_WRITE},
    {POST, "/records/:id/consent",           post_consent, .needs = RIGHT_WRITE},
    {GET,  "/records/:id/said/:id",          page_said, .needs = RIGHT_READ},
    {POST, "/records/:id/said/:id/checked",  post_checked, .needs = RIGHT_WRITE},
    {GET,  "/records/:id/said/:id/withdraw", page_withdraw, .needs = RIGHT_WRITE},
    {POST, "/records/:id/said/:id/withdraw", post_withdraw, .needs = RIGHT_WRITE},
    {GET,  "/records/:id/said/:id/label",    page_label, .needs = RIGHT_WRITE},
    {POST, "/records/:id/said/:id/label",    post_label, .needs = RIGHT_WRITE},
    {GET,  "/records/:id/said/:id/consent",  page_consent, .needs = RIGHT_WRITE},
    {POST, "/records/:id/said/:id/consent",  post_consent, .needs = RIGHT_WRITE},

    {GET,  "/differ",     page_differ, .needs = RIGHT_READ, .slow = true},
    {GET,  "/differ/:id", page_decide, .needs = RIGHT_WRITE, .slow = true},
    {POST, "/differ/:id", post_decide, .needs = RIGHT_WRITE, .slow = true},

    {GET,  "/letters",         page_letters, .needs = RIGHT_READ},
    {GET,  "/letters/new",     page_letter_new, .needs = RIGHT_WRITE},
    {GET,  "/letters/preview", page_letter_preview, .needs = RIGHT_WRITE, .slow = true},
    {POST, "/letters/keep",    post_letter_keep, .needs = RIGHT_WRITE, .slow = true},
    {POST, "/letters/pdf",     post_letter_pdf, .needs = RIGHT_WRITE, .slow = true},
    {POST, "/letters/text",    post_letter_text, .needs = RIGHT_WRITE, .slow = true},
    {GET,  "/letters/:id",         page_letter, .needs = RIGHT_READ},
    {GET,  "/letters/:id/history", page_letter_history, .needs = RIGHT_READ},
    {GET,  "/letters/:id/edit",    page_letter_edit, .needs = RIGHT_WRITE},
    {POST, "/letters/:id/edit",    post_letter_edit, .needs = RIGHT_WRITE},
    {POST, "/letters/:id/pdf",     post_kept_pdf, .needs = RIGHT_WRITE, .slow = true},
    {POST, "/letters/:id/text",    post_kept_text, .needs = RIGHT_WRITE, .slow = true},

    {GET,  "/law",     page_law, .needs = RIGHT_READ},
    {GET,  "/law/:id", page_instrument, .needs = RIGHT_READ},

    {GET,  "/more",         page_more, .needs = RIGHT_READ},
    {POST, "/more/look",    post_look, .needs = RIGHT_READ},
    {GET,  "/more/journal", page_journal, .needs = RIGHT_READ},
    {GET,  "/more/check",   page_check, .needs = RIGHT_READ},
    {POST, "/more/check",   post_check, .needs = RIGHT_READ, .slow = true},
    {GET,  "/more/schema",  page_schema, .needs = RIGHT_READ},
    {GET,  "/more/parts",  page_parts, .needs = RIGHT_READ},
    {POST, "/more/parts",  post_parts, .needs = RIGHT_READ},
    {0},
};
/* clang-format on */
