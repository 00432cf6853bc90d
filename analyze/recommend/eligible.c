/* eligible.c - see eligible.h. */
#include "analyze/recommend/eligible.h"

#include "lib/mem.h"

#include <stdlib.h>

static const char *const words[ELIGIBLE_CODES] = {
    [ELIGIBLE_YES] = "",
    [ELIGIBLE_NO_SESSION] = "no-session",
    [ELIGIBLE_TAKEN] = "taken",
    [ELIGIBLE_AUDIENCE] = "audience",
    [ELIGIBLE_LANGUAGE] = "language",
    [ELIGIBLE_PREREQUISITE] = "prerequisite",
};

const char *eligible_word(enum eligible_code code)
{
    return words[code];
}

/* Of two sessions to come, the one that begins first; then by id. */
static bool is_sooner(const struct facts *f, int32_t one, int32_t than)
{
    if (than == FACT_NONE)
        return true;
    if (f->session[one].begins != f->session[than].begins)
        return f->session[one].begins < f->session[than].begins;
    return one < than;
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

void eligible_open(struct eligible *e, const struct run *r)
{
    const struct facts *f = r->facts;
    number_audiences(e, f);
    e->language = facts_word(
        f, study_text(r->study, "recommend", "language_attribute", "language"));
    e->next = mem_array(NULL, f->n_courses, sizeof *e->next);
    e->open = mem_alloc(f->n_courses);
    e->retake_days =
        (int32_t)study_integer(r->study, "recommend", "retake_days", 0);
    for (size_t c = 0; c < f->n_courses; c++) {
        e->next[c] = FACT_NONE;
        e->open[c] = 1; /* until a session says that it is held in sessions */
    }
    for (size_t s = 0; s < f->n_sessions; s++)
        if (!f->session[s].made)
            e->open[f->session[s].course] = 0;
    for (size_t s = 0; s < f->n_sessions; s++) {
        const struct session *session = &f->session[s];
        int32_t *next = &e->next[session->course];
        if (session->made)
            e->open[session->course] = 1;
        if (session->made || session->day == FACT_UNKNOWN ||
            session->day <= r->study->as_of)
            continue;
        e->open[session->course] = 1;
        if (is_sooner(f, (int32_t)s, *next))
            *next = (int32_t)s;
    }
}

void eligible_close(struct eligible *e)
{
    free(e->next);
    free(e->open);
    free(e->audience);
    free(e->audience_of);
    *e = (struct eligible){0};
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
                                const int32_t *when)
{
    const struct course *c = &r->facts->course[course];
    int32_t audience = e->audience_of[course];
    if (!e->open[course])
        return ELIGIBLE_NO_SESSION;
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
                    size_t member, const int32_t *when, unsigned char *code)
{
    bool *in = mem_array(NULL, e->n_audiences, sizeof *in);
    int32_t language = FACT_NONE;
    for (size_t a = 0; a < e->n_audiences; a++)
        in[a] = in_audience(r, member, e->audience[a]);
    if (e->language != FACT_NONE)
        language =
            facts_attribute_on(r->facts, member, e->language, r->study->as_of);
    for (size_t c = 0; c < r->facts->n_courses; c++)
        code[c] = (unsigned char)check(e, r, c, in, language, when);
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
