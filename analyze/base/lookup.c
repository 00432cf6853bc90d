/* lookup.c - finds facts by text id or by the warehouse's key; see facts.h. */
#include "analyze/base/catalogue.h"

#include <string.h>

int32_t facts_word(const struct facts *f, const char *word)
{
    int64_t *known = idmap_find(f->keys->words, word, strlen(word));
    return known != NULL ? (int32_t)*known : FACT_NONE;
}

/* The place of ID in a list sorted by its field "id". */
#define FIND_ID(list, count, wanted)                           \
    do {                                                       \
        size_t low_ = 0, high_ = (count);                      \
        while (low_ < high_) {                                 \
            size_t middle_ = low_ + (high_ - low_) / 2;        \
            int order_ = strcmp((list)[middle_].id, (wanted)); \
            if (order_ == 0)                                   \
                return (int32_t)middle_;                       \
            if (order_ < 0)                                    \
                low_ = middle_ + 1;                            \
            else                                               \
                high_ = middle_;                               \
        }                                                      \
        return FACT_NONE;                                      \
    } while (0)

int32_t facts_org(const struct facts *f, const char *id)
{
    FIND_ID(f->org, f->n_orgs, id);
}

int32_t facts_member(const struct facts *f, const char *id)
{
    FIND_ID(f->member, f->n_members, id);
}

int32_t facts_topic(const struct facts *f, const char *id)
{
    FIND_ID(f->topic, f->n_topics, id);
}

int32_t facts_course(const struct facts *f, const char *id)
{
    FIND_ID(f->course, f->n_courses, id);
}

int32_t facts_offering(const struct facts *f, const char *id)
{
    FIND_ID(f->offering, f->n_offerings, id);
}

int32_t facts_session(const struct facts *f, const char *id)
{
    FIND_ID(f->session, f->n_sessions, id);
}

int32_t facts_member_of_key(const struct facts *f, int64_t key)
{
    return keymap_find(&f->keys->member, key);
}

int32_t facts_session_of_key(const struct facts *f, int64_t key)
{
    return keymap_find(&f->keys->session, key);
}

int32_t facts_offering_of_key(const struct facts *f, int64_t key)
{
    return keymap_find(&f->keys->offering, key);
}

int32_t facts_course_of_key(const struct facts *f, int64_t key)
{
    return keymap_find(&f->keys->course, key);
}

int32_t facts_topic_of_key(const struct facts *f, int64_t key)
{
    return keymap_find(&f->keys->topic, key);
}

int32_t facts_org_of_key(const struct facts *f, int64_t key)
{
    return keymap_find(&f->keys->org, key);
}
