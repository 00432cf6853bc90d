/* write_timetable.c - see write_training.h. */
#include "sample-data/schedule.h"
#include "sample-data/write_training.h"

#include <stdio.h>

struct timetable {
    const struct roster *roster;
    const struct catalogue *catalogue;
    struct sheet offerings, sessions;
};

/* What the rows of one session need beyond its course. */
struct row {
    const char *id, *offering;
    const struct course *course;
    const char *level, *form, *channel, *method;
    int32_t day;
    int slot;
    int venue;     /* 0: none */
    int seats;     /* 0: not said */
    int headcount; /* 0: a list was kept */
    int cost;
    const char *fund;
    int materials;
    struct chance dice;
};

static int minute_of(int slot)
{
    return slot == EVENING     ? 19 * 60
           : slot == AFTERNOON ? 14 * 60
                               : 8 * 60 + 30;
}

static void number_or_none(char *to, int n)
{
    if (n > 0)
        snprintf(to, ID_TEXT, "%d", n);
    else
        to[0] = '\0';
}

/* Those who know the topic; sometimes two of them. */
static void write_teachers(struct chance *dice, int topic, char *to)
{
    int known = (INSTRUCTORS - topic + TOPICS - 1) / TOPICS;
    int first = chance_below(dice, known);
    int second = chance_below(dice, known);
    int n = snprintf(to, ID_TEXT, "I%03d", topic + TOPICS * first + 1);
    if (second != first && chance_hit(dice, 2500))
        snprintf(to + n, ID_TEXT - (size_t)n, ";I%03d",
                 topic + TOPICS * second + 1);
}

static void write_session(struct timetable *t, struct row *r)
{
    char day[DATE_TEXT], venue[ID_TEXT] = "", seats[ID_TEXT], head[ID_TEXT],
                         materials[ID_TEXT], teacher[ID_TEXT];
    int begin = minute_of(r->slot), minutes = r->course->minutes;
    int end = r->slot == ALL_DAY ? 17 * 60 : begin + minutes;
    int topic = r->course->topic;
    if (r->venue > 0)
        snprintf(venue, sizeof venue, "V%03d", r->venue);
    number_or_none(seats, r->seats);
    number_or_none(head, r->headcount);
    number_or_none(materials, r->materials);
    write_teachers(&r->dice, topic, teacher);
    date_write(r->day, day);
    sheet_row(&t->sessions,
              "%s,%s,,%s,%s,%s,%s,%s,%s %02d:%02d,%s %02d:%02d,%d,%s,%s,%d,%s,"
              "%s,%s",
              r->id, r->offering, r->level, r->form, r->channel, r->method,
              venue, day, begin / 60, begin % 60, day, end / 60, end % 60,
              minutes, seats, head, r->cost, r->fund, materials, teacher);
}

static struct row row_of(const struct timetable *t, int course, uint64_t whom)
{
    const struct course *k = &t->catalogue->courses[course];
    return (struct row){
        .course = k,
        .level = k->level,
        .form = k->form,
        .channel = k->channel,
        .method = k->method,
        .fund = "",
        .dice = world_chance(&t->roster->world, CHANCE_OFFICE, whom)};
}

static void write_offering(struct timetable *t, const char *id, int course,
                           int32_t provider, const char *title, int32_t begin,
                           int32_t end)
{
    char code[ID_TEXT], org[ID_TEXT], from[DATE_TEXT], to[DATE_TEXT];
    sheet_row(&t->offerings, "%s,%s,%s,%s,%s,%s", id, course_id(course, code),
              world_org_id(&t->roster->world, provider, org), title,
              date_write(begin, from), date_write(end, to));
}

static void write_branch(struct timetable *t, int32_t branch, int year)
{
    static const char *const methods[] = {"lecture", "lecture", "seminar",
                                          "case"};
    const struct world *w = &t->roster->world;
    for (int k = 0; k < BRANCH_SESSIONS; k++) {
        struct meeting m = schedule_branch(t->catalogue, w, branch, year, k);
        char id[ID_TEXT], offering[ID_TEXT];
        schedule_branch_offering(w, branch, year, k, offering);
        if (k % 2 == 0)
            write_offering(
                t, offering, m.course, ORG_BRANCH + branch, "", m.day,
                schedule_branch(t->catalogue, w, branch, year, k + 1).day);
        struct row r =
            row_of(t, m.course,
                   UINT64_C(1) << 42 | (uint64_t)(branch * 16 + year * 8 + k));
        r.id = schedule_branch_session(w, branch, m.day, id);
        r.offering = offering;
        r.day = m.day;
        r.slot = m.slot;
        r.method = methods[chance_below(&r.dice, 4)];
        r.cost =
            chance_hit(&r.dice, 2000) ? 50 * chance_between(&r.dice, 1, 6) : 0;
        r.materials = chance_hit(&r.dice, 4000) ? 12 : 0;
        write_session(t, &r);
    }
}

static void write_lecture(struct timetable *t, int township, int year, int k)
{
    const struct world *w = &t->roster->world;
    struct meeting m = schedule_lecture(t->catalogue, w, township, year, k);
    char id[ID_TEXT], offering[ID_TEXT];
    schedule_lecture_offering(township, year, k, offering);
    write_offering(t, offering, m.course, ORG_TOWNSHIP + township, "", m.day,
                   m.day);
    struct row r =
        row_of(t, m.course,
               UINT64_C(1) << 43 | (uint64_t)(township * 8 + year * 2 + k));
    r.id = schedule_lecture_session(township, m.day, id);
    r.offering = offering;
    r.day = m.day;
    r.slot = m.slot;
    r.venue =
        DEMONSTRATION_SITES + BASES + REMOTE_SITES + 1 + township % CLASSROOMS;
    r.seats = world_scaled(w, 200);
    r.cost = 100 * chance_between(&r.dice, 15, 40);
    r.fund = "county-budget";
    r.materials = world_scaled(w, 80);
    write_session(t, &r);
}

static void write_class(struct timetable *t, int32_t n)
{
    static const char *const funds[] = {"training-fund", "county-budget",
                                        "project", "own-funds"};
    const struct klass *k = &t->catalogue->classes[n];
    const struct course *course = &t->catalogue->courses[k->course];
    char id[ID_TEXT], offering[ID_TEXT], title[64];
    class_offering_id(t->catalogue, n, offering);
    snprintf(title, sizeof title, "%d年第%d期", WORLD_YEAR + k->year, n + 1);
    write_offering(t, offering, k->course, ORG_PROVIDER + k->provider, title,
                   k->first_day, class_day(k, course->sessions - 1));
    for (int s = 0; s < course->sessions; s++) {
        struct row r = row_of(
            t, k->course, UINT64_C(1) << 44 | ((uint64_t)n * 4 + (uint64_t)s));
        r.id = class_session_id(t->catalogue, n, s, id);
        r.offering = offering;
        r.day = class_day(k, s);
        r.slot = k->slot;
        r.venue = k->venue;
        r.seats = k->seats;
        r.cost = course->variant == ONLINE
                     ? 0
                     : 100 * chance_between(&r.dice, 20, 60) *
                           (1 + (k->slot == ALL_DAY));
        r.fund = funds[chance_pick(&r.dice, (const uint8_t[]){5, 3, 2, 1}, 4)];
        r.materials = course->variant == ONLINE ? 0 : k->seats / 2;
        write_session(t, &r);
    }
}

/* Meetings without a list, numbered through the year. */
struct crowd {
    int year, number;
    const char *level, *form, *channel;
    int32_t provider, day;
    int topic, venue, people, cost;
};

static void write_crowd(struct timetable *t, struct crowd *c)
{
    char id[ID_TEXT], offering[ID_TEXT], digits[DIGITS_TEXT];
    bool theme_day = c->form[0] == 'o';
    int course =
        t->catalogue->course_of[c->topic][theme_day ? PRACTICE : BASICS];
    c->number++;
    snprintf(offering, sizeof offering, "O%d-H%03d", WORLD_YEAR + c->year,
             c->number);
    snprintf(id, sizeof id, "S%s-H%03d", day_digits(c->day, digits), c->number);
    write_offering(t, offering, course, c->provider, "", c->day, c->day);
    struct row r =
        row_of(t, course,
               UINT64_C(1) << 45 | (uint64_t)(c->year * 100000 + c->number));
    r.id = id;
    r.offering = offering;
    r.level = c->level;
    r.form = c->form;
    r.channel = c->channel;
    r.method = theme_day ? "experience" : "lecture";
    r.day = c->day;
    r.slot = theme_day ? AFTERNOON : EVENING;
    r.venue = c->venue;
    r.headcount = world_scaled(&t->roster->world, c->people);
    r.cost = c->cost;
    r.fund = c->cost > 0 ? "county-budget" : "";
    write_session(t, &r);
}

static void write_theme_days(struct timetable *t, struct crowd *c)
{
    const struct world *w = &t->roster->world;
    for (int q = 0; q < 4; q++)
        for (int township = 0; township < TOWNSHIPS; township++) {
            if (!schedule_theme_day(w, township, c->year, q))
                continue;
            struct chance dice =
                world_chance(w, CHANCE_OFFICE,
                             UINT64_C(1) << 46 | (uint64_t)(c->year * 1000 +
                                                            q * 32 + township));
            c->level = "grassroots";
            c->form = "organizational-life";
            c->channel = "in-person";
            c->provider = ORG_TOWNSHIP + township;
            c->day = date_day(WORLD_YEAR + c->year, q * 3 + 2,
                              chance_between(&dice, 1, 28));
            c->topic = 18;
            c->venue = DEMONSTRATION_SITES + 1 + township % BASES;
            c->people = chance_between(&dice, 20, 60);
            c->cost = 100 * chance_below(&dice, 6);
            write_crowd(t, c);
        }
}

static void write_broadcasts(struct timetable *t, struct crowd *c)
{
    static const char *const channels[] = {"broadcast", "message",
                                           "mobile-class"};
    static const int8_t topics[] = {12, 15, 18, 20, 21};
    for (int month = 1; month <= 12; month++) {
        struct chance dice =
            world_chance(&t->roster->world, CHANCE_OFFICE,
                         UINT64_C(1) << 47 | (uint64_t)(c->year * 16 + month));
        for (int i = 0; i < 3 + (month % 3 == 0); i++) {
            bool nation = i == 3;
            c->level = nation ? "national" : "county";
            c->form = "collective";
            c->channel = channels[i % 3];
            c->provider =
                ORG_PROVIDER + (nation ? PROVIDER_NATION : PROVIDER_CORPS);
            c->day = date_day(WORLD_YEAR + c->year, month,
                              chance_between(&dice, 1, 28));
            c->topic = topics[(month + i) % 5];
            c->venue = 0;
            c->people = chance_between(&dice, 60, i == 1 ? 900 : 300);
            c->cost = i == 2 ? 100 * chance_between(&dice, 4, 12) : 0;
            write_crowd(t, c);
        }
    }
}

static void write_bad_sessions(struct timetable *t)
{
    sheet_bad(&t->offerings, "unknown-id",
              "O2025-X01,C950,P01,,2025-05-06,2025-05-06");
    sheet_bad(&t->sessions, "unknown-id",
              "S20250506-X01,O2025-X99,,county,collective,in-person,lecture,,"
              "2025-05-06 14:00,2025-05-06 17:00,180,,,0,,,");
    sheet_bad(&t->sessions, "bad-date",
              "S20250631-X02,O2025-01-1,,county,collective,in-person,lecture,,"
              "2025-06-31 14:00,2025-06-30 17:00,180,,,0,,,");
    sheet_bad(&t->sessions, "unknown-word",
              "S20250506-X03,O2025-01-1,,county,sightseeing,in-person,lecture,,"
              "2025-05-06 14:00,2025-05-06 17:00,180,,,0,,,");
    sheet_bad(&t->sessions, "out-of-order",
              "S20250506-X04,O2025-01-1,,county,collective,in-person,lecture,,"
              "2025-05-06 17:00,2025-05-06 14:00,180,,,0,,,");
}

void write_timetable(const struct roster *r, const struct catalogue *c,
                     struct folder *folder)
{
    struct timetable t = {.roster = r, .catalogue = c};
    t.offerings =
        sheet_open(folder, "offerings.csv",
                   "offering_id,course_id,provider_id,title,begin_on,end_on");
    t.sessions = sheet_open(
        folder, "sessions.csv",
        "session_id,offering_id,provider_id,level,form,channel,method,venue_id,"
        "begins,ends,minutes,seats,headcount,cost,fund,materials,instructors");
    for (int year = 0; year < WORLD_YEARS; year++) {
        for (int32_t b = 0; b < r->world.branches; b++)
            write_branch(&t, b, year);
        struct crowd crowd = {.year = year};
        write_theme_days(&t, &crowd);
        write_broadcasts(&t, &crowd);
    }
    for (int year = 0; year <= WORLD_PLANNED; year++)
        for (int township = 0; township < TOWNSHIPS; township++)
            for (int k = 0; k < LECTURES; k++)
                write_lecture(&t, township, year, k);
    for (int32_t n = 0; n < c->n_classes; n++)
        write_class(&t, n);
    write_bad_sessions(&t);
    sheet_close(&t.offerings);
    sheet_close(&t.sessions);
}
