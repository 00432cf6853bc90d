/* repeat.c - see repeat.h. */
#include "analyze/duplicate/repeat.h"

#include "lib/date.h"
#include "lib/mem.h"

/* One offering of a topic in a year, as a member had it. */
struct repeat_time {
    int32_t year, topic, offering;
    size_t stay; /* the first that the member attended */
    int64_t minutes;
};

static struct repeat_time *time_of(struct repeat_scratch *s, size_t *count,
                                   const struct repeat_time *wanted)
{
    for (size_t i = 0; i < *count; i++)
        if (s->time[i].offering == wanted->offering &&
            s->time[i].topic == wanted->topic &&
            s->time[i].year == wanted->year)
            return &s->time[i];
    s->time = mem_grow(s->time, *count, &s->room, sizeof *s->time);
    s->time[*count] = *wanted;
    return &s->time[(*count)++];
}

static size_t note_times(const struct facts *f, const struct lesson *lesson,
                         const struct stays *stays, struct repeat_scratch *s)
{
    size_t count = 0;
    for (size_t i = 0; i < stays->count; i++) {
        const struct stay *stay = &stays->stay[i];
        int32_t topic = lesson[stay->session].topic;
        if (topic == FACT_NONE)
            continue;
        struct repeat_time now = {.year = date_year(stay->day),
                                  .topic = topic,
                                  .offering =
                                      f->session[stay->session].offering,
                                  .stay = i};
        time_of(s, &count, &now)->minutes +=
            stay->minutes > 0 ? stay->minutes : 0;
    }
    return count;
}

/* The first time of the same topic and year, before place I, that counts. */
static const struct repeat_time *earlier(const struct repeat_rules *rules,
                                         const struct stays *stays,
                                         const struct repeat_time *time,
                                         size_t i)
{
    const struct lesson *now =
        &rules->lesson[stays->stay[time[i].stay].session];
    for (size_t k = 0; k < i; k++) {
        const struct lesson *then =
            &rules->lesson[stays->stay[time[k].stay].session];
        if (time[k].year == time[i].year && time[k].topic == time[i].topic &&
            (!rules->higher_only || lesson_is_higher(then, now)))
            return &time[k];
    }
    return NULL;
}

void repeats_find(struct findings *list, const struct facts *f,
                  const struct repeat_rules *rules, struct judge *judge,
                  uint32_t member, const struct stays *stays,
                  struct repeat_scratch *scratch)
{
    size_t count = note_times(f, rules->lesson, stays, scratch);
    for (size_t i = 1; i < count; i++) {
        const struct repeat_time *time = &scratch->time[i];
        const struct repeat_time *first =
            earlier(rules, stays, scratch->time, i);
        if (first == NULL ||
            retakes_asked(rules->retakes, judge, member, stays, time->stay))
            continue;
        uint32_t then = stays->stay[first->stay].session;
        uint32_t now = stays->stay[time->stay].session;
        struct finding n = finding_of(f, FINDING_REPEAT_TOPIC, member,
                                      (int32_t)then, (int32_t)now);
        n.topic = time->topic;
        n.year = time->year;
        n.minutes = time->minutes;
        n.higher = lesson_is_higher(&rules->lesson[then], &rules->lesson[now]);
        findings_add(list, &n);
    }
}
