/* also.c - see also.h. */
#include "ingest/also.h"

#include "ingest/load.h"

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

static int store_membership(struct loader *l, struct diag *d)
{
    const struct cell *org = cell_of(l, "org_id");
    const struct cell *joined = cell_of(l, "joined_on");
    struct bulk *b = l->also[0];
    if (!org->known)
        return 0;
    bulk_integer(b, l->key);
    bulk_integer(b, org->value);
    load_text(b, cell_of(l, "status"));
    if (joined->known)
        bulk_integer(b, joined->value);
    else
        bulk_null(b);
    bulk_null(b); /* it goes on */
    return end_row(l, b, d);
}

int also_member(struct loader *l, struct diag *d)
{
    if (store_membership(l, d) != 0)
        return -1;
    struct bulk *b = l->also[1];
    for (size_t i = 0; i < l->rows.columns.n_attributes; i++) {
        const struct cell *cell = &l->rows.attributes[i];
        const char *name = l->rows.columns.attributes[i].name;
        if (!cell->known)
            continue;
        bulk_integer(b, l->key);
        bulk_text(b, name, strlen(name));
        bulk_text(b, cell->bytes, cell->length);
        bulk_null(b);
        bulk_null(b); /* always */
        if (end_row(l, b, d) != 0)
            return -1;
    }
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
