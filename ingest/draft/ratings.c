/* ratings.c - see ratings.h. */
#include "ingest/draft/ratings.h"

#include <string.h>
#include <strings.h>

static const struct rating ratings[] = {
    {{"disagree", "neutral", "agree"}},
    {{"never", "sometimes", "always"}},
    {{"low", "medium", "high"}},
    {{"不愿意", "一般", "愿意"}},
    {{"strongly disagree", "disagree", "agree", "strongly agree"}},
    {{"strongly disagree", "disagree", "neutral", "agree", "strongly agree"}},
    {{"strongly disagree", "disagree", "neither agree nor disagree", "agree",
      "strongly agree"}},
    {{"not at all important", "slightly important", "moderately important",
      "very important", "extremely important"}},
    {{"not important", "slightly important", "important", "very important"}},
    {{"very unimportant", "unimportant", "neutral", "important",
      "very important"}},
    {{"not interested", "slightly interested", "interested",
      "very interested"}},
    {{"very dissatisfied", "dissatisfied", "neutral", "satisfied",
      "very satisfied"}},
    {{"never", "rarely", "sometimes", "often", "always"}},
    {{"very poor", "poor", "fair", "good", "very good"}},
    {{"poor", "fair", "good", "very good", "excellent"}},
    {{"very low", "low", "medium", "high", "very high"}},
    {{"非常不同意", "不同意", "一般", "同意", "非常同意"}},
    {{"非常不同意", "比较不同意", "一般", "比较同意", "非常同意"}},
    {{"强烈不同意", "不同意", "中立", "同意", "强烈同意"}},
    {{"非常不重要", "不重要", "一般", "重要", "非常重要"}},
    {{"非常不重要", "比较不重要", "一般", "比较重要", "非常重要"}},
    {{"不重要", "不太重要", "一般", "比较重要", "非常重要"}},
    {{"非常不满意", "不满意", "一般", "满意", "非常满意"}},
    {{"非常不满意", "比较不满意", "一般", "比较满意", "非常满意"}},
    {{"非常不感兴趣", "不感兴趣", "一般", "感兴趣", "非常感兴趣"}},
    {{"非常不愿意", "不愿意", "一般", "愿意", "非常愿意"}},
    {{"非常不愿意", "比较不愿意", "一般", "比较愿意", "非常愿意"}},
    {{"从不", "很少", "有时", "经常", "总是"}},
    {{"很差", "较差", "一般", "较好", "很好"}},
    {{"很低", "较低", "一般", "较高", "很高"}},
    {{"完全不了解", "不太了解", "一般", "比较了解", "非常了解"}},
    {{"strongly disagree", "disagree", "somewhat disagree",
      "neither agree nor disagree", "somewhat agree", "agree",
      "strongly agree"}},
};

size_t ratings_steps(const struct rating *r)
{
    size_t n = 0;
    while (n < RATINGS_STEPS && r->words[n] != NULL)
        n++;
    return n;
}

int64_t ratings_code(const struct rating *r, const char *text)
{
    for (size_t i = 0; i < ratings_steps(r); i++)
        if (strcasecmp(r->words[i], text) == 0)
            return (int64_t)i + 1;
    return 0;
}

const struct rating *ratings_find(const struct profile_set *set)
{
    for (size_t i = 0; i < COUNT_OF(ratings); i++) {
        size_t known = 0;
        while (known < set->count &&
               ratings_code(&ratings[i], set->values[known].text) > 0)
            known++;
        if (known == set->count && known >= 2 && !set->over)
            return &ratings[i];
    }
    return NULL;
}
