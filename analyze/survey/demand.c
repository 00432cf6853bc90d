/* demand.c - see demand.h. */
#include "analyze/survey/demand.h"

#include "analyze/survey/shelf.h"
#include "analyze/base/query.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What to look at for one topic; -1 where there is no such item. */
struct wish {
    int32_t topic;
    long importance, ability, option;
};

static struct wish *find_wishes(const struct answers *a, const struct facts *f,
                                size_t *count)
{
    struct wish *list = mem_array(NULL, f->n_topics, sizeof *list);
    *count = 0;
    for (size_t t = 0; t < f->n_topics; t++) {
        struct wish w = {.topic = (int32_t)t,
                         .importance = answers_item(a, "importance", (int)t),
                         .ability = answers_item(a, "ability", (int)t),
                         .option = answers_option(a, (int)t)};
        if (w.option >= 0 || (w.importance >= 0 && w.ability >= 0))
            list[(*count)++] = w;
    }
    return list;
}

static double gap_share(const struct answers *a, size_t respondent,
                        const struct wish *w)
{
    if (w->importance < 0 || w->ability < 0)
        return 0;
    const struct answer_item *scale = &a->item[w->importance];
    int importance = answers_code(a, respondent, (size_t)w->importance);
    int ability = answers_code(a, respondent, (size_t)w->ability);
    if (importance < 0 || ability < 0 || importance <= ability)
        return 0;
    const struct answer_item *other = &a->item[w->ability];
    if (scale->high <= scale->low || scale->low != other->low ||
        scale->high != other->high)
        return 0; /* no common scale, no gap */
    double share = (double)(importance - ability) / (scale->high - scale->low);
    return share > 1 ? 1 : share;
}

static double amount_of(const struct answers *a, size_t respondent,
                        const struct wish *w)
{
    if (w->option >= 0 && answers_code(a, respondent, (size_t)w->option) == 1)
        return 1;
    return gap_share(a, respondent, w);
}

/* Respondents stand in the order of members, so one walk fills the ranges. */
static void fill_topics(struct demand *m, const struct answers *a,
                        const struct facts *f)
{
    size_t n_wishes, count = 0, room = 0, next = 0;
    struct wish *wishes = find_wishes(a, f, &n_wishes);
    for (size_t i = 0; i < f->n_members; i++) {
        m->topics_at[i] = count;
        bool told = false;
        for (; next < a->n && a->member[next] == (int32_t)i; next++) {
            for (size_t w = 0; !told && w < n_wishes; w++) {
                long amount =
                    lround(DEMAND_UNIT * amount_of(a, next, &wishes[w]));
                if (amount <= 0)
                    continue;
                m->topic = mem_grow(m->topic, count, &room, sizeof *m->topic);
                m->topic[count++] = (struct ridge_wish){
                    (uint32_t)wishes[w].topic, (int32_t)amount};
            }
            told = true; /* of several answers the first in order counts */
        }
    }
    m->topics_at[f->n_members] = count;
    free(wishes);
}

static int read_topics(struct demand *m, const struct run *r, struct diag *d)
{
    struct answers *a;
    m->topics_at = mem_alloc((r->facts->n_members + 1) * sizeof(size_t));
    if (shelf_answers(r, "need", &a, d) != 0)
        return -1;
    if (a != NULL)
        fill_topics(m, a, r->facts);
    return 0;
}

static int read_orders(struct demand *m, const struct run *r, struct diag *d)
{
    const struct facts *f = r->facts;
    size_t count = 0, room = 0, next = 0;
    m->orders_at = mem_alloc((f->n_members + 1) * sizeof *m->orders_at);
    struct query q =
        query_open(r->db,
                   "SELECT DISTINCT m.member, c.course FROM course_choice x"
                   " JOIN member m ON m.member = x.member"
                   " JOIN course c ON c.course = x.course"
                   " WHERE x.day IS NULL OR x.day <= ?1"
                   " ORDER BY m.member_id, c.course_id",
                   d);
    query_bind(&q, 1, r->study->as_of);
    while (query_next(&q)) {
        size_t member =
            (size_t)facts_member_of_key(f, query_integer(&q, 0, -1));
        while (next <= member)
            m->orders_at[next++] = count;
        m->order = mem_grow(m->order, count, &room, sizeof *m->order);
        m->order[count++] =
            (uint32_t)facts_course_of_key(f, query_integer(&q, 1, -1));
    }
    while (next <= f->n_members)
        m->orders_at[next++] = count;
    return query_close(&q);
}

int demand_read(struct demand *m, const struct run *r, struct diag *d)
{
    *m = (struct demand){0};
    if (read_topics(m, r, d) != 0)
        return -1;
    return read_orders(m, r, d);
}

void demand_free(struct demand *m)
{
    free(m->topic);
    free(m->topics_at);
    free(m->order);
    free(m->orders_at);
    *m = (struct demand){0};
}

int demand_of_run(struct run *r, struct diag *d)
{
    if (r->demand != NULL)
        return 0;
    r->demand = mem_alloc(sizeof *r->demand);
    return demand_read(r->demand, r, d);
}

double demand_of(const struct demand *m, size_t member, int32_t topic)
{
    for (size_t i = m->topics_at[member]; i < m->topics_at[member + 1]; i++)
        if (m->topic[i].topic == (uint32_t)topic)
            return (double)m->topic[i].amount / DEMAND_UNIT;
    return 0;
}

bool demand_ordered(const struct demand *m, size_t member, uint32_t course)
{
    for (size_t i = m->orders_at[member]; i < m->orders_at[member + 1]; i++)
        if (m->order[i] == course)
            return true;
    return false;
}

bool demand_declared(const struct demand *m, size_t member)
{
    return m->topics_at[member] < m->topics_at[member + 1] ||
           m->orders_at[member] < m->orders_at[member + 1];
}
