/* test_lib_studysettings.c - settings of the analyses, and the hash of all. */
#include "lib/mem.h"
#include "lib/studysettings.h"
#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Checks TEXT as the analysis of a study. */
static int check(void **state, const char *text, struct diag *d)
{
    struct study study = {0};
    char *path = scratch_write(state, "a.json", text, strlen(text));
    study.doc = jsondoc_read(path, d);
    if (study.doc == NULL)
        fail_msg("%s: %s", text, d->text);
    study.analysis = jsondoc_root(study.doc);
    int result = studysettings_check(&study, d);
    jsondoc_free(study.doc);
    free(path);
    return result;
}

static void settings_within_their_limits_pass(void **state)
{
    static const char *const texts[] = {
        "{}",
        "{\"record\": {}, \"requirement\": {}, \"survey\": {}, \"need\": {},"
        "\"segment\": {}, \"recommend\": {}, \"effect\": {},"
        "\"duplicate\": {}}",
        "{\"record\": {\"peers\": \"org\"}}",
        "{\"record\": {\"peers\": [\"org\", \"job\"]}}",
        "{\"requirement\": {\"due_days\": 0}}",
        "{\"requirement\": {\"due_days\": 36600}}",
        "{\"survey\": {\"survey\": \"s\", \"min_answered\": 0}}",
        "{\"need\": {\"survey\": \"s\", \"cross_hair\": \"mean\"}}",
        "{\"need\": {\"sources\": {\"survey\": 0, \"interviews\": 0}}}",
        "{\"survey\": {\"careless\": \"down-weight\"}}",
        "{\"segment\": {\"features\": [\"scores\", \"choices\"]}}",
        "{\"segment\": {\"survey\": \"s\", \"k\": 1, \"k_max\": 20,"
        "\"starts\": 10000, \"stability\": 1}}",
        "{\"recommend\": {\"lambda\": 1e-9, \"topics\": 0, \"prior_days\": 0,"
        "\"kappa\": 1e9, \"beta\": 0.5, \"per_member\": 50,"
        "\"retake_days\": 36600}}",
        "{\"effect\": {\"min_pairs\": 2, \"fdr\": 1}}",
        "{\"duplicate\": {\"min_members\": 1, \"overlap\": 0}}",
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct diag d = {0};
        if (check(state, texts[i], &d) != 0)
            fail_msg("%s: %s: %s", texts[i], d.column, d.text);
        assert_string_equal(d.column, "");
    }
}

/* Each limit is just passed. */
static void settings_beyond_their_limits_are_told(void **state)
{
    static const struct {
        const char *section, *key, *value;
    } cases[] = {
        {"requirement", "due_days", "-1"},
        {"requirement", "due_days", "36601"},
        {"survey", "min_answered", "1.01"},
        {"segment", "k", "0"},
        {"segment", "k", "21"},
        {"segment", "k_max", "0"},
        {"segment", "k_max", "21"},
        {"segment", "starts", "0"},
        {"segment", "starts", "10001"},
        {"segment", "stability", "-0.1"},
        {"segment", "stability", "1.1"},
        {"recommend", "lambda", "0"},
        {"recommend", "lambda", "-50"},
        {"recommend", "topics", "-1"},
        {"recommend", "prior_days", "36601"},
        {"recommend", "kappa", "-1"},
        {"recommend", "beta", "1e10"},
        {"recommend", "per_member", "0"},
        {"recommend", "per_member", "51"},
        {"recommend", "retake_days", "-1"},
        {"effect", "min_pairs", "1"},
        {"effect", "fdr", "1.5"},
        {"duplicate", "min_members", "0"},
        {"duplicate", "overlap", "1.5"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char *text = mem_format("{\"%s\": {\n\"%s\": %s}}", cases[i].section,
                                cases[i].key, cases[i].value);
        char *column =
            mem_format("analysis.%s.%s", cases[i].section, cases[i].key);
        struct diag d = {0};
        if (check(state, text, &d) == 0 || strcmp(d.column, column) != 0 ||
            strstr(d.text, "must be from") == NULL)
            fail_msg("%s: %s: %s", text, d.column, d.text);
        assert_int_equal(d.line, 2);
        free(column);
        free(text);
    }
}

static void sections_and_keys_that_are_not_known_are_told(void **state)
{
    static const struct {
        const char *text, *column, *part;
    } cases[] = {
        {"{\"needs\": {}}", "analysis.needs", "did you mean \"need\"?"},
        {"{\"\": {}}", "analysis.", "known here: record, requirement, survey"},
        {"{\"need\": 3}", "analysis.need", "an object in { }, not a number"},
        {"{\"effect\": []}", "analysis.effect", "an object in { }"},
        {"{\"effect\": null}", "analysis.effect", "not null"},
        {"{\"need\": {\"k\": 3}}", "analysis.need.k", "unknown key"},
        {"{\"segment\": {\"k\": \"3\"}}", "analysis.segment.k",
         "a whole number, not a text"},
        {"{\"segment\": {\"k\": 3.0}}", "analysis.segment.k",
         "a whole number, not one with a point"},
        {"{\"record\": {\"peers\": [1]}}", "analysis.record.peers",
         "or a list of them"},
        {"{\"record\": {\"peer\": 1}, \"duplicate\": {}}",
         "analysis.record.peer", "did you mean \"peers\"?"},
        {"{\"record\": {}, \"duplicate\": {\"overlap\": {}}}",
         "analysis.duplicate.overlap", "a number, not an object"},
        {"{\"survey\": {\"careless\": \"drop\"}}", "analysis.survey.careless",
         "must be \"flag\", \"down-weight\" or \"exclude\", not \"drop\""},
        {"{\"need\": {\"cross_hair\": \"median\"}}", "analysis.need.cross_hair",
         "must be \"mean\" or \"midpoint\", not \"median\""},
        {"{\"need\": {\"sources\": {\"survey\": -1}}}",
         "analysis.need.sources.survey", "must be from 0 to"},
        {"{\"need\": {\"sources\": {\"surveys\": 1}}}",
         "analysis.need.sources.surveys", "did you mean \"survey\"?"},
        {"{\"need\": {\"sources\": {\"orders\": \"1\"}}}",
         "analysis.need.sources.orders", "a number, not a text"},
        {"{\"need\": {\"sources\": {\"survey\": 0, \"interviews\": 0, "
         "\"orders\": 0}}}",
         "analysis.need.sources", "a weight above 0"},
        {"{\"segment\": {\"others\": \"guess\"}}", "analysis.segment.others",
         "must be \"leave-out\" or \"assign\", not \"guess\""},
        {"{\"segment\": {\"features\": \"moods\"}}",
         "analysis.segment.features", "\"attendance\", not \"moods\""},
        {"{\"segment\": {\"features\": [\"ratings\", \"moods\"]}}",
         "analysis.segment.features", "\"attendance\", not \"moods\""},
        {"{\"segment\": {\"features\": [\"scores\", \"ratings\"]}}",
         "analysis.segment.features", "names both ratings and scores"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct diag d = {0};
        if (check(state, cases[i].text, &d) == 0 ||
            strcmp(d.column, cases[i].column) != 0 ||
            strstr(d.text, cases[i].part) == NULL)
            fail_msg("%s: %s: %s", cases[i].text, d.column, d.text);
    }
}

/* What a study must hold for its hash. */
struct parts {
    const char *id, *title, *title_zh;
    int32_t as_of, begin, end;
    uint64_t seed;
    int64_t threshold, cell_threshold;
    const char *analysis, *words, *policy;
};

static const struct parts usual = {
    .id = "s",
    .title = "T",
    .title_zh = "\xE8\xAE\xAD",
    .as_of = 3,
    .begin = 1,
    .end = 2,
    .seed = 4,
    .threshold = 10,
    .cell_threshold = 5,
    .analysis = "{\"need\":{\"survey\":\"d\"},\"effect\":{\"fdr\":0.5}}",
    .words = "{\"b\":\"2\",\"a\":\"1\"}",
    .policy = "{}",
};

static void hash(const struct parts *p, char to[DIGEST_TEXT])
{
    json_t *analysis = json_loads(p->analysis, 0, NULL);
    json_t *words = json_loads(p->words, 0, NULL);
    json_t *policy = json_loads(p->policy, 0, NULL);
    const struct study study = {.id = p->id,
                                .title = p->title,
                                .title_zh = p->title_zh,
                                .as_of = p->as_of,
                                .period_begin = p->begin,
                                .period_end = p->end,
                                .seed = p->seed,
                                .threshold = p->threshold,
                                .cell_threshold = p->cell_threshold,
                                .analysis = analysis,
                                .words_zh = words,
                                .policy = policy};
    memset(to, 'x', DIGEST_TEXT);
    studysettings_hash(&study, to);
    json_decref(analysis);
    json_decref(words);
    json_decref(policy);
}

/*
 * By sha256sum of one line without its end, here broken after commas, in
 * which the title's second form is U+8BAD itself, or null:
 * {"analysis":{"effect":{"fdr":0.5},"need":{"survey":"d"}},"as_of":3,
 * "cell_threshold":5,"period_begin":1,"period_end":2,"policy":{},"seed":4,
 * "study":"s","threshold":10,"title":"T","title_zh":"U+8BAD",
 * "words_zh":{"a":"1","b":"2"}}
 */
static void the_hash_is_that_of_the_sorted_settings(void **state)
{
    (void)state;
    char hex[DIGEST_TEXT];
    struct parts p = usual;
    hash(&p, hex);
    assert_string_equal(
        hex,
        "dd6fd4be7d985c9e9cd5f661bceebd2a8c6ec995acab78dff40c7ad3ce0e42bb");
    p.title_zh = NULL;
    hash(&p, hex);
    assert_string_equal(
        hex,
        "2200f1684d0426acfd166f86f03b7eaa3fe90b860f3a938b23fc3c92b024f7a7");
}

static void order_and_blanks_do_not_change_the_hash(void **state)
{
    (void)state;
    char one[DIGEST_TEXT], other[DIGEST_TEXT];
    struct parts p = usual;
    hash(&p, one);
    p.analysis = "{ \"effect\": {\"fdr\": 5e-1},\n\"need\":"
                 "{\"survey\":\"\\u0064\"} }";
    p.words = "{\"a\":\"1\",\n\"b\":\"2\"}";
    hash(&p, other);
    assert_string_equal(one, other);
}

static void every_part_changes_the_hash(void **state)
{
    (void)state;
    enum { PARTS = 14 };
    struct parts p[PARTS];
    for (size_t i = 0; i < PARTS; i++)
        p[i] = usual;
    p[1].id = "s2";
    p[2].title = "T2";
    p[3].title_zh = "";
    p[4].as_of = 9;
    p[5].begin = 9;
    p[6].end = 9;
    p[7].seed = UINT64_C(1) << 62;
    p[8].threshold = 9;
    p[9].cell_threshold = 9;
    p[10].analysis = "{}";
    p[11].words = "{}";
    p[12].policy = "{\"requirements\":[]}";
    p[13].threshold = 5, p[13].cell_threshold = 10; /* the two exchanged */
    char hex[PARTS][DIGEST_TEXT];
    for (size_t i = 0; i < PARTS; i++) {
        hash(&p[i], hex[i]);
        assert_int_equal(strspn(hex[i], "0123456789abcdef"), 64);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(hex[i], hex[j]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(settings_within_their_limits_pass),
        cmocka_unit_test(settings_beyond_their_limits_are_told),
        cmocka_unit_test(sections_and_keys_that_are_not_known_are_told),
        cmocka_unit_test(the_hash_is_that_of_the_sorted_settings),
        cmocka_unit_test(order_and_blanks_do_not_change_the_hash),
        cmocka_unit_test(every_part_changes_the_hash),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
