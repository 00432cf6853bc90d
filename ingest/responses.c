#include "ingest/responses.h"
int responses_load(struct loading *l, struct batch *b, struct diag *d)
{
    (void)l;
    (void)b;
    return diag_fail(d, "no responses yet");
}
int responses_delete(sqlite3 *db, struct diag *d)
{
    (void)db;
    (void)d;
    return 0;
}
