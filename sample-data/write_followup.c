/* write_followup.c - see write_followup.h. */
#include "sample-data/write_followup.h"

#include <stdio.h>

enum { ITEMS = 3 };

static const char *const files[FOLLOWUPS] = {"followup_c001.csv",
                                             "followup_c025.csv"};
static const char *const books[FOLLOWUPS] = {"followup_c001.json",
                                             "followup_c025.json"};

static const struct {
    const char *column, *text, *text_zh;
} items[ITEMS] = {
    {"uses", "Uses it at work", "在工作中使用"},
    {"alone", "Does it without help", "能独立完成"},
    {"shows", "Shows others how", "能教会他人"},
};

/* Parts of 10,000 who are asked, attended or not; and about whom, of these. */
enum { ASKED = 6000, ASKED_OTHERS = 1000, RATED = 7000 };

void followups_open(struct followups *f, const struct catalogue *c,
                    struct folder *folder)
{
    for (int i = 0; i < FOLLOWUPS; i++) {
        f->sheet[i] = sheet_open(folder, files[i],
                                 "answer_id,member_id,rater_id,answered_on,"
                                 "uses,alone,shows");
        f->course[i] = c->course_of[catalogue_scored[i]][BASICS];
        f->answers[i] = 0;
    }
}

/* The last day on which L attended COURSE, or DATE_NONE; *LISTED: whether L is
 * on any of its lists. */
static int32_t last_attended(const struct learner *l, int course, bool *listed)
{
    int32_t last = DATE_NONE;
    *listed = false;
    for (int i = 0; i < l->n_visits; i++) {
        const struct visit *v = &l->visits[i];
        if (v->course != course)
            continue;
        *listed = true;
        if (visit_attended(v))
            last = v->day;
    }
    return last;
}

static void write_answer(struct followups *f, int i, struct chance *c,
                         int32_t member, int32_t rater, int32_t day, bool used)
{
    static const uint8_t weights[2][5] = {{10, 25, 35, 20, 10},
                                          {2, 8, 25, 40, 25}};
    char id[ID_TEXT], other[ID_TEXT] = "", on[DATE_TEXT];
    struct sheet *s = &f->sheet[i];
    if (rater > 0)
        world_member_id(rater, other);
    sheet_text(s, "%d,%s,%s,%s", ++f->answers[i], world_member_id(member, id),
               other, date_write(day, on));
    for (int k = 0; k < ITEMS; k++)
        sheet_text(s, ",%d", 1 + chance_pick(c, weights[used], 5));
    sheet_row(s, "%s", "");
}

static void write_one(struct followups *f, int i, const struct learner *l,
                      int32_t member, struct truths *t)
{
    const struct world *w = &l->roster->world;
    struct chance c = world_chance(w, CHANCE_FOLLOWUP,
                                   (uint64_t)member * FOLLOWUPS + (uint64_t)i);
    bool listed;
    int32_t last = last_attended(l, f->course[i], &listed);
    bool attended = last != DATE_NONE;
    int32_t after = chance_between(&c, 90, 150);
    int32_t day = attended ? last + after : w->as_of - after;
    int32_t rater = 1 + (member + chance_below(&c, 99)) % w->members;
    if (listed != attended || day > w->as_of ||
        person_branch(l->person, day) < 0)
        return;
    if (!chance_hit(&c, attended ? ASKED : ASKED_OTHERS))
        return;
    bool used = attended && i < APPLIED;
    write_answer(f, i, &c, member, 0, day, used);
    t->asked[i][0][attended]++;
    if (!chance_hit(&c, RATED))
        return;
    write_answer(f, i, &c, member, rater, day, used);
    t->asked[i][1][attended]++;
}

void followups_write(struct followups *f, const struct learner *l,
                     int32_t member, struct truths *t)
{
    for (int i = 0; i < FOLLOWUPS; i++)
        write_one(f, i, l, member, t);
}

static void write_book(const struct followups *f, int i, struct folder *folder)
{
    struct sheet s = sheet_open(folder, books[i], NULL);
    char course[ID_TEXT];
    course_id(f->course[i], course);
    const struct words_topic *topic = &words_topics[catalogue_scored[i]];
    sheet_row(&s,
              "{\n \"survey\": \"followup_c%03d\",\n"
              " \"title\": \"Three months after: %s\",\n"
              " \"title_zh\": \"训后三个月跟踪：%s\",\n"
              " \"about\": \"course\", \"course\": \"%s\",\n"
              " \"kirkpatrick\": 3,\n \"questions\": [",
              f->course[i] + 1, topic->name, topic->name_zh, course);
    for (int k = 0; k < ITEMS; k++)
        sheet_row(&s,
                  "  {\"id\": \"%s\", \"kind\": \"likert\", \"column\": \"%s\","
                  "\n   \"scale\": \"use\", \"low\": 1, \"high\": 5,\n"
                  "   \"text\": \"%s\", \"text_zh\": \"%s\"}%s",
                  items[k].column, items[k].column, items[k].text,
                  items[k].text_zh, k + 1 < ITEMS ? "," : "");
    sheet_row(&s, " ]\n}");
    sheet_close(&s);
}

void followups_close(struct followups *f, struct folder *folder)
{
    for (int i = 0; i < FOLLOWUPS; i++) {
        sheet_close(&f->sheet[i]);
        write_book(f, i, folder);
    }
}
