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
    const struct codebook *book;
    const struct batch *batch;
    int64_t survey;  /* its key; 0: it is not there */
    bool held;       /* an input of this run, or one that stays, has it */
    int64_t answers; /* rows that stay */
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
                   s->book->survey, &s->survey, d) != 0 ||
        select_for(db, "SELECT batch FROM survey WHERE survey_id = ?1",
                   s->book->survey, &batch, d) != 0)
        return -1;
    s->held = batch != 0;
    if (s->survey == 0)
        return 0;
    char *sql = mem_format("SELECT count(*) FROM response_%s", s->book->survey);
    int result = warehouse_integer(db, sql, 0, &s->answers, d);
    free(sql);
    return result;
}

/* Whether the items in the warehouse are those of the codebook, in order. */
static int same_items(const struct store *s, bool *same, struct diag *d)
{
    sqlite3_stmt *rows = warehouse_prepare(
        s->loading->db,
        "SELECT item_id, kind FROM item WHERE survey = ?1 ORDER BY position",
        d);
    if (rows == NULL)
        return -1;
    sqlite3_bind_int64(rows, 1, s->survey);
    size_t n = 0;
    int got;
    *same = true;
    while ((got = warehouse_step(rows, d)) == 1) {
        const char *id = (const char *)sqlite3_column_text(rows, 0);
        const char *kind = (const char *)sqlite3_column_text(rows, 1);
        const struct codebook_item *item = &s->book->items[n];
        *same = *same && n < s->book->count && strcmp(id, item->id) == 0 &&
                strcmp(kind, codebook_kind_word(item->kind)) == 0;
        n++;
    }
    *same = *same && n == s->book->count;
    sqlite3_finalize(rows);
    return got;
}

/* Answers that stay are of the items that are there. */
static int check_items(const struct store *s, bool *same, struct diag *d)
{
    *same = false;
    if (s->survey == 0)
        return 0;
    if (same_items(s, same, d) != 0)
        return -1;
    if (*same || (!s->held && s->answers == 0))
        return 0;
    diag_at(d, jsondoc_path(s->book->doc), 1, "survey");
    return diag_fail(d,
                     "survey '%s' has answers from another input whose "
                     "codebook has other items; give it another id, or load "
                     "both with one codebook",
                     s->book->survey);
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
    sqlite3_bind_int64(q, 1, s->survey);
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
                            s->book->survey, &s->survey, d);
    return result;
}

static void add_text(char **text, const char *more)
{
    char *longer = mem_format("%s%s", *text, more);
    free(*text);
    *text = longer;
}

/* The one place where SQL is made from data: ids are letters, digits, _. */
static int make_table(const struct store *s, struct diag *d)
{
    char *sql = mem_format(
        "DROP TABLE IF EXISTS response_%s; CREATE TABLE response_%s ("
        "respondent INTEGER PRIMARY KEY AUTOINCREMENT, respondent_id TEXT,"
        " member INTEGER REFERENCES member, rater INTEGER REFERENCES member,"
        " answered_on INTEGER, seconds INTEGER,"
        " batch INTEGER NOT NULL REFERENCES batch, line INTEGER NOT NULL",
        s->book->survey, s->book->survey);
    for (size_t i = 0; i < s->book->count; i++) {
        const struct codebook_item *item = &s->book->items[i];
        add_text(&sql, ", i_");
        add_text(&sql, item->id);
        add_text(&sql, item->kind == CODEBOOK_TEXT ? " TEXT" : " INTEGER");
    }
    add_text(&sql, ") STRICT;");
    int result = warehouse_run(s->loading->db, sql, d);
    free(sql);
    return result;
}

static char *make_insert(const struct codebook *book)
{
    char *sql = mem_format("INSERT INTO response_%s (respondent_id, member,"
                           " rater, answered_on, seconds, batch, line",
                           book->survey);
    for (size_t i = 0; i < book->count; i++) {
        add_text(&sql, ", i_");
        add_text(&sql, book->items[i].id);
    }
    add_text(&sql, ") SELECT c0, c1, c2, c3, c4, c5, c6");
    for (size_t i = 0; i < book->count; i++) {
        char column[24];
        snprintf(column, sizeof column, ", c%zu", i + 7);
        add_text(&sql, column);
    }
    add_text(&sql, " FROM bulk");
    return sql;
}

int survey_store(struct loading *l, const struct codebook *book,
                 const struct batch *batch, char **insert, struct diag *d)
{
    struct store s = {.loading = l, .book = book, .batch = batch};
    bool same;
    *insert = NULL;
    if (find_survey(&s, d) != 0 || check_items(&s, &same, d) != 0)
        return -1;
    if (!s.held && write_survey(&s, d) != 0)
        return -1;
    if (!s.held && items_store(l, book, s.survey, d) != 0)
        return -1;
    if (!same && make_table(&s, d) != 0)
        return -1;
    *insert = make_insert(book);
    return 0;
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
                         "UPDATE survey SET batch = NULL WHERE batch IN"
                         " (SELECT batch FROM temp.reloading)",
                         d);
}

int survey_sweep(sqlite3 *db, struct diag *d)
{
    static const char let_go[] =
        "SELECT survey_id FROM survey WHERE batch IS NULL";
    if (for_surveys(db, let_go,
                    "UPDATE survey SET batch = (SELECT min(batch)"
                    " FROM response_%) WHERE survey_id = '%';",
                    d) != 0)
        return -1;
    return for_surveys(
        db, let_go,
        "DROP TABLE response_%;"
        "DELETE FROM item_code WHERE item IN (SELECT item FROM item"
        " JOIN survey USING (survey) WHERE survey_id = '%');"
        "DELETE FROM item WHERE survey ="
        " (SELECT survey FROM survey WHERE survey_id = '%');"
        "DELETE FROM survey WHERE survey_id = '%';",
        d);
}

/* Keys of (survey, respondent) and (survey, member, rater), of what is there.
 */
int survey_read_unique(struct loading *l, const struct codebook *book,
                       struct diag *d)
{
    char *respondents = mem_text("");
    char *members = mem_text("");
    add_filled(&respondents,
               "SELECT '%' || x'1f' || 'r' || x'1f' || respondent_id, batch,"
               " line FROM response_% WHERE respondent_id IS NOT NULL",
               book->survey);
    add_filled(&members,
               "SELECT '%' || x'1f' || 'm' || x'1f' || member || x'1f' ||"
               " ifnull(rater, 0), batch, line FROM response_%"
               " WHERE member IS NOT NULL",
               book->survey);
    int result = unique_read(&l->unique, l->db, respondents, d);
    if (result == 0)
        result = unique_read(&l->unique, l->db, members, d);
    free(respondents);
    free(members);
    return result;
}
