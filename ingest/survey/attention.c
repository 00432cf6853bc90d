/* attention.c - see attention.h. */
#include "ingest/survey/attention.h"

#include "lib/warehouse.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static const char select_survey[] =
    "SELECT survey, survey_id FROM survey"
    " WHERE survey_id = ?1 OR (?1 IS NULL AND about = 'demand')"
    " ORDER BY survey_id DESC LIMIT 1";
static const char select_item[] =
    "SELECT i.kind, i.low, i.high, EXISTS (SELECT 1 FROM item_code c"
    " WHERE c.item = i.item AND c.code = ?3)"
    " FROM item i WHERE i.survey = ?1 AND i.item_id = ?2";

struct check {
    sqlite3_stmt *item;
    const struct study *study;
    const json_t *wanted; /* analysis.survey.attention */
    const char *survey;   /* its id */
};

static int fail(const struct check *c, const char *id, struct diag *d,
                const char *what)
{
    return jsondoc_fail(c->study->doc, c->wanted, "analysis.survey.attention",
                        id, d, "%s", what);
}

static int fail_range(const struct check *c, const char *id, int64_t low,
                      int64_t high, struct diag *d)
{
    json_t *code = json_object_get(c->wanted, id);
    return jsondoc_fail(c->study->doc, c->wanted, "analysis.survey.attention",
                        id, d,
                        "nobody can answer %" JSON_INTEGER_FORMAT
                        ": the codes go from %" PRId64 " to %" PRId64,
                        json_integer_value(code), low, high);
}

/* The item is in the row of the statement. */
static int check_code(const struct check *c, const char *id, int64_t code,
                      struct diag *d)
{
    const char *kind = (const char *)sqlite3_column_text(c->item, 0);
    int64_t low = 0, high = 1;
    if (strcmp(kind, "number") == 0)
        return 0;
    if (strcmp(kind, "text") == 0)
        return fail(c, id, d, "is a free text, which has no code");
    if (strcmp(kind, "single") == 0)
        return sqlite3_column_int(c->item, 3) != 0
                   ? 0
                   : fail(c, id, d, "has no choice of that code");
    if (strcmp(kind, "likert") == 0) {
        low = sqlite3_column_int64(c->item, 1);
        high = sqlite3_column_int64(c->item, 2);
    }
    return code >= low && code <= high ? 0 : fail_range(c, id, low, high, d);
}

static int check_item(const struct check *c, int64_t survey, const char *id,
                      const json_t *code, struct diag *d)
{
    if (!json_is_integer(code))
        return fail(c, id, d,
                    "must be the code that it asks for, a whole "
                    "number");
    sqlite3_reset(c->item);
    sqlite3_bind_int64(c->item, 1, survey);
    sqlite3_bind_text(c->item, 2, id, -1, SQLITE_TRANSIENT);
    sqlite3_bind_int64(c->item, 3, json_integer_value(code));
    int got = warehouse_step(c->item, d);
    if (got == 1)
        return check_code(c, id, json_integer_value(code), d);
    return got < 0 ? -1
                   : jsondoc_fail(c->study->doc, c->wanted,
                                  "analysis.survey.attention", id, d,
                                  "survey '%s' has no such item", c->survey);
}

static int check_all(struct check *c, sqlite3 *db, int64_t survey,
                     struct diag *d)
{
    const char *id;
    json_t *code;
    int result = 0;
    c->item = warehouse_prepare(db, select_item, d);
    if (c->item == NULL)
        return -1;
    /* jansson walks by reading only, but does not say so with a const. */
    json_object_foreach((json_t *)(uintptr_t)c->wanted, id, code) {
        if (result == 0)
            result = check_item(c, survey, id, code, d);
    }
    sqlite3_finalize(c->item);
    return result;
}

int attention_check(sqlite3 *db, const struct study *study, struct diag *d)
{
    struct check c = {
        .study = study,
        .wanted = json_object_get(json_object_get(study->analysis, "survey"),
                                  "attention")};
    if (json_object_size(c.wanted) == 0)
        return 0;
    sqlite3_stmt *s = warehouse_prepare(db, select_survey, d);
    if (s == NULL)
        return -1;
    const char *named = study_text(study, "survey", "survey", NULL);
    sqlite3_bind_text(s, 1, named, -1, SQLITE_TRANSIENT);
    int result = warehouse_step(s, d);
    if (result == 1) {
        c.survey = (const char *)sqlite3_column_text(s, 1);
        result = check_all(&c, db, sqlite3_column_int64(s, 0), d);
    }
    sqlite3_finalize(s);
    return result;
}
