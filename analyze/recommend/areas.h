/*
 * areas.h - the content area of each course: the topmost topic above its
 * heaviest topic.
 */
#ifndef AREAS_H
#define AREAS_H

#include "analyze/base/facts.h"

struct areas {
    int32_t *of_course; /* 0 .. count - 1, or FACT_NONE: it has no topic */
    int32_t *of_topic;  /* the same; FACT_NONE where no course is of the area */
    size_t count;
};

void areas_open(struct areas *a, const struct facts *f);
void areas_close(struct areas *a);

#endif
