/* standing.c - see standing.h. */
#include "analyze/standing/standing.h"

#include "analyze/base/period.h"
#include "analyze/base/query.h"
#include "analyze/math/betabinom.h"
#include "analyze/standing/agreed.h"
#include "analyze/standing/change.h"
#include "analyze/standing/indicator.h"
#include "analyze/standing/weights.h"
#include "lib/bulk.h"
#include "lib/date.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double LEVEL = 0.95, FULL_MARK = 100;

enum { KNOWN = 4096 };

/* An interval that has been worked out; many small organisations are equal. */
struct known {
    const struct betabinom *model; /* NULL: none */
    int64_t hits, trials;
    struct interval interval;
};

struct standing {
    struct tally *now, *before;     /* by organisation; [n_orgs] is all */
    struct indicator_value *change; /* by organisation */
    struct agreed *agreed;          /* INDICATORS of each organisation */
    struct betabinom *model;        /* INDICATORS of each depth */
    int *depth;                     /* by organisation, -1: in a ring */
    int depths;
    struct weights weights;
    struct known *known; /* KNOWN of them */
    struct bulk *rows;
};

/* By member, who answered the survey of response rates; NULL: there is none. */
static int read_answered(const struct run *r, unsigned char **answered,
                         struct diag *d)
{
    struct query q = query_open(r->db,
                                "SELECT survey_id FROM survey"
                                " WHERE survey_id = ?1 OR (?1 IS NULL AND"
                                " about = 'demand')"
                                " ORDER BY survey_id DESC LIMIT 1",
                                d);
    char *select = NULL;
    query_bind_text(&q, 1, study_text(r->study, "survey", "survey", NULL));
    if (query_next(&q))
        select = mem_format("SELECT DISTINCT member FROM \"response_%s\""
                            " WHERE member IS NOT NULL AND rater IS NULL"
                            " AND (answered_on IS NULL OR answered_on <= ?1)",
                            query_text(&q, 0));
    if (query_close(&q) != 0 || select == NULL) {
        free(select);
        return q.failed ? -1 : 0;
    }
    *answered = mem_alloc(r->facts->n_members);
    q = query_open(r->db, select, d);
    query_bind(&q, 1, r->study->as_of);
    while (query_next(&q)) {
        int32_t m = facts_member_of_key(r->facts, query_integer(&q, 0, 0));
        if (m != FACT_NONE)
            (*answered)[m] = 1;
    }
    free(select);
    return query_close(&q);
}

static void find_depths(struct standing *s, const struct facts *f)
{
    s->depth = mem_array(NULL, f->n_orgs, sizeof *s->depth);
    for (size_t o = 0; o < f->n_orgs; o++) {
        s->depth[o] = tally_depth(f, o);
        if (s->depth[o] >= s->depths)
            s->depths = s->depth[o] + 1;
    }
}

static struct betabinom *model_of(const struct standing *s, int depth,
                                  size_t indicator)
{
    return &s->model[(size_t)depth * INDICATORS + indicator];
}

static int store_model(const struct run *r, struct bulk *b, int depth,
                       size_t indicator, size_t groups,
                       const struct betabinom *m, struct diag *d)
{
    bulk_integer(b, r->key);
    bulk_integer(b, depth);
    bulk_text(b, indicators[indicator].name,
              strlen(indicators[indicator].name));
    bulk_integer(b, (int64_t)groups);
    bulk_real(b, m->mean);
    bulk_real(b, isinf(m->strength) ? NAN : m->strength);
    return bulk_end_row(b, d);
}

/* Draws the shares of one indicator and depth together. */
static int fit_one(struct standing *s, const struct run *r, struct bulk *b,
                   int depth, size_t indicator, struct diag *d)
{
    struct betabinom_group *group =
        mem_array(NULL, r->facts->n_orgs, sizeof *group);
    size_t count = 0;
    for (size_t o = 0; o < r->facts->n_orgs; o++) {
        struct indicator_value v =
            indicator_of(&indicators[indicator], &s->now[o]);
        if (s->depth[o] == depth && v.denominator > 0)
            group[count++] =
                (struct betabinom_group){v.numerator, v.denominator};
    }
    struct betabinom *m = model_of(s, depth, indicator);
    *m = betabinom_fit(group, count);
    free(group);
    return count == 0 ? 0 : store_model(r, b, depth, indicator, count, m, d);
}

static int fit_models(struct standing *s, const struct run *r, struct diag *d)
{
    s->model =
        mem_array(NULL, (size_t)s->depths * INDICATORS, sizeof *s->model);
    struct bulk *b = bulk_open(r->db,
                               "INSERT INTO standing_model SELECT c0, c1, c2,"
                               " c3, c4, c5 FROM bulk",
                               6, d);
    int status = b == NULL ? -1 : 0;
    for (int depth = 0; depth < s->depths; depth++)
        for (size_t i = 0; i < INDICATORS && status == 0; i++)
            if (indicators[i].kind == INDICATOR_PEOPLE)
                status = fit_one(s, r, b, depth, i, d);
    return bulk_end(b, status, d);
}

/* A row of the table. */
struct row {
    size_t org; /* n_orgs: all */
    const char *indicator;
    struct indicator_value v;
    double shrunk, shrunk_low, shrunk_high;
    struct indicator_value previous;
    struct agreed agreed;
};

static const struct agreed nothing_agreed = {NAN, {NAN, NAN, NAN, NAN}};

static struct row empty_row(size_t org, const char *indicator)
{
    return (struct row){.org = org,
                        .indicator = indicator,
                        .v = {0, 0, NAN, NAN, NAN},
                        .shrunk = NAN,
                        .shrunk_low = NAN,
                        .shrunk_high = NAN,
                        .previous = {0, 0, NAN, NAN, NAN},
                        .agreed = nothing_agreed};
}

static void add_count(struct bulk *b, int64_t count, bool known)
{
    if (known)
        bulk_integer(b, count);
    else
        bulk_null(b);
}

static int store_row(const struct standing *s, const struct run *r,
                     const struct row *row, struct diag *d)
{
    struct bulk *b = s->rows;
    bool all = row->org == r->facts->n_orgs;
    bulk_integer(b, r->key);
    add_count(b, all ? 0 : r->facts->org[row->org].key, !all);
    bulk_text(b, row->indicator, strlen(row->indicator));
    add_count(b, row->v.numerator, row->v.denominator > 0);
    add_count(b, row->v.denominator, row->v.denominator > 0);
    bulk_real(b, row->v.value);
    bulk_real(b, row->v.low);
    bulk_real(b, row->v.high);
    bulk_real(b, row->shrunk);
    bulk_real(b, row->shrunk_low);
    bulk_real(b, row->shrunk_high);
    add_count(b, row->previous.numerator, row->previous.denominator > 0);
    add_count(b, row->previous.denominator, row->previous.denominator > 0);
    bulk_real(b, row->previous.value);
    bulk_real(b, row->agreed.target);
    for (int m = WEIGHT_SELF; m < WEIGHT_SOURCES; m++)
        bulk_real(b, row->agreed.mark[m]);
    return bulk_end_row(b, d);
}

/* The interval of a group's share, from those known if it is there. */
static struct interval interval_of(const struct standing *s,
                                   const struct betabinom *m, int64_t hits,
                                   int64_t trials)
{
    uint64_t at =
        (uint64_t)trials * 64 + (uint64_t)hits + (uint64_t)(m - s->model) * 997;
    struct known *k = &s->known[at % KNOWN];
    if (k->model != m || k->hits != hits || k->trials != trials)
        *k = (struct known){m, hits, trials,
                            betabinom_interval(m, hits, trials, LEVEL)};
    return k->interval;
}

static struct row make_row(const struct standing *s, const struct run *r,
                           size_t org, size_t i)
{
    struct row row = empty_row(org, indicators[i].name);
    row.v = indicator_of(&indicators[i], &s->now[org]);
    row.previous = indicator_of(&indicators[i], &s->before[org]);
    if (org == r->facts->n_orgs)
        return row;
    row.agreed = s->agreed[INDICATORS * org + i];
    if (indicators[i].kind == INDICATOR_CHANGE)
        row.v = s->change[org];
    if (indicators[i].kind != INDICATOR_PEOPLE || s->depth[org] < 0 ||
        row.v.denominator == 0)
        return row;
    const struct betabinom *m = model_of(s, s->depth[org], i);
    row.shrunk = betabinom_share(m, row.v.numerator, row.v.denominator);
    struct interval in = interval_of(s, m, row.v.numerator, row.v.denominator);
    row.shrunk_low = in.low;
    row.shrunk_high = in.high;
    return row;
}

/* The estimate on a scale of 0 .. 1, NaN if it has none. */
static double measured(const struct indicator *i, const struct row *row)
{
    double value = isnan(row->shrunk) ? row->v.value : row->shrunk;
    bool share = i->kind == INDICATOR_PEOPLE || i->kind == INDICATOR_SHARE;
    if (row->agreed.target > 0 && !isnan(value))
        return fmax(0, fmin(1, value / row->agreed.target));
    return share ? value : NAN;
}

static void note_marks(double mark[WEIGHT_SOURCES], const struct indicator *i,
                       const struct row *row)
{
    mark[WEIGHT_MEASURED] = measured(i, row);
    for (int m = WEIGHT_SELF; m < WEIGHT_SOURCES; m++)
        mark[m] = row->agreed.mark[m] / FULL_MARK;
}

static bool is_told(const struct row *row)
{
    return row->v.denominator > 0 || !isnan(row->agreed.target) ||
           !isnan(row->agreed.mark[WEIGHT_SELF]) ||
           !isnan(row->agreed.mark[WEIGHT_PARTICIPANTS]) ||
           !isnan(row->agreed.mark[WEIGHT_SUPERVISORS]);
}

static int store_org(const struct standing *s, const struct run *r, size_t org,
                     struct diag *d)
{
    double mark[INDICATORS][WEIGHT_SOURCES];
    for (size_t i = 0; i < INDICATORS; i++) {
        struct row row = make_row(s, r, org, i);
        note_marks(mark[i], &indicators[i], &row);
        if (is_told(&row) && store_row(s, r, &row, d) != 0)
            return -1;
    }
    struct row composite = empty_row(org, "composite");
    composite.v.value = weights_composite(&s->weights, mark);
    if (!s->weights.given || isnan(composite.v.value) ||
        org == r->facts->n_orgs)
        return 0;
    return store_row(s, r, &composite, d);
}

static int store_all(struct standing *s, const struct run *r, struct diag *d)
{
    s->rows = bulk_open(r->db,
                        "INSERT INTO standing SELECT c0, c1, c2, c3, c4, c5,"
                        " c6, c7, c8, c9, c10, c11, c12, c13, c14, c15,"
                        " c16, c17 FROM bulk",
                        18, d);
    int status = s->rows == NULL ? -1 : 0;
    for (size_t o = 0; o <= r->facts->n_orgs && status == 0; o++)
        status = store_org(s, r, o, d);
    struct bulk *rows = s->rows;
    s->rows = NULL;
    return bulk_end(rows, status, d);
}

static int measure(struct standing *s, const struct run *r, struct diag *d)
{
    unsigned char *answered = NULL;
    struct period previous = period_of(r->study, PERIOD_PREVIOUS);
    int status = read_answered(r, &answered, d);
    if (status == 0) {
        s->now = tally_all(r, PERIOD_STUDY, r->study->as_of, answered);
        s->before = tally_all(r, PERIOD_PREVIOUS, previous.to, NULL);
    }
    free(answered);
    return status;
}

static int standing_begin(struct run *r, void **self, int *skip, struct diag *d)
{
    (void)skip;
    struct standing *s = mem_alloc(sizeof *s);
    *self = s;
    s->known = mem_alloc(KNOWN * sizeof *s->known);
    find_depths(s, r->facts);
    if (weights_read(&s->weights, r->study, d) != 0 || measure(s, r, d) != 0)
        return -1;
    s->agreed =
        agreed_read(r, date_year(period_of(r->study, PERIOD_STUDY).to), d);
    s->change = changes_read(r, d);
    if (s->agreed == NULL || s->change == NULL || fit_models(s, r, d) != 0)
        return -1;
    return store_all(s, r, d);
}

static void standing_free(void *self)
{
    struct standing *s = self;
    if (s == NULL)
        return;
    bulk_free(s->rows);
    free(s->now);
    free(s->before);
    free(s->agreed);
    free(s->change);
    free(s->model);
    free(s->known);
    free(s->depth);
    free(s);
}

const struct task standing_task = {
    .name = "standing", .begin = standing_begin, .free = standing_free};
