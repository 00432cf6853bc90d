/* write_office.c - see write_office.h. */
#include "sample-data/write_office.h"

#include "sample-data/demand.h"

static const char *const indicators[] = {
    "coverage", "hours", "requirements-met", "response-rate", "change"};

static void write_targets(const struct world *w, struct folder *folder)
{
    static const int32_t amounts[] = {85, 32, 75, 65, 4};
    struct sheet s =
        sheet_open(folder, "targets.csv", "org_id,indicator,year,amount");
    struct chance c = world_chance(w, CHANCE_OFFICE, 1);
    char id[ID_TEXT];
    int32_t hours = 0;
    for (int year = 0; year < WORLD_YEARS; year++)
        for (int t = 0; t < TOWNSHIPS; t++)
            for (size_t i = 0; i < COUNT_OF(indicators); i++) {
                int32_t amount = amounts[i] + chance_between(&c, -2, 2);
                world_org_id(w, ORG_TOWNSHIP + t, id);
                if (i == 1)
                    hours = amount;
                if (i == 1 || i == 4)
                    sheet_row(&s, "%s,%s,%d,%d", id, indicators[i],
                              WORLD_YEAR + year, amount);
                else
                    sheet_row(&s, "%s,%s,%d,0.%02d", id, indicators[i],
                              WORLD_YEAR + year, amount);
            }
    sheet_bad(&s, "duplicate", "%s,hours,%d,%d", id,
              WORLD_YEAR + WORLD_YEARS - 1, hours);
    sheet_close(&s);
}

static void write_assessments(const struct world *w, struct folder *folder)
{
    static const char *const assessors[] = {"self", "participants",
                                            "supervisors"};
    static const int32_t higher[] = {6, 0, -2};
    struct sheet s = sheet_open(folder, "assessments.csv",
                                "org_id;indicator;year;assessor;score");
    struct chance c = world_chance(w, CHANCE_OFFICE, 2);
    char id[ID_TEXT];
    for (int year = 0; year < WORLD_YEARS; year++)
        for (int t = 0; t < TOWNSHIPS; t++)
            for (size_t i = 0; i < COUNT_OF(indicators); i++) {
                int32_t base = chance_between(&c, 70, 90);
                for (size_t a = 0; a < COUNT_OF(assessors); a++) {
                    int32_t halves =
                        2 * (base + higher[a]) + chance_between(&c, -6, 6);
                    sheet_row(&s, "%s;%s;%d;%s;%d.%d",
                              world_org_id(w, ORG_TOWNSHIP + t, id),
                              indicators[i], WORLD_YEAR + year, assessors[a],
                              halves / 2, halves % 2 * 5);
                }
            }
    sheet_bad(&s, "bad-word", "QL-05;hours;2025;neighbours;80");
    sheet_close(&s);
}

/* One member in 25 was talked to; each talk has one to four themes. */
static void write_talk(const struct roster *r, struct sheet *s, int32_t number,
                       int32_t member, struct chance *c)
{
    const struct person *p = &r->people[member];
    bool allowed[TOPICS];
    for (int t = 0; t < TOPICS; t++)
        allowed[t] = true;
    int32_t day = date_day(2025, 9, 8) + chance_below(c, 60);
    char id[ID_TEXT], org[ID_TEXT], on[DATE_TEXT];
    world_org_id(&r->world, ORG_BRANCH + person_branch(p, day), org);
    for (int n = chance_between(c, 1, 4); n > 0; n--) {
        int topic = demand_topic(c, p->group, allowed);
        allowed[topic] = false;
        int strength = demand_is_need(p->group, topic)
                           ? chance_between(c, 3, 5)
                           : chance_between(c, 1, 3);
        sheet_row(s, "N%05d,%s,%s,%s,T%02d,%d", number,
                  world_member_id(member, id), org, date_write(day, on),
                  topic + 1, strength);
    }
}

static void write_interviews(const struct roster *r, struct folder *folder)
{
    struct sheet s =
        sheet_open(folder, "interviews.csv",
                   "interview_id,member_id,org_id,day,topic_id,strength");
    int32_t number = 0;
    bool planted = false;
    for (int32_t m = 1; m <= r->world.members; m++) {
        struct chance c =
            world_chance(&r->world, CHANCE_INTERVIEW, (uint64_t)m);
        if (chance_below(&c, 25) != 0 ||
            person_branch(&r->people[m], r->world.as_of) < 0)
            continue;
        write_talk(r, &s, ++number, m, &c);
        if (!planted && sheet_bears_bad(&s)) {
            sheet_bad(&s, "out-of-range", "N90001,,QL-04,2025-10-10,T02,9");
            planted = true;
        }
    }
    sheet_close(&s);
}

void write_office(const struct roster *r, struct folder *folder)
{
    write_targets(&r->world, folder);
    write_assessments(&r->world, folder);
    write_interviews(r, folder);
}
