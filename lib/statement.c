/* statement.c - the statements of warehouse.h: running them, and their faults.
 */
#include "lib/warehouse.h"

#include <stdio.h>

/* What the clerk can do about the commoner faults. */
static const struct advice {
    int code;
    const char *text;
} advices[] = {
    {SQLITE_BUSY, "; another program uses the file: try again when it is done"},
    {SQLITE_FULL, "; there is no room left on the disk; nothing was changed"},
    {SQLITE_IOERR, "; the disk or its file system fails; nothing was changed"},
    {SQLITE_READONLY, "; you may not write the file or its folder"},
    {SQLITE_CORRUPT, "; the file is damaged: load the inputs into a new one"},
    {SQLITE_NOTADB, "; name another file under \"warehouse\" in the study"},
};

static const char *advice_for(int code)
{
    for (size_t i = 0; i < COUNT_OF(advices); i++)
        if (advices[i].code == (code & 0xFF))
            return advices[i].text;
    return "";
}

int warehouse_fail(sqlite3 *db, const char *doing, struct diag *d)
{
    if (d->text[0] != '\0')
        return -1;
    const char *file = db != NULL ? sqlite3_db_filename(db, "main") : NULL;
    if (file != NULL && file[0] != '\0' && d->file[0] == '\0')
        diag_at(d, file, 0, NULL);
    return diag_fail(d, "cannot %s: %s%s", doing, sqlite3_errmsg(db),
                     advice_for(sqlite3_errcode(db)));
}

/* Names the statement by its beginning; values are bound, so none shows. */
static int fail_statement(sqlite3 *db, const char *sql, struct diag *d)
{
    char doing[160];
    snprintf(doing, sizeof doing, "run \"%.120s\"", sql);
    return warehouse_fail(db, doing, d);
}

int warehouse_run(sqlite3 *db, const char *sql, struct diag *d)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        return fail_statement(db, sql, d);
    return 0;
}

sqlite3_stmt *warehouse_prepare(sqlite3 *db, const char *sql, struct diag *d)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement,
                           NULL) != SQLITE_OK)
        fail_statement(db, sql, d);
    return statement;
}

int warehouse_step(sqlite3_stmt *statement, struct diag *d)
{
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        return 1;
    if (code != SQLITE_DONE)
        fail_statement(sqlite3_db_handle(statement), sqlite3_sql(statement), d);
    sqlite3_reset(statement);
    return code == SQLITE_DONE ? 0 : -1;
}

int warehouse_do(sqlite3_stmt *statement, struct diag *d)
{
    int got = warehouse_step(statement, d);
    if (got == 1) {
        sqlite3_reset(statement);
        return diag_fail(d, "\"%.120s\" gives rows, and none was expected",
                         sqlite3_sql(statement));
    }
    return got;
}

int warehouse_integer(sqlite3 *db, const char *sql, int64_t none,
                      int64_t *value, struct diag *d)
{
    *value = none;
    sqlite3_stmt *statement = warehouse_prepare(db, sql, d);
    if (statement == NULL)
        return -1;
    int got = warehouse_step(statement, d);
    if (got == 1 && sqlite3_column_type(statement, 0) != SQLITE_NULL)
        *value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return got < 0 ? -1 : 0;
}
