/* annual.c - see annual.h. */
#include "analyze/standing/annual.h"

#include "analyze/base/groups.h"
#include "analyze/base/period.h"
#include "analyze/base/query.h"
#include "analyze/standing/calendar.h"
#include "analyze/standing/distinct.h"
#include "lib/bulk.h"
#include "lib/mem.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum figure {
    CLASSES,
    COST,
    INSTRUCTORS,
    MATERIALS,
    MEMBERS,
    MINUTES,
    PERSON_TIMES,
    SESSIONS,
    UNPRICED, /* sessions whose cost is not known */
    VENUES,
    FIGURES
};

static const char *const figure_names[FIGURES] = {
    [CLASSES] = "classes",
    [COST] = "cost",
    [INSTRUCTORS] = "instructors",
    [MATERIALS] = "materials",
    [MEMBERS] = "members",
    [MINUTES] = "minutes",
    [PERSON_TIMES] = "person-times",
    [SESSIONS] = "sessions",
    [UNPRICED] = "sessions-without-cost",
    [VENUES] = "venues"};

struct annual {
    struct calendar calendar;
    int64_t *amount[FIGURES]; /* by cell */
};

/* What the members of a block add. */
struct part {
    int64_t *person_times, *minutes, *members; /* by cell */
};

/* The desk of a block: which cells the member at hand has been counted in. */
struct desk {
    const struct annual *a;
    struct part *part;
    uint32_t *seen, round;
    int32_t branch;
};

static void add_event(struct desk *k, const struct event *e, size_t page)
{
    const struct calendar *c = &k->a->calendar;
    for (int d = 0; d < CALENDAR_DIMENSIONS; d++) {
        size_t value =
            d == CALENDAR_ORG
                ? calendar_value_of_org(c, k->branch)
                : calendar_value(c, (enum calendar_dimension)d, e->session);
        size_t cell = calendar_cell(c, page, value);
        k->part->person_times[cell]++;
        if (e->minutes > 0)
            k->part->minutes[cell] += e->minutes;
        if (k->seen[cell] != k->round)
            k->part->members[cell]++;
        k->seen[cell] = k->round;
    }
}

/* Whether two events are one attendance that two inputs tell of. */
static bool is_same(const struct event *a, const struct event *b)
{
    return a->attended && b->attended && a->session == b->session &&
           a->day == b->day;
}

/* Event I of COUNT, with the most minutes told; false if it was counted. */
static bool take_event(const struct facts *f, const struct event *event,
                       size_t count, size_t i, struct event *e)
{
    *e = event[i];
    if (f->session[e->session].made)
        return true;
    for (size_t j = i; j-- > 0 && event[j].day == e->day;)
        if (is_same(&event[j], e))
            return false;
    for (size_t j = i + 1; j < count && event[j].day == e->day; j++)
        if (is_same(&event[j], e) && event[j].minutes > e->minutes)
            e->minutes = event[j].minutes;
    return true;
}

static void count_member(struct desk *k, const struct run *r, size_t member,
                         const struct event *event, size_t count)
{
    const struct membership *m =
        facts_membership_on(r->facts, member, r->study->as_of);
    k->branch = groups_branch(r->facts, m != NULL ? m->org : FACT_NONE);
    k->round++;
    for (size_t i = 0; i < count; i++) {
        struct event e;
        if (!event[i].attended || event[i].day > r->study->as_of)
            continue;
        size_t year = calendar_year(&k->a->calendar, event[i].day);
        if (year == SIZE_MAX || !take_event(r->facts, event, count, i, &e))
            continue;
        add_event(k, &e, year);
        add_event(k, &e, calendar_month(&k->a->calendar, e.day));
    }
}

static int annual_block(const struct run *r, const void *self,
                        const struct block *block, void **part, struct diag *d)
{
    (void)d;
    const struct annual *a = self;
    size_t cells = calendar_cells(&a->calendar);
    struct part *p = mem_alloc(sizeof *p);
    p->person_times = mem_alloc(cells * sizeof *p->person_times);
    p->minutes = mem_alloc(cells * sizeof *p->minutes);
    p->members = mem_alloc(cells * sizeof *p->members);
    struct desk k = {.a = a, .part = p};
    k.seen = mem_alloc(cells * sizeof *k.seen);
    for (size_t i = 0; i < block->count; i++)
        count_member(&k, r, block->first + i, block->event + block->starts[i],
                     block->starts[i + 1] - block->starts[i]);
    free(k.seen);
    *part = p;
    return 0;
}

static int annual_merge(struct run *r, void *self, void *part, int failed,
                        struct diag *d)
{
    (void)r;
    (void)failed;
    (void)d;
    struct annual *a = self;
    struct part *p = part;
    for (size_t i = 0; i < calendar_cells(&a->calendar); i++) {
        a->amount[PERSON_TIMES][i] += p->person_times[i];
        a->amount[MINUTES][i] += p->minutes[i];
        a->amount[MEMBERS][i] += p->members[i];
    }
    free(p->person_times);
    free(p->minutes);
    free(p->members);
    free(p);
    return 0;
}

static int annual_begin(struct run *r, void **self, int *skip, struct diag *d)
{
    (void)skip;
    (void)d;
    struct annual *a = mem_alloc(sizeof *a);
    *self = a;
    calendar_make(&a->calendar, r->facts,
                  period_of(r->study, PERIOD_PREVIOUS).from, r->study->as_of);
    for (int f = 0; f < FIGURES; f++)
        a->amount[f] =
            mem_alloc(calendar_cells(&a->calendar) * sizeof *a->amount[f]);
    return 0;
}

/* Says whether SESSION counts as held, and on which pages it stands. */
static bool is_held(const struct annual *a, const struct run *r, size_t session,
                    size_t pages[2])
{
    const struct session *s = &r->facts->session[session];
    if (s->made || s->day == FACT_UNKNOWN || s->day > r->study->as_of)
        return false;
    pages[0] = calendar_year(&a->calendar, s->day);
    pages[1] = calendar_month(&a->calendar, s->day);
    return pages[0] != SIZE_MAX;
}

static void add(int64_t *sum, int64_t amount)
{
    *sum = amount < INT64_MAX - *sum ? *sum + amount : INT64_MAX;
}

/* Adds AMOUNT to a figure in all cells of a session but those of members. */
static void add_session(struct annual *a, const struct run *r, size_t session,
                        enum figure figure, int64_t amount)
{
    size_t pages[2];
    if (amount <= 0 || !is_held(a, r, session, pages))
        return;
    for (int d = 0; d < CALENDAR_DIMENSIONS; d++) {
        if (d == CALENDAR_ORG)
            continue;
        size_t value =
            calendar_value(&a->calendar, (enum calendar_dimension)d, session);
        for (int p = 0; p < 2; p++)
            add(&a->amount[figure]
                          [calendar_cell(&a->calendar, pages[p], value)],
                amount);
    }
}

/* A thing that was in a session, to be counted once in each cell. */
struct use {
    size_t session;
    int64_t thing;
};

struct uses {
    struct use *use;
    size_t count, room;
};

static void count_uses(struct annual *a, const struct run *r,
                       const struct uses *u, enum figure figure)
{
    struct distinct s = {0};
    for (int d = 0; d < CALENDAR_DIMENSIONS; d++) {
        if (d == CALENDAR_ORG)
            continue;
        for (size_t i = 0; i < u->count; i++) {
            size_t pages[2], session = u->use[i].session;
            if (!is_held(a, r, session, pages))
                continue;
            size_t value = calendar_value(&a->calendar,
                                          (enum calendar_dimension)d, session);
            for (int p = 0; p < 2; p++)
                distinct_add(&s, calendar_cell(&a->calendar, pages[p], value),
                             u->use[i].thing);
        }
        distinct_count(&s, a->amount[figure]); /* a dimension's cells alone */
    }
    distinct_free(&s);
}

/* SELECT gives keys of a session and of what was in it. */
static int count_selected(struct annual *a, const struct run *r,
                          const char *select, enum figure figure,
                          struct diag *d)
{
    struct uses u = {0};
    struct query q = query_open(r->db, select, d);
    while (query_next(&q)) {
        int32_t session =
            facts_session_of_key(r->facts, query_integer(&q, 0, 0));
        if (session == FACT_NONE)
            continue;
        u.use = mem_grow(u.use, u.count, &u.room, sizeof *u.use);
        u.use[u.count++] =
            (struct use){(size_t)session, query_integer(&q, 1, 0)};
    }
    int status = query_close(&q);
    if (status == 0)
        count_uses(a, r, &u, figure);
    free(u.use);
    return status;
}

static int add_materials(struct annual *a, const struct run *r, struct diag *d)
{
    struct query q = query_open(
        r->db, "SELECT session, materials FROM session WHERE materials > 0", d);
    while (query_next(&q)) {
        int32_t session =
            facts_session_of_key(r->facts, query_integer(&q, 0, 0));
        if (session != FACT_NONE)
            add_session(a, r, (size_t)session, MATERIALS,
                        query_integer(&q, 1, 0));
    }
    return query_close(&q);
}

static int count_sessions(struct annual *a, const struct run *r, struct diag *d)
{
    for (size_t i = 0; i < r->facts->n_sessions; i++) {
        const struct session *s = &r->facts->session[i];
        add_session(a, r, i, SESSIONS, 1);
        add_session(a, r, i, COST, s->cost);
        add_session(a, r, i, UNPRICED, s->cost == FACT_UNKNOWN);
        add_session(a, r, i, PERSON_TIMES, s->headcount);
    }
    if (add_materials(a, r, d) != 0 ||
        count_selected(a, r, "SELECT session, offering FROM session", CLASSES,
                       d) != 0 ||
        count_selected(a, r,
                       "SELECT session, venue FROM session"
                       " WHERE venue IS NOT NULL",
                       VENUES, d) != 0)
        return -1;
    return count_selected(a, r,
                          "SELECT session, instructor FROM session_instructor",
                          INSTRUCTORS, d);
}

static int store_cell(struct bulk *b, const struct annual *a, int64_t run,
                      size_t cell, struct diag *d)
{
    struct calendar_place at = calendar_place(&a->calendar, cell);
    for (int f = 0; f < FIGURES; f++) {
        if (a->amount[f][cell] == 0)
            continue;
        bulk_integer(b, run);
        bulk_integer(b, at.year);
        bulk_integer(b, at.month);
        bulk_text(b, at.name, strlen(at.name));
        bulk_text(b, at.value, strlen(at.value));
        bulk_text(b, figure_names[f], strlen(figure_names[f]));
        bulk_integer(b, a->amount[f][cell]);
        if (bulk_end_row(b, d) != 0)
            return -1;
    }
    return 0;
}

static int annual_finish(struct run *r, void *self, struct diag *d)
{
    struct annual *a = self;
    if (count_sessions(a, r, d) != 0)
        return -1;
    struct bulk *b = bulk_open(r->db,
                               "INSERT INTO annual_figure SELECT c0, c1, c2,"
                               " c3, c4, c5, c6 FROM bulk",
                               7, d);
    int status = b == NULL ? -1 : 0;
    for (size_t i = 0; status == 0 && i < calendar_cells(&a->calendar); i++)
        status = store_cell(b, a, r->key, i, d);
    return bulk_end(b, status, d);
}

static void annual_free(void *self)
{
    struct annual *a = self;
    if (a == NULL)
        return;
    calendar_free(&a->calendar);
    for (int f = 0; f < FIGURES; f++)
        free(a->amount[f]);
    free(a);
}

const struct task annual_task = {.name = "annual",
                                 .begin = annual_begin,
                                 .block = annual_block,
                                 .merge = annual_merge,
                                 .finish = annual_finish,
                                 .free = annual_free};
