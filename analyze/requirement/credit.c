/* credit.c - see credit.h. */
#include "analyze/requirement/credit.h"

#include "lib/date.h"
#include "lib/mem.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { DAYS_AT_MOST = 366 }; /* of one stay; what is longer is a slip */

void book_free(struct book *b)
{
    free(b->credit);
    free(b->claim);
    free(b->which);
    free(b->kept);
    free(b->seen_session);
    free(b->seen_course);
    free(b->held);
    *b = (struct book){0};
}

static void make_room(struct book *b, const struct facts *f, size_t stays)
{
    if (b->seen_session == NULL) {
        size_t most =
            f->n_sessions > f->n_courses ? f->n_sessions : f->n_courses;
        b->seen_session = mem_alloc(f->n_sessions * sizeof *b->seen_session);
        b->seen_course = mem_alloc(f->n_courses * sizeof *b->seen_course);
        b->held = mem_alloc(most * sizeof *b->held);
        b->sessions = f->n_sessions;
        b->courses = f->n_courses;
    }
    if (b->round == UINT32_MAX) {
        memset(b->seen_session, 0, b->sessions * sizeof *b->seen_session);
        memset(b->seen_course, 0, b->courses * sizeof *b->seen_course);
        b->round = 0;
    }
    b->round++;
    if (b->room < stays) {
        b->room = stays;
        b->which = mem_array(b->which, stays, sizeof *b->which);
        b->kept = mem_array(b->kept, stays, sizeof *b->kept);
    }
}

static bool stay_counts(const struct rule *rule, enum rule_unit unit,
                        const struct facts *f, const struct deeds *deeds,
                        const struct stay *stay)
{
    const struct session *session = &f->session[stay->session];
    bool timed = unit == RULE_MINUTES || unit == RULE_HALF_DAYS;
    if (timed && stay->minutes <= 0)
        return false;
    if (session->minutes == FACT_UNKNOWN && rule->min_minutes > 0 &&
        stay->minutes < rule->min_minutes)
        return false;
    return rule->max_absence.of == 0 || deeds->absence == NULL ||
           !absence_voids(deeds->absence, (size_t)session->offering,
                          rule->max_absence);
}

static void add_claim(struct book *b, const struct claim *claim)
{
    b->claim = mem_grow(b->claim, b->claims, &b->claim_room, sizeof *b->claim);
    b->claim[b->claims++] = *claim;
}

static int32_t stamp_day(int64_t stamp)
{
    int64_t minutes = 1440;
    return (int32_t)(stamp >= 0 ? stamp / minutes
                                : (stamp - minutes + 1) / minutes);
}

/* The minutes of a stay, the same number on each of its days. */
static void claim_days(struct book *b, const struct stays *stays, size_t i)
{
    const struct stay *stay = &stays->stay[b->which[i]];
    bool timed = stay->begins != STAY_NO_TIME;
    int32_t first = timed ? stamp_day(stay->begins) : stay->day;
    int64_t days = timed ? (int64_t)stamp_day(stay->ends - 1) - first + 1 : 1;
    if (days > DAYS_AT_MOST)
        days = DAYS_AT_MOST;
    for (int64_t k = 0; k < days; k++) {
        struct claim claim = {.session = stay->session,
                              .stay = b->which[i],
                              .day = (int32_t)(first + k),
                              .amount = b->kept[i] * (k + 1) / days -
                                        b->kept[i] * k / days};
        add_claim(b, &claim);
    }
}

static int compare_claims(const void *a, const void *b)
{
    const struct claim *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return (x->stay > y->stay) - (x->stay < y->stay);
}

static int64_t half_days(const struct rule *rule, int64_t minutes)
{
    return (minutes >= rule->half_minutes) + (minutes >= rule->day_minutes);
}

/* From the minutes of each day to half days; days with none are left out. */
static void make_half_days(struct book *b, const struct rule *rule)
{
    size_t kept = 0;
    if (b->claims > 1)
        qsort(b->claim, b->claims, sizeof *b->claim, compare_claims);
    for (size_t i = 0, next; i < b->claims; i = next) {
        int64_t minutes = 0;
        size_t first = kept;
        for (next = i;
             next < b->claims && b->claim[next].day == b->claim[i].day;
             next++) {
            struct claim claim = b->claim[next];
            int64_t before = half_days(rule, minutes);
            minutes += claim.amount;
            claim.amount = half_days(rule, minutes) - before;
            b->claim[kept++] = claim;
        }
        if (half_days(rule, minutes) == 0)
            kept = first;
    }
    b->claims = kept;
}

static void make_claims(struct book *b, const struct rule *rule,
                        enum rule_unit unit, const struct stays *stays)
{
    bool timed = unit == RULE_MINUTES || unit == RULE_HALF_DAYS;
    b->claims = 0;
    if (timed)
        stays_union(stays, b->which, b->candidates, b->kept);
    for (size_t i = 0; i < b->candidates; i++) {
        const struct stay *stay = &stays->stay[b->which[i]];
        struct claim claim = {stay->session, b->which[i], stay->day,
                              timed ? b->kept[i] : 1};
        if (unit == RULE_HALF_DAYS)
            claim_days(b, stays, i);
        else
            add_claim(b, &claim);
    }
    if (unit == RULE_HALF_DAYS)
        make_half_days(b, rule);
}

void book_open(struct book *b, const struct rule *rule, enum rule_unit unit,
               const struct facts *f, const struct deeds *deeds,
               const uint64_t *takes, uint64_t bit)
{
    const struct stays *stays = deeds->stays;
    make_room(b, f, stays->count);
    b->candidates = b->count = 0;
    for (size_t i = 0; i < stays->count; i++)
        if ((takes[stays->stay[i].session] & bit) != 0 &&
            stay_counts(rule, unit, f, deeds, &stays->stay[i]))
            b->which[b->candidates++] = (uint32_t)i;
    make_claims(b, rule, unit, stays);
}

/* Says whether this round meets the thing with NUMBER for the first time. */
static bool first_time(uint32_t *seen, size_t number, uint32_t round)
{
    bool first = seen[number] != round;
    seen[number] = round;
    return first;
}

/* What a claim counts in WINDOW; less than 0: it is no evidence either. */
static int64_t amount_of(struct book *b, const struct rule *rule,
                         enum rule_unit unit, const struct facts *f,
                         const struct stays *stays, const struct claim *claim,
                         struct window w)
{
    int64_t amount = 0;
    if (unit == RULE_MINUTES && rule->window != RULE_ROLLING_YEARS)
        amount =
            stay_part(&stays->stay[claim->stay], claim->amount, w.begin, w.end);
    else if (claim->day < w.begin || claim->day > w.end)
        return -1;
    else if (unit == RULE_HALF_DAYS)
        return claim->amount;
    else if (unit == RULE_MINUTES)
        amount = claim->amount;
    else if (unit == RULE_SESSIONS)
        amount = first_time(b->seen_session, claim->session, b->round);
    else
        amount =
            first_time(b->seen_course,
                       (size_t)f->session[claim->session].course, b->round);
    return amount > 0 ? amount : -1;
}

int64_t book_count(struct book *b, const struct rule *rule, enum rule_unit unit,
                   const struct facts *f, const struct stays *stays,
                   struct window window)
{
    int64_t done = 0;
    b->count = 0;
    make_room(b, f, stays->count);
    if (b->credit_room < b->claims) {
        b->credit_room = b->claim_room;
        b->credit = mem_array(b->credit, b->credit_room, sizeof *b->credit);
    }
    for (size_t i = 0; i < b->claims; i++) {
        const struct claim *claim = &b->claim[i];
        int64_t amount = amount_of(b, rule, unit, f, stays, claim, window);
        if (amount < 0)
            continue;
        int32_t day = claim->day < window.begin ? window.begin : claim->day;
        b->credit[b->count++] = (struct credit){claim->session, day, amount};
        done += amount;
    }
    return done;
}

int32_t book_met_on(const struct book *b, int64_t amount)
{
    int64_t done = 0;
    for (size_t i = 0; i < b->count; i++) {
        done += b->credit[i].amount;
        if (done >= amount)
            return b->credit[i].day;
    }
    return DATE_NONE;
}

uint32_t book_evidence(struct book *b)
{
    uint32_t sessions = 0;
    b->round++;
    for (size_t i = 0; i < b->count; i++)
        if (first_time(b->seen_session, b->credit[i].session, b->round))
            sessions++;
    return sessions;
}

/* A claim enters (1) or leaves (-1) a window: by how much the sum moves. */
static int64_t move(struct book *b, enum rule_unit unit, const struct facts *f,
                    const struct claim *claim, int way)
{
    if (unit == RULE_MINUTES || unit == RULE_HALF_DAYS)
        return way * claim->amount;
    uint32_t *held = &b->held[unit == RULE_SESSIONS
                                  ? claim->session
                                  : (size_t)f->session[claim->session].course];
    if (way > 0)
        return (*held)++ == 0;
    return --(*held) == 0 ? -1 : 0;
}

int32_t book_rests_on(struct book *b, int years, enum rule_unit unit,
                      const struct facts *f, int64_t amount)
{
    const struct claim *claim = b->claim;
    int32_t rests = DATE_NONE;
    int64_t sum = 0;
    size_t first = 0; /* the window holds the claims first..i */
    for (size_t i = 0; i < b->claims; i++) {
        int32_t begin = window_rolling(claim[i].day, years).begin;
        sum += move(b, unit, f, &claim[i], 1);
        while (first <= i && (claim[first].day < begin || sum >= amount)) {
            if (claim[first].day >= begin)
                rests = claim[first].day;
            sum += move(b, unit, f, &claim[first], -1);
            first++;
        }
    }
    for (; first < b->claims; first++)
        move(b, unit, f, &claim[first], -1);
    return rests;
}
