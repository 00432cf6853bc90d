/* truths_write.c - see truths.h. */
#include "sample-data/schedule.h"
#include "sample-data/truths.h"
#include "sample-data/write_followup.h"
#include "sample-data/write_survey.h"

#include "lib/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct list {
    struct sheet *sheet;
    bool begun;
};

/* Begins the next element of an array or the next key of the document. */
static void next(struct list *list)
{
    sheet_text(list->sheet, "%s\n  ", list->begun ? "," : "");
    list->begun = true;
}

static struct list open_list(struct sheet *s, const char *key)
{
    sheet_text(s, ",\n\"%s\": [", key);
    return (struct list){s, false};
}

static void close_list(struct list *list)
{
    sheet_text(list->sheet, "]");
}

static void write_terms(const struct truths *t, struct sheet *s,
                        const char *key, bool open, bool exempt)
{
    struct list list = open_list(s, key);
    for (size_t i = 0; i < t->n_terms; i++) {
        const struct truth_term *term = &t->terms[i];
        char id[ID_TEXT], event[DATE_TEXT], due[DATE_TEXT];
        if (term->exempt != exempt || (!exempt && term->open != open))
            continue;
        next(&list);
        sheet_text(s,
                   "{\"requirement\": \"%s\", \"member_id\": \"%s\","
                   " \"event\": \"%s\", \"due\": \"%s\"}",
                   truths_rules[term->rule], world_member_id(term->member, id),
                   date_write(term->event, event), date_write(term->due, due));
    }
    close_list(&list);
}

static void write_late(const struct truths *t, struct sheet *s)
{
    struct list list = open_list(s, "late_secretaries");
    for (size_t i = 0; i < t->n_terms; i++) {
        const struct truth_term *term = &t->terms[i];
        char id[ID_TEXT];
        if (term->rule != RULE_APPOINTMENT || term->open || term->exempt)
            continue;
        next(&list);
        sheet_text(s, "\"%s\"", world_member_id(term->member, id));
    }
    close_list(&list);
}

static void write_sessions_of(const struct catalogue *c, struct sheet *s,
                              int pair)
{
    struct list list = {s, false};
    sheet_text(s, " \"sessions\": [");
    for (int side = 0; side < 2; side++)
        for (int32_t i = 0; i < c->planted[pair][side].count; i++) {
            char id[ID_TEXT];
            next(&list);
            sheet_text(
                s, "\"%s\"",
                class_session_id(c, c->planted[pair][side].first + i, 0, id));
        }
    sheet_text(s, "],");
}

static void write_pairs(const struct truths *t, const struct catalogue *c,
                        struct sheet *s)
{
    struct list pairs = open_list(s, "multi_provider");
    for (int p = 0; p < PAIRS; p++) {
        const struct planted_pair *pair = &catalogue_pairs[p];
        next(&pairs);
        sheet_text(s,
                   "{\"year\": %d, \"topic_id\": \"T%02d\","
                   " \"providers\": [\"P%02d\", \"P%02d\"],",
                   WORLD_YEAR + pair->year, pair->topic + 1, pair->first + 1,
                   pair->second + 1);
        write_sessions_of(c, s, p);
        struct list members = {s, false};
        sheet_text(s, " \"members\": [");
        for (size_t i = 0; i < t->n_both; i++) {
            char id[ID_TEXT];
            if (t->both[i].pair != p)
                continue;
            next(&members);
            sheet_text(s, "\"%s\"", world_member_id(t->both[i].member, id));
        }
        sheet_text(s, "]}");
    }
    close_list(&pairs);
}

/* The quarters of the last year in which a township held no theme day. */
static void write_theme_days(const struct world *w, struct sheet *s)
{
    struct list list = open_list(s, "missed_theme_days");
    for (int township = 0; township < TOWNSHIPS; township++)
        for (int q = 0; q < 4; q++) {
            char org[ID_TEXT];
            if (schedule_theme_day(w, township, 1, q))
                continue;
            next(&list);
            sheet_text(s, "{\"org_id\": \"%s\", \"quarter\": \"%d-%02d-01\"}",
                       world_org_id(w, ORG_TOWNSHIP + township, org),
                       WORLD_YEAR + 1, 3 * q + 1);
        }
    close_list(&list);
}

static void write_overlaps(const struct truths *t, const struct world *w,
                           struct sheet *s)
{
    struct list list = open_list(s, "overlapping_time");
    for (size_t i = 0; i < t->n_overlaps; i++) {
        const struct truth_overlap *o = &t->overlaps[i];
        char id[ID_TEXT], a[ID_TEXT], b[ID_TEXT];
        next(&list);
        sheet_text(s, "{\"member_id\": \"%s\", \"sessions\": [\"%s\", \"%s\"]}",
                   world_member_id(o->member, id),
                   schedule_branch_session(w, o->branches[0], o->day, a),
                   schedule_branch_session(w, o->branches[1], o->day, b));
    }
    close_list(&list);
}

static void write_calls(const struct truths *t, const struct catalogue *c,
                        struct sheet *s)
{
    struct list list = open_list(s, "over_called");
    for (size_t i = 0; i < t->n_calls; i++) {
        char id[ID_TEXT], session[ID_TEXT];
        next(&list);
        sheet_text(s, "{\"member_id\": \"%s\", \"session_id\": \"%s\"}",
                   world_member_id(t->calls[i].member, id),
                   class_session_id(c, t->calls[i].of, 0, session));
    }
    close_list(&list);
}

static int by_session(const void *a, const void *b)
{
    const struct truth_class *x = a, *y = b;
    if (x->of != y->of)
        return x->of < y->of ? -1 : 1;
    if (x->session != y->session)
        return x->session - y->session;
    return (x->member > y->member) - (x->member < y->member);
}

/* The members of each session, which are beside each other once sorted. */
static void write_scans(struct truth_class *scan, size_t count,
                        const struct catalogue *c, struct sheet *s)
{
    struct list list = open_list(s, "recorded_twice");
    if (count > 1)
        qsort(scan, count, sizeof *scan, by_session);
    for (size_t i = 0; i < count;) {
        const struct truth_class *first = &scan[i];
        struct list members = {s, false};
        char id[ID_TEXT];
        next(&list);
        sheet_text(s, "{\"session_id\": \"%s\", \"members\": [",
                   class_session_id(c, first->of, first->session, id));
        for (; i < count && scan[i].of == first->of &&
               scan[i].session == first->session;
             i++) {
            next(&members);
            sheet_text(s, "\"%s\"", world_member_id(scan[i].member, id));
        }
        sheet_text(s, "]}");
    }
    close_list(&list);
}

static void write_effects(const struct truths *t, const struct catalogue *c,
                          struct sheet *s)
{
    for (int works = 1; works >= 0; works--) {
        struct list list = open_list(s, works ? "courses_that_work"
                                              : "courses_without_change");
        for (int i = works ? 0 : WORKING; i < (works ? WORKING : SCORED); i++) {
            char id[ID_TEXT];
            next(&list);
            sheet_text(s,
                       "{\"course_id\": \"%s\", \"pairs\": %d,"
                       " \"mean_change\": %d}",
                       course_id(c->course_of[catalogue_scored[i]][BASICS], id),
                       t->scored[i], works ? 6 : 0);
        }
        close_list(&list);
    }
}

/* Those that the questionnaire asks about. */
static void write_needs(struct sheet *s)
{
    struct list groups = open_list(s, "needs");
    for (int g = 0; g < GROUPS; g++) {
        struct list topics = {s, false};
        next(&groups);
        sheet_text(s, "{\"group\": %d, \"topics\": [", g + 1);
        for (int t = 0; t < SURVEY_TOPICS; t++)
            if (demand_is_need(g, t)) {
                sheet_text(s, "%s\"T%02d\"", topics.begun ? ", " : "", t + 1);
                topics.begun = true;
            }
        sheet_text(s, "]}");
    }
    close_list(&groups);
}

/* What the courses of the first tests are, months after, in daily work. */
static void write_applied(const struct truths *t, const struct catalogue *c,
                          struct sheet *s)
{
    for (int i = 0; i < FOLLOWUPS; i++) {
        char id[ID_TEXT];
        course_id(c->course_of[catalogue_scored[i]][BASICS], id);
        struct list list =
            open_list(s, i < APPLIED ? "applied_at_work" : "not_applied");
        next(&list);
        sheet_text(s,
                   "{\"course_id\": \"%s\", \"self\": [%d, %d],"
                   " \"others\": [%d, %d]}",
                   id, t->asked[i][0][1], t->asked[i][0][0], t->asked[i][1][1],
                   t->asked[i][1][0]);
        close_list(&list);
    }
}

static void write_answers(const struct truths *t, struct sheet *s)
{
    struct list groups = open_list(s, "demand_groups");
    for (size_t i = 0; i < t->n_answers; i++) {
        const struct truth_answer *a = &t->answers[i];
        char id[ID_TEXT];
        if (a->straight)
            continue;
        next(&groups);
        sheet_text(s,
                   "{\"respondent_id\": \"%d\", \"member_id\": \"%s\","
                   " \"group\": %d}",
                   a->respondent, world_member_id(a->member, id), a->group + 1);
    }
    close_list(&groups);
    struct list straight = open_list(s, "straight_lining");
    for (size_t i = 0; i < t->n_answers; i++)
        if (t->answers[i].straight) {
            char id[ID_TEXT];
            next(&straight);
            sheet_text(s, "{\"respondent_id\": \"%d\", \"member_id\": \"%s\"}",
                       t->answers[i].respondent,
                       world_member_id(t->answers[i].member, id));
        }
    close_list(&straight);
}

enum special { MOVED, LEFT, REJOINED, TWO_ROLES, LEAP_DAY, SPECIALS };

static bool is_special(const struct person *p, enum special what)
{
    switch (what) {
    case MOVED:
        return p->moved_on != DATE_NONE;
    case LEFT:
        return p->left_on != DATE_NONE && p->back_on == DATE_NONE;
    case REJOINED:
        return p->back_on != DATE_NONE;
    case TWO_ROLES:
        return p->posts[1].kind != POST_NONE;
    default:
        return p->plan == PLAN_LEAP;
    }
}

static void write_specials(const struct roster *r, struct sheet *s)
{
    static const char *const keys[SPECIALS] = {"transferred", "departed",
                                               "rejoined", "two_roles",
                                               "appointed_on_leap_day"};
    for (int what = 0; what < SPECIALS; what++) {
        struct list list = open_list(s, keys[what]);
        for (int32_t m = 1; m <= r->world.members; m++) {
            char id[ID_TEXT];
            if (!is_special(&r->people[m], (enum special)what))
                continue;
            next(&list);
            sheet_text(s, "\"%s\"", world_member_id(m, id));
        }
        close_list(&list);
    }
}

/* The township and its branches; only these and the migrants answer less. */
static void write_under(const struct world *w, struct sheet *s)
{
    struct list list = open_list(s, "under_responding");
    next(&list);
    sheet_text(s, "{\"attribute\": \"migrant\", \"value\": \"yes\"}");
    next(&list);
    char id[ID_TEXT];
    sheet_text(s, "{\"org_id\": \"%s\"}",
               world_org_id(w, ORG_TOWNSHIP + UNDER_TOWNSHIP, id));
    close_list(&list);
}

static void write_bad_rows(const struct folder *folder, struct sheet *s)
{
    struct list list = open_list(s, "bad_rows");
    for (size_t i = 0; i < folder->n_bad; i++) {
        const struct bad_row *bad = &folder->bad[i];
        next(&list);
        sheet_text(s, "{\"file\": \"%s\", \"line\": %lld, \"code\": \"%s\"}",
                   bad->file, (long long)bad->line, bad->code);
    }
    close_list(&list);
}

int truths_write(struct truths *t, const struct roster *r,
                 const struct catalogue *c, const struct folder *folder,
                 const char *path, struct diag *d)
{
    const char *slash = strrchr(path, '/');
    char *where = slash == NULL ? mem_text(".")
                                : mem_text_n(path, (size_t)(slash - path));
    struct folder place = {.path = where[0] == '\0' ? "/" : where};
    struct sheet s = sheet_open(&place, slash == NULL ? path : slash + 1, NULL);
    const struct world *w = &r->world;
    sheet_text(&s,
               "{\"seed\": %llu, \"members\": %d, \"as_of\": \"2025-12-31\"",
               (unsigned long long)w->seed, w->members);
    write_answers(t, &s);
    write_needs(&s);
    write_under(w, &s);
    write_late(t, &s);
    write_terms(t, &s, "overdue", false, false);
    write_terms(t, &s, "open", true, false);
    write_terms(t, &s, "exempt", false, true);
    write_pairs(t, c, &s);
    write_overlaps(t, w, &s);
    write_calls(t, c, &s);
    write_scans(t->scans, t->n_scans, c, &s);
    write_theme_days(w, &s);
    write_effects(t, c, &s);
    write_applied(t, c, &s);
    write_specials(r, &s);
    write_bad_rows(folder, &s);
    sheet_text(&s, "}\n");
    sheet_close(&s);
    folder_free(&place);
    if (place.failed)
        *d = place.why;
    free(where);
    return place.failed ? -1 : 0;
}
