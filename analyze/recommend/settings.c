/* settings.c - see settings.h. */
#include "analyze/recommend/settings.h"

#include <math.h>

static const struct {
    const char *name;
    double usual;
    double tries[SETTING_TRIES];
    size_t n_tries;
} table[SETTINGS] = {
    [SETTING_LAMBDA] = {"lambda", 50, {20, 100, 500}, 3},
    [SETTING_TOPICS] = {"topics", 1, {0, 1}, 2},
    [SETTING_MEMORY] = {"memory_days", 0, {90, 365, 0}, 3},
    [SETTING_KAPPA] = {"kappa", 0.55, {0, .55, 2, 5}, 4},
    [SETTING_BETA] = {"beta", 1, {.5, 1, 2, 4}, 4},
    [SETTING_PRIOR] = {"prior_days", 60, {15, 30, 60, 120}, 4},
    [SETTING_NEWCOMER] = {"newcomer_days", 15, {4, 7, 15, 30, 60}, 5},
};

const char *setting_name(enum setting s)
{
    return table[s].name;
}

void settings_read(struct settings *s, const struct study *study)
{
    for (size_t i = 0; i < SETTINGS; i++) {
        double value = study_number(study, "recommend", table[i].name, NAN);
        s->given[i] = !isnan(value);
        s->value[i] = s->given[i] ? value : table[i].usual;
    }
    s->tune = jsondoc_boolean(json_object_get(study->analysis, "recommend"),
                              "tune", true);
}

double settings_newcomer_beta(const struct settings *s)
{
    double beta = s->value[SETTING_BETA];
    return s->given[SETTING_BETA] || beta > SETTING_BETA_ALONE
               ? beta
               : table[SETTING_BETA].usual;
}

size_t settings_tries(const struct settings *s, enum setting which,
                      double tries[SETTING_TRIES])
{
    if (s->given[which]) {
        tries[0] = s->value[which];
        return 1;
    }
    for (size_t i = 0; i < table[which].n_tries; i++)
        tries[i] = table[which].tries[i];
    return table[which].n_tries;
}
