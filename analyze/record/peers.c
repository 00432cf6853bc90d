/* peers.c - see peers.h. */
#include "analyze/record/peers.h"

#include "analyze/requirement/who.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_ATTRIBUTES = 8, MAX_ROLES = 64 };

/* What makes two members peers. */
struct kind {
    uint64_t roles; /* a bit for each role held */
    int32_t value[MAX_ATTRIBUTES];
    uint32_t member;
};

/* The words that are names of roles, in byte order. */
struct roles {
    const char **text;
    uint8_t *bit; /* by word */
};

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void roles_read(struct roles *r, const struct facts *f)
{
    r->bit = mem_alloc(f->n_words + 1);
    r->text = mem_array(NULL, f->n_words + 1, sizeof *r->text);
    size_t count = 0, held = f->role_at[f->n_members];
    for (size_t i = 0; i < held; i++)
        r->bit[f->role[i].role] = 1;
    for (size_t i = 0; i < f->n_words; i++)
        if (r->bit[i] != 0)
            r->text[count++] = f->word[i];
    qsort(r->text, count, sizeof *r->text, compare_texts);
    for (size_t i = 0; i < count; i++)
        r->bit[facts_word(f, r->text[i])] =
            (uint8_t)(i < MAX_ROLES ? i : MAX_ROLES - 1);
}

static uint64_t roles_on(const struct roles *r, const struct facts *f,
                         size_t member, int32_t day)
{
    uint64_t bits = 0;
    for (size_t i = f->role_at[member]; i < f->role_at[member + 1]; i++)
        if (f->role[i].begin_on <= day && f->role[i].end_on >= day)
            bits |= UINT64_C(1) << r->bit[f->role[i].role];
    return bits;
}

/* The names (words) of the attributes that the study compares by. */
static size_t read_names(const struct facts *f, const struct study *study,
                         int32_t *name)
{
    const json_t *peers =
        json_object_get(json_object_get(study->analysis, "record"), "peers");
    size_t count = json_is_string(peers) ? 1 : json_array_size(peers);
    if (count > MAX_ATTRIBUTES)
        count = MAX_ATTRIBUTES;
    for (size_t i = 0; i < count; i++) {
        const char *text = json_string_value(
            json_is_string(peers) ? peers : json_array_get(peers, i));
        name[i] = text != NULL ? facts_word(f, text) : FACT_NONE;
    }
    return count;
}

static int compare_kinds(const void *a, const void *b)
{
    const struct kind *x = a, *y = b;
    if (x->roles != y->roles)
        return x->roles < y->roles ? -1 : 1;
    int order = memcmp(x->value, y->value, sizeof x->value);
    if (order != 0)
        return order;
    return (x->member > y->member) - (x->member < y->member);
}

/* Fills KIND with the members of the day; returns how many there are. */
static size_t read_kinds(struct kind *kind, const struct facts *f,
                         const struct study *study)
{
    int32_t name[MAX_ATTRIBUTES];
    size_t names = read_names(f, study, name), count = 0;
    struct roles roles = {0};
    roles_read(&roles, f);
    for (size_t m = 0; m < f->n_members; m++) {
        if (!who_is_member(f, m, study->as_of))
            continue;
        struct kind *k = &kind[count++];
        memset(k, 0, sizeof *k);
        k->roles = roles_on(&roles, f, m, study->as_of);
        k->member = (uint32_t)m;
        for (size_t i = 0; i < names; i++)
            k->value[i] = facts_attribute_on(f, m, name[i], study->as_of);
    }
    free(roles.text);
    free(roles.bit);
    return count;
}

uint32_t *peers_group(const struct facts *f, const struct study *study)
{
    uint32_t *group = mem_array(NULL, f->n_members, sizeof *group);
    struct kind *kind = mem_array(NULL, f->n_members, sizeof *kind);
    size_t count = read_kinds(kind, f, study);
    qsort(kind, count, sizeof *kind, compare_kinds);
    for (size_t m = 0; m < f->n_members; m++)
        group[m] = PEERS_NONE;
    uint32_t number = 0;
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && (kind[i].roles != kind[i - 1].roles ||
                      memcmp(kind[i].value, kind[i - 1].value,
                             sizeof kind[i].value) != 0))
            number++;
        group[kind[i].member] = number;
    }
    free(kind);
    return group;
}

/* A member's value, to sort. */
struct standing {
    uint32_t group, member;
    int64_t value;
};

static int compare_standings(const void *a, const void *b)
{
    const struct standing *x = a, *y = b;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    return (x->value > y->value) - (x->value < y->value);
}

/* The COUNT members of one group, sorted by value. */
static void rank_group(const struct standing *s, size_t count,
                       double *percentile)
{
    for (size_t first = 0, next; first < count; first = next) {
        for (next = first; next < count && s[next].value == s[first].value;)
            next++;
        double middle = (double)first + (double)(next - first) / 2;
        for (size_t i = first; i < next; i++)
            percentile[s[i].member] = 100 * middle / (double)count;
    }
}

void peers_percentile(const uint32_t *group, const int64_t *value, size_t count,
                      double *percentile)
{
    struct standing *s = mem_array(NULL, count, sizeof *s);
    for (size_t i = 0; i < count; i++) {
        s[i] = (struct standing){group[i], (uint32_t)i, value[i]};
        percentile[i] = NAN;
    }
    qsort(s, count, sizeof *s, compare_standings);
    for (size_t first = 0, next; first < count; first = next) {
        for (next = first; next < count && s[next].group == s[first].group;)
            next++;
        if (s[first].group != PEERS_NONE)
            rank_group(&s[first], next - first, percentile);
    }
    free(s);
}
