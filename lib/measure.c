/* measure.c - see measure.h. */
#include "lib/measure.h"

#include "lib/attr.h"

#include <stddef.h>
#include <string.h>

static const char scale[] = "scale:";

static const struct {
    const char *name, *english, *chinese;
    bool log;
} measures[] = {
    {"hours", "Hours attended", "参加学时", true},
    {"rate", "Sessions attended of those listed", "出勤率", false},
    {"recency", "Days since the last session", "距上次学习天数", true},
};

bool measure_is_log(const char *measure)
{
    for (size_t i = 0; i < COUNT_OF(measures); i++)
        if (strcmp(measures[i].name, measure) == 0)
            return measures[i].log;
    return false;
}

const char *measure_words(const char *measure, bool zh)
{
    for (size_t i = 0; i < COUNT_OF(measures); i++)
        if (strcmp(measures[i].name, measure) == 0)
            return zh ? measures[i].chinese : measures[i].english;
    if (strncmp(measure, scale, sizeof scale - 1) == 0)
        return measure + sizeof scale - 1;
    return measure;
}
