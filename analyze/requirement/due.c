/* due.c - see due.h. */
#include "analyze/requirement/due.h"

#include "lib/bulk.h"
#include "lib/date.h"
#include "lib/mem.h"

#include <stdlib.h>

enum { LATE = 0, ROOM_AT_FIRST = 256 };

/* Rule, organisation and month (0: late; else since the year 1600) in one. */
static uint64_t place_of(size_t rule, int32_t org, int32_t month)
{
    return (uint64_t)rule << 48 | (uint64_t)(org + 1) << 16 | (uint64_t)month;
}

static int32_t month_of(int32_t due_on, int32_t as_of)
{
    int year, month, day;
    if (due_on <= as_of)
        return LATE;
    date_civil(due_on, &year, &month, &day);
    return (year - 1600) * 12 + month;
}

void due_free(struct due *due)
{
    free(due->entry);
    *due = (struct due){0};
}

/* The entry of PLACE, or the free one where it belongs. */
static struct due_entry *find(const struct due *due, uint64_t place)
{
    uint64_t hash = (place ^ place >> 32) * UINT64_C(0x9e3779b97f4a7c15);
    size_t i = (size_t)(hash >> 20) & (due->room - 1);
    while (due->entry[i].members != 0 && due->entry[i].place != place)
        i = (i + 1) & (due->room - 1);
    return &due->entry[i];
}

static void grow(struct due *due)
{
    struct due larger = {0};
    larger.room = due->room == 0 ? ROOM_AT_FIRST : 2 * due->room;
    larger.entry = mem_alloc(larger.room * sizeof *larger.entry);
    for (size_t i = 0; i < due->room; i++)
        if (due->entry[i].members != 0) {
            *find(&larger, due->entry[i].place) = due->entry[i];
            larger.count++;
        }
    free(due->entry);
    *due = larger;
}

static void put(struct due *due, const struct due_entry *e)
{
    if (due->count * 2 >= due->room)
        grow(due);
    struct due_entry *to = find(due, e->place);
    due->count += to->members == 0;
    to->place = e->place;
    to->members += e->members;
    to->amount += e->amount;
}

void due_add(struct due *due, size_t rule, int32_t org, int32_t due_on,
             int64_t amount, int32_t as_of)
{
    struct due_entry e = {place_of(rule, org, month_of(due_on, as_of)), 1,
                          amount};
    put(due, &e);
}

void due_merge(struct due *due, struct due *part)
{
    for (size_t i = 0; i < part->room; i++)
        if (part->entry[i].members != 0)
            put(due, &part->entry[i]);
    due_free(part);
}

static int compare_places(const void *a, const void *b)
{
    const struct due_entry *x = a, *y = b;
    return (x->place > y->place) - (x->place < y->place);
}

/* Moves the entries to the front, in order; no more may be added then. */
static void sort(struct due *due)
{
    size_t count = 0;
    for (size_t i = 0; i < due->room; i++)
        if (due->entry[i].members != 0)
            due->entry[count++] = due->entry[i];
    if (count > 1)
        qsort(due->entry, count, sizeof *due->entry, compare_places);
}

static int store_entry(const struct run *r, struct bulk *b,
                       const struct due_entry *e, struct diag *d)
{
    int32_t org = (int32_t)(e->place >> 16 & UINT32_MAX) - 1;
    int month = (int)(e->place & 0xffff);
    bulk_integer(b, r->key);
    bulk_integer(b, (int64_t)(e->place >> 48));
    if (org == FACT_NONE)
        bulk_null(b);
    else
        bulk_integer(b, r->facts->org[org].key);
    if (month == LATE)
        bulk_null(b);
    else
        bulk_integer(
            b, date_day(1600 + (month - 1) / 12, 1 + (month - 1) % 12, 1));
    bulk_integer(b, e->members);
    bulk_integer(b, e->amount);
    return bulk_end_row(b, d);
}

int due_store(const struct run *r, struct due *due, struct diag *d)
{
    struct bulk *b =
        bulk_open(r->db,
                  "INSERT INTO requirement_due SELECT c0, c1, c2, c3, c4, c5"
                  " FROM bulk",
                  6, d);
    int result = b == NULL ? -1 : 0;
    sort(due);
    for (size_t i = 0; result == 0 && i < due->count; i++)
        result = store_entry(r, b, &due->entry[i], d);
    return bulk_end(b, result, d);
}
