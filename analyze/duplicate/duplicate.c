/* duplicate.c - see duplicate.h. */
#include "analyze/duplicate/duplicate.h"

#include "analyze/duplicate/audience.h"
#include "analyze/duplicate/clash.h"
#include "analyze/requirement/policy.h"
#include "analyze/duplicate/repeat.h"
#include "analyze/record/stay.h"
#include "lib/bulk.h"
#include "lib/date.h"
#include "lib/mem.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct duplicate {
    struct audiences audiences;
    struct clashes clashes;
    struct repeats repeats;
    struct repeat_forms forms;
    struct bulk *rows;
    int64_t finding; /* the last number given */
};

/* A listener of one class, as found in a block. */
struct heard {
    int32_t class;
    uint32_t member, minutes;
};

/* What one block comes to. */
struct part {
    struct clashes clashes;
    struct repeats repeats;
    struct heard *heard;
    size_t n_heard, heard_room;
};

static int duplicate_begin(struct run *r, void **self, int *skip,
                           struct diag *d)
{
    (void)skip;
    struct duplicate *u = mem_alloc(sizeof *u);
    *self = u;
    audiences_make(&u->audiences, r->facts, r->study->as_of);
    u->forms = (struct repeat_forms){facts_word(r->facts, "centralized"),
                                     facts_word(r->facts, "collective")};
    u->rows = bulk_open(r->db,
                        "INSERT INTO duplicate SELECT c0, c1, c2, c3, c4, c5,"
                        " c6, c7, c8, c9, c10, c11, c12 FROM bulk",
                        13, d);
    return u->rows == NULL ? -1 : 0;
}

static int compare_heard(const void *a, const void *b)
{
    const struct heard *x = a, *y = b;
    return (x->class > y->class) - (x->class < y->class);
}

/* Adds MEMBER to the classes it was in: one entry each, minutes summed. */
static void note_classes(struct part *p, const struct audiences *audiences,
                         uint32_t member, const struct stays *stays)
{
    size_t begin = p->n_heard, end = begin;
    for (size_t i = 0; i < stays->count; i++) {
        const struct stay *s = &stays->stay[i];
        int32_t class = audiences->of_session[s->session];
        if (class == FACT_NONE)
            continue;
        p->heard =
            mem_grow(p->heard, p->n_heard, &p->heard_room, sizeof *p->heard);
        p->heard[p->n_heard++] = (struct heard){
            class, member, s->minutes > 0 ? (uint32_t)s->minutes : 0};
    }
    if (p->n_heard == begin)
        return;
    qsort(p->heard + begin, p->n_heard - begin, sizeof *p->heard,
          compare_heard);
    for (size_t i = begin + 1; i < p->n_heard; i++)
        if (p->heard[i].class == p->heard[end].class)
            p->heard[end].minutes += p->heard[i].minutes;
        else
            p->heard[++end] = p->heard[i];
    p->n_heard = end + 1;
}

static int duplicate_block(const struct run *r, const void *self,
                           const struct block *block, void **part,
                           struct diag *d)
{
    (void)d;
    const struct duplicate *u = self;
    struct part *p = mem_alloc(sizeof *p);
    struct stays stays = {0};
    struct clash_order order = {0};
    struct repeat_scratch scratch = {0};
    for (size_t i = 0; i < block->count; i++) {
        uint32_t member = (uint32_t)(block->first + i);
        stays_read(&stays, r->facts, block->event + block->starts[i],
                   block->starts[i + 1] - block->starts[i], r->study->as_of);
        clashes_find(&p->clashes, r->facts, member, &stays, &order);
        note_classes(p, &u->audiences, member, &stays);
        if (r->policy->repeat_topic)
            repeats_find(&p->repeats, r->facts, u->forms, member, &stays,
                         &scratch);
    }
    stays_free(&stays);
    free(order.stay);
    free(scratch.time);
    *part = p;
    return 0;
}

static int duplicate_merge(struct run *r, void *self, void *part, int failed,
                           struct diag *d)
{
    (void)r;
    (void)d;
    struct duplicate *u = self;
    struct part *p = part;
    for (size_t i = 0; !failed && i < p->clashes.count; i++)
        clashes_add(&u->clashes, &p->clashes.clash[i]);
    for (size_t i = 0; !failed && i < p->repeats.count; i++)
        repeats_add(&u->repeats, &p->repeats.repeat[i]);
    for (size_t i = 0; !failed && i < p->n_heard; i++)
        audience_add(&u->audiences.class[p->heard[i].class],
                     p -> heard[i].member, p->heard[i].minutes);
    free(p->clashes.clash);
    free(p->repeats.repeat);
    free(p->heard);
    free(p);
    return failed ? -1 : 0;
}

/* The words of a finding; it has no members' ids in it. */
static void add_detail(struct bulk *b, char *detail)
{
    bulk_text(b, detail, strlen(detail));
    free(detail);
}

static void add_provider(struct bulk *b, const struct facts *f, int32_t org)
{
    if (org == FACT_NONE)
        bulk_null(b);
    else
        bulk_integer(b, f->org[org].key);
}

static int store_pair(const struct run *r, struct duplicate *u,
                      const struct class *a, const struct class *b,
                      const struct shared *both, struct diag *d)
{
    const struct facts *f = r->facts;
    bool first_smaller = a->count < b->count;
    size_t smaller = first_smaller ? a->count : b->count;
    bulk_integer(u->rows, r->key);
    bulk_integer(u->rows, ++u->finding);
    bulk_text(u->rows, "multi-provider", strlen("multi-provider"));
    bulk_null(u->rows);
    bulk_integer(u->rows, f->topic[a->topic].key);
    bulk_null(u->rows);
    bulk_null(u->rows);
    bulk_integer(u->rows, f->org[a->provider].key);
    bulk_integer(u->rows, f->org[b->provider].key);
    bulk_integer(u->rows, a->year);
    bulk_integer(u->rows, (int64_t)both->members);
    bulk_integer(u->rows, (int64_t)(first_smaller ? both->first_minutes
                                                  : both->second_minutes));
    add_detail(u->rows,
               mem_format("%s and %s both taught %s in %d: %u members were in "
                          "both audiences, the smaller of which has %zu",
                          f->org[a->provider].id, f->org[b->provider].id,
                          f->topic[a->topic].id, (int)a->year, both->members,
                          smaller));
    return bulk_end_row(u->rows, d);
}

/* Whether enough of the smaller audience is in both. */
static bool is_duplicate(const struct run *r, const struct class *a,
                         const struct class *b, const struct shared *both)
{
    size_t smaller = a->count < b->count ? a->count : b->count;
    return both->members >= r->policy->min_members &&
           (double)both->members + 1e-9 >=
               r->policy->provider_overlap * (double)smaller;
}

static int store_pairs(const struct run *r, struct duplicate *u, struct diag *d)
{
    size_t count;
    struct shared *pair = audiences_shared(&u->audiences, &count);
    int result = 0;
    for (size_t i = 0; result == 0 && i < count; i++) {
        const struct class *a = &u->audiences.class[pair[i].first];
        const struct class *b = &u->audiences.class[pair[i].second];
        if (is_duplicate(r, a, b, &pair[i]))
            result = store_pair(r, u, a, b, &pair[i], d);
    }
    free(pair);
    return result;
}

static int store_clash(const struct run *r, struct duplicate *u,
                       const struct clash *c, struct diag *d)
{
    const struct facts *f = r->facts;
    const struct session *a = &f->session[c->first];
    const struct session *b = &f->session[c->second];
    bulk_integer(u->rows, r->key);
    bulk_integer(u->rows, ++u->finding);
    bulk_text(u->rows, "overlapping-time", strlen("overlapping-time"));
    bulk_integer(u->rows, f->member[c->member].key);
    bulk_null(u->rows);
    bulk_integer(u->rows, a->key);
    bulk_integer(u->rows, b->key);
    add_provider(u->rows, f, a->provider);
    add_provider(u->rows, f, b->provider);
    bulk_integer(u->rows, date_year(c->day));
    bulk_integer(u->rows, 1);
    bulk_integer(u->rows, c->minutes);
    add_detail(u->rows, mem_format("%s and %s share %lld minutes", a->id, b->id,
                                   (long long)c->minutes));
    return bulk_end_row(u->rows, d);
}

static int store_repeat(const struct run *r, struct duplicate *u,
                        const struct repeat *t, struct diag *d)
{
    const struct facts *f = r->facts;
    const struct session *a = &f->session[t->first];
    const struct session *b = &f->session[t->second];
    bulk_integer(u->rows, r->key);
    bulk_integer(u->rows, ++u->finding);
    bulk_text(u->rows, "repeat-topic", strlen("repeat-topic"));
    bulk_integer(u->rows, f->member[t->member].key);
    bulk_integer(u->rows, f->topic[t->topic].key);
    bulk_integer(u->rows, a->key);
    bulk_integer(u->rows, b->key);
    add_provider(u->rows, f, a->provider);
    add_provider(u->rows, f, b->provider);
    bulk_integer(u->rows, t->year);
    bulk_integer(u->rows, 1);
    bulk_integer(u->rows, t->minutes);
    add_detail(u->rows, mem_format("%s taught %s again after %s in %d", b->id,
                                   f->topic[t->topic].id, a->id, (int)t->year));
    return bulk_end_row(u->rows, d);
}

static int duplicate_finish(struct run *r, void *self, struct diag *d)
{
    struct duplicate *u = self;
    if (store_pairs(r, u, d) != 0)
        return -1;
    for (size_t i = 0; i < u->clashes.count; i++)
        if (store_clash(r, u, &u->clashes.clash[i], d) != 0)
            return -1;
    for (size_t i = 0; i < u->repeats.count; i++)
        if (store_repeat(r, u, &u->repeats.repeat[i], d) != 0)
            return -1;
    int result = bulk_close(u->rows, d);
    u->rows = NULL;
    return result;
}

static void duplicate_free(void *self)
{
    struct duplicate *u = self;
    if (u == NULL)
        return;
    bulk_free(u->rows);
    audiences_free(&u->audiences);
    free(u->clashes.clash);
    free(u->repeats.repeat);
    free(u);
}

const struct task duplicate_task = {.name = "duplicate",
                                    .begin = duplicate_begin,
                                    .block = duplicate_block,
                                    .merge = duplicate_merge,
                                    .finish = duplicate_finish,
                                    .free = duplicate_free};
