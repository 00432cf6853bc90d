/* facthash.c - see facthash.h. */
#include "analyze/base/facthash.h"

#include "analyze/base/query.h"
#include "lib/mem.h"
#include "lib/warehouse.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* One SELECT a table. The literal in front keeps the tables apart. */
static const char *const selects[] = {
    "SELECT 'organization', o.org_id, o.name, p.org_id, o.level, o.kind,"
    " o.begin_on, o.end_on FROM organization o"
    " LEFT JOIN organization p ON p.org = o.parent",

    "SELECT 'member', member_id, name, gender, born_on, joined_on, full_on"
    " FROM member",

    "SELECT 'membership', m.member_id, o.org_id, x.status, x.begin_on,"
    " x.end_on FROM membership x JOIN member m ON m.member = x.member"
    " JOIN organization o ON o.org = x.org",

    "SELECT 'attribute', m.member_id, x.attribute, x.value, x.begin_on,"
    " x.end_on FROM member_attribute x JOIN member m ON m.member = x.member",

    "SELECT 'role', m.member_id, o.org_id, x.role, x.begin_on, x.end_on"
    " FROM role x JOIN member m ON m.member = x.member"
    " LEFT JOIN organization o ON o.org = x.org",

    "SELECT 'identity', m.member_id, x.namespace, x.other_id"
    " FROM identity x JOIN member m ON m.member = x.member",

    "SELECT 'topic', t.topic_id, t.name, t.name_zh, p.topic_id, t.kind"
    " FROM topic t LEFT JOIN topic p ON p.topic = t.parent WHERE t.made = 0",

    "SELECT 'course', course_id, title, kind, audience, language, minutes,"
    " seats, cost, level FROM course",

    "SELECT 'course_topic', c.course_id, t.topic_id, x.weight"
    " FROM course_topic x JOIN course c ON c.course = x.course"
    " JOIN topic t ON t.topic = x.topic",

    "SELECT 'prerequisite', c.course_id, r.course_id"
    " FROM course_prerequisite x JOIN course c ON c.course = x.course"
    " JOIN course r ON r.course = x.requires",

    "SELECT 'venue', v.venue_id, v.name, v.kind, o.org_id, v.place, v.seats"
    " FROM venue v LEFT JOIN organization o ON o.org = v.org",

    "SELECT 'instructor', i.instructor_id, i.engagement, o.org_id, m.member_id"
    " FROM instructor i LEFT JOIN organization o ON o.org = i.provider"
    " LEFT JOIN member m ON m.member = i.member",

    "SELECT 'field', i.instructor_id, t.topic_id FROM instructor_field x"
    " JOIN instructor i ON i.instructor = x.instructor"
    " JOIN topic t ON t.topic = x.topic",

    "SELECT 'offering', f.offering_id, c.course_id, o.org_id, f.title,"
    " f.begin_on, f.end_on, f.planned FROM offering f"
    " JOIN course c ON c.course = f.course"
    " LEFT JOIN organization o ON o.org = f.provider WHERE f.made = 0",

    "SELECT 'session', s.session_id, f.offering_id, o.org_id, s.level, s.form,"
    " s.channel, s.method, v.venue_id, s.begins, s.ends, s.minutes, s.seats,"
    " s.headcount, s.cost, s.fund, s.materials FROM session s"
    " JOIN offering f ON f.offering = s.offering"
    " LEFT JOIN organization o ON o.org = s.provider"
    " LEFT JOIN venue v ON v.venue = s.venue WHERE s.made = 0",

    "SELECT 'teaches', s.session_id, i.instructor_id FROM session_instructor x"
    " JOIN session s ON s.session = x.session"
    " JOIN instructor i ON i.instructor = x.instructor",

    "SELECT 'enrolment', m.member_id, f.offering_id, x.called_on, o.org_id"
    " FROM enrolment x JOIN member m ON m.member = x.member"
    " JOIN offering f ON f.offering = x.offering"
    " LEFT JOIN organization o ON o.org = x.called_by",

    "SELECT 'choice', m.member_id, c.course_id, x.rank, x.day"
    " FROM course_choice x JOIN member m ON m.member = x.member"
    " JOIN course c ON c.course = x.course",

    "SELECT 'target', o.org_id, x.indicator, x.year, x.amount FROM target x"
    " JOIN organization o ON o.org = x.org",

    "SELECT 'assessment', o.org_id, x.indicator, x.year, x.assessor, x.score"
    " FROM assessment x JOIN organization o ON o.org = x.org",

    "SELECT 'survey', s.survey_id, s.title, s.title_zh, s.about,"
    " s.kirkpatrick, c.course_id, e.session_id FROM survey s"
    " LEFT JOIN course c ON c.course = s.course"
    " LEFT JOIN session e ON e.session = s.session",

    "SELECT 'item', s.survey_id, i.item_id, i.position, i.kind, i.question,"
    " i.text, i.text_zh, i.facet, t.topic_id, i.scale, i.low, i.high,"
    " i.reversed FROM item i JOIN survey s ON s.survey = i.survey"
    " LEFT JOIN topic t ON t.topic = i.topic",

    "SELECT 'code', s.survey_id, i.item_id, x.code, x.label, x.label_zh"
    " FROM item_code x JOIN item i ON i.item = x.item"
    " JOIN survey s ON s.survey = i.survey",

    "SELECT 'interview', n.interview_id, m.member_id, o.org_id, n.day"
    " FROM interview n LEFT JOIN member m ON m.member = n.member"
    " LEFT JOIN organization o ON o.org = n.org",

    "SELECT 'theme', n.interview_id, t.topic_id, x.strength"
    " FROM interview_theme x JOIN interview n ON n.interview = x.interview"
    " JOIN topic t ON t.topic = x.topic",

    "SELECT 'population', attribute, value, members FROM population",

    "SELECT 'status', status, word, attended FROM status",
};

struct buffer {
    unsigned char *bytes;
    size_t used, room;
};

static void put(struct buffer *b, const void *bytes, size_t length)
{
    if (b->used + length > b->room) {
        b->room = 2 * (b->used + length);
        b->bytes = mem_realloc(b->bytes, b->room);
    }
    if (length > 0)
        memcpy(b->bytes + b->used, bytes, length);
    b->used += length;
}

/* A cell as its type, its length and its bytes, so that rows are apart. */
static void put_cell(struct buffer *b, sqlite3_stmt *row, int column)
{
    int type = sqlite3_column_type(row, column);
    unsigned char tag = (unsigned char)type;
    put(b, &tag, 1);
    if (type == SQLITE_INTEGER) {
        int64_t value = sqlite3_column_int64(row, column);
        put(b, &value, sizeof value);
    } else if (type == SQLITE_FLOAT) {
        double value = sqlite3_column_double(row, column);
        put(b, &value, sizeof value);
    } else if (type == SQLITE_TEXT) {
        const unsigned char *text = sqlite3_column_text(row, column);
        uint64_t length = (uint64_t)sqlite3_column_bytes(row, column);
        put(b, &length, sizeof length);
        put(b, text, (size_t)length);
    }
}

static int hash_select(struct digest_rows *rows, sqlite3 *db, const char *sql,
                       struct diag *d)
{
    struct query q = query_open(db, sql, d);
    struct buffer b = {0};
    while (query_next(&q)) {
        b.used = 0;
        int columns = sqlite3_column_count(q.statement);
        for (int i = 0; i < columns; i++)
            put_cell(&b, q.statement, i);
        digest_rows_add(rows, b.bytes, b.used);
    }
    free(b.bytes);
    return query_close(&q);
}

/* Letters, digits and _ only, as schema.sql demands of survey and item ids. */
static bool is_plain(const char *id)
{
    return id != NULL && id[0] != '\0' &&
           strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(id);
}

/*
 * The SELECT over the answers of a survey: the one statement whose text comes
 * from data, because each survey has a table of its own. Its names are checked.
 */
static char *answers_select(sqlite3 *db, int64_t survey, const char *survey_id,
                            struct diag *d)
{
    struct buffer b = {0};
    put(&b, "SELECT 'answers'", strlen("SELECT 'answers'"));
    struct query q = query_open(
        db, "SELECT item_id FROM item WHERE survey = ?1 ORDER BY item_id", d);
    query_bind(&q, 1, survey);
    while (query_next(&q)) {
        const char *id = query_text(&q, 0);
        if (!is_plain(id))
            continue;
        put(&b, ", r.i_", strlen(", r.i_"));
        put(&b, id, strlen(id));
    }
    put(&b, "", 1);
    char *sql = NULL;
    if (query_close(&q) == 0)
        sql = mem_format("%s, '%s', r.respondent_id, m.member_id, w.member_id,"
                         " r.answered_on, r.seconds,"
                         " (SELECT group_concat(x, x'1f') FROM (SELECT"
                         " a.attribute || x'1e' || a.value AS x FROM"
                         " response_attribute a WHERE a.survey = s.survey AND"
                         " a.batch = r.batch AND a.line = r.line ORDER BY 1))"
                         " FROM response_%s r JOIN survey s"
                         " ON s.survey_id = '%s'"
                         " LEFT JOIN member m ON m.member = r.member"
                         " LEFT JOIN member w ON w.member = r.rater",
                         (char *)b.bytes, survey_id, survey_id, survey_id);
    free(b.bytes);
    return sql;
}

static int hash_answers(struct digest_rows *rows, sqlite3 *db, struct diag *d)
{
    struct query q = query_open(
        db, "SELECT survey, survey_id FROM survey ORDER BY survey_id", d);
    while (query_next(&q)) {
        const char *id = query_text(&q, 1);
        if (!is_plain(id))
            continue;
        char *sql = answers_select(db, query_integer(&q, 0, -1), id, d);
        if (sql == NULL || hash_select(rows, db, sql, d) != 0)
            q.failed = true;
        free(sql);
    }
    return query_close(&q);
}

int facthash_add(struct digest_rows *rows, sqlite3 *db, struct diag *d)
{
    for (size_t i = 0; i < COUNT_OF(selects); i++)
        if (hash_select(rows, db, selects[i], d) != 0)
            return -1;
    return hash_answers(rows, db, d);
}
