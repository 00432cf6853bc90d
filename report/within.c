/*
 * within.c - see within.h.
 *
 * First each scope by itself, then each pair of scopes: what lies inside what.
 * A later step may hide more. That opens nothing again: a rest that takes in a
 * group of LEAST people or more is still large enough. Last, what follows from
 * all that is shown together (linked.h).
 */
#include "report/within.h"

#include "lib/mem.h"
#include "report/context.h"
#include "report/cursor.h"
#include "report/linked.h"
#include "report/suppress.h"

#include <stdlib.h>
#include <string.h>

enum { SCOPES = 6 };
static const char *const scopes[SCOPES] = {
    "course", "provider", "method", "channel", "level", "instructors"};
/* Up to the day of the study, in the order of scopes[]. */
static const char select_places[] =
    "SELECT DISTINCT c.course_id, coalesce(p.org_id, q.org_id), s.method,"
    " s.channel, s.level, (SELECT CASE WHEN min(i.engagement) ="
    " max(i.engagement) THEN min(i.engagement)"
    " WHEN min(i.engagement) IS NOT NULL THEN 'mixed' END"
    " FROM session_instructor n JOIN instructor i USING (instructor)"
    " WHERE n.session = s.session) FROM session s JOIN offering f USING "
    "(offering)"
    " JOIN course c USING (course)"
    " LEFT JOIN organization p ON p.org = s.provider"
    " LEFT JOIN organization q ON q.org = f.provider"
    " WHERE s.begins IS NULL OR s.begins <"
    " 1440 * (1 + (SELECT as_of FROM run WHERE run = ?1))"
    " ORDER BY 1, 2, 3, 4, 5, 6";

#define NOWHERE SIZE_MAX     /* no session seen yet */
#define MIXED (SIZE_MAX - 1) /* in several figures, or in none */

struct figure {
    const char *scope, *value;
    int64_t people;
    size_t inside[SCOPES]; /* the figure around all of it */
};

struct within {
    const struct context *c;
    struct figure *figure;
    const struct figure **sorted; /* by scope and value */
    size_t count;
    int64_t least;
    bool *shown;
    bool told[SCOPES];       /* there are figures of the scope */
    size_t (*place)[SCOPES]; /* figures that people in one place are in */
    size_t places, room;
};

static int compare_figures(const void *left, const void *right)
{
    const struct figure *a = *(const struct figure *const *)left;
    const struct figure *b = *(const struct figure *const *)right;
    int scope = strcmp(a->scope, b->scope);
    return scope != 0 ? scope : strcmp(a->value, b->value);
}

static void fill_figures(struct within *w, const json_t *effects,
                         const char *people)
{
    size_t i;
    json_t *e;
    w->figure = mem_array(NULL, w->count, sizeof *w->figure);
    w->sorted = mem_array(NULL, w->count, sizeof *w->sorted);
    json_array_foreach(effects, i, e) {
        w->figure[i] = (struct figure){
            .scope = json_string_value(json_object_get(e, "scope")),
            .value = json_string_value(json_object_get(e, "value")),
            .people = json_integer_value(json_object_get(e, people))};
        for (size_t k = 0; k < SCOPES; k++) {
            w->figure[i].inside[k] = NOWHERE;
            w->told[k] |= strcmp(w->figure[i].scope, scopes[k]) == 0;
        }
        w->sorted[i] = &w->figure[i];
        w->shown[i] = true;
    }
    qsort(w->sorted, w->count, sizeof *w->sorted, compare_figures);
}

static size_t find(const struct within *w, const char *scope, const char *value)
{
    const struct figure wanted = {.scope = scope, .value = value};
    const struct figure *key = &wanted;
    const struct figure **found =
        value != NULL && w->count > 0
            ? bsearch(&key, w->sorted, w->count, sizeof key, compare_figures)
            : NULL;
    return found != NULL ? (size_t)(*found - w->figure) : MIXED;
}

/*
 * Notes one place where there were sessions. Whoever reads that a value has no
 * figure, but others of its scope have, knows that nobody was TAUGHT there.
 */
static void add_place(struct within *w, const struct cursor *r, bool taught)
{
    size_t at[SCOPES];
    bool empty = false;
    for (int k = 0; k < SCOPES; k++) {
        const char *value = cursor_text(r, k);
        at[k] = find(w, scopes[k], value);
        if (taught && w->told[k] && value != NULL && at[k] == MIXED)
            return;
        empty |= at[k] < MIXED && w->figure[at[k]].people == 0;
    }
    if (!empty) {
        w->place = mem_grow(w->place, w->places, &w->room, sizeof *w->place);
        memcpy(w->place[w->places++], at, sizeof at);
    }
    for (int i = 0; i < SCOPES; i++) {
        if (at[i] == MIXED)
            continue;
        size_t *inside = w->figure[at[i]].inside;
        for (int k = 0; k < SCOPES; k++)
            inside[k] =
                inside[k] == NOWHERE || inside[k] == at[k] ? at[k] : MIXED;
    }
}

static int read_places(struct within *w, bool taught, struct diag *d)
{
    struct cursor r = cursor_open(w->c, select_places, d);
    while (cursor_next(&r))
        add_place(w, &r, taught);
    return cursor_close(&r);
}

/* A tree of figures that is being judged. Place 0 is a whole, or nobody. */
struct judged {
    size_t *figure, *parent;
    int64_t *people;
    bool *allowed, *shown;
    size_t count;
};

static void judged_begin(struct judged *j, size_t room)
{
    j->figure = mem_array(NULL, room, sizeof *j->figure);
    j->parent = mem_array(NULL, room, sizeof *j->parent);
    j->people = mem_array(NULL, room, sizeof *j->people);
    j->allowed = mem_alloc(room * sizeof *j->allowed);
    j->shown = mem_alloc(room * sizeof *j->shown);
    j->parent[0] = SUPPRESS_TOP;
    j->people[0] = 0;
    j->allowed[0] = true;
    j->count = 1;
}

static void judged_add(struct judged *j, const struct within *w, size_t figure,
                       size_t parent)
{
    j->figure[j->count] = figure;
    j->parent[j->count] = parent;
    j->people[j->count] = w->figure[figure].people;
    j->allowed[j->count] = w->shown[figure];
    j->count++;
}

static void judged_end(struct judged *j, struct within *w)
{
    struct suppress s = {.count = j->count,
                         .width = 1,
                         .parent = j->parent,
                         .parts = j->people,
                         .allowed = j->allowed,
                         .threshold = w->least,
                         .cell = 1};
    suppress_groups(&s, j->shown);
    for (size_t i = 1; i < j->count; i++)
        w->shown[j->figure[i]] = j->shown[i];
    free(j->figure);
    free(j->parent);
    free(j->people);
    free(j->allowed);
    free(j->shown);
}

static bool is_of(const struct within *w, size_t figure, const char *scope)
{
    return strcmp(w->figure[figure].scope, scope) == 0;
}

/* The values of SCOPE as parts of one whole. */
static void judge_scope(struct within *w, const char *scope)
{
    struct judged j;
    judged_begin(&j, w->count + 1);
    for (size_t i = 0; i < w->count; i++) {
        if (!is_of(w, i, scope))
            continue;
        judged_add(&j, w, i, 0);
        j.people[0] += w->figure[i].people;
    }
    judged_end(&j, w);
}

/* The values of scope INNER that lie inside one of scope OUTER. */
static void judge_pair(struct within *w, int inner, int outer)
{
    struct judged j;
    size_t *at = mem_array(NULL, w->count, sizeof *at);
    judged_begin(&j, w->count + 1);
    for (size_t i = 0; i < w->count; i++)
        if (is_of(w, i, scopes[outer])) {
            at[i] = j.count;
            judged_add(&j, w, i, SUPPRESS_TOP);
        }
    for (size_t i = 0; i < w->count; i++) {
        size_t around = w->figure[i].inside[outer];
        if (is_of(w, i, scopes[inner]) && around < MIXED)
            judged_add(&j, w, i, at[around]);
    }
    judged_end(&j, w);
    free(at);
}

/* A figure that is hidden for its own few people is asked for. */
static enum linked_role role_of(const struct within *w, size_t figure)
{
    int64_t people = w->figure[figure].people;
    if (w->shown[figure])
        return LINKED_KNOWN;
    return people > 0 && people < w->least ? LINKED_ASKED : LINKED_UNKNOWN;
}

/* Of the figures with TIE, the smallest. */
static size_t smallest(const struct within *w, const enum linked_tie *ties,
                       enum linked_tie tie)
{
    size_t found = MIXED;
    for (size_t i = 0; i < w->count; i++)
        if (ties[i] == tie &&
            (found == MIXED || w->figure[i].people < w->figure[found].people))
            found = i;
    return found;
}

/*
 * Several scopes together may tell what none of them does: while a small figure
 * follows from those shown, hides the smallest without which none does, or else
 * the smallest that takes part.
 */
static void judge_all(struct within *w)
{
    struct linked l = {.figures = w->count,
                       .atoms = w->places,
                       .width = SCOPES,
                       .inside = w->places > 0 ? w->place[0] : NULL};
    enum linked_role *role = mem_array(NULL, w->count + 1, sizeof *role);
    enum linked_tie *tie = mem_array(NULL, w->count + 1, sizeof *tie);
    for (;;) {
        for (size_t i = 0; i < w->count; i++)
            role[i] = role_of(w, i);
        if (linked_find(&l, role, tie) == 0)
            break;
        size_t next = smallest(w, tie, LINKED_KEY);
        if (next == MIXED)
            next = smallest(w, tie, LINKED_PART);
        if (next == MIXED)
            break;
        w->shown[next] = false;
    }
    free(role);
    free(tie);
}

int within_decide(const struct context *c, const json_t *effects,
                  const char *people, int64_t least, bool *shown,
                  struct diag *d)
{
    struct within w = {.c = c,
                       .count = json_array_size(effects),
                       .least = least,
                       .shown = shown};
    fill_figures(&w, effects, people);
    bool taught =
        strcmp(people, "untaught") != 0 && strcmp(people, "compared") != 0;
    int result = read_places(&w, taught, d);
    for (int k = 0; k < SCOPES; k++)
        judge_scope(&w, scopes[k]);
    for (int inner = 0; inner < SCOPES; inner++)
        for (int outer = 0; outer < SCOPES; outer++)
            if (inner != outer)
                judge_pair(&w, inner, outer);
    judge_all(&w);
    free(w.figure);
    free(w.sorted);
    free(w.place);
    return result;
}
