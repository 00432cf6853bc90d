/* ahead.c - see ahead.h. */
#include "analyze/requirement/ahead.h"

#include "lib/date.h"

/* What the steps share. */
struct outlook {
    struct judge *j;
    const struct rule *rule;
    size_t number, member;
    const struct verdict *v;
    struct forecast *to;
    size_t count, at_most;
};

static void add(struct outlook *o, int32_t due_on, int64_t amount)
{
    bool exempt = due_on > o->j->as_of && spans_at(&o->j->off, due_on) != NULL;
    if (amount > 0 && due_on <= o->j->horizon && !exempt &&
        o->count < o->at_most)
        o->to[o->count++] = (struct forecast){due_on, amount};
}

/* The windows to come of an anniversary. */
static void add_anniversaries(struct outlook *o, int64_t amount)
{
    struct judge *j = o->j;
    int years = o->rule->years;
    int32_t anchor = who_event(&j->who, o->rule, j->f, o->member, j->as_of);
    if (anchor == DATE_NONE)
        return;
    struct window w = window_anniversary(anchor, years, j->as_of);
    for (w = window_anniversary(anchor, years, w.end + 1); w.end <= j->horizon;
         w = window_anniversary(anchor, years, w.end + 1))
        if (policy_in_force(j->policy, o->number, w.end))
            add(o, w.end, amount);
}

/* In windows to come, who is bound today is bound. */
static void add_stretches(struct outlook *o)
{
    struct judge *j = o->j;
    const struct rule *rule = o->rule;
    if (spans_at(&j->who.held, j->as_of) == NULL)
        return;
    int64_t amount = asked_on(&j->asked, rule, rule->measure[0].amount, j->f,
                              o->member, j->as_of, j->as_of);
    if (rule->window == RULE_ANNIVERSARY) {
        add_anniversaries(o, amount);
        return;
    }
    const struct judge_calendar *c = judge_calendar(j, o->number);
    for (size_t i = 0; i < c->ends; i++)
        add(o, c->end[i], amount);
}

/* What is left of a rolling window on the day after it lapses: tomorrow, if it
 * lapses today, as who has met a rule is not late. */
static void add_lapse(struct outlook *o, const struct deeds *deeds)
{
    const struct verdict *v = o->v;
    struct window then = window_rolling(v->due_on + 1, o->rule->years);
    int64_t left =
        book_count(&o->j->book, o->rule, v->unit, o->j->f, deeds->stays, then);
    int32_t as_of = o->j->as_of;
    add(o, v->due_on > as_of ? v->due_on : as_of + 1, v->required - left);
}

/* What is missing, in the unit of the rule's first measure. */
static int64_t missing_in_own(const struct outlook *o)
{
    const struct verdict *v = o->v;
    const struct rule_measure *own = &o->rule->measure[0];
    if (v->unit == own->unit)
        return v->missing;
    return (v->missing * own->amount + v->required - 1) / v->required;
}

size_t ahead_read(struct judge *j, size_t number, size_t member,
                  const struct deeds *deeds, const struct verdict *v,
                  struct forecast *to, size_t at_most)
{
    const struct rule *rule = &j->policy->rule[number];
    struct outlook o = {j, rule, number, member, v, to, 0, at_most};
    bool stretch =
        rule_has_fixed_window(rule) || rule->window == RULE_ANNIVERSARY;
    bool owed = v->state == STATE_ON_TRACK || v->state == STATE_DUE ||
                (v->state == STATE_OVERDUE && !stretch);
    if (v->state == STATE_NOT_APPLICABLE) {
        if (!stretch || !who_is_member(j->f, member, j->as_of))
            return 0;
        judge_days(j, number, member);
    }
    if (owed)
        add(&o, v->due_on, missing_in_own(&o));
    if (stretch)
        add_stretches(&o);
    else if (rule->window == RULE_ROLLING_YEARS && v->state == STATE_MET &&
             v->due_on <= j->horizon)
        add_lapse(&o, deeds);
    return o.count;
}
