/* plant.c - see plant.h. */
#include "sample-data/plant.h"

#include "sample-data/visit.h"

#include <string.h>

/* Takes a class of COURSE that lies inside the term, if there is one. */
static void take_in_term(struct learner *l, int course, int32_t event,
                         int32_t due)
{
    const struct catalogue *c = l->catalogue;
    for (int year = 0; year < WORLD_YEARS; year++) {
        const struct class_range *range = &c->ranges[course][year];
        int32_t skip = chance_below(&l->dice, range->count);
        for (int32_t i = 0; i < range->count; i++) {
            int32_t n = range->first + (i + skip) % range->count;
            const struct klass *k = &c->classes[n];
            int32_t last = class_day(k, c->courses[course].sessions - 1);
            if (k->first_day <= event || last > due || !visit_class_fits(l, n))
                continue;
            visit_take_class(l, n, true);
            return;
        }
    }
}

static void oblige(struct learner *l, enum event_rule rule, int32_t event,
                   int months)
{
    struct obligation *o = &l->obligations[rule];
    o->event = event;
    o->due = person_due(event, months);
}

void plant_obligations(struct learner *l)
{
    const struct person *p = l->person;
    const struct world *w = &l->roster->world;
    const struct catalogue *c = l->catalogue;
    if (p->plan != PLAN_NONE) {
        int32_t event = p->posts[0].begin;
        oblige(l, RULE_APPOINTMENT, event, TERM_APPOINTMENT);
        l->obligations[RULE_APPOINTMENT].exempt = p->plan == PLAN_EXEMPT;
        if (p->plan == PLAN_TRAINED || p->plan == PLAN_LEAP)
            take_in_term(l, c->course_of[23][BASICS], event,
                         l->obligations[RULE_APPOINTMENT].due);
        else
            l->ban_from = event;
    }
    if (p->joined >= w->begin) {
        oblige(l, RULE_PROBATION, p->joined, TERM_PROBATION);
        if (p->miss_probation)
            l->ban_from = p->joined;
        else
            take_in_term(l, c->course_of[24][BASICS], p->joined,
                         l->obligations[RULE_PROBATION].due);
    }
    if (p->full != DATE_NONE && p->full >= w->begin) {
        oblige(l, RULE_FIRST_YEAR, p->full, TERM_FIRST_YEAR);
        if (p->miss_first_year)
            l->ban_from = p->full < l->ban_from ? p->full : l->ban_from;
        else
            take_in_term(l, c->course_of[22][ADVANCED], p->full,
                         l->obligations[RULE_FIRST_YEAR].due);
    }
}

void plant_pairs(struct learner *l)
{
    const struct catalogue *c = l->catalogue;
    for (int p = 0; p < PAIRS; p++) {
        for (int side = 0; side < 2; side++) {
            const struct class_range *range = &c->planted[p][side];
            int32_t day = c->classes[range->first].first_day;
            int32_t branch = person_branch(l->person, day);
            if (branch < 0)
                continue;
            int32_t cell = catalogue_cell(c, &l->roster->world, p, branch);
            if (cell < 0 || !chance_hit(&l->dice, 9300) ||
                !visit_class_fits(l, range->first + cell))
                continue;
            visit_take_class(l, range->first + cell, true);
            l->attended[p][side] = true;
        }
    }
}

/* Takes some class of the last year on a topic that is new to it. */
static void take_any(struct learner *l, struct chance *c)
{
    const struct catalogue *all = l->catalogue;
    int32_t course = chance_below(c, COURSES);
    const struct class_range *range = &all->ranges[course][WORLD_YEARS - 1];
    if (range->count == 0 || all->courses[course].audience[0] != '\0' ||
        l->taken[WORLD_YEARS - 1][all->courses[course].topic] != 0)
        return;
    int32_t n = range->first + chance_below(c, range->count);
    if (visit_class_fits(l, n))
        visit_take_class(l, n, false);
}

void plant_calls(struct learner *l, int32_t member)
{
    enum { TRIES = 2000 };
    struct chance c =
        world_chance(&l->roster->world, CHANCE_CALL, (uint64_t)member);
    if (!l->leads || chance_below(&c, 10) != 0)
        return;
    l->most_calls = CALLS + 1;
    for (int i = 0; i < TRIES && l->calls[WORLD_YEARS - 1] <= CALLS; i++)
        take_any(l, &c);
}

/*
 * Planted: one in 300 is also on the list of the branch that meets at the same
 * time. The theme is the one that the own branch leaves out this year.
 */
void plant_overlap(struct learner *l, int32_t member)
{
    const struct world *w = &l->roster->world;
    const struct person *p = l->person;
    struct chance c = world_chance(w, CHANCE_CHOICE, (uint64_t)member << 20);
    int32_t other = p->branch ^ 1;
    if (chance_below(&c, 300) != 0 || other >= w->branches ||
        p->moved_on != DATE_NONE)
        return;
    int k = p->branch % 2 == 0 ? BRANCH_SESSIONS - 1 : 0;
    struct meeting m = schedule_branch(l->catalogue, w, other, 1, k);
    for (int i = 0; i < l->n_visits; i++) {
        struct visit *own = &l->visits[i];
        if (own->kind != VISIT_BRANCH || own->day != m.day ||
            own->slot != m.slot || l->taken[1][m.topic] != 0)
            continue;
        own->presence = PRESENT;
        own->minutes = -1;
        struct visit *second = visit_add(l, VISIT_BRANCH, other, m.day, m.slot);
        if (second != NULL)
            second->course = m.course;
        l->taken[1][m.topic] = INT32_MIN;
        return;
    }
}

/* Whether the member was called to class A before class B of the same year. */
static bool is_before(const struct catalogue *c, int32_t a, int32_t b)
{
    char x[ID_TEXT], y[ID_TEXT];
    if (c->classes[a].first_day != c->classes[b].first_day)
        return c->classes[a].first_day < c->classes[b].first_day;
    return strcmp(class_offering_id(c, a, x), class_offering_id(c, b, y)) < 0;
}

/* How manieth class of its year N is, of those begun as a leading member. */
static int count_calls(const struct learner *l, int32_t n)
{
    const struct catalogue *c = l->catalogue;
    int count = 1;
    for (int i = 0; i < l->n_visits; i++) {
        const struct visit *v = &l->visits[i];
        count += v->kind == VISIT_CLASS && v->session == 0 &&
                 c->classes[v->of].year == c->classes[n].year &&
                 person_holds(l->person, POST_LEADING, v->day) &&
                 is_before(c, v->of, n);
    }
    return count;
}

static void tell_calls(struct learner *l)
{
    for (int i = 0; i < l->n_visits; i++) {
        const struct visit *v = &l->visits[i];
        if (v->kind == VISIT_CLASS && v->session == 0 &&
            person_holds(l->person, POST_LEADING, v->day) &&
            count_calls(l, v->of) > CALLS)
            l->over[l->n_over++] = v->of;
    }
}

/* Looks at what was attended, not at what was meant. */
void plant_tell(struct learner *l)
{
    tell_calls(l);
    for (int i = 0; i < l->n_visits; i++) {
        const struct visit *v = &l->visits[i];
        for (int r = 0; r < RULES; r++) {
            struct obligation *o = &l->obligations[r];
            if (v->kind == VISIT_CLASS && o->event != DATE_NONE &&
                class_is_centralized(l->catalogue, v->of) &&
                visit_attended(v) && v->day >= o->event && v->day <= o->due)
                o->met = true;
        }
        if (i > 0 && v->kind == VISIT_BRANCH &&
            l->visits[i - 1].kind == VISIT_BRANCH &&
            l->visits[i - 1].day == v->day) {
            l->overlap[0] = i - 1;
            l->overlap[1] = i;
        }
    }
}
