/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * list.h - growing arrays in an arena.
 *
 * Any struct with the members {T *at; isize n, cap;} is a list of T:
 *
 *     struct figure_list { struct figure *at; isize n, cap; };
 *     *LIST_ADD(&figures, a) = (struct figure){...};
 *
 * LIST_ADD gives a pointer to a new, zeroed last element; it is valid until the next LIST_ADD.
 * What outside input can grow is bounded by its reader before it gets here.
 */
#ifndef BASE_LIST_H
#define BASE_LIST_H

#include "base/arena.h"

/* Make room for one more; returns the (possibly moved) array. */
void *list_grow(void *at, isize n, isize *cap, isize size, struct arena *a);

#define LIST_ADD(l, a)                                                                             \
    ((l)->at = list_grow((l)->at, (l)->n, &(l)->cap, (isize)sizeof *(l)->at, (a)),                 \
     &(l)->at[(l)->n++])

#endif
