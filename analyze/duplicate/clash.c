/* clash.c - see clash.h. */
#include "analyze/duplicate/clash.h"

#include "lib/date.h"
#include "lib/mem.h"

#include <stdlib.h>

static int compare_stays(const void *a, const void *b)
{
    const struct stay *x = *(const struct stay *const *)a;
    const struct stay *y = *(const struct stay *const *)b;
    if (x->begins != y->begins)
        return x->begins < y->begins ? -1 : 1;
    if (x->ends != y->ends)
        return x->ends < y->ends ? -1 : 1;
    return (x->session > y->session) - (x->session < y->session);
}

/* Lists the stays whose time is known, in order of begin. */
static size_t sort_stays(const struct stays *stays, struct clash_order *order)
{
    size_t count = 0;
    if (order->room < stays->count) {
        order->room = stays->count;
        order->stay = mem_array(order->stay, order->room, sizeof *order->stay);
    }
    for (size_t i = 0; i < stays->count; i++)
        if (stays->stay[i].begins != STAY_NO_TIME)
            order->stay[count++] = &stays->stay[i];
    if (count > 1)
        qsort(order->stay, count, sizeof *order->stay, compare_stays);
    return count;
}

/*
 * Takes what is over when NOW begins out of the COUNT stays GOING, which keep
 * their order; returns the first one left of another offering than NOW's.
 */
static const struct stay *first_other(const struct facts *f,
                                      const struct stay **going, size_t *count,
                                      const struct stay *now)
{
    const struct stay *first = NULL;
    int32_t offering = f->session[now->session].offering;
    size_t left = 0;
    for (size_t i = 0; i < *count; i++) {
        if (going[i]->ends <= now->begins)
            continue;
        if (first == NULL && f->session[going[i]->session].offering != offering)
            first = going[i];
        going[left++] = going[i];
    }
    *count = left;
    return first;
}

void clashes_find(struct findings *list, const struct facts *f, uint32_t member,
                  const struct stays *stays, struct clash_order *order)
{
    size_t count = sort_stays(stays, order), going = 0;
    for (size_t i = 0; i < count; i++) {
        /* What goes on lies at the front, before the stays to come. */
        const struct stay *now = order->stay[i];
        const struct stay *first = first_other(f, order->stay, &going, now);
        order->stay[going++] = now;
        if (first == NULL)
            continue;
        int64_t end = first->ends < now->ends ? first->ends : now->ends;
        struct finding clash =
            finding_of(f, FINDING_OVERLAPPING_TIME, member,
                       (int32_t)first->session, (int32_t)now->session);
        clash.year = date_year(now->day);
        clash.minutes = end - now->begins;
        findings_add(list, &clash);
    }
}
