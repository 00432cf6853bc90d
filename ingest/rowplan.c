/* rowplan.c - see rowplan.h. */
#include "ingest/rowplan.h"

static void add(struct rowplan_fields *to, size_t field)
{
    to->list[to->count++] = (uint8_t)field;
}

static void add_list(struct rowplan *p, size_t field, const struct column *c)
{
    add(&p->lists, field);
    p->raw[field] = p->n_raw;
    p->n_raw += c->constant != NULL ? 1 : c->n_places;
}

static void add_single(struct rowplan *p, const struct source *source,
                       size_t field, const struct columns *c)
{
    const struct field *f = &source->fields[field];
    add(&p->single, field);
    if (f->refers != ENTITY_NONE)
        add(f->refers == source->entity ? &p->own : &p->others, field);
    if (f->not_before == NULL)
        return;
    long other = source_field(source, f->not_before);
    if (!c->fields[other].bound)
        return;
    p->earliest[p->ordered.count] = (uint8_t)other;
    add(&p->ordered, field);
}

void rowplan_make(struct rowplan *p, const struct source *source,
                  const struct columns *c)
{
    *p = (struct rowplan){0};
    for (size_t i = 0; source->fields[i].name != NULL; i++) {
        if (!c->fields[i].bound)
            continue;
        if (source->fields[i].link != NULL)
            add_list(p, i, &c->fields[i]);
        else
            add_single(p, source, i, c);
    }
}
