/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * upload.h - multipart/form-data: fields and files, as they arrive.
 *
 * libmicrohttpd's post processor cuts the body into parts and calls us; here parts become
 * req->form and, piece by piece, files in the route's sink. The first part must hold the form's
 * token (compiled views put it there), so nothing is stored for a form that is not ours. After a
 * failure all that follows is ignored and multipart_end reports it once.
 */
#ifndef WEB_UPLOAD_H
#define WEB_UPLOAD_H

#include "web/request.h"

enum { FILE_NAME_MAX = 255, FILES_MAX = 100 };

struct multipart {
    struct request *req;
    struct err err;     /* the first failure */
    struct str name;    /* of the part we are in */
    struct buf value;   /* of a part that is a field */
    struct upload *now; /* the part is this file */
    bool in_part;
    bool skip; /* a file field with no file chosen */
    isize field_bytes;
};

void multipart_begin(struct multipart *m, struct request *req);
/* 'off' is 0 for the first piece of a part. file_name is empty for a field, NULL p for none. */
void multipart_piece(struct multipart *m, struct str name, struct str file_name, struct str bytes,
                     uint64_t off);
/* whole: the closing boundary was seen. Files are finished; the sink still holds them. */
MUST_CHECK bool multipart_end(struct multipart *m, bool whole, struct err *err);

/* Give back all files of the request. */
void uploads_drop(struct request *req);

#endif
