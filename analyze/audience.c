/* audience.c - see audience.h. */
#include "analyze/audience.h"

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
                       int32_t centralized, int32_t collective, int32_t as_of)
{
    const struct session *s = &f->session[i];
    const struct course *c = &f->course[s->course];
    int32_t provider = f->offering[s->offering].provider;
    if (provider == FACT_NONE)
        provider = s->provider;
    if (s->day == FACT_UNKNOWN || s->day > as_of || provider == FACT_NONE ||
        c->n_topics == 0 || s->form == FACT_NONE)
        return false;
    if (s->form != centralized && s->form != collective)
        return false;
    *place = (struct place){date_year(s->day), f->course_topic[c->topics_at],
                            provider, (uint32_t)i};
    return true;
}

static size_t find_places(struct place *place, const struct facts *f,
                          int32_t as_of)
{
    int32_t centralized = facts_word(f, "centralized");
    int32_t collective = facts_word(f, "collective");
    size_t count = 0;
    for (size_t i = 0; i < f->n_sessions; i++)
        if (find_place(&place[count], f, i, centralized, collective, as_of))
            count++;
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

void audiences_make(struct audiences *a, const struct facts *f, int32_t as_of)
{
    struct place *place = mem_array(NULL, f->n_sessions + 1, sizeof *place);
    size_t count = find_places(place, f, as_of);
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

struct overlap audience_overlap(const struct class *a, const struct class *b)
{
    struct overlap both = {0};
    size_t i = 0, j = 0;
    while (i < a->count && j < b->count) {
        const struct listener *x = &a->listener[i], *y = &b->listener[j];
        if (x->member == y->member) {
            both.members++;
            both.first_minutes += x->minutes;
            both.second_minutes += y->minutes;
        }
        i += x->member <= y->member;
        j += y->member <= x->member;
    }
    return both;
}
