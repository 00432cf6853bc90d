/* judge.c - see judge.h. */
#include "analyze/requirement/judge.h"

#include "lib/date.h"

void judge_free(struct judge *j)
{
    who_free(&j->who);
    asked_free(&j->asked);
    spans_free(&j->days);
    spans_free(&j->off);
    book_free(&j->book);
}

/* What the steps of one judgement share. */
struct matter {
    struct judge *j;
    const struct rule *rule;
    const struct rule_measure *measure;
    size_t number, member;
    const struct deeds *deeds;
    struct window window; /* to count in */
};

static void open_book(const struct matter *m)
{
    book_open(&m->j->book, m->rule, m->measure->unit, m->j->f, m->deeds,
              m->j->takes, UINT64_C(1) << m->number);
}

/* Fills the days on which the member is exempt from the rule. */
static void read_exemptions(struct judge *j, size_t number, size_t member)
{
    size_t count;
    const struct exemption *e = policy_exemptions(j->policy, member, &count);
    spans_clear(&j->off);
    for (size_t i = 0; i < count; i++)
        if ((e[i].rules >> number & 1) != 0)
            spans_add(&j->off, e[i].begin_on, e[i].end_on);
    spans_tidy(&j->off);
}

/* Why the member is exempt on DAY: the exemption begun first. */
static const char *reason_on(const struct matter *m, int32_t day)
{
    size_t count;
    const struct exemption *e =
        policy_exemptions(m->j->policy, m->member, &count);
    for (size_t i = 0; i < count; i++)
        if ((e[i].rules >> m->number & 1) != 0 && e[i].begin_on <= day &&
            day <= e[i].end_on)
            return e[i].reason;
    return NULL;
}

/* The as-of day, or the last one of a window that is over. */
static int32_t last_day(const struct matter *m)
{
    return m->window.end < m->j->as_of ? m->window.end : m->j->as_of;
}

/* Begins with "exempt", or with what settle() decides about. */
static void begin_state(const struct matter *m, int32_t day, struct verdict *v)
{
    v->state = STATE_ON_TRACK;
    if (spans_at(&m->j->off, day) == NULL)
        return;
    v->state = STATE_EXEMPT;
    v->reason = reason_on(m, day);
}

static void settle_missing(const struct matter *m, struct verdict *v)
{
    int32_t as_of = m->j->as_of;
    v->missing = v->required - v->done;
    if (v->due_on == DATE_NONE ||
        (int64_t)v->due_on + m->rule->grace_days <= as_of)
        v->state = STATE_OVERDUE;
    else if (v->due_on - as_of <= m->rule->due_days)
        v->state = STATE_DUE;
}

/* Counts up to the as-of day, and decides what has not been decided. */
static void settle(const struct matter *m, struct verdict *v)
{
    struct judge *j = m->j;
    struct window window = m->window;
    if (m->rule->window == RULE_AFTER_EVENT || window.end > j->as_of)
        window.end = j->as_of;
    v->done = book_count(&j->book, m->rule, m->measure->unit, j->f,
                         m->deeds->stays, window);
    v->evidence = book_evidence(&j->book);
    if (v->state == STATE_EXEMPT)
        return;
    if (v->done < v->required) {
        settle_missing(m, v);
        return;
    }
    v->state = STATE_MET;
    v->met_on = book_met_on(&j->book, v->required);
}

/* Sets what is asked of who fell under the rule for a part of the window. */
static void prorate(const struct matter *m, struct verdict *v)
{
    struct judge *j = m->j;
    struct window w = m->window;
    spans_subtract(&j->days, &j->who.held, &j->off);
    if (spans_days(&j->days, w.begin, w.end) == 0) {
        v->state = STATE_EXEMPT;
        v->required = 0;
        v->anchor_on = w.begin;
        return;
    }
    v->anchor_on = spans_first(&j->days, w.begin, w.end);
    if (v->anchor_on > w.begin)
        v->anchor = ANCHOR_DUTY;
    v->required = asked_over(&j->asked, m->rule, m->measure->amount, j->f,
                             m->member, j->as_of, &j->days, w);
}

/* Sets what is asked of who has to do it all. */
static void require(const struct matter *m, int32_t day, struct verdict *v)
{
    struct judge *j = m->j;
    v->required = asked_on(&j->asked, m->rule, m->measure->amount, j->f,
                           m->member, j->as_of, day);
}

struct window judge_stretch(const struct rule *rule, int32_t day)
{
    switch (rule->window) {
    case RULE_SEASON:
        return window_season(rule->from, rule->to, day);
    case RULE_CALENDAR_QUARTER:
        return window_calendar_quarter(day);
    case RULE_CALENDAR_MONTH:
        return window_calendar_month(day);
    default:
        return window_calendar_year(day);
    }
}

/* Seasons are apart: the next one has begun a year and a day later. */
struct window judge_stretch_after(const struct rule *rule, struct window w)
{
    struct window next = judge_stretch(rule, w.end + 1);
    return next.begin > w.begin ? next : judge_stretch(rule, w.begin + 367);
}

const struct judge_calendar *judge_calendar(struct judge *j, size_t number)
{
    const struct rule *rule = &j->policy->rule[number];
    struct judge_calendar *c = &j->calendar[number];
    if (c->known)
        return c;
    c->known = true;
    c->now = judge_stretch(rule, j->as_of);
    for (struct window w = judge_stretch_after(rule, c->now);
         w.end <= j->horizon && c->ends < JUDGE_AHEAD;
         w = judge_stretch_after(rule, w))
        if (policy_in_force(j->policy, number, w.end))
            c->end[c->ends++] = w.end;
    return c;
}

/* A stretch of the calendar, a season, or years from an event on. */
static void judge_fixed(struct matter *m, struct verdict *v)
{
    const struct rule *rule = m->rule;
    struct judge *j = m->j;
    if (spans_days(&j->who.held, m->window.begin, m->window.end) == 0 ||
        !policy_in_force(j->policy, m->number, last_day(m)))
        return;
    if (!rule->prorate && spans_at(&j->who.held, j->as_of) == NULL)
        return;
    begin_state(m, last_day(m), v);
    v->anchor_on = m->window.begin;
    v->due_on = m->window.end;
    if (rule->prorate)
        prorate(m, v);
    else
        require(m, last_day(m), v);
    open_book(m);
    settle(m, v);
}

static void judge_anniversary(struct matter *m, struct verdict *v)
{
    struct judge *j = m->j;
    int32_t anchor = who_event(&j->who, m->rule, j->f, m->member, j->as_of);
    if (anchor == DATE_NONE)
        return;
    m->window = window_anniversary(anchor, m->rule->years, j->as_of);
    v->anchor = ANCHOR_ANNIVERSARY;
    judge_fixed(m, v);
}

static void judge_event(struct matter *m, struct verdict *v)
{
    struct judge *j = m->j;
    int32_t anchor = who_event(&j->who, m->rule, j->f, m->member, j->as_of);
    if (anchor == DATE_NONE || !policy_in_force(j->policy, m->number, anchor))
        return;
    m->window = window_after(anchor, m->rule->months);
    v->anchor = ANCHOR_APPOINTED + (enum anchor)m->rule->event;
    v->anchor_on = anchor;
    v->due_on = m->window.end;
    begin_state(m, j->as_of, v);
    require(m, j->as_of, v);
    open_book(m);
    settle(m, v);
}

static void judge_rolling(struct matter *m, struct verdict *v)
{
    struct judge *j = m->j;
    int years = m->rule->years;
    if (!policy_in_force(j->policy, m->number, j->as_of))
        return;
    int32_t clock = spans_at(&j->who.held, j->as_of)->from;
    if (clock < m->rule->since)
        clock = m->rule->since;
    int32_t due =
        clock == FACT_BEGINNING ? DATE_NONE : window_rolling_last(clock, years);
    v->anchor = ANCHOR_BOUND;
    require(m, j->as_of, v);
    open_book(m);
    int32_t rests =
        book_rests_on(&j->book, years, m->measure->unit, j->f, v->required);
    if (rests != DATE_NONE && window_rolling_last(rests, years) >= due) {
        clock = rests;
        v->anchor = ANCHOR_LEARNING;
        due = window_rolling_last(rests, years);
    }
    m->window = window_rolling(j->as_of, years);
    v->anchor_on = clock;
    v->due_on = due;
    begin_state(m, j->as_of, v);
    settle(m, v);
}

/* An instructor may be bound without being a member. */
static bool binds_anybody(const struct rule *rule)
{
    return rule->subject == RULE_INSTRUCTOR && rule_who_is_anybody(&rule->who);
}

static bool needs_event(const struct rule *rule)
{
    return rule->window == RULE_AFTER_EVENT || rule->window == RULE_ANNIVERSARY;
}

/* Whether the rule cannot bind the member, told without any span. */
static bool out_of_question(const struct judge *j, const struct rule *rule,
                            size_t member)
{
    const struct facts *f = j->f;
    if (rule->valid_from > j->as_of)
        return true;
    if (member == JUDGE_NOBODY)
        return !binds_anybody(rule) || needs_event(rule);
    if (binds_anybody(rule))
        return false;
    if (rule->who.role.count > 0 &&
        f->role_at[member] == f->role_at[member + 1])
        return true;
    return !who_is_member(f, member, j->as_of);
}

void judge_days(struct judge *j, size_t number, size_t member)
{
    const struct rule *rule = &j->policy->rule[number];
    if (binds_anybody(rule)) {
        spans_clear(&j->who.held);
        spans_add(&j->who.held, FACT_BEGINNING, FACT_OPEN);
    } else {
        who_held(&j->who, &rule->who, j->f, member, j->as_of);
    }
    if (rule->prorate)
        spans_cut(&j->who.held, rule->since);
    read_exemptions(j, number, member);
}

static struct verdict judge_measure(struct matter *m)
{
    struct judge *j = m->j;
    struct verdict v = {.state = STATE_NOT_APPLICABLE,
                        .unit = m->measure->unit,
                        .required = m->measure->amount,
                        .anchor_on = DATE_NONE,
                        .due_on = DATE_NONE,
                        .met_on = DATE_NONE};
    bool now = spans_at(&j->who.held, j->as_of) != NULL;
    if (rule_has_fixed_window(m->rule)) {
        m->window = judge_calendar(j, m->number)->now;
        judge_fixed(m, &v);
    } else if (m->rule->window == RULE_ANNIVERSARY) {
        judge_anniversary(m, &v);
    } else if (now && m->rule->window == RULE_AFTER_EVENT) {
        judge_event(m, &v);
    } else if (now) {
        judge_rolling(m, &v);
    }
    return v;
}

/* Whether A tells more than B, of another unit: see judge.h. */
static bool is_further(const struct verdict *a, const struct verdict *b)
{
    if ((a->state == STATE_MET) != (b->state == STATE_MET))
        return a->state == STATE_MET;
    if (a->state == STATE_MET)
        return a->met_on < b->met_on;
    return a->done * b->required > b->done * a->required;
}

struct verdict judge_rule(struct judge *j, size_t number, size_t member,
                          const struct deeds *deeds)
{
    const struct rule *rule = &j->policy->rule[number];
    struct matter m = {j, rule, rule->measure, number, member, deeds, {0, 0}};
    struct verdict v = {.state = STATE_NOT_APPLICABLE};
    j->book.count = 0;
    if (out_of_question(j, rule, member))
        return v;
    judge_days(j, number, member);
    v = judge_measure(&m);
    for (size_t i = 1; i < rule->n_measures; i++) {
        struct matter other = m;
        other.measure = &rule->measure[i];
        struct verdict w = judge_measure(&other);
        if (!is_further(&w, &v))
            continue;
        v = w;
        m = other;
    }
    if (rule->n_measures > 1) /* the book is to hold what v tells of */
        v = judge_measure(&m);
    return v;
}

struct verdict judge_window(struct judge *j, size_t number,
                            const struct deeds *deeds, struct window window)
{
    const struct rule *rule = &j->policy->rule[number];
    struct verdict best = {.state = STATE_NOT_APPLICABLE};
    for (size_t i = 0; i < rule->n_measures; i++) {
        struct matter m = {
            j, rule, &rule->measure[i], number, JUDGE_NOBODY, deeds, window};
        struct verdict v = {.state = STATE_ON_TRACK,
                            .unit = m.measure->unit,
                            .required = m.measure->amount,
                            .anchor_on = window.begin,
                            .due_on = window.end,
                            .met_on = DATE_NONE};
        open_book(&m);
        settle(&m, &v);
        if (i == 0 || is_further(&v, &best))
            best = v;
    }
    return best;
}
