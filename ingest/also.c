/* also.c - see also.h. */
#include "ingest/also.h"

#include "ingest/load.h"
#include "lib/mem.h"
#include "lib/recordmemo.h"

#include <stdlib.h>
#include <string.h>

const char *const also_member_columns[] = {
    "member",    "member_id", "name",  "gender", "born_on",
    "joined_on", "full_on",   "batch", "line",   NULL};

const char *const also_membership_columns[] = {
    "member", "org", "status", "begin_on", "end_on", "batch", "line", NULL};

const char *const also_attribute_columns[] = {"member",   "attribute", "value",
                                              "begin_on", "end_on",    "batch",
                                              "line",     NULL};

static const struct cell *cell_of(const struct loader *l, const char *name)
{
    return &l->rows.cells[source_field(l->source, name)];
}

static int end_row(struct loader *l, struct bulk *b, struct diag *d)
{
    bulk_integer(b, l->batch->number);
    bulk_integer(b, rows_line(&l->rows));
    return bulk_end_row(b, d);
}

/* Where the fields are, and what the values of attributes bring along. */
struct also_kept {
    size_t org, joined, status;
    size_t n_memos;
    struct recordmemo memos[]; /* of each attribute */
};

static void keep(struct loader *l)
{
    size_t n = l->rows.columns.n_attributes;
    l->kept = mem_alloc(sizeof *l->kept + n * sizeof l->kept->memos[0]);
    l->kept->n_memos = n;
    l->kept->org = (size_t)source_field(l->source, "org_id");
    l->kept->joined = (size_t)source_field(l->source, "joined_on");
    l->kept->status = (size_t)source_field(l->source, "status");
}

void also_free(struct also_kept *kept)
{
    for (size_t i = 0; kept != NULL && i < kept->n_memos; i++)
        recordmemo_free(&kept->memos[i]);
    free(kept);
}

static int store_membership(struct loader *l, struct diag *d)
{
    const struct cell *org = &l->rows.cells[l->kept->org];
    const struct cell *joined = &l->rows.cells[l->kept->joined];
    struct bulk *b = l->also[0];
    if (!org->known)
        return 0;
    bulk_integer(b, l->key);
    bulk_integer(b, org->value);
    load_text(b, &l->rows.cells[l->kept->status]);
    if (joined->known)
        bulk_integer(b, joined->value);
    else
        bulk_null(b);
    bulk_null(b); /* it goes on */
    return end_row(l, b, d);
}

/* All of the row but the member and the line. */
static void put_attribute(struct tablerecord *r, const char *name,
                          const struct cell *value, int64_t batch)
{
    tablerecord_text(r, name, strlen(name));
    tablerecord_text(r, value->bytes, value->length);
    tablerecord_null(r);
    tablerecord_null(r); /* always */
    tablerecord_integer(r, batch);
}

static int store_attribute(struct loader *l, size_t i, struct diag *d)
{
    const struct cell *value = &l->rows.attributes[i];
    const char *name = l->rows.columns.attributes[i].name;
    struct tablerecord own = {0};
    struct tablerecord *part = &own;
    bool fresh = true;
    if (value->length <= RECORDMEMO_WORD)
        part = recordmemo_find(&l->kept->memos[i], value->bytes, value->length,
                               &fresh);
    if (fresh)
        put_attribute(part, name, value, l->batch->number);
    int result =
        bulk_add_around(l->also[1], l->key, part, rows_line(&l->rows), d);
    if (part == &own)
        tablerecord_free(&own);
    return result;
}

int also_member(struct loader *l, struct diag *d)
{
    if (l->kept == NULL)
        keep(l);
    if (store_membership(l, d) != 0)
        return -1;
    for (size_t i = 0; i < l->kept->n_memos; i++)
        if (l->rows.attributes[i].known && store_attribute(l, i, d) != 0)
            return -1;
    return 0;
}

int also_interview(struct loader *l, struct diag *d)
{
    struct bulk *b = l->also[0];
    bulk_integer(b, l->key);
    bulk_integer(b, cell_of(l, "topic_id")->value);
    bulk_integer(b, cell_of(l, "strength")->value);
    return end_row(l, b, d);
}
