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
struct known_sign {
    bool there;
    struct sign sign;
    int64_t at;
};

/* What the groups of a member follow from, and the list of them. */
struct standing {
    bool there;
    int32_t org, status, segment; /* FACT_NONE: none */
    uint32_t attributes;          /* facts.attributes, the list */
    uint32_t list;
};

enum { RECENT = 1024, RECENT_SIGNS = 256, FEW = 16 };

/* Groups in the order in which they are met, to be sorted afterwards. */
struct maker {
    const struct run *r;
    struct groups *g;
    struct idmap *known; /* by "scope\x1fvalue" */
    struct idmap *signs; /* by struct sign; the group, or NO_GROUP */
    struct sharedlist_maker *lists;
    struct standing recent[RECENT];
    struct known_sign recent_sign[RECENT_SIGNS];
    size_t room;
    uint32_t *joined; /* by the one at hand */
    size_t n_joined, joined_room;
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
    if (at == NO_GROUP)
        return;
    for (size_t i = 0; i < k->n_joined; i++)
        if (k->joined[i] == (uint32_t)at)
            return; /* in it already, by a name that reads the same */
    k->joined =
        mem_grow(k->joined, k->n_joined, &k->joined_room, sizeof *k->joined);
    k->joined[k->n_joined++] = (uint32_t)at;
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
static int64_t find_sign(struct maker *k, const struct sign *s)
{
    const int64_t *known = idmap_find(k->signs, (const char *)s, sizeof *s);
    if (known != NULL)
        return *known;
    int64_t at = find_named(k, s);
    (void)idmap_add(k->signs, (const char *)s, sizeof *s, at);
    return at;
}

static void join_sign(struct maker *k, enum kind kind, int32_t name,
                      int32_t value)
{
    struct sign s = {(int32_t)kind, name, value};
    uint32_t mixed = (uint32_t)kind + 7 * (uint32_t)name + 31 * (uint32_t)value;
    struct known_sign *recent = &k->recent_sign[mixed % RECENT_SIGNS];
    if (!recent->there || memcmp(&recent->sign, &s, sizeof s) != 0)
        *recent = (struct known_sign){true, s, find_sign(k, &s)};
    join(k, recent->at);
}

/* One value of each attribute: the one that holds on the day. */
static void join_attributes(struct maker *k, size_t member)
{
    const struct facts *f = k->r->facts;
    int32_t day = k->r->study->as_of;
    size_t count = facts_attributes(f, member);
    for (size_t i = 0; i < count; i++) {
        const struct attribute *a = facts_attribute(f, member, i);
        bool holds = a->begin_on <= day && a->end_on >= day;
        for (size_t j = i + 1; holds && j < count; j++) {
            const struct attribute *b = facts_attribute(f, member, j);
            holds = b->name != a->name || b->begin_on > day || b->end_on < day;
        }
        if (holds)
            join_sign(k, KIND_ATTRIBUTE, a->name, a->value);
    }
}

static int ascending(const void *one, const void *two)
{
    const uint32_t *a = one, *b = two;
    return (*a > *b) - (*a < *b);
}

/* The groups of one member: few, as a rule. */
static void sort_few(uint32_t *list, size_t count)
{
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

/* The list of the groups that were joined; nobody has joined any then. */
static uint32_t list_joined(struct maker *k)
{
    uint32_t list = SHAREDLIST_EMPTY;
    sort_few(k->joined, k->n_joined);
    for (size_t i = 0; i < k->n_joined; i++)
        list = sharedlist_next(k->lists, list, k->joined[i]);
    k->n_joined = 0;
    return list;
}

static uint32_t join_all(struct maker *k, const struct standing *s,
                         size_t member)
{
    join_sign(k, KIND_ALL, 0, 0);
    if (s->org != FACT_NONE) {
        join_sign(k, KIND_ORG, 0, groups_branch(k->r->facts, s->org));
        join_sign(k, KIND_STATUS, 0, s->status);
    }
    join_attributes(k, member);
    if (s->segment > 0)
        join_sign(k, KIND_SEGMENT, 0, s->segment);
    return list_joined(k);
}

static struct standing standing_of(const struct run *r, size_t member)
{
    const struct facts *f = r->facts;
    const struct membership *m =
        facts_membership_on(f, member, r->study->as_of);
    return (struct standing){
        .there = true,
        .org = m != NULL ? m->org : FACT_NONE,
        .status = m != NULL ? m->status : FACT_NONE,
        .segment = r->segment != NULL ? r->segment[member] : 0,
        .attributes = f->attributes.of[member],
    };
}

static bool is_alike(const struct standing *a, const struct standing *b)
{
    return a->there && a->org == b->org && a->status == b->status &&
           a->segment == b->segment && a->attributes == b->attributes;
}

/* The list of a member's groups. Most members stand like many others. */
static uint32_t find_list(struct maker *k, size_t member)
{
    struct standing s = standing_of(k->r, member);
    uint64_t mixed = (uint32_t)s.org + 31U * (uint32_t)s.status;
    mixed = mixed << 32 | (s.attributes + 0x10001U * (uint32_t)s.segment);
    struct standing *recent =
        &k->recent[mixed * 0x9E3779B97F4A7C15U >> 40 & (RECENT - 1)];
    if (!is_alike(recent, &s)) {
        s.list = join_all(k, &s, member);
        *recent = s;
    }
    return recent->list;
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
    for (size_t i = 0; i < g->lists.at[g->lists.n_lists]; i++)
        g->lists.item[i] = place[g->lists.item[i]];
    free(g->group);
    g->group = sorted;
    free(order);
    free(place);
    for (size_t i = 0; i < g->lists.n_lists; i++)
        sort_few(g->lists.item + g->lists.at[i],
                 g->lists.at[i + 1] - g->lists.at[i]);
}

/* Guests do not count. */
static void count_members(struct groups *g, size_t members)
{
    const struct sharedlist *l = &g->lists;
    int64_t *count = mem_alloc((l->n_lists + 1) * sizeof *count);
    for (size_t m = 0; m < members; m++)
        count[l->of[m]]++;
    for (size_t i = 0; i < l->n_lists; i++)
        for (size_t k = l->at[i]; k < l->at[i + 1]; k++)
            g->group[l->item[k]].members += count[i];
    free(count);
}

static uint32_t join_guest(struct maker *k, const struct groups_guests *guests,
                           size_t guest)
{
    join_sign(k, KIND_ALL, 0, 0);
    for (size_t i = guests->at[guest]; i < guests->at[guest + 1]; i++)
        join(k, find_attribute(k, guests->stated[i].attribute,
                               guests->stated[i].value));
    return list_joined(k);
}

void groups_make_with(struct groups *g, const struct run *r,
                      const struct groups_guests *guests)
{
    size_t members = r->facts->n_members;
    struct maker k = {
        .r = r, .g = g, .known = idmap_new(), .signs = idmap_new()};
    *g = (struct groups){0};
    k.lists = sharedlist_new(members + guests->n);
    for (size_t m = 0; m < members; m++)
        if (eligible_member(r, m))
            sharedlist_set(k.lists, m, find_list(&k, m));
    for (size_t i = 0; i < guests->n; i++)
        if (guests->there[i])
            sharedlist_set(k.lists, members + i, join_guest(&k, guests, i));
    sharedlist_finish(k.lists, &g->lists);
    count_members(g, members);
    if (g->n > 0)
        sort_groups(&k);
    idmap_free(k.known);
    idmap_free(k.signs);
    free(k.joined);
}

void groups_make(struct groups *g, const struct run *r)
{
    static const struct groups_guests nobody = {0};
    groups_make_with(g, r, &nobody);
}

void groups_free(struct groups *g)
{
    free(g->group);
    sharedlist_free(&g->lists);
    arena_free(&g->arena);
    *g = (struct groups){0};
}
