/* turnout.c - see turnout.h. */
#include "analyze/record/turnout.h"

#include "lib/attr.h"
#include "lib/date.h"
#include "lib/mem.h"
#include "lib/tablescan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool has(const struct period *p, int32_t day)
{
    return p->from <= day && day <= p->to;
}

static bool is_held(const struct session *s, const struct period *p)
{
    return !s->made && s->day != FACT_UNKNOWN && has(p, s->day);
}

static void count_held(struct roll *roll)
{
    const struct facts *f = roll->f;
    roll->held = mem_alloc(f->n_offerings * sizeof *roll->held);
    for (size_t i = 0; i < f->n_sessions; i++)
        for (size_t p = 0; p < SLOT_PERIODS; p++)
            if (is_held(&f->session[i], &roll->period[p]))
                roll->held[f->session[i].offering][p]++;
}

/* An enrolment; the same one may stand there several times. */
struct pair {
    uint32_t member;
    int32_t offering;
};

static int compare_offerings(const void *a, const void *b)
{
    const int32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* Sorts the offerings of a member, and leaves each once; how many are left. */
static size_t tidy(int32_t *offering, size_t count)
{
    size_t kept = 0;
    if (count > 1)
        qsort(offering, count, sizeof *offering, compare_offerings);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || offering[i] != offering[kept - 1])
            offering[kept++] = offering[i];
    return kept;
}

/* Deals the pairs out by member. */
static void list_enrolled(struct roll *roll, const struct pair *pair,
                          size_t count)
{
    size_t members = roll->f->n_members, kept = 0;
    size_t *at = mem_alloc((members + 2) * sizeof *at);
    int32_t *offering = mem_array(NULL, count, sizeof *offering);
    for (size_t i = 0; i < count; i++)
        at[pair[i].member + 2]++;
    for (size_t m = 0; m < members; m++)
        at[m + 2] += at[m + 1];
    for (size_t i = 0; i < count; i++)
        offering[at[pair[i].member + 1]++] = pair[i].offering;
    for (size_t m = 0; m < members; m++) {
        size_t first = at[m], n = tidy(&offering[first], at[m + 1] - first);
        memmove(&offering[kept], &offering[first], n * sizeof *offering);
        at[m] = kept;
        kept += n;
    }
    at[members] = kept;
    roll->enrolled = offering;
    roll->enrolled_at = at;
}

static struct pair *scan_pairs(const struct facts *f, struct tablescan *row,
                               size_t *count, int *status, struct diag *d)
{
    struct pair *pair = NULL;
    size_t room = 0;
    while ((*status = tablescan_next(row, d)) == 1) {
        int32_t m = facts_member_of_key(f, tablescan_integer(row, 0, -1));
        int32_t o = facts_offering_of_key(f, tablescan_integer(row, 1, -1));
        if (m == FACT_NONE || o == FACT_NONE)
            continue;
        pair = mem_grow(pair, *count, &room, sizeof *pair);
        pair[(*count)++] = (struct pair){(uint32_t)m, o};
    }
    return pair;
}

int roll_read(struct roll *roll, const struct run *r,
              const struct period *period, struct diag *d)
{
    static const char *const columns[] = {"member", "offering", NULL};
    size_t count = 0;
    int status;
    *roll = (struct roll){.f = r->facts};
    memcpy(roll->period, period, sizeof roll->period);
    count_held(roll);
    struct tablescan *row = tablescan_open(r->db, "enrolment", columns, d);
    if (row == NULL)
        return -1;
    struct pair *pair = scan_pairs(r->facts, row, &count, &status, d);
    tablescan_close(row);
    list_enrolled(roll, pair, count);
    free(pair);
    return status;
}

void roll_free(struct roll *roll)
{
    free(roll->held);
    free(roll->enrolled);
    free(roll->enrolled_at);
}

void turnout_desk_free(struct turnout_desk *desk)
{
    free(desk->session);
    free(desk->offering);
    free(desk->best);
}

/* A new round, of which there are enough left for one member. */
static void begin_round(struct turnout_desk *desk, const struct facts *f)
{
    if (desk->round > UINT32_MAX - 8) {
        turnout_desk_free(desk);
        *desk = (struct turnout_desk){0};
    }
    if (desk->round == 0) {
        desk->session = mem_alloc(f->n_sessions * sizeof *desk->session);
        desk->best = mem_alloc(f->n_sessions * sizeof *desk->best);
        desk->offering = mem_alloc(f->n_offerings * sizeof *desk->offering);
    }
    desk->round++;
}

static void count_enrolled(struct turnout_desk *desk, const struct roll *roll,
                           size_t member, struct turnout *out)
{
    for (size_t i = roll->enrolled_at[member];
         i < roll->enrolled_at[member + 1]; i++) {
        desk->offering[roll->enrolled[i]].enrolled = desk->round;
        for (size_t p = 0; p < SLOT_PERIODS; p++)
            out[p].enrolled_held += roll->held[roll->enrolled[i]][p];
    }
}

/* Counts the session of a stay, met for the first time. */
static void count_session(struct turnout_desk *desk, const struct roll *roll,
                          const struct session *s, struct turnout *out)
{
    struct turnout_mark *mark = &desk->offering[s->offering];
    bool begun = mark->begun != desk->round;
    bool enrolled = mark->enrolled == desk->round;
    mark->begun = desk->round;
    for (size_t p = 0; p < SLOT_PERIODS; p++) {
        if (begun)
            out[p].begun_held += roll->held[s->offering][p];
        if (!has(&roll->period[p], s->day))
            continue;
        out[p].begun_attended++;
        out[p].enrolled_attended += enrolled;
    }
}

static void count_progress(struct turnout_desk *desk, const struct roll *roll,
                           const struct event *event, size_t count, size_t p,
                           struct turnout *out)
{
    int64_t sum = 0;
    desk->round++;
    for (size_t i = 0; i < count; i++) {
        const struct event *e = &event[i];
        if (e->progress == EVENT_NO_PROGRESS ||
            !roll->f->session[e->session].made ||
            !has(&roll->period[p], e->day))
            continue;
        if (desk->session[e->session] != desk->round) {
            desk->session[e->session] = desk->round;
            desk->best[e->session] = 0;
            out->self_paced++;
        }
        if (e->progress > desk->best[e->session]) {
            sum += e->progress - desk->best[e->session];
            desk->best[e->session] = e->progress;
        }
    }
    out->progress = EVENT_NO_PROGRESS;
    if (out->self_paced > 0)
        out->progress =
            (int32_t)((sum + out->self_paced / 2) / out->self_paced);
}

static int64_t month_of(int32_t day)
{
    int year, month, of_month;
    date_civil(day, &year, &month, &of_month);
    return (int64_t)year * 12 + month;
}

static uint32_t span_of(const struct period *p, const struct total *t)
{
    int32_t from = p->from == FACT_BEGINNING ? t->first_on : p->from;
    if (from == DATE_NONE || from > p->to)
        return 0;
    return (uint32_t)(month_of(p->to) - month_of(from) + 1);
}

static double evenness_of(const struct learning *l, size_t p, uint32_t span)
{
    size_t first = l->slots->base[SLOT_MONTH] + p * l->slots->period;
    size_t end = first + l->slots->values[SLOT_MONTH];
    double all = (double)l->total[p].minutes, entropy = 0;
    if (span < 2 || all <= 0)
        return NAN;
    for (size_t i = 0; i < l->n_filled; i++) {
        double minutes = (double)l->amount[l->filled[i]].minutes;
        if (l->filled[i] >= first && l->filled[i] < end && minutes > 0)
            entropy -= minutes / all * log(minutes / all);
    }
    double even = entropy / log((double)span);
    return even < 1 ? even : 1;
}

/* Asks for what will be read of offerings all over the memory. */
static void ask_for(const struct turnout_desk *desk, const struct roll *roll,
                    const struct stays *stays)
{
    for (size_t i = 0; i < stays->count; i++) {
        int32_t o = roll->f->session[stays->stay[i].session].offering;
        PREFETCH(&desk->offering[o]);
        PREFETCH(&roll->held[o]);
    }
}

void turnout_count(struct turnout_desk *desk, const struct roll *roll,
                   const struct learning *l, size_t member,
                   const struct event *event, size_t count, struct turnout *out)
{
    memset(out, 0, SLOT_PERIODS * sizeof *out);
    begin_round(desk, roll->f);
    ask_for(desk, roll, &l->stays);
    count_enrolled(desk, roll, member, out);
    for (size_t i = 0; i < l->stays.count; i++) {
        const struct stay *stay = &l->stays.stay[i];
        const struct session *s = &roll->f->session[stay->session];
        if (s->made || s->day == FACT_UNKNOWN || stay->first != i)
            continue;
        count_session(desk, roll, s, out);
    }
    for (size_t p = 0; p < SLOT_PERIODS; p++) {
        count_progress(desk, roll, event, count, p, &out[p]);
        out[p].span = span_of(&roll->period[p], &l->total[p]);
        out[p].evenness = evenness_of(l, p, out[p].span);
    }
}
