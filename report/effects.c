/*
 * effects.c - effects.json: what changed from before to after the training.
 *
 * Rows that rest on too few people keep their verdict and lose their figures.
 */
#include "report/context.h"
#include "report/followups.h"
#include "report/jsonfile.h"
#include "report/partial.h"
#include "report/reports.h"
#include "report/cursor.h"
#include "report/within.h"

#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

static const char select_effects[] =
    "SELECT e.scope, e.value,"
    " CASE e.scope WHEN 'course' THEN c.title WHEN 'provider' THEN o.name END,"
    " e.verdict, e.kirkpatrick, e.pairs, e.attrition, e.pre, e.post, e.change,"
    " e.low, e.high, e.t, e.df, e.p, e.q, e.log10_p, e.wilcoxon, e.wilcoxon_p,"
    " e.d_z, e.d_z_low, e.d_z_high, e.g, e.g_low, e.g_high, e.rank_biserial,"
    " e.gain, e.ratings, e.rating, e.basis, e.comparison, e.untaught,"
    " e.compared, e.compared_taught, e.untaught_change, e.effect, "
    "e.effect_low, e.effect_high, e.effect_p FROM effect e"
    " LEFT JOIN course c ON e.scope = 'course' AND c.course_id = e.value"
    " LEFT JOIN organization o ON e.scope = 'provider' AND o.org_id = e.value"
    " WHERE e.run = ?1 ORDER BY e.scope, e.value";

static const char *const paired[] = {"pairs",
                                     "attrition",
                                     "pre",
                                     "post",
                                     "change",
                                     "low",
                                     "high",
                                     "t",
                                     "df",
                                     "p",
                                     "q",
                                     "log10_p",
                                     "wilcoxon",
                                     "wilcoxon_p",
                                     "d_z",
                                     "d_z_low",
                                     "d_z_high",
                                     "g",
                                     "g_low",
                                     "g_high",
                                     "rank_biserial",
                                     "gain",
                                     "compared_taught",
                                     "effect",
                                     "effect_low",
                                     "effect_high",
                                     "effect_p"};

/* The change of those not taught; what it is compared with follows from it. */
static const char *const untaught[] = {
    "untaught", "compared",   "compared_taught", "untaught_change",
    "effect",   "effect_low", "effect_high",     "effect_p"};

/* Whom the taught are compared with, and what came of it. */
static const char *const compared[] = {
    "compared",   "compared_taught", "untaught_change", "effect",
    "effect_low", "effect_high",     "effect_p"};

static const char *const ratings[] = {"ratings", "rating"};

static void hide(json_t *effect, const char *const keys[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        json_object_set_new(effect, keys[i], json_null());
}

/* Hides the COUNT figures KEYS where too few PEOPLE stand behind them. */
static int hide_few(json_t *effects, const struct context *c,
                    const char *people, int64_t least, const char *const keys[],
                    size_t count, struct diag *d)
{
    bool *shown = mem_alloc(json_array_size(effects) * sizeof *shown);
    size_t i;
    json_t *effect;
    int result = within_decide(c, effects, people, least, shown, d);
    json_array_foreach(effects, i, effect) {
        if (!shown[i])
            hide(effect, keys, count);
    }
    free(shown);
    return result;
}

/* Attrition counts people by itself, so it is a cell of its own. */
static int set_effects(json_t *effects, const struct context *c, struct diag *d)
{
    static const char *const attrition[] = {"attrition"};
    int64_t threshold = c->study->threshold, cell = c->study->cell_threshold;
    size_t i;
    json_t *effect;
    if (hide_few(effects, c, "attrition", cell, attrition, 1, d) != 0 ||
        hide_few(effects, c, "ratings", threshold, ratings, COUNT_OF(ratings),
                 d) != 0 ||
        hide_few(effects, c, "untaught", threshold, untaught,
                 COUNT_OF(untaught), d) != 0 ||
        hide_few(effects, c, "compared", threshold, compared,
                 COUNT_OF(compared), d) != 0)
        return -1;
    if (hide_few(effects, c, "pairs", threshold, paired, COUNT_OF(paired), d) !=
        0)
        return -1;
    json_array_foreach(effects, i, effect) {
        if (followups_few_left(effect, "untaught", "compared", cell) ||
            followups_few_left(effect, "pairs", "compared_taught", cell))
            hide(effect, compared, COUNT_OF(compared));
    }
    return 0;
}

int report_effects(const struct context *c, const char *file, struct diag *d)
{
    json_t *effects = cursor_array(
        c, select_effects, "ttttiiirrrrrrrrrrrrrrrrrrrrirttiiirrrrr",
        "scope value name verdict kirkpatrick pairs attrition pre post change "
        "low high t df p q log10_p wilcoxon wilcoxon_p d_z d_z_low d_z_high g "
        "g_low g_high rank_biserial gain ratings rating basis comparison "
        "untaught compared compared_taught untaught_change effect effect_low "
        "effect_high effect_p",
        d);
    if (effects == NULL)
        return -1;
    int result = set_effects(effects, c, d);
    json_t *document = jsonfile_begin(c->study);
    json_object_set_new(document, "effects", effects);
    if (result == 0)
        result = followups_set(document, c, d);
    if (result == 0)
        return jsonfile_write(document, c->folder, file, d);
    json_decref(document);
    return -1;
}
