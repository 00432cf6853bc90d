/* runstamp.c - see runstamp.h. */
#include "lib/runstamp.h"

#include "lib/warehouse.h"

#include <string.h>

/* Quoted, so that no text can pass for two. */
static const char select_batches[] =
    "SELECT coalesce(group_concat(line, char(10)), '') FROM (SELECT"
    " quote(input) || quote(file) || quote(sha256) || quote(declaration)"
    " || accepted || ',' || rejected AS line FROM batch"
    " ORDER BY input, file, sha256, declaration, accepted, rejected)";

int runstamp_batches(sqlite3 *db, char hex[DIGEST_TEXT], struct diag *d)
{
    sqlite3_stmt *s = warehouse_prepare(db, select_batches, d);
    if (s == NULL)
        return -1;
    int got = warehouse_step(s, d);
    if (got == 1) {
        const char *text = (const char *)sqlite3_column_text(s, 0);
        digest_bytes(text, text == NULL ? 0 : strlen(text), hex);
    }
    sqlite3_finalize(s);
    return got == 1 ? 0 : -1;
}
