/*
 * answers_order.c - sorts respondents; see answers_rows.h.
 *
 * Members are told apart by their number. Only of those who have several rows,
 * and of respondents who are nobody we know, more is read, in a second walk
 * over the table.
 */
#include "analyze/survey/answers_rows.h"
#include "lib/arena.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

/* One of several of the same member, or of nobody. */
struct place {
    const struct answers *a; /* answers decide last */
    uint32_t at;             /* the row as it was read */
    uint32_t member;         /* nobody is last */
    int32_t answered_on, seconds;
    const char *id; /* NULL first */
};

struct ordering {
    struct answers *a;
    uint32_t nobody;     /* the number of who is no member */
    uint32_t *order;     /* rows, sorted */
    bool *tied;          /* by row: not alone in its member */
    struct place *place; /* of tied rows */
    size_t n_tied;
    struct arena ids;
};

static uint32_t member_of(const struct ordering *o, size_t row)
{
    int32_t member = o->a->member[row];
    return member == FACT_NONE ? o->nobody : (uint32_t)member;
}

/* By member, then by row; and which rows are tied. */
static void sort_by_member(struct ordering *o)
{
    size_t n = o->a->n;
    size_t *next = mem_alloc(((size_t)o->nobody + 2) * sizeof *next);
    for (size_t i = 0; i < n; i++)
        next[member_of(o, i) + 1]++;
    for (size_t i = 0; i < n; i++)
        o->n_tied += o->tied[i] = next[member_of(o, i) + 1] > 1;
    for (size_t m = 0; m <= o->nobody; m++)
        next[m + 1] += next[m];
    for (size_t i = 0; i < n; i++)
        o->order[next[member_of(o, i)]++] = (uint32_t)i;
    free(next);
}

static int by_number(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int by_text(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return (a != NULL) - (b != NULL);
    return strcmp(a, b);
}

static int by_answers(const struct place *p, const struct place *q)
{
    for (size_t i = 0; i < p->a->n_items; i++) {
        int a = answers_code(p->a, p->at, i), b = answers_code(q->a, q->at, i);
        if (a != b)
            return a < b ? -1 : 1;
    }
    return by_number(p->at, q->at);
}

static int by_place(const void *one, const void *two)
{
    const struct place *p = one, *q = two;
    int order = by_number(p->member, q->member);
    if (order == 0)
        order = by_text(p->id, q->id);
    if (order == 0)
        order = by_number(p->answered_on, q->answered_on);
    if (order == 0)
        order = by_number(p->seconds, q->seconds);
    return order != 0 ? order : by_answers(p, q);
}

enum { ID, ANSWERED_ON };
static const char *const columns[] = {"respondent_id", "answered_on", NULL};

static struct place place_of(struct ordering *o, const struct tablescan *s,
                             size_t row)
{
    size_t length;
    const char *id = tablescan_text(s, ID, &length);
    return (struct place){
        .a = o->a,
        .at = (uint32_t)row,
        .member = member_of(o, row),
        .answered_on = tablescan_int32(s, ANSWERED_ON, INT32_MIN),
        .seconds = o->a->seconds[row],
        .id = id != NULL ? arena_text(&o->ids, id, length) : NULL};
}

/* The rows are those that were read, and in the same order. */
static int read_places(struct ordering *o, sqlite3 *db, int32_t as_of,
                       struct diag *d)
{
    struct tablescan *s = answers_rows_open(o->a, db, columns, false, d);
    int got = s != NULL ? 0 : -1;
    size_t count = 0;
    o->place = mem_array(NULL, o->n_tied, sizeof *o->place);
    for (size_t row = 0; s != NULL && (got = tablescan_next(s, d)) == 1;) {
        if (tablescan_int32(s, ANSWERED_ON, INT32_MIN) > as_of)
            continue;
        if (row == o->a->n) {
            got = diag_fail(d, "the warehouse was changed while it was read");
            break;
        }
        if (o->tied[row])
            o->place[count++] = place_of(o, s, row);
        row++;
    }
    tablescan_close(s);
    o->n_tied = count;
    return got;
}

/* Tied rows stand by member in both lists. */
static void order_ties(struct ordering *o)
{
    size_t next = 0;
    if (o->n_tied > 0)
        qsort(o->place, o->n_tied, sizeof *o->place, by_place);
    for (size_t i = 0; i < o->a->n && next < o->n_tied; i++)
        if (o->tied[o->order[i]])
            o->order[i] = o->place[next++].at;
}

static bool is_sorted(const struct ordering *o)
{
    size_t i = 0;
    while (i < o->a->n && o->order[i] == i)
        i++;
    return i == o->a->n;
}

/* ARRAY[i] becomes what ARRAY[order[i]] was; N items. */
#define REARRANGE(array, order, n)                                 \
    do {                                                           \
        void *moved_ = mem_array(NULL, (n), sizeof *(array));      \
        memcpy(moved_, (array), (n) * sizeof *(array));            \
        rearrange((array), moved_, sizeof *(array), (order), (n)); \
        free(moved_);                                              \
    } while (0)

static void rearrange(void *to, const void *from, size_t size,
                      const uint32_t *order, size_t n)
{
    char *next = to;
    for (size_t i = 0; i < n; i++, next += size)
        memcpy(next, (const char *)from + order[i] * size, size);
}

static void rearrange_bytes(uint8_t *array, uint8_t *scratch,
                            const uint32_t *order, size_t n)
{
    memcpy(scratch, array, n);
    for (size_t i = 0; i < n; i++)
        array[i] = scratch[order[i]];
}

static void apply(struct answers *a, const uint32_t *order)
{
    uint8_t *scratch = mem_array(NULL, a->n, 1);
    REARRANGE(a->row, order, a->n);
    REARRANGE(a->member, order, a->n);
    REARRANGE(a->seconds, order, a->n);
    for (size_t i = 0; i < a->n_items; i++) {
        struct answer_column *c = &a->column[i];
        if (c->wide != NULL)
            REARRANGE(c->wide, order, a->n);
        else
            rearrange_bytes(c->byte, scratch, order, a->n);
    }
    free(scratch);
}

int answers_order(struct answers *a, sqlite3 *db, const struct facts *f,
                  int32_t as_of, struct diag *d)
{
    if (a->n >= UINT32_MAX)
        return diag_fail(d, "survey '%s' has more than %u respondents", a->id,
                         UINT32_MAX);
    struct ordering o = {.a = a, .nobody = (uint32_t)f->n_members};
    o.order = mem_array(NULL, a->n, sizeof *o.order);
    o.tied = mem_array(NULL, a->n, sizeof *o.tied);
    sort_by_member(&o);
    int status = o.n_tied > 0 ? read_places(&o, db, as_of, d) : 0;
    if (status == 0) {
        order_ties(&o);
        if (!is_sorted(&o))
            apply(a, o.order);
    }
    free(o.order);
    free(o.tied);
    free(o.place);
    arena_free(&o.ids);
    return status;
}
