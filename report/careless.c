/* careless.c - see careless.h. */
#include "report/careless.h"

#include "report/context.h"
#include "report/cursor.h"

#include <stddef.h>
#include <string.h>

/* The signs that analyze/survey/screen.h calls careless: 1, 8 and 16. */
static const char select_respondents[] =
    "SELECT count(*), sum(flags <> 0), sum(flags & 25 <> 0),"
    " sum(flags & 1), sum(flags >> 1 & 1), sum(flags >> 2 & 1),"
    " sum(flags >> 3 & 1), sum(flags >> 4 & 1) FROM respondent_quality"
    " WHERE run = ?1 AND survey = ?2";

static const char select_figures[] =
    "SELECT name, value FROM run_figure WHERE run = ?1 AND analysis = 'survey'"
    " AND name IN ('judged', 'later')";

/* The bits of respondent_quality.flags, from the lowest. */
static const char *const names[CARELESS_SIGNS] = {
    "straight_lining", "few_answers", "unusual", "too_fast",
    "attention_failed"};

static bool is_small(int64_t count, int64_t least)
{
    return count > 0 && count < least;
}

static void decide(struct careless *who, const struct study *study)
{
    int64_t cell = study->cell_threshold, out = who->careless;
    who->few = is_small(who->respondents, study->threshold);
    who->apart = !is_small(out, cell) && !is_small(who->flagged - out, cell) &&
                 !is_small(who->respondents - out, study->threshold);
}

static int read_figures(struct careless *who, const struct context *c,
                        struct diag *d)
{
    struct cursor r = cursor_open(c, select_figures, d);
    while (cursor_next(&r)) {
        bool later = strcmp(cursor_text(&r, 0), "later") == 0;
        *(later ? &who->later : &who->judged) = cursor_integer(&r, 1);
    }
    return cursor_close(&r);
}

int careless_read(struct careless *who, const struct context *c, int64_t key,
                  struct diag *d)
{
    *who = (struct careless){0};
    struct cursor r = cursor_open(c, select_respondents, d);
    if (!r.failed)
        sqlite3_bind_int64(r.statement, 2, key);
    if (cursor_next(&r)) {
        who->respondents = cursor_integer(&r, 0);
        who->flagged = cursor_integer(&r, 1);
        who->careless = cursor_integer(&r, 2);
        for (int i = 0; i < CARELESS_SIGNS; i++)
            who->signs[i] = cursor_integer(&r, 3 + i);
    }
    decide(who, c->study);
    return cursor_close(&r) == 0 ? read_figures(who, c, d) : -1;
}

static json_t *told(int64_t count, bool hidden)
{
    return hidden ? json_null() : json_integer(count);
}

void careless_set(json_t *survey, const struct careless *who,
                  const struct context *c)
{
    int64_t cell = c->study->cell_threshold;
    json_t *screening = json_object(), *by = json_object();
    json_t *not_judged = json_array();
    bool small = who->few;
    for (size_t i = 0; i < CARELESS_SIGNS; i++)
        small = small || is_small(who->signs[i], cell);
    for (size_t i = 0; i < CARELESS_SIGNS; i++) {
        bool judged = (who->judged >> i & 1) != 0;
        json_object_set_new(by, names[i],
                            told(who->signs[i], small || !judged));
        if (!judged)
            json_array_append_new(not_judged, json_string(names[i]));
    }
    json_object_set_new(screening, "respondents",
                        told(who->respondents, who->few));
    json_object_set_new(
        screening, "flagged",
        told(who->flagged, who->few || is_small(who->flagged, cell)));
    json_object_set_new(screening, "flags", by);
    json_object_set_new(screening, "not_judged", not_judged);
    json_object_set_new(survey, "later",
                        told(who->later, is_small(who->later, cell)));
    json_object_set_new(survey, "screening", screening);
}
