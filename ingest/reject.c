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

static void count(struct reject *r, const char *code, long line)
{
    size_t i = 0;
    while (i < r->n_codes && strcmp(r->codes[i].code, code) != 0)
        i++;
    if (i == r->n_codes) {
        r->codes = mem_grow(r->codes, r->n_codes, &r->room, sizeof *r->codes);
        r->codes[r->n_codes++] = (struct reject_code){.code = code};
    }
    struct reject_code *c = &r->codes[i];
    if (c->count < REJECT_LINES)
        c->lines[c->count] = line;
    c->count++;
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
    count(r, fault->code, line);
    bulk_integer(r->bulk, r->batch);
    bulk_integer(r->bulk, line);
    bulk_text(r->bulk, column, strlen(column));
    bulk_text(r->bulk, fault->code, strlen(fault->code));
    add_value(r->bulk, value, length);
    bulk_text(r->bulk, fault->reason, strlen(fault->reason));
    return bulk_end_row(r->bulk, d);
}

int reject_finish(struct reject *r, const char *kept_in, struct diag *d)
{
    if (r->faults > REJECT_SHOWN)
        fprintf(stderr, "%s: %s: and %ld more%s%s\n", r->program, r->file,
                r->faults - REJECT_SHOWN,
                kept_in != NULL ? "; all are in table reject of " : "",
                kept_in != NULL ? kept_in : "");
    int result = bulk_close(r->bulk, d);
    r->bulk = NULL;
    return result;
}

static int by_code(const void *one, const void *other)
{
    const struct reject_code *a = one;
    const struct reject_code *b = other;
    return strcmp(a->code, b->code);
}

void reject_print_codes(const struct reject *r)
{
    struct reject_code *codes = mem_array(NULL, r->n_codes, sizeof *codes);
    if (r->n_codes > 0) {
        memcpy(codes, r->codes, r->n_codes * sizeof *codes);
        qsort(codes, r->n_codes, sizeof *codes, by_code);
    }
    for (size_t i = 0; i < r->n_codes; i++) {
        const struct reject_code *c = &codes[i];
        fprintf(stderr, "%s: %s: %s: %ld, at line", r->program, r->file,
                c->code, c->count);
        for (long k = 0; k < c->count && k < REJECT_LINES; k++)
            fprintf(stderr, "%s %ld", k > 0 ? "," : "", c->lines[k]);
        fputs(c->count > REJECT_LINES ? " ...\n" : "\n", stderr);
    }
    free(codes);
}

void reject_free(struct reject *r)
{
    bulk_free(r->bulk);
    free(r->codes);
    *r = (struct reject){0};
}
