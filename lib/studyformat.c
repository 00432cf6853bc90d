/* studyformat.c - see studyformat.h. */
#include "lib/studyformat.h"

#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

static const double most_hours = 10000;

int studyformat_decimal(const struct jsondoc *doc, const json_t *object,
                        const char *prefix, char *sign, struct diag *d)
{
    const char *text = jsondoc_text(object, "decimal", NULL);
    if (text == NULL)
        return 0;
    *sign = text[0];
    if (strcmp(text, ".") == 0 || strcmp(text, ",") == 0)
        return 0;
    return jsondoc_fail(doc, object, prefix, "decimal", d,
                        "must be \".\" or \",\", the sign before the decimals "
                        "of a number");
}

int studyformat_date(const struct jsondoc *doc, const json_t *object,
                     const char *prefix, const char *key, bool *declared,
                     struct dateformat *format, struct diag *d)
{
    const char *name = jsondoc_text(object, key, NULL);
    if (name == NULL)
        return 0;
    *declared = true;
    if (dateformat_find(name, format))
        return 0;
    return jsondoc_fail(doc, object, prefix, key, d,
                        "\"%.40s\" is no format of dates; there are %s", name,
                        dateformat_names);
}

/* "+08:00", "-05:30", "Z". */
static int read_offset(struct study_formats *f, const struct jsondoc *doc,
                       const json_t *object, const char *prefix, struct diag *d)
{
    const char *text = jsondoc_text(object, "utc_offset", NULL);
    struct dateformat_moment m;
    struct dateformat iso = {0};
    if (text == NULL)
        return 0;
    char *moment = mem_format("2000-01-01 00:00%.10s", text);
    bool good =
        dateformat_read(&iso, moment, strlen(moment), false, &m) && m.zoned;
    free(moment);
    if (!good)
        return jsondoc_fail(doc, object, prefix, "utc_offset", d,
                            "must say how far local time is ahead of UTC, "
                            "such as \"+08:00\"");
    f->zoned = true;
    f->utc_offset = m.offset;
    return 0;
}

static int read_hours(const struct jsondoc *doc, const json_t *words,
                      const char *prefix, const char *key, int64_t *minutes,
                      struct diag *d)
{
    const json_t *value = json_object_get(words, key);
    double hours = json_number_value(value);
    *minutes = (int64_t)(hours * 60 + .5);
    if (json_is_number(value) && hours > 0 && hours <= most_hours)
        return 0;
    return jsondoc_fail(doc, words, prefix, key, d,
                        "must be a number of hours, above 0");
}

static int read_word(struct duration_table *t, const struct jsondoc *doc,
                     const json_t *words, const char *prefix, const char *key,
                     struct diag *d)
{
    int64_t minutes;
    if (read_hours(doc, words, prefix, key, &minutes, d) != 0)
        return -1;
    if (strcmp(key, "day") == 0)
        t->day = minutes;
    else if (strcmp(key, "half_day") == 0)
        t->half_day = minutes;
    else
        t->words[t->n_words++] = (struct duration_word){key, minutes};
    return 0;
}

/* The words of the outer table stay, behind those that are said here. */
static int read_durations(struct study_formats *f,
                          const struct study_formats *outer,
                          const struct jsondoc *doc, const json_t *object,
                          const char *prefix, struct diag *d)
{
    const char *key;
    json_t *value, *words = json_object_get(object, "durations");
    size_t inherited = outer != NULL ? outer->durations.n_words : 0;
    struct duration_table *t = &f->durations;
    t->words =
        mem_array(NULL, json_object_size(words) + inherited, sizeof *t->words);
    t->n_words = 0;
    char *path = mem_format("%s%sdurations", prefix != NULL ? prefix : "",
                            prefix != NULL ? "." : "");
    int result = 0;
    json_object_foreach(words, key, value) {
        if (result == 0)
            result = read_word(t, doc, words, path, key, d);
    }
    free(path);
    for (size_t i = 0; i < inherited && result == 0; i++)
        t->words[t->n_words++] = outer->durations.words[i];
    return result;
}

int studyformat_read(struct study_formats *f, const struct study_formats *outer,
                     const struct jsondoc *doc, const json_t *object,
                     const char *prefix, struct diag *d)
{
    static const struct study_formats defaults = {
        .durations = {.day = DURATION_DAY, .half_day = DURATION_HALF_DAY}};
    *f = outer != NULL ? *outer : defaults;
    if (read_durations(f, outer, doc, object, prefix, d) != 0 ||
        read_offset(f, doc, object, prefix, d) != 0 ||
        studyformat_date(doc, object, prefix, "dates", &f->dated, &f->date,
                         d) != 0)
        return -1;
    return studyformat_decimal(doc, object, prefix, &f->decimal, d);
}

void studyformat_free(struct study_formats *f)
{
    free(f->durations.words);
    *f = (struct study_formats){0};
}
