/* catalogue.c - see catalogue.h. */
#include "sample-data/catalogue.h"

#include <stdio.h>
#include <stdlib.h>

#include "lib/mem.h"

const struct planted_pair catalogue_pairs[PAIRS] = {
    {4, 0, PROVIDER_AGRICULTURE, PROVIDER_MACHINERY},
    {5, 1, PROVIDER_CULTURE, PROVIDER_SCHOOL},
    {13, 1, PROVIDER_JUSTICE, PROVIDER_LEGAL},
    {16, 1, PROVIDER_HEALTH, PROVIDER_ELDERS}};

const int8_t catalogue_scored[SCORED] = {0, 6, 1,  2,  3,  7,
                                         8, 9, 10, 11, 14, 19};

static const char *const methods[] = {"lecture", "seminar", "case",
                                      "simulation"};

/* Two days of centralized training, or one half day. */
static bool is_centralized(int topic)
{
    return topic <= 3 || (topic >= 8 && topic <= 11) || topic == 17 ||
           topic >= 22;
}

static void set_class_room(struct course *c)
{
    int owner = words_topics[c->topic].owner;
    bool long_class = owner >= 0 && is_centralized(c->topic);
    c->form = long_class ? "centralized" : "collective";
    c->sessions = (int8_t)(long_class || owner == OWNER_BRANCH ? 2 : 1);
    c->minutes = long_class                ? ALL_DAY_MINUTES
                 : owner == OWNER_TOWNSHIP ? LECTURE_MINUTES
                                           : HALF_DAY_MINUTES;
    c->elective = owner == OWNER_BRANCH; /* branches choose from the menu */
    if (c->topic == 22 || c->topic == 23)
        c->sessions = 3; /* secretaries and committees come for longer */
    c->level = owner == PROVIDER_MUNICIPAL ? "municipal"
               : owner >= 0                ? "county"
                                           : "grassroots";
    c->method = methods[(c->topic + c->variant) % 4];
    c->channel = c->topic == 8                             ? "remote-site"
                 : c->topic == 11                          ? "mobile-class"
                 : c->topic == 7 && c->variant == ADVANCED ? "online"
                                                           : "in-person";
}

static void set_online(struct course *c)
{
    c->second = (int8_t)(c->topic < 21 ? c->topic + 1 : -1);
    c->elective = true;
    c->form = "self-study";
    c->channel = "online";
    c->method = "lecture";
    c->level = c->topic == 22 ? "provincial" : "county";
    c->minutes = (int16_t)(60 + 15 * (c->topic % 5));
    c->sessions = 1;
}

static void set_practice(struct course *c)
{
    static const char *const ways[] = {"observation", "experience",
                                       "simulation"};
    c->elective = true;
    c->form = "practice";
    c->channel = "in-person";
    c->method = ways[c->topic % 3];
    c->level = "county";
    c->minutes = HALF_DAY_MINUTES;
    c->sessions = 1;
}

static const char *audience_of(int topic, enum variant variant)
{
    static const char *const special[4][2] = {{"secretary", "full"},
                                              {"secretary", "committee"},
                                              {"probationary", "full"},
                                              {"leading", "leading"}};
    return topic < 22 || variant > ADVANCED ? "" : special[topic - 22][variant];
}

static void add_course(struct catalogue *c, int number, int topic,
                       enum variant variant)
{
    struct course *course = &c->courses[number];
    *course = (struct course){.topic = (int8_t)topic,
                              .second = -1,
                              .variant = (int8_t)variant,
                              .requires = -1};
    if (variant == ONLINE)
        set_online(course);
    else if (variant == PRACTICE)
        set_practice(course);
    else
        set_class_room(course);
    if (variant == ADVANCED && words_topics[topic].owner >= 0 && topic < 22)
    course->requires = c->course_of[topic][BASICS];
    course->audience = audience_of(topic, variant);
    c->course_of[topic][variant] = (int8_t)number;
}

static void make_courses(struct catalogue *c)
{
    int number = 0;
    for (int t = 0; t < TOPICS; t++) {
        c->course_of[t][PRACTICE] = -1;
        for (int v = BASICS; v < (t < 22 ? VARIANTS : PRACTICE); v++)
            add_course(c, number++, t, (enum variant)v);
    }
}

struct class_plan {
    int provider;
    int seats;
    int32_t parallel;     /* classes in each of the months */
    const int8_t *months; /* up to a 0 */
};

/* Practice in fields of branch and township topics has providers too. */
static int provider_of(const struct course *c)
{
    static const int8_t stand_in[TOPICS] = {
        [9] = PROVIDER_SCHOOL,   [12] = PROVIDER_JUSTICE,
        [14] = PROVIDER_JUSTICE, [15] = PROVIDER_HEALTH,
        [18] = PROVIDER_CULTURE, [19] = PROVIDER_CULTURE,
        [20] = PROVIDER_CORPS,   [21] = PROVIDER_CORPS};
    int owner = words_topics[c->topic].owner;
    return owner >= 0 ? owner : stand_in[c->topic];
}

/* The months in which the classes of a course begin. */
static const int8_t *months_of(const struct course *c)
{
    static const int8_t ordinary[] = {4, 9, 0}, advanced[] = {10, 0},
                        secretaries[] = {5, 9, 0}, full[] = {4, 7, 10, 0},
                        webinars[] = {6, 11, 0}, fresh[] = {2, 5, 8, 11, 0},
                        newcomers[] = {3, 6, 9, 12, 0}, later[] = {8, 0};
    if (c->topic == 22)
        return c->variant == BASICS     ? secretaries
               : c->variant == ADVANCED ? full
                                        : webinars;
    if (c->topic == 23 && c->variant == BASICS)
        return fresh;
    if (c->topic == 24)
        return c->variant == BASICS ? newcomers : later;
    return c->variant == ADVANCED ? advanced : ordinary;
}

static struct class_plan plan_of(const struct world *w, const struct course *c)
{
    struct class_plan p = {provider_of(c), 100, world_scaled(w, 1),
                           months_of(c)};
    if (c->variant == ONLINE)
        p.provider = PROVIDER_PROVINCE;
    if (c->variant == PRACTICE) {
        p.parallel *= c->topic < DEMONSTRATION_SITES - 22 ? 2 : 1;
        p.seats = 40;
    }
    return p;
}

/* Which courses have classes of their own. */
static bool has_classes(const struct course *c)
{
    if (c->variant == ONLINE)
        return c->topic == 22;
    return c->variant == PRACTICE || words_topics[c->topic].owner >= 0;
}

/* Sites, bases, remote sites and classrooms stand in this order. */
static int16_t venue_of(const struct course *c, int32_t j)
{
    int first = 1, n = DEMONSTRATION_SITES, at = j;
    if (c->variant == PRACTICE) {
        at = j % 2 == 1 && c->topic < n - 22 ? 22 + c->topic : c->topic;
    } else if (c->channel[0] == 'r') {
        first += DEMONSTRATION_SITES + BASES;
        n = REMOTE_SITES;
    } else if (c->channel[0] == 'o') {
        return 0;
    } else {
        first += DEMONSTRATION_SITES + BASES + REMOTE_SITES;
        n = CLASSROOMS;
        at = j + c->topic;
    }
    return (int16_t)(first + at % n);
}

/* A day on which a class can begin: its sessions follow each other, and the
 * last is on a Friday or before. */
static int32_t working_day(int year, int month, int day, int sessions)
{
    int32_t at = date_day(WORLD_YEAR + year, month, day);
    while (date_weekday(at) + sessions > 6)
        at++;
    return at;
}

static void add_class(struct catalogue *c, int course, int provider, int year,
                      int seats, int32_t day, int32_t j)
{
    const struct course *info = &c->courses[course];
    int slot = info->minutes == ALL_DAY_MINUTES ? ALL_DAY
               : j % 2 == 0                     ? AFTERNOON
                                                : MORNING;
    c->classes = mem_grow(c->classes, (size_t)c->n_classes, &c->room,
                          sizeof *c->classes);
    c->classes[c->n_classes++] = (struct klass){
        (int8_t)course,    (int8_t)provider, (int8_t)year, (int8_t)slot,
        venue_of(info, j), (int16_t)seats,   day};
}

static void add_year(struct catalogue *c, const struct world *w, int course,
                     int year)
{
    struct class_plan p = plan_of(w, &c->courses[course]);
    struct class_range *range = &c->ranges[course][year];
    range->first = c->n_classes;
    struct chance dice =
        world_chance(w, CHANCE_CLASS, (uint64_t)(course * 4 + year));
    for (const int8_t *month = p.months; *month != 0; month++) {
        /* only half a year is planned ahead */
        int m = year == WORLD_PLANNED ? 1 + (*month + course) % 6 : *month;
        for (int32_t j = 0; j < p.parallel; j++) {
            int32_t day = working_day(year, m, chance_between(&dice, 2, 22),
                                      c->courses[course].sessions);
            add_class(c, course, p.provider, year, p.seats, day, j);
        }
    }
    range->count = c->n_classes - range->first;
}

/* Both classes of a planted pair are near each other in the year. */
static void add_pairs(struct catalogue *c, const struct world *w)
{
    for (int p = 0; p < PAIRS; p++) {
        const struct planted_pair *pair = &catalogue_pairs[p];
        int course = c->course_of[pair->topic][BASICS];
        for (int side = 0; side < 2; side++) {
            c->planted[p][side].first = c->n_classes;
            c->planted[p][side].count = c->cells;
            for (int32_t cell = 0; cell < c->cells; cell++) {
                struct chance dice =
                    world_chance(w, CHANCE_CLASS,
                                 UINT64_C(1000000) + (uint64_t)cell * 64 +
                                     (uint64_t)(p * 2 + side));
                int32_t day = working_day(pair->year, side == 0 ? 5 : 8,
                                          chance_between(&dice, 23, 26), 1);
                add_class(c, course, side == 0 ? pair->first : pair->second,
                          pair->year, 60, day, cell);
            }
        }
    }
}

void catalogue_make(struct catalogue *c, const struct world *w)
{
    make_courses(c);
    c->n_classes = 0;
    c->cells = w->branches / WORLD_BRANCHES;
    c->cells += c->cells == 0;
    c->classes = NULL;
    c->room = 0;
    for (int course = 0; course < COURSES; course++)
        for (int year = 0; year <= WORLD_PLANNED; year++) {
            c->ranges[course][year] = (struct class_range){0, 0};
            if (has_classes(&c->courses[course]))
                add_year(c, w, course, year);
        }
    add_pairs(c, w);
}

void catalogue_free(struct catalogue *c)
{
    free(c->classes);
    c->classes = NULL;
}

int catalogue_score_place(const struct catalogue *c, int32_t course)
{
    const struct course *info = &c->courses[course];
    for (int i = 0; i < SCORED && info->variant == BASICS; i++)
        if (catalogue_scored[i] == info->topic)
            return i;
    return -1;
}

int32_t catalogue_cell(const struct catalogue *c, const struct world *w,
                       int pair, int32_t branch)
{
    int32_t block = w->branches < WORLD_BRANCHES ? w->branches : WORLD_BRANCHES;
    int32_t cell = branch / block, in = branch % block;
    int32_t first = (pair * 29 + 3) % block, second = (first + 1) % block;
    return cell < c->cells && (in == first || in == second) ? cell : -1;
}

bool class_is_centralized(const struct catalogue *c, int32_t class_number)
{
    return c->courses[c->classes[class_number].course].form[1] == 'e';
}

int32_t class_day(const struct klass *k, int32_t session)
{
    return k->first_day + session;
}

char *day_digits(int32_t day, char *to)
{
    int y, m, d;
    date_civil(day, &y, &m, &d);
    snprintf(to, DIGITS_TEXT, "%04d%02d%02d", y, m, d);
    return to;
}

char *course_id(int32_t course, char *to)
{
    snprintf(to, ID_TEXT, "C%03d", course + 1);
    return to;
}

char *class_offering_id(const struct catalogue *c, int32_t n, char *to)
{
    snprintf(to, ID_TEXT, "O%d-C%03d", WORLD_YEAR + c->classes[n].year, n + 1);
    return to;
}

char *class_session_id(const struct catalogue *c, int32_t n, int32_t session,
                       char *to)
{
    char day[DIGITS_TEXT];
    snprintf(to, ID_TEXT, "S%s-C%03d",
             day_digits(class_day(&c->classes[n], session), day), n + 1);
    return to;
}
