/* roster.c - see roster.h. */
#include "sample-data/roster.h"

#include "lib/mem.h"

#include <stdlib.h>

const char *const roster_post_words[4] = {"", "secretary", "committee",
                                          "leading"};
const char *const roster_sectors[5] = {"farming", "trade", "public-service",
                                       "industry", "services"};
const char *const roster_educations[5] = {
    "primary", "junior-secondary", "senior-secondary", "college", "university"};

static const uint8_t group_weights[GROUPS] = {40, 27, 20, 13};
static const uint8_t sector_weights[GROUPS][5] = {{70, 8, 6, 10, 6},
                                                  {10, 48, 8, 14, 20},
                                                  {18, 10, 46, 12, 14},
                                                  {22, 10, 24, 12, 32}};
static const int32_t rural_parts[GROUPS] = {8800, 4200, 6000, 6500};
static const uint8_t education_weights[5] = {12, 30, 30, 18, 10};

static int32_t day_between(struct chance *c, int32_t low, int32_t high)
{
    return chance_between(c, low, high);
}

static void draw_attributes(struct person *p, struct chance *c)
{
    p->group = (int8_t)chance_pick(c, group_weights, GROUPS);
    p->sector = (int8_t)chance_pick(c, sector_weights[p->group], 5);
    p->old_sector = p->sector;
    p->rural = p->was_rural = chance_hit(c, rural_parts[p->group]);
    p->education = (int8_t)chance_pick(c, education_weights, 5);
    p->female = chance_hit(c, 3800);
    p->migrant = chance_hit(c, 1400);
    p->changed_on = DATE_NONE;
    int32_t day = day_between(c, date_day(2024, 3, 1), date_day(2025, 6, 30));
    int32_t change = chance_below(c, 1000);
    if (change < 15) {
        p->old_sector = (int8_t)((p->sector + 1 + chance_below(c, 4)) % 5);
        p->changed_on = day;
    } else if (change < 25 && !p->rural) {
        p->was_rural = true;
        p->changed_on = day;
    }
}

/* New members have joined since 2023 and before the questionnaire. */
static void draw_new_member(struct person *p, struct chance *c,
                            const struct world *w)
{
    p->born = day_between(c, date_day(1970, 1, 1), date_day(2004, 12, 31));
    p->joined = day_between(c, date_day(2023, 1, 1), date_day(2025, 8, 15));
    p->full = date_add_months(p->joined, 12);
    if (p->full > w->as_of)
        p->full = DATE_NONE;
    int32_t last = date_day(2024, 12, 20);
    bool miss = chance_hit(c, 1000);
    p->miss_probation = miss && p->joined >= w->begin && p->joined <= last;
    p->miss_first_year =
        miss && p->full != DATE_NONE && p->full >= w->begin && p->full <= last;
}

/* Who holds a post has been a member for some years before. */
static void draw_old_member(struct person *p, struct chance *c)
{
    bool ordinary = p->place >= 5;
    p->born = day_between(c, date_day(1942, 1, 1),
                          date_day(ordinary ? 2000 : 1988, 12, 31));
    int32_t grown = date_add_months(p->born, 12 * 18);
    int32_t last = date_day(ordinary ? 2021 : 2013, 6, 30);
    p->joined = day_between(c, grown, grown + 365 * 20);
    if (p->joined > last)
        p->joined =
            day_between(c, grown < last - 700 ? last - 700 : grown, last);
    p->full = date_add_months(p->joined, 12);
}

static void draw_move(struct person *p, struct chance *c, const struct world *w)
{
    int32_t what = chance_below(c, 1000);
    int32_t day = day_between(c, date_day(2024, 2, 1), date_day(2025, 6, 30));
    int32_t other = chance_below(c, w->branches - 1);
    if (what < 25) {
        p->moved_on = day;
        p->new_branch = other + (other >= p->branch);
    } else if (what < 30) {
        p->left_on = day;
    } else if (what < 35 && p->full < date_day(2015, 1, 1)) {
        p->left_on = date_day(2017, 1, 1) + day % 900;
        p->back_on =
            day_between(c, date_day(2024, 3, 1), date_day(2025, 3, 31));
    }
}

static void draw_person(struct roster *r, int32_t member)
{
    const struct world *w = &r->world;
    struct person *p = &r->people[member];
    struct chance c = world_chance(w, CHANCE_PERSON, (uint64_t)member);
    draw_attributes(p, &c);
    bool ordinary = p->place >= 5;
    bool fresh = chance_hit(&c, 1800);
    p->moved_on = p->left_on = p->back_on = DATE_NONE;
    p->new_branch = p->branch;
    if (ordinary && fresh) {
        draw_new_member(p, &c, w);
    } else {
        draw_old_member(p, &c);
        if (ordinary)
            draw_move(p, &c, w);
    }
    p->retired = p->born < date_day(1965, 1, 1) && chance_hit(&c, 9000);
}

static void seat_people(struct roster *r)
{
    const struct world *w = &r->world;
    for (int32_t i = 0; i < w->members; i++)
        r->order[i] = i + 1;
    struct chance c = world_chance(w, CHANCE_ROSTER, 0);
    chance_shuffle(&c, r->order, w->members);
    int32_t at = 0;
    for (int32_t b = 0; b < w->branches; b++) {
        int32_t size = world_branch_size(w, b);
        for (int32_t i = 0; i < size; i++) {
            struct person *p = &r->people[r->order[at++]];
            p->branch = b;
            p->place = (int8_t)(i < 100 ? i : 100);
        }
    }
}

static void give_post(struct person *p, enum post_kind kind, int32_t begin,
                      int32_t end)
{
    struct post *post = &p->posts[p->posts[0].kind != POST_NONE];
    *post = (struct post){(int8_t)kind, begin, end};
}

static int32_t appointment_day(enum plan plan, struct chance *c)
{
    switch (plan) {
    case PLAN_LATE:
        return day_between(c, date_day(2024, 8, 1), date_day(2025, 5, 31));
    case PLAN_EXEMPT:
        return day_between(c, date_day(2025, 2, 1), date_day(2025, 4, 30));
    case PLAN_WAITING:
        return day_between(c, date_day(2025, 7, 10), date_day(2025, 11, 30));
    case PLAN_LEAP:
        return date_day(2024, 2, 29);
    case PLAN_TRAINED:
        return day_between(c, date_day(2024, 2, 1), date_day(2025, 9, 30));
    default:
        return day_between(c, date_day(2019, 1, 1), date_day(2023, 6, 30));
    }
}

/* Places 0 to 4 of a branch, in this order: see give_post() below. */
static void fill_posts(struct roster *r, const int32_t *seats, int32_t branch,
                       enum plan plan)
{
    struct chance c = world_chance(&r->world, CHANCE_OFFICE, (uint64_t)branch);
    struct person *secretary = &r->people[seats[0]];
    int32_t since = appointment_day(plan, &c);
    secretary->plan = (int8_t)plan;
    give_post(secretary, POST_SECRETARY, since, DATE_NONE);
    if (chance_hit(&c, 700))
        give_post(secretary, POST_LEADING, date_day(2023, 9, 1), DATE_NONE);
    int32_t before =
        day_between(&c, date_day(2016, 1, 1), date_day(2018, 12, 31));
    if (plan != PLAN_NONE)
        give_post(&r->people[seats[1]], POST_SECRETARY, before, since - 1);
    int32_t change =
        day_between(&c, date_day(2024, 4, 1), date_day(2025, 8, 31));
    if (chance_hit(&c, 7000)) {
        bool changes = chance_hit(&c, 1500);
        give_post(&r->people[seats[2]], POST_COMMITTEE, before,
                  changes ? change - 1 : DATE_NONE);
        give_post(&r->people[seats[3]], POST_COMMITTEE,
                  changes ? change : before, DATE_NONE);
    }
    if (chance_hit(&c, 5000))
        give_post(&r->people[seats[4]], POST_LEADING,
                  chance_hit(&c, 1500) ? change : before, DATE_NONE);
}

/* How many branches have each plan; the counts are exact. */
static enum plan plan_of_rank(const struct world *w, int32_t rank)
{
    const struct {
        enum plan plan;
        int32_t count;
    } plans[] = {{PLAN_LATE, world_scaled(w, 6)},
                 {PLAN_EXEMPT, 1},
                 {PLAN_LEAP, 1},
                 {PLAN_WAITING, world_scaled(w, 4)},
                 {PLAN_TRAINED, world_scaled(w, 20)}};
    for (size_t i = 0; i < COUNT_OF(plans); i++) {
        if (rank < plans[i].count)
            return plans[i].plan;
        rank -= plans[i].count;
    }
    return PLAN_NONE;
}

static void appoint(struct roster *r)
{
    const struct world *w = &r->world;
    int32_t n = w->branches;
    int32_t *ranks = mem_array(NULL, (size_t)n, sizeof *ranks);
    for (int32_t b = 0; b < n; b++)
        ranks[b] = b;
    struct chance c = world_chance(w, CHANCE_ROSTER, 1);
    chance_shuffle(&c, ranks, n);
    int32_t at = 0;
    for (int32_t b = 0; b < n; b++) {
        fill_posts(r, r->order + at, b, plan_of_rank(w, ranks[b]));
        at += world_branch_size(w, b);
    }
    free(ranks);
}

void roster_make(struct roster *r, const struct world *w)
{
    size_t n = (size_t)w->members;
    r->world = *w;
    r->people = mem_array(NULL, n + 1, sizeof *r->people);
    r->people[0] = (struct person){0};
    for (size_t i = 1; i <= n; i++)
        r->people[i] = (struct person){0};
    r->order = mem_array(NULL, n, sizeof *r->order);
    seat_people(r);
    for (int32_t m = 1; m <= w->members; m++)
        draw_person(r, m);
    appoint(r);
}

void roster_free(struct roster *r)
{
    free(r->people);
    free(r->order);
    r->people = NULL;
    r->order = NULL;
}

int32_t person_branch(const struct person *p, int32_t day)
{
    if (day < p->joined)
        return -1;
    bool gone = p->left_on != DATE_NONE && day > p->left_on;
    if (gone && (p->back_on == DATE_NONE || day < p->back_on))
        return -1;
    bool moved = p->moved_on != DATE_NONE && day >= p->moved_on;
    return moved ? p->new_branch : p->branch;
}

bool person_holds(const struct person *p, enum post_kind kind, int32_t day)
{
    for (size_t i = 0; i < COUNT_OF(p->posts); i++) {
        const struct post *post = &p->posts[i];
        if (post->kind == (int8_t)kind && day >= post->begin &&
            (post->end == DATE_NONE || day <= post->end))
            return true;
    }
    return false;
}

int32_t person_due(int32_t event, int months)
{
    return date_add_months(event, months);
}
