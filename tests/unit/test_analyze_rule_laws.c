/*
 * test_analyze_rule_laws.c - laws that hold for all histories, tried on many
 * invented ones: being there once more never lowers an amount, two parts are
 * worth what the whole was, and the order of rows changes no byte.
 *
 * The histories are drawn by a generator of whole numbers with a fixed seed, so
 * a failure comes back.
 */
#include "analyze/requirement/requirement.h"
#include "lib/mem.h"
#include "tests/unit/world.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    MEMBERS = 5,
    SESSIONS = 16,
    CLASSES = 6,
    HISTORIES = 60,
    FIRST_DAY = 19723, /* 2024-01-01 */
    DAYS = 731
};

/* One of each kind of amount and window. */
static const char policy[] =
    "{\"requirements\":["
    "{\"id\":\"hours\",\"title\":\"t\",\"what\":{\"unit\":\"hours\",\"amount\":"
    "32},\"window\":{\"kind\":\"calendar-year\"},\"prorate\":true},"
    "{\"id\":\"days\",\"title\":\"t\",\"what\":{\"unit\":\"days\",\"amount\":3,"
    "\"day_minutes\":360},\"window\":{\"kind\":\"calendar-year\"}},"
    "{\"id\":\"either\",\"title\":\"t\",\"what\":{\"unit\":\"sessions\","
    "\"amount\":5,\"or\":[{\"unit\":\"hours\",\"amount\":20}]},\"window\":"
    "{\"kind\":\"season\",\"from\":\"07-01\",\"to\":\"06-30\"}},"
    "{\"id\":\"electives\",\"title\":\"t\",\"what\":{\"unit\":\"courses\","
    "\"amount\":3,\"course_kind\":\"elective\"},\"window\":{\"kind\":"
    "\"calendar-year\"}},"
    "{\"id\":\"whole\",\"title\":\"t\",\"what\":{\"unit\":\"hours\",\"amount\":"
    "12,\"max_absence\":\"1/7\"},\"window\":{\"kind\":\"calendar-year\"}},"
    "{\"id\":\"rolling\",\"title\":\"t\",\"what\":{\"unit\":\"hours\","
    "\"amount\":10},\"window\":{\"kind\":\"rolling-years\",\"years\":1}},"
    "{\"id\":\"joined\",\"title\":\"t\",\"what\":{\"unit\":\"sessions\","
    "\"amount\":2},\"window\":{\"kind\":\"after-event\",\"event\":\"joined\","
    "\"months\":12}}],"
    "\"exemptions\":[{\"member_id\":\"m1\",\"requirement\":\"hours\","
    "\"begin_on\":\"2025-02-01\",\"end_on\":\"2025-04-30\"}]}";

struct sitting {
    int day, begins, length; /* begins: minutes after midnight */
    int class;
    int status[MEMBERS]; /* of table status; 0: not listed */
    int minutes[MEMBERS];
};

struct history {
    int joined[MEMBERS];
    struct sitting sitting[SESSIONS];
};

static uint64_t draw(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407;
    return *seed >> 33;
}

static int between(uint64_t *seed, int low, int high)
{
    return low + (int)(draw(seed) % (uint64_t)(high - low + 1));
}

/* How sessions lie: apart, each is on a day of its own and attended whole. */
enum lie { ANYHOW, APART, APART_BY_DAY };

static struct history invent(uint64_t *seed, enum lie lie)
{
    bool apart = lie != ANYHOW;
    int last = lie == APART_BY_DAY ? 12 : 23; /* hour of the latest begin */
    struct history h;
    for (int m = 0; m < MEMBERS; m++)
        h.joined[m] = FIRST_DAY + between(seed, -900, DAYS - 1);
    for (int s = 0; s < SESSIONS; s++) {
        struct sitting *t = &h.sitting[s];
        t->day = apart ? FIRST_DAY + DAYS - 1 - 40 * s
                       : FIRST_DAY + between(seed, 0, DAYS / 4) * 4;
        t->begins =
            apart ? 60 * between(seed, 0, last) : between(seed, 0, 1439);
        t->length = apart ? 120 * between(seed, 1, 6) : between(seed, 20, 600);
        t->class = between(seed, 0, CLASSES - 1);
        for (int m = 0; m < MEMBERS; m++) {
            t->status[m] = between(seed, 0, 4);
            t->minutes[m] = apart ? t->length : between(seed, 1, t->length);
        }
    }
    return h;
}

static void put_catalogue(struct world *w, const struct history *h)
{
    world_run(w, "INSERT INTO organization (org, org_id, name) VALUES"
                 " (1, 'A', 'a')");
    for (int c = 0; c < CLASSES; c++)
        world_run(w,
                  "INSERT INTO course (course, course_id, title, kind) VALUES"
                  " (%d, 'c%d', 't', '%s'); INSERT INTO offering (offering,"
                  " offering_id, course) VALUES (%d, 'o%d', %d)",
                  c + 1, c, c % 2 == 0 ? "elective" : "public", c + 1, c,
                  c + 1);
    for (int m = 0; m < MEMBERS; m++)
        world_run(w,
                  "INSERT INTO member (member, member_id, joined_on) VALUES"
                  " (%d, 'm%d', %d); INSERT INTO membership VALUES (%d, 1,"
                  " 'full', %d, NULL, 0, 0)",
                  m + 1, m, h->joined[m], m + 1, h->joined[m]);
}

/* The session with KEY, from BEGINS minutes of the day on. */
static void put_session(struct world *w, int key, const struct sitting *t,
                        int begins, int length)
{
    int64_t from = (int64_t)t->day * 1440 + begins;
    world_run(w,
              "INSERT INTO session (session, session_id, offering, begins,"
              " ends, minutes) VALUES (%d, 's%03d', %d, %" PRId64 ", %" PRId64
              ", %d)",
              key, key, t->class + 1, from, from + length, length);
}

static void put_row(struct world *w, int member, int session, int day,
                    int minutes, int status)
{
    world_run(w,
              "INSERT INTO attendance (member, session, day, minutes, status,"
              " batch, line) VALUES (%d, %d, %d, %d, %d, 0, 0)",
              member + 1, session, day, status <= 2 ? minutes : 0, status);
}

/* Rows of one session, in two parts if SPLIT; the last session first. */
static void put_sitting(struct world *w, const struct sitting *t, int number,
                        bool split)
{
    int half = split ? t->length / 2 : t->length;
    int second = t->begins + half;
    put_session(w, number * 2 + 1, t, t->begins, half);
    if (split)
        put_session(w, number * 2 + 2, t, second, half);
    for (int m = 0; m < MEMBERS; m++) {
        int minutes = split ? t->minutes[m] / 2 : t->minutes[m];
        if (t->status[m] == 0)
            continue;
        put_row(w, m, number * 2 + 1, t->day, minutes, t->status[m]);
        if (split)
            put_row(w, m, number * 2 + 2, t->day + second / 1440, minutes,
                    t->status[m]);
    }
}

static const char all_rows[] =
    "SELECT member_id, requirement_id, state, coalesce(f.unit, r.unit),"
    " required, done, missing, anchor, anchor_on, due_on, met_on, evidence"
    " FROM fulfilment f JOIN requirement r USING (run, requirement)"
    " JOIN member USING (member) ORDER BY member_id, requirement";

/* Runs the analysis; the rows of SELECT. */
static char *judge(struct world *w, const char *as_of, const char *select)
{
    world_set(w, policy, as_of);
    world_read(w, 2);
    world_task(w, &requirement_task);
    char *rows = world_rows(w, select);
    world_close(w);
    return rows;
}

static char *judge_history(const struct history *h, const char *as_of,
                           bool split, const char *select)
{
    struct world *w = world_open();
    put_catalogue(w, h);
    for (int s = 0; s < SESSIONS; s++)
        put_sitting(w, &h->sitting[s], s, split);
    return judge(w, as_of, select);
}

/* Everything the other way round, and other keys where they are free. */
static char *judge_backwards(const struct history *h, const char *as_of)
{
    struct world *w = world_open();
    put_catalogue(w, h);
    for (int s = SESSIONS; s-- > 0;)
        put_session(w, s * 2 + 1, &h->sitting[s], h->sitting[s].begins,
                    h->sitting[s].length);
    for (int m = MEMBERS; m-- > 0;)
        for (int s = SESSIONS; s-- > 0;)
            if (h->sitting[s].status[m] != 0)
                put_row(w, m, s * 2 + 1, h->sitting[s].day,
                        h->sitting[s].minutes[m], h->sitting[s].status[m]);
    return judge(w, as_of, all_rows);
}

static const char *const days[] = {"2024-12-31", "2025-06-30", "2025-12-31"};

static void the_order_of_rows_changes_no_byte(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (int i = 0; i < HISTORIES; i++) {
        struct history h = invent(&seed, ANYHOW);
        char *one = judge_history(&h, days[i % 3], false, all_rows);
        char *other = judge_backwards(&h, days[i % 3]);
        assert_string_equal(one, other);
        free(one);
        free(other);
    }
}

static void compare_parts(enum lie lie, uint64_t seed, const char *select)
{
    for (int i = 0; i < HISTORIES; i++) {
        struct history h = invent(&seed, lie);
        char *whole = judge_history(&h, days[i % 3], false, select);
        char *parts = judge_history(&h, days[i % 3], true, select);
        assert_string_equal(whole, parts);
        free(whole);
        free(parts);
    }
}

/* Over midnight and New Year too. */
static void two_parts_have_the_minutes_of_the_whole(void **state)
{
    (void)state;
    compare_parts(APART, 2,
                  "SELECT member_id, requirement_id, state, required, done,"
                  " missing, due_on FROM fulfilment JOIN requirement USING"
                  " (run, requirement) JOIN member USING (member) WHERE"
                  " requirement_id IN ('hours', 'whole')"
                  " ORDER BY member_id, requirement");
}

/* A session by day is in one day, and so are its parts. */
static void two_parts_have_the_days_of_the_whole(void **state)
{
    (void)state;
    compare_parts(APART_BY_DAY, 5,
                  "SELECT member_id, requirement_id, state, required, done,"
                  " missing, due_on, met_on FROM fulfilment JOIN requirement"
                  " USING (run, requirement) JOIN member USING (member) WHERE"
                  " requirement_id IN ('hours', 'whole', 'days', 'rolling')"
                  " ORDER BY member_id, requirement");
}

/* One line of "MEMBER|RULE|RANK|UNIT|DONE". */
struct line {
    char member[8], rule[16], unit[16];
    int rank;
    long done;
};

static struct line read_line(const char **at)
{
    struct line l = {0};
    int used = 0;
    assert_int_equal(sscanf(*at, "%7[^|]|%15[^|]|%d|%15[^|]|%ld%n", l.member,
                            l.rule, &l.rank, l.unit, &l.done, &used),
                     5);
    *at += used;
    *at += **at == '\n';
    return l;
}

static void compare_lines(const char *before, const char *after, int history)
{
    while (*before != '\0') {
        struct line b = read_line(&before), a = read_line(&after);
        assert_string_equal(b.member, a.member);
        assert_string_equal(b.rule, a.rule);
        if (a.rank < b.rank || (strcmp(a.unit, b.unit) == 0 && a.done < b.done))
            fail_msg("history %d: %s of %s from %d, %ld to %d, %ld", history,
                     b.rule, b.member, b.rank, b.done, a.rank, a.done);
    }
    assert_int_equal(*after, '\0');
}

static void being_there_once_more_lowers_no_amount(void **state)
{
    (void)state;
    static const char select[] =
        "SELECT member_id, requirement_id, CASE state WHEN 'met' THEN 3 WHEN"
        " 'on-track' THEN 2 WHEN 'due' THEN 1 ELSE 0 END,"
        " coalesce(f.unit, r.unit), done FROM fulfilment f JOIN requirement r"
        " USING (run, requirement) JOIN member USING (member)"
        " ORDER BY member_id, requirement";
    uint64_t seed = 3;
    for (int i = 0; i < HISTORIES; i++) {
        struct history h = invent(&seed, ANYHOW);
        char *before = judge_history(&h, days[i % 3], false, select);
        for (int m = 0; m < MEMBERS; m++) {
            int s = between(&seed, 0, SESSIONS - 1);
            if (h.sitting[s].status[m] == 0)
                h.sitting[s].status[m] = 1;
        }
        char *after = judge_history(&h, days[i % 3], false, select);
        compare_lines(before, after, i);
        free(before);
        free(after);
    }
}

static void what_comes_later_changes_nothing(void **state)
{
    (void)state;
    uint64_t seed = 4;
    for (int i = 0; i < HISTORIES; i++) {
        struct history h = invent(&seed, ANYHOW), early;
        char *all = judge_history(&h, "2025-06-30", false, all_rows);
        early = h;
        for (int s = 0; s < SESSIONS; s++)
            if (h.sitting[s].day > world_day("2025-06-30"))
                memset(early.sitting[s].status, 0,
                       sizeof early.sitting[s].status);
        char *then = judge_history(&early, "2025-06-30", false, all_rows);
        assert_string_equal(all, then);
        free(all);
        free(then);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_of_rows_changes_no_byte),
        cmocka_unit_test(two_parts_have_the_minutes_of_the_whole),
        cmocka_unit_test(two_parts_have_the_days_of_the_whole),
        cmocka_unit_test(being_there_once_more_lowers_no_amount),
        cmocka_unit_test(what_comes_later_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
