/* write_survey.c - see write_survey.h. */
#include "sample-data/write_survey.h"

#include "sample-data/demand.h"

#include <string.h>

const char survey_want[] = "3、您希望参加哪些内容的培训？";
const char survey_willing[] = "4、您参加培训的意愿如何？";
const char survey_time[] = "5、您方便的时间是？";
const char survey_channel[] = "6、您喜欢的学习方式是？";
const char survey_hours[] = "7、您每年可用于学习的小时数";
const char survey_free[] = "8、您对培训还有什么建议？";
const char *const survey_willing_words[5] = {"很不愿意", "不太愿意", "一般",
                                             "比较愿意", "非常愿意"};
const char *const survey_time_words[4] = {"工作日白天", "工作日晚上", "周末",
                                          "农闲时节"};
const char *const survey_channel_words[5] = {"集中面授", "网络学习", "远程站点",
                                             "流动课堂", "现场观摩"};

/* The first is quoted because of its comma, the second breaks a line. */
static const char *const remarks[] = {"\"希望多讲实例, 少讲概念\"",
                                      "\"时间安排在农闲时\n最好提前通知\"",
                                      "\"老师说的\"\"手把手\"\"教学很好\"",
                                      "希望到示范点看一看",
                                      "课后发一份资料",
                                      "内容再实用一些",
                                      "网课可以回看就好了",
                                      "多请本地能手来讲",
                                      "希望一次不超过半天",
                                      "没有意见",
                                      "希望有基础班和提高班",
                                      "远程站点离家近，很方便"};

static void write_header(struct sheet *s)
{
    sheet_text(s, "\xEF\xBB\xBF序号,提交答卷时间,所用时间(秒),会员编号");
    for (int q = 1; q <= 2; q++)
        for (int t = 0; t < SURVEY_TOPICS; t++)
            sheet_text(s, ",%d、(%s)", q, words_topics[t].name_zh);
    sheet_row(s, ",%s,%s,%s,%s,%s,%s", survey_want, survey_willing, survey_time,
              survey_channel, survey_hours, survey_free);
}

/* Between 1 September and 20 October 2025, from 7 to 22 o'clock; later for
 * later respondents. */
static void write_begin(struct sheet *s, const struct roster *r, int32_t at,
                        int32_t number, int32_t member, bool straight,
                        struct chance *c)
{
    enum { DAYS = 50, DAY_SECONDS = 15 * 3600 };
    int64_t span = (int64_t)DAYS * DAY_SECONDS;
    int64_t moment = span * at / r->world.members;
    int32_t day = date_day(2025, 9, 1) + (int32_t)(moment / DAY_SECONDS);
    int32_t second = 7 * 3600 + (int32_t)(moment % DAY_SECONDS);
    int year, month, in_month;
    date_civil(day, &year, &month, &in_month);
    char id[ID_TEXT];
    int32_t taken = chance_below(c, 300);
    taken += chance_below(c, 420);
    taken = straight ? 35 + taken / 13 : 180 + taken;
    sheet_text(s, "%d,%d/%d/%d %d:%02d:%02d,%d,%s", number, year, month,
               in_month, second / 3600, second / 60 % 60, second % 60, taken,
               world_member_id(member, id));
}

static void write_items(struct sheet *s, const struct answers *a,
                        struct chance *c)
{
    for (int i = 0; i < SURVEY_ITEMS; i++) {
        if (a->items[i] > 0)
            sheet_text(s, ",%d", a->items[i]);
        else
            sheet_text(s, "%s", chance_hit(c, 5000) ? "," : ",-3");
    }
}

static void write_wanted(struct sheet *s, int group, struct chance *c)
{
    const char *joint = "";
    sheet_text(s, ",");
    if (chance_hit(c, 300))
        return;
    for (int t = 0; t < TOPICS; t++)
        if (chance_hit(c, demand_is_need(group, t) ? 7200 : 700)) {
            sheet_text(s, "%s%s", joint, words_topics[t].name_zh);
            joint = "┋";
        }
}

/* The question on time is not shown to those who are not willing at all. */
static void write_rest(struct sheet *s, const struct person *p,
                       struct chance *c)
{
    static const uint8_t willing[5] = {2, 6, 22, 42, 28};
    static const uint8_t time[2][4] = {{20, 20, 42, 18}, {14, 12, 22, 52}};
    static const uint8_t channel[GROUPS][5] = {{30, 10, 14, 16, 30},
                                               {22, 48, 12, 6, 12},
                                               {44, 18, 16, 14, 8},
                                               {38, 12, 24, 18, 8}};
    int will = chance_pick(c, willing, 5);
    sheet_text(s, ",%s", survey_willing_words[will]);
    int when = chance_pick(c, time[p->rural], 4);
    sheet_text(s, ",%s", will == 0 ? "-2" : survey_time_words[when]);
    sheet_text(s, ",%s",
               survey_channel_words[chance_pick(c, channel[p->group], 5)]);
    sheet_text(s, ",%d,", 4 * chance_between(c, 1, 15));
    size_t remark = (size_t)chance_below(c, 4 * (int32_t)COUNT_OF(remarks));
    sheet_row(s, "%s", remark < COUNT_OF(remarks) ? remarks[remark] : "");
}

/* Kind 2 is an answer sent twice: write_responses() does that. */
enum { BAD_KINDS = 4, SENT_TWICE = 2 };

static void write_bad(struct sheet *s, int32_t number)
{
    char same[SURVEY_ITEMS * 2 + 1] = "";
    for (int i = 0; i < SURVEY_ITEMS; i++)
        memcpy(same + 2 * i, i % 2 == 0 ? ",3" : ",4", 3);
    const char *end = ",办公软件,一般,周末,网络学习,20,";
    switch (number / 240 % BAD_KINDS) {
    case 0:
        sheet_bad(s, "unknown-id", "%d,2025/9/9 10:00:00,300,QX000009%s%s",
                  10000000 + number, same, end);
        break;
    case 1:
        same[1] = '7';
        sheet_bad(s, "out-of-range", "%d,2025/9/19 10:00:00,300,%s%s%s",
                  10000000 + number, "", same, end);
        break;
    default:
        sheet_bad(s, "bad-date", "%d,2025/9/31 10:00:00,300,%s%s%s",
                  10000000 + number, "", same, end);
        break;
    }
}

static void write_response(const struct roster *r, struct sheet *s, int32_t at,
                           int32_t number, const struct answers *a)
{
    int32_t member = r->order[at];
    const struct person *p = &r->people[member];
    struct chance c = world_chance(&r->world, CHANCE_ANSWER,
                                   UINT64_C(1) << 40 | (uint64_t)member);
    write_begin(s, r, at, number, member, a->straight, &c);
    write_items(s, a, &c);
    write_wanted(s, p->group, &c);
    write_rest(s, p, &c);
}

void write_responses(const struct roster *r, struct truths *truths,
                     struct folder *folder)
{
    struct sheet s = sheet_open(folder, "responses.csv", NULL);
    write_header(&s);
    int32_t number = 0;
    for (int32_t at = 0; at < r->world.members; at++) {
        int32_t member = r->order[at];
        const struct person *p = &r->people[member];
        struct answers a;
        if (!survey_responds(r, member))
            continue;
        survey_answer(r, member, &a);
        write_response(r, &s, at, ++number, &a);
        truths_add_answer(truths, (struct truth_answer){member, number,
                                                        p->group, a.straight});
        if (number % 240 != 120)
            continue;
        if (number / 240 % BAD_KINDS == SENT_TWICE) {
            sheet_mark(&s, "duplicate");
            write_response(r, &s, at, number, &a);
        } else {
            write_bad(&s, number);
        }
    }
    sheet_close(&s);
}
