/* said.c - see said.h. */
#include "analyze/base/said.h"

#include "analyze/base/catalogue.h"
#include "analyze/base/wordorder.h"
#include "lib/mem.h"
#include "lib/tablescan.h"

#include <stdlib.h>
#include <string.h>

enum { FEW = 16, LARGEST = 32 }; /* sorted by insertion; bytes of an item */

static uint32_t member_of(const void *list, size_t size, size_t i)
{
    uint32_t member;
    memcpy(&member, (const char *)list + i * size, sizeof member);
    return member;
}

size_t *said_ranges(const void *list, size_t size, size_t count,
                    size_t n_members)
{
    size_t *at = mem_alloc((n_members + 1) * sizeof *at);
    size_t next = 0;
    if (count == 0)
        return at; /* of a million members nothing: pages never touched */
    for (size_t m = 0; m < n_members; m++) {
        at[m] = next;
        while (next < count && member_of(list, size, next) == m)
            next++;
    }
    at[n_members] = next;
    return at;
}

void said_sort(void *all, size_t size, size_t count, said_compare *order)
{
    char *list = all;
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
                  said_compare *order, size_t **at)
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
            said_sort((char *)list + (*at)[m] * size, size,
                      (*at)[m + 1] - (*at)[m], order);
    return list;
}

static int by_number(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

int said_by_end(int32_t a, int32_t b)
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
        order = said_by_end(a->end_on, b->end_on);
    return order != 0 ? order : by_number(a->status, b->status);
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
            .status = catalogue_scan_word(f, s, 2),
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
    struct wordorder o;
    wordorder_open(&o, f, first);
    for (size_t i = 0; i < count; i++)
        wordorder_rank(&o, &f->membership[i].status);
    f->membership = sort(f->membership, sizeof *f->membership, count,
                         f->n_members, by_membership, &f->membership_at);
    for (size_t i = 0; i < count; i++)
        wordorder_meet(&o, f->membership[i].status);
    wordorder_close(&o, f);
    for (size_t i = 0; i < count; i++)
        wordorder_number(&o, &f->membership[i].status);
    wordorder_free(&o);
    return result;
}
