/* groups.c - see groups.h. */
#include "analyze/base/groups.h"

#include "analyze/recommend/eligible.h"
#include "lib/idmap.h"
#include "lib/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int32_t groups_branch(const struct facts *f, int32_t org)
{
    for (size_t steps = 0; org != FACT_NONE && steps <= f->n_orgs; steps++) {
        int32_t parent = f->org[org].parent;
        if (parent == FACT_NONE || f->org[parent].parent == FACT_NONE)
            return org;
        org = parent;
    }
    return org;
}

/* Groups in the order in which they are met, to be sorted afterwards. */
struct maker {
    const struct run *r;
    struct groups *g;
    struct idmap *known; /* "scope\x1fvalue" */
    size_t room, of_room, n_of;
    size_t first; /* in of[], of the member at hand */
};

/* Scopes that are ours: an attribute of that name gets another one. */
static const char *const reserved[] = {"all", "org", "status", "segment"};

static void join(struct maker *k, const char *scope, const char *value)
{
    if (value == NULL)
        return;
    struct groups *g = k->g;
    char *name = mem_format("%s\x1f%s", scope, value);
    size_t length = strlen(name);
    int64_t *known = idmap_find(k->known, name, length);
    uint32_t at = known != NULL ? (uint32_t)*known : (uint32_t)g->n;
    bool fits = length <= IDMAP_ID_MAX;
    if (known == NULL && fits)
        (void)idmap_add(k->known, name, length, (int64_t)g->n);
    free(name);
    if (!fits)
        return; /* a name as long as that makes no group */
    for (size_t i = k->first; i < k->n_of; i++)
        if (g->of[i] == at)
            return; /* in it already, by a name that reads the same */
    if (known == NULL) {
        g->group = mem_grow(g->group, g->n, &k->room, sizeof *g->group);
        g->group[g->n++] = (struct group){
            .scope = arena_text(&g->arena, scope, strlen(scope)),
            .value = arena_text(&g->arena, value, strlen(value))};
    }
    g->group[at].members++;
    g->of = mem_grow(g->of, k->n_of, &k->of_room, sizeof *g->of);
    g->of[k->n_of++] = at;
}

static const char *word_of(const struct facts *f, int32_t word)
{
    return word == FACT_NONE ? NULL : f->word[word];
}

static void join_place(struct maker *k, size_t member)
{
    const struct facts *f = k->r->facts;
    const struct membership *m =
        facts_membership_on(f, member, k->r->study->as_of);
    if (m == NULL)
        return;
    join(k, "org", f->org[groups_branch(f, m->org)].id);
    join(k, "status", word_of(f, m->status));
}

static void join_attribute(struct maker *k, const char *name, const char *value)
{
    if (name == NULL)
        return;
    for (size_t i = 0; i < COUNT_OF(reserved); i++)
        if (strcmp(name, reserved[i]) == 0) {
            char *other = mem_format("attribute.%s", name);
            join(k, other, value);
            free(other);
            return;
        }
    join(k, name, value);
}

/* One value of each attribute: the one that holds on the day. */
static void join_attributes(struct maker *k, size_t member)
{
    const struct facts *f = k->r->facts;
    int32_t day = k->r->study->as_of;
    for (size_t i = f->attribute_at[member]; i < f->attribute_at[member + 1];
         i++) {
        const struct attribute *a = &f->attribute[i];
        bool holds = a->begin_on <= day && a->end_on >= day;
        for (size_t j = i + 1; holds && j < f->attribute_at[member + 1]; j++)
            holds = f->attribute[j].name != a->name ||
                    f->attribute[j].begin_on > day ||
                    f->attribute[j].end_on < day;
        if (holds)
            join_attribute(k, word_of(f, a->name), word_of(f, a->value));
    }
}

static void join_all(struct maker *k, size_t member)
{
    join(k, "all", "");
    join_place(k, member);
    join_attributes(k, member);
    if (k->r->segment != NULL && k->r->segment[member] > 0) {
        char label[16];
        snprintf(label, sizeof label, "S%u", k->r->segment[member]);
        join(k, "segment", label);
    }
}

/* "all" goes first, the rest by scope and value. */
static int by_name(const void *one, const void *two)
{
    const struct group *const *a = one, *const *b = two;
    int all_a = strcmp((*a)->scope, "all") == 0 && (*a)->value[0] == '\0';
    int all_b = strcmp((*b)->scope, "all") == 0 && (*b)->value[0] == '\0';
    if (all_a != all_b)
        return all_b - all_a;
    int order = strcmp((*a)->scope, (*b)->scope);
    return order != 0 ? order : strcmp((*a)->value, (*b)->value);
}

static int ascending(const void *one, const void *two)
{
    const uint32_t *a = one, *b = two;
    return (*a > *b) - (*a < *b);
}

static void sort_groups(struct maker *k)
{
    struct groups *g = k->g;
    const struct group **order = mem_array(NULL, g->n, sizeof(void *));
    uint32_t *place = mem_array(NULL, g->n, sizeof *place);
    struct group *sorted = mem_array(NULL, g->n, sizeof *sorted);
    for (size_t i = 0; i < g->n; i++)
        order[i] = &g->group[i];
    qsort(order, g->n, sizeof *order, by_name);
    for (size_t i = 0; i < g->n; i++) {
        sorted[i] = *order[i];
        place[order[i] - g->group] = (uint32_t)i;
    }
    for (size_t i = 0; i < k->n_of; i++)
        g->of[i] = place[g->of[i]];
    free(g->group);
    g->group = sorted;
    free(order);
    free(place);
    for (size_t m = 0; m < k->r->facts->n_members; m++)
        if (g->of_at[m + 1] - g->of_at[m] > 1)
            qsort(g->of + g->of_at[m], g->of_at[m + 1] - g->of_at[m],
                  sizeof *g->of, ascending);
}

void groups_make(struct groups *g, const struct run *r)
{
    size_t members = r->facts->n_members;
    *g = (struct groups){.of_at = mem_array(NULL, members + 1, sizeof(size_t))};
    struct maker k = {.r = r, .g = g, .known = idmap_new()};
    for (size_t m = 0; m < members; m++) {
        g->of_at[m] = k.first = k.n_of;
        if (eligible_member(r, m))
            join_all(&k, m);
    }
    g->of_at[members] = k.n_of;
    if (g->n > 0)
        sort_groups(&k);
    idmap_free(k.known);
}

void groups_free(struct groups *g)
{
    free(g->group);
    free(g->of);
    free(g->of_at);
    arena_free(&g->arena);
    *g = (struct groups){0};
}
