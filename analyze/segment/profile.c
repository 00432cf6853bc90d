/* profile.c - see profile.h. */
#include "analyze/segment/profile.h"

#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>

/* Takes NAME over. */
static size_t add_feature(struct profile *p, const char *kind, char *name,
                          double all, double sd)
{
    p->kind[p->count] = kind;
    p->feature[p->count] = name;
    p->all[p->count] = all;
    p->sd[p->count] = sd > 0 ? sd : 1;
    return p->count++;
}

static void add_numbers(struct profile *p, const struct mixture *m,
                        const struct features *f, double *mean, size_t room)
{
    const struct coded *c = &f->data;
    for (size_t j = 0; j < c->dims; j++) {
        bool scale = j < c->scales;
        const char *name =
            scale ? f->answers->item[f->item[j]].id : f->real[j - c->scales];
        size_t at = add_feature(p, scale ? "item" : "measure", mem_text(name),
                                c->mean[j], c->sd[j]);
        for (size_t k = 0; k < m->k; k++)
            mean[k * room + at] =
                c->mean[j] + c->sd[j] * m->mean[k * m->dims + j];
    }
}

/* A tick is told by its share, a choice by that of each state. */
static void add_state(struct profile *p, const struct mixture *m,
                      const struct features *f, size_t column, size_t state,
                      double *mean, size_t room)
{
    const struct coded *c = &f->data;
    const struct answer_item *item = &f->answers->item[f->item[column]];
    size_t cell = c->first[column] - c->scale_cells + state;
    double all = 0;
    for (size_t k = 0; k < m->k; k++)
        all += m->share[k] * m->chance[k * m->cells + cell];
    bool option = item->kind == ANSWER_OPTION;
    char *name = option ? mem_text(item->id)
                        : mem_format("%s=%d", item->id, item->low + (int)state);
    size_t at = add_feature(p, option ? "option" : "choice", name, all,
                            sqrt(all * (1 - all)));
    for (size_t k = 0; k < m->k; k++)
        mean[k * room + at] = m->chance[k * m->cells + cell];
}

void profile_make(struct profile *p, const struct mixture *m,
                  const struct features *f)
{
    size_t room = m->dims + m->cells;
    *p = (struct profile){.k = m->k};
    p->kind = mem_array(NULL, room, sizeof *p->kind);
    p->feature = mem_array(NULL, room, sizeof *p->feature);
    p->all = mem_array(NULL, room, sizeof *p->all);
    p->sd = mem_array(NULL, room, sizeof *p->sd);
    double *mean = mem_array(NULL, m->k * room, sizeof *mean);
    add_numbers(p, m, f, mean, room);
    for (size_t j = f->scales; j < f->scales + f->classes; j++) {
        bool option = f->answers->item[f->item[j]].kind == ANSWER_OPTION;
        for (size_t s = option ? 1 : 0; s < coded_states(&f->data, j); s++)
            add_state(p, m, f, j, s, mean, room);
    }
    p->mean = mem_array(NULL, m->k * p->count, sizeof *p->mean);
    for (size_t k = 0; k < m->k; k++)
        for (size_t i = 0; i < p->count; i++)
            p->mean[k * p->count + i] = mean[k * room + i];
    free(mean);
}

void profile_free(struct profile *p)
{
    for (size_t i = 0; i < p->count; i++)
        free(p->feature[i]);
    free(p->kind);
    free(p->feature);
    free(p->mean);
    free(p->all);
    free(p->sd);
    *p = (struct profile){0};
}
