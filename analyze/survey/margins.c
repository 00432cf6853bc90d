/* margins.c - see margins.h. */
#include "analyze/survey/margins.h"

#include "analyze/base/query.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

static const char select_population[] =
    "SELECT p.attribute, p.value, p.members, b.file, p.line FROM population p"
    " LEFT JOIN batch b USING (batch) WHERE p.members > 0"
    " ORDER BY p.attribute, p.value";

static const char *keep(struct weights *w, const char *text)
{
    return text != NULL ? arena_text(&w->arena, text, strlen(text)) : NULL;
}

int margins_read(struct weights *w, const struct run *r, struct diag *d)
{
    struct query q = query_open(r->db, select_population, d);
    while (query_next(&q)) {
        w->value = mem_grow(w->value, w->n_values, &w->room, sizeof *w->value);
        w->value[w->n_values++] =
            (struct weights_value){.attribute = keep(w, query_text(&q, 0)),
                                   .value = keep(w, query_text(&q, 1)),
                                   .members = query_integer(&q, 2, 0),
                                   .file = keep(w, query_text(&q, 3)),
                                   .line = (long)query_integer(&q, 4, 0),
                                   .category = RAKE_NONE,
                                   .margin = RAKE_NONE};
    }
    return query_close(&q);
}

/* A group with the attribute of V that is none of its values; NULL: none. */
static const struct group *find_unnamed(const struct groups *g,
                                        const uint32_t *value_of,
                                        const struct weights_value *v,
                                        bool *any)
{
    const struct group *unnamed = NULL;
    *any = false;
    for (size_t i = 0; i < g->n; i++) {
        if (i == GROUPS_ALL || strcmp(g->group[i].scope, v->attribute) != 0)
            continue;
        *any = true;
        if (value_of[i] == RAKE_NONE && unnamed == NULL)
            unnamed = &g->group[i];
    }
    return unnamed;
}

static void warn_of_attribute(const struct weights_value *v,
                              const struct run *r)
{
    run_warn_at(r, v->file, v->line,
                "population: no member has an attribute '%s', so its margin is "
                "not used; name it as the members' attribute is named, or take "
                "it out",
                v->attribute);
}

static void warn_of_value(const struct weights_value *v, const struct run *r,
                          const struct group *unnamed)
{
    if (unnamed != NULL)
        run_warn_at(r, v->file, v->line,
                    "population: no member has %s '%s', while '%s' is not "
                    "named, so the margin of %s is not used; write the values "
                    "as those of the members are written",
                    v->attribute, v->value, unnamed->value, v->attribute);
    else
        run_warn_at(r, v->file, v->line,
                    "population: no member has %s '%s', so its %lld are joined "
                    "with another value; take it out if it is not meant",
                    v->attribute, v->value, (long long)v->members);
}

/* The values FIRST .. END of a margin; HAD: of each, that members have it. */
static void judge(struct weights *w, const struct run *r,
                  const struct groups *g, const uint32_t *value_of,
                  size_t first, size_t end, const bool *had)
{
    bool any, strange = false;
    const struct group *unnamed =
        find_unnamed(g, value_of, &w->value[first], &any);
    for (size_t v = first; any && v < end; v++) {
        if (had[v])
            continue;
        warn_of_value(&w->value[v], r, unnamed);
        strange = strange || unnamed != NULL;
    }
    if (!any)
        warn_of_attribute(&w->value[first], r);
    for (size_t v = first; v < end; v++)
        if (!any || strange)
            w->value[v].state = MARGIN_UNKNOWN;
}

uint32_t *margins_match(struct weights *w, const struct run *r,
                        const struct groups *g)
{
    uint32_t *value_of = mem_array(NULL, g->n, sizeof *value_of);
    bool *had = mem_alloc(w->n_values * sizeof *had);
    for (size_t i = 0; i < g->n; i++) {
        value_of[i] = RAKE_NONE;
        for (uint32_t v = 0; i != GROUPS_ALL && v < w->n_values; v++)
            if (strcmp(w->value[v].attribute, g->group[i].scope) == 0 &&
                strcmp(w->value[v].value, g->group[i].value) == 0)
                value_of[i] = v;
        if (value_of[i] != RAKE_NONE)
            had[value_of[i]] = true;
    }
    for (size_t v = 0; v < w->n_values; v = weights_end_of(w, v))
        judge(w, r, g, value_of, v, weights_end_of(w, v), had);
    free(had);
    return value_of;
}

void margins_warn(const struct weights *w, const struct run *r)
{
    for (size_t i = 0; i < w->n_values; i = weights_end_of(w, i)) {
        const struct weights_value *v = &w->value[i];
        if (v->state == MARGIN_ONE_VALUE)
            run_warn_at(r, v->file, v->line,
                        "population: the margin of %s is not used: it has one "
                        "value, or only one with the respondents that "
                        "analysis.survey.weight_least asks for",
                        v->attribute);
        else if (v->state == MARGIN_SURPLUS)
            run_warn_at(r, v->file, v->line,
                        "population: the margin of %s is not used: there are "
                        "more than %d",
                        v->attribute, WEIGHTS_MARGINS);
    }
}
