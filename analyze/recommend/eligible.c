/* eligible.c - see eligible.h. */
#include "analyze/recommend/eligible.h"

#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

static const char *const words[ELIGIBLE_CODES] = {
    [ELIGIBLE_YES] = "",
    [ELIGIBLE_LEFT] = "left",
    [ELIGIBLE_STATUS] = "status",
    [ELIGIBLE_NO_SESSION] = "no-session",
    [ELIGIBLE_ELSEWHERE] = "elsewhere",
    [ELIGIBLE_FAR] = "distance",
    [ELIGIBLE_LEVEL] = "level",
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
    reach_open(&e->reach, r);
    list_coming(e, r);
    find_free(e, f);
}

void eligible_close(struct eligible *e)
{
    free(e->coming);
    free(e->coming_at);
    reach_close(&e->reach);
    free(e->free);
    free(e->audience);
    free(e->audience_of);
    *e = (struct eligible){0};
}

static const enum eligible_code misses[] = {
    [REACH_ELSEWHERE] = ELIGIBLE_ELSEWHERE,
    [REACH_FAR] = ELIGIBLE_FAR,
    [REACH_LEVEL] = ELIGIBLE_LEVEL,
};

/* The soonest session within reach; if none, MISS says what the best lacks. */
static int32_t find_next(const struct eligible *e,
                         const struct reach_member *of, size_t course,
                         enum eligible_code *miss)
{
    *miss = ELIGIBLE_NO_SESSION;
    for (size_t i = e->coming_at[course]; i < e->coming_at[course + 1]; i++) {
        enum reach_miss m = reach_session(&e->reach, of, e->coming[i].session);
        if (m == REACH_YES)
            return e->coming[i].session;
        if (misses[m] > *miss)
            *miss = misses[m];
    }
    return FACT_NONE;
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

/* Of one course; what is missing for a session is known already. */
static enum eligible_code check(const struct eligible *e, const struct run *r,
                                size_t course, const bool *in, int32_t language,
                                const int32_t *when)
{
    const struct course *c = &r->facts->course[course];
    int32_t audience = e->audience_of[course];
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
                    size_t member, const int32_t *when, int32_t attended,
                    unsigned char *code, int32_t *next)
{
    const struct facts *f = r->facts;
    int32_t day = r->study->as_of, language = FACT_NONE;
    bool *in = mem_array(NULL, e->n_audiences, sizeof *in);
    struct reach_member of = reach_of(&e->reach, member, attended);
    for (size_t a = 0; a < e->n_audiences; a++)
        in[a] = reach_is(f, member, e->audience[a], day);
    if (e->language != FACT_NONE)
        language = facts_attribute_on(f, member, e->language, day);
    for (size_t c = 0; c < f->n_courses; c++) {
        enum eligible_code miss;
        next[c] = find_next(e, &of, c, &miss);
        if (next[c] == FACT_NONE && e->free[c])
            miss =
                reach_above(&e->reach, &of, c) ? ELIGIBLE_LEVEL : ELIGIBLE_YES;
        else if (next[c] != FACT_NONE)
            miss = ELIGIBLE_YES;
        if (miss == ELIGIBLE_YES)
            miss = check(e, r, c, in, language, when);
        code[c] = (unsigned char)miss;
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

enum eligible_code eligible_whole(const struct eligible *e, const struct run *r,
                                  size_t member)
{
    if (!eligible_member(r, member))
        return ELIGIBLE_LEFT;
    return reach_trained(&e->reach, member) ? ELIGIBLE_YES : ELIGIBLE_STATUS;
}
