/* guess.c - see guess.h. */
#include "ingest/draft/guess.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Headers of columns that no one was asked. No field: it is passed over. */
static const struct meta {
    const char *header, *field;
} metas[] = {
    {"id", "respondent_id"},
    {"respondent_id", "respondent_id"},
    {"responseid", "respondent_id"},
    {"response id", "respondent_id"},
    {"_uuid", "respondent_id"},
    {"序号", NULL}, /* of the row */
    {"编号", "respondent_id"},
    {"member_id", "member_id"},
    {"token", "member_id"},
    {"submitdate", "answered_on"},
    {"_submission_time", "answered_on"},
    {"timestamp", "answered_on"},
    {"时间戳记", "answered_on"},
    {"提交时间", "answered_on"},
    {"提交答卷时间", "answered_on"},
    {"answered_on", "answered_on"},
    {"interviewtime", "seconds"},
    {"seconds", "seconds"},
    {"rater_id", "rater_id"},
    {"_id", NULL},
    {"_index", NULL},
    {"lastpage", NULL},
    {"startlanguage", NULL},
    {"seed", NULL},
    {"startdate", NULL},
    {"datestamp", NULL},
    {"ipaddr", NULL},
    {"ip address", NULL},
    {"refurl", NULL},
    {"来源", NULL},
    {"来源详情", NULL},
    {"来自ip", NULL},
    {"所用时间", NULL},
    {"总分", NULL},
    {"status", NULL},
    {"ipaddress", NULL},
    {"progress", NULL},
    {"duration (in seconds)", "seconds"},
    {"finished", NULL},
    {"enddate", "answered_on"},
    {"recordeddate", NULL},
    {"recipientlastname", NULL},
    {"recipientfirstname", NULL},
    {"recipientemail", NULL},
    {"externalreference", "member_id"},
    {"locationlatitude", NULL},
    {"locationlongitude", NULL},
    {"distributionchannel", NULL},
    {"userlanguage", NULL},
    {"start", NULL},
    {"end", "answered_on"},
    {"deviceid", NULL},
    {"formhub/uuid", NULL},
    {"meta/instanceid", NULL},
};

const char *guess_field(const char *header)
{
    for (size_t i = 0; i < COUNT_OF(metas); i++)
        if (strcasecmp(metas[i].header, header) == 0)
            return metas[i].field;
    return NULL;
}

/* Kobo's own begin with "_"; LimeSurvey's times of groups are told by name. */
static bool is_meta(const char *header)
{
    if (header[0] == '_' || strncmp(header, "groupTime", 9) == 0)
        return true;
    for (size_t i = 0; i < COUNT_OF(metas); i++)
        if (strcasecmp(metas[i].header, header) == 0)
            return true;
    return false;
}

static void say(struct guess *g, const char *fmt, ...) PRINTF_LIKE(2, 3);
static void say(struct guess *g, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    vsnprintf(g->why, sizeof g->why, fmt, args);
    va_end(args);
    g->unsure = true;
}

bool guess_is_tick(const struct profile *x)
{
    static const char *const words[] = {"1",           "0",  "y",    "n",
                                        "yes",         "no", "true", "false",
                                        "\xE2\x88\x9A" /* a tick */};
    for (size_t i = 0; i < x->values.count; i++) {
        bool known = false;
        for (size_t k = 0; k < COUNT_OF(words); k++)
            known =
                known || strcasecmp(x->values.values[i].text, words[k]) == 0;
        if (!known)
            return false;
    }
    return !x->values.over;
}

/* Small whole numbers, three or more of them, are steps of a scale. */
static bool is_scale(const struct profile *x)
{
    return x->whole == x->filled && x->low >= 0 && x->high <= 10 &&
           x->values.count >= 3 && (x->high <= 7 || x->values.count >= 8);
}

/* The ends are those of the usual scales of 3, 4, 5, 7 and 10 steps. */
static void guess_scale(struct guess *g, const struct profile *x)
{
    static const int64_t ends[] = {3, 4, 5, 7, 10};
    size_t i = 0;
    while (ends[i] < x->high)
        i++;
    g->kind = GUESS_LIKERT;
    g->low = x->low == 0 ? 0 : 1;
    g->high = ends[i];
    if (x->low == 0 && x->high == 10)
        say(g, "0 to 10 may be a rating or a count");
    else if (x->low > 1 || x->high < g->high)
        say(g,
            "only %" PRId64 " to %" PRId64 " are there: do the ends stand "
            "at %" PRId64 " and %" PRId64 "?",
            x->low, x->high, g->low, g->high);
}

/* Cells that are lists of a few things that come again and again. */
static bool find_list(struct guess *g, const struct profile *x, bool blanks)
{
    for (size_t i = 0; i < PROFILE_MARKS; i++) {
        const struct profile_set *parts = &x->parts[i];
        bool blank = strcmp(profile_marks[i], " ") == 0;
        if (x->listed[i] < 2 || parts->over || (blank && !blanks))
            continue;
        if (!x->values.over && parts->count >= x->values.count)
            continue;
        if ((int64_t)parts->count * 2 > x->filled && i > 0)
            continue;
        g->kind = GUESS_CELL;
        g->mark = i;
        if (i > 0)
            say(g,
                "taken for a multiple choice whose options are parted by "
                "'%s'",
                profile_marks[i]);
        return true;
    }
    return false;
}

static bool is_repeated(const struct profile *x)
{
    return !x->values.over && x->values.count > 0 &&
           (int64_t)x->values.count * 2 <= x->filled && x->values.count <= 40;
}

static void guess_words(struct guess *g, const struct profile *x, bool blanks)
{
    g->rating = ratings_find(&x->values);
    if (g->rating != NULL) {
        g->kind = GUESS_LIKERT;
        g->low = 1;
        g->high = (int64_t)ratings_steps(g->rating);
        if (x->values.count < ratings_steps(g->rating))
            say(g, "not all steps of the scale are there: check \"codes\"");
        return;
    }
    if (find_list(g, x, blanks))
        return;
    g->kind = is_repeated(x) ? GUESS_SINGLE : GUESS_TEXT;
    if (g->kind == GUESS_SINGLE && x->values.count > 12)
        say(g, "%zu different answers: a choice, or free text?",
            x->values.count);
}

static void guess_numbers(struct guess *g, const struct profile *x,
                          int64_t rows)
{
    bool every = x->whole == rows && rows > 2;
    if (x->rising && every && x->high - x->low >= rows - 1) {
        g->kind = GUESS_META;
        say(g, "numbers that go up: taken for the number of the row");
    } else if (is_scale(x)) {
        guess_scale(g, x);
    } else if (x->low < 0) {
        g->kind = GUESS_NUMBER;
        say(g, "holds numbers below 0: are they \"missing\" or \"not_shown\"?");
    } else {
        g->kind = GUESS_NUMBER;
        if (x->values.count <= 2)
            say(g, "numbers of which there are two at most: codes of a "
                   "choice?");
    }
}

struct guess guess_column(const struct profile *x, int64_t rows, bool blanks)
{
    struct guess g = {.kind = GUESS_TEXT};
    if (is_meta(x->header)) {
        g.kind = GUESS_META;
        g.field = guess_field(x->header);
    } else if (x->filled == 0) {
        say(&g, "is empty: taken for a text");
    } else if (x->dates == x->filled) {
        g.kind = GUESS_META;
        say(&g, "holds dates: no question");
    } else if (x->whole == x->filled) {
        guess_numbers(&g, x, rows);
    } else if (x->whole + x->decimal == x->filled) {
        say(&g, "holds numbers with decimals: taken for a text, as a number "
                "is whole");
    } else {
        guess_words(&g, x, blanks);
    }
    return g;
}
