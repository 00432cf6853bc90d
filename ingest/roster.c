/* roster.c - see roster.h. */
#include "ingest/roster.h"

#include "lib/date.h"
#include "lib/mem.h"
#include "lib/warehouse.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Rows of the batches in temp.earlier. ?1 is the new batch, ?2 its day. */
#define EARLIER " WHERE batch IN (SELECT batch FROM temp.earlier)"
#define OPEN(key)                                           \
    EARLIER " AND (end_on IS NULL OR end_on > ?2) AND " key \
            " NOT IN (SELECT key FROM temp.spared)"
#define END " SET end_on = max(?2, coalesce(begin_on, ?2))"
#define SINCE "coalesce(begin_on, -1000000)"

/* What the new rows say again, and what ends with them. */
static const struct roster_kind {
    const char *kind;
    const char *again[2];
    const char *end;
} kinds[] = {
    {"organizations", {NULL}, "UPDATE organization" END OPEN("org")},
    {"members",
     {"DELETE FROM membership" EARLIER
      " AND member IN (SELECT member FROM member WHERE batch = ?1)",
      "DELETE FROM member_attribute" EARLIER
      " AND member IN (SELECT member FROM member WHERE batch = ?1)"},
     "UPDATE membership" END OPEN("member")},
    {"memberships",
     {"DELETE FROM membership" EARLIER " AND (member, org, " SINCE ") IN"
      " (SELECT member, org, " SINCE " FROM membership WHERE batch = ?1)"},
     "UPDATE membership" END OPEN("member")},
    {"roles",
     {"DELETE FROM role" EARLIER " AND (member, role, coalesce(org, 0), " SINCE
      ") IN (SELECT member, role, coalesce(org, 0), " SINCE
      " FROM role WHERE batch = ?1)"},
     "UPDATE role" END OPEN("member")},
};

static const char make_lists[] =
    "CREATE TEMP TABLE IF NOT EXISTS earlier (batch INTEGER PRIMARY KEY);"
    "CREATE TEMP TABLE IF NOT EXISTS spared (key INTEGER PRIMARY KEY);"
    "DELETE FROM temp.earlier; DELETE FROM temp.spared;";

static const char drop_empty[] =
    "DELETE FROM batch" EARLIER " AND batch NOT IN ("
    "SELECT batch FROM organization WHERE batch IS NOT NULL"
    " UNION SELECT batch FROM member WHERE batch IS NOT NULL"
    " UNION SELECT batch FROM membership UNION SELECT batch FROM role"
    " UNION SELECT batch FROM member_attribute);"
    "DELETE FROM reject" EARLIER " AND batch NOT IN (SELECT batch FROM batch);";

static const struct roster_kind *find_kind(const char *kind)
{
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (strcmp(kinds[i].kind, kind) == 0)
            return &kinds[i];
    return NULL;
}

static int fail_at(const struct batch *b, const struct study *study,
                   const char *key, const char *what, struct diag *d)
{
    char path[60];
    snprintf(path, sizeof path, "inputs[%zu].%s",
             (size_t)(b->input - study->inputs), key);
    diag_at(d, jsondoc_path(study->doc), b->input->line, path);
    return diag_fail(d, "%s", what);
}

/* The batches before B of the same input are followed by HEIR. */
static size_t name_heir(struct batches *all, const struct batch *b,
                        int64_t heir)
{
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++) {
        struct batch *other = &all->list[i];
        if (other->number == heir || strcmp(other->name, b->name) != 0)
            continue;
        other->heir = heir;
        count++;
    }
    return count;
}

static int check_order(const struct batch *b, const struct study *study,
                       struct diag *d)
{
    if (b->roster_day == DATE_NONE || b->roster_day <= b->day)
        return 0;
    return fail_at(b, study, "as_of_date",
                   "this roster is of an earlier day than the one that is "
                   "loaded; dripline batches lists that, and dripline forget "
                   "takes it out",
                   d);
}

/* The batch at PLACE stays as it is, and a new one is loaded after it. */
static void part(struct batches *all, size_t place)
{
    struct batch *heir = batches_add(all), *b = &all->list[place];
    *heir = *b;
    heir->number = ++all->last;
    heir->was = NULL; /* nothing of it is there to be deleted */
    heir->name = mem_text(b->name);
    heir->file = mem_text(b->file);
    b->input = NULL;
    b->source = NULL;
    b->load = false;
    (void)name_heir(all, heir, heir->number);
}

static int succeed(struct batches *all, size_t place, const struct study *study,
                   struct diag *d)
{
    struct batch *b = &all->list[place];
    bool fresh = b->why == BATCH_NEW;
    bool roster = b->input->roster != STUDY_ROSTER_NONE;
    if (roster && find_kind(b->input->kind) == NULL)
        return fail_at(b, study, "roster",
                       "is for organizations, members, memberships and roles",
                       d);
    if (!roster && name_heir(all, b, b->number) > 0)
        return fail_at(b, study, "roster",
                       "the input was a roster before, and earlier batches of "
                       "it are loaded; forget those first (dripline batches "
                       "lists them)",
                       d);
    if (!roster)
        return 0;
    b->day =
        b->input->as_of_date != DATE_NONE ? b->input->as_of_date : study->as_of;
    if (!b->load || fresh) {
        (void)name_heir(all, b, b->number);
        return 0;
    }
    if (b->why != BATCH_FOLLOWS && check_order(b, study, d) != 0)
        return -1;
    part(all, place);
    return 0;
}

int roster_succeed(struct batches *all, const struct study *study,
                   struct diag *d)
{
    size_t count = all->count; /* new ones need no more */
    for (size_t i = 0; i < count; i++)
        if (all->list[i].input != NULL && succeed(all, i, study, d) != 0)
            return -1;
    return 0;
}

void roster_spare(struct loader *l)
{
    const struct cell *id = &l->rows.cells[0];
    struct load_keys *spared = &l->loading->spared;
    if (l->batch->input->roster != STUDY_ROSTER_FULL || l->loading->looking)
        return;
    if (!id->known)
        return; /* nobody knows whom it is about */
    int64_t key = id->value > 0 ? id->value : -1;
    if (l->source->entity != ENTITY_NONE) {
        struct ledger *ledger = l->loading->ledgers[l->source->entity];
        long place = ledger_find(ledger, id->bytes, id->length);
        key = place >= 0 ? ledger_entry(ledger, (size_t)place)->key : -1;
    }
    spared->keys = mem_grow(spared->keys, spared->count, &spared->room,
                            sizeof *spared->keys);
    spared->keys[spared->count++] = key;
}

/* Inserts each of COUNT values. */
static int list_values(sqlite3 *db, const char *insert, const int64_t *values,
                       size_t count, struct diag *d)
{
    sqlite3_stmt *s = warehouse_prepare(db, insert, d);
    int result = s != NULL ? 0 : -1;
    for (size_t i = 0; i < count && result == 0; i++) {
        sqlite3_bind_int64(s, 1, values[i]);
        result = warehouse_do(s, d);
    }
    sqlite3_finalize(s);
    return result;
}

static int list_all(struct loading *l, const struct batch *b, struct diag *d)
{
    int result = warehouse_run(l->db, make_lists, d);
    for (size_t i = 0; i < l->batches.count && result == 0; i++)
        if (l->batches.list[i].heir == b->number)
            result = list_values(l->db, "INSERT INTO temp.earlier VALUES (?1)",
                                 &l->batches.list[i].number, 1, d);
    if (result == 0)
        result =
            list_values(l->db, "INSERT OR IGNORE INTO temp.spared VALUES (?1)",
                        l->spared.keys, l->spared.count, d);
    return result;
}

static int run_on(sqlite3 *db, const char *sql, const struct batch *b,
                  struct diag *d)
{
    sqlite3_stmt *s = warehouse_prepare(db, sql, d);
    if (s == NULL)
        return -1;
    if (sqlite3_bind_parameter_index(s, "?1") > 0)
        sqlite3_bind_int64(s, 1, b->number);
    if (sqlite3_bind_parameter_index(s, "?2") > 0)
        sqlite3_bind_int(s, 2, b->day);
    int result = warehouse_do(s, d);
    sqlite3_finalize(s);
    return result;
}

int roster_settle(struct loading *l, struct batch *b, struct diag *d)
{
    if (b->input->roster == STUDY_ROSTER_NONE)
        return 0;
    const struct roster_kind *kind = find_kind(b->input->kind);
    int result = list_all(l, b, d);
    for (size_t i = 0; i < COUNT_OF(kind->again) && result == 0; i++)
        if (kind->again[i] != NULL)
            result = run_on(l->db, kind->again[i], b, d);
    bool told = (int64_t)l->spared.count == b->rejected;
    b->doubtful = b->input->roster == STUDY_ROSTER_FULL && !told;
    if (result == 0 && b->input->roster == STUDY_ROSTER_FULL && told) {
        result = run_on(l->db, kind->end, b, d);
        b->ended = result == 0 ? sqlite3_changes64(l->db) : 0;
    }
    l->spared.count = 0;
    return result == 0 ? warehouse_run(l->db, drop_empty, d) : result;
}
