/*
 * finding.h - what the rules on training given twice find, and how it is
 * stored: a row of the table duplicate each.
 */
#ifndef FINDING_H
#define FINDING_H

#include "analyze/run.h"
#include "lib/bulk.h"

enum finding_kind {
    FINDING_MULTI_PROVIDER,
    FINDING_OVERLAPPING_TIME,
    FINDING_REPEAT_TOPIC,
    FINDING_SAME_RECORD,
    FINDING_OVER_CALL,
    FINDING_KINDS
};

/* Indexes are FACT_NONE where the kind has none. */
struct finding {
    enum finding_kind kind;
    int32_t member, topic;
    int32_t first, second;                   /* sessions */
    int32_t first_provider, second_provider; /* organisations */
    int32_t year;
    uint32_t members; /* how many it concerns */
    int64_t minutes;  /* given twice */
    uint32_t number;  /* multi-provider: the smaller audience; over-call: which
                         call of the year it was */
    bool higher;      /* repeat-topic: the first class was of a higher level */
};

/* Starts as {0}; free(finding). */
struct findings {
    struct finding *finding; /* as added */
    size_t count, room;
};

void findings_add(struct findings *list, const struct finding *finding);

/*
 * A finding of one MEMBER in two sessions: of the years, topics and providers
 * that SECOND has; one member is concerned.
 */
struct finding finding_of(const struct facts *f, enum finding_kind kind,
                          uint32_t member, int32_t first, int32_t second);

/* Where findings go; PLANNED: of classes that are still to come. */
struct finding_rows {
    const struct run *r;
    struct bulk *rows;
    int64_t number; /* the last given */
    bool planned;
};

int finding_rows_open(struct finding_rows *to, const struct run *r,
                      bool planned, struct diag *d) MUST_CHECK;
int finding_rows_add(struct finding_rows *to, const struct finding *finding,
                     struct diag *d) MUST_CHECK;

/* As bulk_end(); TO->rows may be NULL. */
int finding_rows_end(struct finding_rows *to, int status,
                     struct diag *d) MUST_CHECK;

#endif
