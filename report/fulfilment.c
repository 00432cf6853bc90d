/*
 * fulfilment.c - fulfilment.jsonl: where each member stands with each rule, as
 * a member and, if one, as an instructor.
 */
#include "report/context.h"
#include "report/cursor.h"
#include "report/deal.h"
#include "report/lexicon.h"
#include "report/person.h"
#include "report/reports.h"
#include "report/rulecounts.h"
#include "report/state.h"

#include <string.h>

static const char select_rules[] =
    "SELECT requirement, requirement_id, " RULECOUNTS_UNIT(
        "unit") ", subject,"
                " NULL FROM requirement WHERE run = ?1 ORDER BY requirement";
/* Numbered from 1 in the order of their bytes. */
static const char select_reasons[] =
    "SELECT row_number() OVER (ORDER BY reason), reason, NULL, NULL, NULL FROM"
    " (SELECT reason FROM fulfilment WHERE run = ?1 AND reason IS NOT NULL"
    " UNION SELECT reason FROM fulfilment_instructor WHERE run = ?1 AND reason"
    " IS NOT NULL) ORDER BY reason";
/* Sessions are numbered from 1 in the order of time, then of their ids. */
#define ORDER "ORDER BY begins IS NULL, begins, session_id"
static const char select_sessions[] =
    "SELECT row_number() OVER (" ORDER "), session_id, NULL, NULL,"
    " NULL FROM session " ORDER;
static const char select_evidence[] =
    "SELECT e.member, e.requirement, s.place FROM fulfilment_evidence e JOIN"
    " (SELECT session, row_number() OVER (" ORDER ") place FROM"
    " session) s USING (session) WHERE e.run = ?1";
#define COLUMNS                                                       \
    "member, requirement, state, required, done, missing, anchor_on," \
    " due_on, met_on, evidence, " RULECOUNTS_UNIT("unit") ", anchor, reason"
static const char select_rows[] =
    "SELECT " COLUMNS " FROM fulfilment WHERE run = ?1"
    " AND state <> 'not-applicable' UNION ALL"
    " SELECT " COLUMNS " FROM fulfilment_instructor WHERE run = ?1"
    " AND member IS NOT NULL";

/* Words that rows have a number of; the first is what NULL means. */
static const char *const units[] = {NULL, "hours", "sessions", "courses",
                                    "days"};
static const char *const anchors[] = {"window",    "duty",    "anniversary",
                                      "appointed", "joined",  "became-full",
                                      "bound",     "learning"};

struct standing {
    struct dealt dealt;
    int32_t requirement;
    enum state state;
    int64_t required, done, missing, evidence;
    int32_t anchor_on, due_on, met_on;
    int32_t reason;       /* its number, or 0 */
    uint8_t unit, anchor; /* of the lists above */
};

struct proof {
    struct dealt dealt;
    int32_t requirement, session;
};

struct fulfilment {
    const struct context *c;
    bool named;
    struct lexicon rules, reasons, sessions;
};

/* By rule, then by the day its clock started: an event may happen twice. */
static int compare(const void *a, const void *b)
{
    const struct standing *x = a, *y = b;
    if (x->requirement != y->requirement)
        return x->requirement < y->requirement ? -1 : 1;
    if (x->anchor_on != y->anchor_on)
        return x->anchor_on < y->anchor_on ? -1 : 1;
    return (x->due_on > y->due_on) - (x->due_on < y->due_on);
}

static int compare_proofs(const void *a, const void *b)
{
    const struct proof *x = a, *y = b;
    if (x->requirement != y->requirement)
        return x->requirement < y->requirement ? -1 : 1;
    return (x->session > y->session) - (x->session < y->session);
}

/* The place of WORD in a list; 0 for NULL and for what is not in it. */
static uint8_t find_word(const char *const *list, size_t count,
                         const char *word)
{
    for (size_t i = 0; i < count && word != NULL; i++)
        if (list[i] != NULL && strcmp(list[i], word) == 0)
            return (uint8_t)i;
    return 0;
}

static int32_t find_reason(const struct fulfilment *s, const char *reason)
{
    size_t low = 0, high = s->reasons.count;
    while (reason != NULL && low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(s->reasons.entry[middle].text[0], reason) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return reason != NULL ? (int32_t)low + 1 : 0;
}

static int deal_rows(const struct fulfilment *s, struct deal *to,
                     struct diag *d)
{
    struct cursor r = cursor_open(s->c, select_rows, d);
    while (cursor_next(&r)) {
        struct standing row = {
            .dealt = {people_find(&s->c->people, cursor_integer(&r, 0))},
            .requirement = (int32_t)cursor_integer(&r, 1),
            .state = state_find(cursor_text(&r, 2)),
            .required = cursor_integer(&r, 3),
            .done = cursor_integer(&r, 4),
            .missing = cursor_integer(&r, 5),
            .anchor_on = cursor_day(&r, 6),
            .due_on = cursor_day(&r, 7),
            .met_on = cursor_day(&r, 8),
            .evidence = cursor_integer(&r, 9),
            .unit = find_word(units, COUNT_OF(units), cursor_text(&r, 10)),
            .anchor =
                find_word(anchors, COUNT_OF(anchors), cursor_text(&r, 11)),
            .reason = s->named ? find_reason(s, cursor_text(&r, 12)) : 0};
        if (person_check(row.dealt.person, d) != 0 ||
            deal_add(to, &row, d) != 0)
            r.failed = true;
    }
    return cursor_close(&r);
}

static int deal_evidence(const struct fulfilment *s, struct deal *to,
                         struct diag *d)
{
    struct cursor r = cursor_open(s->c, select_evidence, d);
    while (cursor_next(&r)) {
        struct proof row = {
            .dealt = {people_find(&s->c->people, cursor_integer(&r, 0))},
            .requirement = (int32_t)cursor_integer(&r, 1),
            .session = (int32_t)cursor_integer(&r, 2)};
        if (person_check(row.dealt.person, d) != 0 ||
            deal_add(to, &row, d) != 0)
            r.failed = true;
    }
    return cursor_close(&r);
}

/* The sessions of REQUIREMENT in a hand that is sorted, each once. */
static void emit_evidence(const struct fulfilment *s, struct emitter *e,
                          const struct hand *hand, int32_t requirement)
{
    const struct proof *row = hand->rows;
    int32_t last = 0;
    emit_open(e, "evidence", '[');
    for (size_t i = 0; i < hand->count; i++) {
        const struct entry *session =
            lexicon_find(&s->sessions, row[i].session);
        if (row[i].requirement != requirement || row[i].session == last ||
            session == NULL)
            continue;
        emit_text(e, NULL, session->text[0]);
        last = row[i].session;
    }
    emit_close(e, ']');
}

static void emit_amount(struct emitter *e, const char *key, int64_t amount,
                        const char *unit)
{
    if (unit != NULL && strcmp(unit, "hours") == 0)
        emit_hours(e, key, amount);
    else if (unit != NULL && strcmp(unit, "days") == 0)
        emit_real(e, key, (double)amount / 2);
    else
        emit_integer(e, key, amount);
}

static void emit_standing(const struct fulfilment *s, struct emitter *e,
                          const struct standing *row, const struct hand *proofs)
{
    static const struct entry none = {{NULL, NULL, NULL}, INT64_MIN};
    const struct entry *rule = lexicon_find(&s->rules, row->requirement);
    const struct entry *reason = lexicon_find(&s->reasons, row->reason);
    if (rule == NULL)
        rule = &none;
    const char *unit = row->unit != 0 ? units[row->unit] : rule->text[1];
    emit_open(e, NULL, '{');
    emit_text(e, "requirement", rule->text[0]);
    emit_text(e, "subject", rule->text[2]);
    emit_text(e, "state", state_name(row->state));
    emit_text(e, "unit", unit);
    emit_amount(e, "required", row->required, unit);
    emit_amount(e, "done", row->done, unit);
    emit_amount(e, "missing", row->missing, unit);
    emit_text(e, "anchor", anchors[row->anchor]);
    emit_date(e, "anchor_on", row->anchor_on);
    emit_date(e, "due_on", row->due_on);
    emit_date(e, "met_on", row->met_on);
    emit_integer(e, "sessions", row->evidence);
    if (s->named) {
        emit_text(e, "reason", reason != NULL ? reason->text[0] : NULL);
        emit_evidence(s, e, proofs, row->requirement);
    }
    emit_close(e, '}');
}

static void write_person(const void *self, uint32_t person,
                         const struct hand hands[DEAL_HANDS], struct emitter *e)
{
    const struct fulfilment *s = self;
    const struct standing *row = hands[0].rows;
    if (hands[0].count == 0)
        return;
    person_begin(s->c, person, s->named, e);
    emit_open(e, "requirements", '[');
    for (size_t i = 0; i < hands[0].count; i++)
        emit_standing(s, e, &row[i], &hands[1]);
    emit_close(e, ']');
    person_end(e);
}

static int read_lexicons(struct fulfilment *s, struct diag *d)
{
    int result = lexicon_read(&s->rules, s->c, select_rules, d);
    if (result == 0)
        result = lexicon_read(&s->reasons, s->c, select_reasons, d);
    if (result == 0 && s->named)
        result = lexicon_read(&s->sessions, s->c, select_sessions, d);
    return result;
}

int report_fulfilment(const struct context *c, const char *file, struct diag *d)
{
    struct fulfilment s = {.c = c,
                           .named = study_identifies(c->study, "fulfilment")};
    struct deal *deals[DEAL_HANDS] = {
        deal_open(c, sizeof(struct standing), compare)};
    if (s.named)
        deals[1] = deal_open(c, sizeof(struct proof), compare_proofs);
    int result = read_lexicons(&s, d);
    if (result == 0)
        result = deal_rows(&s, deals[0], d);
    if (result == 0 && s.named)
        result = deal_evidence(&s, deals[1], d);
    if (result == 0)
        result = deal_write(c, file, deals, write_person, &s, d);
    deal_close(deals[0]);
    deal_close(deals[1]);
    lexicon_free(&s.rules);
    lexicon_free(&s.reasons);
    lexicon_free(&s.sessions);
    return result;
}
