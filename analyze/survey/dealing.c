/* dealing.c - see dealing.h. */
#include "analyze/survey/dealing.h"

#include "analyze/base/query.h"
#include "lib/arena.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

/* A respondent by his key in the warehouse. */
struct place {
    int64_t row;
    size_t respondent;
};

/* What respondents say of themselves, being read. */
struct reading {
    const struct answers *answers;
    struct groups_guests guests;
    struct place *places; /* by row */
    struct {
        size_t respondent;
        struct groups_stated stated;
    } * list; /* by row, then attribute */
    size_t count, room;
    struct arena arena;
};

static int by_row(const void *one, const void *other)
{
    const struct place *a = one;
    const struct place *b = other;
    return (a->row > b->row) - (a->row < b->row);
}

static void list_places(struct reading *x)
{
    size_t n = x->answers->n;
    x->places = mem_array(NULL, n, sizeof *x->places);
    for (size_t i = 0; i < n; i++)
        x->places[i] = (struct place){x->answers->row[i], i};
    if (n > 0)
        qsort(x->places, n, sizeof *x->places, by_row);
}

static void add_stated(struct reading *x, int64_t row, const char *attribute,
                       const char *value)
{
    const struct place wanted = {row, 0};
    const struct place *found =
        bsearch(&wanted, x->places, x->answers->n, sizeof *x->places, by_row);
    if (found == NULL || attribute == NULL || value == NULL)
        return;
    x->list = mem_grow(x->list, x->count, &x->room, sizeof *x->list);
    x->list[x->count].respondent = found->respondent;
    x->list[x->count++].stated = (struct groups_stated){
        arena_text(&x->arena, attribute, strlen(attribute)),
        arena_text(&x->arena, value, strlen(value))};
}

/* The only text built from data: ids are letters, digits and _ by CHECK. */
static int read_stated(struct reading *x, sqlite3 *db, struct diag *d)
{
    char *sql = mem_format(
        "SELECT r.respondent, a.attribute, a.value FROM response_%s r"
        " CROSS JOIN response_attribute a ON a.batch = r.batch AND a.line ="
        " r.line"
        " WHERE a.survey = ?1 AND r.member IS NULL"
        " ORDER BY r.respondent, a.attribute",
        x->answers->id);
    struct query any = query_open(
        db, "SELECT 1 FROM response_attribute WHERE survey = ?1 LIMIT 1", d);
    query_bind(&any, 1, x->answers->key);
    bool there = query_next(&any);
    int status = query_close(&any);
    if (status == 0 && there) {
        list_places(x);
        struct query q = query_open(db, sql, d);
        query_bind(&q, 1, x->answers->key);
        while (query_next(&q))
            add_stated(x, query_integer(&q, 0, -1), query_text(&q, 1),
                       query_text(&q, 2));
        status = query_close(&q);
    }
    free(sql);
    return status;
}

/* By respondent, counted, then filled. */
static void fill_guests(struct reading *x)
{
    struct groups_guests *g = &x->guests;
    g->n = x->answers->n;
    g->there = mem_alloc((g->n + 1) * sizeof *g->there);
    g->at = mem_alloc((g->n + 2) * sizeof *g->at);
    g->stated = mem_array(NULL, x->count, sizeof *g->stated);
    for (size_t i = 0; i < g->n; i++)
        g->there[i] = x->answers->member[i] == FACT_NONE;
    if (x->count == 0)
        return;
    for (size_t i = 0; i < x->count; i++)
        g->at[x->list[i].respondent + 2]++;
    for (size_t i = 2; i < g->n + 2; i++)
        g->at[i] += g->at[i - 1];
    for (size_t i = 0; i < x->count; i++)
        g->stated[g->at[x->list[i].respondent + 1]++] = x->list[i].stated;
}

size_t dealing_place(const struct answers *a, const struct run *r,
                     size_t respondent)
{
    return a->member[respondent] == FACT_NONE ? r->facts->n_members + respondent
                                              : (size_t)a->member[respondent];
}

/* Of group g: respondents[at[g] .. at[g + 1]); AT is NULL before that. */
struct dealing_lists {
    const struct run *r;
    const struct answers *a;
    uint32_t *respondents;
    size_t *at;
};

/* A walk to count, one to fill. */
static void deal(struct dealing_lists *x, const struct groups *g)
{
    size_t count;
    x->at = mem_alloc((g->n + 2) * sizeof *x->at);
    size_t *at = x->at + 1;
    for (int fill = 0; fill < 2; fill++) {
        for (size_t i = 0; i < x->a->n; i++) {
            const uint32_t *group =
                groups_of(g, dealing_place(x->a, x->r, i), &count);
            for (size_t k = 0; k < count; k++) {
                if (fill)
                    x->respondents[at[group[k]]] = (uint32_t)i;
                at[group[k] + (fill ? 0 : 1)]++;
            }
        }
        if (fill)
            break;
        for (size_t k = 1; k <= g->n; k++)
            at[k] += at[k - 1];
        x->respondents = mem_array(NULL, at[g->n], sizeof *x->respondents);
    }
}

const uint32_t *dealing_respondents(const struct dealing *x, size_t group,
                                    size_t *count)
{
    struct dealing_lists *lists = x->lists;
    if (lists->at == NULL)
        deal(lists, &x->groups);
    *count = lists->at[group + 1] - lists->at[group];
    return lists->respondents + lists->at[group];
}

int dealing_make(struct dealing *x, const struct run *r,
                 const struct answers *a, struct diag *d)
{
    struct reading reading = {.answers = a};
    int status = read_stated(&reading, r->db, d);
    if (status == 0) {
        fill_guests(&reading);
        groups_make_with(&x->groups, r, &reading.guests);
        x->lists = mem_alloc(sizeof *x->lists);
        *x->lists = (struct dealing_lists){.r = r, .a = a};
    }
    free(reading.places);
    free(reading.list);
    free(reading.guests.there);
    free(reading.guests.at);
    free(reading.guests.stated);
    arena_free(&reading.arena);
    return status;
}

void dealing_free(struct dealing *x)
{
    groups_free(&x->groups);
    if (x->lists != NULL) {
        free(x->lists->respondents);
        free(x->lists->at);
    }
    free(x->lists);
    *x = (struct dealing){0};
}
