/* codebook_check.c - see codebook_check.h. */
#include "ingest/survey/codebook_check.h"

#include "ingest/columns.h"
#include "lib/mem.h"
#include "lib/word.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char *const facets[] = {"importance",  "ability",    "interest",
                                     "willingness", "preference", "attention"};

static int check_facet(const struct codebook *book,
                       const struct codebook_item *item, struct diag *d)
{
    if (item->facet == NULL)
        return 0;
    struct word_search near = word_search_for(item->facet);
    char list[160] = "";
    for (size_t i = 0; i < COUNT_OF(facets); i++) {
        if (strcmp(item->facet, facets[i]) == 0)
            return 0;
        word_search_try(&near, facets[i]);
        columns_append(list, sizeof list, "%s%s", i > 0 ? ", " : "", facets[i]);
    }
    bool meant = near.found != NULL;
    return codebook_fail(book, item, "facet", d,
                         "'%.60s' is no facet%s%s%s; there are %s", item->facet,
                         meant ? " (did you mean " : "",
                         meant ? near.found : "", meant ? "?)" : "", list);
}

/* A column that an item reads. */
struct use {
    const json_t *column; /* a header or a position */
    size_t item;
};

struct uses {
    struct use *list;
    size_t count, room;
};

static void add_use(struct uses *uses, const json_t *column, size_t item)
{
    for (size_t i = 0; i < json_array_size(column); i++)
        add_use(uses, json_array_get(column, i), item);
    if (column == NULL || json_is_array(column))
        return;
    uses->list =
        mem_grow(uses->list, uses->count, &uses->room, sizeof *uses->list);
    uses->list[uses->count++] = (struct use){column, item};
}

/* The options of one question that stand in its columns count once. */
static bool shares_columns(const struct codebook_item *item, size_t place)
{
    return item->kind == CODEBOOK_OPTION && place != item->first &&
           item->column == NULL;
}

static void list_uses(const struct codebook *book, struct uses *uses)
{
    for (size_t i = 0; i < book->count; i++) {
        const struct codebook_item *item = &book->items[i];
        const json_t *column;
        if (item->rank || shares_columns(item, i))
            continue;
        for (size_t k = 0; (column = codebook_column(item, k)) != NULL; k++)
            add_use(uses, column, i);
        if (item->coding == CODEBOOK_BOTH && i == item->first)
            add_use(uses, json_object_get(item->object, "column"), i);
    }
}

/* By header, positions before them, then by item. */
static int by_column(const void *one, const void *other)
{
    const struct use *a = one;
    const struct use *b = other;
    const char *x = json_string_value(a->column);
    const char *y = json_string_value(b->column);
    json_int_t p = json_integer_value(a->column);
    json_int_t q = json_integer_value(b->column);
    int c = x != NULL && y != NULL ? strcmp(x, y) : (x != NULL) - (y != NULL);
    if (c == 0)
        c = (p > q) - (p < q);
    return c != 0 ? c : (a->item > b->item) - (a->item < b->item);
}

static int fail_column(const struct codebook *book, const struct use *first,
                       const struct use *second, struct diag *d)
{
    char name[100];
    codebook_column_name(second->column, name, sizeof name);
    const struct codebook_item *item = &book->items[second->item];
    bool listed = item->column == NULL &&
                  json_object_get(item->object, "columns") != NULL;
    return codebook_fail(book, item, listed ? "columns" : "column", d,
                         "the column '%s' is read for '%s' already", name,
                         book->items[first->item].id);
}

static bool same_column(const struct use *a, const struct use *b)
{
    return json_equal(a->column, b->column) != 0;
}

static int check_uses(const struct codebook *book, struct diag *d)
{
    struct uses uses = {0};
    const struct use *again = NULL;
    list_uses(book, &uses);
    if (uses.count > 0)
        qsort(uses.list, uses.count, sizeof *uses.list, by_column);
    for (size_t i = 1; i < uses.count; i++) {
        const struct use *use = &uses.list[i];
        if (same_column(use, use - 1) &&
            (again == NULL || use->item < again->item))
            again = use;
    }
    int result = again != NULL ? fail_column(book, again - 1, again, d) : 0;
    free(uses.list);
    return result;
}

static bool is_facet(const struct codebook_item *item, const char *facet)
{
    return item->kind == CODEBOOK_LIKERT && item->topic != NULL &&
           item->facet != NULL && strcmp(item->facet, facet) == 0;
}

static int check_pair(const struct codebook *book,
                      const struct codebook_item *first,
                      const struct codebook_item *second, struct diag *d)
{
    if (strcmp(first->topic, second->topic) != 0 ||
        (first->low == second->low && first->high == second->high))
        return 0;
    return codebook_fail(
        book, second, first->low != second->low ? "low" : "high", d,
        "%" PRId64 " to %" PRId64 ", but '%s', the %s of the same topic, goes "
        "from %" PRId64 " to %" PRId64 "; both need one scale",
        second->low, second->high, first->id, first->facet, first->low,
        first->high);
}

/* The fault is told at the later of the two. */
static int check_scales(const struct codebook *book, struct diag *d)
{
    for (size_t i = 0; i < book->count; i++) {
        const struct codebook_item *item = &book->items[i];
        bool matters = is_facet(item, facets[0]);
        if (!matters && !is_facet(item, facets[1]))
            continue;
        for (size_t k = 0; k < i; k++)
            if (is_facet(&book->items[k], facets[matters ? 1 : 0]) &&
                check_pair(book, &book->items[k], item, d) != 0)
                return -1;
    }
    return 0;
}

int codebook_check(const struct codebook *book, struct diag *d)
{
    for (size_t i = 0; i < book->count; i++)
        if (book->items[i].first == i &&
            check_facet(book, &book->items[i], d) != 0)
            return -1;
    if (check_uses(book, d) != 0)
        return -1;
    return check_scales(book, d);
}
