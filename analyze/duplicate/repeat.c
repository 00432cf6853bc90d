/* repeat.c - see repeat.h. */
#include "analyze/duplicate/repeat.h"

#include "lib/date.h"
#include "lib/mem.h"

#include <stdbool.h>

/* One offering of a topic in a year, as a member had it. */
struct repeat_time {
    int32_t year, topic, offering;
    uint32_t session; /* the first that the member attended */
    int64_t minutes;
};

void repeats_add(struct repeats *list, const struct repeat *repeat)
{
    list->repeat =
        mem_grow(list->repeat, list->count, &list->room, sizeof *list->repeat);
    list->repeat[list->count++] = *repeat;
}

static int32_t main_topic(const struct facts *f, const struct session *s)
{
    const struct course *c = &f->course[s->course];
    return c->n_topics > 0 ? f->course_topic[c->topics_at] : FACT_NONE;
}

static bool is_taught(const struct session *s, struct repeat_forms forms)
{
    return s->form != FACT_NONE &&
           (s->form == forms.centralized || s->form == forms.collective);
}

static struct repeat_time *time_of(struct repeat_scratch *s, size_t *count,
                                   const struct repeat_time *wanted)
{
    for (size_t i = 0; i < *count; i++)
        if (s->time[i].offering == wanted->offering &&
            s->time[i].year == wanted->year)
            return &s->time[i];
    s->time = mem_grow(s->time, *count, &s->room, sizeof *s->time);
    s->time[*count] = *wanted;
    return &s->time[(*count)++];
}

/* The first time of the same topic and year, before place I. */
static const struct repeat_time *earlier(const struct repeat_time *time,
                                         size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (time[k].year == time[i].year && time[k].topic == time[i].topic)
            return &time[k];
    return NULL;
}

void repeats_find(struct repeats *list, const struct facts *f,
                  struct repeat_forms forms, uint32_t member,
                  const struct stays *stays, struct repeat_scratch *scratch)
{
    size_t count = 0;
    for (size_t i = 0; i < stays->count; i++) {
        const struct stay *stay = &stays->stay[i];
        const struct session *s = &f->session[stay->session];
        int32_t topic = main_topic(f, s);
        if (topic == FACT_NONE || !is_taught(s, forms))
            continue;
        struct repeat_time now = {.year = date_year(stay->day),
                                  .topic = topic,
                                  .offering = s->offering,
                                  .session = stay->session};
        time_of(scratch, &count, &now)->minutes +=
            stay->minutes > 0 ? stay->minutes : 0;
    }
    for (size_t i = 1; i < count; i++) {
        const struct repeat_time *time = &scratch->time[i];
        const struct repeat_time *first = earlier(scratch->time, i);
        if (first != NULL)
            repeats_add(list, &(struct repeat){member, time->year, time->topic,
                                               first->session, time->session,
                                               time->minutes});
    }
}
