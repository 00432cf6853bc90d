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

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { RECENT = 1024, MOST_KNOWN = 1 << 14, WORDS = 5 };

/* Columns that are read. */
enum { MEMBER, NAME, VALUE, BEGIN_ON, END_ON, COLUMNS };

/* A statement as it is stored, the bytes in N words and zeros behind them. */
struct stored {
    uint64_t types, words[WORDS];
    size_t n;
};

/* The number that it has, from 1; 0 where the place is free. */
struct recent {
    struct stored stored;
    uint32_t number;
};

struct reading {
    struct facts *f;
    struct tablescan *scan;
    struct sharedlist_maker *lists;
    struct idmap *known;          /* statements, by struct attribute */
    size_t count, room;           /* of f->attribute */
    struct recent recent[RECENT]; /* by a mix of what is stored */
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

/* Where there are more statements than are known, most are new. */
static uint32_t find_number(struct reading *r, const struct attribute *a)
{
    if (idmap_count(r->known) == MOST_KNOWN)
        return add_statement(r, a);
    int64_t *known = idmap_put(r->known, (const char *)a, sizeof *a, -1);
    if (*known < 0)
        *known = add_statement(r, a);
    return (uint32_t)*known;
}

/* The first COUNT bytes, 1 to 8, of the 8 that can be read. */
static uint64_t first_bytes(const unsigned char *bytes, size_t count)
{
    enum { WORD = sizeof(uint64_t) };
    static const unsigned char ones[2 * WORD] = {255, 255, 255, 255,
                                                 255, 255, 255, 255};
    uint64_t word, mask;
    memcpy(&word, bytes, WORD);
    memcpy(&mask, ones + WORD - count, WORD);
    return word & mask;
}

/* False if it is too long. */
static bool store(struct stored *x, const struct tablescan *s)
{
    enum { WORD = sizeof(uint64_t) };
    struct tablescan_stored from;
    if (!tablescan_stored(s, NAME, COLUMNS - NAME, &from) ||
        from.length > sizeof x->words)
        return false;
    x->types = from.types;
    x->n = 0;
    for (size_t at = 0; at < from.length; at += WORD) {
        size_t left = from.length - at;
        x->words[x->n++] =
            first_bytes(from.bytes + at, left < WORD ? left : WORD);
    }
    return true;
}

static uint64_t mix(const struct stored *x)
{
    uint64_t mixed = x->types;
    for (size_t i = 0; i < x->n; i++)
        mixed = (mixed ^ x->words[i]) * 0x9E3779B97F4A7C15U;
    return mixed;
}

/* The types say how many words there are. */
static bool is_same(const struct stored *a, const struct stored *b)
{
    uint64_t differ = a->types ^ b->types;
    for (size_t i = 0; differ == 0 && i < b->n; i++)
        differ = a->words[i] ^ b->words[i];
    return differ == 0;
}

static uint32_t read_slowly(struct reading *r)
{
    const struct tablescan *s = r->scan;
    const struct attribute a = {
        .name = catalogue_scan_word(r->f, s, NAME),
        .value = catalogue_scan_word(r->f, s, VALUE),
        .begin_on = tablescan_int32(s, BEGIN_ON, FACT_BEGINNING),
        .end_on = tablescan_int32(s, END_ON, FACT_OPEN)};
    return find_number(r, &a);
}

/* The statement of the row at hand. */
static uint32_t read_statement(struct reading *r)
{
    struct stored x;
    if (!store(&x, r->scan))
        return read_slowly(r);
    struct recent *recent = &r->recent[mix(&x) >> 40 & (RECENT - 1)];
    if (recent->number == 0 || !is_same(&recent->stored, &x))
        *recent = (struct recent){x, read_slowly(r) + 1};
    return recent->number - 1;
}

static int scan_rows(struct reading *r, struct diag *d)
{
    struct facts *f = r->f;
    const struct tablescan *s = r->scan;
    int64_t last = -1;
    int32_t member = FACT_NONE;
    int got;
    for (size_t rows = 0; (got = tablescan_next(r->scan, d)) == 1; rows++) {
        int64_t key = tablescan_integer(s, MEMBER, -1);
        if (rows == UINT32_MAX)
            return diag_fail(d, "more than %u attributes of members",
                             UINT32_MAX);
        if (key != last)
            member = facts_member_of_key(f, key);
        last = key;
        if (member == FACT_NONE)
            continue;
        sharedlist_add(r->lists, (size_t)member, read_statement(r));
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
    static const char *const columns[COLUMNS + 1] = {
        "member", "attribute", "value", "begin_on", "end_on"};
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
