/* truths.c - see truths.h. */
#include "sample-data/truths.h"

#include "lib/mem.h"

#include <stdlib.h>

const char *const truths_rules[RULES] = {"appointment", "probation",
                                         "first-year"};

static void add_terms(struct truths *t, const struct learner *l, int32_t member)
{
    for (int r = 0; r < RULES; r++) {
        const struct obligation *o = &l->obligations[r];
        if (o->event == DATE_NONE || o->met)
            continue;
        t->terms =
            mem_grow(t->terms, t->n_terms, &t->terms_room, sizeof *t->terms);
        t->terms[t->n_terms++] =
            (struct truth_term){.member = member,
                                .event = o->event,
                                .due = o->due,
                                .rule = (int8_t)r,
                                .open = o->due >= l->roster->world.as_of,
                                .exempt = o->exempt};
    }
}

static void add_both(struct truths *t, const struct learner *l, int32_t member)
{
    for (int p = 0; p < PAIRS; p++) {
        if (!l->attended[p][0] || !l->attended[p][1])
            continue;
        t->both = mem_grow(t->both, t->n_both, &t->both_room, sizeof *t->both);
        t->both[t->n_both++] = (struct truth_both){member, (int8_t)p};
    }
}

static void count_scores(struct truths *t, const struct learner *l)
{
    for (int i = 0; i < l->n_visits; i++) {
        const struct visit *v = &l->visits[i];
        if (v->pre < 0 || v->post < 0)
            continue;
        t->scored[catalogue_score_place(l->catalogue, v->course)]++;
    }
}

static void add_calls(struct truths *t, const struct learner *l, int32_t member)
{
    for (int i = 0; i < l->n_over; i++) {
        t->calls =
            mem_grow(t->calls, t->n_calls, &t->calls_room, sizeof *t->calls);
        t->calls[t->n_calls++] = (struct truth_class){member, l->over[i], 0};
    }
}

static void add_scans(struct truths *t, const struct learner *l, int32_t member)
{
    for (int i = 0; i < l->n_visits; i++) {
        const struct visit *v = &l->visits[i];
        if (!visit_scanned(l, v))
            continue;
        t->scans =
            mem_grow(t->scans, t->n_scans, &t->scans_room, sizeof *t->scans);
        t->scans[t->n_scans++] =
            (struct truth_class){member, v->of, v->session};
    }
}

void truths_add_learner(struct truths *t, const struct learner *l,
                        int32_t member)
{
    add_terms(t, l, member);
    add_both(t, l, member);
    add_calls(t, l, member);
    add_scans(t, l, member);
    count_scores(t, l);
    if (l->overlap[0] < 0)
        return;
    t->overlaps = mem_grow(t->overlaps, t->n_overlaps, &t->overlaps_room,
                           sizeof *t->overlaps);
    const struct visit *a = &l->visits[l->overlap[0]];
    const struct visit *b = &l->visits[l->overlap[1]];
    t->overlaps[t->n_overlaps++] =
        (struct truth_overlap){member, a->day, {a->of, b->of}};
}

void truths_add_answer(struct truths *t, struct truth_answer answer)
{
    t->answers = mem_grow(t->answers, t->n_answers, &t->answers_room,
                          sizeof *t->answers);
    t->answers[t->n_answers++] = answer;
}

void truths_free(struct truths *t)
{
    free(t->terms);
    free(t->both);
    free(t->overlaps);
    free(t->calls);
    free(t->scans);
    free(t->answers);
    *t = (struct truths){0};
}
