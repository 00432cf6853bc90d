/* teacher.c - see teacher.h. */
#include "analyze/requirement/teacher.h"

#include "analyze/base/query.h"
#include "analyze/requirement/judge.h"
#include "analyze/requirement/outcome.h"
#include "analyze/requirement/sittings.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

struct teacher {
    int64_t key;
    char *engagement; /* or NULL */
    int32_t member;   /* or FACT_NONE */
};

struct teachers {
    const struct run *r;
    struct teacher *of; /* by the byte order of ids */
    size_t count, room;
    uint32_t *first; /* by member: 1 + its first teacher, or 0 */
    struct sittings own, of_member;
    struct stays stays;
    struct judge judge;
    struct bulk *rows, *proofs; /* proofs: NULL unless they are stored */
    int64_t *bound;             /* by requirement */
};

static const char select_teachers[] =
    "SELECT instructor, engagement, member FROM instructor"
    " ORDER BY instructor_id";
/* The place of an instructor in the order above, from 0. */
static const char select_taught[] =
    "SELECT i.place, x.session FROM session_instructor x JOIN"
    " (SELECT instructor, row_number() OVER (ORDER BY instructor_id) - 1 place"
    " FROM instructor) i USING (instructor)";

static int read_teachers(struct teachers *t, struct diag *d)
{
    const struct facts *f = t->r->facts;
    t->first = mem_alloc(f->n_members * sizeof *t->first);
    struct query q = query_open(t->r->db, select_teachers, d);
    while (query_next(&q)) {
        int32_t member = facts_member_of_key(f, query_integer(&q, 2, -1));
        t->of = mem_grow(t->of, t->count, &t->room, sizeof *t->of);
        t->of[t->count++] =
            (struct teacher){.key = query_integer(&q, 0, -1),
                             .engagement = mem_text(query_text(&q, 1)),
                             .member = member};
        if (member != FACT_NONE && t->first[member] == 0)
            t->first[member] = (uint32_t)t->count;
    }
    return query_close(&q);
}

static int read_taught(struct teachers *t, struct diag *d)
{
    const struct facts *f = t->r->facts;
    struct query q = query_open(t->r->db, select_taught, d);
    while (query_next(&q)) {
        int64_t place = query_integer(&q, 0, -1);
        int32_t session = facts_session_of_key(f, query_integer(&q, 1, -1));
        if (session == FACT_NONE || place < 0 || place >= (int64_t)t->count)
            continue;
        sittings_add(&t->own, (uint32_t)place, (uint32_t)session);
        if (t->of[place].member != FACT_NONE)
            sittings_add(&t->of_member, (uint32_t)t->of[place].member,
                         (uint32_t)session);
    }
    sittings_sort(&t->own);
    sittings_sort(&t->of_member);
    return query_close(&q);
}

static bool is_engaged(const struct rule *rule, const struct teacher *teacher)
{
    const struct wordset *set = &rule->who.engagement;
    for (size_t i = 0; i < set->count; i++)
        if (teacher->engagement != NULL &&
            strcmp(set->text[i], teacher->engagement) == 0)
            return true;
    return set->count == 0;
}

/* Whether a teacher that MEMBER is, is of the rule's engagement. */
static bool is_engaged_member(const struct teachers *t, const struct rule *rule,
                              size_t member)
{
    if (rule->who.engagement.count == 0)
        return true;
    for (size_t i = t->first[member]; i > 0 && i <= t->count; i++)
        if (t->of[i - 1].member == (int32_t)member &&
            is_engaged(rule, &t->of[i - 1]))
            return true;
    return false;
}

/* Stores the sessions that count for the last verdict, if they are to be. */
static int store_proofs(struct teachers *t, size_t number, size_t member,
                        struct diag *d)
{
    const struct facts *f = t->r->facts;
    const struct book *book = &t->judge.book;
    if (t->proofs == NULL || member == JUDGE_NOBODY)
        return 0;
    for (size_t i = 0; i < book->count; i++) {
        bulk_integer(t->proofs, t->r->key);
        bulk_integer(t->proofs, f->member[member].key);
        bulk_integer(t->proofs, (int64_t)number);
        bulk_integer(t->proofs, f->session[book->credit[i].session].key);
        bulk_integer(t->proofs, book->credit[i].amount);
        if (bulk_end_row(t->proofs, d) != 0)
            return -1;
    }
    return 0;
}

static int judge_one(struct teachers *t, size_t number, int64_t teacher,
                     size_t member, struct diag *d)
{
    const struct run *r = t->r;
    const struct deeds deeds = {&t->stays, NULL};
    struct verdict v = judge_rule(&t->judge, number, member, &deeds);
    if (v.state == STATE_NOT_APPLICABLE)
        return 0;
    t->bound[number]++;
    bulk_integer(t->rows, r->key);
    outcome_key(t->rows, teacher, -1);
    outcome_key(t->rows,
                member == JUDGE_NOBODY ? -1 : r->facts->member[member].key, -1);
    bulk_integer(t->rows, (int64_t)number);
    outcome_add(t->rows, &r->policy->rule[number], &v);
    if (bulk_end_row(t->rows, d) != 0)
        return -1;
    return store_proofs(t, number, member, d);
}

static int judge_members(struct teachers *t, size_t number, struct diag *d)
{
    const struct facts *f = t->r->facts;
    const struct rule *rule = &t->r->policy->rule[number];
    for (size_t i = 0; i < f->n_members; i++) {
        uint32_t first = t->first[i];
        if (!is_engaged_member(t, rule, i))
            continue;
        sittings_stays(&t->of_member, f, (uint32_t)i, t->r->study->as_of,
                       &t->stays);
        if (judge_one(t, number, first > 0 ? t->of[first - 1].key : -1, i, d) !=
            0)
            return -1;
    }
    return 0;
}

static int judge_teachers(struct teachers *t, size_t number, struct diag *d)
{
    const struct rule *rule = &t->r->policy->rule[number];
    for (size_t i = 0; i < t->count; i++) {
        const struct teacher *teacher = &t->of[i];
        size_t member = teacher->member == FACT_NONE ? JUDGE_NOBODY
                                                     : (size_t)teacher->member;
        if (!is_engaged(rule, teacher))
            continue;
        sittings_stays(&t->own, t->r->facts, (uint32_t)i, t->r->study->as_of,
                       &t->stays);
        if (judge_one(t, number, teacher->key, member, d) != 0)
            return -1;
    }
    return 0;
}

static int judge_all(struct teachers *t, struct diag *d)
{
    const struct policy *p = t->r->policy;
    for (size_t i = 0; i < p->n_rules; i++) {
        if (p->rule[i].subject != RULE_INSTRUCTOR)
            continue;
        int result = rule_who_is_anybody(&p->rule[i].who)
                         ? judge_teachers(t, i, d)
                         : judge_members(t, i, d);
        if (result != 0)
            return -1;
    }
    return 0;
}

static void free_teachers(struct teachers *t)
{
    for (size_t i = 0; i < t->count; i++)
        free(t->of[i].engagement);
    free(t->of);
    free(t->first);
    sittings_free(&t->own);
    sittings_free(&t->of_member);
    stays_free(&t->stays);
    judge_free(&t->judge);
}

static int open_tables(struct teachers *t, bool evidence, struct diag *d)
{
    t->rows = bulk_open(t->r->db,
                        "INSERT INTO fulfilment_instructor SELECT c0, c1, c2,"
                        " c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14"
                        " FROM bulk",
                        4 + OUTCOME_COLUMNS, d);
    if (t->rows == NULL || !evidence)
        return t->rows == NULL ? -1 : 0;
    t->proofs = bulk_open(t->r->db,
                          "INSERT INTO fulfilment_evidence"
                          " SELECT c0, c1, c2, c3, c4 FROM bulk",
                          5, d);
    return t->proofs == NULL ? -1 : 0;
}

int teacher_judge(const struct run *r, const uint64_t *takes, bool evidence,
                  int64_t *bound, struct diag *d)
{
    struct teachers t = {.r = r,
                         .bound = bound,
                         .judge = {.f = r->facts,
                                   .policy = r->policy,
                                   .takes = takes,
                                   .as_of = r->study->as_of}};
    int result = open_tables(&t, evidence, d);
    if (result == 0)
        result = read_teachers(&t, d);
    if (result == 0)
        result = read_taught(&t, d);
    if (result == 0)
        result = judge_all(&t, d);
    result = bulk_end(t.rows, result, d);
    if (t.proofs != NULL)
        result = bulk_end(t.proofs, result, d);
    free_teachers(&t);
    return result;
}
