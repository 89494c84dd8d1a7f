/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * json.h - writing JSON (RFC 8259) into a buf.
 *
 * Commas and quotes are kept right by the writer, so callers cannot forget them:
 *     struct json j = json_to(&buf);
 *     json_object(&j); json_key(&j, S("name")); json_str(&j, name); json_end(&j);
 * Malformed UTF-8 in a string is written as U+FFFD. Output is one line; indent > 0 makes it pretty.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/str.h"

enum { JSON_DEPTH = 32 };

struct json {
    struct buf *out;
    int indent;
    int depth;
    bool some[JSON_DEPTH];   /* this level has an element already */
    bool object[JSON_DEPTH]; /* this level is an object */
    bool after_key;
};

struct json json_to(struct buf *out);
void json_object(struct json *j);
void json_array(struct json *j);
void json_end(struct json *j); /* of the innermost object or array */
void json_key(struct json *j, struct str key);
void json_str(struct json *j, struct str s);
void json_int(struct json *j, int64_t i);
void json_bool(struct json *j, bool b);
void json_null(struct json *j);
/* key and value together; an empty str is written as null by json_pair_or_null. */
void json_pair(struct json *j, struct str key, struct str value);
void json_pair_or_null(struct json *j, struct str key, struct str value);
void json_pair_int(struct json *j, struct str key, int64_t value);
void json_pair_bool(struct json *j, struct str key, bool value);

#endif
