/* blend.c - see blend.h. */
#include "analyze/recommend/blend.h"

#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>

/* Defaults; the lead time of the prior is history.c's. */
static const double LAMBDA = 50, ALPHA = 1, KAPPA = 0.55, BETA = 1;

/* S = T'T of ease.h: how many topics two courses share. */
static double *make_side(const struct facts *f)
{
    size_t n = f->n_courses;
    double *side = mem_array(NULL, n * n, sizeof *side);
    for (size_t i = 0; i < n * n; i++)
        side[i] = 0;
    for (size_t a = 0; a < n; a++)
        for (size_t b = 0; b < n; b++)
            for (size_t i = 0; i < f->course[a].n_topics; i++)
                for (size_t j = 0; j < f->course[b].n_topics; j++)
                    side[a * n + b] +=
                        f->course_topic[f->course[a].topics_at + i] ==
                        f->course_topic[f->course[b].topics_at + j];
    return side;
}

static void weigh_topics(struct blend *b, const struct facts *f)
{
    b->topic_idf = mem_alloc(f->n_topics * sizeof *b->topic_idf);
    b->course_norm = mem_alloc(f->n_courses * sizeof *b->course_norm);
    for (size_t c = 0; c < f->n_courses; c++)
        for (size_t i = 0; i < f->course[c].n_topics; i++)
            b->topic_idf[f->course_topic[f->course[c].topics_at + i]] += 1;
    for (size_t t = 0; t < f->n_topics; t++)
        b->topic_idf[t] =
            log((1 + (double)f->n_courses) / (1 + b->topic_idf[t])) + 1;
    for (size_t c = 0; c < f->n_courses; c++) {
        double sum = 0;
        for (size_t i = 0; i < f->course[c].n_topics; i++) {
            double idf =
                b->topic_idf[f->course_topic[f->course[c].topics_at + i]];
            sum += idf * idf;
        }
        b->course_norm[c] = sqrt(sum);
    }
}

/* Divides by the largest absolute value of those OPEN; the others get 0. */
static void scale_by_largest(double *list, const bool *open, size_t count,
                             double weight)
{
    double largest = 0;
    for (size_t i = 0; i < count; i++)
        if (open[i] && fabs(list[i]) > largest)
            largest = fabs(list[i]);
    for (size_t i = 0; i < count; i++)
        list[i] = open[i] && largest > 0 ? weight * (list[i] / largest) : 0;
}

static void make_prior(struct blend *b, const struct history *h)
{
    b->prior = mem_array(NULL, h->n_courses, sizeof *b->prior);
    for (size_t c = 0; c < h->n_courses; c++)
        b->prior[c] = log1p(h->recent[c]);
    double largest = 0;
    for (size_t c = 0; c < h->n_courses; c++)
        largest = fmax(largest, b->prior[c]);
    for (size_t c = 0; largest > 0 && c < h->n_courses; c++)
        b->prior[c] /= largest;
}

int blend_open(struct blend *b, const struct run *r, struct diag *d)
{
    *b = (struct blend){.n_courses = r->facts->n_courses};
    b->kappa = study_number(r->study, "recommend", "kappa", KAPPA);
    b->beta = study_number(r->study, "recommend", "beta", BETA);
    weigh_topics(b, r->facts);
    make_prior(b, r->history);
    if (demand_read(&b->demand, r, d) != 0)
        return -1;
    double *side = make_side(r->facts);
    struct ease_options o = {
        .lambda = study_number(r->study, "recommend", "lambda", LAMBDA),
        .alpha = study_number(r->study, "recommend", "topics", ALPHA),
        .side = side};
    int status = ease_fit(&b->ease, &r->history->gram, &o, d);
    free(side);
    return status;
}

void blend_close(struct blend *b)
{
    ease_free(&b->ease);
    demand_free(&b->demand);
    free(b->prior);
    free(b->topic_idf);
    free(b->course_norm);
    *b = (struct blend){0};
}

static double match(const struct blend *b, const struct facts *f, size_t member,
                    double wanted_norm, size_t course)
{
    const struct course *c = &f->course[course];
    double sum = 0;
    for (size_t i = 0; i < c->n_topics; i++) {
        int32_t topic = f->course_topic[c->topics_at + i];
        double idf = b->topic_idf[topic];
        sum += idf * idf * demand_of(&b->demand, member, topic);
    }
    if (sum <= 0)
        return 0;
    return sum / (wanted_norm * b->course_norm[course]) *
           (0.5 + 0.5 * b->prior[course]);
}

static double wanted_norm(const struct blend *b, size_t member)
{
    const struct demand *m = &b->demand;
    double sum = 0;
    for (size_t i = m->topics_at[member]; i < m->topics_at[member + 1]; i++) {
        double x = m->topic[i].amount * b->topic_idf[m->topic[i].topic];
        sum += x * x;
    }
    return sqrt(sum);
}

static void score_demand(const struct blend *b, const struct facts *f,
                         size_t member, const bool *open, double *out)
{
    double norm = wanted_norm(b, member);
    for (size_t c = 0; c < b->n_courses; c++)
        out[c] = norm > 0 && open[c] ? match(b, f, member, norm, c) : 0;
    scale_by_largest(out, open, b->n_courses, 1);
    const struct demand *m = &b->demand;
    for (size_t i = m->orders_at[member]; i < m->orders_at[member + 1]; i++)
        out[m->order[i]] = open[m->order[i]];
}

void blend_score(const struct blend *b, const struct run *r, size_t member,
                 const uint32_t *taken, size_t count, const bool *open,
                 struct blend_scores *s)
{
    double known = (double)count / ((double)count + b->kappa);
    ease_score(&b->ease, taken, count, s->history);
    scale_by_largest(s->history, open, b->n_courses, known);
    score_demand(b, r->facts, member, open, s->demand);
    for (size_t c = 0; c < b->n_courses; c++)
        s->prior[c] = b->prior[c];
    scale_by_largest(s->prior, open, b->n_courses, b->beta);
    for (size_t c = 0; c < b->n_courses; c++) {
        s->demand[c] *= 1 - known;
        s->score[c] = s->history[c] + s->demand[c] + s->prior[c];
    }
}

int32_t blend_because(const struct blend *b, const uint32_t *taken,
                      size_t count, size_t course)
{
    int32_t best = FACT_NONE;
    double most = 0;
    for (size_t i = 0; i < count; i++) {
        double weight = ease_weight(&b->ease, taken[i], course);
        if (weight > most) {
            most = weight;
            best = (int32_t)taken[i];
        }
    }
    return best;
}

int32_t blend_topic(const struct blend *b, const struct run *r, size_t member,
                    size_t course)
{
    const struct course *c = &r->facts->course[course];
    int32_t best = FACT_NONE;
    double most = 0;
    for (size_t i = 0; i < c->n_topics; i++) {
        int32_t topic = r->facts->course_topic[c->topics_at + i];
        double amount = demand_of(&b->demand, member, topic);
        if (amount > most || (amount == most && amount > 0 && topic < best)) {
            most = amount;
            best = topic;
        }
    }
    return best;
}

void blend_scores_open(struct blend_scores *s, size_t courses)
{
    s->history = mem_array(NULL, courses, sizeof *s->history);
    s->demand = mem_array(NULL, courses, sizeof *s->demand);
    s->prior = mem_array(NULL, courses, sizeof *s->prior);
    s->score = mem_array(NULL, courses, sizeof *s->score);
}

void blend_scores_close(struct blend_scores *s)
{
    free(s->history);
    free(s->demand);
    free(s->prior);
    free(s->score);
}
