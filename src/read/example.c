/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "read/example.h"

#include "base/embed.h"
#include "base/list.h"
#include "read/intake.h"
#include "read/proposal.h"

enum { PROPOSALS_MAX = 10000, BATCH = 200 };

extern const struct embedded embed_samples[];

static bool add_documents(struct workspace *w, struct err *err)
{
    for (const struct embedded *e = embed_samples; e->name.n; e++) {
        AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
        struct intake in = {.name = e->name,
                            .bytes = e->bytes,
                            .custody = {.from = S("the makers of Cairn"),
                                        .how = S("written for this demonstration")},
                            .published = true};
        struct taken_in t;
        if (!intake_add(&t, w, &in, a, err))
            return false;
    }
    return true;
}

static bool note_policy(struct workspace *w, struct err *err)
{
    struct stmt s =
        STMT(.subject = ref_record(workspace_id(w->v)), .property = S("core:policy"),
             .value = value_text(
                 S("demonstration: everything found in the shipped samples is accepted unread")));
    return workspace_say(w, ENTRY_POLICY, &s, 1, NULL, err);
}

bool example_fill(struct workspace *w, struct err *err)
{
    AUTO(arena_free) struct arena *a = arena_new(ARENA_LARGE);
    struct proposal_list open;
    struct acceptance x = {.bulk = true};
    struct id made;
    if (!w->v->demonstration)
        return err_set(err, E_USAGE, "an example goes into a demonstration only");
    if (!add_documents(w, err) || !note_policy(w, err) ||
        !proposals_list(&open, w,
                        (struct proposals_wanted){.state = PROPOSAL_OPEN, .max = PROPOSALS_MAX}, a,
                        err))
        return false;
    for (isize i = 0; i < open.n; i++) {
        *LIST_ADD(&x.proposals, a) = open.at[i];
        if (x.proposals.n < BATCH && i < open.n - 1)
            continue;
        if (!proposals_accept(&made, w, &x, err))
            return false;
        x.proposals.n = 0;
    }
    return true;
}
