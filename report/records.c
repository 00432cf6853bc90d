/*
 * records.c - records.jsonl: what each member has learned, by period.
 *
 * Slots (a period, a dimension and a value) are ranked by those texts; a row
 * names its slot by rank, so a member's rows sort into the order of output.
 *
 * Most members learn mostly with their own organisation, so who the providers
 * were tells where they belong. Under pseudonyms that is left out: with it the
 * figures of organisations that are held back could be counted.
 */
#include "report/context.h"
#include "report/deal.h"
#include "report/keys.h"
#include "report/lexicon.h"
#include "report/person.h"
#include "report/reports.h"
#include "report/cursor.h"

#include "lib/date.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char select_slots[] =
    "SELECT slot, dimension, value, NULL, period FROM record_slot"
    " WHERE run = ?1 ORDER BY slot";
static const char select_ranks[] = "SELECT slot FROM record_slot WHERE run = ?1"
                                   " ORDER BY period, dimension, value";
static const char select_periods[] =
    "SELECT period, name, NULL, NULL, NULL FROM run_period WHERE run = ?1"
    " ORDER BY period";
static const char select_totals[] =
    "SELECT member, period, sessions, events, minutes, overlap, courses,"
    " electives, listed, months, first_on, last_on, percentile, span, evenness,"
    " enrolled_held, enrolled_attended, begun_held, begun_attended, self_paced,"
    " progress, inside"
    " FROM learning_total WHERE run = ?1";
static const char select_records[] =
    "SELECT member, slot, sessions, minutes FROM learning_record"
    " WHERE run = ?1";

struct total {
    struct dealt dealt;
    int32_t period;
    int64_t sessions, events, minutes, overlap, courses, electives, listed;
    int32_t months, first_on, last_on;
    double percentile, evenness, progress; /* NaN: not known */
    int64_t enrolled_held, enrolled_attended, begun_held, begun_attended;
    int64_t span, self_paced;
    int64_t inside; /* -1: nothing was declared */
};

struct part {
    struct dealt dealt;
    uint32_t rank; /* of the slot */
    int64_t sessions, minutes;
};

struct records {
    const struct context *c;
    bool named;
    struct lexicon slots, periods;
    uint32_t *rank;             /* of slots.entry[i] */
    const struct entry **entry; /* by rank */
};

static int compare_totals(const void *a, const void *b)
{
    const struct total *x = a, *y = b;
    return (x->period > y->period) - (x->period < y->period);
}

static int compare_parts(const void *a, const void *b)
{
    const struct part *x = a, *y = b;
    return (x->rank > y->rank) - (x->rank < y->rank);
}

static int read_slots(struct records *s, struct diag *d)
{
    if (lexicon_read(&s->slots, s->c, select_slots, d) != 0 ||
        lexicon_read(&s->periods, s->c, select_periods, d) != 0)
        return -1;
    s->rank = mem_array(NULL, s->slots.count, sizeof *s->rank);
    s->entry = mem_array(NULL, s->slots.count, sizeof(struct entry *));
    uint32_t rank = 0;
    struct cursor r = cursor_open(s->c, select_ranks, d);
    while (cursor_next(&r)) {
        size_t at =
            keys_find(s->slots.key, s->slots.count, cursor_integer(&r, 0));
        if (at == KEYS_NONE || rank == s->slots.count)
            break;
        s->rank[at] = rank;
        s->entry[rank++] = &s->slots.entry[at];
    }
    return cursor_close(&r);
}

static int deal_totals(const struct records *s, struct deal *to, struct diag *d)
{
    struct cursor r = cursor_open(s->c, select_totals, d);
    while (cursor_next(&r)) {
        struct total t = {
            .dealt = {people_find(&s->c->people, cursor_integer(&r, 0))},
            .period = (int32_t)cursor_integer(&r, 1),
            .sessions = cursor_integer(&r, 2),
            .events = cursor_integer(&r, 3),
            .minutes = cursor_integer(&r, 4),
            .overlap = cursor_integer(&r, 5),
            .courses = cursor_integer(&r, 6),
            .electives = cursor_integer(&r, 7),
            .listed = cursor_integer(&r, 8),
            .months = (int32_t)cursor_integer(&r, 9),
            .first_on = cursor_day(&r, 10),
            .last_on = cursor_day(&r, 11),
            .percentile = cursor_real(&r, 12),
            .span = cursor_integer(&r, 13),
            .evenness = cursor_real(&r, 14),
            .enrolled_held = cursor_integer(&r, 15),
            .enrolled_attended = cursor_integer(&r, 16),
            .begun_held = cursor_integer(&r, 17),
            .begun_attended = cursor_integer(&r, 18),
            .self_paced = cursor_integer(&r, 19),
            .progress = cursor_real(&r, 20) / 10000,
            .inside = cursor_null(&r, 21) ? -1 : cursor_integer(&r, 21)};
        if (person_check(t.dealt.person, d) != 0 || deal_add(to, &t, d) != 0)
            r.failed = true;
    }
    return cursor_close(&r);
}

static int deal_parts(const struct records *s, struct deal *to, struct diag *d)
{
    struct cursor r = cursor_open(s->c, select_records, d);
    while (cursor_next(&r)) {
        size_t at =
            keys_find(s->slots.key, s->slots.count, cursor_integer(&r, 1));
        struct part p = {
            .dealt = {people_find(&s->c->people, cursor_integer(&r, 0))},
            .sessions = cursor_integer(&r, 2),
            .minutes = cursor_integer(&r, 3)};
        if (at == KEYS_NONE) {
            r.failed = true;
            diag_fail(d, "a learning record names no slot; run "
                         "dripline-analyze again");
            continue;
        }
        p.rank = s->rank[at];
        if (person_check(p.dealt.person, d) != 0 || deal_add(to, &p, d) != 0)
            r.failed = true;
    }
    return cursor_close(&r);
}

static void emit_part(struct emitter *e, const struct part *p,
                      const char *value)
{
    emit_open(e, NULL, '{');
    emit_text(e, "value", value);
    emit_integer(e, "sessions", p->sessions);
    emit_hours(e, "hours", p->minutes);
    emit_close(e, '}');
}

static bool goes_out(const struct records *s, const char *dimension)
{
    return s->named || strcmp(dimension, "provider") != 0;
}

/* The parts of PERIOD, from the first of COUNT; how many there are. */
static size_t emit_parts(const struct records *s, struct emitter *e,
                         const struct part *p, size_t count, int64_t period)
{
    const char *dimension = NULL;
    size_t i = 0;
    emit_open(e, "by", '{');
    for (; i < count && s->entry[p[i].rank]->number == period; i++) {
        const struct entry *slot = s->entry[p[i].rank];
        if (!goes_out(s, slot->text[0]))
            continue;
        if (dimension == NULL || strcmp(dimension, slot->text[0]) != 0) {
            if (dimension != NULL)
                emit_close(e, ']');
            dimension = slot->text[0];
            emit_open(e, dimension, '[');
        }
        emit_part(e, &p[i], slot->text[1]);
    }
    if (dimension != NULL)
        emit_close(e, ']');
    emit_close(e, '}');
    return i;
}

static double share_of(int64_t part, int64_t whole)
{
    return whole > 0 ? (double)part / (double)whole : NAN;
}

static void emit_turnout(const struct records *s, struct emitter *e,
                         const struct total *t)
{
    double since = NAN;
    if (t->last_on != DATE_NONE)
        since = s->c->study->as_of - t->last_on;
    emit_real(e, "days_since", since);
    emit_real(e, "month_share", share_of(t->months, t->span));
    emit_real(e, "evenness", t->evenness);
    emit_integer(e, "enrolled_sessions", t->enrolled_held);
    emit_real(e, "attendance_of_enrolled",
              share_of(t->enrolled_attended, t->enrolled_held));
    emit_real(e, "attendance_of_listed", share_of(t->sessions, t->listed));
    emit_integer(e, "begun_sessions", t->begun_held);
    emit_real(e, "completion", share_of(t->begun_attended, t->begun_held));
    emit_integer(e, "self_paced", t->self_paced);
    emit_real(e, "progress", t->progress);
    emit_real(e, "demand_share",
              t->inside < 0 ? NAN : share_of(t->inside, t->minutes));
}

static void emit_total(const struct records *s, struct emitter *e,
                       const struct total *t)
{
    const struct entry *period = lexicon_find(&s->periods, t->period);
    emit_text(e, "period", period != NULL ? period->text[0] : NULL);
    emit_integer(e, "sessions", t->sessions);
    emit_integer(e, "events", t->events);
    emit_hours(e, "hours", t->minutes);
    emit_hours(e, "overlap_hours", t->overlap);
    emit_integer(e, "courses", t->courses);
    emit_integer(e, "electives", t->electives);
    emit_integer(e, "listed", t->listed);
    emit_integer(e, "months", t->months);
    emit_date(e, "first_on", t->first_on);
    emit_date(e, "last_on", t->last_on);
    emit_real(e, "percentile", t->percentile);
    emit_turnout(s, e, t);
}

static void write_person(const void *self, uint32_t person,
                         const struct hand hands[DEAL_HANDS], struct emitter *e)
{
    const struct records *s = self;
    const struct total *t = hands[0].rows;
    const struct part *p = hands[1].rows;
    size_t at = 0;
    person_begin(s->c, person, s->named, e);
    emit_open(e, "periods", '[');
    for (size_t i = 0; i < hands[0].count; i++) {
        emit_open(e, NULL, '{');
        emit_total(s, e, &t[i]);
        while (at < hands[1].count &&
               s->entry[p[at].rank]->number < t[i].period)
            at++;
        at += emit_parts(s, e, p + at, hands[1].count - at, t[i].period);
        emit_close(e, '}');
    }
    emit_close(e, ']');
    person_end(e);
}

int report_records(const struct context *c, const char *file, struct diag *d)
{
    struct records s = {.c = c, .named = study_identifies(c->study, "records")};
    struct deal *deals[DEAL_HANDS] = {
        deal_open(c, sizeof(struct total), compare_totals),
        deal_open(c, sizeof(struct part), compare_parts)};
    int result = read_slots(&s, d);
    if (result == 0)
        result = deal_totals(&s, deals[0], d);
    if (result == 0)
        result = deal_parts(&s, deals[1], d);
    if (result == 0)
        result = deal_write(c, file, deals, write_person, &s, d);
    deal_close(deals[0]);
    deal_close(deals[1]);
    lexicon_free(&s.slots);
    lexicon_free(&s.periods);
    free(s.rank);
    free(s.entry);
    return result;
}
