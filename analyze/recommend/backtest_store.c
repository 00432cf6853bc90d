/*
 * backtest_store.c - see backtest_store.h.
 *
 * Members are the clusters of the bootstrap: one member may be in many windows.
 * Differences are between the models on the same trials.
 */
#include "analyze/recommend/backtest_store.h"

#include "analyze/math/bootstrap.h"
#include "lib/mem.h"
#include "lib/warehouse.h"

#include <math.h>
#include <stdlib.h>

enum { METRICS = 3, PAIRS = 2, COLUMNS = METRICS * (CONTEST_MODELS + PAIRS) };

static const char *const metrics[METRICS] = {"ndcg", "recall", "hit_rate"};

/* What is set against what. */
static const struct {
    enum contest_model model, beside;
    const char *name[METRICS];
} pairs[PAIRS] = {
    {CONTEST_BLEND,
     CONTEST_RECENT,
     {"ndcg_over_recent", "recall_over_recent", "hit_rate_over_recent"}},
    {CONTEST_DIVERSE,
     CONTEST_BLEND,
     {"ndcg_over_blend", "recall_over_blend", "hit_rate_over_blend"}},
};

struct row {
    const char *audience, *model, *metric;
    double value, low, high;
};

/* The statement has run, protocol, trials and members already. */
static int put(sqlite3_stmt *s, const struct row *row, struct diag *d)
{
    if (isnan(row->value))
        return 0; /* not judged */
    sqlite3_bind_text(s, 3, row->audience, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 4, row->model, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 5, row->metric, -1, SQLITE_STATIC);
    sqlite3_bind_double(s, 8, row->value);
    if (isnan(row->low)) {
        sqlite3_bind_null(s, 9);
        sqlite3_bind_null(s, 10);
    } else {
        sqlite3_bind_double(s, 9, row->low);
        sqlite3_bind_double(s, 10, row->high);
    }
    return warehouse_do(s, d);
}

static void fill_metrics(const struct ranking_score *s, double *to)
{
    to[0] = s->ndcg;
    to[1] = s->recall;
    to[2] = s->hit;
}

/* The figures of one trial: of each model, then of each pair. */
static void fill_trial(const struct verdict *v, double *to)
{
    for (size_t m = 0; m < CONTEST_MODELS; m++)
        fill_metrics(&v->score[m], to + m * METRICS);
    for (size_t p = 0; p < PAIRS; p++)
        for (size_t i = 0; i < METRICS; i++)
            to[(CONTEST_MODELS + p) * METRICS + i] =
                to[pairs[p].model * METRICS + i] -
                to[pairs[p].beside * METRICS + i];
}

struct audience {
    double *values;
    uint32_t *cluster;
    size_t count, members;
    double mean[COLUMNS], low[COLUMNS], high[COLUMNS];
};

static int by_number(const void *one, const void *two)
{
    uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)two;
    return (a > b) - (a < b);
}

static size_t count_members(const struct audience *a)
{
    uint32_t *sorted = mem_array(NULL, a->count, sizeof *sorted);
    size_t members = 0;
    for (size_t i = 0; i < a->count; i++)
        sorted[i] = a->cluster[i];
    if (a->count > 0)
        qsort(sorted, a->count, sizeof *sorted, by_number);
    for (size_t i = 0; i < a->count; i++)
        members += i == 0 || sorted[i] != sorted[i - 1];
    free(sorted);
    return members;
}

static void gather(struct audience *a, const struct contest *c, bool warm,
                   uint64_t seed)
{
    *a = (struct audience){0};
    a->values = mem_array(NULL, c->count, COLUMNS * sizeof *a->values);
    a->cluster = mem_array(NULL, c->count, sizeof *a->cluster);
    for (size_t i = 0; i < c->count; i++) {
        if (c->verdict[i].warm != warm)
            continue;
        fill_trial(&c->verdict[i], a->values + a->count * COLUMNS);
        a->cluster[a->count++] = c->verdict[i].member;
    }
    a->members = count_members(a);
    struct bootstrap b = {.values = a->values,
                          .cluster = a->cluster,
                          .count = a->count,
                          .dim = COLUMNS,
                          .seed = seed};
    bootstrap_means(&b, a->mean, a->low, a->high);
}

static int put_means(sqlite3_stmt *s, const struct audience *a,
                     const char *audience, struct diag *d)
{
    for (size_t j = 0; j < COLUMNS; j++) {
        size_t m = j / METRICS, i = j % METRICS;
        bool pair = m >= CONTEST_MODELS;
        struct row row = {
            .audience = audience,
            .model = contest_name(pair ? pairs[m - CONTEST_MODELS].model
                                       : (enum contest_model)m),
            .metric = pair ? pairs[m - CONTEST_MODELS].name[i] : metrics[i],
            .value = a->mean[j],
            .low = a->low[j],
            .high = a->high[j]};
        if (put(s, &row, d) != 0)
            return -1;
    }
    return 0;
}

static int put_spread(sqlite3_stmt *s, const struct ranking_spread *spread,
                      const char *audience, const char *model, struct diag *d)
{
    struct ranking_figures f = ranking_spread_finish(spread);
    const struct row rows[] = {
        {audience, model, "coverage", f.coverage, NAN, NAN},
        {audience, model, "gini", f.gini, NAN, NAN},
        {audience, model, "novelty", f.novelty, NAN, NAN},
        {audience, model, "popularity_share", f.popularity_share, NAN, NAN}};
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (put(s, &rows[i], d) != 0)
            return -1;
    return 0;
}

static int put_audience(sqlite3_stmt *s, const struct backtest_result *b,
                        bool warm, uint64_t seed, struct diag *d)
{
    struct audience a;
    const char *name = warm ? "warm" : "cold";
    gather(&a, b->contest, warm, seed);
    sqlite3_bind_int64(s, 6, (int64_t)a.count);
    sqlite3_bind_int64(s, 7, (int64_t)a.members);
    int status = a.count > 0 ? put_means(s, &a, name, d) : 0;
    for (size_t m = 0; status == 0 && a.count > 0 && m < CONTEST_MODELS; m++)
        status = put_spread(s, &b->contest->spread[warm][m], name,
                            contest_name((enum contest_model)m), d);
    free(a.values);
    free(a.cluster);
    return status;
}

int backtest_store(struct run *r, const struct backtest_result *b,
                   struct diag *d)
{
    sqlite3_stmt *s = warehouse_prepare(
        r->db,
        "INSERT INTO backtest VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        d);
    if (s == NULL)
        return -1;
    sqlite3_bind_int64(s, 1, r->key);
    sqlite3_bind_text(s, 2, b->protocol, -1, SQLITE_STATIC);
    int status = 0;
    for (int warm = 1; status == 0 && warm >= 0; warm--)
        status = put_audience(s, b, warm != 0, (uint64_t)r->study->seed, d);
    sqlite3_finalize(s);
    return status;
}

static int put_setting(sqlite3_stmt *s, const char *name, double value,
                       bool given, struct diag *d)
{
    sqlite3_bind_text(s, 5, name, -1, SQLITE_STATIC);
    sqlite3_bind_double(s, 6, value);
    sqlite3_bind_int(s, 7, given);
    return warehouse_do(s, d);
}

int backtest_store_window(struct run *r, const struct windows *w, size_t window,
                          const struct settings *set, struct diag *d)
{
    sqlite3_stmt *s = warehouse_prepare(
        r->db,
        "INSERT INTO backtest_setting VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", d);
    if (s == NULL)
        return -1;
    int status = 0;
    sqlite3_bind_int64(s, 1, r->key);
    sqlite3_bind_int64(s, 2, (int64_t)window);
    if (window < w->count) {
        sqlite3_bind_int64(s, 3, w->from[window]);
        sqlite3_bind_int64(s, 4, w->until[window] - 1);
    }
    for (size_t i = 0; status == 0 && i < SETTINGS; i++)
        status = put_setting(s, setting_name((enum setting)i), set->value[i],
                             set->given[i], d);
    sqlite3_finalize(s);
    return status;
}
