/* policytext.c - see policytext.h. */
#include "run/policytext.h"

#include "lib/study.h"
#include "lib/warehouse.h"

#include <stdio.h>
#include <string.h>

static const char select_run[] =
    "SELECT run FROM run WHERE study = ?1 AND as_of = ?2";
static const char select_rules[] =
    "SELECT requirement, requirement_id, bound, subject, sentence, sentence_zh"
    " FROM requirement WHERE run = ?1 ORDER BY requirement";
static const char select_findings[] =
    "SELECT kind, text, text_zh FROM policy_finding WHERE run = ?1 AND"
    " requirement = ?2 ORDER BY position";

static const char *column(sqlite3_stmt *s, int i)
{
    const char *text = (const char *)sqlite3_column_text(s, i);
    return text != NULL ? text : "";
}

static int find_run(sqlite3 *db, const struct study *study, int64_t *run,
                    struct diag *d)
{
    sqlite3_stmt *s = warehouse_prepare(db, select_run, d);
    if (s == NULL)
        return -1;
    sqlite3_bind_text(s, 1, study->id, -1, SQLITE_STATIC);
    sqlite3_bind_int(s, 2, study->as_of);
    int got = warehouse_step(s, d);
    if (got == 1)
        *run = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return got < 0 ? -1 : 0;
}

static int print_findings(sqlite3 *db, int64_t run, int64_t requirement,
                          struct diag *d)
{
    sqlite3_stmt *s = warehouse_prepare(db, select_findings, d);
    int got = -1;
    if (s == NULL)
        return -1;
    sqlite3_bind_int64(s, 1, run);
    sqlite3_bind_int64(s, 2, requirement);
    while ((got = warehouse_step(s, d)) == 1)
        printf("  ! %s: %s\n    %s\n", column(s, 0), column(s, 1),
               column(s, 2));
    sqlite3_finalize(s);
    return got;
}

static int print_rules(sqlite3 *db, int64_t run, struct diag *d)
{
    sqlite3_stmt *s = warehouse_prepare(db, select_rules, d);
    int got = -1;
    if (s == NULL)
        return -1;
    sqlite3_bind_int64(s, 1, run);
    while ((got = warehouse_step(s, d)) == 1) {
        int64_t bound = sqlite3_column_int64(s, 2);
        printf("%s (binds %lld %s%s)\n  %s\n  %s\n", column(s, 1),
               (long long)bound, column(s, 3), bound == 1 ? "" : "s",
               column(s, 4), column(s, 5));
        if (print_findings(db, run, sqlite3_column_int64(s, 0), d) != 0) {
            got = -1;
            break;
        }
    }
    sqlite3_finalize(s);
    return got;
}

static int print_study(const struct cli *trial, const struct study *study,
                       struct diag *d)
{
    struct warehouse w = {0};
    int64_t run = 0;
    int result =
        warehouse_open(&w, study->warehouse, WAREHOUSE_READ, trial->program, d);
    if (result == 0)
        result = find_run(w.db, study, &run, d);
    if (result == 0)
        result = print_rules(w.db, run, d);
    warehouse_close(&w);
    return result;
}

int policytext_print(const struct cli *trial, struct diag *d)
{
    struct study study;
    int result = study_read(&study, trial->study, d);
    if (result == 0) {
        study_redirect(&study, trial->scratch);
        result = print_study(trial, &study, d);
    }
    study_free(&study);
    return result;
}
