/* recommendations.c - recommendations.jsonl: courses for each member, why. */
#include "lib/seats.h"
#include "report/context.h"
#include "report/deal.h"
#include "report/lexicon.h"
#include "report/person.h"
#include "report/reports.h"
#include "report/cursor.h"
#include "report/sentence.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char select_courses[] =
    "SELECT course, course_id, title, NULL, NULL FROM course ORDER BY course";
static const char select_topics[] =
    "SELECT topic, topic_id, name, coalesce(name_zh, name), NULL FROM topic"
    " ORDER BY topic";
static const char select_sessions[] =
    "SELECT s.session, s.session_id, CAST(" SEATS_SQL " AS TEXT), NULL,"
    " s.begins FROM session s JOIN offering USING (offering)"
    " JOIN course c USING (course) LEFT JOIN venue v USING (venue)"
    " WHERE s.session IN (SELECT session FROM recommendation WHERE run = ?1)"
    " ORDER BY s.session";
static const char select_rules[] =
    "SELECT requirement, requirement_id, title, coalesce(title_zh, title),"
    " NULL FROM requirement WHERE run = ?1 ORDER BY requirement";
static const char select_rows[] =
    "SELECT member, rank, course, session, because, topic, requirement,"
    " reason, score, history, demand, prior, because_part, second,"
    " second_part, topic_part, confidence, newcomer, grouped FROM"
    " recommendation WHERE run = ?1";
static const char select_segments[] =
    "SELECT member, segment FROM segment_member WHERE run = ?1";

static const char *const reasons[] = {"history", "demand",      "group",
                                      "popular", "requirement", "ordered"};

static const char *const confidences[] = {"high", "medium", "low"};

/* A row; what it names is a place in a lexicon, or LEXICON_NONE. */
struct pick {
    struct dealt dealt;
    int32_t rank;
    uint32_t course, session, because, topic, requirement;
    uint32_t second;
    uint32_t reason;     /* in reasons[] */
    uint32_t confidence; /* in confidences[] */
    bool newcomer;
    double score, history, demand, group, prior;
    double because_part, second_part, topic_part; /* NaN: none */
};

struct assignment {
    struct dealt dealt;
    int32_t segment;
};

struct picks {
    const struct context *c;
    bool named;
    struct lexicon courses, topics, sessions, rules;
};

static int compare_picks(const void *a, const void *b)
{
    const struct pick *x = a, *y = b;
    return (x->rank > y->rank) - (x->rank < y->rank);
}

static int compare_assignments(const void *a, const void *b)
{
    const struct assignment *x = a, *y = b;
    return (x->segment > y->segment) - (x->segment < y->segment);
}

static int read_lexicons(struct picks *s, struct diag *d)
{
    if (lexicon_read(&s->courses, s->c, select_courses, d) != 0 ||
        lexicon_read(&s->topics, s->c, select_topics, d) != 0 ||
        lexicon_read(&s->sessions, s->c, select_sessions, d) != 0)
        return -1;
    return lexicon_read(&s->rules, s->c, select_rules, d);
}

static uint32_t place(const struct lexicon *l, const struct cursor *r,
                      int column)
{
    return cursor_null(r, column) ? LEXICON_NONE
                                  : lexicon_at(l, cursor_integer(r, column));
}

/* The place of WORD in a list of COUNT; COUNT if it is not there. */
static uint32_t find_word(const char *const *list, uint32_t count,
                          const char *word)
{
    uint32_t i = 0;
    while (i < count && strcmp(list[i], word) != 0)
        i++;
    return i;
}

static double part_of(const struct cursor *r, int column)
{
    return cursor_null(r, column) ? NAN : cursor_real(r, column);
}

/* Fails on a word that this program has no sentence for. */
static int read_pick(const struct picks *s, const struct cursor *r,
                     struct pick *p, struct diag *d)
{
    *p = (struct pick){
        .dealt = {people_find(&s->c->people, cursor_integer(r, 0))},
        .rank = (int32_t)cursor_integer(r, 1),
        .course = place(&s->courses, r, 2),
        .session = place(&s->sessions, r, 3),
        .because = place(&s->courses, r, 4),
        .topic = place(&s->topics, r, 5),
        .requirement = place(&s->rules, r, 6),
        .reason = find_word(reasons, COUNT_OF(reasons), cursor_text(r, 7)),
        .score = cursor_real(r, 8),
        .history = cursor_real(r, 9),
        .demand = cursor_real(r, 10),
        .prior = cursor_real(r, 11),
        .because_part = part_of(r, 12),
        .second = place(&s->courses, r, 13),
        .second_part = part_of(r, 14),
        .topic_part = part_of(r, 15),
        .confidence =
            find_word(confidences, COUNT_OF(confidences), cursor_text(r, 16)),
        .newcomer = cursor_integer(r, 17) != 0,
        .group = cursor_real(r, 18),
    };
    if (p->confidence == COUNT_OF(confidences))
        return diag_fail(d, "unknown confidence '%s' of a recommendation",
                         cursor_text(r, 16));
    if (p->reason == COUNT_OF(reasons))
        return diag_fail(d, "unknown reason '%s' of a recommendation",
                         cursor_text(r, 7));
    if (p->course == LEXICON_NONE)
        return diag_fail(d, "a recommendation names no course; run "
                            "dripline-analyze again");
    return person_check(p->dealt.person, d);
}

static int deal_picks(const struct picks *s, struct deal *to, struct diag *d)
{
    struct cursor r = cursor_open(s->c, select_rows, d);
    while (cursor_next(&r)) {
        struct pick p;
        if (read_pick(s, &r, &p, d) != 0 || deal_add(to, &p, d) != 0)
            r.failed = true;
    }
    return cursor_close(&r);
}

static int deal_segments(const struct picks *s, struct deal *to, struct diag *d)
{
    struct cursor r = cursor_open(s->c, select_segments, d);
    while (cursor_next(&r)) {
        struct assignment a = {
            .dealt = {people_find(&s->c->people, cursor_integer(&r, 0))},
            .segment = (int32_t)cursor_integer(&r, 1)};
        if (person_check(a.dealt.person, d) != 0 || deal_add(to, &a, d) != 0)
            r.failed = true;
    }
    return cursor_close(&r);
}

static const char *text_of(const struct lexicon *l, uint32_t at, int text)
{
    const struct entry *entry = lexicon_entry(l, at);
    return entry != NULL ? entry->text[text] : NULL;
}

/* In whole per cent of the score; 0 where that says nothing. */
static int share_of(double part, double score)
{
    if (isnan(part) || !(part > 0) || !(score > 0) || part > score)
        return 0;
    return (int)lround(100 * part / score);
}

static void emit_sentence(const struct picks *s, const struct pick *p,
                          struct emitter *e, struct buffer *b)
{
    struct because because = {reasons[p->reason],
                              text_of(&s->courses, p->because, 1),
                              text_of(&s->topics, p->topic, 1),
                              text_of(&s->rules, p->requirement, 1),
                              share_of(p->because_part, p->score),
                              share_of(p->topic_part, p->score)};
    buffer_clear(b);
    sentence_english(b, &because);
    buffer_char(b, '\0');
    emit_text(e, "sentence", b->bytes);
    because.topic = text_of(&s->topics, p->topic, 2);
    because.requirement = text_of(&s->rules, p->requirement, 2);
    buffer_clear(b);
    sentence_chinese(b, &because);
    buffer_char(b, '\0');
    emit_text(e, "sentence_zh", b->bytes);
}

static void emit_next_session(const struct picks *s, const struct pick *p,
                              struct emitter *e)
{
    const struct entry *session = lexicon_entry(&s->sessions, p->session);
    if (session == NULL) {
        emit_text(e, "next_session", NULL);
        return;
    }
    emit_open(e, "next_session", '{');
    emit_text(e, "session_id", session->text[0]);
    emit_minute(e, "begins", session->number);
    if (session->text[1] != NULL)
        emit_integer(e, "seats", strtoll(session->text[1], NULL, 10));
    else
        emit_text(e, "seats", NULL);
    emit_close(e, '}');
}

/* To 1e-5, so that the parts printed sum to the score printed, to the digit. */
static double rounded(double part)
{
    return round(part * 1e5) / 1e5;
}

static void emit_parts(const struct pick *p, struct emitter *e)
{
    double history = rounded(p->history), demand = rounded(p->demand);
    double group = rounded(p->group), prior = rounded(p->prior);
    emit_real(e, "score", rounded(history + demand + group + prior));
    emit_open(e, "parts", '{');
    emit_real(e, "history", history);
    emit_real(e, "demand", demand);
    emit_real(e, "group", group);
    emit_real(e, "prior", prior);
    emit_close(e, '}');
}

/* What of the member's own speaks for it: courses attended, a topic asked for,
   each with its part of the score. */
static void emit_evidence(const struct picks *s, const struct pick *p,
                          struct emitter *e)
{
    const uint32_t courses[] = {p->because, p->second};
    const double parts[] = {p->because_part, p->second_part};
    emit_open(e, "evidence", '[');
    for (size_t i = 0; i < COUNT_OF(courses); i++) {
        if (courses[i] == LEXICON_NONE)
            continue;
        emit_open(e, NULL, '{');
        emit_text(e, "course_id", text_of(&s->courses, courses[i], 0));
        emit_text(e, "title", text_of(&s->courses, courses[i], 1));
        emit_real(e, "part", rounded(parts[i]));
        emit_close(e, '}');
    }
    if (p->topic != LEXICON_NONE && !isnan(p->topic_part)) {
        emit_open(e, NULL, '{');
        emit_text(e, "topic_id", text_of(&s->topics, p->topic, 0));
        emit_text(e, "title", text_of(&s->topics, p->topic, 1));
        emit_real(e, "part", rounded(p->topic_part));
        emit_close(e, '}');
    }
    emit_close(e, ']');
}

static void emit_pick(const struct picks *s, const struct pick *p,
                      struct emitter *e, struct buffer *b)
{
    emit_open(e, NULL, '{');
    emit_integer(e, "rank", p->rank);
    emit_text(e, "course_id", text_of(&s->courses, p->course, 0));
    emit_text(e, "title", text_of(&s->courses, p->course, 1));
    emit_next_session(s, p, e);
    emit_parts(p, e);
    emit_text(e, "reason", reasons[p->reason]);
    emit_text(e, "because", text_of(&s->courses, p->because, 0));
    emit_text(e, "topic", text_of(&s->topics, p->topic, 0));
    emit_text(e, "requirement", text_of(&s->rules, p->requirement, 0));
    emit_evidence(s, p, e);
    emit_text(e, "confidence", confidences[p->confidence]);
    emit_boolean(e, "newcomer", p->newcomer);
    emit_sentence(s, p, e, b);
    emit_close(e, '}');
}

static void write_person(const void *self, uint32_t person,
                         const struct hand hands[DEAL_HANDS], struct emitter *e)
{
    const struct picks *s = self;
    const struct pick *p = hands[0].rows;
    const struct assignment *a = hands[1].rows;
    if (hands[0].count == 0)
        return;
    struct buffer sentence = {0};
    person_begin(s->c, person, s->named, e);
    if (hands[1].count > 0)
        emit_integer(e, "segment", a->segment);
    else
        emit_text(e, "segment", NULL);
    emit_open(e, "recommendations", '[');
    for (size_t i = 0; i < hands[0].count; i++)
        emit_pick(s, &p[i], e, &sentence);
    emit_close(e, ']');
    person_end(e);
    buffer_free(&sentence);
}

int report_recommendations(const struct context *c, const char *file,
                           struct diag *d)
{
    struct picks s = {.c = c,
                      .named = study_identifies(c->study, "recommendations")};
    struct deal *deals[DEAL_HANDS] = {
        deal_open(c, sizeof(struct pick), compare_picks),
        deal_open(c, sizeof(struct assignment), compare_assignments)};
    int result = read_lexicons(&s, d);
    if (result == 0)
        result = deal_picks(&s, deals[0], d);
    if (result == 0)
        result = deal_segments(&s, deals[1], d);
    if (result == 0)
        result = deal_write(c, file, deals, write_person, &s, d);
    deal_close(deals[0]);
    deal_close(deals[1]);
    lexicon_free(&s.courses);
    lexicon_free(&s.topics);
    lexicon_free(&s.sessions);
    lexicon_free(&s.rules);
    return result;
}
