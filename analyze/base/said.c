/* said.c - see said.h. */
#include "analyze/base/said.h"

#include "analyze/base/catalogue.h"
#include "lib/mem.h"
#include "lib/tablescan.h"

#include <stdlib.h>
#include <string.h>

enum { FEW = 16, LARGEST = 32 }; /* sorted by insertion; bytes of an item */

typedef int compare(const void *one, const void *other);

static uint32_t member_of(const void *list, size_t size, size_t i)
{
    uint32_t member;
    memcpy(&member, (const char *)list + i * size, sizeof member);
    return member;
}

size_t *said_ranges(const void *list, size_t size, size_t count,
                    size_t n_members)
{
    size_t *at = mem_array(NULL, n_members + 1, sizeof *at);
    size_t next = 0;
    for (size_t m = 0; m < n_members; m++) {
        at[m] = next;
        while (next < count && member_of(list, size, next) == m)
            next++;
    }
    at[n_members] = next;
    return at;
}

/* Those of one member, COUNT of them: one or few as a rule. */
static void sort_few(char *list, size_t size, size_t count, compare *order)
{
    char one[LARGEST];
    if (count > FEW) {
        qsort(list, count, size, order);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        size_t k = i;
        memcpy(one, list + i * size, size);
        for (; k > 0 && order(list + (k - 1) * size, one) > 0; k--)
            memcpy(list + k * size, list + (k - 1) * size, size);
        memcpy(list + k * size, one, size);
    }
}

/* Deals a list to its members, in the order in which it is; frees it. */
static char *deal(char *list, size_t size, size_t count, size_t n_members)
{
    size_t *next = mem_alloc((n_members + 1) * sizeof *next);
    for (size_t i = 0; i < count; i++)
        next[member_of(list, size, i) + 1]++;
    for (size_t m = 0; m < n_members; m++)
        next[m + 1] += next[m];
    char *dealt = mem_array(NULL, count, size);
    for (size_t i = 0; i < count; i++)
        memcpy(dealt + next[member_of(list, size, i)]++ * size, list + i * size,
               size);
    free(next);
    free(list);
    return dealt;
}

/* Sorts LIST by member, and those of each by ORDER; says where they begin. */
static void *sort(void *list, size_t size, size_t count, size_t n_members,
                  compare *order, size_t **at)
{
    size_t sorted = 1;
    while (sorted < count &&
           member_of(list, size, sorted - 1) <= member_of(list, size, sorted))
        sorted++;
    if (sorted < count)
        list = deal(list, size, count, n_members);
    *at = said_ranges(list, size, count, n_members);
    for (size_t m = 0; m < n_members; m++)
        if ((*at)[m + 1] - (*at)[m] > 1)
            sort_few((char *)list + (*at)[m] * size, size,
                     (*at)[m + 1] - (*at)[m], order);
    return list;
}

/* A word, and its place in the order of texts. */
struct ranked {
    const char *text;
    int32_t word;
};

static int by_text(const void *one, const void *other)
{
    const struct ranked *a = one, *b = other;
    return strcmp(a->text, b->text);
}

/* Of every word its place, from 0, in the order of texts. To be freed. */
static int32_t *rank_words(const struct facts *f)
{
    struct ranked *list = mem_array(NULL, f->n_words, sizeof *list);
    int32_t *rank = mem_array(NULL, f->n_words, sizeof *rank);
    for (size_t i = 0; i < f->n_words; i++)
        list[i] = (struct ranked){f->word[i], (int32_t)i};
    if (f->n_words > 0)
        qsort(list, f->n_words, sizeof *list, by_text);
    for (size_t i = 0; i < f->n_words; i++)
        rank[list[i].word] = (int32_t)i;
    free(list);
    return rank;
}

static void replace(int32_t *word, const int32_t *with)
{
    if (*word != FACT_NONE)
        *word = with[*word];
}

/* The other way round: of every place its word. */
static int32_t *invert(const int32_t *rank, size_t count)
{
    int32_t *word = mem_array(NULL, count, sizeof *word);
    for (size_t i = 0; i < count; i++)
        word[rank[i]] = (int32_t)i;
    return word;
}

/* New numbers for the words from FIRST on, in the order of their first use. */
struct renumbering {
    size_t first;
    int32_t *place, next;
};

static void renumber_open(struct renumbering *r, const struct facts *f,
                          size_t first)
{
    *r = (struct renumbering){.first = first, .next = (int32_t)first};
    r->place = mem_array(NULL, f->n_words - first, sizeof *r->place);
    for (size_t i = first; i < f->n_words; i++)
        r->place[i - first] = FACT_NONE;
}

static void renumber(struct renumbering *r, int32_t *word)
{
    if (*word == FACT_NONE || (size_t)*word < r->first)
        return;
    int32_t *place = &r->place[(size_t)*word - r->first];
    if (*place == FACT_NONE)
        *place = r->next++;
    *word = *place;
}

/* Words that no fact uses after all go last. */
static void renumber_close(struct renumbering *r, struct facts *f)
{
    for (size_t i = r->first; i < f->n_words; i++)
        if (r->place[i - r->first] == FACT_NONE)
            r->place[i - r->first] = r->next++;
    catalogue_renumber(f, r->first, r->place);
    free(r->place);
}

static int by_number(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* What has no end stands before what ends. */
static int by_end(int32_t a, int32_t b)
{
    return by_number(a == FACT_OPEN ? INT64_MIN : a,
                     b == FACT_OPEN ? INT64_MIN : b);
}

static int by_membership(const void *one, const void *other)
{
    const struct membership *a = one, *b = other;
    int order = by_number(a->begin_on, b->begin_on);
    if (order == 0)
        order = by_number(a->org, b->org);
    if (order == 0)
        order = by_end(a->end_on, b->end_on);
    return order != 0 ? order : by_number(a->status, b->status);
}

static int by_attribute(const void *one, const void *other)
{
    const struct attribute *a = one, *b = other;
    int order = by_number(a->begin_on, b->begin_on);
    if (order == 0)
        order = by_number(a->name, b->name);
    if (order == 0)
        order = by_number(a->value, b->value);
    return order != 0 ? order : by_end(a->end_on, b->end_on);
}

static int32_t scan_word(struct facts *f, const struct tablescan *s,
                         size_t column)
{
    size_t length;
    const char *text = tablescan_text(s, column, &length);
    return text != NULL ? catalogue_word_n(f, text, length) : FACT_NONE;
}

static int scan_memberships(struct facts *f, struct tablescan *s, size_t *count,
                            struct diag *d)
{
    size_t room = 0;
    int got;
    while ((got = tablescan_next(s, d)) == 1) {
        int32_t member = facts_member_of_key(f, tablescan_integer(s, 0, -1));
        int32_t org = facts_org_of_key(f, tablescan_integer(s, 1, -1));
        if (member == FACT_NONE || org == FACT_NONE)
            continue;
        f->membership =
            mem_grow(f->membership, *count, &room, sizeof *f->membership);
        f->membership[(*count)++] = (struct membership){
            .member = (uint32_t)member,
            .org = org,
            .status = scan_word(f, s, 2),
            .begin_on = tablescan_int32(s, 3, FACT_BEGINNING),
            .end_on = tablescan_int32(s, 4, FACT_OPEN)};
    }
    return got;
}

int said_read_memberships(struct facts *f, sqlite3 *db, struct diag *d)
{
    static const char *const columns[] = {"member",   "org",    "status",
                                          "begin_on", "end_on", NULL};
    size_t count = 0, first = f->n_words;
    struct tablescan *s = tablescan_open(db, "membership", columns, d);
    int result = s != NULL ? scan_memberships(f, s, &count, d) : -1;
    tablescan_close(s);
    int32_t *rank = rank_words(f), *word = invert(rank, f->n_words);
    for (size_t i = 0; i < count; i++)
        replace(&f->membership[i].status, rank);
    f->membership = sort(f->membership, sizeof *f->membership, count,
                         f->n_members, by_membership, &f->membership_at);
    struct renumbering r;
    renumber_open(&r, f, first);
    for (size_t i = 0; i < count; i++) {
        replace(&f->membership[i].status, word);
        renumber(&r, &f->membership[i].status);
    }
    renumber_close(&r, f);
    free(rank);
    free(word);
    return result;
}

static int scan_attributes(struct facts *f, struct tablescan *s, size_t *count,
                           struct diag *d)
{
    size_t room = 0;
    int got;
    while ((got = tablescan_next(s, d)) == 1) {
        int32_t member = facts_member_of_key(f, tablescan_integer(s, 0, -1));
        if (member == FACT_NONE)
            continue;
        f->attribute =
            mem_grow(f->attribute, *count, &room, sizeof *f->attribute);
        f->attribute[(*count)++] = (struct attribute){
            .member = (uint32_t)member,
            .name = scan_word(f, s, 1),
            .value = scan_word(f, s, 2),
            .begin_on = tablescan_int32(s, 3, FACT_BEGINNING),
            .end_on = tablescan_int32(s, 4, FACT_OPEN)};
    }
    return got;
}

int said_read_attributes(struct facts *f, sqlite3 *db, struct diag *d)
{
    static const char *const columns[] = {"member",   "attribute", "value",
                                          "begin_on", "end_on",    NULL};
    size_t count = 0, first = f->n_words;
    struct tablescan *s = tablescan_open(db, "member_attribute", columns, d);
    int result = s != NULL ? scan_attributes(f, s, &count, d) : -1;
    tablescan_close(s);
    int32_t *rank = rank_words(f), *word = invert(rank, f->n_words);
    for (size_t i = 0; i < count; i++) {
        replace(&f->attribute[i].name, rank);
        replace(&f->attribute[i].value, rank);
    }
    f->attribute = sort(f->attribute, sizeof *f->attribute, count, f->n_members,
                        by_attribute, &f->attribute_at);
    struct renumbering r;
    renumber_open(&r, f, first);
    for (size_t i = 0; i < count; i++) {
        replace(&f->attribute[i].name, word);
        replace(&f->attribute[i].value, word);
        renumber(&r, &f->attribute[i].name);
        renumber(&r, &f->attribute[i].value);
    }
    renumber_close(&r, f);
    free(rank);
    free(word);
    return result;
}
