/*
 * facts.h - the facts of the warehouse in memory, all but the events.
 *
 * Every kind of entity is an array sorted by its text id (byte order); its
 * index there, from 0, is how all analyses name it. The warehouse's integer
 * keys appear only where results are stored. So nothing that is computed
 * depends on the order in which files were loaded.
 *
 * Memory: about 60 bytes a member, plus the catalogue. Attendance and answers
 * are not here: see events.h and answers.h.
 */
#ifndef FACTS_H
#define FACTS_H

#include "analyze/base/sharedlist.h"
#include "lib/arena.h"
#include "lib/attr.h"
#include "lib/diag.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FACT_NONE (-1)           /* no such entity: an index that is none */
#define FACT_UNKNOWN INT32_MIN   /* a number that is not known */
#define FACT_BEGINNING INT32_MIN /* begin_on of what has always been */
#define FACT_OPEN INT32_MAX      /* end_on of what still is */

struct organization {
    int64_t key;
    const char *id, *name;
    int32_t parent; /* index or FACT_NONE */
};

struct member {
    int64_t key;
    const char *id;
    int32_t joined_on, full_on; /* days or FACT_UNKNOWN */
};

/* What held for a member from begin_on to end_on, both included. */
struct membership {
    uint32_t member;
    int32_t org;
    int32_t status; /* word or FACT_NONE */
    int32_t begin_on, end_on;
};

struct role {
    uint32_t member;
    int32_t org;  /* or FACT_NONE */
    int32_t role; /* word */
    int32_t begin_on, end_on;
};

/* Said of one member or of many. */
struct attribute {
    int32_t name, value; /* words */
    int32_t begin_on, end_on;
};

struct topic {
    int64_t key;
    const char *id, *name, *name_zh; /* name_zh may be NULL */
    int32_t parent;                  /* index or FACT_NONE */
};

struct course {
    int64_t key;
    const char *id, *title;
    bool elective;
    int32_t audience;               /* word or FACT_NONE: everyone */
    int32_t language;               /* word or FACT_NONE */
    int32_t level;                  /* word or FACT_NONE */
    int32_t minutes;                /* or FACT_UNKNOWN */
    size_t topics_at, n_topics;     /* in facts.course_topic */
    size_t requires_at, n_requires; /* in facts.course_requires */
};

struct offering {
    int64_t key;
    const char *id;
    int32_t course, provider; /* provider may be FACT_NONE */
    bool planned;
    bool made; /* by ingest, for self-paced learning */
};

struct session {
    int64_t key;
    const char *id;
    int32_t offering, course, provider;   /* provider may be FACT_NONE */
    int32_t level, form, channel, method; /* words or FACT_NONE */
    int32_t venue_org;                    /* whose the venue is, or FACT_NONE */
    int64_t begins, ends;                 /* minute stamps or INT64_MIN */
    int32_t day;                          /* it begins, or FACT_UNKNOWN */
    int32_t minutes;                      /* credited, or FACT_UNKNOWN */
    int32_t seats;                        /* lib/seats.h, or FACT_UNKNOWN */
    int32_t headcount;                    /* or FACT_UNKNOWN */
    int64_t cost;                         /* hundredths, or FACT_UNKNOWN */
    bool made;
};

struct facts {
    struct organization *org;
    struct member *member;
    struct topic *topic;
    struct course *course;
    struct offering *offering;
    struct session *session;
    size_t n_orgs, n_members, n_topics, n_courses, n_offerings, n_sessions;

    /* Sorted by member, then begin_on; NAME_at[i]..NAME_at[i+1] are of i. */
    struct membership *membership;
    struct role *role;
    size_t *membership_at, *role_at; /* n_members + 1 */

    /* What is said of members; of each a list, by begin_on, then by the texts
       of name and value. See facts_attribute(). */
    struct attribute *attribute;
    struct sharedlist attributes;

    int32_t *course_topic; /* indexes; the heaviest first */
    int32_t *course_requires;

    const char **word; /* role names, forms, attribute values ... */
    size_t n_words;
    bool attended[256]; /* by attendance.status */

    struct arena arena; /* holds the texts */
    struct fact_keys *keys;
};

/* Reads all. Call facts_free() in either case. */
int facts_read(struct facts *f, sqlite3 *db, struct diag *d) MUST_CHECK;
void facts_free(struct facts *f);

/* The word's number, or FACT_NONE if no fact uses it. */
int32_t facts_word(const struct facts *f, const char *word);

/* The entity with ID, or FACT_NONE. */
int32_t facts_org(const struct facts *f, const char *id);
int32_t facts_member(const struct facts *f, const char *id);
int32_t facts_topic(const struct facts *f, const char *id);
int32_t facts_course(const struct facts *f, const char *id);
int32_t facts_offering(const struct facts *f, const char *id);
int32_t facts_session(const struct facts *f, const char *id);

/* From the warehouse's keys; FACT_NONE for an unknown one. */
int32_t facts_member_of_key(const struct facts *f, int64_t key);
int32_t facts_session_of_key(const struct facts *f, int64_t key);
int32_t facts_offering_of_key(const struct facts *f, int64_t key);
int32_t facts_course_of_key(const struct facts *f, int64_t key);
int32_t facts_topic_of_key(const struct facts *f, int64_t key);
int32_t facts_org_of_key(const struct facts *f, int64_t key);

/*
 * The membership of MEMBER that holds on DAY, the latest begun if several; if
 * none holds, the last that ended before; NULL if there is none.
 */
const struct membership *facts_membership_on(const struct facts *f,
                                             size_t member, int32_t day);

/* How many attributes MEMBER ever had, and the one AT, from 0, by begin_on. */
static inline size_t facts_attributes(const struct facts *f, size_t member)
{
    size_t count;
    (void)sharedlist_of(&f->attributes, member, &count);
    return count;
}

static inline const struct attribute *facts_attribute(const struct facts *f,
                                                      size_t member, size_t at)
{
    size_t count;
    return &f->attribute[sharedlist_of(&f->attributes, member, &count)[at]];
}

/* Value (a word) of the attribute NAME on DAY, or FACT_NONE. */
int32_t facts_attribute_on(const struct facts *f, size_t member, int32_t name,
                           int32_t day);

/* Whether ORG is ROOT or below it. */
bool facts_org_within(const struct facts *f, int32_t org, int32_t root);

/* The topic itself, or its ancestor that has no parent. */
int32_t facts_topic_area(const struct facts *f, int32_t topic);

#endif
