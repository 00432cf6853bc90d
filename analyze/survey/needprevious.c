/* needprevious.c - see needprevious.h. */
#include "analyze/survey/needprevious.h"

#include "analyze/base/query.h"
#include "lib/mem.h"

#include <stdlib.h>

static const char select_run[] =
    "SELECT run, run_id FROM run WHERE study = ?1 AND run <> ?4 AND"
    " CASE WHEN ?3 IS NULL THEN as_of < ?2 ELSE run_id = ?3 END"
    " AND EXISTS (SELECT 1 FROM need n WHERE n.run = run.run)"
    " ORDER BY as_of DESC, run_id LIMIT 1";
static const char update[] =
    "UPDATE need SET n_previous = p.n, gap_previous = p.gap,"
    " gap_previous_low = p.gap_low, gap_previous_high = p.gap_high,"
    " place_previous = p.place FROM need p WHERE need.run = ?1 AND"
    " p.run = ?2 AND p.scope = need.scope AND p.value = need.value AND"
    " p.topic = need.topic AND need.scope <> 'segment'";

static int find_run(int64_t *key, char **id, const struct run *r,
                    struct diag *d)
{
    const char *wanted = study_text(r->study, "need", "previous", NULL);
    struct query q = query_open(r->db, select_run, d);
    query_bind_text(&q, 1, r->study->id);
    query_bind(&q, 2, r->study->as_of);
    if (wanted != NULL)
        query_bind_text(&q, 3, wanted);
    query_bind(&q, 4, r->key);
    if (query_next(&q)) {
        *key = query_integer(&q, 0, 0);
        *id = mem_text(query_text(&q, 1));
    }
    if (query_close(&q) != 0)
        return -1;
    if (wanted != NULL && *id == NULL)
        return study_fail(r->study, "need", "previous", d,
                          "the warehouse has no run '%s' of this study with "
                          "needs",
                          wanted);
    return 0;
}

/* A segment is not the one of that name in another run: left out. */
static int set_columns(const struct run *r, int64_t key, struct diag *d)
{
    struct query q = query_open(r->db, update, d);
    query_bind(&q, 1, r->key);
    query_bind(&q, 2, key);
    while (query_next(&q))
        continue;
    return query_close(&q);
}

int needprevious_set(const struct run *r, struct diag *d)
{
    int64_t key = 0;
    char *id = NULL;
    int status = find_run(&key, &id, r, d);
    if (status == 0 && id != NULL)
        status = set_columns(r, key, d) == 0
                     ? run_word(r, "need", "previous", id, d)
                     : -1;
    free(id);
    return status;
}
