/* search.c - see search.h. */
#include "analyze/duplicate/search.h"

#include "analyze/requirement/policy.h"
#include "analyze/requirement/training.h"
#include "lib/attr.h"
#include "lib/mem.h"

#include <stdlib.h>

int search_begin(struct search *s, const struct run *r, int32_t last,
                 struct diag *d)
{
    *s = (struct search){.r = r, .last = last};
    if (r->policy->duplicate.exclude_meetings) {
        s->training = training_read(r->facts, r->db, d);
        if (s->training == NULL)
            return -1;
    }
    s->lesson = lessons_read(r, s->training);
    s->twin = twins_read(r->facts);
    audiences_make(&s->audiences, r->facts, s->lesson, last);
    if (retakes_read(&s->retakes, r, d) != 0)
        return -1;
    if (r->policy->duplicate.max_calls == INT64_MAX)
        return 0;
    return calls_read(&s->calls, r, s->training, d);
}

void search_free(struct search *s)
{
    free(s->training);
    free(s->lesson);
    free(s->twin);
    retakes_free(&s->retakes);
    calls_free(&s->calls);
    audiences_free(&s->audiences);
    for (size_t k = 0; k < FINDING_KINDS; k++)
        free(s->found[k].finding);
}

static void desk_free(struct search_desk *desk)
{
    free(desk->order.stay);
    free(desk->repeat.time);
    free(desk->call.call);
    twin_scratch_free(&desk->twin);
    judge_free(&desk->judge);
}

/* Asks for what will be read of sessions all over the memory. */
static void ask_for(const struct search *s, const struct stays *stays)
{
    for (size_t i = 0; i < stays->count; i++) {
        PREFETCH(&s->lesson[stays->stay[i].session]);
        PREFETCH(&s->audiences.of_session[stays->stay[i].session]);
    }
}

void search_member(const struct search *s, struct search_desk *desk,
                   struct search_part *p, uint32_t member,
                   const struct stays *stays)
{
    const struct run *r = s->r;
    const struct duplicate_rules *rules = &r->policy->duplicate;
    ask_for(s, stays);
    desk->judge.f = r->facts;
    desk->judge.policy = r->policy;
    desk->judge.takes = s->retakes.takes;
    clashes_find(&p->found[FINDING_OVERLAPPING_TIME], r->facts, member, stays,
                 &desk->order);
    const struct repeat_rules by = {s->lesson, &s->retakes,
                                    rules->repeat_higher};
    if (rules->repeat_topic)
        repeats_find(&p->found[FINDING_REPEAT_TOPIC], r->facts, &by,
                     &desk->judge, member, stays, &desk->repeat);
    if (rules->max_calls != INT64_MAX)
        calls_find(&p->found[FINDING_OVER_CALL], r, &s->calls, member, stays,
                   s->last, &desk->call);
}

static int compare_heard(const void *a, const void *b)
{
    const struct heard *x = a, *y = b;
    return (x->class > y->class) - (x->class < y->class);
}

/* Adds MEMBER to the audiences: one entry a class, minutes summed. */
static void add_classes(const struct search *s, struct search_part *p,
                        uint32_t member, const struct stays *stays)
{
    size_t begin = p->n_heard, end = begin;
    for (size_t i = 0; i < stays->count; i++) {
        const struct stay *stay = &stays->stay[i];
        int32_t class = s->audiences.of_session[stay->session];
        if (class == FACT_NONE)
            continue;
        p->heard =
            mem_grow(p->heard, p->n_heard, &p->heard_room, sizeof *p->heard);
        p->heard[p->n_heard++] = (struct heard){
            class, member, stay->minutes > 0 ? (uint32_t)stay->minutes : 0};
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

struct search_part *search_block(const struct search *s,
                                 const struct block *block, int32_t last,
                                 search_look *look, const void *self)
{
    struct search_part *p = mem_alloc(sizeof *p);
    struct search_desk desk = {0};
    struct stays stays = {0};
    for (size_t i = 0; i < block->count; i++) {
        struct search_visit v = {.block = block,
                                 .from = block->starts[i],
                                 .to = block->starts[i + 1],
                                 .member = (uint32_t)(block->first + i),
                                 .stays = &stays};
        stays_read(&stays, s->r->facts, block->event + v.from, v.to - v.from,
                   last);
        look(self, &v, &desk, p);
        add_classes(s, p, v.member, &stays);
    }
    stays_free(&stays);
    desk_free(&desk);
    return p;
}

void search_merge(struct search *s, struct search_part *p, int failed)
{
    for (size_t k = 0; k < FINDING_KINDS; k++) {
        for (size_t i = 0; !failed && i < p->found[k].count; i++)
            findings_add(&s->found[k], &p->found[k].finding[i]);
        free(p->found[k].finding);
    }
    for (size_t i = 0; !failed && i < p->n_heard; i++) {
        const struct heard *h = &p->heard[i];
        audience_add(&s->audiences.class[h->class], h -> member, h -> minutes);
    }
    free(p->heard);
    free(p);
}

/* Whether enough of the smaller audience is in both. */
static bool is_duplicate(const struct duplicate_rules *rules, size_t smaller,
                         const struct shared *both)
{
    return both->members >= rules->min_members &&
           (double)both->members + 1e-9 >=
               rules->provider_overlap * (double)smaller;
}

void search_pairs(struct search *s, const bool *wanted)
{
    size_t count;
    struct shared *pair = audiences_shared(&s->audiences, &count);
    for (size_t i = 0; i < count; i++) {
        const struct class *a = &s->audiences.class[pair[i].first];
        const struct class *b = &s->audiences.class[pair[i].second];
        bool first_smaller = a->count < b->count;
        size_t smaller = first_smaller ? a->count : b->count;
        if (wanted != NULL && !wanted[pair[i].first] && !wanted[pair[i].second])
            continue;
        if (!is_duplicate(&s->r->policy->duplicate, smaller, &pair[i]))
            continue;
        struct finding n = {.kind = FINDING_MULTI_PROVIDER,
                            .member = FACT_NONE,
                            .topic = a->topic,
                            .first = FACT_NONE,
                            .second = FACT_NONE,
                            .first_provider = a->provider,
                            .second_provider = b->provider,
                            .year = a->year,
                            .members = pair[i].members,
                            .number = (uint32_t)smaller};
        n.minutes = (int64_t)(first_smaller ? pair[i].first_minutes
                                            : pair[i].second_minutes);
        findings_add(&s->found[FINDING_MULTI_PROVIDER], &n);
    }
    free(pair);
}

int search_store(const struct search *s, bool planned, struct diag *d)
{
    struct finding_rows to;
    int status = finding_rows_open(&to, s->r, planned, d);
    for (size_t k = 0; k < FINDING_KINDS; k++)
        for (size_t i = 0; status == 0 && i < s->found[k].count; i++)
            status = finding_rows_add(&to, &s->found[k].finding[i], d);
    return finding_rows_end(&to, status, d);
}
