/* who.c - see who.h. */
#include "analyze/requirement/who.h"

#include "lib/date.h"

/* What still holds on the as-of day is not known to end. */
static int32_t known_end(int32_t end_on, int32_t as_of)
{
    return end_on >= as_of ? FACT_OPEN : end_on;
}

static void swap_spans(struct spans *a, struct spans *b)
{
    struct spans swap = *a;
    *a = *b;
    *b = swap;
}

/*
 * Facts are laid over each other, the later begun above: takes what lies below
 * FROM..TO out of OUT. The caller then adds what it wants of FROM..TO.
 */
static void lay_over(struct spans *out, struct spans *scratch, int32_t from,
                     int32_t to)
{
    struct span one = {from, to};
    struct spans over = {.span = &one, .count = 1};
    if (to < from)
        return;
    spans_tidy(out);
    spans_subtract(scratch, out, &over);
    swap_spans(out, scratch);
}

/* Adds FROM..TO with STATUS, if the rule takes it. */
static void add_status(struct spans *out, const struct rule_who *whom,
                       int32_t status, int32_t from, int32_t to, int32_t as_of)
{
    if (from <= as_of && wordset_takes(&whom->status, status))
        spans_add(out, from, known_end(to, as_of));
}

/* A membership is cut in two on the day the member became a full one. */
static void add_membership(struct spans *out, const struct rule_who *whom,
                           const struct membership *p, int32_t full_on,
                           int32_t as_of)
{
    if (full_on == FACT_UNKNOWN || (p->status != whom->full_status &&
                                    p->status != whom->probationary_status)) {
        add_status(out, whom, p->status, p->begin_on, p->end_on, as_of);
        return;
    }
    int32_t before = p->end_on < full_on ? p->end_on : full_on - 1;
    int32_t after = p->begin_on > full_on ? p->begin_on : full_on;
    add_status(out, whom, whom->probationary_status, p->begin_on, before,
               as_of);
    add_status(out, whom, whom->full_status, after, p->end_on, as_of);
}

static void lay_membership(struct who *who, const struct rule_who *whom,
                           const struct facts *f, const struct membership *p,
                           int32_t as_of)
{
    if (p->begin_on > as_of)
        return;
    lay_over(&who->held, &who->scratch[0], p->begin_on,
             known_end(p->end_on, as_of));
    if (whom->organization == FACT_NONE ||
        facts_org_within(f, p->org, whom->organization))
        add_membership(&who->held, whom, p, f->member[p->member].full_on,
                       as_of);
}

/* Of memberships begun on one day the first is on top, as in facts.h. */
static void membership_days(struct who *who, const struct rule_who *whom,
                            const struct facts *f, size_t member, int32_t as_of)
{
    size_t begin = f->membership_at[member];
    size_t end = f->membership_at[member + 1];
    spans_clear(&who->held);
    if (begin == end && whom->status.count == 0 &&
        whom->organization == FACT_NONE && f->member[member].joined_on <= as_of)
        spans_add(&who->held, f->member[member].joined_on, FACT_OPEN);
    for (size_t i = begin, next; i < end; i = next) {
        for (next = i; next < end && f->membership[next].begin_on ==
                                         f->membership[i].begin_on;)
            next++;
        for (size_t j = next; j > i; j--)
            lay_membership(who, whom, f, &f->membership[j - 1], as_of);
    }
    spans_tidy(&who->held);
}

static void role_days(struct spans *out, const struct wordset *roles,
                      const struct facts *f, size_t member, int32_t as_of)
{
    spans_clear(out);
    for (size_t i = f->role_at[member]; i < f->role_at[member + 1]; i++) {
        const struct role *p = &f->role[i];
        if (p->begin_on <= as_of && wordset_takes(roles, p->role))
            spans_add(out, p->begin_on, known_end(p->end_on, as_of));
    }
    spans_tidy(out);
}

static void attribute_days(struct spans *out, struct spans *scratch,
                           const struct rule_attribute *want,
                           const struct facts *f, size_t member, int32_t as_of)
{
    spans_clear(out);
    size_t count = facts_attributes(f, member);
    for (size_t i = 0; i < count; i++) {
        const struct attribute *a = facts_attribute(f, member, i);
        if (a->name != want->word || a->begin_on > as_of)
            continue;
        int32_t last = known_end(a->end_on, as_of);
        lay_over(out, scratch, a->begin_on, last);
        if (wordset_takes(&want->value, a->value))
            spans_add(out, a->begin_on, last);
    }
    spans_tidy(out);
}

void who_held(struct who *who, const struct rule_who *whom,
              const struct facts *f, size_t member, int32_t as_of)
{
    struct spans *days = &who->scratch[0], *both = &who->scratch[1];
    membership_days(who, whom, f, member, as_of);
    if (whom->role.count > 0) {
        role_days(days, &whom->role, f, member, as_of);
        spans_intersect(both, &who->held, days);
        swap_spans(&who->held, both);
    }
    if (whom->not_role.count > 0) {
        role_days(days, &whom->not_role, f, member, as_of);
        spans_subtract(both, &who->held, days);
        swap_spans(&who->held, both);
    }
    for (size_t i = 0; i < whom->n_attributes; i++) {
        attribute_days(days, both, &whom->attribute[i], f, member, as_of);
        spans_intersect(both, &who->held, days);
        swap_spans(&who->held, both);
    }
}

void who_free(struct who *who)
{
    spans_free(&who->held);
    for (size_t i = 0; i < COUNT_OF(who->scratch); i++)
        spans_free(&who->scratch[i]);
}

bool who_is_member(const struct facts *f, size_t member, int32_t day)
{
    size_t begin = f->membership_at[member];
    size_t end = f->membership_at[member + 1];
    for (size_t i = begin; i < end; i++)
        if (f->membership[i].begin_on <= day && f->membership[i].end_on >= day)
            return true;
    return begin == end && f->member[member].joined_on <= day;
}

static int32_t appointed_on(struct who *who, const struct rule *rule,
                            const struct facts *f, size_t member, int32_t as_of)
{
    struct spans *days = &who->scratch[0];
    role_days(days, &rule->who.role, f, member, as_of);
    const struct span *now = spans_at(days, as_of);
    return now != NULL ? now->from : DATE_NONE;
}

static int32_t joined_on(const struct facts *f, size_t member)
{
    if (f->member[member].joined_on != FACT_UNKNOWN)
        return f->member[member].joined_on;
    size_t first = f->membership_at[member];
    if (first == f->membership_at[member + 1])
        return DATE_NONE;
    return f->membership[first].begin_on; /* the earliest: they are sorted */
}

static int32_t full_on(const struct facts *f, size_t member)
{
    if (f->member[member].full_on != FACT_UNKNOWN)
        return f->member[member].full_on;
    int32_t full = facts_word(f, "full");
    bool other = false;
    for (size_t i = f->membership_at[member]; i < f->membership_at[member + 1];
         i++) {
        if (f->membership[i].status == full && full != FACT_NONE && other)
            return f->membership[i].begin_on;
        other = other || f->membership[i].status != full;
    }
    return DATE_NONE;
}

int32_t who_event(struct who *who, const struct rule *rule,
                  const struct facts *f, size_t member, int32_t as_of)
{
    int32_t day = DATE_NONE;
    switch (rule->event) {
    case RULE_APPOINTED:
        day = appointed_on(who, rule, f, member, as_of);
        break;
    case RULE_JOINED:
        day = joined_on(f, member);
        break;
    case RULE_BECAME_FULL:
        day = full_on(f, member);
        break;
    }
    return day <= as_of ? day : DATE_NONE;
}

/* DATE_NONE, FACT_UNKNOWN and FACT_BEGINNING are one value. */
_Static_assert(DATE_NONE == FACT_UNKNOWN && DATE_NONE == FACT_BEGINNING,
               "a day that is not known sorts before all others");
