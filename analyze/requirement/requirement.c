/* requirement.c - see requirement.h. */
#include "analyze/requirement/requirement.h"

#include "analyze/requirement/ahead.h"
#include "analyze/requirement/due.h"
#include "analyze/requirement/findings.h"
#include "analyze/requirement/holder.h"
#include "analyze/requirement/judge.h"
#include "analyze/requirement/outcome.h"
#include "analyze/requirement/replay.h"
#include "analyze/requirement/takes.h"
#include "analyze/requirement/teacher.h"
#include "analyze/base/period.h"
#include "analyze/base/strangers.h"
#include "lib/attr.h"
#include "lib/bulk.h"
#include "lib/date.h"
#include "lib/mem.h"
#include "lib/warehouse.h"

#include <stdlib.h>
#include <string.h>

enum { FORECASTS = 40 }; /* of one member and rule: a month each, and late */

struct requirement {
    uint64_t *takes;
    uint64_t *owing, *bound, *met; /* become those of the run, */
    unsigned char *stood;          /* and this, */
    int32_t before;                /* which is of the close of this day */
    int32_t horizon;               /* of the calendar of what will be due */
    bool absences;  /* some rule asks how much of a class was missed */
    bool evidences; /* store all of it */
    struct due due;
    int64_t bind[POLICY_RULES]; /* whom each rule binds; of members: */
    int64_t exempt[POLICY_RULES];
    struct bulk *fulfilment, *evidence;
};

/* One row of fulfilment. */
struct outcome {
    uint32_t member;
    uint32_t rule;
    int32_t org; /* on the as-of day */
    struct verdict verdict;
};

/* One row of fulfilment_evidence. */
struct proof {
    uint32_t member, rule, session;
    int64_t amount;
};

/* What one block comes to. */
struct part {
    struct outcome *outcome;
    struct proof *proof;
    size_t outcomes, outcome_room, proofs, proof_room;
    bool evidence; /* of all rules */
    struct due due;
    unsigned char *stood; /* by member of the block */
    size_t first, members;
};

static const char *subject_word(enum rule_subject subject)
{
    static const char *const words[] = {[RULE_MEMBER] = "member",
                                        [RULE_ORGANIZATION] = "organization",
                                        [RULE_INSTRUCTOR] = "instructor"};
    return words[subject];
}

static int store_rule(const struct run *r, const struct requirement *q,
                      sqlite3_stmt *s, size_t number, struct diag *d)
{
    const struct rule *rule = &r->policy->rule[number];
    sqlite3_bind_int64(s, 1, r->key);
    sqlite3_bind_int64(s, 2, (sqlite3_int64)number);
    sqlite3_bind_text(s, 3, rule->id, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 4, rule->title, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 5, rule->title_zh, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 6, rule->sentence, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 7, rule->sentence_zh, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 8, outcome_unit(rule->measure[0].unit), -1,
                      SQLITE_STATIC);
    sqlite3_bind_text(s, 9, subject_word(rule->subject), -1, SQLITE_STATIC);
    sqlite3_bind_int64(s, 10, q->bind[number]);
    return warehouse_do(s, d);
}

static int store_rules(const struct run *r, const struct requirement *q,
                       struct diag *d)
{
    sqlite3_stmt *s = warehouse_prepare(
        r->db,
        "INSERT INTO requirement VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
        " ?9, ?10)",
        d);
    int result = s == NULL ? -1 : 0;
    for (size_t i = 0; result == 0 && i < r->policy->n_rules; i++)
        result = store_rule(r, q, s, i, d);
    sqlite3_finalize(s);
    return result;
}

static int open_tables(const struct run *r, struct requirement *q,
                       struct diag *d)
{
    q->fulfilment = bulk_open(r->db,
                              "INSERT INTO fulfilment SELECT c0, c1, c2, c3,"
                              " c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14"
                              " FROM bulk",
                              4 + OUTCOME_COLUMNS, d);
    if (q->fulfilment == NULL)
        return -1;
    q->evidence = bulk_open(r->db,
                            "INSERT INTO fulfilment_evidence"
                            " SELECT c0, c1, c2, c3, c4 FROM bulk",
                            5, d);
    return q->evidence == NULL ? -1 : 0;
}

static int requirement_begin(struct run *r, void **self, int *skip,
                             struct diag *d)
{
    r->policy = policy_read(r->study, r->facts, d);
    if (r->policy == NULL)
        return -1;
    strangers_in_policy(r);
    if (r->policy->n_rules == 0) {
        *skip = 1;
        return 0;
    }
    struct requirement *q = mem_alloc(sizeof *q);
    *self = q;
    q->owing = mem_alloc(r->facts->n_members * sizeof *q->owing);
    q->bound = mem_alloc(r->facts->n_members * sizeof *q->bound);
    q->met = mem_alloc(r->facts->n_members * sizeof *q->met);
    q->stood = mem_alloc(r->facts->n_members);
    q->before = period_of(r->study, PERIOD_PREVIOUS).to;
    q->evidences = json_is_true(json_object_get(
        json_object_get(r->study->analysis, "requirement"), "evidence"));
    q->horizon = date_day(date_year(r->study->as_of) + 1, 12, 31);
    for (size_t i = 0; i < r->policy->n_rules; i++)
        q->absences = q->absences || r->policy->rule[i].max_absence.of != 0;
    q->takes = takes_read(r->policy, r->facts, r->db, d);
    return q->takes == NULL ? -1 : open_tables(r, q, d);
}

static void add_proofs(struct part *p, const struct outcome *o,
                       const struct book *book)
{
    int64_t left = p->evidence ? INT64_MAX : o->verdict.required;
    for (size_t i = 0; i < book->count && left > 0; i++) {
        p->proof =
            mem_grow(p->proof, p->proofs, &p->proof_room, sizeof *p->proof);
        p->proof[p->proofs++] =
            (struct proof){o->member, o->rule, book->credit[i].session,
                           book->credit[i].amount};
        left -= book->credit[i].amount;
    }
}

static void look_ahead(struct judge *j, struct part *p, const struct outcome *o,
                       const struct deeds *deeds)
{
    struct forecast to[FORECASTS];
    size_t count =
        ahead_read(j, o->rule, o->member, deeds, &o->verdict, to, FORECASTS);
    for (size_t i = 0; i < count; i++)
        due_add(&p->due, o->rule, o->org, to[i].due_on, to[i].amount, j->as_of);
}

static void judge_member(struct judge *j, struct part *p, size_t member,
                         const struct deeds *deeds)
{
    const struct membership *m = facts_membership_on(j->f, member, j->as_of);
    for (size_t i = 0; i < j->policy->n_rules; i++) {
        if (j->policy->rule[i].subject != RULE_MEMBER)
            continue;
        struct outcome o = {.member = (uint32_t)member,
                            .rule = (uint32_t)i,
                            .org = m != NULL ? m->org : FACT_NONE,
                            .verdict = judge_rule(j, i, member, deeds)};
        if (o.verdict.state != STATE_NOT_APPLICABLE) {
            p->outcome = mem_grow(p->outcome, p->outcomes, &p->outcome_room,
                                  sizeof *p->outcome);
            p->outcome[p->outcomes++] = o;
        }
        if (p->evidence || (o.verdict.state == STATE_MET &&
                            j->policy->rule[i].window == RULE_AFTER_EVENT))
            add_proofs(p, &o, &j->book);
        look_ahead(j, p, &o, deeds);
    }
}

static int requirement_block(const struct run *r, const void *self,
                             const struct block *block, void **part,
                             struct diag *d)
{
    (void)d;
    const struct requirement *q = self;
    struct part *p = mem_alloc(sizeof *p);
    p->evidence = q->evidences;
    struct judge j = {.f = r->facts,
                      .policy = r->policy,
                      .takes = q->takes,
                      .as_of = r->study->as_of,
                      .horizon = q->horizon};
    struct stays stays = {0};
    struct absence absence = {0};
    const struct deeds deeds = {&stays, q->absences ? &absence : NULL};
    for (size_t i = 0; i < block->count; i++) {
        const struct event *event = block->event + block->starts[i];
        size_t count = block->starts[i + 1] - block->starts[i];
        for (size_t k = 0; k < count; k++)
            PREFETCH(&q->takes[event[k].session]);
        stays_read(&stays, r->facts, event, count, j.as_of);
        if (q->absences)
            absence_read(&absence, r->facts, event, count, j.as_of);
        judge_member(&j, p, block->first + i, &deeds);
    }
    absence_free(&absence);
    stays_free(&stays);
    judge_free(&j);
    p->stood = replay_block(r, q->takes, q->absences, block, q->before);
    p->first = block->first;
    p->members = block->count;
    *part = p;
    return 0;
}

static void note_state(struct requirement *q, const struct outcome *o)
{
    uint64_t bit = UINT64_C(1) << o->rule;
    enum state state = o->verdict.state;
    if (state == STATE_DUE || state == STATE_OVERDUE)
        q->owing[o->member] |= bit;
    if (state == STATE_MET)
        q->met[o->member] |= bit;
    if (state != STATE_EXEMPT)
        q->bound[o->member] |= bit;
    else
        q->exempt[o->rule]++;
    q->bind[o->rule]++;
}

static int store_outcome(const struct run *r, struct requirement *q,
                         const struct outcome *o, struct diag *d)
{
    const struct verdict *v = &o->verdict;
    struct bulk *b = q->fulfilment;
    note_state(q, o);
    bulk_integer(b, r->key);
    bulk_integer(b, r->facts->member[o->member].key);
    bulk_integer(b, o->rule);
    outcome_key(b, o->org == FACT_NONE ? -1 : r->facts->org[o->org].key, -1);
    outcome_add(b, &r->policy->rule[o->rule], v);
    return bulk_end_row(b, d);
}

static int store_proof(const struct run *r, struct requirement *q,
                       const struct proof *proof, struct diag *d)
{
    struct bulk *b = q->evidence;
    bulk_integer(b, r->key);
    bulk_integer(b, r->facts->member[proof->member].key);
    bulk_integer(b, proof->rule);
    bulk_integer(b, r->facts->session[proof->session].key);
    bulk_integer(b, proof->amount);
    return bulk_end_row(b, d);
}

static int requirement_merge(struct run *r, void *self, void *part, int failed,
                             struct diag *d)
{
    struct requirement *q = self;
    struct part *p = part;
    int result = failed ? -1 : 0;
    for (size_t i = 0; result == 0 && i < p->outcomes; i++)
        result = store_outcome(r, q, &p->outcome[i], d);
    for (size_t i = 0; result == 0 && i < p->proofs; i++)
        result = store_proof(r, q, &p->proof[i], d);
    memcpy(q->stood + p->first, p->stood, p->members);
    due_merge(&q->due, &p->due);
    free(p->stood);
    free(p->outcome);
    free(p->proof);
    free(p);
    return result;
}

static int requirement_finish(struct run *r, void *self, struct diag *d)
{
    struct requirement *q = self;
    int result = bulk_close(q->fulfilment, d);
    q->fulfilment = NULL;
    if (bulk_close(q->evidence, d) != 0)
        result = -1;
    q->evidence = NULL;
    if (result == 0)
        result = due_store(r, &q->due, d);
    if (result == 0)
        result = holder_judge(r, q->takes, q->bind, d);
    if (result == 0)
        result = teacher_judge(r, q->takes, q->evidences, q->bind, d);
    if (result == 0)
        result = store_rules(r, q, d);
    if (result == 0)
        result = findings_store(r, q->takes, q->bind, q->exempt, d);
    r->owing = q->owing;
    r->bound = q->bound;
    r->met = q->met;
    r->stood = q->stood;
    q->owing = q->bound = q->met = NULL;
    q->stood = NULL;
    return result;
}

static void requirement_free(void *self)
{
    struct requirement *q = self;
    if (q == NULL)
        return;
    bulk_free(q->fulfilment);
    bulk_free(q->evidence);
    due_free(&q->due);
    free(q->takes);
    free(q->owing);
    free(q->bound);
    free(q->met);
    free(q->stood);
    free(q);
}

/* The last day that counts for those who owe RULE on the as-of day. */
static int32_t closes_on(const struct rule *rule, int32_t as_of)
{
    if (rule_has_fixed_window(rule))
        return judge_stretch(rule, as_of).end;
    return FACT_OPEN;
}

bool requirement_serves(const struct run *r, size_t rule, size_t session)
{
    const struct rule *of = &r->policy->rule[rule];
    const struct session *s = &r->facts->session[session];
    return s->day <= closes_on(of, r->study->as_of) &&
           rule_takes_session(of, r->facts, s);
}

const struct task requirement_task = {.name = "requirement",
                                      .begin = requirement_begin,
                                      .block = requirement_block,
                                      .merge = requirement_merge,
                                      .finish = requirement_finish,
                                      .free = requirement_free};
