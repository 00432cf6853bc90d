/* fulfilment.c - fulfilment.jsonl: where each member stands with each rule. */
#include "report/context.h"
#include "report/deal.h"
#include "report/lexicon.h"
#include "report/person.h"
#include "report/reports.h"
#include "report/cursor.h"
#include "report/state.h"

#include <string.h>

static const char select_rules[] =
    "SELECT requirement, requirement_id, unit, NULL, NULL FROM requirement"
    " WHERE run = ?1 ORDER BY requirement";
static const char select_rows[] =
    "SELECT member, requirement, state, required, done, missing, anchor_on,"
    " due_on, met_on, evidence FROM fulfilment WHERE run = ?1"
    " AND state <> 'not-applicable'";

struct standing {
    struct dealt dealt;
    int32_t requirement;
    enum state state;
    int64_t required, done, missing, evidence;
    int32_t anchor_on, due_on, met_on;
};

struct fulfilment {
    const struct context *c;
    bool named;
    struct lexicon rules;
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
            .evidence = cursor_integer(&r, 9)};
        if (person_check(row.dealt.person, d) != 0 ||
            deal_add(to, &row, d) != 0)
            r.failed = true;
    }
    return cursor_close(&r);
}

/* In the rule's unit; minutes go out as hours. */
static void emit_amount(struct emitter *e, const char *key, int64_t amount,
                        bool minutes)
{
    if (minutes)
        emit_hours(e, key, amount);
    else
        emit_integer(e, key, amount);
}

static void emit_standing(const struct fulfilment *s, struct emitter *e,
                          const struct standing *row)
{
    const struct entry *rule = lexicon_find(&s->rules, row->requirement);
    bool minutes = rule != NULL && strcmp(rule->text[1], "minutes") == 0;
    emit_open(e, NULL, '{');
    emit_text(e, "requirement", rule != NULL ? rule->text[0] : NULL);
    emit_text(e, "state", state_name(row->state));
    emit_text(e, "unit",
              minutes        ? "hours"
              : rule != NULL ? rule->text[1]
                             : NULL);
    emit_amount(e, "required", row->required, minutes);
    emit_amount(e, "done", row->done, minutes);
    emit_amount(e, "missing", row->missing, minutes);
    emit_date(e, "anchor_on", row->anchor_on);
    emit_date(e, "due_on", row->due_on);
    emit_date(e, "met_on", row->met_on);
    emit_integer(e, "sessions", row->evidence);
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
        emit_standing(s, e, &row[i]);
    emit_close(e, ']');
    person_end(e);
}

int report_fulfilment(const struct context *c, const char *file, struct diag *d)
{
    struct fulfilment s = {.c = c,
                           .named = study_identifies(c->study, "fulfilment")};
    struct deal *deals[DEAL_HANDS] = {
        deal_open(c, sizeof(struct standing), compare)};
    int result = lexicon_read(&s.rules, c, select_rules, d);
    if (result == 0)
        result = deal_rows(&s, deals[0], d);
    if (result == 0)
        result = deal_write(c, file, deals, write_person, &s, d);
    deal_close(deals[0]);
    lexicon_free(&s.rules);
    return result;
}
