/* training.c - see training.h. */
#include "analyze/requirement/training.h"

#include "analyze/base/query.h"
#include "lib/mem.h"

#include <stdlib.h>

enum { DAY_MINUTES = 480 };

static const char select_taught[] =
    "SELECT DISTINCT session FROM session_instructor";
/* One of the sessions of each class to which somebody was called. */
static const char select_called[] =
    "SELECT min(session) FROM session WHERE offering IN"
    " (SELECT offering FROM enrolment) GROUP BY offering";

/* Marks the offerings of the sessions that SELECT names. */
static int mark(bool *class, const struct facts *f, sqlite3 *db,
                const char *select, struct diag *d)
{
    struct query q = query_open(db, select, d);
    while (query_next(&q)) {
        int32_t session = facts_session_of_key(f, query_integer(&q, 0, -1));
        if (session != FACT_NONE)
            class[f->session[session].offering] = true;
    }
    return query_close(&q);
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
    int result = mark(class, f, db, select_taught, d);
    if (result == 0)
        result = mark(class, f, db, select_called, d);
    for (size_t i = 0; i < f->n_sessions; i++)
        training[i] = class[f->session[i].offering];
    free(class);
    if (result == 0)
        return training;
    free(training);
    return NULL;
}
