/* eligible.c - see eligible.h. */
#include "analyze/recommend/eligible.h"

#include "analyze/recommend/classes.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

static const char *const words[ELIGIBLE_CODES] = {
    [ELIGIBLE_YES] = "",
    [ELIGIBLE_LEFT] = "left",
    [ELIGIBLE_NO_SESSION] = "no-session",
    [ELIGIBLE_ELSEWHERE] = "elsewhere",
    [ELIGIBLE_TAKEN] = "taken",
    [ELIGIBLE_AUDIENCE] = "audience",
    [ELIGIBLE_LANGUAGE] = "language",
    [ELIGIBLE_PREREQUISITE] = "prerequisite",
};

const char *eligible_word(enum eligible_code code)
{
    return words[code];
}

/* Gives each audience that is named a number. */
static void number_audiences(struct eligible *e, const struct facts *f)
{
    e->audience = mem_array(NULL, f->n_courses, sizeof *e->audience);
    e->audience_of = mem_array(NULL, f->n_courses, sizeof *e->audience_of);
    e->n_audiences = 0;
    for (size_t c = 0; c < f->n_courses; c++) {
        int32_t word = f->course[c].audience;
        size_t a = 0;
        while (a < e->n_audiences && e->audience[a] != word)
            a++;
        if (a == e->n_audiences && word != FACT_NONE)
            e->audience[e->n_audiences++] = word;
        e->audience_of[c] = word != FACT_NONE ? (int32_t)a : FACT_NONE;
    }
}

static bool is_to_come(const struct run *r, const struct session *s)
{
    return !s->made && s->day != FACT_UNKNOWN && s->day > r->study->as_of;
}

static int by_time(const void *one, const void *two)
{
    const struct coming *a = one, *b = two;
    if (a->course != b->course)
        return a->course < b->course ? -1 : 1;
    if (a->begins != b->begins)
        return a->begins < b->begins ? -1 : 1;
    return (a->session > b->session) - (a->session < b->session);
}

static void list_coming(struct eligible *e, const struct run *r)
{
    const struct facts *f = r->facts;
    size_t count = 0;
    e->coming = mem_array(NULL, f->n_sessions, sizeof *e->coming);
    e->coming_at = mem_alloc((f->n_courses + 1) * sizeof *e->coming_at);
    for (size_t i = 0; i < f->n_sessions; i++) {
        const struct session *s = &f->session[i];
        if (!is_to_come(r, s))
            continue;
        e->coming[count++] = (struct coming){s->begins, s->course, (int32_t)i};
        e->coming_at[s->course + 1]++;
    }
    for (size_t c = 0; c < f->n_courses; c++)
        e->coming_at[c + 1] += e->coming_at[c];
    if (count > 1)
        qsort(e->coming, count, sizeof *e->coming, by_time);
}

/* A course without sessions, or with one made for self-paced learning. */
static void find_free(struct eligible *e, const struct facts *f)
{
    e->free = mem_array(NULL, f->n_courses, sizeof *e->free);
    memset(e->free, 1, f->n_courses * sizeof *e->free);
    for (size_t s = 0; s < f->n_sessions; s++)
        if (!f->session[s].made)
            e->free[f->session[s].course] = 0;
    for (size_t s = 0; s < f->n_sessions; s++)
        if (f->session[s].made)
            e->free[f->session[s].course] = 1;
}

void eligible_open(struct eligible *e, const struct run *r)
{
    const struct facts *f = r->facts;
    number_audiences(e, f);
    e->language = facts_word(
        f, study_text(r->study, "recommend", "language_attribute", "language"));
    e->retake_days =
        (int32_t)study_integer(r->study, "recommend", "retake_days", 0);
    e->peopled = classes_peopled(r);
    list_coming(e, r);
    find_free(e, f);
}

void eligible_close(struct eligible *e)
{
    free(e->coming);
    free(e->coming_at);
    free(e->peopled);
    free(e->free);
    free(e->audience);
    free(e->audience_of);
    *e = (struct eligible){0};
}

/* Whether a member of ORG (or FACT_NONE) may attend session S. */
static bool admits(const struct eligible *e, const struct facts *f, int32_t s,
                   int32_t org)
{
    int32_t provider = f->offering[f->session[s].offering].provider;
    if (provider == FACT_NONE || !e->peopled[provider])
        return true;
    return org != FACT_NONE && facts_org_within(f, org, provider);
}

static int32_t find_next(const struct eligible *e, const struct facts *f,
                         size_t course, int32_t org)
{
    for (size_t i = e->coming_at[course]; i < e->coming_at[course + 1]; i++)
        if (admits(e, f, e->coming[i].session, org))
            return e->coming[i].session;
    return FACT_NONE;
}

static bool in_audience(const struct run *r, size_t member, int32_t audience)
{
    const struct facts *f = r->facts;
    int32_t day = r->study->as_of;
    for (size_t i = f->role_at[member]; i < f->role_at[member + 1]; i++)
        if (f->role[i].role == audience && f->role[i].begin_on <= day &&
            f->role[i].end_on >= day)
            return true;
    for (size_t i = f->attribute_at[member]; i < f->attribute_at[member + 1];
         i++)
        if (f->attribute[i].value == audience &&
            f->attribute[i].begin_on <= day && f->attribute[i].end_on >= day)
            return true;
    const struct membership *m = facts_membership_on(f, member, day);
    return m != NULL && m->status == audience && m->end_on >= day;
}

static bool has_prerequisites(const struct facts *f, size_t course,
                              const int32_t *when)
{
    const struct course *c = &f->course[course];
    for (size_t i = 0; i < c->n_requires; i++)
        if (when[f->course_requires[c->requires_at + i]] == FACT_UNKNOWN)
            return false;
    return true;
}

static enum eligible_code check(const struct eligible *e, const struct run *r,
                                size_t course, const bool *in, int32_t language,
                                const int32_t *when, int32_t next)
{
    const struct course *c = &r->facts->course[course];
    int32_t audience = e->audience_of[course];
    if (!e->free[course] && e->coming_at[course] == e->coming_at[course + 1])
        return ELIGIBLE_NO_SESSION;
    if (!e->free[course] && next == FACT_NONE)
        return ELIGIBLE_ELSEWHERE;
    if (when[course] != FACT_UNKNOWN &&
        (e->retake_days == 0 ||
         r->study->as_of - when[course] < e->retake_days))
        return ELIGIBLE_TAKEN;
    if (audience != FACT_NONE && !in[audience])
        return ELIGIBLE_AUDIENCE;
    if (language != FACT_NONE && c->language != FACT_NONE &&
        c->language != language)
        return ELIGIBLE_LANGUAGE;
    if (c->n_requires > 0 && !has_prerequisites(r->facts, course, when))
        return ELIGIBLE_PREREQUISITE;
    return ELIGIBLE_YES;
}

void eligible_codes(const struct eligible *e, const struct run *r,
                    size_t member, const int32_t *when, unsigned char *code,
                    int32_t *next)
{
    bool *in = mem_array(NULL, e->n_audiences, sizeof *in);
    int32_t language = FACT_NONE;
    for (size_t a = 0; a < e->n_audiences; a++)
        in[a] = in_audience(r, member, e->audience[a]);
    if (e->language != FACT_NONE)
        language =
            facts_attribute_on(r->facts, member, e->language, r->study->as_of);
    const struct membership *of =
        facts_membership_on(r->facts, member, r->study->as_of);
    for (size_t c = 0; c < r->facts->n_courses; c++) {
        next[c] = find_next(e, r->facts, c, of != NULL ? of->org : FACT_NONE);
        code[c] = (unsigned char)check(e, r, c, in, language, when, next[c]);
    }
    free(in);
}

bool eligible_member(const struct run *r, size_t member)
{
    const struct facts *f = r->facts;
    if (f->membership_at[member] == f->membership_at[member + 1])
        return true;
    const struct membership *m =
        facts_membership_on(f, member, r->study->as_of);
    return m != NULL && m->end_on >= r->study->as_of;
}
