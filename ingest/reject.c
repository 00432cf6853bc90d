/* reject.c - see reject.h. */
#include "ingest/reject.h"

#include "lib/bulk.h"
#include "lib/mem.h"
#include "lib/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VALUE_BYTES = 1000 }; /* kept of a cell */
enum { NAME_BYTES = 200 };   /* shown of a header */

static const char insert_reject[] =
    "INSERT INTO reject (batch, line, column, code, value, reason)"
    " SELECT c0, c1, c2, c3, c4, c5 FROM bulk";

int reject_open(struct reject *r, sqlite3 *db, int64_t batch, const char *file,
                const char *program, struct diag *d)
{
    *r = (struct reject){.batch = batch, .program = program};
    text_printable(file, strlen(file), r->file, sizeof r->file);
    r->bulk = bulk_open(db, insert_reject, 6, d);
    return r->bulk != NULL ? 0 : -1;
}

static struct reject_group *find_group(struct reject *r, const char *code,
                                       const char *column)
{
    for (size_t i = 0; i < r->n_groups && i < REJECT_GROUPS; i++)
        if (strcmp(r->groups[i].code, code) == 0 &&
            strcmp(r->groups[i].column, column) == 0)
            return &r->groups[i];
    if (r->n_groups < REJECT_GROUPS) {
        r->groups[r->n_groups] = (struct reject_group){
            .code = code, .column = mem_text(column), .last = -1};
        return &r->groups[r->n_groups++];
    }
    if (r->n_groups == REJECT_GROUPS)
        r->groups[r->n_groups++] =
            (struct reject_group){.code = "others", .last = -1};
    return &r->groups[REJECT_GROUPS];
}

/* The faults of one row come one after the other. */
static void count(struct reject *r, const char *code, const char *column,
                  long line)
{
    struct reject_group *g = find_group(r, code, column);
    if (line == g->last)
        return;
    g->last = line;
    size_t at = g->rows < REJECT_LINES ? (size_t)g->rows : REJECT_LINES;
    g->rows++;
    for (; at > 0 && g->lines[at - 1] > line; at--)
        if (at < REJECT_LINES)
            g->lines[at] = g->lines[at - 1];
    if (at < REJECT_LINES)
        g->lines[at] = line;
}

static void print(const struct reject *r, long line, const char *column,
                  const struct fault *fault)
{
    char name[NAME_BYTES];
    text_printable(column, strlen(column), name, sizeof name);
    fprintf(stderr, "%s: %s:%ld: %s%s%s\n", r->program, r->file, line, name,
            name[0] != '\0' ? ": " : "",
            fault->shown[0] != '\0' ? fault->shown : fault->reason);
}

/* LENGTH bytes of VALUE at most, whole characters, NULL if not UTF-8. */
static void add_value(struct bulk *bulk, const char *value, size_t length)
{
    if (value == NULL || !text_is_utf8(value, length)) {
        bulk_null(bulk);
        return;
    }
    if (length > VALUE_BYTES) {
        length = VALUE_BYTES;
        while (length > 0 && ((unsigned char)value[length] & 0xC0) == 0x80)
            length--;
    }
    bulk_text(bulk, value, length);
}

int reject_add(struct reject *r, long line, const char *column,
               const char *value, size_t length, const struct fault *fault,
               struct diag *d)
{
    if (r->silent)
        return 0;
    if (r->faults < REJECT_SHOWN)
        print(r, line, column, fault);
    r->faults++;
    count(r, fault->code, column, line);
    bulk_integer(r->bulk, r->batch);
    bulk_integer(r->bulk, line);
    bulk_text(r->bulk, column, strlen(column));
    bulk_text(r->bulk, fault->code, strlen(fault->code));
    add_value(r->bulk, value, length);
    bulk_text(r->bulk, fault->reason, strlen(fault->reason));
    return bulk_end_row(r->bulk, d);
}

int reject_finish(struct reject *r, bool kept, struct diag *d)
{
    if (r->faults > REJECT_SHOWN)
        fprintf(stderr, "%s: %s: and %ld more%s\n", r->program, r->file,
                r->faults - REJECT_SHOWN,
                kept ? "; dripline rejects STUDY lists them all" : "");
    int result = bulk_close(r->bulk, d);
    r->bulk = NULL;
    return result;
}

static int by_code(const void *one, const void *other)
{
    const struct reject_group *a = one;
    const struct reject_group *b = other;
    int c = strcmp(a->code, b->code);
    if (c != 0 || a->column == NULL || b->column == NULL)
        return c;
    return strcmp(a->column, b->column);
}

static void print_group(const struct reject *r, const struct reject_group *g)
{
    char name[NAME_BYTES] = "";
    if (g->column != NULL)
        text_printable(g->column, strlen(g->column), name, sizeof name);
    fprintf(stderr, "%s: %s: %s%s%s: %ld row%s, at line", r->program, r->file,
            g->code, name[0] != '\0' ? " in " : "", name, g->rows,
            g->rows == 1 ? "" : "s");
    for (long k = 0; k < g->rows && k < REJECT_LINES; k++)
        fprintf(stderr, "%s %ld", k > 0 ? "," : "", g->lines[k]);
    fputs(g->rows > REJECT_LINES ? " ...\n" : "\n", stderr);
}

void reject_print_groups(const struct reject *r)
{
    struct reject_group groups[REJECT_GROUPS + 1];
    size_t apart = r->n_groups < REJECT_GROUPS ? r->n_groups : REJECT_GROUPS;
    memcpy(groups, r->groups, sizeof groups);
    qsort(groups, apart, sizeof *groups, by_code);
    for (size_t i = 0; i < r->n_groups; i++)
        print_group(r, &groups[i]);
}

void reject_free(struct reject *r)
{
    bulk_free(r->bulk);
    for (size_t i = 0; i < r->n_groups; i++)
        free(r->groups[i].column);
    *r = (struct reject){0};
}
