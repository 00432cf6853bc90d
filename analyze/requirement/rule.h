/*
 * rule.h - one training requirement of the policy, as data.
 *
 * Who must learn how much of what, in which window of time. policy.h reads
 * them; who.h, credit.h and judge.h apply them to a member.
 */
#ifndef RULE_H
#define RULE_H

#include "analyze/base/facts.h"
#include "analyze/requirement/window.h"
#include "lib/attr.h"
#include "lib/diag.h"
#include "lib/jsondoc.h"
#include "lib/study.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Whom it binds: members learn, organisations hold sessions (as provider),
 * instructors teach them.
 */
enum rule_subject { RULE_MEMBER, RULE_ORGANIZATION, RULE_INSTRUCTOR };

enum rule_unit { RULE_MINUTES, RULE_SESSIONS, RULE_COURSES, RULE_HALF_DAYS };
enum { RULE_UNITS = 4 };

enum rule_window {
    RULE_CALENDAR_YEAR,
    RULE_CALENDAR_QUARTER,
    RULE_CALENDAR_MONTH,
    RULE_ROLLING_YEARS,
    RULE_SEASON,
    RULE_ANNIVERSARY,
    RULE_AFTER_EVENT
};

enum rule_event { RULE_APPOINTED, RULE_JOINED, RULE_BECAME_FULL };

enum rule_course { RULE_ANY_COURSE, RULE_PUBLIC, RULE_ELECTIVE };

/*
 * Statuses that no membership may have, but that member.full_on implies. No
 * fact's word has these numbers.
 */
enum { RULE_FULL = -2, RULE_PROBATIONARY = -3 };

/* Words to choose from; none of them means any. */
struct wordset {
    const char **text; /* borrowed from the policy's document */
    int32_t *word;     /* FACT_NONE where no fact uses it */
    size_t count;
};

struct rule_attribute {
    const char *name;
    int32_t word;
    struct wordset value;
};

/* Whom a rule or a quota of it is for; all that is said must hold. */
struct rule_who {
    struct wordset status, role, not_role;
    int32_t full_status, probationary_status; /* these words' numbers */
    struct rule_attribute *attribute;         /* all of them must hold */
    size_t n_attributes;
    int32_t organization;               /* it and all below; FACT_NONE: any */
    struct wordset org_kind, org_level; /* of organisations; texts alone */
    struct wordset engagement;          /* of instructors; texts alone */
};

/* So much of a unit; at least 1. Half days: two make a day. */
struct rule_measure {
    enum rule_unit unit;
    int64_t amount;
};

/* On days on which WHO holds, at least AMOUNT is asked, in measure[0]. */
struct rule_quota {
    struct rule_who who;
    int64_t amount;
};

/* A share as whole numbers, so that 1/7 is exact; OF 0: none is set. */
struct rule_share {
    int64_t part, of;
};

struct rule {
    const char *id, *title, *title_zh; /* title_zh may be NULL */
    enum rule_subject subject;
    int32_t valid_from; /* FACT_BEGINNING: always */
    int32_t valid_to;   /* its last day, or that before its next version, or
                           FACT_OPEN */
    int32_t since;      /* valid_from of the first version that leads up to
                           this one without a gap */
    struct rule_who who;

    struct rule_measure measure[RULE_UNITS]; /* any one of them is enough */
    size_t n_measures;                       /* at least 1 */
    struct rule_quota *quota;                /* the largest amount first */
    size_t n_quotas;
    struct wordset form, level, channel, method;
    struct wordset topic; /* texts: topic ids, words: topic indexes */
    enum rule_course course;
    int32_t min_minutes;               /* of a session; 0: any */
    int32_t day_minutes, half_minutes; /* that make a day, half a day */
    struct rule_share max_absence;     /* of the hours of a class */
    bool exclude_meetings;             /* training.h */

    enum rule_window window;
    int years;                 /* rolling, anniversary: 1..50 */
    struct month_day from, to; /* RULE_SEASON */
    enum rule_event event;     /* after an event, anniversary */
    int months;                /* RULE_AFTER_EVENT: 1..600 */
    bool prorate;
    int32_t due_days;   /* how long before the due date it is "due" */
    int32_t grace_days; /* how long after it is not yet "overdue" */

    char *sentence, *sentence_zh; /* the rule in words; made by policy.h */
};

/* Whether one of its units is the day. */
bool rule_counts_days(const struct rule *rule);

/* Whether the same stretch of time never ends twice: calendar and season. */
bool rule_has_fixed_window(const struct rule *rule);

/*
 * Fills RULE from OBJECT of DOC; PREFIX is its place, "requirements[2]".
 * DUE_DAYS is the policy's own. Call rule_free() in either case.
 */
int rule_read(struct rule *rule, const struct jsondoc *doc,
              const json_t *object, const char *prefix, int32_t due_days,
              const struct facts *f, struct diag *d) MUST_CHECK;
void rule_free(struct rule *rule);
void rule_who_free(struct rule_who *who);

/* Whether WHO says nothing of members. */
bool rule_who_is_anybody(const struct rule_who *who);

/* The rule in plain English; free() it. */
char *rule_sentence(const struct rule *rule, const struct facts *f) MUST_CHECK;

/* In plain Chinese, with the words of STUDY (lib/glossary.h); free() it. */
char *rule_sentence_zh(const struct rule *rule, const struct facts *f,
                       const struct study *study) MUST_CHECK;

/* Whether SET has WORD in it or wants nothing. */
bool wordset_takes(const struct wordset *set, int32_t word);

/*
 * Whether SESSION is of the kind that RULE asks for. A session of unknown
 * length passes min_minutes here; credit.h looks at the minutes attended.
 */
bool rule_takes_session(const struct rule *rule, const struct facts *f,
                        const struct session *session);

/* Whether COURSE has a topic and a kind that RULE asks for. */
bool rule_takes_course(const struct rule *rule, const struct facts *f,
                       size_t course);

#endif
