/* sweep.c - see sweep.h. */
#include "ingest/sweep.h"

#include "ingest/survey/survey.h"
#include "lib/mem.h"
#include "lib/warehouse.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Tables with rows of batches, and the kinds that write them. */
struct owned {
    const char *table;
    const char *kinds[2];
    enum entity entity; /* whose table it is, if any */
};

static const struct owned owned[] = {
    {"organization", {"organizations"}, ENTITY_ORGANIZATION},
    {"topic", {"topics", "courses"}, ENTITY_TOPIC},
    {"member", {"members"}, ENTITY_MEMBER},
    {"membership", {"members", "memberships"}, ENTITY_NONE},
    {"member_attribute", {"members", "attributes"}, ENTITY_NONE},
    {"role", {"roles"}, ENTITY_NONE},
    {"identity", {"identities"}, ENTITY_NONE},
    {"course", {"courses"}, ENTITY_COURSE},
    {"course_topic", {"courses"}, ENTITY_NONE},
    {"course_prerequisite", {"courses"}, ENTITY_NONE},
    {"venue", {"venues"}, ENTITY_VENUE},
    {"instructor", {"instructors"}, ENTITY_INSTRUCTOR},
    {"instructor_field", {"instructors"}, ENTITY_NONE},
    {"offering", {"offerings"}, ENTITY_OFFERING},
    {"session", {"sessions"}, ENTITY_SESSION},
    {"session_instructor", {"sessions"}, ENTITY_NONE},
    {"enrolment", {"enrolments"}, ENTITY_NONE},
    {"course_choice", {"choices"}, ENTITY_NONE},
    {"target", {"targets"}, ENTITY_NONE},
    {"assessment", {"assessments"}, ENTITY_NONE},
    {"population", {"population"}, ENTITY_NONE},
    {"interview", {"interviews"}, ENTITY_INTERVIEW},
    {"interview_theme", {"interviews"}, ENTITY_NONE},
    {"attendance", {"attendance"}, ENTITY_NONE},
};

/* Columns that name entities, but for those of response_<survey>. */
struct reference {
    enum entity to;
    const char *table, *column;
};

static const struct reference references[] = {
    {ENTITY_ORGANIZATION, "organization", "parent"},
    {ENTITY_ORGANIZATION, "membership", "org"},
    {ENTITY_ORGANIZATION, "role", "org"},
    {ENTITY_ORGANIZATION, "venue", "org"},
    {ENTITY_ORGANIZATION, "instructor", "provider"},
    {ENTITY_ORGANIZATION, "offering", "provider"},
    {ENTITY_ORGANIZATION, "session", "provider"},
    {ENTITY_ORGANIZATION, "enrolment", "called_by"},
    {ENTITY_ORGANIZATION, "target", "org"},
    {ENTITY_ORGANIZATION, "assessment", "org"},
    {ENTITY_ORGANIZATION, "interview", "org"},
    {ENTITY_TOPIC, "topic", "parent"},
    {ENTITY_TOPIC, "course_topic", "topic"},
    {ENTITY_TOPIC, "instructor_field", "topic"},
    {ENTITY_TOPIC, "interview_theme", "topic"},
    {ENTITY_MEMBER, "membership", "member"},
    {ENTITY_MEMBER, "member_attribute", "member"},
    {ENTITY_MEMBER, "role", "member"},
    {ENTITY_MEMBER, "identity", "member"},
    {ENTITY_MEMBER, "instructor", "member"},
    {ENTITY_MEMBER, "enrolment", "member"},
    {ENTITY_MEMBER, "course_choice", "member"},
    {ENTITY_MEMBER, "interview", "member"},
    {ENTITY_MEMBER, "attendance", "member"},
    {ENTITY_COURSE, "course_prerequisite", "requires"},
    {ENTITY_COURSE, "offering", "course"},
    {ENTITY_COURSE, "course_choice", "course"},
    {ENTITY_COURSE, "survey", "course"},
    {ENTITY_VENUE, "session", "venue"},
    {ENTITY_INSTRUCTOR, "session_instructor", "instructor"},
    {ENTITY_OFFERING, "session", "offering"},
    {ENTITY_OFFERING, "enrolment", "offering"},
    {ENTITY_SESSION, "survey", "session"},
    {ENTITY_SESSION, "attendance", "session"},
};

/* Whether rows of the batch are in the table of O. */
static bool has_rows(const struct batch *b, const struct owned *o)
{
    if (b->was == NULL)
        return false;
    for (size_t i = 0; i < COUNT_OF(o->kinds) && o->kinds[i] != NULL; i++)
        if (strcmp(b->was->kind, o->kinds[i]) == 0)
            return true;
    return false;
}

static bool is_concerned(const struct batches *all, const struct owned *o)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->list[i].load && has_rows(&all->list[i], o))
            return true;
    return false;
}

/* Whether no batch that stays has rows, nor may have, as we do not know its
   kind: then the whole table goes at once. */
static bool nothing_stays(const struct batches *all, const struct owned *o)
{
    for (size_t i = 0; i < all->count; i++)
        if (!all->list[i].load &&
            (all->list[i].was == NULL || has_rows(&all->list[i], o)))
            return false;
    return true;
}

static int list_batches(struct loading *l, struct diag *d)
{
    if (warehouse_run(l->db,
                      "CREATE TEMP TABLE reloading (batch INTEGER PRIMARY KEY)",
                      d) != 0)
        return -1;
    sqlite3_stmt *s =
        warehouse_prepare(l->db, "INSERT INTO temp.reloading VALUES (?1)", d);
    if (s == NULL)
        return -1;
    int result = 0;
    for (size_t i = 0; i < l->batches.count && result == 0; i++) {
        if (!l->batches.list[i].load)
            continue;
        sqlite3_bind_int64(s, 1, l->batches.list[i].number);
        result = warehouse_do(s, d);
    }
    sqlite3_finalize(s);
    return result;
}

static int delete_owned(struct loading *l, const struct owned *o,
                        struct diag *d)
{
    bool whole = nothing_stays(&l->batches, o) &&
                 o->entity != ENTITY_OFFERING &&
                 o->entity != ENTITY_SESSION; /* made ones have no batch */
    char *sql = mem_format(
        "DELETE FROM %s%s", o->table,
        whole ? "" : " WHERE batch IN (SELECT batch FROM temp.reloading)");
    int result = warehouse_run(l->db, sql, d);
    free(sql);
    return result;
}

int sweep_before(struct loading *l, struct diag *d)
{
    for (size_t i = 0; i < COUNT_OF(owned); i++)
        if (owned[i].entity != ENTITY_NONE &&
            is_concerned(&l->batches, &owned[i]) &&
            loading_ledger(l, owned[i].entity, d) == NULL)
            return -1;
    if (list_batches(l, d) != 0)
        return -1;
    for (size_t i = 0; i < COUNT_OF(owned); i++)
        if (is_concerned(&l->batches, &owned[i]) &&
            delete_owned(l, &owned[i], d) != 0)
            return -1;
    if (survey_release(l->db, d) != 0)
        return -1;
    return warehouse_run(
        l->db,
        "DELETE FROM reject WHERE batch IN (SELECT batch FROM temp.reloading)",
        d);
}

/* Lists the keys that have gone; COUNT is how many. */
static int list_gone(struct loading *l, int64_t *count, struct diag *d)
{
    if (warehouse_run(l->db,
                      "CREATE TEMP TABLE gone (entity INTEGER, key INTEGER,"
                      " PRIMARY KEY (entity, key)) WITHOUT ROWID",
                      d) != 0)
        return -1;
    sqlite3_stmt *s =
        warehouse_prepare(l->db, "INSERT INTO temp.gone VALUES (?1, ?2)", d);
    if (s == NULL)
        return -1;
    int result = 0;
    for (int entity = 0; entity < ENTITY_COUNT; entity++) {
        const struct ledger *ledger = l->ledgers[entity];
        for (size_t i = 0; ledger != NULL && i < ledger_count(ledger); i++) {
            if (!ledger_has_gone(ledger_entry(ledger, i)) || result != 0)
                continue;
            sqlite3_bind_int(s, 1, entity);
            sqlite3_bind_int64(s, 2, ledger_entry(ledger, i)->key);
            result = warehouse_do(s, d);
            ++*count;
        }
    }
    sqlite3_finalize(s);
    return result;
}

static int fail_gone(struct loading *l, int64_t count, int64_t batch,
                     const char *word, struct diag *d)
{
    const char *file = batches_file(&l->batches, batch);
    if (l->forgetting)
        return diag_fail(d,
                         "%" PRId64 " rows of %s (batch %" PRId64 ") name a "
                         "%s that it describes; forget that batch first, or "
                         "take the rows out of the file and run again",
                         count, file, batch, word);
    return diag_fail(d,
                     "%" PRId64 " rows of %s, which this study does not name, "
                     "name a %s that is in no file any more; name that input "
                     "in the study, too, put the %s back, or take that input "
                     "out: dripline forget STUDY %" PRId64,
                     count, file, word, word, batch);
}

/* One of the tables above, or of the answers to a survey. */
static int check_column(struct loading *l, enum entity to, const char *table,
                        const char *column, struct diag *d)
{
    char *sql = mem_format("SELECT count(*), min(batch) FROM %s WHERE %s IN"
                           " (SELECT key FROM temp.gone WHERE entity = %d)",
                           table, column, (int)to);
    sqlite3_stmt *s = warehouse_prepare(l->db, sql, d);
    free(sql);
    if (s == NULL)
        return -1;
    int result = warehouse_step(s, d);
    int64_t count = result == 1 ? sqlite3_column_int64(s, 0) : 0;
    int64_t batch = result == 1 ? sqlite3_column_int64(s, 1) : 0;
    sqlite3_finalize(s);
    if (result < 0)
        return -1;
    return count == 0 ? 0 : fail_gone(l, count, batch, ledger_word(to), d);
}

static int check_answers(struct loading *l, struct diag *d)
{
    sqlite3_stmt *surveys = warehouse_prepare(
        l->db, "SELECT 'response_' || survey_id FROM survey ORDER BY 1", d);
    if (surveys == NULL)
        return -1;
    int got;
    while ((got = warehouse_step(surveys, d)) == 1) {
        const char *table = (const char *)sqlite3_column_text(surveys, 0);
        if (check_column(l, ENTITY_MEMBER, table, "member", d) != 0 ||
            check_column(l, ENTITY_MEMBER, table, "rater", d) != 0)
            break;
    }
    sqlite3_finalize(surveys);
    return got == 0 ? 0 : -1;
}

int sweep_after(struct loading *l, struct diag *d)
{
    int64_t gone = 0;
    if (list_gone(l, &gone, d) != 0)
        return -1;
    if (gone == 0)
        return 0;
    for (size_t i = 0; i < COUNT_OF(references); i++)
        if (check_column(l, references[i].to, references[i].table,
                         references[i].column, d) != 0)
            return -1;
    return check_answers(l, d);
}
