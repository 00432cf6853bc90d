/*
 * test_analyze_judge.c - the cases of the rule book, one test for each.
 *
 * The organizations are ROOT over A and B, and A over A1; topic T1 lies below
 * AREA, T2 does not.
 */
#include "analyze/requirement/judge.h"
#include "analyze/requirement/takes.h"
#include "lib/date.h"
#include "lib/mem.h"
#include "tests/unit/rulebook.h"
#include "tests/unit/world.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { WORDS = 16, WORD = 64 };

/* The words of one element of a list. */
struct words {
    char word[WORDS][WORD];
    int count;
};

/* Takes the next element of *LIST; 0 at the end. */
static int next_words(const char **list, struct words *w)
{
    const char *p = *list;
    w->count = 0;
    while (p != NULL && *p != '\0' && *p != ';') {
        size_t length = strcspn(p, " ;");
        if (length > 0) {
            assert_true(length < WORD && w->count < WORDS);
            memcpy(w->word[w->count], p, length);
            w->word[w->count++][length] = '\0';
        }
        p += length;
        p += *p == ' ';
    }
    *list = p != NULL && *p == ';' ? p + 1 : NULL;
    return w->count > 0;
}

/* A date as SQL: its day, or NULL. */
static const char *day_sql(const char *date, char to[32])
{
    if (strcmp(date, "-") == 0)
        return "NULL";
    snprintf(to, 32, "%d", (int)world_day(date));
    return to;
}

static const char *minute_sql(const char *moment, char to[32])
{
    if (strcmp(moment, "-") == 0)
        return "NULL";
    snprintf(to, 32, "%" PRId64, world_minute(moment));
    return to;
}

static void put_catalogue(struct world *w)
{
    world_run(w, "INSERT INTO organization (org, org_id, name, parent) VALUES"
                 " (1, 'ROOT', 'r', NULL), (2, 'A', 'a', 1), (3, 'B', 'b', 1),"
                 " (4, 'A1', 'a1', 2);"
                 "INSERT INTO topic (topic, topic_id, name, parent) VALUES"
                 " (1, 'AREA', 'area', NULL), (2, 'T1', 't1', 1),"
                 " (3, 'T2', 't2', NULL)");
}

static void put_member(struct world *w, const char *member,
                       const char *memberships)
{
    struct words v;
    char a[32], b[32];
    assert_true(next_words(&member, &v) && v.count == 2);
    world_run(w,
              "INSERT INTO member (member, member_id, joined_on, full_on)"
              " VALUES (1, 'M', %s, %s)",
              day_sql(v.word[0], a), day_sql(v.word[1], b));
    while (next_words(&memberships, &v))
        world_run(w,
                  "INSERT INTO membership SELECT 1, org, nullif('%s', '-'), %s,"
                  " %s, 0, 0 FROM organization WHERE org_id = '%s'",
                  v.word[1], day_sql(v.word[2], a), day_sql(v.word[3], b),
                  v.word[0]);
}

static void put_roles(struct world *w, const char *roles)
{
    struct words v;
    char a[32], b[32];
    while (next_words(&roles, &v))
        world_run(w, "INSERT INTO role VALUES (1, 2, '%s', %s, %s, 0, 0)",
                  v.word[0], day_sql(v.word[1], a), day_sql(v.word[2], b));
}

static void put_attributes(struct world *w, const char *attributes)
{
    struct words v;
    char a[32], b[32];
    while (next_words(&attributes, &v))
        world_run(w,
                  "INSERT INTO member_attribute VALUES"
                  " (1, '%s', '%s', %s, %s, 0, 0)",
                  v.word[0], v.word[1], day_sql(v.word[2], a),
                  day_sql(v.word[3], b));
}

/* The value of KEY among the words from the fifth on, or OTHERWISE. */
static const char *key(const struct words *v, const char *name,
                       const char *otherwise)
{
    size_t length = strlen(name);
    for (int i = 4; i < v->count; i++)
        if (strncmp(v->word[i], name, length) == 0 && v->word[i][length] == '=')
            return v->word[i] + length + 1;
    return otherwise;
}

static void put_session(struct world *w, int number, const struct words *v)
{
    char own[32], class[32], begins[32], ends[32];
    snprintf(own, sizeof own, "c%d", number);
    snprintf(class, sizeof class, "o%d", number);
    const char *course = key(v, "course", own);
    bool made = strcmp(v->word[1], "-") == 0;
    world_run(w,
              "INSERT OR IGNORE INTO course (course_id, title, kind)"
              " VALUES ('%s', 'a course', '%s')",
              course, course[0] == 'e' ? "elective" : "public");
    world_run(w,
              "INSERT OR IGNORE INTO course_topic SELECT course, topic, 100, 0,"
              " 0 FROM course, topic WHERE course_id = '%s' AND"
              " topic_id = '%s'",
              course, key(v, "topic", "T2"));
    world_run(w,
              "INSERT OR IGNORE INTO offering (offering, offering_id, course,"
              " made) SELECT %d, '%s', course, %d FROM course WHERE"
              " course_id = '%s'",
              number, key(v, "offering", class), made, course);
    world_run(w,
              "INSERT INTO session (session, session_id, offering, form, level,"
              " begins, ends, minutes, made) SELECT %d, 's%d', offering, '%s',"
              " nullif('%s', '-'), %s, %s, nullif('%s', '-'), %d FROM offering"
              " WHERE offering_id = '%s'",
              number, number, v->word[0], key(v, "level", "-"),
              minute_sql(v->word[1], begins), minute_sql(v->word[2], ends),
              key(v, "length", v->word[3]), made, key(v, "offering", class));
    if (key(v, "instructor", NULL) != NULL)
        world_run(w, "INSERT INTO session_instructor VALUES (%d, 1, 0, 0)",
                  number);
    if (key(v, "called", NULL) != NULL)
        world_run(w,
                  "INSERT INTO enrolment SELECT 1, offering, NULL, NULL, 0,"
                  " 0 FROM session WHERE session = %d",
                  number);
}

static void put_attended(struct world *w, const char *attended)
{
    struct words v;
    int number = 0;
    while (next_words(&attended, &v)) {
        char date[WORD];
        snprintf(date, sizeof date, "%.10s", v.word[1]);
        if (key(&v, "again", NULL) == NULL)
            put_session(w, ++number, &v);
        world_run(w,
                  "INSERT INTO attendance SELECT 1, %d, %d, NULL,"
                  " nullif('%s', '-'), status, NULL, NULL, NULL, NULL, 0, 0, 0"
                  " FROM status WHERE word = '%s'",
                  number, (int)world_day(key(&v, "at", date)), v.word[3],
                  key(&v, "status", "present"));
    }
}

/* The exemptions as a JSON array; free() it. */
static char *write_exemptions(const struct rulebook_case *c)
{
    char *exempt = mem_text("[");
    const char *list = c->exemptions;
    struct words v;
    while (next_words(&list, &v)) {
        char *more = mem_format("%s%s{\"member_id\":\"M\",\"begin_on\":\"%s\","
                                "\"end_on\":\"%s\",\"reason\":\"%s\"}",
                                exempt, exempt[1] != '\0' ? "," : "", v.word[0],
                                v.word[1], c->reason != NULL ? c->reason : "");
        free(exempt);
        exempt = more;
    }
    char *all = mem_format("%s]", exempt);
    free(exempt);
    return all;
}

/* The requirement ID of the sample, as JSON; free() it. */
static char *sample_rule(const char *id)
{
    json_error_t error;
    json_t *policy = json_load_file("sample-data/policy.json", 0, &error),
           *rule;
    size_t i;
    char *text = NULL;
    if (policy == NULL)
        fail_msg("sample-data/policy.json: %s", error.text);
    json_array_foreach(json_object_get(policy, "requirements"), i, rule)
        if (strcmp(json_string_value(json_object_get(rule, "id")), id) == 0)
            text = json_dumps(rule, JSON_COMPACT);
    json_decref(policy);
    assert_non_null(text);
    return text;
}

/* The policy: the rule, and the exemptions. free() it. */
static char *write_policy(const struct rulebook_case *c)
{
    static const char head[] = "{\"id\":\"r\",\"title\":\"t\",";
    bool sample = c->rule[0] == '@';
    char *exempt = write_exemptions(c);
    char *rule =
        sample ? sample_rule(c->rule + 1) : mem_format("%s%s}", head, c->rule);
    char *older =
        c->older != NULL ? mem_format("%s%s},", head, c->older) : mem_text("");
    char *policy = mem_format("{\"requirements\":[%s%s],\"exemptions\":%s}",
                              older, rule, exempt);
    free(exempt);
    free(older);
    free(rule);
    return policy;
}

static const char *day_text(int32_t day, char to[DATE_TEXT])
{
    return day == DATE_NONE ? "-" : date_write(day, to);
}

static char *verdict_text(const struct verdict *v)
{
    char anchor[DATE_TEXT], due[DATE_TEXT], met[DATE_TEXT];
    if (v->state == STATE_NOT_APPLICABLE)
        return mem_text("not-applicable");
    return mem_format("%s %" PRId64 " %" PRId64 " %" PRId64 " %s %s %s %u",
                      state_word(v->state), v->required, v->done, v->missing,
                      day_text(v->anchor_on, anchor), day_text(v->due_on, due),
                      day_text(v->met_on, met), (unsigned)v->evidence);
}

/* By the only rule, or that version of it which applies. */
static struct verdict judge_versions(struct judge *j, const struct deeds *deeds)
{
    struct verdict v = judge_rule(j, 0, 0, deeds);
    for (size_t i = 1; i < j->policy->n_rules; i++) {
        struct verdict w = judge_rule(j, i, 0, deeds);
        assert_true(v.state == STATE_NOT_APPLICABLE ||
                    w.state == STATE_NOT_APPLICABLE);
        if (w.state != STATE_NOT_APPLICABLE)
            v = w;
    }
    return v;
}

static void check_more(const struct rulebook_case *c, const struct verdict *v)
{
    if (c->anchor != NULL)
        assert_string_equal(anchor_word(v->anchor), c->anchor);
    if (c->reason != NULL)
        assert_string_equal(v->reason, c->reason);
}

/* Judges the only member. */
static char *judge_case(struct world *w, const struct rulebook_case *c)
{
    struct diag d = {0};
    struct block block;
    struct stays stays = {0};
    struct policy *policy = policy_read(&w->study, &w->facts, &d);
    if (policy == NULL)
        fail_msg("%ld: %s: %s", d.line, d.column, d.text);
    struct absence absence = {0};
    const struct deeds deeds = {&stays, &absence};
    struct judge j = {.f = &w->facts,
                      .policy = policy,
                      .takes = takes_read(policy, &w->facts, w->db, &d),
                      .as_of = w->study.as_of};
    assert_non_null(j.takes);
    assert_int_equal(events_block(w->events, 0, &block, &d), 0);
    stays_read(&stays, &w->facts, block.event, block.starts[1], j.as_of);
    absence_read(&absence, &w->facts, block.event, block.starts[1], j.as_of);
    struct verdict v = judge_versions(&j, &deeds);
    check_more(c, &v);
    events_done(&block);
    absence_free(&absence);
    stays_free(&stays);
    free((void *)(uintptr_t)j.takes);
    judge_free(&j);
    policy_free(policy);
    return verdict_text(&v);
}

static void check_case(const struct rulebook_case *c)
{
    struct world *w = world_open();
    put_catalogue(w);
    put_member(w, c->member != NULL ? c->member : "2015-01-01 -",
               c->memberships != NULL ? c->memberships : "A full 2015-01-01 -");
    put_roles(w, c->roles);
    put_attributes(w, c->attributes);
    put_attended(w, c->attended);
    char *policy = write_policy(c);
    world_set(w, policy, c->as_of != NULL ? c->as_of : "2025-12-31");
    world_read(w, 64);
    char *got = judge_case(w, c);
    free(policy);
    world_close(w);
    if (strcmp(got, c->expected) != 0)
        fail_msg("%s is %s, by hand %s", c->name, got, c->expected);
    free(got);
}

static void is_judged_as_by_hand(void **state)
{
    check_case(*state);
}

static const struct {
    const struct rulebook_case *cases;
    const unsigned *count;
} books[] = {{rulebook, &rulebook_count},
             {rulebook_windows, &rulebook_windows_count},
             {rulebook_features, &rulebook_features_count},
             {rulebook_sample, &rulebook_sample_count}};

static void is_judged_alike_in_every_time_zone(void **state)
{
    (void)state;
    static const char *const zones[] = {"Pacific/Kiritimati", "UTC+12",
                                        "America/St_Johns"};
    for (size_t z = 0; z < COUNT_OF(zones); z++) {
        setenv("TZ", zones[z], 1);
        tzset();
        for (unsigned i = 0; i < rulebook_windows_count; i++)
            check_case(&rulebook_windows[i]);
    }
}

int main(void)
{
    unsigned count = 1;
    for (size_t b = 0; b < COUNT_OF(books); b++)
        count += *books[b].count;
    struct CMUnitTest *tests = mem_array(NULL, count, sizeof *tests),
                      *to = tests;
    for (size_t b = 0; b < COUNT_OF(books); b++)
        for (unsigned i = 0; i < *books[b].count; i++)
            *to++ = (struct CMUnitTest){
                .name = books[b].cases[i].name,
                .test_func = is_judged_as_by_hand,
                .initial_state = (void *)(uintptr_t)&books[b].cases[i]};
    *to =
        (struct CMUnitTest)cmocka_unit_test(is_judged_alike_in_every_time_zone);
    int failed = _cmocka_run_group_tests("judge", tests, count, NULL, NULL);
    free(tests);
    return failed;
}
