/* bars.c - see bars.h. */
#include "analyze/recommend/bars.h"

#include "analyze/duplicate/call.h"
#include "analyze/requirement/policy.h"
#include "analyze/requirement/training.h"
#include "lib/date.h"
#include "lib/mem.h"

#include <stdlib.h>

static size_t place_of_year(struct bars *b, int32_t year)
{
    size_t i = 0;
    while (i < b->n_years && b->years[i] != year)
        i++;
    if (i == b->n_years)
        b->years[b->n_years++] = year;
    return i;
}

/* All its sessions lie after the as-of day, so their days are known. */
static void fill_class(struct bars *b, size_t i, const struct lesson *lesson,
                       const bool *training, int32_t centralized)
{
    const struct facts *f = b->r->facts;
    const struct class *of = &b->c->class[i];
    const struct class_session *s = b->c->session + of->session_at;
    struct bars_class *to = &b->class[i];
    to->lesson = (struct lesson){FACT_NONE, LESSON_NO_LEVEL};
    to->day = f->session[s[0].session].day;
    to->first_year = date_year(to->day);
    to->last_year = date_year(f->session[s[of->count - 1].session].day);
    to->year = place_of_year(b, to->first_year);
    for (size_t k = 0; k < of->count; k++) {
        int32_t at = s[k].session;
        if (to->lesson.topic == FACT_NONE)
            to->lesson = lesson[at];
        to->call = to->call || (f->session[at].form != FACT_NONE &&
                                f->session[at].form == centralized &&
                                (training == NULL || training[at]));
    }
}

int bars_open(struct bars *b, const struct run *r, const struct classes *c,
              struct diag *d)
{
    *b = (struct bars){.r = r, .c = c};
    if (r->policy == NULL)
        return 0;
    const struct duplicate_rules *rules = &r->policy->duplicate;
    b->repeats = rules->repeat_topic;
    b->higher_only = rules->repeat_higher;
    b->max_calls = rules->max_calls;
    if (!b->repeats && b->max_calls == INT64_MAX)
        return 0;
    bool *training = NULL;
    if (rules->exclude_meetings) {
        training = training_read(r->facts, r->db, d);
        if (training == NULL)
            return -1;
    }
    struct lesson *lesson = lessons_read(r, training);
    b->class = mem_alloc(c->count * sizeof *b->class);
    b->years = mem_array(NULL, c->count, sizeof *b->years);
    b->left = mem_array(NULL, c->count, sizeof *b->left);
    for (size_t i = 0; i < c->count; i++)
        fill_class(b, i, lesson, training, facts_word(r->facts, "centralized"));
    free(lesson);
    free(training);
    return 0;
}

void bars_close(struct bars *b)
{
    free(b->class);
    free(b->years);
    free(b->left);
    *b = (struct bars){0};
}

static bool repeats(const struct bars *b, const struct lesson *then,
                    const struct lesson *now)
{
    return !b->higher_only || lesson_is_higher(then, now);
}

bool bars_repeats(const struct bars *b, size_t class, uint8_t taught)
{
    if (b->class == NULL || !b->repeats || taught == 0)
        return false;
    const struct bars_class *of = &b->class[class];
    const struct lesson then = {of->lesson.topic, taught - 1};
    return of->lesson.topic != FACT_NONE &&
           of->first_year == date_year(b->r->study->as_of) &&
           repeats(b, &then, &of->lesson);
}

bool bars_pair(const struct bars *b, size_t a, size_t c)
{
    if (b->class == NULL || !b->repeats)
        return false;
    const struct bars_class *x = &b->class[a], *y = &b->class[c];
    if (x->lesson.topic == FACT_NONE || x->lesson.topic != y->lesson.topic ||
        x->first_year > y->last_year || y->first_year > x->last_year)
        return false;
    if (x->day != y->day)
        return x->day < y->day ? repeats(b, &x->lesson, &y->lesson)
                               : repeats(b, &y->lesson, &x->lesson);
    return repeats(b, &x->lesson, &y->lesson) ||
           repeats(b, &y->lesson, &x->lesson);
}

void bars_begin(struct bars *b, const struct candidate_past *past)
{
    if (b->class == NULL)
        return;
    int32_t year = date_year(b->r->study->as_of);
    for (size_t i = 0; i < b->n_years; i++)
        b->left[i] =
            b->years[i] == year ? b->max_calls - past->calls : b->max_calls;
}

void bars_hold(struct bars *b, size_t member, size_t class, bool called)
{
    if (b->class == NULL || b->max_calls == INT64_MAX)
        return;
    const struct bars_class *of = &b->class[class];
    if ((called || of->call) && calls_limited(b->r, (uint32_t)member, of->day))
        b->left[of->year]--;
}

bool bars_full(const struct bars *b, size_t member, size_t class)
{
    if (b->class == NULL || b->max_calls == INT64_MAX)
        return false;
    const struct bars_class *of = &b->class[class];
    return of->call && b->left[of->year] <= 0 &&
           calls_limited(b->r, (uint32_t)member, of->day);
}
