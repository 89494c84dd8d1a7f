/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tree.h - whole folders: what making, backing up and restoring a vault need. Only vault/ uses it.
 */
#ifndef VAULT_TREE_H
#define VAULT_TREE_H

#include "sys/file.h"

/* Nothing there, or an empty folder. Else E_CONFLICT, said to the person. */
MUST_CHECK bool target_is_free(struct sys *s, struct str path, struct err *err);
/* Remove a folder and all in it. */
MUST_CHECK bool tree_remove(struct sys *s, struct str dir, struct err *err);
/* Paths of all plain files below dir, relative to it, sorted by bytes. */
MUST_CHECK bool tree_list(struct str_list *out, struct sys *s, struct str dir, struct arena *a,
                          struct err *err);

#endif
