/* world.c - see world.h. */
#include "sample-data/world.h"

#include <stdio.h>

/* Branches of a township in the committed county; 120 in all. */
static const uint8_t branch_share[TOWNSHIPS] = {10, 8, 8, 6, 7, 5, 8, 6, 9,
                                                5,  8, 6, 7, 8, 5, 8, 6};

/* A branch has 7 to 18 members, 12.5 in the mean of each dozen. */
static int64_t size_weight(int32_t branch)
{
    return 7 + branch * INT64_C(5) % 12;
}

static int64_t weight_before(int32_t branch)
{
    int64_t sum = branch / 12 * INT64_C(150);
    for (int32_t b = branch / 12 * 12; b < branch; b++)
        sum += size_weight(b);
    return sum;
}

static int32_t first_member(const struct world *w, int32_t branch)
{
    return (int32_t)(weight_before(branch) * w->members /
                     weight_before(w->branches));
}

void world_make(struct world *w, uint64_t seed, int32_t members)
{
    w->seed = seed;
    w->members = members;
    w->branches = world_scaled(w, WORLD_BRANCHES);
    int64_t sum = 0;
    for (int t = 0; t < TOWNSHIPS; t++) {
        w->first_branch[t] = (int32_t)(sum * w->branches / WORLD_BRANCHES);
        sum += branch_share[t];
    }
    w->first_branch[TOWNSHIPS] = w->branches;
    w->begin = date_day(WORLD_YEAR, 1, 1);
    w->as_of = date_day(WORLD_YEAR + 1, 12, 31);
}

int32_t world_scaled(const struct world *w, int32_t base)
{
    int64_t n =
        ((int64_t)base * w->members + WORLD_MEMBERS / 2) / WORLD_MEMBERS;
    return n < 1 ? 1 : (int32_t)n;
}

int32_t world_township(const struct world *w, int32_t branch)
{
    int32_t t = 0;
    while (branch >= w->first_branch[t + 1])
        t++;
    return t;
}

int32_t world_branch_size(const struct world *w, int32_t branch)
{
    return first_member(w, branch + 1) - first_member(w, branch);
}

char *world_org_id(const struct world *w, int32_t org, char *to)
{
    if (org >= ORG_BRANCH) {
        int32_t branch = org - ORG_BRANCH, t = world_township(w, branch);
        snprintf(to, ID_TEXT, "QL-%02d-%02d", t + 1,
                 branch - w->first_branch[t] + 1);
    } else if (org >= ORG_PROVIDER) {
        snprintf(to, ID_TEXT, "P%02d", org - ORG_PROVIDER + 1);
    } else if (org >= ORG_TOWNSHIP) {
        snprintf(to, ID_TEXT, "QL-%02d", org - ORG_TOWNSHIP + 1);
    } else {
        snprintf(to, ID_TEXT, "%s", org == ORG_COUNTY ? "QL" : "");
    }
    return to;
}

char *world_member_id(int32_t member, char *to)
{
    snprintf(to, ID_TEXT, "QL%06d", member);
    return to;
}

struct chance world_chance(const struct world *w, enum chance_use use,
                           uint64_t whom)
{
    return chance_of(w->seed, use, whom);
}

static void write_branch(const struct world *w, struct sheet *s, int32_t b)
{
    static const char *const kinds[] = {"village", "village", "village",
                                        "community", "enterprise"};
    struct chance c = world_chance(w, CHANCE_BRANCH, (uint64_t)b);
    int32_t t = world_township(w, b), in = b - w->first_branch[t];
    const char *kind = kinds[chance_below(&c, 5)];
    char id[ID_TEXT], parent[ID_TEXT], number[16] = "";
    if (in >= VILLAGE_WORDS)
        snprintf(number, sizeof number, "%d", in / VILLAGE_WORDS + 1);
    sheet_row(s, "%s,%s%s%s支部,%s,grassroots,%s-branch,%d-07-01,",
              world_org_id(w, ORG_BRANCH + b, id), words_townships[t],
              words_villages[(in * 11 + t * 5) % VILLAGE_WORDS], number,
              world_org_id(w, ORG_TOWNSHIP + t, parent), kind,
              chance_between(&c, 1975, 2015));
}

static void write_organizations(const struct world *w, struct folder *folder)
{
    struct sheet s =
        sheet_open(folder, "organizations.csv",
                   "org_id,name,parent_id,level,kind,begin_on,end_on");
    char id[ID_TEXT];
    sheet_row(&s, "QL,青岚县委员会,,county,county-committee,1970-07-01,");
    for (int p = 0; p < PROVIDERS; p++)
        sheet_row(&s, "%s,%s,,%s,%s,,", world_org_id(w, ORG_PROVIDER + p, id),
                  words_providers[p].name, words_providers[p].level,
                  words_providers[p].kind);
    for (int t = 0; t < TOWNSHIPS; t++)
        sheet_row(&s,
                  "%s,%s委员会,QL,grassroots,township-committee,"
                  "1970-07-01,",
                  world_org_id(w, ORG_TOWNSHIP + t, id), words_townships[t]);
    for (int32_t b = 0; b < w->branches; b++)
        write_branch(w, &s, b);
    if (sheet_bears_bad(&s))
        sheet_bad(&s, "unknown-id",
                  "QX-03-99,白砚镇无名支部,QL-88,grassroots,"
                  "village-branch,,");
    sheet_close(&s);
}

static void write_topics(struct folder *folder)
{
    struct sheet s = sheet_open(folder, "topics.csv",
                                "topic_id,name,name_zh,parent_id,kind");
    for (int a = 0; a < AREAS; a++)
        sheet_row(&s, "A%d,\"%s\",%s,,area", a + 1, words_areas[a].name,
                  words_areas[a].name_zh);
    for (int t = 0; t < TOPICS; t++)
        sheet_row(&s, "T%02d,%s,%s,A%d,topic", t + 1, words_topics[t].name,
                  words_topics[t].name_zh, words_topics[t].area + 1);
    sheet_close(&s);
}

void world_write(const struct world *w, struct folder *folder)
{
    write_organizations(w, folder);
    write_topics(folder);
}
