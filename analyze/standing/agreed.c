/* agreed.c - see agreed.h. */
#include "analyze/standing/agreed.h"

#include "analyze/base/query.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The place of a row's organisation and indicator; NULL if it has none. */
static struct agreed *find(const struct run *r, struct agreed *list,
                           const struct query *q)
{
    int32_t org = facts_org_of_key(r->facts, query_integer(q, 0, 0));
    const struct indicator *i = indicator_find(query_text(q, 1));
    if (org == FACT_NONE || i == NULL)
        return NULL;
    return &list[INDICATORS * (size_t)org + (size_t)(i - indicators)];
}

static int read_targets(const struct run *r, struct agreed *list, int year,
                        struct diag *d)
{
    struct query q = query_open(r->db,
                                "SELECT org, indicator, amount FROM target"
                                " WHERE year = ?1",
                                d);
    query_bind(&q, 1, year);
    while (query_next(&q)) {
        struct agreed *to = find(r, list, &q);
        if (to != NULL)
            to->target = (double)query_integer(&q, 2, 0) / 100;
    }
    return query_close(&q);
}

static int read_marks(const struct run *r, struct agreed *list, int year,
                      struct diag *d)
{
    struct query q = query_open(
        r->db,
        "SELECT org, indicator, score, CASE assessor WHEN 'self' THEN 1"
        " WHEN 'participants' THEN 2 ELSE 3 END FROM assessment"
        " WHERE year = ?1",
        d);
    query_bind(&q, 1, year);
    while (query_next(&q)) {
        struct agreed *to = find(r, list, &q);
        if (to != NULL)
            to->mark[query_integer(&q, 3, 0)] =
                (double)query_integer(&q, 2, 0) / 100;
    }
    return query_close(&q);
}

/* Tells of words in either table that name no indicator. */
static int warn_of_strangers(const struct run *r, struct diag *d)
{
    struct query q = query_open(r->db,
                                "SELECT DISTINCT indicator FROM (SELECT"
                                " indicator FROM target UNION SELECT indicator"
                                " FROM assessment) ORDER BY 1",
                                d);
    while (query_next(&q))
        if (indicator_find(query_text(&q, 0)) == NULL)
            run_warn(r,
                     "targets or assessments name '%s', which is none of the"
                     " indicators change, coverage, elective-share,"
                     " hours, online-share, requirements-met and response-rate",
                     query_text(&q, 0));
    return query_close(&q);
}

struct agreed *agreed_read(const struct run *r, int year, struct diag *d)
{
    size_t count = INDICATORS * r->facts->n_orgs;
    struct agreed *list = mem_array(NULL, count, sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct agreed){NAN, {NAN, NAN, NAN, NAN}};
    if (warn_of_strangers(r, d) == 0 && read_targets(r, list, year, d) == 0 &&
        read_marks(r, list, year, d) == 0)
        return list;
    free(list);
    return NULL;
}
