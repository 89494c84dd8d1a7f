/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web_test.h"

#include "web/upload.h"

struct kept {
    struct buf bytes;
    bool finished, dropped;
};

static bool keep_begin(void **file, struct request *req, struct str field, struct str name,
                       struct err *err)
{
    (void)field;
    if (str_eq(name, S("full")))
        return err_set(err, E_FULL, "no room");
    struct kept *k = NEW(req->a, struct kept);
    k->bytes = buf_in(req->a, 1 << 20);
    *file = k;
    return true;
}

static bool keep_add(void *file, const char *p, isize n, struct err *err)
{
    struct kept *k = file;
    buf_add_bytes(&k->bytes, p, n);
    return !k->bytes.full || err_set(err, E_LIMIT, "too large");
}

static bool keep_finish(void *file, struct err *err)
{
    (void)err;
    struct kept *k = file;
    return k->finished = true;
}

static void keep_drop(void *file)
{
    struct kept *k = file;
    ASSERT(!k->dropped);
    k->dropped = true;
}

static const struct upload_sink keep = {keep_begin, keep_add, keep_finish, keep_drop};
static const struct route routes[] = {
    {POST, "/add", .page = (page_fn *)1, .needs = RIGHT_WRITE, .upload = &keep}, {0}};

struct scene {
    struct web_test w;
    struct request *req;
    struct multipart m;
};

static void scene_open(struct scene *s, struct test *t)
{
    web_test_open(&s->w, t, routes);
    s->req = request_post(&s->w, t, S("/add"), S(""));
    s->req->head.body = BODY_MULTIPART;
    struct str token = str_copy(t->a, params_get(&s->req->form, S("csrf")));
    CHECK(web_admit(s->req));
    s->req->form = (struct params){0};
    multipart_begin(&s->m, s->req);
    multipart_piece(&s->m, S("csrf"), (struct str){0}, token, 0);
}

TEST(fields_and_files_come_in_pieces)
{
    struct scene s;
    scene_open(&s, t);
    multipart_piece(&s.m, S("from"), (struct str){0}, S("part"), 0);
    multipart_piece(&s.m, S("from"), (struct str){0}, S("ner"), 4);
    multipart_piece(&s.m, S("file"), S("C:\\x\\보고.hwp"), S("ab"), 0);
    multipart_piece(&s.m, S("file"), S("C:\\x\\보고.hwp"), S("cd"), 2);
    multipart_piece(&s.m, S("file"), S("empty.txt"), S(""), 0);
    multipart_piece(&s.m, S("file"), S(""), S(""), 0); /* no file chosen */
    CHECK_OK(multipart_end(&s.m, true, &err));
    CHECK_STR(params_get(&s.req->form, S("from")), S("partner"));
    CHECK_INT(s.req->uploads.n, 2);
    struct upload *u = s.req->uploads.at;
    struct kept *k = u[0].file;
    CHECK_STR(u[0].name, S("보고.hwp"));
    CHECK_INT(u[0].bytes, 4);
    CHECK_STR(buf_str(&k->bytes), S("abcd"));
    CHECK(u[0].finished && u[1].finished && k->finished);
    uploads_drop(s.req);
    CHECK(k->dropped);
    web_test_close(&s.w);
}

TEST(no_file_is_stored_before_the_token)
{
    struct scene s;
    scene_open(&s, t);
    s.req->token_good = false;
    s.req->form.n = 0;
    multipart_begin(&s.m, s.req);
    multipart_piece(&s.m, S("file"), S("a.txt"), S("x"), 0);
    CHECK_INT(s.req->uploads.n, 0);
    CHECK_FAILS(multipart_end(&s.m, true, &err), E_DENIED);
    web_test_close(&s.w);
}

TEST(the_first_failure_is_told_and_the_rest_ignored)
{
    struct scene s;
    scene_open(&s, t);
    multipart_piece(&s.m, S("file"), S("a.txt"), S("x"), 0);
    multipart_piece(&s.m, S("file"), S("full"), S("x"), 0);
    multipart_piece(&s.m, S("file"), S("b.txt"), S("x"), 0);
    CHECK_INT(s.req->uploads.n, 1);
    CHECK_FAILS(multipart_end(&s.m, true, &err), E_FULL);
    uploads_drop(s.req);
    web_test_close(&s.w);
}

TEST(an_upload_cut_off_is_refused_and_not_finished)
{
    struct scene s;
    scene_open(&s, t);
    multipart_piece(&s.m, S("file"), S("a.txt"), S("x"), 0);
    CHECK_FAILS(multipart_end(&s.m, false, &err), E_INVALID);
    CHECK(!s.req->uploads.at[0].finished);
    uploads_drop(s.req);
    web_test_close(&s.w);
}

TEST(names_of_files_are_text_and_not_too_long)
{
    const struct str bad[] = {S("a\x01.txt"), S("\xff.txt"), S("dir/"), S("a\nb")};
    for (isize i = 0; i < COUNTOF(bad); i++) {
        struct scene s;
        scene_open(&s, t);
        multipart_piece(&s.m, S("file"), bad[i], S("x"), 0);
        CHECK_FAILS(multipart_end(&s.m, true, &err), E_INVALID);
        CHECK_INT(s.req->uploads.n, 0);
        web_test_close(&s.w);
    }
}

TEST(fields_of_a_multipart_form_have_a_greatest_size)
{
    struct scene s;
    scene_open(&s, t);
    struct str big = {NEWN(t->a, char, FORM_BYTES), FORM_BYTES};
    multipart_piece(&s.m, S("a"), (struct str){0}, big, 0);
    CHECK_FAILS(multipart_end(&s.m, true, &err), E_LIMIT);
    web_test_close(&s.w);
}
