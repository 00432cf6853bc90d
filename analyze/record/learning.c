/* learning.c - see learning.h. */
#include "analyze/record/learning.h"

#include "lib/attr.h"
#include "lib/date.h"
#include "lib/mem.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { FEW = 128 };

static void make_desk(struct learning *l)
{
    const struct facts *f = l->f;
    l->amount = mem_alloc(slots_count(l->slots) * sizeof *l->amount);
    l->listed = mem_alloc(f->n_sessions * sizeof *l->listed);
    l->seen_course = mem_alloc(f->n_courses * sizeof *l->seen_course);
}

/* Forgets all rounds before there are no more numbers for them. */
static void begin_rounds(struct learning *l)
{
    if (l->round > UINT32_MAX - 8) {
        memset(l->seen_stay, 0, l->room * sizeof *l->seen_stay);
        memset(l->seen_course, 0, l->f->n_courses * sizeof *l->seen_course);
        l->round = 0;
    }
    if (l->listing == UINT32_MAX >> PERIODS) {
        memset(l->listed, 0, l->f->n_sessions * sizeof *l->listed);
        l->listing = 0;
    }
    l->listing++;
}

static void make_room(struct learning *l, size_t events)
{
    if (l->amount == NULL)
        make_desk(l);
    if (l->room < events) {
        l->which = mem_array(l->which, events, sizeof *l->which);
        l->kept = mem_array(l->kept, events, sizeof *l->kept);
        l->share = mem_array(l->share, events, sizeof *l->share);
        l->seen_stay = mem_array(l->seen_stay, events, sizeof *l->seen_stay);
        for (size_t i = l->room; i < events; i++) {
            l->which[i] = (uint32_t)i;
            l->seen_stay[i] = 0;
        }
        l->room = events;
    }
    begin_rounds(l);
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
        fill(l, slots_number(l->slots, p, SLOT_MONTH, slots_month(day)), 0,
             stay_part(stay, minutes, day, end));
        day = next;
    }
}

static void fill_months(struct learning *l, size_t p, size_t i)
{
    const struct stay *stay = &l->stays.stay[i];
    const struct share *share = &l->share[i];
    int64_t begin = (int64_t)stay->day * 1440;
    bool one_day = stay->begins == STAY_NO_TIME ||
                   (stay->begins >= begin && stay->ends <= begin + 1440);
    if (one_day || share->sessions > 0)
        fill(l, slots_number(l->slots, p, SLOT_MONTH, share->month),
             share->sessions, one_day ? share->minutes : 0);
    if (!one_day)
        divide_months(l, p, stay, l->kept[i]);
}

/* Says whether this round meets the thing with NUMBER for the first time. */
static bool first_time(uint32_t *seen, size_t number, uint32_t round)
{
    bool first = seen[number] != round;
    seen[number] = round;
    return first;
}

/* Counts stay I, whose day is in the period; says if its session is new. */
static uint32_t count_stay(struct learning *l, struct total *t, size_t i)
{
    const struct stay *stay = &l->stays.stay[i];
    size_t course = l->share[i].course;
    bool new_session = first_time(l->seen_stay, stay->first, l->round);
    bool new_course = first_time(l->seen_course, course, l->round);
    if (t->first_on == DATE_NONE)
        t->first_on = stay->day;
    t->last_on = stay->day;
    t->events++;
    t->sessions += new_session;
    t->courses += new_course;
    t->electives += new_course && l->f->course[course].elective;
    return new_session;
}

/* Stays come in order of day. */
static uint32_t count_months(const struct learning *l,
                             const struct period *period)
{
    uint32_t months = 0, last = UINT32_MAX;
    for (size_t i = 0; i < l->stays.count; i++) {
        int32_t day = l->stays.stay[i].day;
        if (day < period->from || day > period->to)
            continue;
        months += l->share[i].month != last;
        last = l->share[i].month;
    }
    return months;
}

/* Whether neither the day nor any time of a stay is in PERIOD. */
static bool lies_apart(const struct stay *stay, const struct period *period)
{
    if (stay->day < period->from)
        return stay->begins == STAY_NO_TIME ||
               stay->ends <= (int64_t)period->from * 1440;
    if (stay->day > period->to)
        return stay->begins == STAY_NO_TIME ||
               stay->begins >= ((int64_t)period->to + 1) * 1440;
    return false;
}

static void add_stay(struct learning *l, size_t p, size_t i)
{
    const struct period *period = &l->period[p];
    const struct stay *stay = &l->stays.stay[i];
    struct total *t = &l->total[p];
    struct share *share = &l->share[i];
    share->sessions = 0;
    share->minutes = 0;
    if (lies_apart(stay, period))
        return;
    if (period->from <= stay->day && stay->day <= period->to)
        share->sessions = count_stay(l, t, i);
    share->minutes = stay_part(stay, l->kept[i], period->from, period->to);
    if (stay->minutes > l->kept[i])
        t->overlap += stay_part(stay, stay->minutes, period->from, period->to) -
                      share->minutes;
    t->minutes += share->minutes;
    t->online += share->online ? share->minutes : 0;
    t->inside += share->inside ? share->minutes : 0;
}

/* What is the same in all periods. */
static void look_up(struct learning *l)
{
    for (size_t i = 0; i < l->stays.count; i++) {
        const struct stay *stay = &l->stays.stay[i];
        int32_t course = l->f->session[stay->session].course;
        l->share[i] = (struct share){
            .month = slots_month(stay->day),
            .course = (uint32_t)course,
            .online = l->slots->card[stay->session].online,
            .inside = inside_has(&l->inside, l->f, (size_t)course)};
    }
}

/* Files the shares of all stays; nearly in the order of the slots. */
static void fill_slots(struct learning *l, size_t p)
{
    for (int d = 0; d < SLOT_DIMENSIONS; d++) {
        enum slot_dimension dimension = (enum slot_dimension)d;
        for (size_t i = 0; i < l->stays.count; i++) {
            const struct share *share = &l->share[i];
            uint32_t session = l->stays.stay[i].session;
            if (share->sessions == 0 && share->minutes == 0)
                continue;
            if (dimension == SLOT_MONTH)
                fill_months(l, p, i);
            else
                fill(l,
                     slots_number(l->slots, p, dimension,
                                  l->slots->card[session].value[d]),
                     share->sessions, share->minutes);
        }
    }
}

static void add_period(struct learning *l, size_t p)
{
    l->round++;
    for (size_t i = 0; i < l->stays.count; i++)
        add_stay(l, p, i);
    l->total[p].months = count_months(l, &l->period[p]);
    if (p < SLOT_PERIODS)
        fill_slots(l, p);
}

/* The periods that DAY is in, a bit each. */
static uint32_t periods_of(const struct learning *l, int32_t day)
{
    uint32_t bits = 0;
    for (size_t p = 0; p < PERIODS; p++)
        if (l->period[p].from <= day && day <= l->period[p].to)
            bits |= UINT32_C(1) << p;
    return bits;
}

static void count_listed(struct learning *l, const struct event *event,
                         size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t *listed = &l->listed[event[i].session];
        if (*listed >> PERIODS != l->listing)
            *listed = l->listing << PERIODS;
        uint32_t more = periods_of(l, event[i].day) & ~*listed;
        *listed |= more;
        for (size_t p = 0; p < PERIODS; p++)
            l->total[p].listed += more >> p & 1;
    }
}

static int compare_slots(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* Few stand out of order, and these near their place. */
static void sort_filled(struct learning *l)
{
    uint32_t *slot = l->filled;
    if (l->n_filled > FEW) {
        qsort(slot, l->n_filled, sizeof *slot, compare_slots);
        return;
    }
    for (size_t i = 1, k; i < l->n_filled; i++) {
        uint32_t moved = slot[i];
        for (k = i; k > 0 && slot[k - 1] > moved; k--)
            slot[k] = slot[k - 1];
        slot[k] = moved;
    }
}

/* Asks for what will be read of sessions all over the memory. */
static void ask_for(const struct learning *l, const struct event *event,
                    size_t count)
{
    for (size_t i = 0; i < count; i++) {
        PREFETCH(&l->listed[event[i].session]);
        PREFETCH(&l->slots->card[event[i].session]);
    }
}

void learning_count(struct learning *l, const struct event *event, size_t count)
{
    make_room(l, count);
    ask_for(l, event, count);
    clear(l);
    stays_read(&l->stays, l->f, event, count, l->as_of);
    stays_union(&l->stays, l->which, l->stays.count, l->kept);
    count_listed(l, event, count);
    look_up(l);
    for (size_t p = 0; p < PERIODS; p++)
        add_period(l, p);
    sort_filled(l);
}

void learning_free(struct learning *l)
{
    free(l->filled);
    free(l->amount);
    free(l->which);
    free(l->kept);
    free(l->share);
    free(l->seen_stay);
    free(l->listed);
    free(l->seen_course);
    inside_free(&l->inside);
    stays_free(&l->stays);
}
