/* visit.c - see visit.h. */
#include "sample-data/visit.h"

bool visit_attended(const struct visit *v)
{
    return v->presence == PRESENT || v->presence == LATE;
}

char *visit_session_id(const struct learner *l, const struct visit *v, char *to)
{
    if (v->kind == VISIT_BRANCH)
        return schedule_branch_session(&l->roster->world, v->of, v->day, to);
    if (v->kind == VISIT_LECTURE)
        return schedule_lecture_session(v->of, v->day, to);
    return class_session_id(l->catalogue, v->of, v->session, to);
}

/* Planted: one class in 97 has its list and the scanner's. */
bool visit_scanned(const struct learner *l, const struct visit *v)
{
    return v->kind == VISIT_CLASS && visit_attended(v) && v->of % 97 == 5 &&
           l->catalogue->classes[v->of].year < WORLD_YEARS;
}

bool visit_is_member(const struct learner *l, int32_t day)
{
    return person_branch(l->person, day) >= 0;
}

uint8_t *visit_busy(struct learner *l, int32_t day)
{
    return &l->busy[day - l->roster->world.begin];
}

struct visit *visit_add(struct learner *l, enum visit_kind kind, int32_t of,
                        int32_t day, int slot)
{
    if (l->n_visits == VISITS)
        return NULL;
    struct visit *v = &l->visits[l->n_visits++];
    *v = (struct visit){.day = day,
                        .of = of,
                        .kind = (int8_t)kind,
                        .slot = (int8_t)slot,
                        .minutes = -1,
                        .pre = -1,
                        .post = -1,
                        .progress = -1};
    if (kind != VISIT_ONLINE)
        *visit_busy(l, day) |= (uint8_t)slot;
    return v;
}

void visit_draw_presence(struct learner *l, struct visit *v, int minutes)
{
    static const uint8_t weights[3][4] = {
        {92, 3, 3, 2}, {87, 4, 5, 4}, {72, 5, 12, 11}};
    v->presence = (int8_t)chance_pick(&l->dice, weights[l->zeal], 4);
    if (v->presence == LATE)
        v->minutes = (int16_t)(minutes - 30);
}

/* A test before and after: only two courses of twelve change anything. */
void visit_draw_scores(struct learner *l, struct visit *v, int course)
{
    struct chance *c = &l->dice;
    int place = catalogue_score_place(l->catalogue, course);
    if (place < 0 || !visit_attended(v) || !chance_hit(c, 9200))
        return;
    v->pre = (int16_t)chance_between(c, 40, 80);
    int change = place < WORKING ? 6 : 0;
    change += chance_between(c, -9, 9);
    change += chance_between(c, -9, 9);
    if (chance_hit(c, 9400))
        v->post = (int16_t)(v->pre + change);
}

void visit_draw_rating(struct learner *l, struct visit *v, int32_t parts)
{
    static const uint8_t weights[5] = {2, 5, 18, 45, 30};
    if (visit_attended(v) && chance_hit(&l->dice, parts))
        v->rating = (int8_t)(1 + chance_pick(&l->dice, weights, 5));
}

/* Whether all sessions of a class can be taken. */
bool visit_class_fits(struct learner *l, int32_t n)
{
    const struct klass *k = &l->catalogue->classes[n];
    int sessions = l->catalogue->courses[k->course].sessions;
    int32_t last = class_day(k, sessions - 1);
    if (last > l->roster->world.as_of || !visit_is_member(l, k->first_day) ||
        !visit_is_member(l, last))
        return false;
    if (l->leads && l->calls[k->year] >= l->most_calls)
        return false;
    if (class_is_centralized(l->catalogue, n) && last >= l->ban_from)
        return false;
    for (int s = 0; s < sessions; s++)
        if (*visit_busy(l, class_day(k, s)) & k->slot)
            return false;
    return true;
}

void visit_take_class(struct learner *l, int32_t n, bool planted)
{
    const struct klass *k = &l->catalogue->classes[n];
    const struct course *course = &l->catalogue->courses[k->course];
    l->taken[k->year][course->topic] = n + 1;
    l->calls[k->year]++;
    for (int s = 0; s < course->sessions; s++) {
        struct visit *v =
            visit_add(l, VISIT_CLASS, n, class_day(k, s), k->slot);
        if (v == NULL)
            return;
        v->session = (int8_t)s;
        v->course = k->course;
        if (!planted)
            visit_draw_presence(l, v, course->minutes);
        if (s == course->sessions - 1) {
            visit_draw_scores(l, v, k->course);
            visit_draw_rating(l, v, 5500);
        }
    }
}
