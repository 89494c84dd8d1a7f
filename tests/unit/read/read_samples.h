/* SPDX-License-Identifier: GPL-3.0-or-later */
/* read_samples.h - invented letters that the reading tests share, and how to look at a reading. */
#ifndef READ_SAMPLES_H
#define READ_SAMPLES_H

#include "read/reading.h"
#include "test.h"

/* A letter with address block, list of requests, signature and copies. */
extern const char sample_letter[];
/* An urgent action with index, chain, addressees, expiry. */
extern const char sample_action[];
/* A joint statement with a sign-on list that a copy damaged. */
extern const char sample_joint[];
extern const char sample_korean[];
extern const char sample_chinese[];

struct reading sample_read(struct test *t, const char *text);

#endif
