/*
 * annual.c - annual.json: the annual figures, month by month.
 *
 * Classes, sessions, instructors, venues, materials and money are shown as
 * they are. Members, person-times and hours of a cell are shown together or
 * not at all: see yearly.h. "org" tells of members alone.
 *
 * standing.json tells how many members there are. Where nearly all of them took
 * part, the members of that month would tell how few did not; so in the year of
 * the as-of day these are held back, of all organisations together, as they add
 * up.
 */
#include "report/context.h"
#include "report/cursor.h"
#include "report/jsonfile.h"
#include "report/membercounts.h"
#include "report/reports.h"
#include "report/yearly.h"

#include "lib/attr.h"
#include "lib/date.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

/* Figures by the order of their keys in the report. */
struct figure {
    const char *word, *key;
    enum { PLAIN, HOURS, MONEY } unit;
    bool people;
};

static const struct figure figures[] = {
    {"classes", "classes", PLAIN, false},
    {"sessions", "sessions", PLAIN, false},
    {"members", "members", PLAIN, true},
    {"person-times", "person_times", PLAIN, true},
    {"minutes", "hours", HOURS, true},
    {"instructors", "instructors", PLAIN, false},
    {"venues", "venues", PLAIN, false},
    {"materials", "materials", PLAIN, false},
    {"cost", "cost", MONEY, false},
    {"sessions-without-cost", "sessions_without_cost", PLAIN, false},
};

enum {
    FIGURES = COUNT_OF(figures),
    SESSIONS = 1,
    MEMBERS = 2,
    COST = FIGURES - 2,
    UNPRICED = FIGURES - 1
};

static const char select_figures[] =
    "SELECT a.year, a.dimension, a.value, a.month, a.figure, a.amount,"
    " coalesce(o.name, t.name), t.name_zh FROM annual_figure a"
    " LEFT JOIN organization o ON a.dimension IN ('org', 'provider')"
    " AND o.org_id = a.value"
    " LEFT JOIN topic t ON a.dimension = 'area' AND t.topic_id = a.value"
    " WHERE a.run = ?1"
    " ORDER BY a.year, a.dimension <> 'all', a.dimension, a.value, a.month,"
    " a.figure";

/* The months of one value. */
struct value {
    int64_t year;
    char *dimension, *text, *name, *name_zh;
    int64_t amount[YEARLY_PAGES][FIGURES];
    bool shown[YEARLY_PAGES];
    bool untold[YEARLY_PAGES]; /* the members, though the rest is shown */
};

struct annual {
    struct value *value;
    size_t count, room;
};

static struct value *value_of(struct annual *a, const struct cursor *r)
{
    struct value *last = a->count > 0 ? &a->value[a->count - 1] : NULL;
    if (last != NULL && last->year == cursor_integer(r, 0) &&
        strcmp(last->dimension, cursor_text(r, 1)) == 0 &&
        strcmp(last->text, cursor_text(r, 2)) == 0)
        return last;
    a->value = mem_grow(a->value, a->count, &a->room, sizeof *a->value);
    last = &a->value[a->count++];
    memset(last, 0, sizeof *last);
    last->year = cursor_integer(r, 0);
    last->dimension = mem_text(cursor_text(r, 1));
    last->text = mem_text(cursor_text(r, 2));
    last->name = mem_text(cursor_text(r, 6));
    last->name_zh = mem_text(cursor_text(r, 7));
    return last;
}

static int read_values(struct annual *a, const struct context *c,
                       struct diag *d)
{
    struct cursor r = cursor_open(c, select_figures, d);
    while (cursor_next(&r)) {
        struct value *v = value_of(a, &r);
        int64_t month = cursor_integer(&r, 3);
        for (size_t f = 0; f < FIGURES; f++)
            if (month >= 0 && month < YEARLY_PAGES &&
                strcmp(figures[f].word, cursor_text(&r, 4)) == 0)
                v->amount[month][f] = cursor_integer(&r, 5);
    }
    return cursor_close(&r);
}

/* How many values from FIRST on share its year and dimension. */
static size_t run_of(const struct annual *a, size_t first)
{
    size_t end = first + 1;
    while (end < a->count && a->value[end].year == a->value[first].year &&
           strcmp(a->value[end].dimension, a->value[first].dimension) == 0)
        end++;
    return end - first;
}

/* Decides about COUNT values; TOTAL, if not NULL, is that of them all. */
static void decide_run(struct value *v, size_t count, const struct value *total,
                       int64_t threshold)
{
    size_t rows = count + (total != NULL);
    int64_t *members = mem_array(NULL, rows * YEARLY_PAGES, sizeof *members);
    bool *shown = mem_alloc(rows * YEARLY_PAGES * sizeof *shown);
    for (size_t i = 0; i < rows; i++)
        for (size_t p = 0; p < YEARLY_PAGES; p++) {
            const struct value *of = i < count ? &v[i] : total;
            members[i * YEARLY_PAGES + p] = of->amount[p][MEMBERS];
            shown[i * YEARLY_PAGES + p] = of->shown[p];
        }
    yearly_decide(members, count, total != NULL, threshold, shown);
    for (size_t i = 0; i < count; i++)
        for (size_t p = 0; p < YEARLY_PAGES; p++)
            v[i].shown[p] = shown[i * YEARLY_PAGES + p];
    free(members);
    free(shown);
}

static void decide(struct annual *a, int64_t threshold)
{
    const struct value *total = NULL;
    for (size_t i = 0; i < a->count;) {
        size_t count = run_of(a, i);
        bool all = strcmp(a->value[i].dimension, "all") == 0;
        if (all || (total != NULL && total->year != a->value[i].year))
            total = NULL;
        decide_run(&a->value[i], count, total, threshold);
        if (all)
            total = &a->value[i];
        i += count;
    }
}

/* The node that V tells of, SIZE_MAX if it tells of no organisation. */
static size_t node_of(const struct value *v, const struct tree *t)
{
    size_t node = 0;
    if (strcmp(v->dimension, "all") == 0)
        return 0;
    if (strcmp(v->dimension, "org") != 0)
        return SIZE_MAX;
    while (node < t->count && strcmp(t->id[node], v->text) != 0)
        node++;
    return node < t->count ? node : SIZE_MAX;
}

/* Notes in FEW the months in which few of those that are told stayed away. */
static void find_few(const struct value *v, const struct context *c,
                     const struct membercounts *all, bool few[YEARLY_PAGES])
{
    size_t node = node_of(v, &c->tree);
    for (size_t p = 0; node != SIZE_MAX && p < YEARLY_PAGES; p++) {
        int64_t away = all->people[node] - v->amount[p][MEMBERS];
        away = away < 0 ? -away : away;
        few[p] = few[p] || (all->shown[node] && v->shown[p] && away > 0 &&
                            away < c->study->cell_threshold);
    }
}

static int hide_members(struct annual *a, const struct context *c,
                        struct diag *d)
{
    struct membercounts all = {0};
    bool few[YEARLY_PAGES] = {false};
    int status = membercounts_read(&all, c, false, d);
    for (size_t i = 0; status == 0 && i < a->count; i++)
        if (a->value[i].year == date_year(c->study->as_of))
            find_few(&a->value[i], c, &all, few);
    for (size_t i = 0; status == 0 && i < a->count; i++)
        if (a->value[i].year == date_year(c->study->as_of) &&
            node_of(&a->value[i], &c->tree) != SIZE_MAX)
            memcpy(a->value[i].untold, few, sizeof few);
    membercounts_free(&all);
    return status;
}

static json_t *amount(const struct figure *f, int64_t value, bool shown)
{
    if (f->people && !shown)
        return json_null();
    if (f->unit == HOURS)
        return jsonfile_hours(value);
    return f->unit == MONEY ? jsonfile_real((double)value / 100)
                            : json_integer(value);
}

/* Whether there were sessions, and of none the cost is known. */
static bool unpriced(const int64_t amount[FIGURES])
{
    return amount[SESSIONS] > 0 && amount[UNPRICED] == amount[SESSIONS];
}

static json_t *page_of(const struct value *v, size_t page)
{
    json_t *o = json_object();
    json_object_set_new(
        o, "month", page > 0 ? json_integer((json_int_t)page) : json_null());
    for (size_t f = 0; f < FIGURES; f++) {
        const int64_t *all = v->amount[page];
        bool shown = v->shown[page] && !(f == MEMBERS && v->untold[page]);
        if (figures[f].people || strcmp(v->dimension, "org") != 0)
            json_object_set_new(o, figures[f].key,
                                f == COST && unpriced(all)
                                    ? json_null()
                                    : amount(&figures[f], all[f], shown));
    }
    return o;
}

/* The year, then the months in which there was anything. */
static json_t *value_object(const struct value *v)
{
    json_t *o = json_object(), *months = json_array();
    json_object_set_new(o, "year", json_integer(v->year));
    json_object_set_new(o, "dimension", json_string(v->dimension));
    json_object_set_new(o, "value", jsonfile_text(v->text));
    json_object_set_new(o, "name", jsonfile_text(v->name));
    json_object_set_new(o, "name_zh", jsonfile_text(v->name_zh));
    for (size_t p = 0; p < YEARLY_PAGES; p++) {
        bool any = p == 0;
        for (size_t f = 0; f < FIGURES; f++)
            any = any || v->amount[p][f] != 0;
        if (any)
            json_array_append_new(months, page_of(v, p));
    }
    json_object_set_new(o, "months", months);
    return o;
}

static void annual_free(struct annual *a)
{
    for (size_t i = 0; i < a->count; i++) {
        free(a->value[i].dimension);
        free(a->value[i].text);
        free(a->value[i].name);
        free(a->value[i].name_zh);
    }
    free(a->value);
}

int report_annual(const struct context *c, const char *file, struct diag *d)
{
    struct annual a = {0};
    int status = read_values(&a, c, d);
    if (status == 0) {
        decide(&a, c->study->threshold);
        status = hide_members(&a, c, d);
    }
    if (status == 0) {
        json_t *document = jsonfile_begin(c->study);
        json_t *list = json_array();
        for (size_t i = 0; i < a.count; i++)
            json_array_append_new(list, value_object(&a.value[i]));
        json_object_set_new(document, "figures", list);
        status = jsonfile_write(document, c->folder, file, d);
    }
    annual_free(&a);
    return status;
}
