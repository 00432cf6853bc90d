/*
 * lesson.h - which sessions teach which topic, for the rules on topics taught
 * twice.
 *
 * A lesson is a centralized or collective session whose course has a topic: its
 * main one, the heaviest. The policy may except forms and topics (with all
 * below them), such as those of theme days that recur, and meetings
 * (analyze/requirement/training.h).
 */
#ifndef LESSON_H
#define LESSON_H

#include "analyze/run.h"
#include "lib/attr.h"

enum { LESSON_NO_LEVEL = 100 };

struct lesson {
    int32_t topic; /* index; FACT_NONE: not a lesson */
    int32_t level; /* 0 national .. 4 grassroots; or LESSON_NO_LEVEL */
};

/*
 * By session; NULL on failure; free() it. TRAINING says by session what is
 * training; NULL: all of it.
 */
struct lesson *lessons_read(const struct run *r,
                            const bool *training) MUST_CHECK;

/* Whether A was of a higher level than B; not if either is not known. */
bool lesson_is_higher(const struct lesson *a, const struct lesson *b);

#endif
