/* training.c - see training.h. */
#include "analyze/requirement/training.h"

#include "analyze/base/query.h"
#include "lib/mem.h"
#include "lib/tablescan.h"

#include <stdlib.h>

enum { DAY_MINUTES = 480 };

static const char select_taught[] =
    "SELECT DISTINCT session FROM session_instructor";
/* Marks the classes that somebody taught. */
static int mark_taught(bool *class, const struct facts *f, sqlite3 *db,
                       struct diag *d)
{
    struct query q = query_open(db, select_taught, d);
    while (query_next(&q)) {
        int32_t session = facts_session_of_key(f, query_integer(&q, 0, -1));
        if (session != FACT_NONE)
            class[f->session[session].offering] = true;
    }
    return query_close(&q);
}

/* Marks the classes to which somebody was called. */
static int mark_called(bool *class, const struct facts *f, sqlite3 *db,
                       struct diag *d)
{
    static const char *const columns[] = {"offering", NULL};
    struct tablescan *row = tablescan_open(db, "enrolment", columns, d);
    int got = row == NULL ? -1 : 0;
    while (row != NULL && (got = tablescan_next(row, d)) == 1) {
        int32_t o = facts_offering_of_key(f, tablescan_integer(row, 0, -1));
        if (o != FACT_NONE)
            class[o] = true;
    }
    tablescan_close(row);
    return got;
}

static void mark_by_length(bool *class, const struct facts *f)
{
    int64_t *minutes = mem_alloc(f->n_offerings * sizeof *minutes);
    for (size_t i = 0; i < f->n_sessions; i++)
        if (f->session[i].minutes > 0)
            minutes[f->session[i].offering] += f->session[i].minutes;
    for (size_t i = 0; i < f->n_offerings; i++)
        if (f->offering[i].planned || f->offering[i].made ||
            minutes[i] >= DAY_MINUTES)
            class[i] = true;
    free(minutes);
}

bool *training_read(const struct facts *f, sqlite3 *db, struct diag *d)
{
    bool *class = mem_alloc(f->n_offerings * sizeof *class);
    bool *training = mem_alloc(f->n_sessions * sizeof *training);
    mark_by_length(class, f);
    int result = mark_taught(class, f, db, d);
    if (result == 0)
        result = mark_called(class, f, db, d);
    for (size_t i = 0; i < f->n_sessions; i++)
        training[i] = class[f->session[i].offering];
    free(class);
    if (result == 0)
        return training;
    free(training);
    return NULL;
}
