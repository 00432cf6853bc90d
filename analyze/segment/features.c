/* features.c - see features.h. */
#include "analyze/segment/features.h"

#include "analyze/segment/measures.h"
#include "analyze/survey/screen.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double MIN_ANSWERED = 0.5;

static const struct {
    const char *word;
    enum feature_kind kind;
} kinds[] = {
    {"ratings", FEATURE_RATINGS},       {"scores", FEATURE_SCORES},
    {"choices", FEATURE_CHOICES},       {"singles", FEATURE_SINGLES},
    {"attendance", FEATURE_ATTENDANCE},
};

static unsigned kind_of(const char *word)
{
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (strcmp(kinds[i].word, word) == 0)
            return kinds[i].kind;
    return 0;
}

/* What the study asks for; 0 if it does not say. */
static unsigned read_kinds(const struct study *study)
{
    const json_t *section = json_object_get(study->analysis, "segment");
    const json_t *list = json_object_get(section, "features");
    unsigned all = 0;
    if (json_is_string(list))
        return kind_of(json_string_value(list));
    for (size_t i = 0; i < json_array_size(list); i++)
        all |= kind_of(json_string_value(json_array_get(list, i)));
    return all;
}

static bool has_facet(const struct answer_item *i, const char *facet)
{
    return i->facet != NULL && strcmp(i->facet, facet) == 0;
}

static bool is_rating(const struct answer_item *i)
{
    return i->kind == ANSWER_LIKERT &&
           (has_facet(i, "importance") || has_facet(i, "ability"));
}

static bool is_interest(const struct answer_item *i)
{
    return i->kind == ANSWER_OPTION && has_facet(i, "interest");
}

static size_t count_items(const struct answers *a,
                          bool (*is)(const struct answer_item *))
{
    size_t count = 0;
    for (size_t i = 0; i < a->n_items; i++)
        count += is(&a->item[i]);
    return count;
}

static bool is_likert(const struct answer_item *i)
{
    return i->kind == ANSWER_LIKERT;
}

static unsigned default_kinds(const struct answers *a)
{
    return count_items(a, is_likert) > 0 ? FEATURE_RATINGS | FEATURE_CHOICES
                                         : FEATURE_CHOICES | FEATURE_SINGLES;
}

static void choose_respondents(struct features *f, double min_answered)
{
    f->respondent = mem_array(NULL, f->answers->n, sizeof *f->respondent);
    for (size_t i = 0; i < f->answers->n; i++) {
        unsigned flags = screen_respondent(f->answers, i, min_answered).flags;
        f->straight += (flags & SCREEN_STRAIGHT) != 0;
        f->few += (flags & SCREEN_FEW) != 0 && (flags & SCREEN_STRAIGHT) == 0;
        if (flags == 0)
            f->respondent[f->n++] = i;
    }
}

/* The state of an answer: code - low, or STATES if there is none. */
static uint8_t state_of(const struct features *f, size_t row, size_t item,
                        uint16_t states)
{
    const struct answer_item *i = &f->answers->item[item];
    int code = answers_code(f->answers, f->respondent[row], item);
    int low = i->kind == ANSWER_OPTION ? 0 : i->low;
    if (code < low || code >= low + states)
        return (uint8_t)states;
    return (uint8_t)(code - low);
}

/* 0 if the item cannot be a column. */
static uint16_t states_of(const struct answer_item *i)
{
    if (i->kind == ANSWER_OPTION)
        return 2;
    if (i->high <= i->low || i->high - i->low >= CODED_STATES)
        return 0;
    return (uint16_t)(i->high - i->low + 1);
}

/* Whether two respondents answered the item differently. */
static bool varies(const struct features *f, size_t item, uint16_t states)
{
    int seen = -1;
    for (size_t row = 0; row < f->n; row++) {
        int state = state_of(f, row, item, states);
        if (state == states)
            continue;
        if (seen >= 0 && state != seen)
            return true;
        seen = state;
    }
    return false;
}

/* Adds the items that are of the kind as columns; returns how many. */
static size_t choose_items(struct features *f, uint16_t *states, size_t at,
                           bool (*is)(const struct answer_item *))
{
    size_t first = at;
    for (size_t i = 0; i < f->answers->n_items; i++) {
        uint16_t count = states_of(&f->answers->item[i]);
        if (!is(&f->answers->item[i]) || count == 0 || !varies(f, i, count))
            continue;
        f->item[at] = i;
        states[at++] = count;
    }
    return at - first;
}

static bool is_option(const struct answer_item *i)
{
    return i->kind == ANSWER_OPTION;
}

static bool is_single(const struct answer_item *i)
{
    return i->kind == ANSWER_SINGLE;
}

static void choose_columns(struct features *f, uint16_t *states)
{
    const struct answers *a = f->answers;
    f->item = mem_array(NULL, a->n_items, sizeof *f->item);
    if ((f->kinds & FEATURE_RATINGS) && !(f->kinds & FEATURE_SCORES))
        f->scales =
            choose_items(f, states, 0,
                         count_items(a, is_rating) > 0 ? is_rating : is_likert);
    if (f->kinds & FEATURE_CHOICES)
        f->classes += choose_items(f, states, f->scales,
                                   count_items(a, is_interest) > 0 ? is_interest
                                                                   : is_option);
    if (f->kinds & FEATURE_SINGLES)
        f->classes +=
            choose_items(f, states, f->scales + f->classes, is_single);
}

static void fill_codes(struct features *f, const uint16_t *states)
{
    struct coded *c = &f->data;
    for (size_t j = 0; j < f->scales + f->classes; j++)
        for (size_t row = 0; row < f->n; row++)
            c->code[row * c->width + j] =
                state_of(f, row, f->item[j], states[j]);
    for (size_t j = 0; j < f->scales; j++)
        for (size_t s = 0; s < states[j]; s++)
            c->value[c->first[j] + s] =
                (double)f->answers->item[f->item[j]].low + (double)s;
}

static bool is_too_many(const struct features *f, const struct measures *m)
{
    return f->scales + m->count > CODED_DIMS;
}

static void choose(struct features *f, const struct run *r, struct measures *m,
                   uint16_t *states)
{
    choose_columns(f, states);
    measures_make(m, r, f->answers, f->respondent, f->n, f->kinds);
}

/* Scores for ratings, where the ratings are too many. */
static void choose_scores(struct features *f, const struct run *r,
                          struct measures *m, uint16_t *states)
{
    size_t ratings = f->scales;
    if (!is_too_many(f, m) || ratings == 0)
        return;
    measures_free(m);
    free(f->item);
    f->scales = f->classes = 0;
    f->kinds = (f->kinds & ~(unsigned)FEATURE_RATINGS) | FEATURE_SCORES;
    choose(f, r, m, states);
    if (m->count == 0)
        f->excess = ratings;
    else
        run_warn_of(r, "segment", "features",
                    "of %zu ratings at most %d can be compared; compared are "
                    "the scores of their scales",
                    ratings, CODED_DIMS);
}

static int fill_data(struct features *f, const struct measures *m,
                     const uint16_t *states, struct diag *d)
{
    if (coded_open(&f->data, f->n, f->scales, f->classes, f->reals, states,
                   d) != 0)
        return -1;
    fill_codes(f, states);
    if (m->count > 0)
        memcpy(f->data.real, m->value, f->n * m->count * sizeof *m->value);
    return coded_finish(&f->data, d);
}

static int fill(struct features *f, const struct run *r, struct diag *d)
{
    struct measures m;
    uint16_t *states = mem_array(NULL, f->answers->n_items, sizeof *states);
    choose(f, r, &m, states);
    choose_scores(f, r, &m, states);
    f->reals = m.count;
    if (is_too_many(f, &m))
        f->excess = f->scales + m.count;
    int status = 0;
    if (f->n > 0 && f->excess == 0 && f->scales + f->classes + f->reals > 0)
        status = fill_data(f, &m, states, d);
    f->real = measures_take_names(&m);
    measures_free(&m);
    free(states);
    return status;
}

/* The kinds of columns that F has, as bits. */
static unsigned kinds_had(const struct features *f)
{
    unsigned had = f->scales > 0 ? FEATURE_RATINGS : 0;
    for (size_t j = f->scales; j < f->scales + f->classes; j++)
        had |= is_single(&f->answers->item[f->item[j]]) ? FEATURE_SINGLES
                                                        : FEATURE_CHOICES;
    for (size_t q = 0; q < f->reals; q++)
        had |= strncmp(f->real[q], "scale:", 6) == 0 ? FEATURE_SCORES
                                                     : FEATURE_ATTENDANCE;
    return had;
}

/* A kind that the study names and that tells nobody apart is said to. */
static void warn_of_idle(const struct features *f, unsigned named,
                         const struct run *r)
{
    unsigned idle = f->n > 0 ? named & ~kinds_had(f) : 0;
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (idle & kinds[i].kind)
            run_warn_of(r, "segment", "features",
                        "nobody can be compared by %s: there are none in the "
                        "survey or the attendance, or all are alike",
                        kinds[i].word);
}

int features_make(struct features *f, const struct run *r,
                  const struct answers *a, struct diag *d)
{
    *f = (struct features){.answers = a};
    unsigned named = read_kinds(r->study);
    f->kinds = named != 0 ? named : default_kinds(a);
    choose_respondents(
        f, study_number(r->study, "survey", "min_answered", MIN_ANSWERED));
    if (fill(f, r, d) != 0)
        return -1;
    warn_of_idle(f, named & f->kinds, r);
    return 0;
}

void features_free(struct features *f)
{
    for (size_t q = 0; q < f->reals; q++)
        free(f->real[q]);
    free(f->real);
    free(f->item);
    free(f->respondent);
    coded_free(&f->data);
    *f = (struct features){0};
}
