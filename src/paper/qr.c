/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/qr.h"

#include <limits.h>

#include <qrencode.h>

bool qr_make(struct qr *out, struct str text, struct arena *a, struct err *err)
{
    QRcode *code = text.n <= INT_MAX ? QRcode_encodeData((int)text.n, (const unsigned char *)text.p,
                                                         0, QR_ECLEVEL_Q)
                                     : NULL;
    if (!code)
        return err_set(err, E_LIMIT, "%td bytes do not fit into a QR code", text.n);
    isize n = (isize)code->width * code->width;
    uint8_t *dark = NEWN(a, uint8_t, n);
    for (isize i = 0; i < n; i++)
        dark[i] = code->data[i] & 1;
    *out = (struct qr){code->width, dark};
    QRcode_free(code);
    return true;
}
