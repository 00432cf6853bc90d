/*
 * test_report_needrows.c - tries to work out what needs.json holds back.
 *
 * Small invented groups of one scope, with people in none of them. Whoever has
 * the rows can take any published groups from the published whole: every such
 * remainder, and every published row, has to be empty or large enough.
 */
#include "report/needrows.h"

#include "lib/mem.h"
#include "tests/unit/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { THRESHOLD = 10, CELL = 5, GROUPS = 5, CODES = 3, TRIES = 400 };

/* Counts of importance by code, of ability, wanted or not, interviews. */
struct crowd {
    int64_t importance[CODES], ability[CODES], wished[2], themes, before;
};

static uint32_t next_number(uint32_t *state, uint32_t below)
{
    *state = *state * 1664525 + 1013904223;
    return (*state >> 16) % below;
}

/* N people, dealt to WIDTH parts: often few of them in one. */
static void deal(uint32_t *state, int64_t n, int64_t *parts, size_t width)
{
    for (int64_t i = 0; i < n; i++) {
        uint32_t at = next_number(state, 12);
        parts[at == 0 ? 2 % width : at % 2]++;
    }
}

static struct crowd invent(uint32_t *state)
{
    struct crowd p = {.themes = next_number(state, 9)};
    int64_t n = next_number(state, 3) == 0 ? next_number(state, 8)
                                           : 8 + next_number(state, 40);
    deal(state, n, p.importance, CODES);
    deal(state, n, p.ability, CODES);
    deal(state, n, p.wished, 2);
    p.before = next_number(state, 2) * next_number(state, 30);
    return p;
}

static void add(struct crowd *to, const struct crowd *p)
{
    for (size_t i = 0; i < CODES; i++) {
        to->importance[i] += p->importance[i];
        to->ability[i] += p->ability[i];
    }
    to->wished[0] += p->wished[0];
    to->wished[1] += p->wished[1];
    to->themes += p->themes;
    to->before += p->before;
}

static void insert(struct desk *desk, const char *scope, int value,
                   const struct crowd *p)
{
    const int64_t *i = p->importance, *a = p->ability;
    int64_t n = i[0] + i[1] + i[2];
    double share = n > 0 ? 1.0 / (double)n : 0;
    char *sql = mem_format(
        "INSERT INTO need (run, scope, value, topic, n, nr, tr, pr,"
        " importance_counts, ability_counts, wanted, asked, themes, strength,"
        " orders, orderers, n_previous, gap_previous) VALUES (1, '%s', '%d',"
        " 1, %lld, %.17g, %.17g, %.17g, '[%lld,%lld,%lld]',"
        " '[%lld,%lld,%lld]', %lld, %lld, %lld, 0, 0, 0, %lld, 1)",
        scope, value, (long long)n, (double)a[0] * share, (double)a[1] * share,
        (double)a[2] * share, (long long)i[0], (long long)i[1], (long long)i[2],
        (long long)a[0], (long long)a[1], (long long)a[2],
        (long long)p->wished[0], (long long)(p->wished[0] + p->wished[1]),
        (long long)p->themes, (long long)p->before);
    desk_run(desk, sql);
    free(sql);
}

/* What a reader finds in a row: false if it is held back. */
static bool read_counts(const json_t *figures, const char *key, int64_t *parts)
{
    const json_t *list = json_object_get(figures, key);
    for (size_t i = 0; i < json_array_size(list); i++)
        parts[i] = json_integer_value(json_array_get(list, i));
    return json_is_array(list);
}

static bool read_kind(const json_t *f, int kind, int64_t *parts)
{
    static const char *const shares[] = {"nr", "tr", "pr"};
    double n = json_number_value(json_object_get(f, "n"));
    switch (kind) {
    case 0:
        parts[0] = (int64_t)n;
        return json_is_integer(json_object_get(f, "n"));
    case 1:
        return read_counts(f, "importance_counts", parts);
    case 2:
        return read_counts(f, "ability_counts", parts);
    case 3:
        for (size_t i = 0; i < 3; i++)
            parts[i] =
                (int64_t)(n * json_number_value(json_object_get(f, shares[i])) +
                          0.5);
        return json_is_number(json_object_get(f, "nr"));
    case 4:
        parts[0] = json_integer_value(json_object_get(f, "wanted"));
        parts[1] = json_integer_value(json_object_get(f, "asked")) - parts[0];
        return json_is_integer(json_object_get(f, "asked"));
    default:
        parts[0] = json_integer_value(json_object_get(f, "themes"));
        return json_is_integer(json_object_get(f, "themes"));
    }
}
enum { KINDS = 6, INTERVIEWS = 5 };

static void check(const int64_t *parts, int kind, const char *what)
{
    int64_t sum = 0, least = kind == INTERVIEWS ? CELL : THRESHOLD;
    for (size_t i = 0; i < CODES; i++) {
        sum += parts[i];
        if (parts[i] < 0 || (kind != 0 && parts[i] > 0 && parts[i] < CELL))
            fail_msg("kind %d: a part of %lld in %s", kind, (long long)parts[i],
                     what);
    }
    if (sum > 0 && sum < least)
        fail_msg("kind %d: %lld people in %s", kind, (long long)sum, what);
}

/* Every set of published groups, taken from the whole. */
static void subtract_all(const struct need_rows *rows, int kind)
{
    int64_t parts[1 + GROUPS][CODES] = {{0}};
    size_t shown = 0;
    for (size_t i = 0; i < rows->count; i++) {
        memset(parts[shown], 0, sizeof parts[shown]);
        bool there = read_kind(rows->row[i].figures, kind, parts[shown]);
        if (i == 0 && !there)
            return;
        if (there)
            check(parts[shown++], kind, "a row");
    }
    for (uint32_t set = 1; set < 1u << (shown - 1); set++) {
        int64_t left[CODES];
        memcpy(left, parts[0], sizeof left);
        for (size_t g = 1; g < shown; g++)
            for (size_t i = 0; (set >> (g - 1) & 1) && i < CODES; i++)
                left[i] -= parts[g][i];
        check(left, kind, "what is left of the whole");
    }
}

static size_t count_shown(const struct need_rows *rows)
{
    size_t shown = 0;
    int64_t parts[CODES];
    for (size_t i = 1; i < rows->count; i++)
        for (int kind = 0; kind < KINDS; kind++)
            shown += read_kind(rows->row[i].figures, kind, parts);
    return shown;
}

static size_t try_once(struct desk *desk, uint32_t *state)
{
    struct crowd all = invent(state); /* in no group */
    struct need_rows rows = {0};
    struct diag d = {0};
    desk_run(desk, "DELETE FROM need");
    for (int g = 0; g < GROUPS; g++) {
        struct crowd p = invent(state);
        insert(desk, "residence", g, &p);
        add(&all, &p);
    }
    insert(desk, "all", 0, &all);
    assert_int_equal(needrows_read(&rows, &desk->c, &d), 0);
    assert_int_equal(rows.count, 1 + GROUPS);
    needrows_suppress(&rows, &desk->c);
    for (int kind = 0; kind < KINDS; kind++)
        subtract_all(&rows, kind);
    size_t shown = count_shown(&rows);
    needrows_free(&rows);
    return shown;
}

static void nothing_held_back_can_be_worked_out(void **state)
{
    (void)state;
    struct desk *desk = desk_open();
    uint32_t number = 2025;
    size_t shown = 0;
    desk_run(desk, "INSERT INTO topic (topic, topic_id, name)"
                   " VALUES (1, 'T', 't')");
    for (int i = 0; i < TRIES; i++)
        shown += try_once(desk, &number);
    /* And yet a third at least of what there is goes out. */
    assert_true(shown > (size_t)TRIES * GROUPS * KINDS / 3);
    desk_close(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_held_back_can_be_worked_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
