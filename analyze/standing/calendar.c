/* calendar.c - see calendar.h. */
#include "analyze/standing/calendar.h"

#include "analyze/base/groups.h"
#include "lib/date.h"
#include "lib/mem.h"

#include <stdlib.h>

enum { MOST_YEARS = 30 };

static const char *const names[CALENDAR_DIMENSIONS] = {
    [CALENDAR_ALL] = "all",         [CALENDAR_AREA] = "area",
    [CALENDAR_CHANNEL] = "channel", [CALENDAR_FORM] = "form",
    [CALENDAR_LEVEL] = "level",     [CALENDAR_METHOD] = "method",
    [CALENDAR_ORG] = "org",         [CALENDAR_PROVIDER] = "provider"};

static int32_t area_of(const struct facts *f, const struct session *s)
{
    const struct course *c = &f->course[s->course];
    return c->n_topics > 0 ? facts_topic_area(f, f->course_topic[c->topics_at])
                           : FACT_NONE;
}

/* What session or organisation I is told by: an index, or FACT_NONE. */
static int32_t raw_value(const struct facts *f, enum calendar_dimension d,
                         size_t i)
{
    const struct session *s = &f->session[i];
    switch (d) {
    case CALENDAR_AREA:
        return area_of(f, s);
    case CALENDAR_CHANNEL:
        return s->channel;
    case CALENDAR_FORM:
        return s->form;
    case CALENDAR_LEVEL:
        return s->level;
    case CALENDAR_METHOD:
        return s->method;
    case CALENDAR_PROVIDER:
        return s->provider;
    case CALENDAR_ORG:
        return groups_branch(f, (int32_t)i);
    default:
        return FACT_NONE;
    }
}

static const char *raw_text(const struct facts *f, enum calendar_dimension d,
                            size_t raw)
{
    if (d == CALENDAR_AREA)
        return f->topic[raw].id;
    return d == CALENDAR_ORG || d == CALENDAR_PROVIDER ? f->org[raw].id
                                                       : f->word[raw];
}

static size_t raw_count(const struct facts *f, enum calendar_dimension d)
{
    if (d == CALENDAR_ALL)
        return 0;
    if (d == CALENDAR_AREA)
        return f->n_topics;
    return d == CALENDAR_ORG || d == CALENDAR_PROVIDER ? f->n_orgs : f->n_words;
}

/* Numbers the values that occur, 0 being none. */
static void number_values(struct calendar *c, enum calendar_dimension d)
{
    const struct facts *f = c->f;
    size_t raws = raw_count(f, d);
    size_t things = d == CALENDAR_ORG ? f->n_orgs : f->n_sessions;
    uint32_t *number = mem_alloc(raws * sizeof *number);
    c->of[d] = mem_alloc(things * sizeof *c->of[d]);
    c->text[d] = mem_array(NULL, raws + 1, sizeof *c->text[d]);
    c->text[d][0] = "";
    c->count[d] = 1;
    for (size_t i = 0; i < things; i++) {
        int32_t raw = raw_value(f, d, i);
        if (raw == FACT_NONE)
            continue;
        if (number[raw] == 0) {
            c->text[d][c->count[d]] = raw_text(f, d, (size_t)raw);
            number[raw] = (uint32_t)c->count[d]++;
        }
        c->of[d][i] = number[raw];
    }
    free(number);
}

void calendar_make(struct calendar *c, const struct facts *f, int32_t from,
                   int32_t to)
{
    *c = (struct calendar){.f = f};
    int last = date_year(to);
    c->first_year = date_year(from);
    if (c->first_year <= last - MOST_YEARS)
        c->first_year = last - MOST_YEARS + 1;
    c->years = last < c->first_year ? 0 : (size_t)(last - c->first_year + 1);
    for (int d = 0; d < CALENDAR_DIMENSIONS; d++) {
        number_values(c, (enum calendar_dimension)d);
        c->base[d] = c->values;
        c->values += c->count[d];
    }
}

void calendar_free(struct calendar *c)
{
    for (int d = 0; d < CALENDAR_DIMENSIONS; d++) {
        free(c->text[d]);
        free(c->of[d]);
    }
    *c = (struct calendar){0};
}

size_t calendar_cells(const struct calendar *c)
{
    return c->years * CALENDAR_PAGES * c->values;
}

static size_t page_of(const struct calendar *c, int year, int month)
{
    if (year < c->first_year || year >= c->first_year + (int)c->years)
        return SIZE_MAX;
    return (size_t)(year - c->first_year) * CALENDAR_PAGES + (size_t)month;
}

size_t calendar_year(const struct calendar *c, int32_t day)
{
    return day == DATE_NONE ? SIZE_MAX : page_of(c, date_year(day), 0);
}

size_t calendar_month(const struct calendar *c, int32_t day)
{
    if (day == DATE_NONE)
        return SIZE_MAX;
    int year, month, of_month;
    date_civil(day, &year, &month, &of_month);
    return page_of(c, year, month);
}

size_t calendar_value(const struct calendar *c, enum calendar_dimension d,
                      size_t session)
{
    return c->base[d] + c->of[d][session];
}

size_t calendar_value_of_org(const struct calendar *c, int32_t branch)
{
    return c->base[CALENDAR_ORG] +
           (branch == FACT_NONE ? 0 : c->of[CALENDAR_ORG][branch]);
}

struct calendar_place calendar_place(const struct calendar *c, size_t cell)
{
    size_t page = cell / c->values, value = cell % c->values;
    int d = CALENDAR_DIMENSIONS - 1;
    while (value < c->base[d])
        d--;
    return (struct calendar_place){.year = c->first_year +
                                           (int)(page / CALENDAR_PAGES),
                                   .month = (int)(page % CALENDAR_PAGES),
                                   .dimension = (enum calendar_dimension)d,
                                   .name = names[d],
                                   .value = c->text[d][value - c->base[d]]};
}
