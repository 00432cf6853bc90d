/* seating_table.c - see seating_table.h. */
#include "analyze/recommend/seating_table.h"

#include "analyze/requirement/policy.h"
#include "analyze/requirement/requirement.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>

/*
 * A course may be held in hundreds of classes. A member looks at some of them,
 * beginning at another one than the next member does, and at so many in all.
 */
enum { CLASSES_PER_COURSE = 8, MOST_CHOICES = 40 };

static size_t held_count(const struct seating_table *t, size_t member)
{
    size_t count = 0;
    while (t->held_at + count < t->n_held &&
           t->held[t->held_at + count].member == member)
        count++;
    return count;
}

/*
 * Whether the member holds the course of CLASS, something at its time, or
 * something that it would repeat.
 */
static bool is_barred(const struct seating_table *t, size_t held,
                      uint32_t class)
{
    for (size_t i = 0; i < held; i++) {
        uint32_t other = t->held[t->held_at + i].class;
        if (t->c->class[other].course == t->c->class[class].course ||
            classes_clash(t->c, other, class) ||
            bars_pair(t->bars, other, class))
            return true;
    }
    return false;
}

static bool serves(const struct seating_table *t, uint32_t class, int32_t rule)
{
    const struct class *of = &t->c->class[class];
    for (size_t i = 0; i < of->count; i++)
        if (requirement_serves(
                t->r, (size_t)rule,
                (size_t)t->c->session[of->session_at + i].session))
            return true;
    return false;
}

static void add_choice(struct seating_table *t, uint32_t class, double worth,
                       int32_t requirement)
{
    t->choice = mem_grow(t->choice, t->count, &t->room, sizeof *t->choice);
    t->requirement = mem_grow(t->requirement, t->count, &t->rule_room,
                              sizeof *t->requirement);
    t->choice[t->count] = (struct assign_choice){class, (float)worth};
    t->requirement[t->count++] = (int8_t)requirement;
}

/* Whether RULE asks for the topic of COURSE, so that it repeats nothing. */
static bool asks_again(const struct seating_table *t, int32_t rule,
                       uint32_t course)
{
    if (rule < 0 || t->r->policy == NULL)
        return false;
    const struct rule *of = &t->r->policy->rule[rule];
    return of->topic.count > 0 && rule_takes_course(of, t->r->facts, course);
}

/*
 * Of the classes added since FIRST, which are of one course, a call a year is
 * used up: so of centralized classes as many courses, the best first, are open
 * to a member as calls are left.
 */
static void use_calls(struct seating_table *t, size_t member, size_t first)
{
    if (t->bars->class == NULL)
        return;
    for (size_t i = first; i < t->count; i++) {
        const struct bars_class *of = &t->bars->class[t->choice[i].class];
        bool counted = !of->call;
        for (size_t k = first; k < i && !counted; k++) {
            const struct bars_class *other =
                &t->bars->class[t->choice[k].class];
            counted = other->call && other->year == of->year;
        }
        if (!counted)
            bars_hold(t->bars, member, t->choice[i].class, false);
    }
}

/* The classes of one candidate that MEMBER can have. */
static void add_classes(struct seating_table *t, const struct candidate *from,
                        size_t member, const struct reach_member *of,
                        size_t held, double worth)
{
    const uint32_t *list = t->c->list + t->c->of_course[from->course];
    size_t count =
        t->c->of_course[from->course + 1] - t->c->of_course[from->course];
    size_t added = 0, first = t->starts[member], before = t->count;
    int32_t rule = t->round == SEATING_REQUIRED ? from->requirement : -1;
    uint8_t taught = asks_again(t, rule, from->course) ? 0 : from->taught;
    for (size_t i = 0; i < count && added < CLASSES_PER_COURSE &&
                       t->count - first < MOST_CHOICES;
         i++) {
        uint32_t class = list[(i + member) % count];
        if (t->class[class].seats <= 0 ||
            !classes_admit(t->c, t->reach, class, of) ||
            is_barred(t, held, class) || bars_repeats(t->bars, class, taught) ||
            bars_full(t->bars, member, class) ||
            (rule >= 0 && !serves(t, class, rule)))
            continue;
        add_choice(t, class, worth, rule);
        added++;
    }
    use_calls(t, member, before);
}

/* Puts the choices of a member in the order of classes; few, so plainly. */
static void sort_choices(struct seating_table *t, size_t first)
{
    for (size_t i = first + 1; i < t->count; i++) {
        struct assign_choice choice = t->choice[i];
        int8_t rule = t->requirement[i];
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

static void add_member(struct seating_table *t, size_t member)
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
    bars_begin(t->bars, &from->past[member]);
    for (size_t i = 0; i < held; i++)
        bars_hold(t->bars, member, t->held[t->held_at + i].class,
                  t->held[t->held_at + i].called);
    for (size_t i = 0; i < count; i++)
        best = fmax(best, (double)list[i].score);
    for (size_t i = 0; i < count; i++) {
        double part = best > 0 ? fmax(0, (double)list[i].score / best) : 0;
        bool owed = list[i].requirement >= 0;
        if (t->round == SEATING_REQUIRED ? owed : part > 0)
            add_classes(t, &list[i], member, &of, held,
                        t->round == SEATING_REQUIRED ? 1 + part : part);
    }
    sort_choices(t, first);
    size_t places = t->round == SEATING_REQUIRED ? rules_of(list, count)
                    : held < t->o->per_member    ? t->o->per_member - held
                                                 : 0;
    t->quota[member] =
        (uint8_t)(places < ASSIGN_MOST_QUOTA ? places : ASSIGN_MOST_QUOTA);
    t->held_at += held;
}

/* Places left by class, and what one costs. */
static void set_classes(struct seating_table *t, const struct seating *s)
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
                        ? of->cost / (double)of->seats
                        : 0};
    }
}

void seating_table_fill(struct seating_table *t, const struct seating *s)
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

void seating_table_free(struct seating_table *t)
{
    free(t->choice);
    free(t->requirement);
    free(t->starts);
    free(t->quota);
    free(t->class);
}

bool seating_table_clash(const void *table, uint32_t a, uint32_t b)
{
    const struct seating_table *t = table;
    return classes_clash(t->c, a, b) || bars_pair(t->bars, a, b);
}
