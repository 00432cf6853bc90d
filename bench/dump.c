/* dump.c - see dump.h. */
#include "bench/dump.h"

#include "lib/mem.h"
#include "lib/warehouse.h"

#include <stdio.h>
#include <stdlib.h>

struct dump {
    const char *file, *select;
};

/* Keys are the warehouse's: the peer has its tables. */
static const struct dump dumps[] = {
    {"totals.csv",
     "SELECT member, period, sessions, events, minutes, overlap, courses,"
     " electives, listed, months, first_on, last_on, percentile"
     " FROM learning_total WHERE run = -1"},
    {"slots.csv",
     "SELECT s.period, s.dimension, s.value, count(*) AS members,"
     " sum(l.sessions) AS sessions, sum(l.minutes) AS minutes FROM"
     " learning_record l JOIN record_slot s USING (run, slot) WHERE run = -1"
     " GROUP BY 1, 2, 3"},
    {"states.csv",
     "SELECT f.member, r.requirement_id AS rule, f.state, f.required, f.done,"
     " f.missing, f.due_on FROM fulfilment f JOIN requirement r USING (run,"
     " requirement) WHERE run = -1"},
    {"duplicates.csv", "SELECT kind, count(*) AS findings, sum(minutes) AS"
                       " minutes FROM duplicate WHERE run = -1 GROUP BY 1"},
    {"standing.csv",
     "SELECT coalesce(org, -1) AS org, indicator, numerator, denominator FROM"
     " standing WHERE run = -1 AND indicator IN ('coverage', 'hours')"},
};

static void write_row(FILE *to, sqlite3_stmt *s, int columns, int names)
{
    for (int i = 0; i < columns; i++) {
        const char *text = names ? sqlite3_column_name(s, i)
                                 : (const char *)sqlite3_column_text(s, i);
        fprintf(to, "%s%s", text != NULL ? text : "",
                i + 1 < columns ? "," : "\n");
    }
}

static int write_file(sqlite3 *db, const struct dump *dump, const char *folder,
                      struct diag *d)
{
    char *path = mem_format("%s/%s", folder, dump->file);
    FILE *to = fopen(path, "w");
    sqlite3_stmt *s =
        to != NULL ? warehouse_prepare(db, dump->select, d) : NULL;
    int got = s == NULL ? -1 : 1;
    if (s != NULL)
        write_row(to, s, sqlite3_column_count(s), 1);
    while (got == 1 && (got = warehouse_step(s, d)) == 1)
        write_row(to, s, sqlite3_column_count(s), 0);
    sqlite3_finalize(s);
    diag_at(d, path, 0, NULL);
    if (to == NULL || fclose(to) != 0)
        got = diag_fail_errno(d, "cannot write");
    free(path);
    return got;
}

int dump_results(sqlite3 *db, const char *folder, struct diag *d)
{
    for (size_t i = 0; i < COUNT_OF(dumps); i++)
        if (write_file(db, &dumps[i], folder, d) != 0)
            return -1;
    return 0;
}
