/* identities.c - see identities.h. */
#include "ingest/identities.h"

#include "ingest/columns.h"
#include "lib/idmap.h"
#include "lib/mem.h"
#include "lib/warehouse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct identities_space {
    const char *name;
    struct idmap *places;
    const char **members; /* their own ids, by place */
    size_t count, room;
};

static const char select_identities[] =
    "SELECT namespace, other_id, member_id FROM identity JOIN member"
    " USING (member) ORDER BY namespace, other_id";

static struct identities_space *find_space(const struct identities *all,
                                           const char *name)
{
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->spaces[i].name, name) == 0)
            return &all->spaces[i];
    return NULL;
}

static struct identities_space *make_space(struct identities *all,
                                           const char *name)
{
    all->spaces =
        mem_grow(all->spaces, all->count, &all->room, sizeof *all->spaces);
    struct identities_space *s = &all->spaces[all->count++];
    *s = (struct identities_space){
        .name = arena_text(&all->ids, name, strlen(name)),
        .places = idmap_new()};
    return s;
}

static void add_row(struct identities *all, sqlite3_stmt *row)
{
    const char *name = (const char *)sqlite3_column_text(row, 0);
    const char *other = (const char *)sqlite3_column_text(row, 1);
    const char *member = (const char *)sqlite3_column_text(row, 2);
    size_t length = (size_t)sqlite3_column_bytes(row, 1);
    if (name == NULL || other == NULL || member == NULL || length == 0 ||
        length > IDMAP_ID_MAX)
        return;
    struct identities_space *s = find_space(all, name);
    if (s == NULL)
        s = make_space(all, name);
    s->members = mem_grow(s->members, s->count, &s->room, sizeof *s->members);
    s->members[s->count] = arena_text(&all->ids, member, strlen(member));
    idmap_add(s->places, other, length, (int64_t)s->count++);
}

int identities_read(struct identities *all, sqlite3 *db, struct diag *d)
{
    if (all->read)
        return 0;
    sqlite3_stmt *rows = warehouse_prepare(db, select_identities, d);
    if (rows == NULL)
        return -1;
    int got;
    while ((got = warehouse_step(rows, d)) == 1)
        add_row(all, rows);
    sqlite3_finalize(rows);
    all->read = got == 0;
    return got;
}

int identities_check(const struct identities *all,
                     const struct study_input *input, const struct study *study,
                     struct diag *d)
{
    char key[60], names[300] = "";
    if (input->member_namespace == NULL ||
        find_space(all, input->member_namespace) != NULL)
        return 0;
    for (size_t i = 0; i < all->count; i++)
        columns_append(names, sizeof names, "%s%s", i > 0 ? ", " : "",
                       all->spaces[i].name);
    snprintf(key, sizeof key, "inputs[%zu].member_namespace",
             (size_t)(input - study->inputs));
    diag_at(d, jsondoc_path(study->doc), input->line, key);
    return diag_fail(d,
                     "no input of kind identities gives ids of the namespace "
                     "'%.80s'%s%s",
                     input->member_namespace,
                     all->count > 0 ? "; there are ids of " : "", names);
}

bool identities_find(const struct identities *all, const char *name,
                     struct cell *cell, struct fault *fault)
{
    const struct identities_space *s = find_space(all, name);
    const int64_t *place =
        s != NULL ? idmap_find(s->places, cell->bytes, cell->length) : NULL;
    if (place == NULL)
        return fault_set(fault, "unknown-id",
                         "no member has the id '%.*s' in namespace '%.80s'",
                         cell_shown(cell->bytes, cell->length), cell->bytes,
                         name);
    cell->bytes = s->members[*place];
    cell->length = strlen(cell->bytes);
    return true;
}

void identities_free(struct identities *all)
{
    for (size_t i = 0; i < all->count; i++) {
        idmap_free(all->spaces[i].places);
        free(all->spaces[i].members);
    }
    free(all->spaces);
    arena_free(&all->ids);
    *all = (struct identities){0};
}
