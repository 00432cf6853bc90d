/* learner.c - see learner.h. */
#include "sample-data/learner.h"

#include "sample-data/plant.h"
#include "sample-data/visit.h"

#include <stdlib.h>
#include <string.h>

/* Some class of COURSE in YEAR, if its topic is new and the days are free. */
static bool try_class(struct learner *l, int course, int year)
{
    const struct class_range *range = &l->catalogue->ranges[course][year];
    int topic = l->catalogue->courses[course].topic;
    if (range->count == 0 || l->taken[year][topic] != 0)
        return false;
    int32_t n = range->first + chance_below(&l->dice, range->count);
    if (!visit_class_fits(l, n))
        return false;
    visit_take_class(l, n, false);
    return true;
}

/* The same for a course of those who hold a post when it begins. */
static void try_post_class(struct learner *l, int course, int year,
                           enum post_kind post, int32_t parts)
{
    const struct class_range *range = &l->catalogue->ranges[course][year];
    int topic = l->catalogue->courses[course].topic;
    int32_t n = range->first + chance_below(&l->dice, range->count);
    bool wants = chance_hit(&l->dice, parts);
    int32_t day = l->catalogue->classes[n].first_day;
    if (wants && l->taken[year][topic] == 0 &&
        person_holds(l->person, post, day) && visit_class_fits(l, n))
        visit_take_class(l, n, false);
}

static void attend_posts(struct learner *l, int year)
{
    const struct catalogue *c = l->catalogue;
    try_post_class(l, c->course_of[22][BASICS], year, POST_SECRETARY, 9000);
    try_post_class(l, c->course_of[23][ADVANCED], year, POST_COMMITTEE, 8500);
    try_post_class(l, c->course_of[25][BASICS], year, POST_LEADING, 3500);
    try_post_class(l, c->course_of[25][ADVANCED], year, POST_LEADING, 1500);
    try_post_class(l, c->course_of[22][ONLINE], year, POST_COMMITTEE, 5000);
    try_post_class(l, c->course_of[22][ONLINE], year, POST_LEADING, 5000);
}

/* A meeting of the own branch or township; CODE names its offering. */
static void attend_meeting(struct learner *l, enum visit_kind kind, int32_t of,
                           const struct meeting *m, int year, int32_t code)
{
    int32_t *taken = &l->taken[year][m->topic];
    if ((*taken != 0 && *taken != code) || *visit_busy(l, m->day) & m->slot)
        return;
    struct visit *v = visit_add(l, kind, of, m->day, m->slot);
    if (v == NULL)
        return;
    *taken = code;
    v->course = m->course;
    visit_draw_presence(l, v, l->catalogue->courses[m->course].minutes);
    if (kind == VISIT_LECTURE)
        visit_draw_scores(l, v, m->course);
    visit_draw_rating(l, v, 600);
}

static void attend_branch(struct learner *l, int year)
{
    const struct world *w = &l->roster->world;
    for (int k = 0; k < BRANCH_SESSIONS; k++) {
        struct meeting m =
            schedule_branch(l->catalogue, w, l->person->branch, year, k);
        int32_t branch = person_branch(l->person, m.day);
        if (branch >= 0 && branch != l->person->branch) {
            m = schedule_branch(l->catalogue, w, branch, year, k);
            if (person_branch(l->person, m.day) != branch)
                continue;
        }
        if (branch >= 0)
            attend_meeting(l, VISIT_BRANCH, branch, &m, year,
                           -1 - (branch * 8 + year * 4 + k / 2) * 2);
    }
}

static void attend_lectures(struct learner *l, int year)
{
    const struct world *w = &l->roster->world;
    for (int k = 0; k < LECTURES; k++) {
        int32_t branch = person_branch(
            l->person, date_day(WORLD_YEAR + year, k == 0 ? 4 : 11, 1));
        if (branch < 0)
            continue;
        int t = world_township(w, branch);
        struct meeting m = schedule_lecture(l->catalogue, w, t, year, k);
        branch = person_branch(l->person, m.day);
        if (branch >= 0 && world_township(w, branch) == t)
            attend_meeting(l, VISIT_LECTURE, t, &m, year, -2 - (t * 4 + k) * 2);
    }
}

/* Has the member sat in the basics of TOPIC in an earlier year? */
static bool knows_basics(const struct learner *l, int topic, int year)
{
    int course = l->catalogue->course_of[topic][BASICS];
    int32_t n = year > 0 ? l->taken[year - 1][topic] : 0;
    return n > 0 && l->catalogue->classes[n - 1].course == course;
}

static void attend_classes(struct learner *l, int year, int32_t parts)
{
    bool allowed[TOPICS];
    for (int t = 0; t < TOPICS; t++)
        allowed[t] = t < 22 && words_topics[t].owner >= 0;
    if (!chance_hit(&l->dice, parts))
        return;
    int topic = demand_topic(&l->dice, l->person->group, allowed);
    bool advanced = knows_basics(l, topic, year) ||
                    (year == 0 && chance_hit(&l->dice, 800));
    int course = l->catalogue->course_of[topic][advanced ? ADVANCED : BASICS];
    for (int tries = 0; tries < 3; tries++)
        if (try_class(l, course, year))
            return;
}

static void attend_practice(struct learner *l, int year)
{
    bool allowed[TOPICS];
    for (int t = 0; t < TOPICS; t++)
        allowed[t] = t < 22;
    if (!chance_hit(&l->dice, 3500))
        return;
    int topic = demand_topic(&l->dice, l->person->group, allowed);
    (void)try_class(l, l->catalogue->course_of[topic][PRACTICE], year);
}

static bool has_course(const struct learner *l, int course)
{
    for (int i = 0; i < l->n_visits; i++)
        if (l->visits[i].kind == VISIT_ONLINE && l->visits[i].of == course)
            return true;
    return false;
}

static void learn_online(struct learner *l, int year)
{
    struct chance *c = &l->dice;
    bool allowed[TOPICS];
    for (int t = 0; t < TOPICS; t++)
        allowed[t] = t <= 20;
    for (int n = chance_below(c, 6 - 2 * l->zeal); n > 0; n--) {
        int topic = demand_topic(c, l->person->group, allowed);
        int course = l->catalogue->course_of[topic][ONLINE];
        int32_t day = date_day(WORLD_YEAR + year, 1, 1) + chance_below(c, 365);
        if (has_course(l, course) || !visit_is_member(l, day))
            continue;
        struct visit *v = visit_add(l, VISIT_ONLINE, course, day, 0);
        if (v == NULL)
            return;
        v->course = (int16_t)course;
        v->second = chance_between(c, 6 * 60, 22 * 60) * 60;
        v->minutes =
            (int16_t)(chance_hit(c, 8000) ? chance_between(c, 20, 90) : -1);
        v->progress =
            (int8_t)(chance_hit(c, 6500) ? 100 : chance_between(c, 5, 99));
        visit_draw_rating(l, v, 3500);
    }
}

static int by_time(const void *a, const void *b)
{
    const struct visit *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind - y->kind;
    if (x->slot != y->slot)
        return x->slot - y->slot;
    if (x->of != y->of)
        return x->of < y->of ? -1 : 1;
    return x->session - y->session;
}

void learner_make(struct learner *l, const struct roster *r,
                  const struct catalogue *c, int32_t member)
{
    memset(l, 0, sizeof *l);
    l->roster = r;
    l->catalogue = c;
    l->person = &r->people[member];
    l->dice = world_chance(&r->world, CHANCE_LEARNER, (uint64_t)member);
    l->zeal = l->person->migrant ? 2 : chance_below(&l->dice, 3);
    bool leads = l->person->posts[0].kind != POST_NONE;
    if (leads)
        l->zeal = 0;
    l->ban_from = INT32_MAX;
    l->leads = l->person->posts[0].kind == POST_LEADING ||
               l->person->posts[1].kind == POST_LEADING;
    l->most_calls = CALLS;
    l->overlap[0] = l->overlap[1] = -1;
    for (int i = 0; i < RULES; i++)
        l->obligations[i].event = DATE_NONE;
    plant_obligations(l);
    plant_pairs(l);
    for (int year = 0; year < WORLD_YEARS; year++) {
        attend_posts(l, year);
        attend_branch(l, year);
        attend_lectures(l, year);
        attend_classes(l, year, leads ? 9000 : 6000);
        attend_classes(l, year, leads ? 5000 : 2500);
        attend_practice(l, year);
        learn_online(l, year);
    }
    plant_calls(l, member);
    plant_overlap(l, member);
    qsort(l->visits, (size_t)l->n_visits, sizeof *l->visits, by_time);
    plant_tell(l);
}
