/* sheet_columns.c - see sheet_columns.h. */
#include "ingest/survey/sheet_columns.h"

#include "lib/mem.h"
#include "lib/text.h"

#include <stdlib.h>
#include <string.h>

enum { NAME = 100, MOST_TOLD = 5 };

/* What cannot be found. */
struct search {
    struct sheet *sheet;
    const char *file;
    size_t *item_of; /* of each column of the file: the item, from 1; 0 */
    char missing[500];
    size_t n_missing;
};

static int fail_several(const struct search *f, const char *item,
                        const json_t *column, struct diag *d)
{
    char name[NAME];
    codebook_column_name(column, name, sizeof name);
    diag_at(d, f->file, 1, item);
    return diag_fail(d,
                     "there are several columns headed '%s'; name the one you "
                     "mean in %s by its position, a number from 1",
                     name, jsondoc_path(f->sheet->book->doc));
}

static void note_missing(struct search *f, const char *item,
                         const json_t *column)
{
    char name[NAME];
    if (f->n_missing++ >= MOST_TOLD)
        return;
    codebook_column_name(column, name, sizeof name);
    columns_append(f->missing, sizeof f->missing, "%s'%s' (%s)",
                   f->n_missing > 1 ? ", " : "", name, item);
}

static void add_place(struct sheet *s, long place)
{
    s->places = mem_grow(s->places, s->n_places, &s->room, sizeof *s->places);
    s->places[s->n_places++] = place;
}

/* Two wordings in a codebook may come to one column of a file. */
static int claim(struct search *f, long place, size_t item, struct diag *d)
{
    const struct codebook *book = f->sheet->book;
    if (place < 0)
        return 0;
    size_t other = f->item_of[place];
    f->item_of[place] = item + 1;
    if (other == 0)
        return 0;
    diag_at(d, f->file, 1, csvfile_header(f->sheet->rows.csv, (size_t)place));
    return diag_fail(d,
                     "%s reads this column for '%s' and for '%s'; write the "
                     "headers there as they are here, or say positions",
                     jsondoc_path(book->doc), book->items[other - 1].id,
                     book->items[item].id);
}

static int add_column(struct search *f, size_t item, const json_t *column,
                      bool optional, struct diag *d)
{
    const char *id = f->sheet->book->items[item].id;
    long place = finder_find(&f->sheet->finder, column);
    if (place == FINDER_SEVERAL)
        return fail_several(f, id, column, d);
    if (place == FINDER_NONE && !optional)
        note_missing(f, id, column);
    add_place(f->sheet, place);
    return claim(f, place, item, d);
}

/* Of a choice in both codings a file may have one of the two. */
static int add_both(struct search *f, size_t first, struct diag *d)
{
    const struct codebook_item *items = &f->sheet->book->items[first];
    const json_t *cell = json_object_get(items->object, "column");
    bool whole = finder_find(&f->sheet->finder, cell) != FINDER_NONE;
    bool own = false;
    for (size_t i = 0; i < items->count; i++)
        own = own ||
              finder_find(&f->sheet->finder, items[i].column) != FINDER_NONE;
    for (size_t i = 0; i < items->count; i++) {
        f->sheet->begins[first + i] = f->sheet->n_places;
        if (add_column(f, first + i, items[i].column,
                       items[i].optional || (whole && !own), d) != 0)
            return -1;
    }
    return add_column(f, first, cell, items->optional || own, d);
}

static int add_item(struct search *f, size_t i, struct diag *d)
{
    const struct codebook_item *item = &f->sheet->book->items[i];
    const json_t *column;
    bool option = item->kind == CODEBOOK_OPTION;
    if (option && item->coding == CODEBOOK_BOTH)
        return i == item->first ? add_both(f, i, d) : 0;
    f->sheet->begins[i] = f->sheet->n_places;
    if (item->rank || (option && item->column == NULL && i != item->first))
        return 0;
    for (size_t k = 0; (column = codebook_column(item, k)) != NULL; k++)
        if (add_column(f, i, column, item->optional, d) != 0)
            return -1;
    return 0;
}

static int add_attributes(struct search *f, struct diag *d)
{
    struct sheet *s = f->sheet;
    s->attributes =
        mem_array(NULL, s->book->n_attributes, sizeof *s->attributes);
    for (size_t i = 0; i < s->book->n_attributes; i++) {
        const struct codebook_attribute *a = &s->book->attributes[i];
        s->attributes[i] = finder_find(&s->finder, a->column);
        if (s->attributes[i] == FINDER_SEVERAL)
            return fail_several(f, a->name, a->column, d);
        if (s->attributes[i] == FINDER_NONE)
            note_missing(f, a->name, a->column);
    }
    return 0;
}

/* The headers that the codebook does not name: one of them may be meant. */
static void list_unused(const struct search *f, char *to, size_t size)
{
    size_t told = 0;
    const struct finder *h = &f->sheet->finder;
    for (size_t i = 0; i < h->count && told < MOST_TOLD; i++) {
        char name[NAME];
        const char *header = csvfile_header(h->csv, i);
        if (h->used[i] || header[0] == '\0')
            continue;
        columns_append(
            to, size, "%s'%.60s'", told++ > 0 ? ", " : "",
            text_printable(header, strlen(header), name, sizeof name));
    }
}

static int fail_missing(const struct search *f, struct diag *d)
{
    char unused[400] = "";
    char more[40] = "";
    list_unused(f, unused, sizeof unused);
    if (f->n_missing > MOST_TOLD)
        columns_append(more, sizeof more, " and %zu more",
                       f->n_missing - MOST_TOLD);
    diag_at(d, f->file, 1, NULL);
    return diag_fail(d,
                     "there is no column %s%s, which %s reads%s%s; what this "
                     "version of the questionnaire lacks may be "
                     "\"optional\": true",
                     f->missing, more, jsondoc_path(f->sheet->book->doc),
                     unused[0] != '\0' ? "; not used are " : "", unused);
}

int sheet_columns(struct sheet *s, const char *file, struct diag *d)
{
    struct search f = {.sheet = s, .file = file};
    f.item_of = mem_alloc((s->finder.count + 1) * sizeof *f.item_of);
    s->begins = mem_array(NULL, s->book->count + 1, sizeof *s->begins);
    int result = 0;
    for (size_t i = 0; i < s->book->count && result == 0; i++)
        result = add_item(&f, i, d);
    s->begins[s->book->count] = s->n_places;
    if (result == 0)
        result = add_attributes(&f, d);
    free(f.item_of);
    if (result == 0 && f.n_missing > 0)
        result = fail_missing(&f, d);
    if (result == 0)
        *d = (struct diag){0}; /* the places of the header are passed */
    return result;
}
