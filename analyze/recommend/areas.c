/* areas.c - see areas.h. */
#include "analyze/recommend/areas.h"

#include "lib/mem.h"

#include <stdlib.h>

void areas_open(struct areas *a, const struct facts *f)
{
    a->count = 0;
    a->of_course = mem_array(NULL, f->n_courses, sizeof *a->of_course);
    a->of_topic = mem_array(NULL, f->n_topics, sizeof *a->of_topic);
    for (size_t t = 0; t < f->n_topics; t++)
        a->of_topic[t] = FACT_NONE;
    for (size_t c = 0; c < f->n_courses; c++) {
        const struct course *course = &f->course[c];
        a->of_course[c] = FACT_NONE;
        if (course->n_topics == 0)
            continue;
        int32_t top = facts_topic_area(f, f->course_topic[course->topics_at]);
        if (a->of_topic[top] == FACT_NONE)
            a->of_topic[top] = (int32_t)a->count++;
        a->of_course[c] = a->of_topic[top];
    }
    for (size_t t = 0; t < f->n_topics; t++)
        a->of_topic[t] = a->of_topic[facts_topic_area(f, (int32_t)t)];
}

void areas_close(struct areas *a)
{
    free(a->of_course);
    free(a->of_topic);
    *a = (struct areas){0};
}
