/*
 * answers.c - how long a survey takes: read, computed in memory, stored.
 *
 *   bench-answers STUDY.json
 *
 * For a study that has been ingested. Reads members, their groups and the
 * answers; computes what the analyses survey and need tell of them: screening,
 * weights, items, scales, rates; needs by group and topic; stores a row for
 * each respondent as well. All of it is rolled back. One thread. Prints
 * processor seconds as JSON: {"read": .., "compute": .., "need": ..,
 * "store": ..}. Who is in which group is a part of reading.
 */
#include "analyze/math/blas.h"
#include "analyze/survey/dealing.h"
#include "analyze/survey/itemstat.h"
#include "analyze/survey/need.h"
#include "analyze/survey/rates.h"
#include "analyze/survey/screen.h"
#include "analyze/survey/shelf.h"
#include "analyze/survey/weights.h"
#include "lib/mem.h"
#include "lib/study.h"
#include "lib/warehouse.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

struct times {
    double begin, ready, computed, needed, stored;
};

/* What later analyses of the same answers need, as the survey gives it. */
static void share(struct answers *a, const struct weights *w)
{
    a->weight = mem_array(NULL, a->n, sizeof *a->weight);
    for (size_t i = 0; i < a->n; i++)
        a->weight[i] = w->weight[w->cell[i]];
}

/* Who is in which group, as either analysis wants to know it. */
struct who {
    struct groups groups;
    struct dealing dealing;
};

static int tell(struct run *r, struct answers *a, const struct who *who,
                struct times *t, struct diag *d)
{
    struct screening s = {0};
    struct weights w = {0};
    t->ready = now();
    int status = screening_make(&s, r, a, d) != 0 ||
                         weights_make(&w, r, &who->groups, a, &s, d) != 0 ||
                         itemstat_store(r, a, &s, &w, d) != 0
                     ? -1
                     : rates_store(r, &who->groups, a, d);
    t->computed = now();
    if (status == 0) {
        share(a, &w);
        status = need_store(r, a, &who->dealing, d);
    }
    t->needed = now();
    if (status == 0)
        status =
            weights_store(&w, r, a, d) != 0 ? -1 : screening_store(&s, r, a, d);
    t->stored = now();
    screening_free(&s);
    weights_free(&w);
    return status;
}

static int compute(struct run *r, struct answers *a, struct times *t,
                   struct diag *d)
{
    struct who who = {0};
    groups_make(&who.groups, r);
    int status = dealing_make(&who.dealing, r, a, d);
    if (status == 0)
        status = tell(r, a, &who, t, d);
    groups_free(&who.groups);
    dealing_free(&who.dealing);
    return status;
}

/* A run of its own, never to be kept. */
static int begin(struct run *r, struct facts *f, struct diag *d)
{
    r->key = 1;
    r->facts = f;
    if (warehouse_run(r->db, "BEGIN IMMEDIATE", d) != 0 ||
        warehouse_run(r->db,
                      "INSERT INTO run (run, run_id, study, as_of, seed,"
                      " facts, version, started) VALUES (1, 'bench', 'bench',"
                      " 0, 0, '', '', '')",
                      d) != 0)
        return -1;
    return facts_read(f, r->db, d);
}

static int time_study(const struct study *study, const struct cli *cli,
                      struct diag *d)
{
    struct warehouse w = {0};
    struct facts facts = {0};
    struct answers *a = NULL;
    struct times t = {.begin = now()};
    int status = warehouse_open(&w, study->warehouse, WAREHOUSE_WRITE,
                                "bench-answers", d);
    struct run r = {
        .db = w.db, .study = study, .cli = cli, .shelf = shelf_new()};
    if (status == 0)
        status = begin(&r, &facts, d);
    if (status == 0)
        status = shelf_answers(&r, "survey", &a, d);
    if (status == 0)
        status = a != NULL ? compute(&r, a, &t, d) : diag_fail(d, "no answers");
    if (status == 0)
        printf("{\"read\": %.3f, \"compute\": %.3f, \"need\": %.3f,"
               " \"store\": %.3f}\n",
               t.ready - t.begin, t.computed - t.ready, t.needed - t.computed,
               t.stored - t.needed);
    shelf_free(r.shelf);
    facts_free(&facts);
    warehouse_close(&w); /* rolls back */
    return status;
}

int main(int argc, char **argv)
{
    struct study study = {0};
    struct cli cli = {.program = "bench-answers", .quiet = 1};
    struct diag d = {0};
    if (argc != 2) {
        fprintf(stderr, "usage: bench-answers STUDY.json\n");
        return 2;
    }
    gsl_set_error_handler_off();
    blas_alone();
    int status = study_read(&study, argv[1], &d);
    if (status == 0)
        status = time_study(&study, &cli, &d);
    if (status != 0)
        diag_print(&d, "bench-answers");
    study_free(&study);
    return status == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
