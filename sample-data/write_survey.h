/*
 * write_survey.h - the questionnaire: responses.csv as a common Chinese survey
 * service exports it, and codebook.json, which explains its columns.
 *
 * Members answer with a fixed chance, but for two groups that answer less:
 * migrants and one township. Nothing else moves the chance.
 */
#ifndef WRITE_SURVEY_H
#define WRITE_SURVEY_H

#include "sample-data/truths.h"

enum { SURVEY_TOPICS = 20, SURVEY_ITEMS = 2 * SURVEY_TOPICS };

/* One member's answers to the items: importance of each topic, then ability.
 * 0 is not answered. */
struct answers {
    int8_t items[SURVEY_ITEMS];
    bool straight; /* the same answer to every item */
};

bool survey_responds(const struct roster *r, int32_t member);
void survey_answer(const struct roster *r, int32_t member, struct answers *a);

void write_responses(const struct roster *r, struct truths *truths,
                     struct folder *folder);
void write_codebook(struct folder *folder);

/* Headers of the columns, as both files need them. */
extern const char survey_want[], survey_willing[], survey_time[],
    survey_channel[], survey_hours[], survey_free[];
extern const char *const survey_willing_words[5]; /* code 1 first */
extern const char *const survey_time_words[4];
extern const char *const survey_channel_words[5];

#endif
