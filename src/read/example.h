/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * example.h - the invented case of samples/, which is part of the program.
 *
 * For people who want to look before they have a case of their own, in a case file that is marked
 * as a demonstration. As in 'make run', a policy accepts what was found, for these samples alone,
 * and each fact stays "not checked".
 */
#ifndef READ_EXAMPLE_H
#define READ_EXAMPLE_H

#include "record/workspace.h"

/* Add the six documents and accept what is found in them. E_USAGE unless the case file is a
 * demonstration. */
MUST_CHECK bool example_fill(struct workspace *w, struct err *err);

#endif
