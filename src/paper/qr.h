/* SPDX-License-Identifier: GPL-3.0-or-later */
/* qr.h - a text as a QR code (libqrencode): which squares are dark. Around it must be four light.
 */
#ifndef PAPER_QR_H
#define PAPER_QR_H

#include "base/str.h"

struct qr {
    int width;           /* squares to a side */
    const uint8_t *dark; /* width * width, row by row: 1 or 0 */
};
/* With a quarter of it damaged it can still be read. E_LIMIT if the text is too long. */
MUST_CHECK bool qr_make(struct qr *out, struct str text, struct arena *a, struct err *err);

#endif
