/* recommend.c - see recommend.h. */
#include "analyze/recommend/recommend.h"

#include "analyze/recommend/advise.h"
#include "lib/bulk.h"
#include "lib/mem.h"
#include "lib/warehouse.h"

#include <stdlib.h>
#include <string.h>

enum { PER_MEMBER = 5, COLUMNS = 20 };

struct recommender {
    struct adviser adviser;
    struct bulk *rows;
    int64_t excluded[ELIGIBLE_CODES];
    int64_t members; /* given at least one */
};

static int recommend_block(const struct run *r, const void *self,
                           const struct block *block, void **part,
                           struct diag *d)
{
    (void)d;
    const struct recommender *rec = self;
    struct advice_part *p = mem_alloc(sizeof *p);
    advise_block(&rec->adviser, r, block, p);
    *part = p;
    return 0;
}

static void put_key(struct bulk *b, int32_t index, int64_t key)
{
    if (index == FACT_NONE)
        bulk_null(b);
    else
        bulk_integer(b, key);
}

/* A course or topic that speaks for the advice, and its part. */
static void put_part(struct bulk *b, const struct blend_part *p, int64_t key)
{
    put_key(b, p->index, key);
    if (p->index == FACT_NONE)
        bulk_null(b);
    else
        bulk_real(b, p->part);
}

static int64_t course_key(const struct facts *f, int32_t course)
{
    return course == FACT_NONE ? 0 : f->course[course].key;
}

static void put_evidence(struct bulk *b, const struct facts *f,
                         const struct advice *a)
{
    int32_t topic = a->topic.index;
    put_part(b, &a->because, course_key(f, a->because.index));
    put_part(b, &a->second, course_key(f, a->second.index));
    put_part(b, &a->topic, topic == FACT_NONE ? 0 : f->topic[topic].key);
    put_key(b, a->requirement, a->requirement);
    bulk_text(b, a->confidence, strlen(a->confidence));
    bulk_integer(b, a->newcomer);
}

static int store(struct recommender *rec, const struct run *r,
                 const struct advice *a, struct diag *d)
{
    const struct facts *f = r->facts;
    struct bulk *b = rec->rows;
    bulk_integer(b, r->key);
    bulk_integer(b, f->member[a->member].key);
    bulk_integer(b, a->rank);
    bulk_integer(b, f->course[a->course].key);
    put_key(b, a->session,
            a->session == FACT_NONE ? 0 : f->session[a->session].key);
    bulk_real(b, a->score);
    bulk_real(b, a->history);
    bulk_real(b, a->demand);
    bulk_real(b, a->group);
    bulk_real(b, a->prior);
    bulk_text(b, a->reason, strlen(a->reason));
    put_evidence(b, f, a);
    return bulk_end_row(b, d);
}

static void part_free(struct advice_part *p)
{
    free(p->advice);
    free(p->candidate);
    free(p->candidates_at);
    free(p->past);
    free(p);
}

static int recommend_merge(struct run *r, void *self, void *part, int failed,
                           struct diag *d)
{
    struct recommender *rec = self;
    struct advice_part *p = part;
    int status = failed ? -1 : 0;
    for (size_t i = 0; status == 0 && i < p->count; i++)
        status = store(rec, r, &p->advice[i], d);
    for (size_t c = 0; status == 0 && c < ELIGIBLE_CODES; c++)
        rec->excluded[c] += p->excluded[c];
    for (size_t i = 0; status == 0 && i < p->n_members; i++) {
        r->candidates->past[r->candidates->members] = p->past[i];
        candidates_add(r->candidates, p->candidate + p->candidates_at[i],
                       p->candidates_at[i + 1] - p->candidates_at[i]);
    }
    if (status == 0)
        rec->members += p->advised;
    part_free(p);
    return status;
}

static int open_adviser(struct adviser *a, const struct run *r, struct diag *d)
{
    a->per_member =
        (size_t)study_integer(r->study, "recommend", "per_member", PER_MEMBER);
    a->diversity = study_number(r->study, "recommend", "diversity", 0);
    eligible_open(&a->eligible, r);
    areas_open(&a->areas, r->facts);
    serving_open(&a->serving, r);
    if (given_open(&a->given, r, d) != 0)
        return -1;
    return blend_open(&a->blend, r, d);
}

static int recommend_begin(struct run *r, void **self, int *skip,
                           struct diag *d)
{
    *self = NULL;
    if (r->history == NULL) {
        *skip = 1; /* there are no courses */
        return 0;
    }
    struct recommender *rec = mem_alloc(sizeof *rec);
    *self = rec;
    r->candidates = candidates_open(r->facts->n_members);
    rec->rows = bulk_open(r->db,
                          "INSERT INTO recommendation SELECT c0, c1, c2, c3,"
                          " c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14,"
                          " c15, c16, c17, c18, c19 FROM bulk",
                          COLUMNS, d);
    if (rec->rows == NULL)
        return -1;
    return open_adviser(&rec->adviser, r, d);
}

static int store_exclusions(const struct recommender *rec, struct run *r,
                            struct diag *d)
{
    sqlite3_stmt *s = warehouse_prepare(
        r->db, "INSERT INTO exclusion VALUES (?1, ?2, ?3)", d);
    int status = s == NULL ? -1 : 0;
    for (size_t c = ELIGIBLE_YES + 1; status == 0 && c < ELIGIBLE_CODES; c++) {
        sqlite3_bind_int64(s, 1, r->key);
        sqlite3_bind_text(s, 2, eligible_word((enum eligible_code)c), -1,
                          SQLITE_STATIC);
        sqlite3_bind_int64(s, 3, rec->excluded[c]);
        status = warehouse_do(s, d);
    }
    sqlite3_finalize(s);
    return status;
}

static int recommend_finish(struct run *r, void *self, struct diag *d)
{
    struct recommender *rec = self;
    struct bulk *rows = rec->rows;
    rec->rows = NULL;
    if (bulk_close(rows, d) != 0 || store_exclusions(rec, r, d) != 0)
        return -1;
    return run_figure(r, "recommend", "members", (double)rec->members, d);
}

static void recommend_free(void *self)
{
    struct recommender *rec = self;
    if (rec == NULL)
        return;
    bulk_free(rec->rows);
    eligible_close(&rec->adviser.eligible);
    areas_close(&rec->adviser.areas);
    serving_close(&rec->adviser.serving);
    given_close(&rec->adviser.given);
    blend_close(&rec->adviser.blend);
    free(rec);
}

const struct task recommend_task = {
    .name = "recommend",
    .begin = recommend_begin,
    .block = recommend_block,
    .merge = recommend_merge,
    .finish = recommend_finish,
    .free = recommend_free,
};
