/*
 * studysettings.c - see studysettings.h.
 *
 * A new analysis adds its keys and a line to the table of sections.
 */
#include "lib/studysettings.h"

#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_DAYS = 36600 };

static const struct jsonkey record_keys[] = {
    {.name = "peers", .type = JSONKEY_TEXTS},
    {.name = NULL},
};

static const struct jsonkey requirement_keys[] = {
    {.name = "due_days", .type = JSONKEY_INTEGER, .low = 0, .high = MAX_DAYS},
    {.name = "evidence", .type = JSONKEY_BOOLEAN},
    {.name = NULL},
};

static const char *const careless_words[] = {"flag", "down-weight", "exclude",
                                             NULL};

static const struct jsonkey survey_keys[] = {
    {.name = "survey", .type = JSONKEY_TEXT},
    {.name = "min_answered", .type = JSONKEY_NUMBER, .low = 0, .high = 1},
    {.name = "distance_level", .type = JSONKEY_NUMBER, .low = 0.5, .high = 1},
    {.name = "item_seconds", .type = JSONKEY_NUMBER, .low = 0, .high = 3600},
    {.name = "attention", .type = JSONKEY_OBJECT},
    {.name = "careless", .type = JSONKEY_TEXT, .words = careless_words},
    {.name = "careless_weight", .type = JSONKEY_NUMBER, .low = 0, .high = 1},
    {.name = "weight_least", .type = JSONKEY_INTEGER, .low = 1, .high = 1e9},
    {.name = "weight_most", .type = JSONKEY_NUMBER, .low = 1, .high = 1e9},
    {.name = NULL},
};

static const char *const cross_hair_words[] = {"mean", "midpoint", NULL};

static const struct jsonkey source_keys[] = {
    {.name = "survey", .type = JSONKEY_NUMBER, .low = 0, .high = 1e9},
    {.name = "interviews", .type = JSONKEY_NUMBER, .low = 0, .high = 1e9},
    {.name = "orders", .type = JSONKEY_NUMBER, .low = 0, .high = 1e9},
    {.name = NULL},
};

static const struct jsonkey need_keys[] = {
    {.name = "survey", .type = JSONKEY_TEXT},
    {.name = "cross_hair", .type = JSONKEY_TEXT, .words = cross_hair_words},
    {.name = "previous", .type = JSONKEY_TEXT},
    {.name = "sources", .type = JSONKEY_OBJECT, .keys = source_keys},
    {.name = NULL},
};

static const char *const feature_words[] = {"ratings", "scores",     "choices",
                                            "singles", "attendance", NULL};
static const char *const others_words[] = {"leave-out", "assign", NULL};

static const struct jsonkey segment_keys[] = {
    {.name = "survey", .type = JSONKEY_TEXT},
    {.name = "k", .type = JSONKEY_INTEGER, .low = 1, .high = 20},
    {.name = "k_max", .type = JSONKEY_INTEGER, .low = 1, .high = 20},
    {.name = "starts", .type = JSONKEY_INTEGER, .low = 1, .high = 10000},
    {.name = "stability", .type = JSONKEY_NUMBER, .low = 0, .high = 1},
    {.name = "features", .type = JSONKEY_TEXTS, .words = feature_words},
    {.name = "others", .type = JSONKEY_TEXT, .words = others_words},
    {.name = "previous", .type = JSONKEY_TEXT},
    {.name = NULL},
};

static const struct jsonkey recommend_keys[] = {
    {.name = "lambda", .type = JSONKEY_NUMBER, .low = 1e-9, .high = 1e9},
    {.name = "topics", .type = JSONKEY_NUMBER, .low = 0, .high = 1e9},
    {.name = "prior_days", .type = JSONKEY_NUMBER, .low = 0, .high = MAX_DAYS},
    {.name = "kappa", .type = JSONKEY_NUMBER, .low = 0, .high = 1e9},
    {.name = "beta", .type = JSONKEY_NUMBER, .low = 0, .high = 1e9},
    {.name = "per_member", .type = JSONKEY_INTEGER, .low = 1, .high = 50},
    {.name = "retake_days",
     .type = JSONKEY_INTEGER,
     .low = 0,
     .high = MAX_DAYS},
    {.name = "memory_days", .type = JSONKEY_NUMBER, .low = 0, .high = MAX_DAYS},
    {.name = "newcomer_days",
     .type = JSONKEY_NUMBER,
     .low = 0,
     .high = MAX_DAYS},
    {.name = "tune", .type = JSONKEY_BOOLEAN},
    {.name = "language_attribute", .type = JSONKEY_TEXT},
    {.name = "diversity", .type = JSONKEY_NUMBER, .low = 0, .high = 1},
    {.name = NULL},
};

static const struct jsonkey backtest_keys[] = {
    {.name = "window_days", .type = JSONKEY_INTEGER, .low = 7, .high = 3660},
    {.name = "windows", .type = JSONKEY_INTEGER, .low = 1, .high = 50},
    {.name = "sample", .type = JSONKEY_INTEGER, .low = 100, .high = 1e7},
    {.name = NULL},
};

static const struct jsonkey groups_keys[] = {
    {.name = "courses", .type = JSONKEY_INTEGER, .low = 1, .high = 100},
    {.name = NULL},
};

static const struct jsonkey plan_keys[] = {
    {.name = "per_member", .type = JSONKEY_INTEGER, .low = 1, .high = 16},
    {.name = "candidates", .type = JSONKEY_INTEGER, .low = 1, .high = 40},
    {.name = "rounds", .type = JSONKEY_INTEGER, .low = 1, .high = 10000},
    {.name = "budget", .type = JSONKEY_LIMIT, .low = 0, .high = 1e12},
    {.name = "keep", .type = JSONKEY_BOOLEAN},
    {.name = NULL},
};

static const struct jsonkey effect_keys[] = {
    {.name = "min_pairs", .type = JSONKEY_INTEGER, .low = 2, .high = 1e9},
    {.name = "fdr", .type = JSONKEY_NUMBER, .low = 0, .high = 1},
    {.name = NULL},
};

static const struct jsonkey duplicate_keys[] = {
    {.name = "min_members", .type = JSONKEY_INTEGER, .low = 1, .high = 1e9},
    {.name = "overlap", .type = JSONKEY_NUMBER, .low = 0, .high = 1},
    {.name = NULL},
};

static const struct section {
    const char *name;
    const struct jsonkey *keys;
} sections[] = {
    {"record", record_keys},       {"requirement", requirement_keys},
    {"survey", survey_keys},       {"need", need_keys},
    {"segment", segment_keys},     {"backtest", backtest_keys},
    {"recommend", recommend_keys}, {"effect", effect_keys},
    {"plan", plan_keys},           {"groups", groups_keys},
    {"duplicate", duplicate_keys},
};

/* The names of the sections, as keys of "analysis" that hold objects. */
static int check_names(const struct study *study, struct diag *d)
{
    struct jsonkey names[COUNT_OF(sections) + 1] = {0};
    for (size_t i = 0; i < COUNT_OF(sections); i++) {
        names[i].name = sections[i].name;
        names[i].type = JSONKEY_OBJECT;
    }
    return jsondoc_check(study->doc, study->analysis, "analysis", names, d);
}

/* Weights of nothing combine nothing; a source not named keeps its own. */
static int check_sources(const struct study *study, struct diag *d)
{
    const json_t *need = json_object_get(study->analysis, "need");
    const json_t *sources = json_object_get(need, "sources");
    for (const struct jsonkey *k = source_keys; k->name != NULL; k++)
        if (jsondoc_number(sources, k->name, 1) > 0)
            return 0;
    return jsondoc_fail(study->doc, need, "analysis.need", "sources", d,
                        "must give one of survey, interviews and orders a "
                        "weight above 0");
}

/* A rating is a part of its scale's score: one of them counts. */
static int check_features(const struct study *study, struct diag *d)
{
    const json_t *segment = json_object_get(study->analysis, "segment");
    const json_t *list = json_object_get(segment, "features");
    bool ratings = false, scores = false;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *word = json_string_value(json_array_get(list, i));
        ratings = ratings || strcmp(word, "ratings") == 0;
        scores = scores || strcmp(word, "scores") == 0;
    }
    if (!ratings || !scores)
        return 0;
    return jsondoc_fail(study->doc, segment, "analysis.segment", "features", d,
                        "names both ratings and scores, which are the means "
                        "of the ratings and take their place; name one");
}

int studysettings_check(const struct study *study, struct diag *d)
{
    if (check_names(study, d) != 0)
        return -1;
    int result = 0;
    for (size_t i = 0; i < COUNT_OF(sections) && result == 0; i++) {
        const json_t *object =
            json_object_get(study->analysis, sections[i].name);
        char *prefix = mem_format("analysis.%s", sections[i].name);
        if (object != NULL)
            result =
                jsondoc_check(study->doc, object, prefix, sections[i].keys, d);
        free(prefix);
    }
    if (result == 0)
        result = check_sources(study, d);
    return result == 0 ? check_features(study, d) : result;
}

static void set_text(json_t *all, const char *key, const char *text)
{
    json_object_set_new(all, key,
                        text != NULL ? json_string(text) : json_null());
}

static void set_integer(json_t *all, const char *key, int64_t value)
{
    json_object_set_new(all, key, json_integer((json_int_t)value));
}

void studysettings_hash(const struct study *study, char hex[DIGEST_TEXT])
{
    json_t *all = json_object();
    set_text(all, "study", study->id);
    set_text(all, "title", study->title);
    set_text(all, "title_zh", study->title_zh);
    set_integer(all, "as_of", study->as_of);
    set_integer(all, "period_begin", study->period_begin);
    set_integer(all, "period_end", study->period_end);
    set_integer(all, "seed", (int64_t)study->seed);
    set_integer(all, "threshold", study->threshold);
    set_integer(all, "cell_threshold", study->cell_threshold);
    json_object_set_new(all, "analysis", json_deep_copy(study->analysis));
    json_object_set_new(all, "words_zh", json_deep_copy(study->words_zh));
    json_object_set_new(all, "policy", json_deep_copy(study->policy));
    char *text = json_dumps(all, JSON_SORT_KEYS | JSON_COMPACT);
    if (text != NULL)
        digest_bytes(text, strlen(text), hex);
    free(text);
    json_decref(all);
}
