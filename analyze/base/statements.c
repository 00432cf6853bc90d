/*
 * statements.c - reads what is said of members; see said.h.
 *
 * Millions of rows say the same few things. Each of these is kept once, and
 * of each member which of them are said: so rows may come in any order, and
 * only what differs is sorted.
 */
#include "analyze/base/catalogue.h"
#include "analyze/base/said.h"
#include "analyze/base/wordorder.h"
#include "lib/idmap.h"
#include "lib/mem.h"
#include "lib/tablescan.h"

#include <stdlib.h>
#include <string.h>

enum { RECENT = 1024, MOST_KNOWN = 1 << 16 };

struct reading {
    struct facts *f;
    struct tablescan *scan;
    struct sharedlist_maker *lists;
    struct idmap *known;     /* statements, by struct attribute */
    size_t count, room;      /* of f->attribute */
    uint32_t recent[RECENT]; /* from 1, by a mix of struct attribute */
};

/* One that a member has, to be sorted. */
struct stated {
    struct attribute what;
    uint32_t number;
};

static int by_number(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int by_attribute(const void *one, const void *other)
{
    const struct attribute *a = &((const struct stated *)one)->what;
    const struct attribute *b = &((const struct stated *)other)->what;
    int order = by_number(a->begin_on, b->begin_on);
    if (order == 0)
        order = by_number(a->name, b->name);
    if (order == 0)
        order = by_number(a->value, b->value);
    return order != 0 ? order : said_by_end(a->end_on, b->end_on);
}

static uint32_t add_statement(struct reading *r, const struct attribute *a)
{
    struct facts *f = r->f;
    f->attribute =
        mem_grow(f->attribute, r->count, &r->room, sizeof *f->attribute);
    f->attribute[r->count] = *a;
    return (uint32_t)r->count++;
}

static uint32_t find_slowly(struct reading *r, const struct attribute *a)
{
    const int64_t *known = idmap_find(r->known, (const char *)a, sizeof *a);
    if (known != NULL)
        return (uint32_t)*known;
    uint32_t number = add_statement(r, a);
    if (idmap_count(r->known) < MOST_KNOWN)
        (void)idmap_add(r->known, (const char *)a, sizeof *a, number);
    return number;
}

static uint32_t number_of(struct reading *r, const struct attribute *a)
{
    uint64_t mixed = (uint32_t)a->name * 31U + (uint32_t)a->value;
    mixed = (mixed << 32 | ((uint32_t)a->begin_on + 7U * (uint32_t)a->end_on)) *
            0x9E3779B97F4A7C15U;
    uint32_t *recent = &r->recent[mixed >> 40 & (RECENT - 1)];
    if (*recent == 0 ||
        memcmp(&r->f->attribute[*recent - 1], a, sizeof *a) != 0)
        *recent = find_slowly(r, a) + 1;
    return *recent - 1;
}

static int scan_rows(struct reading *r, struct diag *d)
{
    struct facts *f = r->f;
    const struct tablescan *s = r->scan;
    int64_t last = -1;
    int32_t member = FACT_NONE;
    int got;
    for (size_t rows = 0; (got = tablescan_next(r->scan, d)) == 1; rows++) {
        int64_t key = tablescan_integer(s, 0, -1);
        if (rows == UINT32_MAX)
            return diag_fail(d, "more than %u attributes of members",
                             UINT32_MAX);
        if (key != last)
            member = facts_member_of_key(f, key);
        last = key;
        if (member == FACT_NONE)
            continue;
        const struct attribute a = {.name = catalogue_scan_word(f, s, 1),
                                    .value = catalogue_scan_word(f, s, 2),
                                    .begin_on =
                                        tablescan_int32(s, 3, FACT_BEGINNING),
                                    .end_on = tablescan_int32(s, 4, FACT_OPEN)};
        sharedlist_add(r->lists, (size_t)member, number_of(r, &a));
    }
    return got;
}

/* Sorts one list by what its numbers stand for. */
static void sort_list(const struct facts *f, uint32_t *list, size_t count,
                      struct stated *scratch)
{
    for (size_t i = 0; i < count; i++)
        scratch[i] = (struct stated){f->attribute[list[i]], list[i]};
    said_sort(scratch, sizeof *scratch, count, by_attribute);
    for (size_t i = 0; i < count; i++)
        list[i] = scratch[i].number;
}

static void sort_lists(struct facts *f)
{
    struct sharedlist *l = &f->attributes;
    size_t longest = 0;
    for (size_t i = 0; i < l->n_lists; i++)
        if (l->at[i + 1] - l->at[i] > longest)
            longest = l->at[i + 1] - l->at[i];
    struct stated *scratch = mem_array(NULL, longest, sizeof *scratch);
    for (size_t i = 0; i < l->n_lists; i++)
        sort_list(f, l->item + l->at[i], l->at[i + 1] - l->at[i], scratch);
    free(scratch);
}

/* Lists have their numbers in the order of members, so this is the order in
   which the members have them. */
static void meet_words(struct wordorder *o, const struct facts *f)
{
    const struct sharedlist *l = &f->attributes;
    for (size_t i = 0; i < l->at[l->n_lists]; i++) {
        wordorder_meet(o, f->attribute[l->item[i]].name);
        wordorder_meet(o, f->attribute[l->item[i]].value);
    }
}

static void sort(struct facts *f, size_t count, size_t first)
{
    struct wordorder o;
    wordorder_open(&o, f, first);
    for (size_t i = 0; i < count; i++) {
        wordorder_rank(&o, &f->attribute[i].name);
        wordorder_rank(&o, &f->attribute[i].value);
    }
    sort_lists(f);
    meet_words(&o, f);
    wordorder_close(&o, f);
    for (size_t i = 0; i < count; i++) {
        wordorder_number(&o, &f->attribute[i].name);
        wordorder_number(&o, &f->attribute[i].value);
    }
    wordorder_free(&o);
}

int said_read_attributes(struct facts *f, sqlite3 *db, struct diag *d)
{
    static const char *const columns[] = {"member",   "attribute", "value",
                                          "begin_on", "end_on",    NULL};
    size_t first = f->n_words;
    struct reading r = {.f = f,
                        .scan =
                            tablescan_open(db, "member_attribute", columns, d),
                        .lists = sharedlist_new(f->n_members),
                        .known = idmap_new()};
    int result = r.scan != NULL ? scan_rows(&r, d) : -1;
    tablescan_close(r.scan);
    idmap_free(r.known);
    sharedlist_finish(r.lists, &f->attributes);
    sort(f, r.count, first);
    return result;
}
