/* trial.c - see trial.h. */
#include "analyze/recommend/trial.h"

#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_COURSES = 3 };

static void open_arrays(struct trial *t, const struct visits *v,
                        size_t n_courses)
{
    *t = (struct trial){.v = v, .n_courses = n_courses};
    t->known = mem_array(NULL, v->members, sizeof *t->known);
    t->until = mem_array(NULL, v->members, sizeof *t->until);
    t->judged = mem_array(NULL, v->members, sizeof *t->judged);
    t->taken = mem_alloc(n_courses * sizeof *t->taken);
}

void trial_close(struct trial *t)
{
    gram_close(&t->gram);
    free(t->known);
    free(t->until);
    free(t->judged);
    free(t->taken);
    *t = (struct trial){0};
}

static int by_number(const void *one, const void *two)
{
    uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)two;
    return (a > b) - (a < b);
}

/* Counts what is known of each member. */
static int count(struct trial *t, struct diag *d)
{
    uint32_t *items = mem_array(NULL, t->n_courses, sizeof *items);
    int status = gram_open(&t->gram, t->n_courses, d);
    for (size_t i = 0; status == 0 && i < t->v->members; i++) {
        const struct visit *list = t->v->list + t->v->starts[i];
        for (size_t j = 0; j < t->known[i]; j++) {
            items[j] = list[j].course;
            t->taken[items[j]]++;
        }
        if (t->known[i] > 0)
            qsort(items, t->known[i], sizeof *items, by_number);
        status = gram_add(&t->gram, items, t->known[i], d);
        if (t->until[i] > t->known[i])
            t->judged[t->n_judged++] = (uint32_t)i;
    }
    free(items);
    return status;
}

static uint32_t count_before(const struct visits *v, size_t i, int32_t day)
{
    const struct visit *list = v->list + v->starts[i];
    size_t n = v->starts[i + 1] - v->starts[i], before = 0;
    while (before < n && list[before].day < day)
        before++;
    return (uint32_t)before;
}

int trial_window(struct trial *t, const struct visits *v, size_t n_courses,
                 int32_t from, int32_t until, struct diag *d)
{
    open_arrays(t, v, n_courses);
    t->today = from;
    for (size_t i = 0; i < v->members; i++) {
        t->known[i] = count_before(v, i, from);
        t->until[i] = count_before(v, i, until);
    }
    return count(t, d);
}

int trial_last(struct trial *t, const struct visits *v, size_t n_courses,
               int32_t today, struct diag *d)
{
    open_arrays(t, v, n_courses);
    t->today = today;
    for (size_t i = 0; i < v->members; i++) {
        size_t n = v->starts[i + 1] - v->starts[i];
        t->known[i] = (uint32_t)(n >= LEAST_COURSES ? n - 1 : n);
        t->until[i] = (uint32_t)n;
    }
    return count(t, d);
}

void trial_thin(struct trial *t, size_t most)
{
    size_t all[2] = {0, 0}, seen[2] = {0, 0}, kept = 0;
    for (size_t i = 0; i < t->n_judged; i++)
        all[t->known[t->judged[i]] > 0]++;
    for (size_t i = 0; i < t->n_judged; i++) {
        int warm = t->known[t->judged[i]] > 0;
        size_t n = seen[warm]++;
        if (all[warm] <= most ||
            n * most / all[warm] != (n + 1) * most / all[warm])
            t->judged[kept++] = t->judged[i];
    }
    t->n_judged = kept;
}

void trial_member_open(struct trial_member *m, size_t n_courses)
{
    m->course = mem_array(NULL, n_courses, sizeof *m->course);
    m->age = mem_array(NULL, n_courses, sizeof *m->age);
    m->wanted = mem_array(NULL, n_courses, sizeof *m->wanted);
    m->open = mem_array(NULL, n_courses, sizeof *m->open);
}

void trial_member_close(struct trial_member *m)
{
    free(m->course);
    free(m->age);
    free(m->wanted);
    free(m->open);
    *m = (struct trial_member){0};
}

static int by_course(const void *one, const void *two)
{
    const struct visit *a = one, *b = two;
    return (a->course > b->course) - (a->course < b->course);
}

void trial_member_set(struct trial_member *m, const struct trial *t, size_t i)
{
    const struct visit *list = t->v->list + t->v->starts[i];
    m->n_known = t->known[i];
    m->n_wanted = t->until[i] - t->known[i];
    struct visit *known = mem_array(NULL, m->n_known, sizeof *known);
    if (m->n_known > 0) {
        memcpy(known, list, m->n_known * sizeof *known);
        qsort(known, m->n_known, sizeof *known, by_course);
    }
    for (size_t c = 0; c < t->n_courses; c++)
        m->open[c] = true;
    for (size_t j = 0; j < m->n_known; j++) {
        m->course[j] = known[j].course;
        m->age[j] = t->today - known[j].day;
        m->open[known[j].course] = false;
    }
    free(known);
    for (size_t j = 0; j < m->n_wanted; j++)
        m->wanted[j] = list[m->n_known + j].course;
    if (m->n_wanted > 0)
        qsort(m->wanted, m->n_wanted, sizeof *m->wanted, by_number);
}
