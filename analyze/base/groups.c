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

/* What makes a member one of a group, in numbers: looked up for each. */
enum kind { KIND_ALL, KIND_ORG, KIND_STATUS, KIND_ATTRIBUTE, KIND_SEGMENT };
struct sign {
    int32_t kind, name, value;
};

/* A sign that was looked up before, and its group. */
struct recent {
    bool there;
    struct sign sign;
    int64_t at;
};

enum { RECENT = 256 };

/* Groups in the order in which they are met, to be sorted afterwards. */
struct maker {
    const struct run *r;
    struct groups *g;
    struct idmap *known; /* by "scope\x1fvalue" */
    struct idmap *signs; /* by struct sign; the group, or NO_GROUP */
    struct recent recent[RECENT];
    size_t room, of_room, n_of;
    size_t first; /* in of[], of the member at hand */
    bool guest;   /* the one at hand is no member */
    size_t n;     /* members and guests */
};

enum { NO_GROUP = -1 };

/* Scopes that are ours: an attribute of that name gets another one. */
static const char *const reserved[] = {"all", "org", "status", "segment"};

/* The group of that name, a new one if need be. */
static int64_t find_group(struct maker *k, const char *scope, const char *value)
{
    if (value == NULL)
        return NO_GROUP;
    struct groups *g = k->g;
    char *name = mem_format("%s\x1f%s", scope, value);
    size_t length = strlen(name);
    const int64_t *known = idmap_find(k->known, name, length);
    int64_t at = known != NULL ? *known : (int64_t)g->n;
    bool fits = length <= IDMAP_ID_MAX;
    if (known == NULL && fits)
        (void)idmap_add(k->known, name, length, at);
    free(name);
    if (!fits)
        return NO_GROUP; /* a name as long as that makes no group */
    if (known == NULL) {
        g->group = mem_grow(g->group, g->n, &k->room, sizeof *g->group);
        g->group[g->n++] = (struct group){
            .scope = arena_text(&g->arena, scope, strlen(scope)),
            .value = arena_text(&g->arena, value, strlen(value))};
    }
    return at;
}

static void join(struct maker *k, int64_t at)
{
    struct groups *g = k->g;
    if (at == NO_GROUP)
        return;
    for (size_t i = k->first; i < k->n_of; i++)
        if (g->of[i] == (uint32_t)at)
            return; /* in it already, by a name that reads the same */
    g->group[at].members += !k->guest;
    g->of = mem_grow(g->of, k->n_of, &k->of_room, sizeof *g->of);
    g->of[k->n_of++] = (uint32_t)at;
}

static const char *word_of(const struct facts *f, int32_t word)
{
    return word == FACT_NONE ? NULL : f->word[word];
}

static int64_t find_attribute(struct maker *k, const char *name,
                              const char *value)
{
    if (name == NULL)
        return NO_GROUP;
    for (size_t i = 0; i < COUNT_OF(reserved); i++)
        if (strcmp(name, reserved[i]) == 0) {
            char *other = mem_format("attribute.%s", name);
            int64_t at = find_group(k, other, value);
            free(other);
            return at;
        }
    return find_group(k, name, value);
}

static int64_t find_named(struct maker *k, const struct sign *s)
{
    const struct facts *f = k->r->facts;
    char label[16];
    switch ((enum kind)s->kind) {
    case KIND_ALL:
        return find_group(k, "all", "");
    case KIND_ORG:
        return find_group(k, "org", f->org[s->value].id);
    case KIND_STATUS:
        return find_group(k, "status", word_of(f, s->value));
    case KIND_ATTRIBUTE:
        return find_attribute(k, word_of(f, s->name), word_of(f, s->value));
    case KIND_SEGMENT:
        snprintf(label, sizeof label, "S%d", s->value);
        return find_group(k, "segment", label);
    }
    return NO_GROUP;
}

/* Names are put together once for each sign, not for each member. */
static void join_sign(struct maker *k, enum kind kind, int32_t name,
                      int32_t value)
{
    struct sign s = {(int32_t)kind, name, value};
    struct recent *recent = &k->recent[((uint32_t)kind + 7 * (uint32_t)name +
                                        31 * (uint32_t)value) %
                                       RECENT];
    if (recent->there && recent->sign.kind == s.kind &&
        recent->sign.name == name && recent->sign.value == value) {
        join(k, recent->at);
        return;
    }
    const int64_t *known = idmap_find(k->signs, (const char *)&s, sizeof s);
    int64_t at = known != NULL ? *known : find_named(k, &s);
    if (known == NULL)
        (void)idmap_add(k->signs, (const char *)&s, sizeof s, at);
    *recent = (struct recent){true, s, at};
    join(k, at);
}

static void join_place(struct maker *k, size_t member)
{
    const struct facts *f = k->r->facts;
    const struct membership *m =
        facts_membership_on(f, member, k->r->study->as_of);
    if (m == NULL)
        return;
    join_sign(k, KIND_ORG, 0, groups_branch(f, m->org));
    join_sign(k, KIND_STATUS, 0, m->status);
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
            join_sign(k, KIND_ATTRIBUTE, a->name, a->value);
    }
}

static void join_all(struct maker *k, size_t member)
{
    join_sign(k, KIND_ALL, 0, 0);
    join_place(k, member);
    join_attributes(k, member);
    if (k->r->segment != NULL && k->r->segment[member] > 0)
        join_sign(k, KIND_SEGMENT, 0, k->r->segment[member]);
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

/* The groups of one member: few, as a rule. */
static void sort_few(uint32_t *list, size_t count)
{
    enum { FEW = 16 };
    if (count > FEW) {
        qsort(list, count, sizeof *list, ascending);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        uint32_t one = list[i];
        size_t k = i;
        for (; k > 0 && list[k - 1] > one; k--)
            list[k] = list[k - 1];
        list[k] = one;
    }
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
    for (size_t m = 0; m < k->n; m++)
        sort_few(g->of + g->of_at[m], g->of_at[m + 1] - g->of_at[m]);
}

static void join_guest(struct maker *k, const struct groups_guests *guests,
                       size_t guest)
{
    join_sign(k, KIND_ALL, 0, 0);
    for (size_t i = guests->at[guest]; i < guests->at[guest + 1]; i++)
        join(k, find_attribute(k, guests->stated[i].attribute,
                               guests->stated[i].value));
}

void groups_make_with(struct groups *g, const struct run *r,
                      const struct groups_guests *guests)
{
    size_t members = r->facts->n_members;
    struct maker k = {
        .r = r, .g = g, .known = idmap_new(), .signs = idmap_new()};
    k.n = members + guests->n;
    *g = (struct groups){.of_at = mem_array(NULL, k.n + 1, sizeof(size_t))};
    for (size_t m = 0; m < members; m++) {
        g->of_at[m] = k.first = k.n_of;
        if (eligible_member(r, m))
            join_all(&k, m);
    }
    k.guest = true;
    for (size_t i = 0; i < guests->n; i++) {
        g->of_at[members + i] = k.first = k.n_of;
        if (guests->there[i])
            join_guest(&k, guests, i);
    }
    g->of_at[k.n] = k.n_of;
    if (g->n > 0)
        sort_groups(&k);
    idmap_free(k.known);
    idmap_free(k.signs);
}

void groups_make(struct groups *g, const struct run *r)
{
    static const struct groups_guests nobody = {0};
    groups_make_with(g, r, &nobody);
}

void groups_free(struct groups *g)
{
    free(g->group);
    free(g->of);
    free(g->of_at);
    arena_free(&g->arena);
    *g = (struct groups){0};
}
