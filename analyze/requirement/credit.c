/* credit.c - see credit.h. */
#include "analyze/requirement/credit.h"

#include "lib/date.h"
#include "lib/mem.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

void book_free(struct book *b)
{
    free(b->credit);
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
        b->credit = mem_array(b->credit, stays, sizeof *b->credit);
        b->which = mem_array(b->which, stays, sizeof *b->which);
        b->kept = mem_array(b->kept, stays, sizeof *b->kept);
    }
}

static bool stay_counts(const struct rule *rule, const struct facts *f,
                        const struct stay *stay)
{
    if (rule->unit == RULE_MINUTES && stay->minutes <= 0)
        return false;
    return f->session[stay->session].minutes != FACT_UNKNOWN ||
           rule->min_minutes == 0 || stay->minutes >= rule->min_minutes;
}

void book_open(struct book *b, const struct rule *rule, const struct facts *f,
               const struct stays *stays, const uint64_t *takes, uint64_t bit)
{
    make_room(b, f, stays->count);
    b->candidates = b->count = 0;
    for (size_t i = 0; i < stays->count; i++)
        if ((takes[stays->stay[i].session] & bit) != 0 &&
            stay_counts(rule, f, &stays->stay[i]))
            b->which[b->candidates++] = (uint32_t)i;
    if (rule->unit == RULE_MINUTES)
        stays_union(stays, b->which, b->candidates, b->kept);
}

/* Says whether this round meets the thing with NUMBER for the first time. */
static bool first_time(uint32_t *seen, size_t number, uint32_t round)
{
    bool first = seen[number] != round;
    seen[number] = round;
    return first;
}

/* What candidate I counts in WINDOW. */
static int64_t amount_of(struct book *b, const struct rule *rule,
                         const struct facts *f, const struct stay *stay,
                         size_t i, struct window w)
{
    if (rule->unit == RULE_MINUTES && rule->window != RULE_ROLLING_YEARS)
        return stay_part(stay, b->kept[i], w.begin, w.end);
    if (stay->day < w.begin || stay->day > w.end)
        return 0;
    if (rule->unit == RULE_MINUTES)
        return b->kept[i];
    if (rule->unit == RULE_SESSIONS)
        return first_time(b->seen_session, stay->session, b->round);
    size_t course = (size_t)f->session[stay->session].course;
    return first_time(b->seen_course, course, b->round);
}

int64_t book_count(struct book *b, const struct rule *rule,
                   const struct facts *f, const struct stays *stays,
                   struct window window)
{
    int64_t done = 0;
    b->count = 0;
    make_room(b, f, stays->count);
    for (size_t i = 0; i < b->candidates; i++) {
        const struct stay *stay = &stays->stay[b->which[i]];
        int64_t amount = amount_of(b, rule, f, stay, i, window);
        if (amount <= 0)
            continue;
        int32_t day = stay->day < window.begin ? window.begin : stay->day;
        b->credit[b->count++] = (struct credit){stay->session, day, amount};
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

/* Candidate I enters (1) or leaves (-1) a window: by how much the sum moves. */
static int64_t move(struct book *b, const struct rule *rule,
                    const struct facts *f, const struct stay *stay, size_t i,
                    int way)
{
    if (rule->unit == RULE_MINUTES)
        return way * b->kept[i];
    uint32_t *held = &b->held[rule->unit == RULE_SESSIONS
                                  ? stay->session
                                  : (size_t)f->session[stay->session].course];
    if (way > 0)
        return (*held)++ == 0;
    return --(*held) == 0 ? -1 : 0;
}

int32_t book_rests_on(struct book *b, const struct rule *rule,
                      const struct facts *f, const struct stays *stays,
                      int64_t amount)
{
    const struct stay *stay = stays->stay;
    int32_t rests = DATE_NONE;
    int64_t sum = 0;
    size_t first = 0; /* the window holds the candidates first..i */
    for (size_t i = 0; i < b->candidates; i++) {
        const struct stay *now = &stay[b->which[i]];
        int32_t begin = window_rolling(now->day, rule->years).begin;
        sum += move(b, rule, f, now, i, 1);
        while (first <= i &&
               (stay[b->which[first]].day < begin || sum >= amount)) {
            if (stay[b->which[first]].day >= begin)
                rests = stay[b->which[first]].day;
            sum += move(b, rule, f, &stay[b->which[first]], first, -1);
            first++;
        }
    }
    for (; first < b->candidates; first++)
        move(b, rule, f, &stay[b->which[first]], first, -1);
    return rests;
}
