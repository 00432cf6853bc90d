/* record.c - see record.h. */
#include "analyze/record/record.h"

#include "analyze/record/learning.h"
#include "analyze/record/peers.h"
#include "analyze/record/turnout.h"
#include "analyze/base/strangers.h"
#include "lib/bulk.h"
#include "lib/date.h"
#include "lib/mem.h"
#include "lib/warehouse.h"

#include <stdlib.h>
#include <string.h>

struct record {
    struct slots slots;
    struct period period[PERIODS];
    struct total *total; /* becomes run.total */
    struct roll roll;
    struct turnout *turnout; /* SLOT_PERIODS of each member */
    uint8_t *used;           /* by slot: some member fills it */
    struct bulk *rows;       /* of learning_record */
};

/* One row of learning_record. */
struct entry {
    uint32_t member, slot, sessions;
    int64_t minutes;
};

/* What one block comes to. */
struct part {
    size_t first, count; /* members */
    struct total *total;
    struct turnout *turnout;
    struct entry *entry;
    size_t entries, room;
};

static int store_period(const struct run *r, int period, const char *name,
                        const struct period *days, struct diag *d)
{
    sqlite3_stmt *s = warehouse_prepare(
        r->db, "INSERT INTO run_period VALUES (?1, ?2, ?3, ?4, ?5)", d);
    if (s == NULL)
        return -1;
    sqlite3_bind_int64(s, 1, r->key);
    sqlite3_bind_int(s, 2, period);
    sqlite3_bind_text(s, 3, name, -1, SQLITE_STATIC);
    if (days->from != FACT_BEGINNING)
        sqlite3_bind_int(s, 4, days->from);
    sqlite3_bind_int(s, 5, days->to);
    int result = warehouse_do(s, d);
    sqlite3_finalize(s);
    return result;
}

static int record_begin(struct run *r, void **self, int *skip, struct diag *d)
{
    (void)skip;
    struct record *rec = mem_alloc(sizeof *rec);
    *self = rec;
    strangers_in_peers(r);
    for (int p = 0; p < PERIODS; p++)
        rec->period[p] = period_of(r->study, p);
    slots_make(&rec->slots, r->facts);
    rec->used = mem_alloc(slots_count(&rec->slots));
    rec->total =
        mem_array(NULL, r->facts->n_members, PERIODS * sizeof *rec->total);
    rec->turnout = mem_array(NULL, r->facts->n_members,
                             SLOT_PERIODS * sizeof *rec->turnout);
    if (demand_of_run(r, d) != 0 ||
        roll_read(&rec->roll, r, rec->period, d) != 0)
        return -1;
    rec->rows = bulk_open(r->db,
                          "INSERT INTO learning_record"
                          " SELECT c0, c1, c2, c3, c4 FROM bulk",
                          5, d);
    if (rec->rows == NULL ||
        store_period(r, PERIOD_ALL, "all", &rec->period[PERIOD_ALL], d) != 0)
        return -1;
    return store_period(r, PERIOD_STUDY, "period", &rec->period[PERIOD_STUDY],
                        d);
}

static void take_member(struct part *p, const struct learning *l, size_t i)
{
    memcpy(&p->total[PERIODS * i], l->total, sizeof l->total);
    for (size_t k = 0; k < l->n_filled; k++) {
        const struct amount *a = &l->amount[l->filled[k]];
        p->entry = mem_grow(p->entry, p->entries, &p->room, sizeof *p->entry);
        p->entry[p->entries++] = (struct entry){
            (uint32_t)(p->first + i), l->filled[k], a->sessions, a->minutes};
    }
}

static int record_block(const struct run *r, const void *self,
                        const struct block *block, void **part, struct diag *d)
{
    (void)d;
    const struct record *rec = self;
    struct learning l = {
        .f = r->facts, .slots = &rec->slots, .as_of = r->study->as_of};
    memcpy(l.period, rec->period, sizeof l.period);
    struct part *p = mem_alloc(sizeof *p);
    p->first = block->first;
    p->count = block->count;
    p->total = mem_array(NULL, block->count, PERIODS * sizeof *p->total);
    p->turnout =
        mem_array(NULL, block->count, SLOT_PERIODS * sizeof *p->turnout);
    struct turnout_desk desk = {0};
    for (size_t i = 0; i < block->count; i++) {
        const struct event *event = block->event + block->starts[i];
        size_t count = block->starts[i + 1] - block->starts[i];
        inside_turn(&l.inside, r->facts, r->demand, block->first + i);
        learning_count(&l, event, count);
        turnout_count(&desk, &rec->roll, &l, block->first + i, event, count,
                      &p->turnout[SLOT_PERIODS * i]);
        take_member(p, &l, i);
    }
    turnout_desk_free(&desk);
    learning_free(&l);
    *part = p;
    return 0;
}

static int store_entry(const struct run *r, struct record *rec,
                       const struct entry *e, struct diag *d)
{
    rec->used[e->slot] = 1;
    bulk_integer(rec->rows, r->key);
    bulk_integer(rec->rows, r->facts->member[e->member].key);
    bulk_integer(rec->rows, e->slot);
    bulk_integer(rec->rows, e->sessions);
    bulk_integer(rec->rows, e->minutes);
    return bulk_end_row(rec->rows, d);
}

static int record_merge(struct run *r, void *self, void *part, int failed,
                        struct diag *d)
{
    struct record *rec = self;
    struct part *p = part;
    int result = failed ? -1 : 0;
    for (size_t i = 0; result == 0 && i < p->entries; i++)
        result = store_entry(r, rec, &p->entry[i], d);
    memcpy(&rec->total[PERIODS * p->first], p->total,
           PERIODS * p->count * sizeof *p->total);
    memcpy(&rec->turnout[SLOT_PERIODS * p->first], p->turnout,
           SLOT_PERIODS * p->count * sizeof *p->turnout);
    free(p->total);
    free(p->turnout);
    free(p->entry);
    free(p);
    return result;
}

static int store_slots(const struct run *r, const struct record *rec,
                       struct diag *d)
{
    struct bulk *b = bulk_open(r->db,
                               "INSERT INTO record_slot"
                               " SELECT c0, c1, c2, c3, c4 FROM bulk",
                               5, d);
    int result = b == NULL ? -1 : 0;
    struct slot slot;
    for (size_t i = 0; result == 0 && i < slots_count(&rec->slots); i++) {
        if (!rec->used[i])
            continue;
        slots_describe(&rec->slots, i, &slot);
        bulk_integer(b, r->key);
        bulk_integer(b, (int64_t)i);
        bulk_integer(b, (int64_t)slot.period);
        bulk_text(b, slot.dimension, strlen(slot.dimension));
        bulk_text(b, slot.value, strlen(slot.value));
        result = bulk_end_row(b, d);
    }
    if (result == 0)
        return bulk_close(b, d);
    bulk_free(b);
    return -1;
}

static void add_day(struct bulk *b, int32_t day)
{
    if (day == DATE_NONE)
        bulk_null(b);
    else
        bulk_integer(b, day);
}

static void add_turnout(struct bulk *b, const struct turnout *t)
{
    if (t->span > 0)
        bulk_integer(b, t->span);
    else
        bulk_null(b);
    bulk_real(b, t->evenness);
    bulk_integer(b, t->enrolled_held);
    bulk_integer(b, t->enrolled_attended);
    bulk_integer(b, t->begun_held);
    bulk_integer(b, t->begun_attended);
    bulk_integer(b, t->self_paced);
    if (t->self_paced > 0)
        bulk_integer(b, t->progress);
    else
        bulk_null(b);
}

static int store_total(const struct run *r, struct bulk *b, size_t member,
                       size_t period, const struct total *t,
                       const struct turnout *turnout, double percentile,
                       struct diag *d)
{
    const struct membership *m =
        facts_membership_on(r->facts, member, r->study->as_of);
    bulk_integer(b, r->key);
    bulk_integer(b, r->facts->member[member].key);
    bulk_integer(b, (int64_t)period);
    if (m == NULL || m->org == FACT_NONE)
        bulk_null(b);
    else
        bulk_integer(b, r->facts->org[m->org].key);
    bulk_integer(b, t->sessions);
    bulk_integer(b, t->events);
    bulk_integer(b, t->minutes);
    bulk_integer(b, t->overlap);
    bulk_integer(b, t->courses);
    bulk_integer(b, t->electives);
    bulk_integer(b, t->listed);
    bulk_integer(b, t->months);
    add_day(b, t->first_on);
    add_day(b, t->last_on);
    bulk_real(b, percentile);
    add_turnout(b, turnout);
    if (demand_declared(r->demand, member))
        bulk_integer(b, t->inside);
    else
        bulk_null(b);
    return bulk_end_row(b, d);
}

/* The percentiles of all members, period by period; free() it. */
static double *rank_members(const struct run *r, const struct record *rec)
{
    size_t count = r->facts->n_members;
    uint32_t *group = peers_group(r->facts, r->study);
    int64_t *minutes = mem_array(NULL, count, sizeof *minutes);
    double *percentile =
        mem_array(NULL, SLOT_PERIODS * count, sizeof *percentile);
    for (size_t p = 0; p < SLOT_PERIODS; p++) {
        for (size_t i = 0; i < count; i++)
            minutes[i] = rec->total[PERIODS * i + p].minutes;
        peers_percentile(group, minutes, count, percentile + p * count);
    }
    free(group);
    free(minutes);
    return percentile;
}

static int store_totals(const struct run *r, const struct record *rec,
                        struct diag *d)
{
    size_t count = r->facts->n_members;
    struct bulk *b = bulk_open(r->db,
                               "INSERT INTO learning_total SELECT c0, c1, c2,"
                               " c3, c4, c5, c6, c7, c8, c9, c10, c11, c12,"
                               " c13, c14, c15, c16, c17, c18, c19, c20, c21,"
                               " c22, c23 FROM bulk",
                               24, d);
    if (b == NULL)
        return -1;
    double *percentile = rank_members(r, rec);
    int result = 0;
    for (size_t i = 0; result == 0 && i < SLOT_PERIODS * count; i++) {
        size_t member = i / SLOT_PERIODS, period = i % SLOT_PERIODS;
        result = store_total(r, b, member, period,
                             &rec->total[PERIODS * member + period],
                             &rec->turnout[SLOT_PERIODS * member + period],
                             percentile[period * count + member], d);
    }
    free(percentile);
    if (result == 0)
        return bulk_close(b, d);
    bulk_free(b);
    return -1;
}

static int record_finish(struct run *r, void *self, struct diag *d)
{
    struct record *rec = self;
    int result = bulk_close(rec->rows, d);
    rec->rows = NULL;
    if (result != 0 || store_slots(r, rec, d) != 0 ||
        store_totals(r, rec, d) != 0)
        return -1;
    r->total = rec->total;
    rec->total = NULL;
    return 0;
}

static void record_free(void *self)
{
    struct record *rec = self;
    if (rec == NULL)
        return;
    bulk_free(rec->rows);
    slots_free(&rec->slots);
    roll_free(&rec->roll);
    free(rec->total);
    free(rec->turnout);
    free(rec->used);
    free(rec);
}

const struct task record_task = {.name = "record",
                                 .begin = record_begin,
                                 .block = record_block,
                                 .merge = record_merge,
                                 .finish = record_finish,
                                 .free = record_free};
