/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A mail: who wrote to whom, when and about what, on top of its text, the attachments' names below.
 *
 * GMime takes the parts apart and undoes their transfer encodings. Charsets are ours: what reads
 * them here needs no files, which the C library's converters would, and knows what mails of the
 * region really are.
 */
#include "read/format/mail.h"

#include <gmime/gmime.h>

#include "base/list.h"
#include "lang/normal.h"
#include "read/format/formats.h"
#include "read/format/refusal.h"

enum { ATTACHMENTS_MAX = 10000, DEPTH_MAX = 100, PARTS_MAX = 150000 };

struct attachment {
    struct str name, type;
    int64_t size; /* -1: not known */
};

struct mail {
    struct arena *a;
    struct buf text;
    struct str charset; /* of the first text */
    struct parsed_links links;
    struct {
        struct attachment *at;
        isize n, cap;
    } attachments;
    struct parsed_files files; /* what can be added as documents */
    isize room;                /* bytes left for them */
    struct err failed;
};

static void drop_object(void *p)
{
    GObject **o = p;
    if (*o)
        g_object_unref(*o);
}

/* ---- headers */

/* The raw value of the first header of that name. Lives as long as the part. */
static struct str raw_header(GMimeObject *part, const char *name)
{
    GMimeHeader *h = g_mime_header_list_get_header(g_mime_object_get_header_list(part), name);
    return str_from_c(h ? g_mime_header_get_raw_value(h) : NULL);
}

static bool is_type(GMimeObject *part, const char *type, const char *subtype)
{
    return g_mime_content_type_is_type(g_mime_object_get_content_type(part), type, subtype);
}

static struct str content_parameter(struct mail *m, GMimeObject *part, const char *name)
{
    return mail_parameter(raw_header(part, "Content-Type"), name, m->a);
}

static struct str file_name(struct mail *m, GMimeObject *part)
{
    struct str name = mail_parameter(raw_header(part, "Content-Disposition"), "filename", m->a);
    return name.n > 0 ? name : content_parameter(m, part, "name");
}

static bool is_attached(GMimeObject *part)
{
    struct str head, tail;
    str_cut(raw_header(part, "Content-Disposition"), ';', &head, &tail);
    return str_eq_ascii_nocase(str_trim(head), S("attachment"));
}

/* ---- parts */

/* What a part says without its transfer encoding. */
static struct str content_of(struct mail *m, GMimeObject *part)
{
    GMimeDataWrapper *content = g_mime_part_get_content((GMimePart *)part);
    AUTO(drop_object) GMimeStream *memory = g_mime_stream_mem_new();
    if (!content || g_mime_data_wrapper_write_to_stream(content, memory) < 0)
        return (struct str){0};
    const GByteArray *bytes = g_mime_stream_mem_get_byte_array((GMimeStreamMem *)memory);
    return str_copy(m->a, (struct str){(const char *)bytes->data, (isize)bytes->len});
}

static int64_t size_of(GMimeObject *part)
{
    AUTO(drop_object) GMimeStream *counter = g_mime_stream_null_new();
    GMimeDataWrapper *content =
        GMIME_IS_PART(part) ? g_mime_part_get_content((GMimePart *)part) : NULL;
    if (!content || g_mime_data_wrapper_write_to_stream(content, counter) < 0)
        return -1;
    return (int64_t)((GMimeStreamNull *)counter)->written;
}

/* Parts that are no documents: signatures, and pictures that stand in the text. */
static bool is_document(GMimeObject *part)
{
    bool signature = is_type(part, "application", "pgp-signature") ||
                     is_type(part, "application", "pkcs7-signature") ||
                     is_type(part, "application", "x-pkcs7-signature");
    bool drawn = is_type(part, "image", "*") && !is_attached(part);
    return !signature && !drawn && (GMIME_IS_PART(part) || GMIME_IS_MESSAGE_PART(part));
}

/* A mail inside the mail, as the file that it would be. */
static struct str bytes_of_message(struct mail *m, GMimeObject *part)
{
    GMimeMessage *inner = g_mime_message_part_get_message((GMimeMessagePart *)part);
    AUTO(drop_object) GMimeStream *memory = g_mime_stream_mem_new();
    if (!inner || g_mime_object_write_to_stream((GMimeObject *)inner, NULL, memory) < 0)
        return (struct str){0};
    const GByteArray *bytes = g_mime_stream_mem_get_byte_array((GMimeStreamMem *)memory);
    return str_copy(m->a, (struct str){(const char *)bytes->data, (isize)bytes->len});
}

/* Its bytes come along if there is room; else only its name stands in the text. */
static void carry(struct mail *m, GMimeObject *part, const struct attachment *x)
{
    bool message = GMIME_IS_MESSAGE_PART(part);
    if (!is_document(part) || m->files.n == PARSE_FILES_MAX || (!message && x->size <= 0) ||
        x->size > m->room)
        return;
    struct str bytes = message ? bytes_of_message(m, part) : content_of(m, part);
    if (bytes.n == 0 || bytes.n > m->room)
        return;
    m->room -= bytes.n;
    struct str name = x->name;
    if (message && !str_ends(name, S(".eml")))
        name = str_format(m->a, "%.*s.eml", FS(name.n ? name : S("mail")));
    *LIST_ADD(&m->files, m->a) = (struct parsed_file){name, bytes};
}

static void attach(struct mail *m, GMimeObject *part)
{
    GMimeContentType *type = g_mime_object_get_content_type(part);
    struct attachment x = {.name = file_name(m, part), .size = size_of(part)};
    if (m->attachments.n == ATTACHMENTS_MAX)
        return;
    if (x.name.n == 0 && GMIME_IS_MESSAGE_PART(part)) {
        GMimeMessage *inner = g_mime_message_part_get_message((GMimeMessagePart *)part);
        if (inner)
            x.name = mail_words(raw_header((GMimeObject *)inner, "Subject"), m->a);
    }
    x.type = str_format(m->a, "%s/%s", g_mime_content_type_get_media_type(type),
                        g_mime_content_type_get_media_subtype(type));
    *LIST_ADD(&m->attachments, m->a) = x;
    carry(m, part, &x);
}

static bool has_words(struct str s)
{
    return str_trim(s).n > 0;
}

static void start_text(struct mail *m)
{
    if (m->text.n > 0)
        buf_add(&m->text, S("\n\n"));
}

static bool add_plain(struct mail *m, GMimeObject *part, struct err *err)
{
    struct str text, charset;
    if (!decode_bytes(&text, &charset, content_of(m, part), content_parameter(m, part, "charset"),
                      m->a, err))
        return false;
    if (!has_words(text))
        return true;
    if (str_eq_ascii_nocase(content_parameter(m, part, "format"), S("flowed")))
        text = mail_unflow(text, str_eq_ascii_nocase(content_parameter(m, part, "delsp"), S("yes")),
                           m->a);
    start_text(m);
    buf_add(&m->text, text);
    m->charset = m->charset.n > 0 ? m->charset : charset;
    return true;
}

static bool add_html(struct mail *m, GMimeObject *part, struct err *err)
{
    struct parsed page = {0};
    if (!html_parse_as(&page, content_of(m, part), content_parameter(m, part, "charset"), m->a,
                       err))
        return false;
    if (!has_words(page.text))
        return true;
    start_text(m);
    for (isize i = 0; i < page.links.n && m->links.n < PARSE_LINKS_MAX; i++) {
        struct parsed_link l = page.links.at[i];
        l.span.offset += m->text.n;
        *LIST_ADD(&m->links, m->a) = l;
    }
    buf_add(&m->text, page.text);
    m->charset = m->charset.n > 0 ? m->charset : page.charset;
    return true;
}

/* Text that cannot be read stays an attachment; only a limit ends the whole. */
static void add_text(struct mail *m, GMimeObject *part)
{
    struct err err = {0};
    bool ok = is_type(part, "text", "html") ? add_html(m, part, &err) : add_plain(m, part, &err);
    if (ok)
        return;
    if (err.code == E_INVALID)
        attach(m, part);
    else if (!m->failed.code)
        m->failed = err;
}

static bool is_shown(GMimeObject *part)
{
    return GMIME_IS_PART(part) && !is_attached(part) &&
           (is_type(part, "text", "plain") || is_type(part, "text", "html"));
}

/* The first text of that kind at or below a part, or NULL. */
static GMimeObject *first_text(GMimeObject *part, const char *subtype, int depth)
{
    if (is_shown(part))
        return is_type(part, "text", subtype) ? part : NULL;
    if (!GMIME_IS_MULTIPART(part) || depth > DEPTH_MAX)
        return NULL;
    GMimeObject *found = NULL;
    for (int i = 0; i < g_mime_multipart_get_count((GMimeMultipart *)part) && !found; i++)
        found =
            first_text(g_mime_multipart_get_part((GMimeMultipart *)part, i), subtype, depth + 1);
    return found;
}

/* Which of several forms of the same words is read: plain text, if it has any. */
static int best_form(struct mail *m, GMimeMultipart *forms, int depth)
{
    int html = -1;
    for (int i = 0; i < g_mime_multipart_get_count(forms); i++) {
        GMimeObject *form = g_mime_multipart_get_part(forms, i);
        GMimeObject *plain = first_text(form, "plain", depth);
        if (plain && has_words(content_of(m, plain)))
            return i;
        if (html < 0 && first_text(form, "html", depth))
            html = i;
    }
    return html;
}

/* 'texts': else only attachments are looked for, since the text is there in another form. */
static void add_part(struct mail *m, GMimeObject *part, bool texts, int depth)
{
    if (is_shown(part)) {
        if (texts)
            add_text(m, part);
        return;
    }
    if (!GMIME_IS_MULTIPART(part) || depth > DEPTH_MAX) {
        attach(m, part);
        return;
    }
    GMimeMultipart *parts = (GMimeMultipart *)part;
    bool forms = texts && is_type(part, "multipart", "alternative");
    int best = forms ? best_form(m, parts, depth) : -1;
    for (int i = 0; i < g_mime_multipart_get_count(parts); i++)
        add_part(m, g_mime_multipart_get_part(parts, i), texts && (!forms || i == best), depth + 1);
}

/* ---- the whole */

static void add_headers(struct mail *m, GMimeObject *message)
{
    static const char *const names[] = {"From", "To", "Cc", "Date", "Subject"};
    for (isize i = 0; i < COUNTOF(names); i++) {
        struct str value = mail_words(raw_header(message, names[i]), m->a);
        if (value.n == 0)
            continue;
        buf_addf(&m->text, "%s%s: ", m->text.n > 0 ? "\n" : "", names[i]);
        buf_add(&m->text, value);
    }
}

static void add_attachments(struct mail *m)
{
    if (m->attachments.n > 0 && m->text.n > 0)
        buf_add_c(&m->text, '\n');
    for (isize i = 0; i < m->attachments.n; i++) {
        const struct attachment *x = &m->attachments.at[i];
        buf_add(&m->text, S("\nAttachment: "));
        buf_add(&m->text, x->name);
        buf_add(&m->text, x->name.n > 0 ? S(" (") : S("("));
        buf_add(&m->text, x->type);
        if (x->size >= 0)
            buf_addf(&m->text, ", %" PRId64 " bytes", x->size);
        buf_add(&m->text, S(")"));
    }
}

/* "From someone@example.org Thu Mar 12 09:15:00 2026" and a header: RFC 4155. */
static bool is_mailbox_mark(struct str at)
{
    struct str line, next, name, value;
    if (!str_starts(at, S("From ")) || !str_line(&at, &line) || !str_line(&at, &next))
        return false;
    struct str year = str_part(line, line.n - 4, line.n);
    for (isize i = 0; i < year.n; i++)
        if (year.p[i] < '0' || year.p[i] > '9')
            return false;
    return str_cut(next, ':', &name, &value) && str_find(name, S(" ")) < 0;
}

/* Another mail behind an empty line. */
static bool has_several(struct str bytes)
{
    struct str before, rest = bytes;
    while (str_cut_str(rest, S("\nFrom "), &before, &rest)) {
        isize at = rest.p - bytes.p - (isize)sizeof "From " + 1;
        bool blank = str_ends(before, S("\n")) || str_ends(before, S("\n\r"));
        if (blank && is_mailbox_mark(str_part(bytes, at, bytes.n)))
            return true;
    }
    return false;
}

/* Every part costs GMime some 2,500 bytes, and begins behind a line with two dashes. */
static bool has_too_many_parts(struct str bytes)
{
    struct str before;
    isize n = 0;
    while (n <= PARTS_MAX && str_cut_str(bytes, S("\n--"), &before, &bytes))
        n++;
    return n > PARTS_MAX;
}

static GMimeMessage *open_message(struct str bytes)
{
    AUTO(drop_object)
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes.p, (size_t)bytes.n);
    AUTO(drop_object) GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    g_mime_parser_set_format(parser, GMIME_FORMAT_MESSAGE);
    return g_mime_parser_construct_message(parser, NULL);
}

bool mail_parse(struct parsed *out, struct str bytes, struct arena *a, struct err *err)
{
    struct mail m = {.a = a, .text = buf_in(a, PARSE_TEXT_MAX), .room = PARSE_FILES_BYTES};
    struct str mark;
    if (str_starts(bytes, S("From "))) {
        if (has_several(bytes))
            return refused(err, REFUSAL_MAILBOX);
        str_line(&bytes, &mark);
    }
    if (bytes.n == 0)
        return refused(err, REFUSAL_DAMAGED);
    if (has_too_many_parts(bytes))
        return err_set(err, E_LIMIT, "mail of more than %d parts", PARTS_MAX);
    g_mime_init();
    AUTO(drop_object) GMimeMessage *message = open_message(bytes);
    if (!message)
        return refused(err, REFUSAL_DAMAGED);
    add_headers(&m, (GMimeObject *)message);
    GMimeObject *part = g_mime_message_get_mime_part(message);
    if (part)
        add_part(&m, part, true, 0);
    add_attachments(&m);
    if (m.failed.code)
        return err_copy(err, &m.failed);
    struct parsed p = {.charset = m.charset,
                       .media_type = S("message/rfc822"),
                       .title = mail_words(raw_header((GMimeObject *)message, "Subject"), a),
                       .links = m.links,
                       .files = m.files};
    p.engine = str_format(a, "gmime %u.%u.%u, cairn 1", gmime_major_version, gmime_minor_version,
                          gmime_micro_version);
    if (!buf_done(&m.text, &p.text, err))
        return false;
    *out = p;
    return true;
}
