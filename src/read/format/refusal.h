/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * refusal.h - why cairn-parse refuses a document: one word, in err.detail and as its last line.
 *
 * The program shows its own sentence for each word (format/parse.c), so that a child in a
 * stranger's hand cannot speak to the person.
 */
#ifndef READ_FORMAT_REFUSAL_H
#define READ_FORMAT_REFUSAL_H

#define REFUSAL_ENCRYPTED "encrypted"
#define REFUSAL_DAMAGED "damaged"
#define REFUSAL_CUT "cut"
#define REFUSAL_CHARSET "charset"
#define REFUSAL_JUNK "junk"

#endif
