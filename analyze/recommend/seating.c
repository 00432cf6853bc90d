/* seating.c - see seating.h. */
#include "analyze/recommend/seating.h"

#include "analyze/math/assign.h"
#include "analyze/recommend/eligible.h"
#include "analyze/requirement/requirement.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { REQUIRED, WISHED };

/*
 * A course may be held in hundreds of classes. A member looks at some of them,
 * beginning at another one than the next member does, and at so many in all.
 */
enum { CLASSES_PER_COURSE = 8, MOST_CHOICES = 40 };

/* A class that a member holds already. */
struct held {
    uint32_t member, class;
};

/* One round: the problem as it is put, and where its choices come from. */
struct table {
    const struct run *r;
    const struct classes *c;
    const struct seating_options *o;
    const struct reach *reach;
    int round;
    const struct held *held; /* by member */
    size_t n_held, held_at;  /* of the member at hand */
    struct assign_choice *choice;
    int32_t *requirement; /* by choice */
    size_t count, room, rule_room;
    size_t *starts;
    uint8_t *quota;
    struct assign_class *class;
};

static size_t held_count(const struct table *t, size_t member)
{
    size_t count = 0;
    while (t->held_at + count < t->n_held &&
           t->held[t->held_at + count].member == member)
        count++;
    return count;
}

/* Whether the member holds the course of CLASS, or something at its time. */
static bool is_barred(const struct table *t, size_t held, uint32_t class)
{
    for (size_t i = 0; i < held; i++) {
        uint32_t other = t->held[t->held_at + i].class;
        if (t->c->class[other].course == t->c->class[class].course ||
            classes_clash(t->c, other, class))
            return true;
    }
    return false;
}

static bool serves(const struct table *t, uint32_t class, int32_t rule)
{
    const struct class *of = &t->c->class[class];
    for (size_t i = 0; i < of->count; i++)
        if (requirement_serves(
                t->r, (size_t)rule,
                (size_t)t->c->session[of->session_at + i].session))
            return true;
    return false;
}

static void add_choice(struct table *t, uint32_t class, double worth,
                       int32_t requirement)
{
    t->choice = mem_grow(t->choice, t->count, &t->room, sizeof *t->choice);
    t->requirement = mem_grow(t->requirement, t->count, &t->rule_room,
                              sizeof *t->requirement);
    t->choice[t->count] = (struct assign_choice){class, (float)worth};
    t->requirement[t->count++] = requirement;
}

/* The classes of one candidate that MEMBER can have. */
static void add_classes(struct table *t, const struct candidate *from,
                        size_t member, const struct reach_member *of,
                        size_t held, double worth)
{
    const uint32_t *list = t->c->list + t->c->of_course[from->course];
    size_t count =
        t->c->of_course[from->course + 1] - t->c->of_course[from->course];
    size_t added = 0, first = t->starts[member];
    int32_t rule = t->round == REQUIRED ? from->requirement : -1;
    for (size_t i = 0; i < count && added < CLASSES_PER_COURSE &&
                       t->count - first < MOST_CHOICES;
         i++) {
        uint32_t class = list[(i + member) % count];
        if (t->class[class].seats <= 0 ||
            !classes_admit(t->c, t->reach, class, of) ||
            is_barred(t, held, class) || (rule >= 0 && !serves(t, class, rule)))
            continue;
        add_choice(t, class, worth, rule);
        added++;
    }
}

/* Puts the choices of a member in the order of classes; few, so plainly. */
static void sort_choices(struct table *t, size_t first)
{
    for (size_t i = first + 1; i < t->count; i++) {
        struct assign_choice choice = t->choice[i];
        int32_t rule = t->requirement[i];
        size_t to = i;
        for (; to > first && t->choice[to - 1].class > choice.class; to--) {
            t->choice[to] = t->choice[to - 1];
            t->requirement[to] = t->requirement[to - 1];
        }
        t->choice[to] = choice;
        t->requirement[to] = rule;
    }
}

/* How many different rules the candidates serve: the places for them. */
static size_t rules_of(const struct candidate *list, size_t count)
{
    uint64_t seen = 0;
    size_t rules = 0;
    for (size_t i = 0; i < count; i++)
        if (list[i].requirement >= 0 && list[i].requirement < 64 &&
            (seen >> list[i].requirement & 1) == 0) {
            seen |= UINT64_C(1) << list[i].requirement;
            rules++;
        }
    return rules;
}

static void add_member(struct table *t, size_t member)
{
    const struct candidates *from = t->r->candidates;
    const struct candidate *list = from->list + from->starts[member];
    size_t count = from->starts[member + 1] - from->starts[member];
    if (count > t->o->candidates)
        count = t->o->candidates;
    struct reach_member of =
        reach_of(t->reach, member, from->past[member].attended);
    size_t held = held_count(t, member), first = t->count;
    double best = 0;
    for (size_t i = 0; i < count; i++)
        best = fmax(best, (double)list[i].score);
    for (size_t i = 0; i < count; i++) {
        double part = best > 0 ? fmax(0, (double)list[i].score / best) : 0;
        bool owed = list[i].requirement >= 0;
        if (t->round == REQUIRED ? owed : part > 0)
            add_classes(t, &list[i], member, &of, held,
                        t->round == REQUIRED ? 1 + part : part);
    }
    sort_choices(t, first);
    size_t places = t->round == REQUIRED      ? rules_of(list, count)
                    : held < t->o->per_member ? t->o->per_member - held
                                              : 0;
    t->quota[member] =
        (uint8_t)(places < ASSIGN_MOST_QUOTA ? places : ASSIGN_MOST_QUOTA);
    t->held_at += held;
}

/* Places left by class, and what one costs. */
static void set_classes(struct table *t, const struct seating *s)
{
    t->class = mem_array(NULL, t->c->count, sizeof *t->class);
    for (size_t i = 0; i < t->c->count; i++) {
        const struct class *of = &t->c->class[i];
        int64_t places = classes_places(of);
        if (places == CLASSES_ENDLESS)
            places = (int64_t)t->r->facts->n_members;
        t->class[i] = (struct assign_class){
            .group = (uint32_t)of->course,
            .seats = places - s->required[i],
            .cost = of->seats > 0 && of->seats != CLASSES_ENDLESS
                        ? (double)of->cost / (double)of->seats
                        : 0};
    }
}

static void table_fill(struct table *t, const struct seating *s)
{
    size_t members = t->r->candidates->members;
    set_classes(t, s);
    t->starts = mem_array(NULL, members + 1, sizeof *t->starts);
    t->quota = mem_alloc(members * sizeof *t->quota);
    for (size_t m = 0; m < members; m++) {
        t->starts[m] = t->count;
        while (t->held_at < t->n_held && t->held[t->held_at].member < m)
            t->held_at++;
        add_member(t, m);
    }
    t->starts[members] = t->count;
}

static void table_free(struct table *t)
{
    free(t->choice);
    free(t->requirement);
    free(t->starts);
    free(t->quota);
    free(t->class);
}

static void take_seats(struct seating *s, const struct table *t,
                       const struct assignment *a, size_t *room)
{
    struct seating_round *of = &s->round[t->round];
    int64_t *places = t->round == REQUIRED ? s->required : s->wished;
    for (size_t m = 0; m < t->r->candidates->members; m++) {
        of->members += t->starts[m + 1] > t->starts[m];
        for (size_t i = t->starts[m]; i < t->starts[m + 1]; i++) {
            if (!a->given[i])
                continue;
            s->seat = mem_grow(s->seat, s->count, room, sizeof *s->seat);
            s->seat[s->count++] =
                (struct seat){(uint32_t)m, t->choice[i].class,
                              t->choice[i].worth, t->requirement[i]};
            places[t->choice[i].class]++;
        }
    }
    of->places = a->places;
    of->worth = a->worth;
    of->bound = a->bound;
    of->cost = a->cost;
    memcpy(s->price, a->price, t->c->count * sizeof *s->price);
}

static int seat_round(struct seating *s, struct table *t, size_t *room,
                      struct diag *d)
{
    table_fill(t, s);
    double spent = t->round == WISHED ? s->round[REQUIRED].cost : 0;
    struct assign_problem p = {.members = t->r->candidates->members,
                               .classes = t->c->count,
                               .starts = t->starts,
                               .choices = t->choice,
                               .class = t->class,
                               .quota = t->quota,
                               .clash = classes_clash,
                               .of = t->c,
                               .budget = fmax(0, t->o->budget - spent)};
    struct assign_options o = {
        .rounds = t->o->rounds, .step = .05, .threads = t->o->threads};
    struct assignment a;
    int status = assign_solve(&a, &p, &o, d);
    if (status == 0)
        take_seats(s, t, &a, room);
    assign_free(&a);
    return status;
}

static int by_member(const void *a, const void *b)
{
    const struct held *x = a, *y = b;
    if (x->member != y->member)
        return x->member < y->member ? -1 : 1;
    return (x->class > y->class) - (x->class < y->class);
}

/* Enrolled in, or given so far. */
static struct held *list_held(const struct seating *s, const struct classes *c,
                              size_t *count)
{
    *count = c->n_enrolled + s->count;
    struct held *held = mem_array(NULL, *count, sizeof *held);
    for (size_t i = 0; i < c->n_enrolled; i++)
        held[i] = (struct held){c->enrolled[i].member, c->enrolled[i].class};
    for (size_t i = 0; i < s->count; i++)
        held[c->n_enrolled + i] =
            (struct held){s->seat[i].member, s->seat[i].class};
    if (*count > 1)
        qsort(held, *count, sizeof *held, by_member);
    return held;
}

static int by_seat(const void *a, const void *b)
{
    const struct seat *x = a, *y = b;
    if (x->member != y->member)
        return x->member < y->member ? -1 : 1;
    if ((x->requirement < 0) != (y->requirement < 0))
        return x->requirement < 0 ? 1 : -1;
    return (x->class > y->class) - (x->class < y->class);
}

int seating_make(struct seating *s, const struct run *r,
                 const struct classes *c, const struct seating_options *o,
                 struct diag *d)
{
    *s = (struct seating){0};
    s->price = mem_alloc(c->count * sizeof *s->price);
    s->required = mem_alloc(c->count * sizeof *s->required);
    s->wished = mem_alloc(c->count * sizeof *s->wished);
    size_t room = 0;
    int status = 0;
    struct reach reach;
    reach_open(&reach, r);
    for (int round = REQUIRED; round <= WISHED && status == 0; round++) {
        struct table t = {
            .r = r, .c = c, .o = o, .reach = &reach, .round = round};
        struct held *held = list_held(s, c, &t.n_held);
        t.held = held;
        status = seat_round(s, &t, &room, d);
        table_free(&t);
        free(held);
    }
    reach_close(&reach);
    if (status == 0 && s->count > 1)
        qsort(s->seat, s->count, sizeof *s->seat, by_seat);
    return status;
}

void seating_free(struct seating *s)
{
    free(s->seat);
    free(s->price);
    free(s->required);
    free(s->wished);
    *s = (struct seating){0};
}
