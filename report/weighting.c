/* weighting.c - see weighting.h. */
#include "report/weighting.h"

#include "report/careless.h"
#include "report/context.h"
#include "report/jsonfile.h"

#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

static const char select_end[] =
    "SELECT policy, state, margins, rounds, trims, error_before, error, least,"
    " most, deff, effective, margin_of_error FROM weighting"
    " WHERE run = ?1 AND survey = ?2";
static const char select_values[] =
    "SELECT attribute, value, members,"
    " 1.0 * members / sum(members) OVER w, respondents,"
    " 1.0 * respondents / nullif(sum(respondents) OVER w, 0),"
    " weighted / nullif(sum(weighted) OVER w, 0), joined, state"
    " FROM weight_margin WHERE run = ?1 AND survey = ?2"
    " WINDOW w AS (PARTITION BY attribute) ORDER BY attribute, value";

static struct cursor open_of(const struct context *c, const char *select,
                             int64_t key, struct diag *d)
{
    struct cursor r = cursor_open(c, select, d);
    if (!r.failed)
        sqlite3_bind_int64(r.statement, 2, key);
    return r;
}

static bool says(const json_t *object, const char *key, const char *text)
{
    const char *value = json_string_value(json_object_get(object, key));
    return value != NULL && text != NULL && strcmp(value, text) == 0;
}

static int64_t people_of(const json_t *object)
{
    return json_integer_value(json_object_get(object, "respondents"));
}

/*
 * Whether response_by shows the group that VALUE is, and it has no few people
 * more than VALUE: those left out as careless.
 */
static bool is_shown(const json_t *survey, const json_t *value, int64_t cell)
{
    size_t i;
    json_t *group;
    json_array_foreach(json_object_get(survey, "response_by"), i, group) {
        int64_t rest = people_of(group) - people_of(value);
        if (says(group, "attribute",
                 json_string_value(json_object_get(value, "attribute"))) &&
            says(group, "value",
                 json_string_value(json_object_get(value, "value"))))
            return rest == 0 || rest >= cell || -rest >= cell;
    }
    return false;
}

/* The values of one attribute: from FIRST up to END. */
struct stretch {
    json_t *values;
    size_t first, end;
    bool *shown;
};

/* The shares of all values are told, so what is hidden must not be alone. */
static void hide_more(struct stretch *s, int64_t threshold)
{
    for (;;) {
        int64_t hidden = 0, least = INT64_MAX;
        size_t few = 0, next = s->end;
        for (size_t i = s->first; i < s->end; i++) {
            int64_t n = people_of(json_array_get(s->values, i));
            if (!s->shown[i] && n > 0) {
                hidden += n;
                few++;
            } else if (s->shown[i] && n > 0 && n < least) {
                least = n;
                next = i;
            }
        }
        if (few == 0 || (few > 1 && hidden >= threshold) || next == s->end)
            return;
        s->shown[next] = false;
    }
}

static void set_null(json_t *object, const char *const keys[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        json_object_set_new(object, keys[i], json_null());
}

static const char *const people[] = {"respondents", "respondents_share",
                                     "weighted_share"};

static void hide_values(json_t *values, const json_t *survey,
                        const struct context *c)
{
    size_t count = json_array_size(values);
    bool *shown = mem_alloc(count * sizeof *shown);
    for (size_t i = 0; i < count; i++)
        shown[i] = is_shown(survey, json_array_get(values, i),
                            c->study->cell_threshold);
    for (size_t i = 0, end; i < count; i = end) {
        const json_t *first = json_array_get(values, i);
        const char *name =
            json_string_value(json_object_get(first, "attribute"));
        end = i + 1;
        while (end < count &&
               says(json_array_get(values, end), "attribute", name))
            end++;
        struct stretch s = {values, i, end, shown};
        hide_more(&s, c->study->threshold);
    }
    for (size_t i = 0; i < count; i++)
        if (!shown[i])
            set_null(json_array_get(values, i), people, COUNT_OF(people));
    free(shown);
}

/* What raking leaves is rounding: 0, the same on every machine. */
static void drop_rounding(json_t *weights, const char *key)
{
    static const double CLOSE = 1e-10;
    if (json_number_value(json_object_get(weights, key)) < CLOSE)
        json_object_set_new(weights, key, json_real(0));
}

static int set_values(json_t *weights, const json_t *survey,
                      const struct context *c, int64_t key, struct diag *d)
{
    json_t *list = json_array();
    struct cursor r = open_of(c, select_values, key, d);
    while (cursor_next(&r)) {
        json_t *value = cursor_object(
            &r, 0, "ttirirrtt",
            "attribute value members share respondents respondents_share "
            "weighted_share joined margin");
        json_array_append_new(list, value);
    }
    hide_values(list, survey, c);
    json_object_set_new(weights, "population", list);
    return cursor_close(&r);
}

/* Whether the careless count less than others, or not at all. */
static bool sets_apart(const json_t *weights)
{
    return says(weights, "policy", "exclude") ||
           says(weights, "policy", "down-weight");
}

static const char select_few[] =
    "SELECT count(*) FROM (SELECT careless, respondents - careless AS others,"
    "  ?4 - sum(careless) OVER (PARTITION BY attribute) AS rest"
    "  FROM weight_margin WHERE run = ?1 AND survey = ?2)"
    " WHERE careless BETWEEN 1 AND ?3 - 1 OR rest BETWEEN 1 AND ?3 - 1"
    "  OR careless > 0 AND others BETWEEN 1 AND ?3 - 1";

/*
 * Whether a value has few of the CARELESS, few others beside them, or leaves
 * few: the weights of the others tell how many these are.
 */
static int has_few(const struct context *c, int64_t key, int64_t careless,
                   bool *few, struct diag *d)
{
    struct cursor r = open_of(c, select_few, key, d);
    if (!r.failed) {
        sqlite3_bind_int64(r.statement, 3, c->study->cell_threshold);
        sqlite3_bind_int64(r.statement, 4, careless);
    }
    *few = cursor_next(&r) && cursor_integer(&r, 0) > 0;
    return cursor_close(&r);
}

/* The shares have the number of those weighted in them, as n / deff has. */
static void hide_people(json_t *weights)
{
    static const char *const keys[] = {"least", "most", "design_effect",
                                       "effective_respondents",
                                       "margin_of_error"};
    size_t i;
    json_t *value;
    set_null(weights, keys, COUNT_OF(keys));
    json_array_foreach(json_object_get(weights, "population"), i, value) {
        set_null(value, people, COUNT_OF(people));
    }
}

int weighting_set(json_t *survey, const struct context *c, int64_t key,
                  const struct careless *who, struct diag *d)
{
    json_t *weights = json_null();
    struct cursor r = open_of(c, select_end, key, d);
    if (cursor_next(&r))
        weights = cursor_object(
            &r, 0, "ttiiirrrrrrr",
            "policy state margins rounds trims largest_error_before "
            "largest_error least most design_effect effective_respondents "
            "margin_of_error");
    json_object_set_new(survey, "weights", weights);
    if (cursor_close(&r) != 0)
        return -1;
    if (json_is_null(weights))
        return 0;
    drop_rounding(weights, "largest_error_before");
    drop_rounding(weights, "largest_error");
    bool few = false, apart = sets_apart(weights);
    if (set_values(weights, survey, c, key, d) != 0 ||
        (apart && has_few(c, key, who->careless, &few, d) != 0))
        return -1;
    if (who->few || few || (apart && !who->apart))
        hide_people(weights);
    return 0;
}

static void set_real(json_t *item, const char *key, double value, bool shown)
{
    json_object_set_new(item, key, shown ? jsonfile_real(value) : json_null());
}

void weighting_set_item(json_t *item, const json_t *survey,
                        const struct cursor *r, int first, int64_t threshold)
{
    static const double REACH = 1.959963984540054; /* 95 % of a normal */
    bool counts = json_is_array(json_object_get(item, "counts"));
    int64_t n = json_integer_value(json_object_get(item, "n"));
    int64_t careless = n - cursor_integer(r, first + 2);
    bool enough = careless == 0 || careless >= threshold;
    bool all = enough || !sets_apart(json_object_get(survey, "weights"));
    set_real(item, "weighted_mean", cursor_real(r, first), counts && all);
    set_real(item, "margin_of_error", REACH * cursor_real(r, first + 1),
             counts && all);
    set_real(item, "mean_without_careless", cursor_real(r, first + 3),
             counts && enough);
}
