/* learning.c - see learning.h. */
#include "analyze/record/learning.h"

#include "lib/date.h"
#include "lib/mem.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static void make_room(struct learning *l, size_t events)
{
    const struct facts *f = l->f;
    if (l->amount == NULL) {
        l->amount = mem_alloc(slots_count(l->slots) * sizeof *l->amount);
        l->seen_session = mem_alloc(f->n_sessions * sizeof *l->seen_session);
        l->seen_course = mem_alloc(f->n_courses * sizeof *l->seen_course);
    }
    if (l->round > UINT32_MAX - 8) {
        memset(l->seen_session, 0, f->n_sessions * sizeof *l->seen_session);
        memset(l->seen_course, 0, f->n_courses * sizeof *l->seen_course);
        l->round = 0;
    }
    if (l->room < events) {
        l->room = events;
        l->which = mem_array(l->which, events, sizeof *l->which);
        l->kept = mem_array(l->kept, events, sizeof *l->kept);
        for (size_t i = 0; i < events; i++)
            l->which[i] = (uint32_t)i;
    }
}

/* Empties what the member before has left. */
static void clear(struct learning *l)
{
    for (size_t i = 0; i < l->n_filled; i++)
        l->amount[l->filled[i]] = (struct amount){0};
    l->n_filled = 0;
    for (size_t p = 0; p < PERIODS; p++)
        l->total[p] =
            (struct total){.first_on = DATE_NONE, .last_on = DATE_NONE};
}

static void fill(struct learning *l, size_t slot, uint32_t sessions,
                 int64_t minutes)
{
    struct amount *a = &l->amount[slot];
    if (sessions == 0 && minutes == 0)
        return;
    if (!a->touched) {
        a->touched = 1;
        l->filled = mem_grow(l->filled, l->n_filled, &l->filled_room,
                             sizeof *l->filled);
        l->filled[l->n_filled++] = (uint32_t)slot;
    }
    a->sessions += sessions;
    a->minutes += minutes;
}

/* The first day of the next month. */
static int32_t next_month(int32_t day)
{
    int year, month, of_month;
    date_civil(day, &year, &month, &of_month);
    return date_add_months(day - of_month + 1, 1);
}

/* Divides a stay over several days among the months it was spent in. */
static void divide_months(struct learning *l, size_t p, const struct stay *stay,
                          int64_t minutes)
{
    const struct period *period = &l->period[p];
    int32_t day = (int32_t)(stay->begins / 1440) - 1;
    int32_t last = (int32_t)((stay->ends - 1) / 1440) + 1;
    day = day < period->from ? period->from : day;
    last = last > period->to ? period->to : last;
    while (day <= last) {
        int32_t next = next_month(day);
        if (next == DATE_NONE) /* after the last year there is */
            next = last + 1;
        int32_t end = next - 1 < last ? next - 1 : last;
        fill(l, slots_of_day(l->slots, p, day), 0,
             stay_part(stay, minutes, day, end));
        day = next;
    }
}

/* MINUTES are all of the stay's, PART those in the period. */
static void fill_months(struct learning *l, size_t p, const struct stay *stay,
                        uint32_t sessions, int64_t minutes, int64_t part)
{
    int64_t begin = (int64_t)stay->day * 1440;
    bool one_day = stay->begins == STAY_NO_TIME ||
                   (stay->begins >= begin && stay->ends <= begin + 1440);
    if (one_day || sessions > 0)
        fill(l, slots_of_day(l->slots, p, stay->day), sessions,
             one_day ? part : 0);
    if (!one_day)
        divide_months(l, p, stay, minutes);
}

/* Says whether this round meets the thing with NUMBER for the first time. */
static bool first_time(uint32_t *seen, size_t number, uint32_t round)
{
    bool first = seen[number] != round;
    seen[number] = round;
    return first;
}

static int64_t month_of(int32_t day)
{
    int year, month, of_month;
    date_civil(day, &year, &month, &of_month);
    return (int64_t)year * 12 + month;
}

/* Counts a stay whose day is in the period; says if its session is new. */
static uint32_t count_stay(struct learning *l, struct total *t,
                           const struct stay *stay)
{
    const struct session *s = &l->f->session[stay->session];
    bool new_session = first_time(l->seen_session, stay->session, l->round);
    bool new_course = first_time(l->seen_course, (size_t)s->course, l->round);
    if (t->last_on == DATE_NONE || month_of(stay->day) != month_of(t->last_on))
        t->months++;
    if (t->first_on == DATE_NONE)
        t->first_on = stay->day;
    t->last_on = stay->day;
    t->events++;
    t->sessions += new_session;
    t->courses += new_course;
    t->electives += new_course && l->f->course[s->course].elective;
    return new_session;
}

/* Not face to face; false where the source does not say. */
static bool is_online(const struct facts *f, uint32_t session)
{
    int32_t channel = f->session[session].channel;
    return channel != FACT_NONE && strcmp(f->word[channel], "in-person") != 0;
}

static void add_stay(struct learning *l, size_t p, const struct stay *stay,
                     int64_t kept)
{
    const struct period *period = &l->period[p];
    struct total *t = &l->total[p];
    uint32_t sessions = 0;
    if (period->from <= stay->day && stay->day <= period->to)
        sessions = count_stay(l, t, stay);
    int64_t minutes = stay_part(stay, kept, period->from, period->to);
    if (stay->minutes > kept)
        t->overlap +=
            stay_part(stay, stay->minutes, period->from, period->to) - minutes;
    t->minutes += minutes;
    if (is_online(l->f, stay->session))
        t->online += minutes;
    if (inside_has(&l->inside, l->f,
                   (size_t)l->f->session[stay->session].course))
        t->inside += minutes;
    if (p >= SLOT_PERIODS || (sessions == 0 && minutes == 0))
        return;
    for (int d = 0; d < SLOT_DIMENSIONS; d++) {
        enum slot_dimension dimension = (enum slot_dimension)d;
        if (dimension == SLOT_MONTH)
            fill_months(l, p, stay, sessions, kept, minutes);
        else
            fill(l, slots_of_session(l->slots, p, dimension, stay->session),
                 sessions, minutes);
    }
}

static void count_listed(struct learning *l, const struct event *event,
                         size_t count)
{
    for (size_t p = 0; p < PERIODS; p++) {
        l->round++;
        for (size_t i = 0; i < count; i++)
            if (l->period[p].from <= event[i].day &&
                event[i].day <= l->period[p].to &&
                first_time(l->seen_session, event[i].session, l->round))
                l->total[p].listed++;
    }
}

static int compare_slots(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

void learning_count(struct learning *l, const struct event *event, size_t count)
{
    make_room(l, count);
    clear(l);
    count_listed(l, event, count);
    stays_read(&l->stays, l->f, event, count, l->as_of);
    stays_union(&l->stays, l->which, l->stays.count, l->kept);
    for (size_t p = 0; p < PERIODS; p++) {
        l->round++;
        for (size_t i = 0; i < l->stays.count; i++)
            add_stay(l, p, &l->stays.stay[i], l->kept[i]);
    }
    if (l->n_filled > 1)
        qsort(l->filled, l->n_filled, sizeof *l->filled, compare_slots);
}

void learning_free(struct learning *l)
{
    free(l->filled);
    free(l->amount);
    free(l->which);
    free(l->kept);
    free(l->seen_session);
    free(l->seen_course);
    inside_free(&l->inside);
    stays_free(&l->stays);
}
