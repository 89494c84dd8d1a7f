/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web/session.h"

#include <string.h>

#define MINUTE INT64_C(60)

enum { SLEPT_MS = 1000 }; /* two clocks are read one after the other: less is no sleep */

const struct session_rules session_rules_usual = {.idle = 10 * MINUTE,
                                                  .longest = 720 * MINUTE,
                                                  .link = 5 * MINUTE,
                                                  .half = 5 * MINUTE,
                                                  .wrong_tries = 5,
                                                  .pause = 10};

static void lock(struct sessions *s)
{
    ASSERT(pthread_mutex_lock(&s->mutex) == 0);
}

static void unlock(struct sessions *s)
{
    ASSERT(pthread_mutex_unlock(&s->mutex) == 0);
}

bool session_is_inside(const struct session *s)
{
    return s->live && s->who.right >= RIGHT_READ;
}

void sessions_open(struct sessions *s, struct sys *sys, const struct session_rules *rules)
{
    *s = (struct sessions){.sys = sys, .rules = *rules, .key = secret_new(KEY_N)};
    sys_random(sys, s->key.p, s->key.n);
    ASSERT(pthread_mutex_init(&s->mutex, NULL) == 0);
}

void sessions_close(struct sessions *s)
{
    secret_drop(&s->key);
    secret_wipe(s->slot, (isize)sizeof s->slot);
    pthread_mutex_destroy(&s->mutex);
}

/* New random hex text in *a, and its hash. */
static struct str random_token(struct hash *hash, struct sys *sys, struct arena *a)
{
    uint8_t bytes[HASH_N];
    sys_random(sys, bytes, HASH_N);
    struct str hex = str_hex(a, bytes, HASH_N);
    secret_wipe(bytes, HASH_N);
    *hash = hash_sha256(hex);
    return hex;
}

struct str session_link(struct sessions *s, struct session_who who, struct arena *a)
{
    lock(s);
    struct str token = random_token(&s->link, s->sys, a);
    s->link_who = who;
    s->link_until = sys_now(s->sys) + s->rules.link;
    unlock(s);
    return token;
}

bool session_from_link(struct session_who *who, struct sessions *s, struct str token,
                       struct err *err)
{
    struct hash given = hash_sha256(token);
    lock(s);
    int64_t now = sys_now(s->sys);
    bool good = s->link_until && now < s->link_until && hash_eq(&given, &s->link);
    if (good) {
        *who = s->link_who;
        s->link_until = 0;
    }
    unlock(s);
    return good || err_set(err, E_DENIED, "one-time link is not good or no longer good");
}

bool session_may_try(struct sessions *s, struct err *err)
{
    lock(s);
    int64_t since = sys_now(s->sys) - s->wrong_at;
    bool pause = s->wrong >= s->rules.wrong_tries && since >= 0 && since < s->rules.pause;
    unlock(s);
    if (pause)
        return err_set(err, E_DENIED, "too many wrong passphrases; pause of %" PRId64 " s",
                       s->rules.pause);
    return true;
}

void session_tried(struct sessions *s, bool good)
{
    lock(s);
    s->wrong = good ? 0 : s->wrong + 1;
    s->wrong_at = sys_now(s->sys);
    unlock(s);
}

static bool is_over(const struct sessions *s, const struct session_slot *slot, int64_t now)
{
    if (now < slot->began || now < slot->used) /* the clock was set back: no telling how long */
        return true;
    if (sys_slept_ms(s->sys) - slot->slept > SLEPT_MS)
        return true;
    if (slot->who.half && now - slot->began > s->rules.half)
        return true;
    return now - slot->used > s->rules.idle || now - slot->began > s->rules.longest;
}

static struct session_slot *slot_find(struct sessions *s, const struct hash *id)
{
    for (isize i = 0; i < SESSIONS_MAX; i++)
        if (s->slot[i].live && hash_eq(&s->slot[i].id, id))
            return &s->slot[i];
    return NULL;
}

static void slot_end(struct session_slot *slot)
{
    secret_wipe(slot, (isize)sizeof *slot);
}

static struct session_slot *slot_for_new(struct sessions *s, int64_t now)
{
    struct session_slot *oldest = &s->slot[0];
    for (isize i = 0; i < SESSIONS_MAX; i++) {
        struct session_slot *slot = &s->slot[i];
        if (!slot->live || is_over(s, slot, now))
            return slot;
        if (slot->used < oldest->used)
            oldest = slot;
    }
    return oldest;
}

struct str session_begin(struct sessions *s, struct session_who who, const struct session *old,
                         struct arena *a)
{
    lock(s);
    struct session_slot *before = old && old->live ? slot_find(s, &old->id) : NULL;
    if (before)
        slot_end(before);
    int64_t now = sys_now(s->sys);
    struct session_slot *slot = slot_for_new(s, now);
    *slot = (struct session_slot){
        .began = now, .used = now, .slept = sys_slept_ms(s->sys), .who = who, .live = true};
    struct str cookie = random_token(&slot->id, s->sys, a);
    if (who.half)
        s->half_at = now;
    else if (who.right >= RIGHT_READ)
        s->half_at = 0;
    unlock(s);
    return cookie;
}

bool session_find(struct session *out, struct sessions *s, struct str cookie)
{
    if (cookie.n != SESSION_ID_HEX)
        return false;
    struct hash id = hash_sha256(cookie);
    lock(s);
    int64_t now = sys_now(s->sys);
    struct session_slot *slot = slot_find(s, &id);
    if (slot && is_over(s, slot, now)) {
        slot_end(slot);
        slot = NULL;
    }
    if (slot) {
        slot->used = now;
        *out = (struct session){.live = true, .id = id, .who = slot->who};
    }
    unlock(s);
    return slot != NULL;
}

void session_end(struct sessions *s, const struct session *one)
{
    lock(s);
    struct session_slot *slot = one->live ? slot_find(s, &one->id) : NULL;
    if (slot)
        slot_end(slot);
    unlock(s);
}

void session_end_all(struct sessions *s)
{
    lock(s);
    for (isize i = 0; i < SESSIONS_MAX; i++)
        slot_end(&s->slot[i]);
    s->link_until = 0;
    unlock(s);
}

isize session_count(struct sessions *s)
{
    lock(s);
    isize n = 0;
    int64_t now = sys_now(s->sys);
    for (isize i = 0; i < SESSIONS_MAX; i++)
        n += s->slot[i].live && !is_over(s, &s->slot[i], now);
    unlock(s);
    return n;
}

bool session_half_left(struct sessions *s)
{
    lock(s);
    int64_t now = sys_now(s->sys);
    bool left = s->half_at && (now < s->half_at || now - s->half_at > s->rules.half);
    for (isize i = 0; i < SESSIONS_MAX && left; i++) {
        const struct session_slot *slot = &s->slot[i];
        left = !slot->live || slot->who.right < RIGHT_READ || is_over(s, slot, now);
    }
    unlock(s);
    return left;
}

bool session_all_idle(struct sessions *s, enum right right, int64_t since)
{
    lock(s);
    int64_t now = sys_now(s->sys), last = since;
    for (isize i = 0; i < SESSIONS_MAX; i++) {
        const struct session_slot *slot = &s->slot[i];
        if (slot->live && slot->who.right >= right && slot->used > last)
            last = slot->used;
    }
    unlock(s);
    return now < last || now - last > s->rules.idle;
}

int64_t session_idle(struct sessions *s)
{
    lock(s);
    int64_t seconds = s->rules.idle;
    unlock(s);
    return seconds;
}

void session_idle_set(struct sessions *s, int64_t seconds)
{
    lock(s);
    s->rules.idle = seconds;
    unlock(s);
}
