/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/upload.h"

#include "base/utf8.h"
#include "lang/msg.h"
#include "web/route.h"

void multipart_begin(struct multipart *m, struct request *req)
{
    *m = (struct multipart){.req = req};
}

/* Some browsers of old gave whole paths. */
static struct str last_name(struct str path)
{
    isize from = path.n;
    ASSERT(path.p);
    while (from > 0 && path.p[from - 1] != '/' && path.p[from - 1] != '\\')
        from--;
    return str_part(path, from, path.n);
}

static bool is_file_name(struct str s)
{
    for (isize i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
            return false;
    return s.n > 0 && s.n <= FILE_NAME_MAX && utf8_is_valid(s);
}

static bool file_begin(struct multipart *m, struct str path)
{
    struct request *req = m->req;
    struct str name = last_name(path);
    const struct upload_sink *sink = req->route->upload;
    if (!sink)
        return err_set(&m->err, E_INVALID, "a file where none is asked for");
    if (req->uploads.n >= FILES_MAX)
        return err_set(&m->err, E_LIMIT, "more than %d files in one form", FILES_MAX);
    if (!is_file_name(name)) {
        err_set(&m->err, E_INVALID, "malformed file name");
        return err_detail(&m->err, "%s", TR("The name of a file cannot be read. Rename it."));
    }
    if (!req->token_good && !web_token_check(req, &m->err))
        return false;
    void *file = NULL;
    name = str_copy(req->a, name);
    if (!sink->begin(&file, req, m->name, name, &m->err))
        return false;
    m->now = LIST_ADD(&req->uploads, req->a);
    *m->now = (struct upload){.field = m->name, .name = name, .file = file};
    return true;
}

static bool part_finish(struct multipart *m)
{
    struct request *req = m->req;
    bool in_part = m->in_part, skip = m->skip;
    m->in_part = m->skip = false;
    if (!in_part || skip)
        return true;
    if (m->now) {
        struct upload *u = m->now;
        m->now = NULL;
        return u->finished = req->route->upload->finish(u->file, &m->err);
    }
    struct str value;
    return buf_done(&m->value, &value, &m->err) &&
           params_add(&req->form, m->name, value, req->a, &m->err);
}

static bool part_begin(struct multipart *m, struct str name, struct str file_name)
{
    if (!part_finish(m))
        return false;
    if (name.n > PARAM_NAME_MAX)
        return err_set(&m->err, E_INVALID, "form value with a malformed name");
    m->in_part = true;
    m->name = str_copy(m->req->a, name);
    m->skip = file_name.p && !file_name.n;
    if (file_name.n)
        return file_begin(m, file_name);
    m->value = buf_in(m->req->a, FORM_BYTES);
    return true;
}

static bool piece_add(struct multipart *m, struct str bytes)
{
    if (m->skip) {
        if (bytes.n)
            return err_set(&m->err, E_INVALID, "a file without a name");
        return true;
    }
    if (m->now) {
        m->now->bytes += bytes.n;
        return !bytes.n || m->req->route->upload->add(m->now->file, bytes.p, bytes.n, &m->err);
    }
    m->field_bytes += bytes.n;
    if (m->field_bytes > FORM_BYTES)
        return err_set(&m->err, E_LIMIT, "more than %d bytes of form values", FORM_BYTES);
    buf_add(&m->value, bytes);
    return true;
}

void multipart_piece(struct multipart *m, struct str name, struct str file_name, struct str bytes,
                     uint64_t off)
{
    if (m->err.code)
        return;
    bool good = off || part_begin(m, name, file_name);
    good = good && piece_add(m, bytes);
    ASSERT(good == (m->err.code == E_NONE));
}

bool multipart_end(struct multipart *m, bool whole, struct err *err)
{
    if (!m->err.code && !whole) {
        err_set(&m->err, E_INVALID, "multipart body without its end");
        err_detail(&m->err, "%s", TR("The upload was cut off. Please send it again."));
    }
    if (!m->err.code)
        (void)!part_finish(m);
    return m->err.code ? err_copy(err, &m->err) : true;
}

void uploads_drop(struct request *req)
{
    for (isize i = 0; i < req->uploads.n; i++)
        req->route->upload->drop(req->uploads.at[i].file);
    req->uploads.n = 0;
}
