/*
 * measure.h - what the figures are called that members are compared by beside
 * their answers: analyze/segment/measures.h.
 */
#ifndef MEASURE_H
#define MEASURE_H

#include <stdbool.h>

/* Of these, a mean is of ln(1 + figure): to be read as exp(mean) - 1. */
bool measure_is_log(const char *measure);

/*
 * "Hours attended" of "hours", in Chinese if ZH; "farm" of "scale:farm"; what
 * is not known is called as it is. Borrowed from MEASURE, or constant.
 */
const char *measure_words(const char *measure, bool zh);

#endif
