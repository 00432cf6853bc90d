/* blend.c - see blend.h. */
#include "analyze/recommend/blend.h"

#include "analyze/recommend/circle.h"
#include "analyze/recommend/side.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_ASKED = 30 };
static const double MU = 10, MATCH = 0.5;

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

/* ln(1 + x) over the largest, in place. */
static void take_logs(double *list, size_t count)
{
    double largest = 0;
    for (size_t c = 0; c < count; c++) {
        list[c] = log1p(list[c]);
        largest = fmax(largest, list[c]);
    }
    for (size_t c = 0; largest > 0 && c < count; c++)
        list[c] /= largest;
}

static void make_priors(struct blend *b, const struct history *h)
{
    const double *days = b->settings.value;
    b->prior = mem_array(NULL, h->n_courses, sizeof *b->prior);
    b->newcomer = mem_array(NULL, h->n_courses, sizeof *b->newcomer);
    b->takers = mem_array(NULL, h->n_courses, sizeof *b->takers);
    recency_decay(&h->recent, RECENCY_FADING, days[SETTING_PRIOR], b->prior);
    recency_decay(&h->recent, RECENCY_LONG, days[SETTING_NEWCOMER],
                  b->newcomer);
    for (size_t c = 0; c < h->n_courses; c++)
        b->takers[c] = (double)gram_at(&h->gram, c, c);
    take_logs(b->prior, h->n_courses);
    take_logs(b->newcomer, h->n_courses);
    take_logs(b->takers, h->n_courses);
}

static int make_bridge(struct blend *b, const struct history *h, struct diag *d)
{
    if (h->bridge.members < LEAST_ASKED)
        return 0;
    b->bridge =
        mem_array(NULL, h->bridge.topics * h->n_courses, sizeof *b->bridge);
    return ridge_solve(&h->bridge, DEMAND_UNIT, MU, b->bridge, d);
}

int blend_open(struct blend *b, const struct run *r, struct diag *d)
{
    *b = (struct blend){
        .n_courses = r->facts->n_courses, .demand = r->demand, .run = r};
    if (r->settings != NULL)
        b->settings = *r->settings;
    else
        settings_read(&b->settings, r->study);
    weigh_topics(b, r->facts);
    make_priors(b, r->history);
    if (make_bridge(b, r->history, d) != 0)
        return -1;
    struct ease_side side = side_make(r->facts);
    struct ease_options o = {.lambda = b->settings.value[SETTING_LAMBDA],
                             .alpha = b->settings.value[SETTING_TOPICS],
                             .side = &side};
    int status = ease_fit(&b->ease, &r->history->gram, &o, d);
    side_free(&side);
    return status;
}

void blend_close(struct blend *b)
{
    ease_free(&b->ease);
    free(b->prior);
    free(b->newcomer);
    free(b->takers);
    free(b->topic_idf);
    free(b->course_norm);
    free(b->bridge);
    *b = (struct blend){0};
}

double blend_weight(const struct blend *b, int32_t age)
{
    double days = b->settings.value[SETTING_MEMORY];
    return days > 0 ? recency_weight(RECENCY_FADING, days, age) : 1;
}

/* 1 over the largest absolute value of those OPEN; 0 if all are 0. */
static double scale_of(const double *list, const bool *open, size_t count)
{
    double largest = 0;
    for (size_t i = 0; i < count; i++)
        if (open[i] && fabs(list[i]) > largest)
            largest = fabs(list[i]);
    return largest > 0 ? 1 / largest : 0;
}

static double idf_of(const struct blend *b, const struct facts *f, size_t at)
{
    return b->topic_idf[f->course_topic[at]];
}

/* What the topic at place AT of a course adds to its match. */
static double match_part(const struct blend *b, const struct facts *f,
                         size_t member, size_t course, size_t at)
{
    double wanted = demand_of(b->demand, member, f->course_topic[at]);
    if (wanted <= 0)
        return 0;
    double idf = idf_of(b, f, at);
    double taken =
        b->bridge != NULL ? b->takers[course] : 0.5 + 0.5 * b->prior[course];
    return wanted * idf * idf / b->course_norm[course] * taken;
}

static double match_of(const struct blend *b, const struct facts *f,
                       size_t member, size_t course)
{
    const struct course *c = &f->course[course];
    double sum = 0;
    for (size_t i = 0; i < c->n_topics; i++)
        sum += match_part(b, f, member, course, c->topics_at + i);
    return sum;
}

/* The sums of the bridge for what MEMBER asked for, by course, into OUT. */
static void cross_bridge(const struct blend *b, size_t member, double *out)
{
    const struct demand *m = b->demand;
    memset(out, 0, b->n_courses * sizeof *out);
    for (size_t i = m->topics_at[member];
         b->bridge != NULL && i < m->topics_at[member + 1]; i++) {
        const double *row = b->bridge + m->topic[i].topic * b->n_courses;
        double amount = (double)m->topic[i].amount / DEMAND_UNIT;
        for (size_t c = 0; c < b->n_courses; c++)
            out[c] += amount * row[c];
    }
}

static bool asks(const struct demand *m, size_t member)
{
    return m->topics_at[member] < m->topics_at[member + 1] ||
           m->orders_at[member] < m->orders_at[member + 1];
}

static void score_topics(const struct blend *b, const struct facts *f,
                         size_t member, const bool *open,
                         struct blend_scores *s)
{
    size_t n = b->n_courses;
    cross_bridge(b, member, s->wanted);
    for (size_t c = 0; c < n; c++)
        s->match[c] = open[c] ? match_of(b, f, member, c) : 0;
    s->bridge_scale = scale_of(s->wanted, open, n);
    s->match_scale =
        scale_of(s->match, open, n) * (b->bridge != NULL ? MATCH : 1);
    for (size_t c = 0; c < n; c++)
        s->demand[c] = open[c] ? s->bridge_scale * s->wanted[c] +
                                     s->match_scale * s->match[c]
                               : 0;
}

/* WEIGHT of the demand; what was ordered counts in full. */
static void score_demand(const struct blend *b, const struct facts *f,
                         size_t member, const bool *open, double weight,
                         struct blend_scores *s)
{
    const struct demand *m = b->demand;
    memset(s->demand, 0, b->n_courses * sizeof *s->demand);
    s->bridge_scale = s->match_scale = 0;
    if (!asks(m, member))
        return;
    if (m->topics_at[member] < m->topics_at[member + 1])
        score_topics(b, f, member, open, s);
    double scale = weight * scale_of(s->demand, open, b->n_courses);
    s->bridge_scale *= scale;
    s->match_scale *= scale;
    for (size_t c = 0; c < b->n_courses; c++)
        s->demand[c] *= scale;
    for (size_t i = m->orders_at[member]; i < m->orders_at[member + 1]; i++)
        s->demand[m->order[i]] = open[m->order[i]] ? weight : 0;
}

/*
 * Shares of a newcomer's group, weighed by BETA and by how far the group is to
 * be trusted, which it returns: so much less counts what all take.
 */
static double score_group(const struct blend *b, size_t member,
                          const bool *open, double beta, struct blend_scores *s)
{
    size_t n = b->n_courses;
    double trust = b->run->circle != NULL
                       ? circle_shares(b->run->circle, b->run, member, s->group)
                       : 0;
    double scale = trust > 0 ? scale_of(s->group, open, n) : 0;
    if (!(scale > 0)) {
        memset(s->group, 0, n * sizeof *s->group);
        return 0;
    }
    for (size_t c = 0; c < n; c++)
        s->group[c] = open[c] ? beta * trust * scale * s->group[c] : 0;
    return trust;
}

void blend_score(const struct blend *b, const struct facts *f,
                 const struct blend_member *m, const bool *open,
                 struct blend_scores *s)
{
    size_t n = b->n_courses;
    const double *prior = m->count > 0 ? b->prior : b->newcomer;
    double known = (double)m->count /
                   ((double)m->count + b->settings.value[SETTING_KAPPA]);
    double beta = m->count > 0 ? b->settings.value[SETTING_BETA]
                               : settings_newcomer_beta(&b->settings);
    double trust = 0;
    known = m->count > 0 ? known : 0; /* 0 of 0 */
    score_demand(b, f, m->member, open, 1 - known, s);
    s->history_scale = known * scale_of(s->history, open, n);
    if (m->count == 0)
        trust = score_group(b, m->member, open, beta, s);
    else
        memset(s->group, 0, n * sizeof *s->group);
    beta *= (1 - trust) * scale_of(prior, open, n);
    for (size_t c = 0; c < n; c++) {
        s->history[c] = open[c] ? s->history_scale * s->history[c] : 0;
        s->prior[c] = open[c] ? beta * prior[c] : 0;
        s->score[c] = s->history[c] + s->demand[c] + s->group[c] + s->prior[c];
    }
}

double blend_part_of(const struct blend *b, const struct blend_scores *s,
                     const struct blend_member *m, size_t i, size_t course)
{
    return s->history_scale *
           (m->weight[i] * ease_weight(&b->ease, m->course[i], course));
}

size_t blend_because(const struct blend *b, const struct blend_scores *s,
                     const struct blend_member *m, size_t course,
                     struct blend_part *best, size_t most)
{
    size_t kept = 0;
    for (size_t i = 0; i < m->count; i++) {
        double part = blend_part_of(b, s, m, i, course);
        if (part <= 0 || (kept == most && part <= best[kept - 1].part))
            continue;
        size_t at = kept < most ? kept++ : kept - 1;
        for (; at > 0 && best[at - 1].part < part; at--)
            best[at] = best[at - 1];
        best[at] = (struct blend_part){(int32_t)m->course[i], part};
    }
    return kept;
}

/* The place of TOPIC among the topics of COURSE, or -1. */
static long place_of(const struct facts *f, size_t course, int32_t topic)
{
    const struct course *c = &f->course[course];
    for (size_t i = 0; i < c->n_topics; i++)
        if (f->course_topic[c->topics_at + i] == topic)
            return (long)(c->topics_at + i);
    return -1;
}

struct blend_part blend_topic(const struct blend *b, const struct facts *f,
                              const struct blend_scores *s, size_t member,
                              size_t course)
{
    const struct demand *m = b->demand;
    struct blend_part best = {FACT_NONE, 0};
    for (size_t i = m->topics_at[member]; i < m->topics_at[member + 1]; i++) {
        int32_t topic = (int32_t)m->topic[i].topic;
        double amount = (double)m->topic[i].amount / DEMAND_UNIT;
        long at = place_of(f, course, topic);
        double part = at < 0 ? 0
                             : s->match_scale *
                                   match_part(b, f, member, course, (size_t)at);
        if (b->bridge != NULL)
            part += s->bridge_scale * amount *
                    b->bridge[m->topic[i].topic * b->n_courses + course];
        if (part > best.part)
            best = (struct blend_part){topic, part};
    }
    return best;
}

void blend_scores_open(struct blend_scores *s, size_t courses)
{
    *s = (struct blend_scores){0};
    s->history = mem_alloc(courses * sizeof *s->history);
    s->demand = mem_alloc(courses * sizeof *s->demand);
    s->group = mem_alloc(courses * sizeof *s->group);
    s->prior = mem_alloc(courses * sizeof *s->prior);
    s->score = mem_alloc(courses * sizeof *s->score);
    s->match = mem_alloc(courses * sizeof *s->match);
    s->wanted = mem_alloc(courses * sizeof *s->wanted);
}

void blend_scores_close(struct blend_scores *s)
{
    free(s->history);
    free(s->demand);
    free(s->group);
    free(s->prior);
    free(s->score);
    free(s->match);
    free(s->wanted);
}
