/* shelf.c - see shelf.h. */
#include "analyze/survey/shelf.h"

#include "lib/mem.h"

#include <stdlib.h>

struct shelf {
    struct answers **list; /* by the order of reading */
    size_t count, room;
};

struct shelf *shelf_new(void)
{
    return mem_alloc(sizeof(struct shelf));
}

static struct answers *find(const struct shelf *s, int64_t key)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->list[i]->key == key)
            return s->list[i];
    return NULL;
}

static int read(struct answers *a, const struct run *r, int64_t key,
                struct diag *d)
{
    if (answers_read(a, r->db, r->facts, key, r->study->as_of, d) != 0)
        return -1;
    if (a->later > 0)
        run_warn(r,
                 "survey '%s': %zu of %zu answers are of a day after as_of and "
                 "do not count",
                 a->id, a->later, a->later + a->n);
    return 0;
}

int shelf_survey(const struct run *r, const char *section, struct answers **a,
                 struct diag *d)
{
    int64_t key;
    *a = NULL;
    if (answers_find(&key, r->db, r->study, section, d) != 0)
        return -1;
    if (key < 0)
        return 0;
    struct shelf *s = r->shelf;
    struct answers *x = find(s, key);
    if (x == NULL) {
        x = mem_alloc(sizeof *x);
        s->list = mem_grow(s->list, s->count, &s->room, sizeof *s->list);
        s->list[s->count++] = x;
        if (read(x, r, key, d) != 0)
            return -1;
    }
    *a = x;
    return 0;
}

int shelf_answers(const struct run *r, const char *section, struct answers **a,
                  struct diag *d)
{
    if (shelf_survey(r, section, a, d) != 0)
        return -1;
    if (*a != NULL && (*a)->n == 0)
        *a = NULL;
    return 0;
}

void shelf_free(struct shelf *s)
{
    for (size_t i = 0; s != NULL && i < s->count; i++) {
        answers_free(s->list[i]);
        free(s->list[i]);
    }
    if (s != NULL)
        free(s->list);
    free(s);
}
