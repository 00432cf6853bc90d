/*
 * itemguard.h - what of an item of a questionnaire may be published.
 *
 * Respondents fall into four: answered with substance (n), shown but not
 * answered (missing), not shown, answered without substance ("don't know").
 * Their sum is published, so whoever has n has the sum of the other three: how
 * many gave no answer of substance. That is no answer and goes out. Which of
 * the three it was can be an answer, to this question or to the one that led
 * past it. So the three go out together, where each is 0 or at least CELL, or
 * not at all. Where few were led past an item and hardly anybody else is left
 * to hide them, n goes too, and with it what adds up to n.
 *
 * A code that was chosen by few is held back with all other counts. From n,
 * mean and standard deviation alone the counts of codes c, c+1, c+2, c+3 are
 * known up to adding (1, -3, 3, -1) any number of times. Where no such step can
 * be taken without a negative count - with three codes or fewer, or if nearly
 * all chose one code - the mean, deviation and median are held back as well;
 * skewness and kurtosis always are, beside a code chosen by few.
 */
#ifndef ITEMGUARD_H
#define ITEMGUARD_H

#include <jansson.h>
#include <stdint.h>

/*
 * Makes null what of ITEM, an object of survey.json's "items", rests on too few
 * people: fewer than THRESHOLD who answered, or cells of fewer than CELL.
 */
void itemguard_hide(json_t *item, int64_t threshold, int64_t cell);

#endif
