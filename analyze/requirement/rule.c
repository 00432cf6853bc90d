/* rule.c - see rule.h. What a rule takes; reading it is in rule_read.c. */
#include "analyze/requirement/rule.h"

#include "analyze/requirement/rule_words.h"

#include <stdlib.h>

void wordset_free(struct wordset *set)
{
    free(set->text);
    free(set->word);
}

void rule_who_free(struct rule_who *who)
{
    struct wordset *sets[] = {&who->status,    &who->role,
                              &who->not_role,  &who->org_kind,
                              &who->org_level, &who->engagement};
    for (size_t i = 0; i < COUNT_OF(sets); i++)
        wordset_free(sets[i]);
    for (size_t i = 0; i < who->n_attributes; i++)
        wordset_free(&who->attribute[i].value);
    free(who->attribute);
    *who = (struct rule_who){0};
}

bool rule_who_is_anybody(const struct rule_who *who)
{
    return who->status.count == 0 && who->role.count == 0 &&
           who->not_role.count == 0 && who->n_attributes == 0 &&
           who->organization == FACT_NONE;
}

void rule_free(struct rule *rule)
{
    struct wordset *sets[] = {&rule->form, &rule->level, &rule->channel,
                              &rule->method, &rule->topic};
    for (size_t i = 0; i < COUNT_OF(sets); i++)
        wordset_free(sets[i]);
    rule_who_free(&rule->who);
    for (size_t i = 0; i < rule->n_quotas; i++)
        rule_who_free(&rule->quota[i].who);
    free(rule->quota);
    free(rule->sentence);
    free(rule->sentence_zh);
    *rule = (struct rule){0};
}

bool rule_counts_days(const struct rule *rule)
{
    for (size_t i = 0; i < rule->n_measures; i++)
        if (rule->measure[i].unit == RULE_HALF_DAYS)
            return true;
    return false;
}

bool rule_has_fixed_window(const struct rule *rule)
{
    return rule->window == RULE_CALENDAR_YEAR ||
           rule->window == RULE_CALENDAR_QUARTER ||
           rule->window == RULE_CALENDAR_MONTH || rule->window == RULE_SEASON;
}

bool wordset_takes(const struct wordset *set, int32_t word)
{
    for (size_t i = 0; i < set->count; i++)
        if (set->word[i] == word && word != FACT_NONE)
            return true;
    return set->count == 0;
}

/* Whether TOPIC is one of those wanted or lies below one. */
static bool takes_topic(const struct wordset *wanted, const struct facts *f,
                        int32_t topic)
{
    /* Bounded, should the tree have a ring. */
    for (size_t i = 0; topic != FACT_NONE && i <= f->n_topics; i++) {
        if (wordset_takes(wanted, topic))
            return true;
        topic = f->topic[topic].parent;
    }
    return false;
}

bool rule_takes_course(const struct rule *rule, const struct facts *f,
                       size_t course)
{
    const struct course *c = &f->course[course];
    if (rule->course != RULE_ANY_COURSE &&
        c->elective != (rule->course == RULE_ELECTIVE))
        return false;
    if (rule->topic.count == 0)
        return true;
    for (size_t i = 0; i < c->n_topics; i++)
        if (takes_topic(&rule->topic, f, f->course_topic[c->topics_at + i]))
            return true;
    return false;
}

bool rule_takes_session(const struct rule *rule, const struct facts *f,
                        const struct session *session)
{
    if (session->minutes != FACT_UNKNOWN &&
        session->minutes < rule->min_minutes)
        return false;
    return wordset_takes(&rule->form, session->form) &&
           wordset_takes(&rule->level, session->level) &&
           wordset_takes(&rule->channel, session->channel) &&
           wordset_takes(&rule->method, session->method) &&
           rule_takes_course(rule, f, (size_t)session->course);
}
