/* source.c - see source.h. */
#include "ingest/source.h"

#include "lib/word.h"

#include <stdio.h>
#include <string.h>

size_t source_count(void)
{
    size_t n = 0;
    while (source_table[n].kind != NULL)
        n++;
    return n;
}

const struct source *source_find(const char *kind)
{
    for (const struct source *s = source_table; s->kind != NULL; s++)
        if (strcmp(s->kind, kind) == 0)
            return s;
    return NULL;
}

int source_fail_kind(const char *kind, struct diag *d)
{
    struct word_search near = word_search_for(kind);
    char list[400] = "";
    size_t used = 0;
    for (const struct source *s = source_table; s->kind != NULL; s++) {
        int n = snprintf(list + used, sizeof list - used, "%s%s",
                         used > 0 ? ", " : "", s->kind);
        word_search_try(&near, s->kind);
        used += n > 0 ? (size_t)n : 0;
        if (used >= sizeof list)
            break;
    }
    bool meant = near.found != NULL;
    return diag_fail(d, "there is no kind of input '%.60s'%s%s%s; there are %s",
                     kind, meant ? " (did you mean " : "",
                     meant ? near.found : "", meant ? "?)" : "", list);
}

size_t source_fields(const struct source *source)
{
    size_t n = 0;
    while (source->fields[n].name != NULL)
        n++;
    return n;
}

long source_field(const struct source *source, const char *name)
{
    for (size_t i = 0; source->fields[i].name != NULL; i++) {
        const struct field *f = &source->fields[i];
        if (strcmp(f->name, name) == 0 ||
            (f->other != NULL && strcmp(f->other, name) == 0))
            return (long)i;
    }
    return -1;
}

static bool has_reference(const struct source *source, enum entity to)
{
    for (size_t i = 0; source->fields[i].name != NULL; i++)
        if (source->fields[i].refers == to)
            return true;
    return false;
}

long source_own_reference(const struct source *source)
{
    if (source->entity == ENTITY_NONE)
        return -1;
    for (size_t i = 0; source->fields[i].name != NULL; i++)
        if (source->fields[i].refers == source->entity)
            return (long)i;
    return -1;
}

bool source_names_members(const struct source *source)
{
    return source->entity != ENTITY_MEMBER && source->owner == NULL &&
           has_reference(source, ENTITY_MEMBER);
}

bool source_refers(const struct source *source, const struct source *other)
{
    return other->entity != ENTITY_NONE && source != other &&
           has_reference(source, other->entity);
}
