/* lesson.c - see lesson.h. */
#include "analyze/duplicate/lesson.h"

#include "analyze/requirement/policy.h"
#include "lib/mem.h"

static const char *const levels[] = {"national", "provincial", "municipal",
                                     "county", "grassroots"};

static bool holds(const struct wordset *set, int32_t word)
{
    for (size_t i = 0; i < set->count; i++)
        if (set->word[i] == word)
            return true;
    return false;
}

static bool is_excepted(const struct facts *f, const struct wordset *topics,
                        int32_t topic)
{
    for (; topic != FACT_NONE; topic = f->topic[topic].parent)
        if (holds(topics, topic))
            return true;
    return false;
}

struct lesson *lessons_read(const struct run *r, const bool *training)
{
    const struct facts *f = r->facts;
    const struct duplicate_rules *rules = &r->policy->duplicate;
    int32_t centralized = facts_word(f, "centralized");
    int32_t collective = facts_word(f, "collective");
    int32_t word[COUNT_OF(levels)] = {0};
    for (size_t i = 0; i < COUNT_OF(levels); i++)
        word[i] = facts_word(f, levels[i]);
    struct lesson *lesson = mem_array(NULL, f->n_sessions, sizeof *lesson);
    for (size_t i = 0; i < f->n_sessions; i++) {
        const struct session *s = &f->session[i];
        const struct course *c = &f->course[s->course];
        lesson[i] = (struct lesson){FACT_NONE, LESSON_NO_LEVEL};
        for (size_t k = 0; s->level != FACT_NONE && k < COUNT_OF(levels); k++)
            if (s->level == word[k])
                lesson[i].level = (int32_t)k;
        bool formal = s->form != FACT_NONE &&
                      (s->form == centralized || s->form == collective) &&
                      !holds(&rules->except_form, s->form);
        int32_t topic =
            c->n_topics > 0 ? f->course_topic[c->topics_at] : FACT_NONE;
        if (formal && (training == NULL || training[i]) &&
            !is_excepted(f, &rules->except_topic, topic))
            lesson[i].topic = topic;
    }
    return lesson;
}

bool lesson_is_higher(const struct lesson *a, const struct lesson *b)
{
    return b->level != LESSON_NO_LEVEL && a->level < b->level;
}
