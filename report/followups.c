/* followups.c - see followups.h. */
#include "report/followups.h"

#include "report/context.h"
#include "report/cursor.h"

static const char select_followups[] =
    "SELECT v.survey_id, v.title, v.title_zh, c.course_id, c.title,"
    " f.kirkpatrick, f.source, f.scale, f.verdict, f.people, f.answers, f.mean,"
    " f.sd, f.low, f.high, f.days, f.comparison, f.untaught, f.compared,"
    " f.compared_taught, f.untaught_mean, f.difference, f.difference_low,"
    " f.difference_high, f.g, f.p, f.q FROM effect_followup f"
    " JOIN survey v USING (survey) JOIN course c ON c.course = f.course"
    " WHERE f.run = ?1 ORDER BY f.kirkpatrick, v.survey_id, f.scale, f.source"
    " DESC";

static const char *const told[] = {"people", "answers", "mean", "sd",
                                   "low",    "high",    "days"};

/* The comparison with those who had not attended. */
static const char *const compared[] = {"compared",
                                       "compared_taught",
                                       "untaught_mean",
                                       "difference",
                                       "difference_low",
                                       "difference_high",
                                       "g",
                                       "p",
                                       "q"};

static const char *const untaught[] = {"untaught"};

static void hide(json_t *row, const char *const keys[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        json_object_set_new(row, keys[i], json_null());
}

static int64_t count_of(const json_t *row, const char *key)
{
    return json_integer_value(json_object_get(row, key));
}

bool followups_few_left(const json_t *row, const char *all, const char *part,
                        int64_t least)
{
    int64_t rest = count_of(row, all) - count_of(row, part);
    return json_is_integer(json_object_get(row, part)) && rest > 0 &&
           rest < least;
}

static void guard(json_t *row, const struct context *c)
{
    int64_t least = c->study->threshold, cell = c->study->cell_threshold;
    if (count_of(row, "people") < least)
        hide(row, told, COUNT_OF(told));
    if (count_of(row, "people") < least || count_of(row, "untaught") < least ||
        count_of(row, "compared") < least ||
        count_of(row, "compared_taught") < least) {
        hide(row, untaught, COUNT_OF(untaught));
        hide(row, compared, COUNT_OF(compared));
    }
    if (followups_few_left(row, "untaught", "compared", cell) ||
        followups_few_left(row, "people", "compared_taught", cell))
        hide(row, compared, COUNT_OF(compared));
}

int followups_set(json_t *document, const struct context *c, struct diag *d)
{
    json_t *rows = cursor_array(
        c, select_followups,
        "tttttittt"
        "iirrrrr"
        "tiiirrrrrrr",
        "survey title title_zh course_id course kirkpatrick source scale "
        "verdict people answers mean sd low high days comparison untaught "
        "compared compared_taught untaught_mean difference difference_low "
        "difference_high g p q",
        d);
    size_t i;
    json_t *row;
    if (rows == NULL)
        return -1;
    json_array_foreach(rows, i, row) {
        guard(row, c);
    }
    json_object_set_new(document, "follow_ups", rows);
    return 0;
}
