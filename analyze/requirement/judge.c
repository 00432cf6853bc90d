/* judge.c - see judge.h. */
#include "analyze/requirement/judge.h"

#include "lib/date.h"
#include "lib/mem.h"

const char *state_word(enum state state)
{
    static const char *const words[] = {[STATE_NOT_APPLICABLE] =
                                            "not-applicable",
                                        [STATE_EXEMPT] = "exempt",
                                        [STATE_MET] = "met",
                                        [STATE_ON_TRACK] = "on-track",
                                        [STATE_DUE] = "due",
                                        [STATE_OVERDUE] = "overdue"};
    return words[state];
}

void judge_free(struct judge *j)
{
    who_free(&j->who);
    spans_free(&j->days);
    spans_free(&j->off);
    book_free(&j->book);
}

/* What the steps of one judgement share. */
struct matter {
    struct judge *j;
    const struct rule *rule;
    size_t number, member;
    const struct stays *stays;
    struct window window; /* to count in */
};

static void open_book(const struct matter *m)
{
    book_open(&m->j->book, m->rule, m->j->f, m->stays, m->j->takes,
              UINT64_C(1) << m->number);
}

/* Fills the days on which the member is exempt from the rule. */
static void read_exemptions(const struct matter *m)
{
    size_t count;
    const struct exemption *e =
        policy_exemptions(m->j->policy, m->member, &count);
    spans_clear(&m->j->off);
    for (size_t i = 0; i < count; i++)
        if ((e[i].rules >> m->number & 1) != 0)
            spans_add(&m->j->off, e[i].begin_on, e[i].end_on);
    spans_tidy(&m->j->off);
}

/* The as-of day, or the last one of a window that is over. */
static int32_t last_day(const struct matter *m)
{
    return m->window.end < m->j->as_of ? m->window.end : m->j->as_of;
}

static bool is_exempt(const struct matter *m)
{
    return spans_at(&m->j->off, last_day(m)) != NULL;
}

/* Counts up to the as-of day, and decides what has not been decided. */
static void settle(const struct matter *m, struct verdict *v)
{
    struct judge *j = m->j;
    struct window window = m->window;
    if (m->rule->window == RULE_AFTER_EVENT || window.end > j->as_of)
        window.end = j->as_of;
    v->done = book_count(&j->book, m->rule, j->f, m->stays, window);
    v->evidence = book_evidence(&j->book);
    if (v->state == STATE_EXEMPT)
        return;
    if (v->done >= v->required) {
        v->state = STATE_MET;
        v->met_on = book_met_on(&j->book, v->required);
        return;
    }
    v->missing = v->required - v->done;
    if (v->due_on == DATE_NONE || v->due_on <= j->as_of)
        v->state = STATE_OVERDUE;
    else
        v->state = v->due_on - j->as_of <= m->rule->due_days ? STATE_DUE
                                                             : STATE_ON_TRACK;
}

/* Sets what is asked of who fell under the rule for a part of the window. */
static void prorate(const struct matter *m, struct verdict *v)
{
    struct judge *j = m->j;
    struct window w = m->window;
    spans_subtract(&j->days, &j->who.held, &j->off);
    int64_t days = spans_days(&j->days, w.begin, w.end);
    int64_t all = (int64_t)w.end - w.begin + 1;
    v->required = (m->rule->amount * days + all - 1) / all;
    v->anchor_on = spans_first(&j->days, w.begin, w.end);
    if (days == 0) {
        v->state = STATE_EXEMPT;
        v->anchor_on = w.begin;
    }
}

/* Calendar years and seasons. */
static void judge_fixed(struct matter *m, struct verdict *v)
{
    const struct rule *rule = m->rule;
    struct judge *j = m->j;
    m->window = rule->window == RULE_SEASON
                    ? window_season(rule->from, rule->to, j->as_of)
                    : window_calendar_year(j->as_of);
    if (spans_days(&j->who.held, m->window.begin, m->window.end) == 0 ||
        !policy_in_force(j->policy, m->number, last_day(m)))
        return;
    if (!rule->prorate && spans_at(&j->who.held, j->as_of) == NULL)
        return;
    v->state = is_exempt(m) ? STATE_EXEMPT : STATE_ON_TRACK;
    v->anchor_on = m->window.begin;
    v->due_on = m->window.end;
    if (rule->prorate)
        prorate(m, v);
    open_book(m);
    settle(m, v);
}

static void judge_event(struct matter *m, struct verdict *v)
{
    struct judge *j = m->j;
    int32_t anchor = who_event(&j->who, m->rule, j->f, m->member, j->as_of);
    if (anchor == DATE_NONE || !policy_in_force(j->policy, m->number, anchor))
        return;
    m->window = window_after(anchor, m->rule->months);
    v->anchor_on = anchor;
    v->due_on = m->window.end;
    v->state =
        spans_at(&j->off, j->as_of) != NULL ? STATE_EXEMPT : STATE_ON_TRACK;
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
    if (clock < m->rule->valid_from)
        clock = m->rule->valid_from;
    int32_t due =
        clock == FACT_BEGINNING ? DATE_NONE : window_rolling_last(clock, years);
    open_book(m);
    int32_t rests =
        book_rests_on(&j->book, m->rule, j->f, m->stays, v->required);
    if (rests != DATE_NONE && window_rolling_last(rests, years) >= due) {
        clock = rests;
        due = window_rolling_last(rests, years);
    }
    m->window = window_rolling(j->as_of, years);
    v->anchor_on = clock;
    v->due_on = due;
    v->state = is_exempt(m) ? STATE_EXEMPT : STATE_ON_TRACK;
    settle(m, v);
}

/* Whether the rule cannot bind the member, told without any span. */
static bool out_of_question(const struct matter *m)
{
    const struct facts *f = m->j->f;
    if (m->rule->valid_from > m->j->as_of)
        return true;
    if (m->rule->role.count > 0 &&
        f->role_at[m->member] == f->role_at[m->member + 1])
        return true;
    return !who_is_member(f, m->member, m->j->as_of);
}

struct verdict judge_rule(struct judge *j, size_t number, size_t member,
                          const struct stays *stays)
{
    const struct rule *rule = &j->policy->rule[number];
    struct matter m = {j, rule, number, member, stays, {0, 0}};
    struct verdict v = {.state = STATE_NOT_APPLICABLE,
                        .required = rule->amount,
                        .anchor_on = DATE_NONE,
                        .due_on = DATE_NONE,
                        .met_on = DATE_NONE};
    j->book.count = 0;
    if (out_of_question(&m))
        return v;
    who_held(&j->who, rule, j->f, member, j->as_of);
    read_exemptions(&m);
    bool now = spans_at(&j->who.held, j->as_of) != NULL;
    if (rule->window == RULE_CALENDAR_YEAR || rule->window == RULE_SEASON)
        judge_fixed(&m, &v);
    else if (now && rule->window == RULE_AFTER_EVENT)
        judge_event(&m, &v);
    else if (now)
        judge_rolling(&m, &v);
    return v;
}

uint64_t *judge_takes(const struct policy *policy, const struct facts *f)
{
    uint64_t *takes = mem_alloc(f->n_sessions * sizeof *takes);
    for (size_t i = 0; i < f->n_sessions; i++)
        for (size_t r = 0; r < policy->n_rules; r++)
            if (rule_takes_session(&policy->rule[r], f, &f->session[i]))
                takes[i] |= UINT64_C(1) << r;
    return takes;
}
