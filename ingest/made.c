/* made.c - see made.h. */
#include "ingest/made.h"

#include "lib/mem.h"
#include "lib/warehouse.h"

#include <stdlib.h>
#include <string.h>

static const char insert_offering[] =
    "INSERT INTO offering (offering, offering_id, course, made)"
    " SELECT c0, c1, c2, 1 FROM bulk";

static const char insert_session[] =
    "INSERT INTO session (session, session_id, offering, form, channel, made)"
    " SELECT c0, c1, c2, 'self-study', 'online', 1 FROM bulk";

static const char delete_unused[] =
    "DELETE FROM session WHERE made = 1"
    " AND session NOT IN (SELECT session FROM attendance);"
    "DELETE FROM offering WHERE made = 1"
    " AND offering NOT IN (SELECT offering FROM session);";

bool made_is_reserved(enum entity entity, const char *id, size_t length)
{
    size_t prefix = sizeof MADE_PREFIX - 1;
    return (entity == ENTITY_OFFERING || entity == ENTITY_SESSION) &&
           length >= prefix && memcmp(id, MADE_PREFIX, prefix) == 0;
}

int made_open(struct made *m, struct loading *l, struct diag *d)
{
    *m = (struct made){.loading = l};
    if (loading_ledger(l, ENTITY_OFFERING, d) == NULL ||
        loading_ledger(l, ENTITY_SESSION, d) == NULL)
        return -1;
    m->offerings = bulk_open(l->db, insert_offering, 3, d);
    m->sessions = bulk_open(l->db, insert_session, 3, d);
    return m->offerings != NULL && m->sessions != NULL ? 0 : -1;
}

/* Adds the thing ID of LEDGER, which belongs to OWNER; KEY is its key. */
static int make(struct ledger *ledger, struct bulk *bulk, const char *id,
                int64_t owner, int64_t *key, struct diag *d)
{
    size_t index;
    bool fresh = ledger_claim(ledger, id, strlen(id), 0, 0, &index);
    struct ledger_entry *e = ledger_entry(ledger, index);
    e->used = true;
    *key = e->key;
    if (!fresh)
        return 0;
    bulk_integer(bulk, e->key);
    bulk_text(bulk, id, strlen(id));
    bulk_integer(bulk, owner);
    return bulk_end_row(bulk, d);
}

int made_session(struct made *m, const char *id, size_t length, int64_t course,
                 int64_t *session, struct diag *d)
{
    int64_t offering;
    char *made = mem_format(MADE_PREFIX "%.*s", (int)length, id);
    int result = make(m->loading->ledgers[ENTITY_OFFERING], m->offerings, made,
                      course, &offering, d);
    if (result == 0)
        result = make(m->loading->ledgers[ENTITY_SESSION], m->sessions, made,
                      offering, session, d);
    free(made);
    return result;
}

int made_close(struct made *m, struct diag *d)
{
    int result = m->offerings != NULL ? bulk_close(m->offerings, d) : 0;
    m->offerings = NULL;
    if (result == 0 && m->sessions != NULL) {
        result = bulk_close(m->sessions, d);
        m->sessions = NULL;
    }
    return result;
}

void made_free(struct made *m)
{
    bulk_free(m->offerings);
    bulk_free(m->sessions);
    *m = (struct made){0};
}

int made_sweep(struct loading *l, struct diag *d)
{
    struct ledger *ledger = loading_ledger(l, ENTITY_SESSION, d);
    if (ledger == NULL)
        return -1;
    bool doubtful = false;
    for (size_t i = 0; i < ledger_count(ledger) && !doubtful; i++) {
        const struct ledger_entry *e = ledger_entry(ledger, i);
        doubtful = e->old && e->batch == 0 && !e->used;
    }
    return doubtful ? warehouse_run(l->db, delete_unused, d) : 0;
}
