/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/pdf.h"

#include <cairo-pdf.h>
#include <qpdf/qpdf-c.h>

enum { DAY = 86400, HOUR = 3600, MINUTE = 60 };

static cairo_status_t take_bytes(void *closure, const unsigned char *data, unsigned int n)
{
    struct buf *b = closure;
    buf_add_bytes(b, data, (isize)n);
    return b->full ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

void pdf_open(struct pdf *p, struct arena *a)
{
    p->bytes = buf_in(a, PDF_MAX);
    p->surface =
        cairo_pdf_surface_create_for_stream(take_bytes, &p->bytes, PAGE_WIDTH, PAGE_HEIGHT);
    /* Any fixed time: pdf_finish sets the real one. */
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                   "1970-01-01T00:00:00Z");
    p->cr = cairo_create(p->surface);
}

void pdf_page_end(struct pdf *p)
{
    cairo_show_page(p->cr);
}

void pdf_close(struct pdf *p)
{
    if (p->cr)
        cairo_destroy(p->cr);
    if (p->surface)
        cairo_surface_destroy(p->surface);
    p->cr = NULL;
    p->surface = NULL;
}

/* "D:20240304120000Z". Days to dates after Howard Hinnant, "chrono-compatible low-level date
 * algorithms", civil_from_days. */
static struct str pdf_date(int64_t t, struct arena *a)
{
    int64_t day = t / DAY - (t % DAY < 0), second = t - day * DAY;
    int64_t z = day + 719468, era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    int64_t m = mp < 10 ? mp + 3 : mp - 9, d = doy - (153 * mp + 2) / 5 + 1;
    int64_t y = yoe + era * 400 + (m <= 2);
    return str_format(
        a, "D:%04" PRId64 "%02" PRId64 "%02" PRId64 "%02" PRId64 "%02" PRId64 "%02" PRId64 "Z", y,
        m, d, second / HOUR, second % HOUR / MINUTE, second % MINUTE);
}

static void set(qpdf_data q, qpdf_oh dict, const char *key, qpdf_oh value)
{
    qpdf_oh_replace_key(q, dict, key, value);
}

static qpdf_oh unicode(qpdf_data q, struct str s)
{
    return qpdf_oh_new_binary_unicode_string(q, s.n ? s.p : "", (size_t)s.n);
}

/* Key of dict as a dictionary, made if it is not there. */
static qpdf_oh sub_dict(qpdf_data q, qpdf_oh dict, const char *key)
{
    if (!qpdf_oh_is_dictionary(q, qpdf_oh_get_key(q, dict, key)))
        set(q, dict, key, qpdf_oh_new_dictionary(q));
    return qpdf_oh_get_key(q, dict, key);
}

/* ISO 32000-2, 7.11.4 (embedded file streams) and 14.13 (associated files). */
static void attach(qpdf_data q, const struct pdf_facts *facts, struct arena *a)
{
    qpdf_oh root = qpdf_get_root(q), file = qpdf_oh_new_stream(q);
    qpdf_oh_replace_stream_data(q, file, (const unsigned char *)facts->attach_bytes.p,
                                (size_t)facts->attach_bytes.n, qpdf_oh_new_null(q),
                                qpdf_oh_new_null(q));
    qpdf_oh head = qpdf_oh_get_dict(q, file), params = sub_dict(q, head, "/Params");
    set(q, head, "/Type", qpdf_oh_new_name(q, "/EmbeddedFile"));
    set(q, head, "/Subtype", qpdf_oh_new_name(q, "/text/plain"));
    set(q, params, "/Size", qpdf_oh_new_integer(q, facts->attach_bytes.n));

    const char *name = str_to_c(a, facts->attach_name);
    qpdf_oh spec = qpdf_make_indirect_object(q, qpdf_oh_new_dictionary(q));
    set(q, spec, "/Type", qpdf_oh_new_name(q, "/Filespec"));
    set(q, spec, "/F", qpdf_oh_new_string(q, name));
    set(q, spec, "/UF", qpdf_oh_new_unicode_string(q, name));
    set(q, spec, "/AFRelationship", qpdf_oh_new_name(q, "/Alternative"));
    set(q, sub_dict(q, spec, "/EF"), "/F", file);

    qpdf_oh names = qpdf_oh_new_array(q), associated = qpdf_oh_new_array(q);
    qpdf_oh_append_item(q, names, qpdf_oh_new_string(q, name));
    qpdf_oh_append_item(q, names, spec);
    qpdf_oh_append_item(q, associated, spec);
    set(q, sub_dict(q, sub_dict(q, root, "/Names"), "/EmbeddedFiles"), "/Names", names);
    set(q, root, "/AF", associated);
}

static void describe(qpdf_data q, const struct pdf_facts *facts, struct arena *a)
{
    qpdf_oh root = qpdf_get_root(q), info = sub_dict(q, qpdf_get_trailer(q), "/Info");
    qpdf_oh_remove_key(q, info, "/ModDate");
    qpdf_oh_remove_key(q, info, "/CreationDate");
    if (facts->written) {
        const char *date = str_to_c(a, pdf_date(facts->written, a));
        set(q, info, "/CreationDate", qpdf_oh_new_string(q, date));
    }
    set(q, info, "/Creator", qpdf_oh_new_string(q, "Cairn"));
    if (facts->title.n)
        set(q, info, "/Title", unicode(q, facts->title));
    if (facts->author.n)
        set(q, info, "/Author", unicode(q, facts->author));
    if (facts->lang.n)
        set(q, root, "/Lang", unicode(q, facts->lang));
    set(q, sub_dict(q, root, "/ViewerPreferences"), "/DisplayDocTitle",
        qpdf_oh_new_bool(q, QPDF_TRUE));
    if (facts->attach_name.n)
        attach(q, facts, a);
}

static bool qpdf_failed(QPDF_ERROR_CODE code)
{
    return (code & QPDF_ERRORS) != 0;
}

static bool rewrite(struct str *out, qpdf_data q, struct str drawn, const struct pdf_facts *facts,
                    struct arena *a)
{
    qpdf_set_suppress_warnings(q, QPDF_TRUE); /* the damage that this is here to repair */
    qpdf_silence_errors(q);
    if (qpdf_failed(qpdf_read_memory(q, "letter", drawn.p, (unsigned long long)drawn.n, NULL)))
        return false;
    describe(q, facts, a);
    if (qpdf_failed(qpdf_init_write_memory(q)))
        return false;
    qpdf_set_deterministic_ID(q, QPDF_TRUE);
    qpdf_set_object_stream_mode(q, qpdf_o_generate);
    if (qpdf_failed(qpdf_write(q)) || qpdf_has_error(q))
        return false;
    *out = str_copy(
        a, (struct str){(const char *)qpdf_get_buffer(q), (isize)qpdf_get_buffer_length(q)});
    return true;
}

bool pdf_finish(struct str *out, struct pdf *p, const struct pdf_facts *facts, struct arena *a,
                struct err *err)
{
    cairo_status_t drawn = cairo_status(p->cr);
    cairo_surface_finish(p->surface);
    if (drawn == CAIRO_STATUS_SUCCESS)
        drawn = cairo_surface_status(p->surface);
    if (p->bytes.full)
        return err_set(err, E_LIMIT, "the PDF is larger than %d bytes", PDF_MAX);
    if (drawn != CAIRO_STATUS_SUCCESS)
        return err_set(err, E_INVALID, "drawing failed: %s", cairo_status_to_string(drawn));
    qpdf_data q = qpdf_init();
    bool ok = rewrite(out, q, buf_str(&p->bytes), facts, a);
    if (!ok) {
        qpdf_error e = qpdf_get_error(q);
        err_set(err, E_CORRUPT, "libqpdf: %s", e ? qpdf_get_error_message_detail(q, e) : "failed");
    }
    qpdf_cleanup(&q);
    return ok;
}
