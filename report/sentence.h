/*
 * sentence.h - why a course is recommended, as a sentence to the member.
 */
#ifndef SENTENCE_H
#define SENTENCE_H

#include "lib/buffer.h"

/* What a recommendation rests on. Texts may be NULL: not known. */
struct because {
    const char *reason;            /* history, demand, group, popular, ... */
    const char *course;            /* title of the course taken before */
    const char *topic;             /* name of the topic asked for */
    const char *requirement;       /* title of the rule that it serves */
    int course_share, topic_share; /* of the score, per cent; 0: not known */
};

/*
 * Adds the sentence in English, or in Chinese. A course or topic is named where
 * it makes at least a fifth of the score, and the share is said; nothing is
 * said of causes, nor of what would be without it.
 */
void sentence_english(struct buffer *b, const struct because *because);
void sentence_chinese(struct buffer *b, const struct because *because);

#endif
