/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * enter.h - who comes in, and with what: a passphrase and perhaps a second key, or two recovery
 * papers and a new passphrase.
 *
 * The functions of struct web (request.h) for a real site. All run on the worker. Whether the case
 * file is locked or open already makes no difference to the person; here it does: the first one in
 * opens it, others take a seat in it.
 */
#ifndef WEB_ENTER_H
#define WEB_ENTER_H

#include "web/site.h"

/* who->half: the second key is asked next. */
MUST_CHECK bool site_sign_in(struct session_who *who, struct request *req,
                             const struct secret *passphrase, struct err *err);

/* For the half session of *req. Errors as second_check() has them. */
MUST_CHECK bool site_second(struct session_who *who, struct request *req, struct str code,
                            struct err *err);

/*
 * Set a new passphrase of who began the case file, and come in as that member. All sessions end:
 * somebody may be in with the old one. E_DENIED if the papers do not open it, E_CONFLICT if the
 * passphrase is another member's.
 */
MUST_CHECK bool site_recover(struct session_who *who, struct request *req,
                             const struct recovery_share *two, const struct secret *passphrase,
                             struct err *err);

#endif
