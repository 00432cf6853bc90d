/* run.c - see run.h. */
#include "analyze/run.h"

#include "lib/warehouse.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

static int store(const struct run *r, const char *analysis, const char *name,
                 double value, const char *word, struct diag *d)
{
    sqlite3_stmt *s = warehouse_prepare(
        r->db, "INSERT INTO run_figure VALUES (?1, ?2, ?3, ?4, ?5)", d);
    if (s == NULL)
        return -1;
    sqlite3_bind_int64(s, 1, r->key);
    sqlite3_bind_text(s, 2, analysis, -1, SQLITE_TRANSIENT);
    sqlite3_bind_text(s, 3, name, -1, SQLITE_TRANSIENT);
    if (!isnan(value))
        sqlite3_bind_double(s, 4, value);
    sqlite3_bind_text(s, 5, word, -1, SQLITE_TRANSIENT);
    int result = warehouse_do(s, d);
    sqlite3_finalize(s);
    return result;
}

int run_figure(const struct run *r, const char *analysis, const char *name,
               double value, struct diag *d)
{
    return store(r, analysis, name, value, NULL, d);
}

int run_word(const struct run *r, const char *analysis, const char *name,
             const char *word, struct diag *d)
{
    return store(r, analysis, name, NAN, word, d);
}

static void warn(const struct run *r, struct diag *d)
{
    snprintf(d->column, sizeof d->column, "warning");
    diag_print(d, r->cli->program);
}

void run_warn(const struct run *r, const char *fmt, ...)
{
    if (r->cli->quiet)
        return;
    struct diag d = {0};
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(d.text, sizeof d.text, fmt, ap);
    va_end(ap);
    warn(r, &d);
}

void run_warn_of(const struct run *r, const char *section, const char *key,
                 const char *fmt, ...)
{
    if (r->cli->quiet)
        return;
    struct diag d = {0};
    char text[512];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    study_at(r->study, section, key, &d);
    snprintf(d.text, sizeof d.text, "analysis.%s.%s: %s", section, key, text);
    warn(r, &d);
}

void run_warn_at(const struct run *r, const char *file, long line,
                 const char *fmt, ...)
{
    if (r->cli->quiet)
        return;
    struct diag d = {0};
    diag_at(&d, file, line, NULL);
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(d.text, sizeof d.text, fmt, ap);
    va_end(ap);
    warn(r, &d);
}
