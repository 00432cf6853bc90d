/* write_learning.c - see write_learning.h. */
#include "sample-data/write_learning.h"

#include "sample-data/write_followup.h"

#include "lib/mem.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const presence_words[] = {"present", "late", "excused",
                                             "absent"};

static void number(char *to, int n)
{
    if (n >= 0)
        snprintf(to, ID_TEXT, "%d", n);
    else
        to[0] = '\0';
}

/* What a visit needs from the session on. */
static void write_rest(struct sheet *s, const struct visit *v)
{
    char minutes[ID_TEXT], pre[ID_TEXT], post[ID_TEXT], rating[ID_TEXT],
        progress[ID_TEXT];
    number(minutes, v->minutes);
    number(pre, v->pre);
    number(post, v->post);
    number(rating, v->rating > 0 ? v->rating : -1);
    number(progress, v->progress);
    sheet_row(s, "%s,%s,%s,%s,%s,%s", minutes, presence_words[v->presence], pre,
              post, rating, progress);
}

static void write_visit(const struct learner *l, struct sheet *s,
                        const struct visit *v, const char *member)
{
    char session[ID_TEXT] = "", course[ID_TEXT] = "", day[DATE_TEXT];
    if (v->kind == VISIT_ONLINE) {
        sheet_text(s, "%s,,%s,%s %02d:%02d,", member, course_id(v->of, course),
                   date_write(v->day, day), v->second / 3600,
                   v->second / 60 % 60);
    } else {
        sheet_text(s, "%s,%s,,,", member, visit_session_id(l, v, session));
    }
    write_rest(s, v);
}

/* A bad row after one of the member's own, of one kind after the other. */
static void write_bad(const struct learner *l, struct sheet *s,
                      const struct visit *v, const char *member, int kind)
{
    char id[ID_TEXT];
    visit_session_id(l, v, id);
    switch (kind) {
    case 0:
        sheet_bad(s, "duplicate", "%s,%s,,,,absent,,,,", member, id);
        break;
    case 1:
        sheet_bad(s, "unknown-id", "QX%s,%s,,,,present,,,,", member + 2, id);
        break;
    case 2:
        sheet_bad(s, "unknown-id", "%s,S20259999-00,,,,present,,,,", member);
        break;
    case 3:
        sheet_bad(s, "bad-number", "%s,,C007,2025-04-09 20:15,3o,present,,,,",
                  member);
        break;
    case 4:
        sheet_bad(s, "bad-record", "%s,S2025\"0315-02,,,,present,,,,", member);
        break;
    case 5:
        sheet_bad(s, "bad-word", "%s,,C007,2025-04-10 20:15,30,here,,,,",
                  member);
        break;
    default:
        sheet_bad(s, "bad-date", "%s,,C007,2025-02-30 20:15,30,present,,,,",
                  member);
        break;
    }
}

static void write_enrolment(const struct learner *l, struct sheet *s,
                            const struct visit *v, const char *member)
{
    char id[ID_TEXT], day[DATE_TEXT];
    bool called = class_is_centralized(l->catalogue, v->of);
    if (v->session > 0)
        return;
    sheet_row(s, "%s,%s,%s,%s", member,
              class_offering_id(l->catalogue, v->of, id),
              date_write(v->day - (called ? 14 : 7), day), called ? "QL" : "");
}

/* What the scanner knows of a visit. */
static void write_scan(const struct learner *l, struct sheet *s,
                       const struct visit *v, const char *member)
{
    char id[ID_TEXT], minutes[ID_TEXT];
    number(minutes, v->minutes);
    sheet_row(s, "%s,%s,%s,%s", member, visit_session_id(l, v, id), minutes,
              presence_words[v->presence]);
}

static void write_member(const struct learner *l, struct sheet *attendance,
                         struct sheet *scans, struct sheet *enrolments,
                         int32_t m)
{
    char id[ID_TEXT];
    bool bad = m % 200 == 117;
    world_member_id(m, id);
    for (int i = 0; i < l->n_visits; i++) {
        const struct visit *v = &l->visits[i];
        write_visit(l, attendance, v, id);
        if (visit_scanned(l, v))
            write_scan(l, scans, v, id);
        if (v->kind == VISIT_CLASS)
            write_enrolment(l, enrolments, v, id);
        if (bad && v->kind == VISIT_BRANCH && i > 2) {
            write_bad(l, attendance, v, id, m / 200 % 7);
            bad = false;
        }
    }
    if (m % 1200 == 600)
        sheet_bad(enrolments, "unknown-id", "%s,O2025-Z999,2025-03-01,QL", id);
}

void write_learning(const struct roster *r, const struct catalogue *c,
                    struct truths *truths, struct folder *folder)
{
    struct sheet attendance =
        sheet_open(folder, "attendance.csv",
                   "member_id,session_id,course_id,at,minutes,status,pre,post,"
                   "rating,progress");
    struct sheet scans =
        sheet_open(folder, "scans.csv", "member_id,session_id,minutes,status");
    struct sheet enrolments = sheet_open(
        folder, "enrolments.csv", "member_id,offering_id,called_on,called_by");
    struct followups followups;
    followups_open(&followups, c, folder);
    struct learner *l = mem_alloc(sizeof *l);
    for (int32_t m = 1; m <= r->world.members; m++) {
        learner_make(l, r, c, m);
        write_member(l, &attendance, &scans, &enrolments, m);
        truths_add_learner(truths, l, m);
        followups_write(&followups, l, m, truths);
    }
    free(l);
    sheet_close(&attendance);
    sheet_close(&scans);
    sheet_close(&enrolments);
    followups_close(&followups, folder);
}

/* Orders from the menu: online courses and practice, at the year's end. Nobody
 * orders a course twice: ORDERED holds those of the year before. */
static void write_orders(const struct roster *r, const struct catalogue *c,
                         struct sheet *s, int32_t m, int year, bool *ordered)
{
    struct chance dice = world_chance(&r->world, CHANCE_CHOICE,
                                      (uint64_t)m * 2 + (uint64_t)year);
    int32_t day = date_day(WORLD_YEAR + year, 11, 10) + chance_below(&dice, 40);
    bool allowed[TOPICS];
    char id[ID_TEXT], course[ID_TEXT], on[DATE_TEXT];
    for (int t = 0; t < TOPICS; t++)
        allowed[t] = t <= 20;
    if (!chance_hit(&dice, 3300) || person_branch(&r->people[m], day) < 0)
        return;
    int rank = 1;
    for (int n = chance_between(&dice, 3, 6); n > 0; n--) {
        int topic = demand_topic(&dice, r->people[m].group, allowed);
        int k =
            c->course_of[topic][chance_hit(&dice, 6500) ? ONLINE : PRACTICE];
        if (ordered[k])
            continue;
        ordered[k] = true;
        sheet_row(s, "%s,%s,%d,%s", world_member_id(m, id),
                  course_id(k, course), rank++, date_write(day, on));
    }
}

void write_choices(const struct roster *r, const struct catalogue *c,
                   struct folder *folder)
{
    struct sheet s =
        sheet_open(folder, "choices.csv", "member_id,course_id,rank,day");
    char id[ID_TEXT];
    for (int32_t m = 1; m <= r->world.members; m++) {
        bool ordered[COURSES] = {false};
        for (int year = 0; year < WORLD_YEARS; year++)
            write_orders(r, c, &s, m, year, ordered);
        world_member_id(m, id);
        if (m % 700 == 333)
            sheet_bad(&s, "bad-number", "%s,C100,first,2025-12-01", id);
        if (m % 700 == 666)
            sheet_bad(&s, "out-of-range", "%s,C100,0,2025-12-01", id);
    }
    sheet_close(&s);
}
