/* survey.c - who answers, and what; see write_survey.h. */
#include "sample-data/write_survey.h"

#include "sample-data/demand.h"

#include <string.h>

enum { RESPONSE = 7200, RESPONSE_LOW = 4000 }; /* parts of 10,000 */

bool survey_responds(const struct roster *r, int32_t member)
{
    const struct person *p = &r->people[member];
    struct chance c =
        world_chance(&r->world, CHANCE_RESPONSE, (uint64_t)member);
    int32_t branch = person_branch(p, date_day(2025, 9, 1));
    if (branch < 0)
        return false;
    bool low =
        p->migrant || world_township(&r->world, branch) == UNDER_TOWNSHIP;
    return chance_hit(&c, low ? RESPONSE_LOW : RESPONSE);
}

/* Answers 1 .. 5 by weight: to a need of the group, and to the others. */
static const uint8_t importance[2][5] = {{12, 33, 35, 15, 5},
                                         {1, 3, 11, 35, 50}};
static const uint8_t ability[2][5] = {{6, 17, 38, 29, 10}, {28, 39, 22, 8, 3}};

static int answer_item(struct chance *c, const uint8_t *weights, int style)
{
    int answer = 1 + chance_pick(c, weights, 5);
    if (style != 0 && chance_hit(c, 3500))
        answer += style;
    return answer < 1 ? 1 : answer > 5 ? 5 : answer;
}

static bool all_equal(const struct answers *a)
{
    for (int i = 1; i < SURVEY_ITEMS; i++)
        if (a->items[i] != a->items[0])
            return false;
    return true;
}

/* One respondent in 60 marks one column from top to bottom. */
static bool is_straight(struct chance *c, struct answers *a)
{
    if (chance_below(c, 60) != 0)
        return false;
    memset(a->items, chance_between(c, 3, 5), sizeof a->items);
    return true;
}

void survey_answer(const struct roster *r, int32_t member, struct answers *a)
{
    int group = r->people[member].group;
    struct chance c = world_chance(&r->world, CHANCE_ANSWER, (uint64_t)member);
    a->straight = is_straight(&c, a);
    if (a->straight)
        return;
    int style = chance_pick(&c, (const uint8_t[]){12, 76, 12}, 3) - 1;
    for (int t = 0; t < SURVEY_TOPICS; t++) {
        bool need = demand_is_need(group, t);
        a->items[t] = (int8_t)answer_item(&c, importance[need], style);
        a->items[SURVEY_TOPICS + t] =
            (int8_t)answer_item(&c, ability[need], style);
    }
    for (int i = 0; i < SURVEY_ITEMS; i++)
        if (chance_hit(&c, 120))
            a->items[i] = 0;
    if (all_equal(a))
        a->items[0] = (int8_t)(a->items[0] % 5 + 1);
}
