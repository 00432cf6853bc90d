/* weights.c - see weights.h. */
#include "analyze/standing/weights.h"

#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double MOST = 1e6;

static const char *const sources[WEIGHT_SOURCES] = {
    [WEIGHT_MEASURED] = "measured",
    [WEIGHT_SELF] = "self",
    [WEIGHT_PARTICIPANTS] = "participants",
    [WEIGHT_SUPERVISORS] = "supervisors"};

/* The weights of the object KEY: COUNT of them, called as NAMES. */
static int read_list(const struct study *study, const json_t *object,
                     const char *prefix, const char *const *names, size_t count,
                     double *weight, struct diag *d)
{
    struct jsonkey keys[INDICATORS + WEIGHT_SOURCES + 1] = {0};
    for (size_t i = 0; i < count; i++)
        keys[i] = (struct jsonkey){
            .name = names[i], .type = JSONKEY_NUMBER, .high = MOST};
    if (jsondoc_check(study_policy_doc(study), object, prefix, keys, d) != 0)
        return -1;
    for (size_t i = 0; i < count; i++)
        weight[i] = jsondoc_number(object, names[i], 0);
    return 0;
}

static int read_both(struct weights *w, const struct study *study,
                     const json_t *standing, const char *prefix, struct diag *d)
{
    const char *names[INDICATORS];
    for (size_t i = 0; i < INDICATORS; i++)
        names[i] = indicators[i].name;
    char *of = mem_format("%s.indicators", prefix);
    char *by = mem_format("%s.sources", prefix);
    const json_t *source = json_object_get(standing, "sources");
    int status = read_list(study, json_object_get(standing, "indicators"), of,
                           names, INDICATORS, w->indicator, d);
    if (status == 0 && source != NULL)
        status =
            read_list(study, source, by, sources, WEIGHT_SOURCES, w->source, d);
    free(of);
    free(by);
    return status;
}

int weights_read(struct weights *w, const struct study *study, struct diag *d)
{
    static const struct jsonkey keys[] = {
        {.name = "indicators", .type = JSONKEY_OBJECT, .required = true},
        {.name = "sources", .type = JSONKEY_OBJECT},
        {.name = NULL}};
    memset(w, 0, sizeof *w);
    w->source[WEIGHT_MEASURED] = 1;
    const json_t *standing = json_object_get(study->policy, "standing");
    if (standing == NULL)
        return 0;
    w->given = true;
    const char *prefix =
        study->policy_doc == NULL ? "policy.standing" : "standing";
    if (jsondoc_check(study_policy_doc(study), standing, prefix, keys, d) != 0)
        return -1;
    return read_both(w, study, standing, prefix, d);
}

double weights_composite(const struct weights *w,
                         double mark[INDICATORS][WEIGHT_SOURCES])
{
    double sum = 0, all = 0;
    for (size_t i = 0; i < INDICATORS; i++) {
        double of = 0, by = 0;
        for (size_t s = 0; s < WEIGHT_SOURCES; s++)
            if (!isnan(mark[i][s])) {
                of += w->source[s] * mark[i][s];
                by += w->source[s];
            }
        if (by > 0) {
            sum += w->indicator[i] * of / by;
            all += w->indicator[i];
        }
    }
    return all > 0 ? 100 * sum / all : NAN;
}
