/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * particle.h - Korean particles that depend on the sound before them.
 *
 * A template says "{people}이(가)"; what is right depends on whether the word before ends in a
 * consonant. Digits are read as Sino-Korean numbers. After what cannot be read aloud for certain
 * (Latin letters) both forms stay, as Korean forms print them.
 */
#ifndef LANG_PARTICLE_H
#define LANG_PARTICLE_H

#include "base/str.h"

/* 이(가), 은(는), 을(를), 과(와), 으로(로) become one of the two. A closing bracket or quotation
 * mark before the particle does not count. */
struct str korean_particles(struct str text, struct arena *a);

#endif
