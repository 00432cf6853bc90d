/* weights.c - see weights.h. */
#include "analyze/survey/weights.h"

#include "analyze/survey/margins.h"
#include "lib/idmap.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

bool weights_lessen(const struct weights *w)
{
    return w->policy != NULL && strcmp(w->policy, "flag") != 0;
}

size_t weights_end_of(const struct weights *w, size_t first)
{
    size_t end = first + 1;
    while (end < w->n_values &&
           strcmp(w->value[end].attribute, w->value[first].attribute) == 0)
        end++;
    return end;
}

/* Collapses the values FIRST .. END of a margin and numbers what is left. */
static size_t number_values(struct weights *w, size_t first, size_t end,
                            int64_t least)
{
    size_t n = end - first;
    int64_t *respondents = mem_array(NULL, n, sizeof *respondents);
    uint32_t *into = mem_array(NULL, n, sizeof *into);
    uint32_t next = 0;
    for (size_t i = 0; i < n; i++)
        respondents[i] = w->value[first + i].respondents;
    size_t groups = rake_collapse(respondents, n, least, into);
    for (size_t i = 0; i < n; i++) {
        struct weights_value *v = &w->value[first + i];
        v->joined = (uint32_t)first + into[i];
        if (groups > 1)
            v->category = into[i] == i ? next++ : w->value[v->joined].category;
    }
    free(respondents);
    free(into);
    return groups > 1 ? groups : 0;
}

/* The values FIRST .. END as a margin of CATEGORIES, with their targets. */
static void add_margin(struct weights *w, size_t first, size_t end,
                       size_t categories, double *target)
{
    for (size_t i = first; i < end; i++) {
        w->value[i].state = MARGIN_RAKED;
        w->value[i].margin = (uint32_t)w->rake.margins;
        target[w->value[i].category] += (double)w->value[i].members;
    }
    w->margin[w->rake.margins++] = (struct rake_margin){target, categories};
}

static void make_margins(struct weights *w, int64_t least)
{
    w->margin = mem_array(NULL, w->n_values, sizeof *w->margin);
    w->target = mem_alloc(w->n_values * sizeof *w->target);
    size_t end, used = 0;
    for (size_t first = 0; first < w->n_values; first = end) {
        end = weights_end_of(w, first);
        bool unknown = w->value[first].state == MARGIN_UNKNOWN;
        size_t categories = number_values(w, first, end, unknown ? 0 : least);
        if (!unknown && categories > 0 && w->rake.margins < WEIGHTS_MARGINS) {
            add_margin(w, first, end, categories, w->target + used);
            used += categories;
            continue;
        }
        for (size_t i = first; !unknown && i < end; i++)
            w->value[i].state =
                categories == 0 ? MARGIN_ONE_VALUE : MARGIN_SURPLUS;
    }
    w->rake.margin = w->margin;
}

static void add_cell(struct weights *w, size_t *room, const uint32_t *key,
                     double base)
{
    size_t n = w->rake.cells, m = w->rake.margins;
    if (n == *room) {
        *room = n > 0 ? 2 * n : 64;
        w->category =
            mem_array(w->category, *room * (m + 1), sizeof *w->category);
        w->count = mem_array(w->count, *room, sizeof *w->count);
        w->base = mem_array(w->base, *room, sizeof *w->base);
        w->careless = mem_array(w->careless, *room, 1);
    }
    if (m > 0)
        memcpy(w->category + n * m, key, m * sizeof *key);
    w->count[n] = 0;
    w->base[n] = base;
    w->careless[n] = key[m] != 0;
    w->rake.cells++;
}

/* Respondents in the same groups who are all careless, or none of them. */
struct kind {
    size_t list; /* of groups; as many as there are lists: of nobody known */
    bool careless;
    int64_t count;
    uint32_t cell;
};

struct deal {
    const struct answers *a;
    const struct screening *s;
    const struct groups *groups;
    const uint32_t *value_of; /* by group */
    double careless_base;
    struct kind *kind; /* in the order of the first of each */
    size_t n, room;
};

/* The number of RESPONDENT's list of groups. */
static size_t list_of(const struct deal *x, size_t respondent)
{
    int32_t member = x->a->member[respondent];
    const struct sharedlist *lists = &x->groups->lists;
    return member == FACT_NONE || lists->of == NULL ? lists->n_lists
                                                    : lists->of[member];
}

/* Finds the kinds; of each respondent, his kind in the place of his cell. */
static void find_kinds(struct weights *w, struct deal *x)
{
    size_t lists = x->groups->lists.n_lists;
    uint32_t *known = mem_alloc(2 * (lists + 1) * sizeof *known); /* from 1 */
    w->cell = mem_array(NULL, x->a->n, sizeof *w->cell);
    for (size_t i = 0; i < x->a->n; i++) {
        size_t list = list_of(x, i);
        bool careless = (x->s->flags[i] & SCREEN_CARELESS) != 0;
        uint32_t *at = &known[2 * list + careless];
        if (*at == 0) {
            x->kind = mem_grow(x->kind, x->n, &x->room, sizeof *x->kind);
            x->kind[x->n++] = (struct kind){list, careless, 0, 0};
            *at = (uint32_t)x->n;
        }
        w->cell[i] = *at - 1;
        x->kind[*at - 1].count++;
    }
    free(known);
}

/* The values of those of KIND, as a list; returns how many. */
static size_t values_of(const struct deal *x, const struct kind *kind,
                        uint32_t values[WEIGHTS_MARGINS])
{
    const struct sharedlist *l = &x->groups->lists;
    size_t count = 0;
    if (kind->list == l->n_lists)
        return 0;
    for (size_t i = l->at[kind->list]; i < l->at[kind->list + 1]; i++) {
        uint32_t value = x->value_of[l->item[i]];
        if (value != RAKE_NONE && count < WEIGHTS_MARGINS)
            values[count++] = value;
    }
    return count;
}

/* The cell with KEY, a new one if need be. */
static uint32_t find_cell(struct weights *w, const struct deal *x,
                          struct idmap *known, size_t *room,
                          const uint32_t *key)
{
    size_t m = w->rake.margins, length = (m + 1) * sizeof *key;
    const int64_t *at = idmap_find(known, (const char *)key, length);
    if (at != NULL)
        return (uint32_t)*at;
    uint32_t cell = (uint32_t)w->rake.cells;
    idmap_add(known, (const char *)key, length, cell);
    add_cell(w, room, key, key[m] ? x->careless_base : 1);
    return cell;
}

/* What respondents of a cell share: categories, and whether careless. */
static void key_of(const struct weights *w, const struct deal *x,
                   const struct kind *kind, uint32_t key[WEIGHTS_MARGINS + 1])
{
    uint32_t values[WEIGHTS_MARGINS];
    size_t m = w->rake.margins, count = values_of(x, kind, values);
    for (size_t k = 0; k < m; k++)
        key[k] = RAKE_NONE;
    for (size_t k = 0; k < count; k++)
        if (w->value[values[k]].margin != RAKE_NONE)
            key[w->value[values[k]].margin] = w->value[values[k]].category;
    key[m] = kind->careless;
}

/* Puts each respondent into the cell of those who are alike. */
static void deal_cells(struct weights *w, struct deal *x)
{
    struct idmap *known = idmap_new();
    size_t room = 0;
    uint32_t key[WEIGHTS_MARGINS + 1];
    for (size_t k = 0; k < x->n; k++) {
        key_of(w, x, &x->kind[k], key);
        x->kind[k].cell = find_cell(w, x, known, &room, key);
        w->count[x->kind[k].cell] += (double)x->kind[k].count;
    }
    for (size_t i = 0; i < x->a->n; i++)
        w->cell[i] = x->kind[w->cell[i]].cell;
    idmap_free(known);
}

static void count_values(struct weights *w, const struct deal *x)
{
    uint32_t values[WEIGHTS_MARGINS];
    for (size_t k = 0; k < x->n; k++) {
        const struct kind *kind = &x->kind[k];
        bool in = !kind->careless || x->careless_base > 0;
        bool less = kind->careless && weights_lessen(w);
        size_t count = values_of(x, kind, values);
        for (size_t i = 0; i < count; i++) {
            w->value[values[i]].answered += kind->count;
            w->value[values[i]].careless += less ? kind->count : 0;
            w->value[values[i]].respondents += in ? kind->count : 0;
        }
    }
}

static void weigh_values(struct weights *w, const struct deal *x)
{
    uint32_t values[WEIGHTS_MARGINS];
    for (size_t k = 0; k < x->n; k++) {
        const struct kind *kind = &x->kind[k];
        size_t count = values_of(x, kind, values);
        for (size_t i = 0; i < count; i++)
            w->value[values[i]].weighted +=
                (double)kind->count * w->weight[kind->cell];
    }
}

/* Sets the policy; returns the base weight of the careless. */
static double choose_policy(struct weights *w, const struct run *r)
{
    static const char *const words[] = {"flag", "down-weight", "exclude"};
    const double bases[] = {
        1, study_number(r->study, "survey", "careless_weight", 0.5), 0};
    const char *word = study_text(r->study, "survey", "careless", words[0]);
    size_t i = COUNT_OF(words) - 1;
    while (i > 0 && strcmp(word, words[i]) != 0)
        i--;
    w->policy = words[i];
    return bases[i];
}

/* Weights of nobody are none. */
static int check_anybody(const struct weights *w, const struct study *study,
                         size_t n, struct diag *d)
{
    for (size_t c = 0; c < w->rake.cells; c++)
        if (w->base[c] > 0)
            return 0;
    return n == 0 ? 0
                  : study_fail(study, "survey", "careless", d,
                               "leaves none of %zu respondents: all show a "
                               "sign of not reading",
                               n);
}

static int fit(struct weights *w, const struct run *r, struct deal *x,
               struct diag *d)
{
    find_kinds(w, x);
    count_values(w, x);
    make_margins(w, study_integer(r->study, "survey", "weight_least", 20));
    margins_warn(w, r);
    deal_cells(w, x);
    if (check_anybody(w, r->study, x->a->n, d) != 0)
        return -1;
    w->rake.category = w->category;
    w->rake.count = w->count;
    w->rake.base = w->base;
    w->weight = mem_array(NULL, w->rake.cells, sizeof *w->weight);
    double most = study_number(r->study, "survey", "weight_most", 5);
    if (rake_fit(&w->rake, most, w->weight, &w->end, d) != 0)
        return -1;
    weigh_values(w, x);
    if (w->end.state == RAKE_DIVERGED)
        run_warn(r,
                 "the margins of the population contradict the answers: after "
                 "%d rounds of raking one is off by %.2g of itself",
                 w->end.rounds, w->end.error);
    return 0;
}

int weights_make(struct weights *w, const struct run *r, const struct groups *g,
                 const struct answers *a, const struct screening *s,
                 struct diag *d)
{
    struct deal x = {.a = a, .s = s, .groups = g};
    *w = (struct weights){0};
    x.careless_base = choose_policy(w, r);
    if (margins_read(w, r, d) != 0)
        return -1;
    if (g->n > 0)
        w->members = g->group[GROUPS_ALL].members;
    uint32_t *value_of = margins_match(w, r, g);
    x.value_of = value_of;
    int status = fit(w, r, &x, d);
    free(value_of);
    free(x.kind);
    return status;
}

void weights_free(struct weights *w)
{
    free(w->value);
    free(w->margin);
    free(w->target);
    free(w->category);
    free(w->count);
    free(w->base);
    free(w->weight);
    free(w->careless);
    free(w->cell);
    arena_free(&w->arena);
    *w = (struct weights){0};
}
