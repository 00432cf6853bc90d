/* audience.c - see audience.h. */
#include "analyze/duplicate/audience.h"

#include "lib/date.h"
#include "lib/mem.h"

#include <stdbool.h>
#include <stdlib.h>

/* A session and the class that it belongs to. */
struct place {
    int32_t year, topic, provider;
    uint32_t session;
};

static int compare(int32_t a, int32_t b)
{
    return (a > b) - (a < b);
}

static int compare_places(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    int order = compare(x->year, y->year);
    if (order == 0)
        order = compare(x->topic, y->topic);
    if (order == 0)
        order = compare(x->provider, y->provider);
    if (order == 0)
        order = (x->session > y->session) - (x->session < y->session);
    return order;
}

/* Fills PLACE; false where the session is of no class. */
static bool find_place(struct place *place, const struct facts *f, size_t i,
                       const struct lesson *lesson, int32_t as_of)
{
    const struct session *s = &f->session[i];
    int32_t provider = f->offering[s->offering].provider;
    if (provider == FACT_NONE)
        provider = s->provider;
    if (s->day == FACT_UNKNOWN || s->day > as_of || provider == FACT_NONE ||
        lesson->topic == FACT_NONE)
        return false;
    *place =
        (struct place){date_year(s->day), lesson->topic, provider, (uint32_t)i};
    return true;
}

static size_t find_places(struct place *place, const struct facts *f,
                          const struct lesson *lesson, int32_t as_of)
{
    size_t count = 0;
    for (size_t i = 0; i < f->n_sessions; i++)
        if (find_place(&place[count], f, i, &lesson[i], as_of))
            count++;
    if (count > 1)
        qsort(place, count, sizeof *place, compare_places);
    return count;
}

static bool same_topic(const struct place *a, const struct place *b)
{
    return a->year == b->year && a->topic == b->topic;
}

/* Makes the classes of COUNT places, which are of one year and topic. */
static void add_classes(struct audiences *a, const struct place *place,
                        size_t count)
{
    if (place[0].provider == place[count - 1].provider)
        return;
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || place[i].provider != place[i - 1].provider)
            a->class[a->count++] =
                (struct class){.year = place[i].year,
                               .topic = place[i].topic,
                               .provider = place[i].provider};
        a->of_session[place[i].session] = (int32_t)a->count - 1;
    }
}

void audiences_make(struct audiences *a, const struct facts *f,
                    const struct lesson *lesson, int32_t as_of)
{
    struct place *place = mem_array(NULL, f->n_sessions + 1, sizeof *place);
    size_t count = find_places(place, f, lesson, as_of);
    *a = (struct audiences){0};
    a->class = mem_array(NULL, count, sizeof *a->class);
    a->of_session = mem_array(NULL, f->n_sessions, sizeof *a->of_session);
    for (size_t i = 0; i < f->n_sessions; i++)
        a->of_session[i] = FACT_NONE;
    for (size_t first = 0, next; first < count; first = next) {
        for (next = first;
             next < count && same_topic(&place[next], &place[first]);)
            next++;
        add_classes(a, &place[first], next - first);
    }
    free(place);
}

void audiences_free(struct audiences *a)
{
    for (size_t i = 0; i < a->count; i++)
        free(a->class[i].listener);
    free(a->class);
    free(a->of_session);
    *a = (struct audiences){0};
}

void audience_add(struct class *c, uint32_t member, uint32_t minutes)
{
    c->listener =
        mem_grow(c->listener, c->count, &c->room, sizeof *c->listener);
    c->listener[c->count++] = (struct listener){member, minutes};
}

/* A member in a class, to bring the classes of a member together. */
struct seat {
    uint32_t member, class, minutes;
};

static int compare_seats(const void *a, const void *b)
{
    const struct seat *x = a, *y = b;
    if (x->member != y->member)
        return x->member < y->member ? -1 : 1;
    return (x->class > y->class) - (x->class < y->class);
}

static int compare_shared(const void *a, const void *b)
{
    const struct shared *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return (x->second > y->second) - (x->second < y->second);
}

/* A list that grows. */
struct list {
    struct shared *shared;
    size_t count, room;
};

/* Adds each pair of the COUNT classes that one member sat in. */
static void add_pairs(struct list *all, const struct seat *seat, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++) {
            all->shared = mem_grow(all->shared, all->count, &all->room,
                                   sizeof *all->shared);
            all->shared[all->count++] =
                (struct shared){.first = seat[i].class,
                                .second = seat[j].class,
                                .members = 1,
                                .first_minutes = seat[i].minutes,
                                .second_minutes = seat[j].minutes};
        }
}

/* Joins what has been added since BEGIN, pair by pair. */
static void join_pairs(struct list *all, size_t begin)
{
    if (all->count == begin)
        return;
    struct shared *s = all->shared;
    qsort(s + begin, all->count - begin, sizeof *s, compare_shared);
    size_t last = begin;
    for (size_t i = begin + 1; i < all->count; i++) {
        if (compare_shared(&s[i], &s[last]) != 0) {
            s[++last] = s[i];
            continue;
        }
        s[last].members++;
        s[last].first_minutes += s[i].first_minutes;
        s[last].second_minutes += s[i].second_minutes;
    }
    all->count = last + 1;
}

/* The classes FIRST to END - 1, which are of one year and topic. */
static void share_topic(struct list *all, const struct audiences *a,
                        size_t first, size_t end)
{
    size_t seats = 0, begin = all->count, n = 0;
    for (size_t i = first; i < end; i++)
        seats += a->class[i].count;
    struct seat *seat = mem_array(NULL, seats, sizeof *seat);
    for (size_t i = first; i < end; i++)
        for (size_t k = 0; k < a->class[i].count; k++)
            seat[n++] =
                (struct seat){a->class[i].listener[k].member, (uint32_t)i,
                              a->class[i].listener[k].minutes};
    qsort(seat, seats, sizeof *seat, compare_seats);
    for (size_t i = 0, next; i < seats; i = next) {
        for (next = i; next < seats && seat[next].member == seat[i].member;)
            next++;
        add_pairs(all, &seat[i], next - i);
    }
    free(seat);
    join_pairs(all, begin);
}

struct shared *audiences_shared(const struct audiences *a, size_t *count)
{
    struct list all = {0};
    const struct class *c = a->class;
    for (size_t first = 0, next; first < a->count; first = next) {
        for (next = first; next < a->count && c[next].year == c[first].year &&
                           c[next].topic == c[first].topic;)
            next++;
        share_topic(&all, a, first, next);
    }
    *count = all.count;
    return all.shared;
}
