/* needcombine.c - see needcombine.h. */
#include "report/needcombine.h"

#include "report/jsonfile.h"

#include <math.h>
#include <string.h>

enum { SOURCES = 3 };
static const struct {
    const char *name;
    double weight;
} sources[SOURCES] = {{"survey", 0.5}, {"interviews", 0.25}, {"orders", 0.25}};

static void read_weights(double weight[SOURCES], const struct study *study)
{
    const json_t *set =
        json_object_get(json_object_get(study->analysis, "need"), "sources");
    for (size_t i = 0; i < SOURCES; i++)
        weight[i] = jsondoc_number(set, sources[i].name, sources[i].weight);
}

static double number(const json_t *f, const char *key)
{
    const json_t *x = json_object_get(f, key);
    return json_is_number(x) ? json_number_value(x) : NAN;
}

/* What each source says of a topic, from 0. */
static void read_sources(double says[SOURCES], const json_t *f)
{
    says[0] = fmax(0, number(f, "mwds"));
    says[1] = number(f, "strength") * number(f, "themes");
    says[2] = number(f, "orders");
    for (size_t i = 0; i < SOURCES; i++)
        says[i] = says[i] > 0 ? says[i] : 0;
}

static double combine(const double says[SOURCES], const double most[SOURCES],
                      const double weight[SOURCES])
{
    double sum = 0, whole = 0;
    for (size_t i = 0; i < SOURCES; i++) {
        if (!(most[i] > 0))
            continue;
        sum += weight[i] * says[i] / most[i];
        whole += weight[i];
    }
    return whole > 0 ? 100 * sum / whole : NAN;
}

/* Places of the COUNT rows of a group; ties by topic id, as they stand. */
static void set_places(struct need_row *row, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double own = number(row[i].figures, "combined");
        json_int_t place = 1;
        for (size_t k = 0; k < count; k++) {
            double other = number(row[k].figures, "combined");
            place += other > own || (!(other < own) && other >= own && k < i);
        }
        json_object_set_new(row[i].figures, "combined_place",
                            isnan(own) ? json_null() : json_integer(place));
    }
}

static void combine_group(struct need_row *row, size_t count,
                          const double weight[SOURCES])
{
    double says[SOURCES], most[SOURCES] = {0};
    for (size_t i = 0; i < count; i++) {
        read_sources(says, row[i].figures);
        for (size_t k = 0; k < SOURCES; k++)
            most[k] = fmax(most[k], says[k]);
    }
    for (size_t i = 0; i < count; i++) {
        json_t *f = row[i].figures;
        read_sources(says, f);
        double x = isnan(number(f, "mwds")) ? NAN : combine(says, most, weight);
        json_object_set_new(f, "combined",
                            isnan(x) ? json_null() : jsonfile_real(x));
    }
    set_places(row, count);
}

void needcombine_set(struct need_rows *rows, const struct study *study)
{
    double weight[SOURCES];
    read_weights(weight, study);
    for (size_t at = 0; at < rows->count;) {
        struct need_row *first = &rows->row[at];
        size_t count = 0;
        while (at + count < rows->count &&
               strcmp(first[count].scope, first->scope) == 0 &&
               strcmp(first[count].value, first->value) == 0)
            count++;
        combine_group(first, count, weight);
        at += count;
    }
}

/* The mean of KEY over everybody's topics; NaN if one is held back. */
static double line_of(const struct need_rows *rows, const char *key)
{
    double sum = 0;
    size_t topics = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const struct need_row *row = &rows->row[i];
        if (strcmp(row->scope, "all") != 0 || row->parts[NEED_RATED][0] == 0)
            continue;
        sum += number(row->figures, key);
        topics++;
    }
    return topics > 0 ? sum / (double)topics : NAN;
}

json_t *needcombine_cross_hair(const struct need_rows *rows, const char *kind,
                               double low, double high)
{
    bool mean = strcmp(kind, "mean") == 0;
    double middle = (low + high) / 2;
    double importance = mean ? line_of(rows, "importance") : middle;
    double ability = mean ? line_of(rows, "ability") : middle;
    json_t *cross = json_object();
    json_object_set_new(cross, "kind", jsonfile_text(kind));
    json_object_set_new(cross, "importance",
                        isnan(importance) ? json_null()
                                          : jsonfile_real(importance));
    json_object_set_new(cross, "ability",
                        isnan(ability) ? json_null() : jsonfile_real(ability));
    return cross;
}
