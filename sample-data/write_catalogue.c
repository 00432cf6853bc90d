/* write_catalogue.c - see write_training.h. */
#include "sample-data/write_training.h"

#include <stdio.h>

static const char *const variant_zh[VARIANTS] = {"基础", "提高", "网课",
                                                 "现场实践"};
static const char *const variant_en[VARIANTS] = {"basics", "advanced", "online",
                                                 "practice on site"};

static void write_courses(const struct catalogue *c, struct folder *folder)
{
    struct sheet s =
        sheet_open(folder, "courses.csv",
                   "course_id,title,kind,audience,language,hours,seats,cost,"
                   "description,topics,prerequisites");
    for (int i = 0; i < COURSES; i++) {
        const struct course *k = &c->courses[i];
        const struct words_topic *topic = &words_topics[k->topic];
        char id[ID_TEXT], other[ID_TEXT] = "", second[8] = "";
        int minutes = k->minutes * k->sessions;
        int seats = k->variant == PRACTICE ? 40
                    : k->variant == ONLINE ? 500
                                           : 100;
        if (k->second >= 0)
            snprintf(second, sizeof second, ";T%02d", k->second + 1);
        if (k->requires >= 0)
            course_id(k->requires, other);
        sheet_row(&s, "%s,%s·%s,%s,%s,zh,%d.%02d,%d,%d,\"%s: %s\",T%02d%s,%s",
                  course_id(i, id), topic->name_zh, variant_zh[k->variant],
                  k->elective ? "elective" : "public", k->audience,
                  minutes / 60, minutes % 60 * 100 / 60, seats,
                  k->variant == ONLINE ? 0 : 800 + minutes * 10, topic->name,
                  variant_en[k->variant], k->topic + 1, second, other);
    }
    sheet_bad(&s, "unknown-id",
              "C901,无名课程,elective,,zh,3.00,40,0,\"No such topic\",T88,");
    sheet_close(&s);
}

/* COUNT places of one kind, spread over the townships. */
static int write_venues_of(struct sheet *s, int number, int count,
                           const char *kind, const char *suffix, int seats)
{
    for (int i = 0; i < count; i++) {
        int t = (i * 7 + 2) % TOWNSHIPS;
        sheet_row(s, "V%03d,%s%s%s,%s,QL-%02d,%s,%d", number + i,
                  words_townships[t], words_villages[(i * 13) % VILLAGE_WORDS],
                  suffix, kind, t + 1, words_townships[t],
                  seats + 10 * (i % 5));
    }
    return number + count;
}

static void write_venues(struct folder *folder)
{
    struct sheet s = sheet_open(folder, "venues.csv",
                                "场所编号,名称,类别,所属组织,地点,座位数");
    int n = 1;
    n = write_venues_of(&s, n, DEMONSTRATION_SITES, "示范点", "示范点", 40);
    n = write_venues_of(&s, n, BASES, "基地", "培训基地", 120);
    n = write_venues_of(&s, n, REMOTE_SITES, "远程站点", "远程教学点", 100);
    (void)write_venues_of(&s, n, CLASSROOMS, "教室", "教室", 100);
    sheet_bad(&s, "bad-number", "V999,无名教室,教室,QL-01,岚溪镇,约五十");
    sheet_close(&s);
}

/* The first members in leading posts also teach. */
static int32_t next_leading(const struct roster *r, int32_t after)
{
    for (int32_t m = after + 1; m <= r->world.members; m++)
        if (person_holds(&r->people[m], POST_LEADING, r->world.as_of))
            return m;
    return 0;
}

static int32_t home_of(int i)
{
    int owner = words_topics[i % TOPICS].owner;
    if (owner >= 0)
        return ORG_PROVIDER + owner;
    return owner == OWNER_TOWNSHIP ? ORG_TOWNSHIP + i % TOWNSHIPS
                                   : ORG_PROVIDER + PROVIDER_CORPS;
}

static void write_instructors(const struct roster *r, struct folder *folder)
{
    struct sheet s = sheet_open(
        folder, "instructors.csv",
        "instructor_id,name,engagement,provider_id,member_id,fields");
    int32_t leading = 0;
    for (int i = 0; i < INSTRUCTORS; i++) {
        struct chance c = world_chance(&r->world, CHANCE_NAME,
                                       UINT64_C(1) << 41 | (uint64_t)i);
        char org[ID_TEXT], member[ID_TEXT] = "", other[8] = "";
        int second = (i * 7 + 3) % TOPICS;
        if (second != i % TOPICS)
            snprintf(other, sizeof other, ";T%02d", second + 1);
        const char *surname = words_surnames[chance_below(&c, SURNAMES)];
        const char *given = words_given[chance_below(&c, GIVEN_NAMES)];
        if (i >= 100 && i < 112 && (leading = next_leading(r, leading)) > 0)
            world_member_id(leading, member);
        sheet_row(&s, "I%03d,%s%s,%s,%s,%s,T%02d%s", i + 1, surname, given,
                  i < 34 ? "full-time" : "part-time",
                  world_org_id(&r->world, home_of(i), org), member,
                  i % TOPICS + 1, other);
    }
    sheet_bad(&s, "bad-word", "I999,无名,sometimes,P01,,T01");
    sheet_close(&s);
}

void write_catalogue(const struct roster *r, const struct catalogue *c,
                     struct folder *folder)
{
    write_courses(c, folder);
    write_venues(folder);
    write_instructors(r, folder);
}
