/* previous.c - see previous.h. */
#include "analyze/segment/previous.h"

#include "analyze/base/query.h"
#include "analyze/math/matching.h"
#include "analyze/segment/profile.h"
#include "lib/bulk.h"
#include "lib/date.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST = 1024,  /* earlier segments that are looked at */
    MOST_TOLD = 5 /* runs that a message names */
};

static const char select_run[] =
    "SELECT run, as_of FROM run WHERE study = ?1 AND run <> ?4 AND"
    " CASE WHEN ?3 IS NULL THEN as_of < ?2 ELSE run_id = ?3 END"
    " AND EXISTS (SELECT 1 FROM segment s WHERE s.run = run.run)"
    " ORDER BY as_of DESC, run_id LIMIT 1";
static const char select_profile[] =
    "SELECT segment, kind, feature, mean FROM segment_profile"
    " WHERE run = ?1 ORDER BY segment, kind, feature";
static const char select_sizes[] =
    "SELECT segment, members FROM segment WHERE run = ?1 ORDER BY segment";
static const char select_members[] =
    "SELECT member, segment FROM segment_member WHERE run = ?1"
    " AND assigned = 0 ORDER BY member";

/* The segments of the earlier run, and how far each is from each class. */
struct earlier {
    int64_t segment[MOST];
    size_t count;
    double *sum;  /* classes x MOST: squared differences, */
    size_t *n;    /* and over how many features: by earlier segment */
    bool *shared; /* by feature of today: the earlier run has it too */
};

static const char select_runs[] =
    "SELECT run_id, as_of FROM run WHERE study = ?1 AND run <> ?2"
    " AND EXISTS (SELECT 1 FROM segment s WHERE s.run = run.run)"
    " ORDER BY as_of DESC, run_id LIMIT ?3";

/* Says that there is no run WANTED, and which there are: the latest of them. */
static int fail_unknown(const struct run *r, const char *wanted, struct diag *d)
{
    char *known = NULL;
    struct query q = query_open(r->db, select_runs, d);
    query_bind_text(&q, 1, r->study->id);
    query_bind(&q, 2, r->key);
    query_bind(&q, 3, MOST_TOLD);
    while (query_next(&q)) {
        char day[DATE_TEXT];
        date_write(query_int32(&q, 1, 0), day);
        char *longer =
            mem_format("%s%s%s (%s)", known == NULL ? "" : known,
                       known == NULL ? "" : ", ", query_text(&q, 0), day);
        free(known);
        known = longer;
    }
    if (r->previous == NULL)
        study_at(r->study, "segment", "previous", d);
    if (query_close(&q) == 0)
        diag_fail(d,
                  "%sthe warehouse has no run '%s' of this study with "
                  "segments; it has: %s",
                  r->previous != NULL ? "--previous: " : "", wanted,
                  known != NULL ? known : "none");
    free(known);
    return -1;
}

int previous_find(struct grouping *g, const struct run *r, struct diag *d)
{
    const char *wanted =
        r->previous != NULL ? r->previous
                            : study_text(r->study, "segment", "previous", NULL);
    struct query q = query_open(r->db, select_run, d);
    query_bind_text(&q, 1, r->study->id);
    query_bind(&q, 2, r->study->as_of);
    if (wanted != NULL)
        query_bind_text(&q, 3, wanted);
    query_bind(&q, 4, r->key);
    if (query_next(&q)) {
        g->previous = query_integer(&q, 0, 0);
        g->previous_on = query_int32(&q, 1, 0);
    }
    if (query_close(&q) != 0)
        return -1;
    return wanted != NULL && g->previous == 0 ? fail_unknown(r, wanted, d) : 0;
}

static size_t find_feature(const struct profile *p, const char *kind,
                           const char *feature)
{
    size_t i = 0;
    while (i < p->count && (strcmp(p->kind[i], kind) != 0 ||
                            strcmp(p->feature[i], feature) != 0))
        i++;
    return i;
}

static void compare(struct earlier *e, const struct profile *p, size_t at,
                    size_t feature, double mean)
{
    for (size_t k = 0; k < p->k; k++) {
        double gap = (p->mean[k * p->count + feature] - mean) / p->sd[feature];
        e->sum[k * MOST + at] += gap * gap;
    }
    e->n[at]++;
    e->shared[feature] = true;
}

static int read_earlier(struct earlier *e, const struct grouping *g,
                        const struct run *r, const struct profile *p,
                        struct diag *d)
{
    struct query q = query_open(r->db, select_profile, d);
    query_bind(&q, 1, g->previous);
    while (query_next(&q)) {
        int64_t segment = query_integer(&q, 0, 0);
        bool next = e->count == 0 || e->segment[e->count - 1] != segment;
        if (next && e->count == MOST)
            break;
        if (next)
            e->segment[e->count++] = segment;
        size_t i = find_feature(p, query_text(&q, 1), query_text(&q, 2));
        if (i < p->count)
            compare(e, p, e->count - 1, i, query_real(&q, 3));
    }
    return query_close(&q);
}

/*
 * Half of the way between the two classes that are nearest to each other, over
 * the features that both runs have.
 */
static double half_way(const struct profile *p, const bool *shared)
{
    double least = INFINITY;
    size_t count = 0;
    for (size_t i = 0; i < p->count; i++)
        count += shared[i];
    for (size_t a = 0; a < p->k; a++)
        for (size_t b = 0; b < a; b++) {
            double sum = 0;
            for (size_t i = 0; i < p->count; i++) {
                double gap =
                    (p->mean[a * p->count + i] - p->mean[b * p->count + i]) /
                    p->sd[i];
                sum += shared[i] ? gap * gap : 0;
            }
            least = fmin(least, sqrt(sum / (double)count));
        }
    return least / 2;
}

static void match(struct grouping *g, const struct earlier *e,
                  const struct profile *p)
{
    double *gain = mem_array(NULL, p->k * e->count, sizeof *gain);
    size_t *with = mem_array(NULL, p->k, sizeof *with);
    double least = half_way(p, e->shared);
    for (size_t i = 0; i < p->k * e->count; i++) {
        size_t k = i / e->count, at = i % e->count;
        gain[i] = e->n[at] > 0
                      ? 1 / (1 + e->sum[k * MOST + at] / (double)e->n[at])
                      : 0;
    }
    matching_best(gain, p->k, e->count, with);
    for (size_t k = 0; k < p->k; k++) {
        double found = with[k] < e->count ? gain[k * e->count + with[k]] : 0;
        double distance = found > 0 ? sqrt(1 / found - 1) : INFINITY;
        if (distance < least) {
            g->before[k] = e->segment[with[k]];
            g->distance[k] = distance;
        }
    }
    free(gain);
    free(with);
}

static int match_earlier(struct grouping *g, const struct run *r, int64_t *last,
                         struct diag *d)
{
    struct profile p;
    struct earlier *e = mem_alloc(sizeof *e);
    profile_make(&p, &g->found.model, &g->features);
    e->sum = mem_alloc(p.k * MOST * sizeof *e->sum);
    e->n = mem_alloc(MOST * sizeof *e->n);
    e->shared = mem_alloc(p.count * sizeof *e->shared);
    int status = read_earlier(e, g, r, &p, d);
    if (status == 0 && e->count > 0) {
        match(g, e, &p);
        *last = e->segment[e->count - 1];
    }
    profile_free(&p);
    free(e->sum);
    free(e->n);
    free(e->shared);
    free(e);
    return status;
}

int previous_number(struct grouping *g, const struct run *r, struct diag *d)
{
    int64_t last = 0;
    if (g->previous != 0 && match_earlier(g, r, &last, d) != 0)
        return -1;
    for (size_t k = 0; k < g->found.model.k; k++) {
        int64_t number = g->before[k] > 0 ? g->before[k] : ++last;
        if (number > UINT16_MAX)
            return diag_fail(d, "segments: the earlier run has %lld of them",
                             (long long)last);
        g->number[k] = (uint16_t)number;
    }
    return 0;
}

/* A square of counts by segment before and now, [0] of one time alone. */
struct moves {
    size_t width;
    int64_t *count;
};

static int count_moves(struct moves *m, const struct grouping *g,
                       const struct run *r, struct diag *d)
{
    struct query q = query_open(r->db, select_members, d);
    query_bind(&q, 1, g->previous);
    while (query_next(&q)) {
        int32_t member = facts_member_of_key(r->facts, query_integer(&q, 0, 0));
        int64_t before = query_integer(&q, 1, 0);
        if (member == FACT_NONE || before <= 0 || before > UINT16_MAX)
            continue;
        const struct grouping_member *now = &g->member[member];
        if (now->segment > 0 && now->assigned == 0 &&
            (size_t)before < m->width && now->segment < m->width)
            m->count[(size_t)before * m->width + now->segment]++;
    }
    return query_close(&q);
}

/* What is left of the sizes of the segments, of today and of before. */
static int count_rests(struct moves *m, const struct grouping *g,
                       const struct run *r, struct diag *d)
{
    struct query q = query_open(r->db, select_sizes, d);
    query_bind(&q, 1, g->previous);
    while (query_next(&q)) {
        int64_t before = query_integer(&q, 0, 0);
        if (before > 0 && (size_t)before < m->width)
            m->count[(size_t)before * m->width] = query_integer(&q, 1, 0);
    }
    for (size_t k = 0; k < g->found.model.k; k++)
        if (g->number[k] < m->width)
            m->count[g->number[k]] = g->size[k];
    for (size_t before = 1; before < m->width; before++)
        for (size_t now = 1; now < m->width; now++) {
            int64_t both = m->count[before * m->width + now];
            m->count[before * m->width] -= both;
            m->count[now] -= both;
        }
    return query_close(&q);
}

int previous_changes(const struct grouping *g, const struct run *r,
                     struct diag *d)
{
    if (g->previous == 0)
        return 0;
    struct moves m = {.width = MOST + 1};
    m.count = mem_alloc(m.width * m.width * sizeof *m.count);
    int status = count_moves(&m, g, r, d);
    if (status == 0)
        status = count_rests(&m, g, r, d);
    struct bulk *b = NULL;
    if (status == 0)
        b = bulk_open(r->db,
                      "INSERT INTO segment_change SELECT c0, c1, c2, c3"
                      " FROM bulk",
                      4, d);
    status = b == NULL ? -1 : 0;
    for (size_t i = 0; status == 0 && i < m.width * m.width; i++) {
        if (m.count[i] <= 0)
            continue;
        bulk_integer(b, r->key);
        bulk_integer(b, (int64_t)(i / m.width));
        bulk_integer(b, (int64_t)(i % m.width));
        bulk_integer(b, m.count[i]);
        status = bulk_end_row(b, d);
    }
    free(m.count);
    return bulk_end(b, status, d);
}
