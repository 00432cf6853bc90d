/* stay.c - see stay.h. */
#include "analyze/record/stay.h"

#include "lib/attr.h"
#include "lib/mem.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_MINUTES = 1440 };

static int64_t day_begins(int32_t day)
{
    return (int64_t)day * DAY_MINUTES;
}

static void make_room(struct stays *s, const struct facts *f, size_t count)
{
    if (s->seen == NULL || s->sessions != f->n_sessions) {
        free(s->seen);
        s->sessions = f->n_sessions;
        s->seen = mem_alloc(s->sessions * sizeof *s->seen);
        s->base = 1;
    }
    if (count >= UINT32_MAX - s->base) {
        memset(s->seen, 0, s->sessions * sizeof *s->seen);
        s->base = 1;
    }
    if (s->room < count) {
        s->room = count;
        s->stay = mem_array(s->stay, count, sizeof *s->stay);
    }
}

/* Asks for what will be read of sessions all over the memory. */
static void ask_for(const struct stays *s, const struct facts *f,
                    const struct event *event, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct session *session = &f->session[event[i].session];
        PREFETCH(&session->begins);
        PREFETCH(&session->made);
        PREFETCH(&s->seen[event[i].session]);
    }
}

/* The place of the first stay of SESSION, which has one AT now. */
static uint32_t first_of(struct stays *s, uint32_t session, size_t at)
{
    if (s->seen[session] < s->base)
        s->seen[session] = s->base + (uint32_t)at;
    return s->seen[session] - s->base;
}

/* The stretch of a stay that is the only one of its session. */
static void set_time(struct stay *stay, const struct session *session)
{
    stay->begins = stay->ends = STAY_NO_TIME;
    if (session->made || session->begins == INT64_MIN ||
        session->ends == INT64_MIN || session->ends <= session->begins)
        return;
    if (day_begins(stay->day + 1) <= session->begins ||
        day_begins(stay->day) >= session->ends)
        return;
    stay->begins = session->begins;
    stay->ends = session->ends;
}

/* The part of it on the stay's own day. */
static void cut_to_day(struct stay *stay)
{
    if (stay->begins == STAY_NO_TIME)
        return;
    if (stay->begins < day_begins(stay->day))
        stay->begins = day_begins(stay->day);
    if (stay->ends > day_begins(stay->day + 1))
        stay->ends = day_begins(stay->day + 1);
}

/* COUNT stays of one session, in order of day: see stay.h. */
static void settle_session(struct stays *s, const struct session *session,
                           const uint32_t *which, size_t count)
{
    int32_t left = session->minutes == FACT_UNKNOWN ? 0 : session->minutes;
    for (size_t i = 0; i < count; i++)
        if (s->stay[which[i]].minutes > left)
            left = s->stay[which[i]].minutes;
    for (size_t i = 0; i < count; i++) {
        struct stay *stay = &s->stay[which[i]];
        cut_to_day(stay);
        if (stay->minutes > left)
            stay->minutes = left;
        if (stay->minutes > 0)
            left -= stay->minutes;
    }
}

/* An entry of the scratch to sort: the stay's place and its session. */
struct place {
    uint32_t session, at;
};

static int compare_places(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    if (x->session != y->session)
        return x->session < y->session ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

/* Finds the sessions with several stays, and settles them. */
static void settle_repeats(struct stays *s, const struct facts *f)
{
    struct place *place = mem_array(NULL, s->count, sizeof *place);
    uint32_t *which = mem_array(NULL, s->count, sizeof *which);
    for (size_t i = 0; i < s->count; i++)
        place[i] = (struct place){s->stay[i].session, (uint32_t)i};
    qsort(place, s->count, sizeof *place, compare_places);
    for (size_t i = 0, n; i < s->count; i += n) {
        for (n = 0;
             i + n < s->count && place[i + n].session == place[i].session; n++)
            which[n] = place[i + n].at;
        const struct session *session = &f->session[place[i].session];
        if (n > 1 && !session->made)
            settle_session(s, session, which, n);
    }
    free(place);
    free(which);
}

void stays_read(struct stays *s, const struct facts *f,
                const struct event *event, size_t count, int32_t as_of)
{
    make_room(s, f, count);
    ask_for(s, f, event, count);
    bool repeats = false;
    s->count = 0;
    for (size_t i = 0; i < count; i++) {
        const struct event *e = &event[i];
        if (!e->attended || e->day > as_of)
            continue;
        const struct session *session = &f->session[e->session];
        struct stay *stay = &s->stay[s->count];
        *stay = (struct stay){.session = e->session,
                              .day = e->day,
                              .minutes = e->minutes,
                              .first = first_of(s, e->session, s->count)};
        set_time(stay, session);
        if (stay->first != s->count++ && !session->made)
            repeats = true;
    }
    s->base += (uint32_t)s->count;
    if (repeats)
        settle_repeats(s, f);
}

void stays_free(struct stays *s)
{
    free(s->stay);
    free(s->seen);
    *s = (struct stays){0};
}

/* A stay in order of time, and its place in which[]. */
struct turn {
    const struct stay *stay;
    size_t at;
    int64_t won; /* minutes of the clock that count for it */
};

static int compare_turns(const void *a, const void *b)
{
    const struct turn *x = a, *y = b;
    if (x->stay->begins != y->stay->begins)
        return x->stay->begins < y->stay->begins ? -1 : 1;
    if (x->stay->ends != y->stay->ends)
        return x->stay->ends > y->stay->ends ? -1 : 1;
    if (x->stay->session != y->stay->session)
        return x->stay->session < y->stay->session ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

static int compare_times(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* The one of COUNT turns that fills the time at MOMENT most, or NULL. */
static const struct turn *densest(const struct turn *turn, size_t count,
                                  int64_t moment)
{
    const struct turn *best = NULL;
    for (size_t i = 0; i < count && turn[i].stay->begins <= moment; i++) {
        const struct stay *s = turn[i].stay;
        if (s->ends <= moment)
            continue;
        if (best == NULL ||
            s->minutes * (best->stay->ends - best->stay->begins) >
                best->stay->minutes * (s->ends - s->begins))
            best = &turn[i];
    }
    return best;
}

/* How much of its time each of COUNT turns, which overlap, has for itself. */
static void share_time(struct turn *turn, size_t count)
{
    int64_t *time = mem_array(NULL, 2 * count, sizeof *time);
    for (size_t i = 0; i < count; i++) {
        time[2 * i] = turn[i].stay->begins;
        time[2 * i + 1] = turn[i].stay->ends;
        turn[i].won = 0;
    }
    qsort(time, 2 * count, sizeof *time, compare_times);
    for (size_t i = 0; i + 1 < 2 * count; i++) {
        const struct turn *best =
            time[i] < time[i + 1] ? densest(turn, count, time[i]) : NULL;
        if (best != NULL)
            turn[best - turn].won += time[i + 1] - time[i];
    }
    free(time);
}

/* Rounds down their sum, not each, so that more attended is never less. */
static void keep_shares(const struct turn *turn, size_t count, int64_t *kept)
{
    double exact = 0;
    int64_t given = 0;
    for (size_t i = 0; i < count; i++) {
        const struct stay *s = turn[i].stay;
        exact +=
            (double)(s->minutes * turn[i].won) / (double)(s->ends - s->begins);
        int64_t whole = (int64_t)floor(exact + 1e-6);
        kept[turn[i].at] = whole - given;
        given = whole;
    }
}

static void settle(struct turn *turn, size_t count, int64_t *kept)
{
    if (count < 2)
        return;
    share_time(turn, count);
    keep_shares(turn, count, kept);
}

/* Stays that overlap, directly or over others, are settled together. */
static void drop_overlaps(struct turn *turn, size_t count, int64_t *kept)
{
    qsort(turn, count, sizeof *turn, compare_turns);
    size_t first = 0;
    int64_t reached = INT64_MIN;
    for (size_t i = 0; i <= count; i++) {
        if (i == count || turn[i].stay->begins >= reached) {
            settle(&turn[first], i - first, kept);
            first = i;
        }
        if (i < count && turn[i].stay->ends > reached)
            reached = turn[i].stay->ends;
    }
}

void stays_union(const struct stays *s, const uint32_t *which, size_t count,
                 int64_t *kept)
{
    int64_t reached = INT64_MIN;
    bool overlap = false;
    size_t timed = 0;
    for (size_t i = 0; i < count; i++) {
        const struct stay *stay = &s->stay[which[i]];
        kept[i] = stay->minutes > 0 ? stay->minutes : 0;
        if (stay->begins == STAY_NO_TIME || stay->minutes <= 0)
            continue;
        timed++;
        overlap = overlap || stay->begins < reached;
        if (stay->ends > reached)
            reached = stay->ends;
    }
    if (!overlap)
        return;
    struct turn *turn = mem_array(NULL, timed, sizeof *turn);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        const struct stay *stay = &s->stay[which[i]];
        if (stay->begins != STAY_NO_TIME && stay->minutes > 0)
            turn[n++] = (struct turn){.stay = stay, .at = i};
    }
    drop_overlaps(turn, timed, kept);
    free(turn);
}

/* Of AMOUNT, what has been spent when the day DAY begins. */
static int64_t spent_before(const struct stay *s, int64_t amount, int64_t day)
{
    int64_t at = day * DAY_MINUTES;
    if (at <= s->begins)
        return 0;
    if (at >= s->ends)
        return amount;
    return amount * (at - s->begins) / (s->ends - s->begins);
}

int64_t stay_part(const struct stay *s, int64_t amount, int32_t from,
                  int32_t to)
{
    if (to < from)
        return 0;
    if (s->begins == STAY_NO_TIME)
        return from <= s->day && s->day <= to ? amount : 0;
    return spent_before(s, amount, (int64_t)to + 1) -
           spent_before(s, amount, from);
}
