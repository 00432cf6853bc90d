/* catalogue.c - see catalogue.h. */
#include "analyze/base/catalogue.h"

#include "analyze/base/members.h"
#include "analyze/base/query.h"
#include "lib/idmap.h"
#include "lib/mem.h"
#include "lib/seats.h"
#include "lib/tablescan.h"

#include <stdlib.h>
#include <string.h>

static const char *keep(struct facts *f, const char *text)
{
    return text == NULL ? NULL : arena_text(&f->arena, text, strlen(text));
}

/* Where a word that many facts share is looked for first. */
static int32_t *find_recent(const struct facts *f, const char *word,
                            size_t length)
{
    uint64_t bytes = 0;
    memcpy(&bytes, word, length < sizeof bytes ? length : sizeof bytes);
    uint64_t mixed = (bytes ^ length) * 0x9E3779B97F4A7C15U;
    return &f->keys->recent[mixed >> 32 & (FACT_RECENT - 1)];
}

static int32_t find_word(struct facts *f, const char *word, size_t length)
{
    int64_t *known = idmap_find(f->keys->words, word, length);
    if (known != NULL)
        return (int32_t)*known;
    f->word =
        mem_grow(f->word, f->n_words, &f->keys->words_room, sizeof *f->word);
    f->word[f->n_words] = arena_text(&f->arena, word, length);
    (void)idmap_add(f->keys->words, word, length, (int64_t)f->n_words);
    return (int32_t)f->n_words++;
}

int32_t catalogue_word_n(struct facts *f, const char *word, size_t length)
{
    if (length == 0 || length > IDMAP_ID_MAX)
        return FACT_NONE; /* no word of a policy is so long */
    int32_t *recent = find_recent(f, word, length);
    if (*recent > 0) {
        const char *known = f->word[*recent - 1];
        if (strncmp(known, word, length) == 0 && known[length] == '\0')
            return *recent - 1;
    }
    int32_t found = find_word(f, word, length);
    *recent = found + 1;
    return found;
}

int32_t catalogue_word(struct facts *f, const char *word)
{
    return word != NULL ? catalogue_word_n(f, word, strlen(word)) : FACT_NONE;
}

int32_t catalogue_scan_word(struct facts *f, const struct tablescan *s,
                            size_t column)
{
    size_t length;
    const char *text = tablescan_text(s, column, &length);
    return text != NULL ? catalogue_word_n(f, text, length) : FACT_NONE;
}

void catalogue_renumber(struct facts *f, size_t first, const int32_t *place)
{
    size_t count = f->n_words - first;
    const char **old = mem_array(NULL, count, sizeof *old);
    if (count > 0)
        memcpy(old, f->word + first, count * sizeof *old);
    for (size_t i = 0; i < count; i++) {
        f->word[place[i]] = old[i];
        *idmap_find(f->keys->words, old[i], strlen(old[i])) = place[i];
    }
    free(old);
    memset(f->keys->recent, 0, sizeof f->keys->recent);
}

static int read_orgs(struct facts *f, sqlite3 *db, struct diag *d)
{
    size_t room = 0;
    struct query q = query_open(
        db, "SELECT org, org_id, name FROM organization ORDER BY org_id", d);
    while (query_next(&q)) {
        f->org = mem_grow(f->org, f->n_orgs, &room, sizeof *f->org);
        f->org[f->n_orgs++] =
            (struct organization){.key = query_integer(&q, 0, -1),
                                  .id = keep(f, query_text(&q, 1)),
                                  .name = keep(f, query_text(&q, 2)),
                                  .parent = FACT_NONE};
    }
    CATALOGUE_KEYS(&f->keys->org, f->org, f->n_orgs);
    if (query_close(&q) != 0)
        return -1;
    q = query_open(db,
                   "SELECT org, parent FROM organization"
                   " WHERE parent IS NOT NULL ORDER BY org_id",
                   d);
    while (query_next(&q)) {
        int32_t org = facts_org_of_key(f, query_integer(&q, 0, -1));
        f->org[org].parent = facts_org_of_key(f, query_integer(&q, 1, -1));
    }
    return query_close(&q);
}

static int read_topics(struct facts *f, sqlite3 *db, struct diag *d)
{
    size_t room = 0;
    struct query q = query_open(
        db,
        "SELECT topic, topic_id, name, name_zh FROM topic ORDER BY topic_id",
        d);
    while (query_next(&q)) {
        f->topic = mem_grow(f->topic, f->n_topics, &room, sizeof *f->topic);
        f->topic[f->n_topics++] =
            (struct topic){.key = query_integer(&q, 0, -1),
                           .id = keep(f, query_text(&q, 1)),
                           .name = keep(f, query_text(&q, 2)),
                           .name_zh = keep(f, query_text(&q, 3)),
                           .parent = FACT_NONE};
    }
    CATALOGUE_KEYS(&f->keys->topic, f->topic, f->n_topics);
    if (query_close(&q) != 0)
        return -1;
    q = query_open(db,
                   "SELECT topic, parent FROM topic WHERE parent IS NOT NULL"
                   " ORDER BY topic_id",
                   d);
    while (query_next(&q)) {
        int32_t topic = facts_topic_of_key(f, query_integer(&q, 0, -1));
        f->topic[topic].parent =
            facts_topic_of_key(f, query_integer(&q, 1, -1));
    }
    return query_close(&q);
}

static int read_course_topics(struct facts *f, sqlite3 *db, struct diag *d)
{
    size_t count = 0, room = 0;
    struct query q =
        query_open(db,
                   "SELECT c.course, x.topic FROM course_topic x"
                   " JOIN course c ON c.course = x.course"
                   " JOIN topic t ON t.topic = x.topic"
                   " ORDER BY c.course_id, x.weight DESC, t.topic_id",
                   d);
    while (query_next(&q)) {
        int32_t course = facts_course_of_key(f, query_integer(&q, 0, -1));
        if (f->course[course].n_topics++ == 0)
            f->course[course].topics_at = count;
        f->course_topic =
            mem_grow(f->course_topic, count, &room, sizeof *f->course_topic);
        f->course_topic[count++] =
            facts_topic_of_key(f, query_integer(&q, 1, -1));
    }
    return query_close(&q);
}

static int read_requires(struct facts *f, sqlite3 *db, struct diag *d)
{
    size_t count = 0, room = 0;
    struct query q = query_open(db,
                                "SELECT c.course, x.requires"
                                " FROM course_prerequisite x"
                                " JOIN course c ON c.course = x.course"
                                " JOIN course r ON r.course = x.requires"
                                " ORDER BY c.course_id, r.course_id",
                                d);
    while (query_next(&q)) {
        int32_t course = facts_course_of_key(f, query_integer(&q, 0, -1));
        if (f->course[course].n_requires++ == 0)
            f->course[course].requires_at = count;
        f->course_requires = mem_grow(f->course_requires, count, &room,
                                      sizeof *f->course_requires);
        f->course_requires[count++] =
            facts_course_of_key(f, query_integer(&q, 1, -1));
    }
    return query_close(&q);
}

static int read_courses(struct facts *f, sqlite3 *db, struct diag *d)
{
    size_t room = 0;
    struct query q =
        query_open(db,
                   "SELECT course, course_id, title, kind, audience,"
                   " minutes, language, level FROM course ORDER BY course_id",
                   d);
    while (query_next(&q)) {
        const char *kind = query_text(&q, 3);
        f->course = mem_grow(f->course, f->n_courses, &room, sizeof *f->course);
        f->course[f->n_courses++] = (struct course){
            .key = query_integer(&q, 0, -1),
            .id = keep(f, query_text(&q, 1)),
            .title = keep(f, query_text(&q, 2)),
            .elective = kind != NULL && strcmp(kind, "elective") == 0,
            .audience = catalogue_word(f, query_text(&q, 4)),
            .minutes = query_int32(&q, 5, FACT_UNKNOWN),
            .language = catalogue_word(f, query_text(&q, 6)),
            .level = catalogue_word(f, query_text(&q, 7))};
    }
    CATALOGUE_KEYS(&f->keys->course, f->course, f->n_courses);
    if (query_close(&q) != 0 || read_course_topics(f, db, d) != 0)
        return -1;
    return read_requires(f, db, d);
}

static int read_offerings(struct facts *f, sqlite3 *db, struct diag *d)
{
    size_t room = 0;
    struct query q =
        query_open(db,
                   "SELECT offering, offering_id, course, provider,"
                   " planned, made FROM offering"
                   " ORDER BY offering_id",
                   d);
    while (query_next(&q)) {
        f->offering =
            mem_grow(f->offering, f->n_offerings, &room, sizeof *f->offering);
        f->offering[f->n_offerings++] = (struct offering){
            .key = query_integer(&q, 0, -1),
            .id = keep(f, query_text(&q, 1)),
            .course = facts_course_of_key(f, query_integer(&q, 2, -1)),
            .provider = facts_org_of_key(f, query_integer(&q, 3, -1)),
            .planned = query_integer(&q, 4, 0) != 0,
            .made = query_integer(&q, 5, 0) != 0};
    }
    CATALOGUE_KEYS(&f->keys->offering, f->offering, f->n_offerings);
    return query_close(&q);
}

/* Days since 1970 of a minute stamp, which may be before it. */
static int32_t day_of(int64_t stamp)
{
    int64_t day = stamp / 1440 - (stamp % 1440 < 0);
    return (int32_t)day;
}

static struct session session_of(struct facts *f, const struct query *q)
{
    int32_t at = keymap_find(&f->keys->offering, query_integer(q, 2, -1));
    const struct offering *o = &f->offering[at];
    int32_t provider = facts_org_of_key(f, query_integer(q, 3, -1));
    struct session s = {
        .key = query_integer(q, 0, -1),
        .id = keep(f, query_text(q, 1)),
        .offering = at,
        .course = o->course,
        .provider = provider != FACT_NONE ? provider : o->provider,
        .level = catalogue_word(f, query_text(q, 4)),
        .form = catalogue_word(f, query_text(q, 5)),
        .channel = catalogue_word(f, query_text(q, 6)),
        .method = catalogue_word(f, query_text(q, 7)),
        .venue_org = facts_org_of_key(f, query_integer(q, 15, -1)),
        .begins = query_integer(q, 8, INT64_MIN),
        .ends = query_integer(q, 9, INT64_MIN),
        .day = FACT_UNKNOWN,
        .minutes = query_int32(q, 10, FACT_UNKNOWN),
        .seats = query_int32(q, 11, FACT_UNKNOWN),
        .headcount = query_int32(q, 12, FACT_UNKNOWN),
        .cost = query_integer(q, 13, FACT_UNKNOWN),
        .made = query_integer(q, 14, 0) != 0};
    if (s.begins != INT64_MIN)
        s.day = day_of(s.begins);
    return s;
}

static int read_sessions(struct facts *f, sqlite3 *db, struct diag *d)
{
    size_t room = 0;
    struct query q =
        query_open(db,
                   "SELECT s.session, s.session_id, s.offering,"
                   " s.provider, s.level, s.form, s.channel,"
                   " s.method, s.begins, s.ends, s.minutes, " SEATS_SQL ","
                   " s.headcount, s.cost, s.made, v.org"
                   " FROM session s"
                   " JOIN offering o ON o.offering = s.offering"
                   " JOIN course c ON c.course = o.course"
                   " LEFT JOIN venue v ON v.venue = s.venue"
                   " ORDER BY s.session_id",
                   d);
    while (query_next(&q)) {
        f->session =
            mem_grow(f->session, f->n_sessions, &room, sizeof *f->session);
        f->session[f->n_sessions] = session_of(f, &q);
        f->n_sessions++;
    }
    CATALOGUE_KEYS(&f->keys->session, f->session, f->n_sessions);
    return query_close(&q);
}

int catalogue_read(struct facts *f, sqlite3 *db, struct diag *d)
{
    f->keys = mem_alloc(sizeof *f->keys);
    f->keys->words = idmap_new();
    if (read_orgs(f, db, d) != 0 || members_read(f, db, d) != 0)
        return -1;
    if (read_topics(f, db, d) != 0 || read_courses(f, db, d) != 0)
        return -1;
    if (read_offerings(f, db, d) != 0)
        return -1;
    return read_sessions(f, db, d);
}

void catalogue_free_keys(struct facts *f)
{
    if (f->keys == NULL)
        return;
    keymap_free(&f->keys->org);
    keymap_free(&f->keys->member);
    keymap_free(&f->keys->topic);
    keymap_free(&f->keys->course);
    keymap_free(&f->keys->offering);
    keymap_free(&f->keys->session);
    idmap_free(f->keys->words);
    free(f->keys);
}
