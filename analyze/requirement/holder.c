/* holder.c - see holder.h. */
#include "analyze/requirement/holder.h"

#include "analyze/base/query.h"
#include "analyze/requirement/judge.h"
#include "analyze/requirement/outcome.h"
#include "analyze/requirement/sittings.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

/* What the facts in memory leave out of an organisation. */
struct holder {
    char *kind, *level; /* or NULL */
    int32_t begin_on, end_on;
};

struct holders {
    const struct run *r;
    struct holder *of; /* by organisation */
    struct sittings held;
    struct stays stays;
    struct judge judge;
    struct bulk *rows;
    int64_t *bound; /* by requirement */
};

static int read_holders(struct holders *h, struct diag *d)
{
    const struct facts *f = h->r->facts;
    h->of = mem_alloc(f->n_orgs * sizeof *h->of);
    struct query q = query_open(
        h->r->db, "SELECT org, kind, level, begin_on, end_on FROM organization",
        d);
    while (query_next(&q)) {
        int32_t org = facts_org_of_key(f, query_integer(&q, 0, -1));
        if (org != FACT_NONE)
            h->of[org] =
                (struct holder){.kind = mem_text(query_text(&q, 1)),
                                .level = mem_text(query_text(&q, 2)),
                                .begin_on = query_int32(&q, 3, FACT_BEGINNING),
                                .end_on = query_int32(&q, 4, FACT_OPEN)};
    }
    return query_close(&q);
}

static void read_sessions(struct holders *h)
{
    const struct facts *f = h->r->facts;
    for (size_t i = 0; i < f->n_sessions; i++)
        if (f->session[i].provider != FACT_NONE)
            sittings_add(&h->held, (uint32_t)f->session[i].provider,
                         (uint32_t)i);
    sittings_sort(&h->held);
}

static bool takes_text(const struct wordset *set, const char *text)
{
    for (size_t i = 0; i < set->count; i++)
        if (text != NULL && strcmp(set->text[i], text) == 0)
            return true;
    return set->count == 0;
}

static bool is_bound(const struct holders *h, const struct rule *rule,
                     size_t org)
{
    const struct holder *o = &h->of[org];
    return takes_text(&rule->who.org_kind, o->kind) &&
           takes_text(&rule->who.org_level, o->level) &&
           (rule->who.organization == FACT_NONE ||
            facts_org_within(h->r->facts, (int32_t)org,
                             rule->who.organization));
}

static int store(struct holders *h, size_t number, size_t org,
                 const struct verdict *v, struct diag *d)
{
    bulk_integer(h->rows, h->r->key);
    bulk_integer(h->rows, h->r->facts->org[org].key);
    bulk_integer(h->rows, (int64_t)number);
    outcome_add(h->rows, &h->r->policy->rule[number], v);
    return bulk_end_row(h->rows, d);
}

static int judge_org(struct holders *h, size_t number, size_t org,
                     struct diag *d)
{
    const struct study *study = h->r->study;
    const struct rule *rule = &h->r->policy->rule[number];
    const struct deeds deeds = {&h->stays, NULL};
    int32_t as_of = study->as_of;
    bool any = false;
    struct window w = judge_stretch(rule, study->period_begin);
    sittings_stays(&h->held, h->r->facts, (uint32_t)org, as_of, &h->stays);
    for (; w.begin <= study->period_end && w.begin <= as_of;
         w = judge_stretch_after(rule, w)) {
        int32_t last = w.end < as_of ? w.end : as_of;
        if (w.end < study->period_begin || h->of[org].begin_on > w.begin ||
            h->of[org].end_on < last ||
            !policy_in_force(h->r->policy, number, last))
            continue;
        struct verdict v = judge_window(&h->judge, number, &deeds, w);
        if (store(h, number, org, &v, d) != 0)
            return -1;
        any = true;
    }
    h->bound[number] += any;
    return 0;
}

static int judge_all(struct holders *h, struct diag *d)
{
    const struct policy *p = h->r->policy;
    for (size_t i = 0; i < p->n_rules; i++)
        for (size_t org = 0; org < h->r->facts->n_orgs; org++)
            if (p->rule[i].subject == RULE_ORGANIZATION &&
                is_bound(h, &p->rule[i], org) && judge_org(h, i, org, d) != 0)
                return -1;
    return 0;
}

static void free_holders(struct holders *h)
{
    for (size_t i = 0; h->of != NULL && i < h->r->facts->n_orgs; i++) {
        free(h->of[i].kind);
        free(h->of[i].level);
    }
    free(h->of);
    sittings_free(&h->held);
    stays_free(&h->stays);
    judge_free(&h->judge);
}

int holder_judge(const struct run *r, const uint64_t *takes, int64_t *bound,
                 struct diag *d)
{
    struct holders h = {.r = r,
                        .bound = bound,
                        .judge = {.f = r->facts,
                                  .policy = r->policy,
                                  .takes = takes,
                                  .as_of = r->study->as_of}};
    h.rows = bulk_open(r->db,
                       "INSERT INTO fulfilment_org SELECT c0, c1, c2, c3, c4,"
                       " c5, c6, c7, c8, c9, c10, c11, c12, c13 FROM bulk",
                       3 + OUTCOME_COLUMNS, d);
    int result = h.rows == NULL ? -1 : read_holders(&h, d);
    if (result == 0) {
        read_sessions(&h);
        result = judge_all(&h, d);
    }
    result = bulk_end(h.rows, result, d);
    free_holders(&h);
    return result;
}
