/*
 * duplicates.c - duplicates.json: training that was given twice.
 *
 * Findings are summed by kind, topic, providers and year; who was concerned
 * stays in the warehouse. The sums of a kind are parts of the kind's own.
 */
#include "report/context.h"
#include "report/jsonfile.h"
#include "report/partial.h"
#include "report/reports.h"
#include "report/cursor.h"

#include <string.h>

static const char select_cases[] =
    "SELECT d.kind, d.year, t.topic_id, t.name, t.name_zh, a.org_id, a.name,"
    " b.org_id, b.name, count(*), sum(d.members), sum(d.minutes),"
    " max(d.member IS NOT NULL)"
    " FROM duplicate d LEFT JOIN topic t USING (topic)"
    " LEFT JOIN organization a ON a.org = d.first_provider"
    " LEFT JOIN organization b ON b.org = d.second_provider"
    " WHERE d.run = ?1 GROUP BY d.kind, d.year, d.topic, d.first_provider,"
    " d.second_provider"
    " ORDER BY d.kind, d.year, t.topic_id, a.org_id, b.org_id";

static const char *const kinds[] = {"multi-provider", "over-call",
                                    "overlapping-time", "repeat-topic",
                                    "same-record"};

/* The cases of KIND, each still with "personal". */
static json_t *cases_of(const json_t *cases, const char *kind)
{
    json_t *list = json_array(), *one;
    size_t i;
    json_array_foreach(cases, i, one) {
        const char *is = json_string_value(json_object_get(one, "kind"));
        if (is != NULL && strcmp(is, kind) == 0)
            json_array_append(list, one);
    }
    return list;
}

static int64_t integer(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

static void hide(json_t *one)
{
    static const char *const keys[] = {"findings", "person_times", "hours"};
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        json_object_set_new(one, keys[i], json_null());
}

/* Hidden cases that lie between sessions are named without counts; hidden
 * cases that lie with members are not named. */
static void add_shown(json_t *to, json_t *cases, const struct partial *p)
{
    size_t i;
    json_t *one;
    json_array_foreach(cases, i, one) {
        bool personal = json_boolean_value(json_object_get(one, "personal"));
        if (!partial_shown(p, i)) {
            if (personal)
                continue;
            hide(one);
        }
        json_object_del(one, "personal");
        json_array_append(to, one);
    }
}

static json_t *sum_up(const char *kind, const json_t *cases)
{
    int64_t findings = 0, people = 0, minutes = 0;
    size_t i;
    json_t *one;
    json_array_foreach(cases, i, one) {
        findings += integer(one, "findings");
        people += integer(one, "person_times");
        minutes += integer(one, "minutes");
        json_object_set_new(one, "hours",
                            jsonfile_hours(integer(one, "minutes")));
        json_object_del(one, "minutes");
    }
    json_t *sum =
        json_pack("{s:s, s:I, s:I}", "kind", kind, "findings",
                  (json_int_t)findings, "person_times", (json_int_t)people);
    json_object_set_new(sum, "hours", jsonfile_hours(minutes));
    return sum;
}

static void add_kind(json_t *sums, json_t *to, const json_t *all,
                     const char *kind, int64_t threshold)
{
    json_t *cases = cases_of(all, kind), *one;
    struct partial p;
    size_t i;
    partial_begin(&p, json_array_size(cases));
    json_array_foreach(cases, i, one) {
        partial_add(&p, integer(one, "person_times"));
    }
    partial_decide(&p, threshold);
    json_t *sum = sum_up(kind, cases);
    json_t *total = partial_total(&p);
    if (json_array_size(cases) > 0 && json_is_null(total))
        hide(sum);
    json_decref(total);
    json_array_append_new(sums, sum);
    add_shown(to, cases, &p);
    partial_free(&p);
    json_decref(cases);
}

int report_duplicates(const struct context *c, const char *file, struct diag *d)
{
    json_t *all = cursor_array(c, select_cases, "titttttttiiib",
                               "kind year topic_id topic topic_zh "
                               "first_provider first_name second_provider "
                               "second_name findings person_times minutes "
                               "personal",
                               d);
    if (all == NULL)
        return -1;
    json_t *sums = json_array(), *cases = json_array();
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        add_kind(sums, cases, all, kinds[i], c->study->threshold);
    json_t *document = jsonfile_begin(c->study);
    json_object_set_new(document, "kinds", sums);
    json_object_set_new(document, "cases", cases);
    json_decref(all);
    return jsonfile_write(document, c->folder, file, d);
}
