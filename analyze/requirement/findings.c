/* findings.c - see findings.h. */
#include "analyze/requirement/findings.h"

#include "analyze/requirement/alike.h"
#include "analyze/requirement/exemptions.h"
#include "analyze/requirement/judge.h"
#include "lib/date.h"
#include "lib/mem.h"
#include "lib/warehouse.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define NO_OTHER SIZE_MAX

enum { PAIRS_TOLD = 5 }; /* of exemptions that overlap */

struct findings {
    const struct run *r;
    const struct policy *policy;
    const uint64_t *takes;
    const int64_t *bound, *exempt;
    int position;
    sqlite3_stmt *insert;
    struct diag *d;
    int result;
};

/* Stores and tells one; takes TEXT and TEXT_ZH. */
static void add(struct findings *f, size_t number, const char *kind,
                size_t other, char *text, char *text_zh)
{
    const char *id = f->policy->rule[number].id;
    sqlite3_stmt *s = f->insert;
    if (f->result == 0) {
        sqlite3_bind_int64(s, 1, f->r->key);
        sqlite3_bind_int(s, 2, f->position++);
        sqlite3_bind_int64(s, 3, (sqlite3_int64)number);
        sqlite3_bind_text(s, 4, kind, -1, SQLITE_STATIC);
        if (other == NO_OTHER)
            sqlite3_bind_null(s, 5);
        else
            sqlite3_bind_int64(s, 5, (sqlite3_int64)other);
        sqlite3_bind_text(s, 6, text, -1, SQLITE_TRANSIENT);
        sqlite3_bind_text(s, 7, text_zh, -1, SQLITE_TRANSIENT);
        f->result = warehouse_do(s, f->d);
        run_warn(f->r, "requirement '%s': %s", id, text);
    }
    free(text);
    free(text_zh);
}

static bool in_force(const struct findings *f, size_t number)
{
    return policy_in_force(f->policy, number, f->r->study->as_of);
}

static void find_nobody(struct findings *f, size_t number)
{
    static const char *const whom[] = {"member", "organisation", "instructor"};
    static const char *const whom_zh[] = {"成员", "组织", "教员"};
    enum rule_subject subject = f->policy->rule[number].subject;
    bool members = subject == RULE_MEMBER;
    if (!in_force(f, number))
        return;
    if (f->bound[number] == 0)
        add(f, number, "nobody", NO_OTHER,
            mem_format("no %s falls under it: check 'who'", whom[subject]),
            mem_format("没有%s适用本要求，请检查“who”", whom_zh[subject]));
    else if (members && f->bound[number] == f->exempt[number])
        add(f, number, "all-exempt", NO_OTHER,
            mem_format("all %" PRId64 " members whom it binds are exempt",
                       f->bound[number]),
            mem_format("适用的%" PRId64 "名成员全部免修", f->bound[number]));
}

/* The days of the shortest window of its kind. */
static int64_t shortest(const struct rule *rule)
{
    struct window season = window_season(
        rule->from.month > 0 ? rule->from : (struct month_day){1, 1},
        rule->to.month > 0 ? rule->to : (struct month_day){12, 31},
        date_day(2025, 12, 31));
    switch (rule->window) {
    case RULE_CALENDAR_QUARTER:
        return 90;
    case RULE_CALENDAR_MONTH:
        return 28;
    case RULE_SEASON:
        return (int64_t)season.end - season.begin + 1;
    case RULE_AFTER_EVENT:
        return (int64_t)rule->months * 28;
    case RULE_ROLLING_YEARS:
    case RULE_ANNIVERSARY:
        return (int64_t)rule->years * 365;
    default:
        return 365;
    }
}

/* Whether all of the rule's units ask for more than DAYS have. */
static bool is_impossible(const struct rule *rule, int64_t days)
{
    for (size_t i = 0; i < rule->n_measures; i++) {
        const struct rule_measure *m = &rule->measure[i];
        bool fits = m->unit == RULE_MINUTES     ? m->amount <= days * 1440
                    : m->unit == RULE_HALF_DAYS ? m->amount <= days * 2
                                                : true;
        if (fits)
            return false;
    }
    return true;
}

static void find_impossible(struct findings *f, size_t number)
{
    const struct rule *rule = &f->policy->rule[number];
    int64_t days = shortest(rule);
    if (is_impossible(rule, days))
        add(f, number, "impossible", NO_OTHER,
            mem_format("asks for more than the %" PRId64
                       " days of its shortest window can hold",
                       days),
            mem_format("要求超过其最短期限%" PRId64 "天所能完成的量", days));
}

/* The window in which the as-of day is judged, where all share one. */
static struct window window_of(const struct rule *rule, int32_t as_of)
{
    if (rule_has_fixed_window(rule))
        return judge_stretch(rule, as_of);
    if (rule->window == RULE_ROLLING_YEARS)
        return window_rolling(as_of, rule->years);
    return (struct window){FACT_BEGINNING, FACT_OPEN};
}

struct supply {
    int64_t sessions, minutes;
    int64_t courses; /* distinct, the self-paced among them */
    bool endless;    /* self-paced learning, or sessions of unknown length */
    int64_t ever;    /* sessions of the kind, in any window */
};

static struct supply count_supply(const struct findings *f, size_t number)
{
    const struct facts *facts = f->r->facts;
    const struct rule *rule = &f->policy->rule[number];
    struct window w = window_of(rule, f->r->study->as_of);
    struct supply s = {0};
    bool *met = mem_alloc(facts->n_courses * sizeof *met);
    for (size_t i = 0; i < facts->n_sessions; i++) {
        const struct session *session = &facts->session[i];
        if ((f->takes[i] >> number & 1) == 0)
            continue;
        s.ever++;
        s.endless = s.endless || session->made || session->minutes < 0;
        bool within = session->day >= w.begin && session->day <= w.end;
        if ((within || session->made) && !met[session->course]) {
            met[session->course] = true;
            s.courses++;
        }
        if (!within)
            continue;
        s.sessions++;
        s.minutes += session->minutes > 0 ? session->minutes : 0;
    }
    free(met);
    return s;
}

/* Members alone: of the others each has sessions of its own. */
static void find_unreachable(struct findings *f, size_t number)
{
    const struct rule *rule = &f->policy->rule[number];
    const struct rule_measure *m = &rule->measure[0];
    struct supply s = count_supply(f, number);
    if (!in_force(f, number) || f->r->facts->n_sessions == 0)
        return;
    if (s.ever == 0) {
        add(f, number, "no-session", NO_OTHER,
            mem_text("no session is of the kind it asks for: check 'what'"),
            mem_text("没有任何一次培训符合要求，请检查“what”"));
        return;
    }
    bool hours = m->unit == RULE_MINUTES, courses = m->unit == RULE_COURSES;
    int64_t have = hours ? s.minutes / 60 : courses ? s.courses : s.sessions;
    int64_t amount = hours ? m->amount / 60 : m->amount;
    const char *word = hours ? "hour" : courses ? "course" : "session";
    const char *word_zh = hours ? "学时" : courses ? "门" : "次";
    if (rule->subject != RULE_MEMBER || rule->n_measures > 1 ||
        (s.endless && !courses) || m->unit == RULE_HALF_DAYS ||
        (hours ? s.minutes : have) >= m->amount)
        return;
    add(f, number, "unreachable", NO_OTHER,
        mem_format("nobody can meet it: its window has %" PRId64 " %s%s of the "
                   "kind, and it asks for %" PRId64,
                   have, word, have == 1 ? "" : "s", amount),
        mem_format("无人能够完成：期限内符合的培训只有%" PRId64
                   "%s，要求为%" PRId64,
                   have, word_zh, amount));
}

static void find_pair(struct findings *f, size_t number, size_t other)
{
    const struct rule *a = &f->policy->rule[number];
    const struct rule *b = &f->policy->rule[other];
    if (strcmp(a->id, b->id) == 0 || a->subject != b->subject ||
        !alike_time(a, b) || !alike_who(&a->who, &b->who) ||
        !alike_what(a, b) || !alike_window(a, b) || a->n_measures > 1 ||
        b->n_measures > 1 || a->n_quotas > 0 || b->n_quotas > 0)
        return;
    if (a->measure[0].amount == b->measure[0].amount && number > other)
        add(f, number, "same", other,
            mem_format("asks the same of the same as '%s'", b->id),
            mem_format("与“%s”的对象、内容和期限完全相同", b->id));
    if (a->measure[0].amount < b->measure[0].amount)
        add(f, number, "overlap", other,
            mem_format("is idle: '%s' asks more of the same", b->id),
            mem_format("不起作用：“%s”对相同对象的相同内容要求更高", b->id));
}

static void find_quotas(struct findings *f, size_t number)
{
    const struct rule *rule = &f->policy->rule[number];
    for (size_t i = 0; i < rule->n_quotas; i++)
        if (rule->quota[i].amount <= rule->measure[0].amount)
            add(f, number, "idle-quota", NO_OTHER,
                mem_text("a quota is not more than the rule's own amount"),
                mem_text("有一项定额不高于本要求自身的数量"));
}

/* The first version of the same id that begins after RULE ends. */
static const struct rule *next_version(const struct findings *f,
                                       const struct rule *rule)
{
    const struct rule *next = NULL;
    for (size_t i = 0; i < f->policy->n_rules; i++) {
        const struct rule *other = &f->policy->rule[i];
        if (strcmp(other->id, rule->id) == 0 &&
            other->valid_from > rule->valid_to &&
            (next == NULL || other->valid_from < next->valid_from))
            next = other;
    }
    return next;
}

static void find_gap(struct findings *f, size_t number)
{
    const struct rule *rule = &f->policy->rule[number];
    const struct rule *next = next_version(f, rule);
    char from[DATE_TEXT], to[DATE_TEXT];
    if (next == NULL || next->valid_from == rule->valid_to + 1)
        return;
    date_write(rule->valid_to + 1, from);
    date_write(next->valid_from - 1, to);
    add(f, number, "gap", NO_OTHER,
        mem_format("no version is in force from %s to %s", from, to),
        mem_format("%s至%s之间没有任何版本有效", from, to));
}

static void find_idle(struct findings *f, size_t number)
{
    int64_t idle = exemptions_idle(f->r, f->takes, number);
    if (idle > 0)
        add(f, number, "idle-exemption", NO_OTHER,
            mem_format("%" PRId64 " exemption%s from it %s for members whom it "
                       "does not bind then",
                       idle, idle == 1 ? "" : "s", idle == 1 ? "is" : "are"),
            mem_format("有%" PRId64 "项免修对应的成员当时并不适用本要求",
                       idle));
}

/* "4 and 5; 7 and 9"; free() it. */
static char *list_lines(const struct exemptions_pair *pair, size_t count,
                        const char *and, const char *then)
{
    char *list = mem_text("");
    for (size_t i = 0; i < count; i++) {
        char *longer = mem_format("%s%s%ld%s%ld", list, i > 0 ? then : "",
                                  pair[i].line[0], and, pair[i].line[1]);
        free(list);
        list = longer;
    }
    return list;
}

static void find_overlap(struct findings *f, size_t number)
{
    struct exemptions_pair pair[PAIRS_TOLD];
    size_t count = exemptions_overlap(f->policy, number, pair, PAIRS_TOLD);
    size_t told = count < PAIRS_TOLD ? count : PAIRS_TOLD;
    if (count == 0)
        return;
    char *lines = list_lines(pair, told, " and ", "; ");
    char *lines_zh = list_lines(pair, told, "与", "；");
    add(f, number, "overlapping-exemption", NO_OTHER,
        mem_format("%zu exemption%s another of the same member: lines %s%s",
                   count, count == 1 ? " overlaps" : "s overlap", lines,
                   told < count ? "; ..." : ""),
        mem_format("有%zu项免修与同一成员的另一项免修在时间上重叠：第%s%s行",
                   count, lines_zh, told < count ? "等" : ""));
    free(lines);
    free(lines_zh);
}

static void find_all(struct findings *f)
{
    for (size_t i = 0; i < f->policy->n_rules; i++) {
        find_nobody(f, i);
        find_impossible(f, i);
        find_unreachable(f, i);
        for (size_t other = 0; other < f->policy->n_rules; other++)
            find_pair(f, i, other);
        find_quotas(f, i);
        find_gap(f, i);
        if (f->policy->rule[i].subject != RULE_MEMBER)
            continue;
        find_idle(f, i);
        find_overlap(f, i);
    }
}

int findings_store(const struct run *r, const uint64_t *takes,
                   const int64_t *bound, const int64_t *exempt, struct diag *d)
{
    struct findings f = {.r = r,
                         .policy = r->policy,
                         .takes = takes,
                         .bound = bound,
                         .exempt = exempt,
                         .d = d};
    f.insert = warehouse_prepare(
        r->db, "INSERT INTO policy_finding VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        d);
    if (f.insert == NULL)
        return -1;
    find_all(&f);
    sqlite3_finalize(f.insert);
    return f.result;
}
