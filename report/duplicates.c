/*
 * duplicates.c - duplicates.json: training that was given twice, and what would
 * be if the classes to come were held as planned.
 *
 * Findings are summed by kind, topic, providers and year; who was concerned
 * stays in the warehouse. The cases of one second provider are parts of what is
 * told of that provider, which is a part of the kind: suppress.h decides about
 * all three together. People are the distinct members of each case.
 */
#include "lib/mem.h"
#include "report/context.h"
#include "report/cursor.h"
#include "report/jsonfile.h"
#include "report/reports.h"
#include "report/suppress.h"

#include <stdlib.h>
#include <string.h>

static const char select_cases[] =
    "SELECT d.planned, d.kind, d.year, t.topic_id, t.name, t.name_zh, a.org_id,"
    " a.name, b.org_id, b.name, count(*), sum(d.members), sum(d.minutes),"
    " max(d.member IS NOT NULL),"
    " sum(d.members) - count(d.member) + count(DISTINCT d.member)"
    " FROM duplicate d LEFT JOIN topic t USING (topic)"
    " LEFT JOIN organization a ON a.org = d.first_provider"
    " LEFT JOIN organization b ON b.org = d.second_provider"
    " WHERE d.run = ?1 GROUP BY d.planned, d.kind, d.year, d.topic,"
    " d.first_provider, d.second_provider"
    " ORDER BY d.planned, d.kind, d.year, t.topic_id, a.org_id, b.org_id";

static const char *const kinds[] = {"multi-provider", "over-call",
                                    "overlapping-time", "repeat-topic",
                                    "same-record"};

/* The three lists of the file. */
struct lists {
    json_t *kinds, *providers, *cases;
};

/* One kind: groups 0 (all of it), then providers, then cases. */
struct shares {
    json_t *cases;     /* each still with "personal" and "minutes" */
    json_t *providers; /* by id; without what lies between two */
    int64_t *people;
    size_t *parent;
    bool *shown;
    size_t n_providers, n_cases;
};

static const char *text(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static int64_t integer(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

static void add(json_t *to, const json_t *one, const char *key)
{
    json_object_set_new(to, key,
                        json_integer(integer(to, key) + integer(one, key)));
}

/* The cases of KIND, of what was held or what is PLANNED. */
static json_t *cases_of(const json_t *cases, const char *kind, bool planned)
{
    json_t *list = json_array(), *one;
    size_t i;
    json_array_foreach(cases, i, one) {
        if (strcmp(text(one, "kind"), kind) == 0 &&
            json_boolean_value(json_object_get(one, "planned")) == planned)
            json_array_append(list, one);
    }
    return list;
}

static bool is_personal(const json_t *one)
{
    return json_boolean_value(json_object_get(one, "personal"));
}

/* The id of the provider that ONE is a part of, or NULL. */
static const char *provider_of(const json_t *one)
{
    return is_personal(one) ? text(one, "second_provider") : NULL;
}

static int compare_providers(const void *a, const void *b)
{
    return strcmp(text(*(json_t *const *)a, "provider"),
                  text(*(json_t *const *)b, "provider"));
}

/* Sums the cases by second provider, in the order of ids. */
static json_t *sum_providers(const json_t *cases, const char *kind)
{
    json_t *by_id = json_object(), *list = json_array(), *one, *sum;
    size_t i, count = 0;
    json_array_foreach(cases, i, one) {
        const char *id = provider_of(one);
        if (id == NULL)
            continue;
        sum = json_object_get(by_id, id);
        if (sum == NULL) {
            sum = json_pack("{s:s, s:s, s:O}", "kind", kind, "provider", id,
                            "name", json_object_get(one, "second_name"));
            json_object_set_new(by_id, id, sum);
        }
        add(sum, one, "findings");
        add(sum, one, "person_times");
        add(sum, one, "minutes");
        add(sum, one, "people");
    }
    json_t **sorted = mem_array(NULL, json_object_size(by_id), sizeof *sorted);
    const char *key;
    json_object_foreach(by_id, key, sum) {
        sorted[count++] = sum;
    }
    if (count > 1)
        qsort(sorted, count, sizeof *sorted, compare_providers);
    for (i = 0; i < count; i++)
        json_array_append(list, sorted[i]);
    free(sorted);
    json_decref(by_id);
    return list;
}

static size_t parent_of(const struct shares *t, const json_t *one)
{
    const char *id = provider_of(one);
    json_t *provider;
    size_t i;
    json_array_foreach(t->providers, i, provider) {
        if (id != NULL && strcmp(text(provider, "provider"), id) == 0)
            return i + 1;
    }
    return 0;
}

/* Decides what of CASES, which it takes, is shown. */
static void shares_make(struct shares *t, json_t *cases, const char *kind,
                        int64_t threshold)
{
    json_t *one;
    size_t i, count;
    *t = (struct shares){.cases = cases,
                         .providers = sum_providers(cases, kind)};
    t->n_providers = json_array_size(t->providers);
    t->n_cases = json_array_size(cases);
    count = 1 + t->n_providers + t->n_cases;
    t->people = mem_alloc(count * sizeof *t->people);
    t->parent = mem_alloc(count * sizeof *t->parent);
    t->shown = mem_alloc(count * sizeof *t->shown);
    t->parent[0] = SUPPRESS_TOP;
    json_array_foreach(t->providers, i, one) {
        t->people[1 + i] = integer(one, "people");
    }
    json_array_foreach(cases, i, one) {
        t->people[0] += integer(one, "people");
        t->people[1 + t->n_providers + i] = integer(one, "people");
        t->parent[1 + t->n_providers + i] = parent_of(t, one);
    }
    const struct suppress s = {.count = count,
                               .width = 1,
                               .parent = t->parent,
                               .parts = t->people,
                               .threshold = threshold,
                               .cell = 1};
    suppress_groups(&s, t->shown);
}

static void shares_free(struct shares *t)
{
    json_decref(t->cases);
    json_decref(t->providers);
    free(t->people);
    free(t->parent);
    free(t->shown);
}

/* Minutes become hours; or all figures null. */
static void finish(json_t *one, bool shown)
{
    static const char *const keys[] = {"findings", "person_times"};
    for (size_t i = 0; !shown && i < COUNT_OF(keys); i++)
        json_object_set_new(one, keys[i], json_null());
    json_object_set_new(one, "hours",
                        shown ? jsonfile_hours(integer(one, "minutes"))
                              : json_null());
    json_object_del(one, "minutes");
    json_object_del(one, "people");
    json_object_del(one, "personal");
    json_object_del(one, "planned");
}

static json_t *sum_kind(const struct shares *t, const char *kind)
{
    json_t *sum = json_pack("{s:s, s:i, s:i, s:i}", "kind", kind, "findings", 0,
                            "person_times", 0, "minutes", 0);
    size_t i;
    json_t *one;
    json_array_foreach(t->cases, i, one) {
        add(sum, one, "findings");
        add(sum, one, "person_times");
        add(sum, one, "minutes");
    }
    finish(sum, t->n_cases == 0 || t->shown[0]);
    return sum;
}

/* Hidden cases that lie between providers are named without counts; hidden
 * cases and providers that stand for members are not named. */
static void add_shown(const struct lists *to, const struct shares *t)
{
    size_t i;
    json_t *one;
    json_array_foreach(t->providers, i, one) {
        if (!t->shown[1 + i])
            continue;
        finish(one, true);
        json_array_append(to->providers, one);
    }
    json_array_foreach(t->cases, i, one) {
        bool shown = t->shown[1 + t->n_providers + i];
        if (!shown && is_personal(one))
            continue;
        finish(one, shown);
        json_array_append(to->cases, one);
    }
}

/* Puts the three lists of what was held, or is PLANNED, into TO. */
static void add_lists(json_t *to, const json_t *all, bool planned,
                      int64_t threshold)
{
    struct lists lists = {json_array(), json_array(), json_array()};
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        struct shares t;
        shares_make(&t, cases_of(all, kinds[i], planned), kinds[i], threshold);
        json_array_append_new(lists.kinds, sum_kind(&t, kinds[i]));
        add_shown(&lists, &t);
        shares_free(&t);
    }
    json_object_set_new(to, "kinds", lists.kinds);
    json_object_set_new(to, "providers", lists.providers);
    json_object_set_new(to, "cases", lists.cases);
}

int report_duplicates(const struct context *c, const char *file, struct diag *d)
{
    json_t *all = cursor_array(c, select_cases, "btitttttttiiibi",
                               "planned kind year topic_id topic topic_zh "
                               "first_provider first_name second_provider "
                               "second_name findings person_times minutes "
                               "personal people",
                               d);
    if (all == NULL)
        return -1;
    json_t *document = jsonfile_begin(c->study), *plan = json_object();
    add_lists(document, all, false, c->study->threshold);
    add_lists(plan, all, true, c->study->threshold);
    json_object_set_new(document, "planned", plan);
    json_decref(all);
    return jsonfile_write(document, c->folder, file, d);
}
