/* schedule.c - see schedule.h. */
#include "sample-data/schedule.h"

#include <stdio.h>

static const int8_t branch_topics[] = {12, 15, 18, 20, 21};
static const int8_t township_topics[] = {9, 14, 19};

struct meeting schedule_branch(const struct catalogue *c, const struct world *w,
                               int32_t branch, int year, int k)
{
    static const int8_t months[BRANCH_SESSIONS] = {1, 3, 4, 5, 7, 9, 10, 11};
    int32_t pair = branch / 2;
    struct chance dice =
        world_chance(w, CHANCE_BRANCH,
                     UINT64_C(10000000) + (uint64_t)pair * 16 +
                         (uint64_t)(year * BRANCH_SESSIONS + k));
    int theme = k / 2;
    uint64_t whom = UINT64_C(1000000000) + (uint64_t)branch * 8 +
                    (uint64_t)(year * THEMES + theme);
    struct chance course = world_chance(w, CHANCE_BRANCH, whom);
    struct meeting m;
    m.day =
        date_day(WORLD_YEAR + year, months[k], chance_between(&dice, 3, 27));
    m.slot = pair % 2 == 0 ? AFTERNOON : EVENING;
    m.topic =
        branch_topics[(branch + year + theme) % (int32_t)sizeof branch_topics];
    m.course =
        c->course_of[m.topic][chance_hit(&course, 7500) ? BASICS : ADVANCED];
    return m;
}

struct meeting schedule_lecture(const struct catalogue *c,
                                const struct world *w, int township, int year,
                                int k)
{
    struct chance dice = world_chance(
        w, CHANCE_OFFICE,
        UINT64_C(1000000000) + (uint64_t)(township * 8 + year * LECTURES + k));
    struct meeting m;
    m.day = date_day(WORLD_YEAR + year, k == 0 ? 3 : 10 - 5 * (year / 2),
                     chance_between(&dice, 4, 26));
    m.slot = MORNING;
    m.topic = township_topics[(township + 2 * year + k) %
                              (int)sizeof township_topics];
    m.course = c->course_of[m.topic][BASICS];
    return m;
}

bool schedule_theme_day(const struct world *w, int township, int year, int q)
{
    struct chance dice = world_chance(
        w, CHANCE_OFFICE,
        UINT64_C(1) << 48 | (uint64_t)(year * 1000 + q * 32 + township));
    return !chance_hit(&dice, 500);
}

char *schedule_branch_session(const struct world *w, int32_t branch,
                              int32_t day, char *to)
{
    char digits[DIGITS_TEXT];
    int32_t t = world_township(w, branch);
    snprintf(to, ID_TEXT, "S%s-%02d%02d", day_digits(day, digits), t + 1,
             branch - w->first_branch[t] + 1);
    return to;
}

char *schedule_branch_offering(const struct world *w, int32_t branch, int year,
                               int k, char *to)
{
    int32_t t = world_township(w, branch);
    snprintf(to, ID_TEXT, "O%d-%02d%02d-%d", WORLD_YEAR + year, t + 1,
             branch - w->first_branch[t] + 1, k / 2 + 1);
    return to;
}

char *schedule_lecture_session(int township, int32_t day, char *to)
{
    char digits[DIGITS_TEXT];
    snprintf(to, ID_TEXT, "S%s-%02d", day_digits(day, digits), township + 1);
    return to;
}

char *schedule_lecture_offering(int township, int year, int k, char *to)
{
    snprintf(to, ID_TEXT, "O%d-%02d-%d", WORLD_YEAR + year, township + 1,
             k + 1);
    return to;
}
