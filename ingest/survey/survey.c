/* survey.c - see survey.h. */
#include "ingest/survey/survey.h"

#include "ingest/survey/items.h"
#include "lib/mem.h"
#include "lib/warehouse.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A survey being stored. */
struct store {
    struct loading *loading;
    struct survey_plan *plan;
    const struct codebook *book; /* of its first input */
    const struct batch *batch;
    bool held; /* an input that stays has it */
};

static const char insert_survey[] =
    "INSERT INTO survey (survey, survey_id, title, title_zh, about, course,"
    " session, kirkpatrick, batch, line) VALUES (nullif(?1, 0), ?2, ?3, ?4, ?5,"
    " nullif(?6, 0), nullif(?7, 0), nullif(?8, 0), ?9, 1)"
    " ON CONFLICT (survey_id) DO UPDATE SET title = excluded.title,"
    " title_zh = excluded.title_zh, about = excluded.about,"
    " course = excluded.course, session = excluded.session, kirkpatrick = "
    "excluded.kirkpatrick,"
    " batch = excluded.batch, line = excluded.line";

static void bind_text(sqlite3_stmt *s, int place, const char *text)
{
    sqlite3_bind_text(s, place, text, -1, SQLITE_STATIC);
}

/* The integer that SQL selects with ID as ?1; 0 if none. */
static int select_for(sqlite3 *db, const char *sql, const char *id,
                      int64_t *value, struct diag *d)
{
    sqlite3_stmt *s = warehouse_prepare(db, sql, d);
    if (s == NULL)
        return -1;
    bind_text(s, 1, id);
    int got = warehouse_step(s, d);
    *value = got == 1 ? sqlite3_column_int64(s, 0) : 0;
    sqlite3_finalize(s);
    return got < 0 ? -1 : 0;
}

static int find_survey(struct store *s, struct diag *d)
{
    sqlite3 *db = s->loading->db;
    int64_t batch;
    if (select_for(db, "SELECT survey FROM survey WHERE survey_id = ?1",
                   s->book->survey, &s->plan->key, d) != 0 ||
        select_for(db, "SELECT batch FROM survey WHERE survey_id = ?1",
                   s->book->survey, &batch, d) != 0)
        return -1;
    s->held = batch != 0;
    return 0;
}

static enum codebook_kind kind_of(const char *word)
{
    enum codebook_kind kind = CODEBOOK_LIKERT;
    while (kind < CODEBOOK_TEXT && strcmp(codebook_kind_word(kind), word) != 0)
        kind++;
    return kind;
}

/* The items of inputs that stay go first. */
static int read_staying(const struct store *s, struct diag *d)
{
    sqlite3_stmt *rows = warehouse_prepare(
        s->loading->db,
        "SELECT item_id, kind FROM item WHERE survey = ?1 AND item IN"
        " (SELECT item FROM item_batch) ORDER BY position",
        d);
    if (rows == NULL)
        return -1;
    sqlite3_bind_int64(rows, 1, s->plan->key);
    int got;
    while ((got = warehouse_step(rows, d)) == 1)
        surveys_stay(s->plan, (const char *)sqlite3_column_text(rows, 0),
                     kind_of((const char *)sqlite3_column_text(rows, 1)));
    sqlite3_finalize(rows);
    return got;
}

/* Whether the table has the columns of the plan, in its order. */
static int has_columns(const struct store *s, bool *same, struct diag *d)
{
    sqlite3_stmt *rows = warehouse_prepare(
        s->loading->db,
        "SELECT name, type FROM pragma_table_info('response_' || ?1)"
        " WHERE name GLOB 'i_*' ORDER BY cid",
        d);
    if (rows == NULL)
        return -1;
    bind_text(rows, 1, s->book->survey);
    size_t n = 0;
    int got;
    *same = true;
    while ((got = warehouse_step(rows, d)) == 1) {
        const char *name = (const char *)sqlite3_column_text(rows, 0);
        const char *type = (const char *)sqlite3_column_text(rows, 1);
        const struct survey_item *item = &s->plan->items[n];
        *same = *same && n < s->plan->count &&
                strcmp(name + strlen("i_"), item->id) == 0 &&
                (strcmp(type, "TEXT") == 0) == (item->kind == CODEBOOK_TEXT);
        n++;
    }
    *same = *same && n == s->plan->count;
    sqlite3_finalize(rows);
    return got;
}

static int write_survey(struct store *s, struct diag *d)
{
    int64_t course;
    int64_t session;
    struct loading *l = s->loading;
    if (items_find_key(l, s->book, ENTITY_COURSE, s->book->course, NULL,
                       "course", &course, d) != 0 ||
        items_find_key(l, s->book, ENTITY_SESSION, s->book->session, NULL,
                       "session", &session, d) != 0)
        return -1;
    sqlite3_stmt *q = warehouse_prepare(s->loading->db, insert_survey, d);
    if (q == NULL)
        return -1;
    sqlite3_bind_int64(q, 1, s->plan->key);
    bind_text(q, 2, s->book->survey);
    bind_text(q, 3, s->book->title);
    bind_text(q, 4, s->book->title_zh);
    bind_text(q, 5, s->book->about);
    sqlite3_bind_int64(q, 6, course);
    sqlite3_bind_int64(q, 7, session);
    sqlite3_bind_int64(q, 8, s->book->kirkpatrick);
    sqlite3_bind_int64(q, 9, s->batch->number);
    int result = warehouse_do(q, d);
    sqlite3_finalize(q);
    if (result == 0)
        result = select_for(s->loading->db,
                            "SELECT survey FROM survey WHERE survey_id = ?1",
                            s->book->survey, &s->plan->key, d);
    return result;
}

static void add_text(char **text, const char *more)
{
    char *longer = mem_format("%s%s", *text, more);
    free(*text);
    *text = longer;
}

static const char own_columns[] =
    "respondent, respondent_id, member, rater, answered_on, seconds, batch,"
    " line";

/* The one place where SQL is made from data: ids are letters, digits, _. An
   item that a version of the questionnaire does not have was not shown. */
static int make_table(const struct store *s, struct diag *d)
{
    char *sql = mem_format(
        "CREATE TABLE response_%s ("
        "respondent INTEGER PRIMARY KEY AUTOINCREMENT, respondent_id TEXT,"
        " member INTEGER REFERENCES member, rater INTEGER REFERENCES member,"
        " answered_on INTEGER, seconds INTEGER,"
        " batch INTEGER NOT NULL REFERENCES batch, line INTEGER NOT NULL",
        s->book->survey);
    for (size_t i = 0; i < s->plan->count; i++) {
        const struct survey_item *item = &s->plan->items[i];
        add_text(&sql, ", i_");
        add_text(&sql, item->id);
        add_text(&sql,
                 item->kind == CODEBOOK_TEXT ? " TEXT" : " INTEGER DEFAULT -1");
    }
    add_text(&sql, ") STRICT;");
    int result = warehouse_run(s->loading->db, sql, d);
    free(sql);
    return result;
}

/* Moves the rows that stay to a table of the new items. */
static int change_table(const struct store *s, struct diag *d)
{
    const char *id = s->book->survey;
    sqlite3 *db = s->loading->db;
    char *sql = mem_format("CREATE TEMP TABLE staying AS SELECT * FROM"
                           " response_%s; DROP TABLE response_%s;",
                           id, id);
    int result = warehouse_run(db, sql, d);
    free(sql);
    if (result != 0 || make_table(s, d) != 0)
        return -1;
    char *columns = mem_text(own_columns);
    for (size_t i = 0; i < s->plan->count; i++) {
        if (s->plan->items[i].book != NULL)
            continue;
        add_text(&columns, ", i_");
        add_text(&columns, s->plan->items[i].id);
    }
    sql = mem_format("INSERT INTO response_%s (%s) SELECT %s FROM temp.staying"
                     " ORDER BY respondent; DROP TABLE temp.staying;",
                     id, columns, columns);
    result = warehouse_run(db, sql, d);
    free(columns);
    free(sql);
    return result;
}

/* Who has answered in an input that stays. */
static int claim_staying(const struct store *s, struct diag *d)
{
    char *sql = mem_format("SELECT respondent_id, member, ifnull(rater, 0),"
                           " batch, line FROM response_%s ORDER BY respondent",
                           s->book->survey);
    sqlite3_stmt *rows = warehouse_prepare(s->loading->db, sql, d);
    free(sql);
    if (rows == NULL)
        return -1;
    int got;
    while ((got = warehouse_step(rows, d)) == 1) {
        bool anew = s->book->ids_begin_anew;
        struct unique_place place = {sqlite3_column_int64(rows, 3),
                                     sqlite3_column_int64(rows, 4)};
        const char *id = (const char *)sqlite3_column_text(rows, 0);
        size_t length = (size_t)sqlite3_column_bytes(rows, 0);
        struct unique_place at = place;
        if (id != NULL)
            (void)respondents_claim(&s->plan->respondents,
                                    respondent_of_id(&s->plan->respondents,
                                                     anew ? place.batch : 0, id,
                                                     length),
                                    &at);
        at = place;
        if (sqlite3_column_type(rows, 1) != SQLITE_NULL)
            (void)respondents_claim(
                &s->plan->respondents,
                respondent_of_member(&s->plan->respondents,
                                     sqlite3_column_int64(rows, 1),
                                     sqlite3_column_int64(rows, 2)),
                &at);
    }
    sqlite3_finalize(rows);
    return got;
}

static int store_plan(struct store *s, struct diag *d)
{
    struct loading *l = s->loading;
    bool same = false;
    if (find_survey(s, d) != 0)
        return -1;
    bool there = s->plan->key != 0;
    if (there && read_staying(s, d) != 0)
        return -1;
    if (surveys_join(l->surveys, s->plan, d) != 0)
        return -1;
    if (!s->held && write_survey(s, d) != 0)
        return -1;
    if (items_store(l, s->plan, d) != 0 ||
        (there && has_columns(s, &same, d) != 0))
        return -1;
    if (!same && (there ? change_table(s, d) : make_table(s, d)) != 0)
        return -1;
    return there ? claim_staying(s, d) : 0;
}

int survey_store(struct loading *l, const struct survey_input *input,
                 struct diag *d)
{
    struct store s = {.loading = l,
                      .plan = input->plan,
                      .book = input->plan->book,
                      .batch = input->batch};
    if (!s.plan->stored && store_plan(&s, d) != 0)
        return -1;
    s.plan->stored = true;
    return items_note(l, s.plan, input->book, input->batch->number, d);
}

/* Adds TEMPLATE with ID in the place of every %. */
static void add_filled(char **text, const char *template, const char *id)
{
    for (const char *at = template; *at != '\0'; at++) {
        char one[2] = {*at, '\0'};
        add_text(text, *at == '%' ? id : one);
    }
}

/* Runs TEMPLATE, in which % is the id, for each survey that SELECT gives. */
static int for_surveys(sqlite3 *db, const char *select, const char *template,
                       struct diag *d)
{
    sqlite3_stmt *rows = warehouse_prepare(db, select, d);
    if (rows == NULL)
        return -1;
    char *all = mem_text("");
    int got;
    while ((got = warehouse_step(rows, d)) == 1)
        add_filled(&all, template, (const char *)sqlite3_column_text(rows, 0));
    sqlite3_finalize(rows);
    if (got == 0)
        got = warehouse_run(db, all, d);
    free(all);
    return got;
}

int survey_release(sqlite3 *db, struct diag *d)
{
    if (for_surveys(db, "SELECT survey_id FROM survey",
                    "DELETE FROM response_%"
                    " WHERE batch IN (SELECT batch FROM temp.reloading);",
                    d) != 0)
        return -1;
    return warehouse_run(db,
                         "DELETE FROM item_batch WHERE batch IN"
                         " (SELECT batch FROM temp.reloading);"
                         "DELETE FROM response_attribute WHERE batch IN"
                         " (SELECT batch FROM temp.reloading);"
                         "UPDATE survey SET batch = NULL WHERE batch IN"
                         " (SELECT batch FROM temp.reloading);",
                         d);
}

int survey_sweep(sqlite3 *db, struct diag *d)
{
    static const char let_go[] =
        "SELECT survey_id FROM survey WHERE batch IS NULL";
    if (for_surveys(db, let_go,
                    "UPDATE survey SET batch = (SELECT min(batch)"
                    " FROM response_%) WHERE survey_id = '%';",
                    d) != 0 ||
        for_surveys(db, let_go,
                    "DROP TABLE response_%;"
                    "DELETE FROM item_batch WHERE item IN (SELECT item"
                    " FROM item JOIN survey USING (survey)"
                    " WHERE survey_id = '%');",
                    d) != 0)
        return -1;
    return warehouse_run(db,
                         "DELETE FROM item_code WHERE item NOT IN"
                         " (SELECT item FROM item_batch);"
                         "DELETE FROM item WHERE item NOT IN"
                         " (SELECT item FROM item_batch);"
                         "DELETE FROM survey WHERE batch IS NULL;",
                         d);
}
