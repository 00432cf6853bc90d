/* page_quality.c - how good the survey and the data are. */
#include "report/html.h"
#include "report/page.h"

#include "lib/attr.h"

#include <stdbool.h>
#include <string.h>

struct wording {
    const char *word, *english, *chinese;
};

static const struct wording kinds[] = {
    {"organizations", "Organisations", "组织"},
    {"members", "Members", "成员"},
    {"memberships", "Memberships", "组织关系"},
    {"attributes", "Attributes", "成员属性"},
    {"roles", "Posts", "职务"},
    {"identities", "Other ids", "其他编号"},
    {"topics", "Topics", "主题"},
    {"courses", "Courses", "课程"},
    {"venues", "Venues", "场地"},
    {"instructors", "Instructors", "师资"},
    {"offerings", "Classes", "班次"},
    {"sessions", "Sessions", "课次"},
    {"enrolments", "Enrolments", "调训"},
    {"attendance", "Attendance", "考勤"},
    {"choices", "Menu orders", "菜单选课"},
    {"targets", "Targets", "目标"},
    {"assessments", "Assessments", "考评"},
    {"responses", "Questionnaires", "问卷"},
    {"interviews", "Interviews", "访谈"},
    {"population", "Population margins", "总体构成"},
};

static void add_kind(struct buffer *b, const char *kind)
{
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        if (strcmp(kinds[i].word, kind) != 0)
            continue;
        html_both(b, kinds[i].english, kinds[i].chinese);
        return;
    }
    html_text(b, kind);
}

static void rate_group(const struct page *p, const json_t *group)
{
    const char *attribute = html_get(group, "attribute");
    if (strcmp(attribute, "org") == 0)
        html_both(p->b, "organisation", "组织");
    else
        page_word(p, attribute);
    html_both(p->b, ": ", "：");
    if (json_is_string(json_object_get(group, "name")))
        html_text(p->b, html_get(group, "name"));
    else
        page_word(p, html_get(group, "value"));
}

static void rate_row(const struct page *p, const json_t *group)
{
    struct buffer *b = p->b;
    bool under = json_is_true(json_object_get(group, "under_responding"));
    buffer_text(b, "<tr><th scope=\"row\">");
    rate_group(p, group);
    buffer_text(b, "</th><td class=\"wide\">");
    html_bar(b, html_number(group, "rate"), under ? "overdue" : "met");
    buffer_format(b, "</td><td%s>", under ? " class=\"alert\"" : "");
    html_share(b, json_object_get(group, "rate"));
    buffer_text(b, "</td><td>");
    html_count(b, json_object_get(group, "respondents"));
    buffer_text(b, "</td><td>");
    html_count(b, json_object_get(group, "members"));
    buffer_text(b, "</td></tr>\n");
}

static void rates(const struct page *p, const json_t *survey)
{
    struct buffer *b = p->b;
    const json_t *groups = json_object_get(survey, "response_by");
    size_t i;
    json_t *group;
    if (json_array_size(groups) == 0)
        return;
    buffer_text(b, "<details><summary>");
    html_both(b, "Response by group", "按群体查看回收率");
    buffer_text(b, "</summary>\n<div class=\"scroll\"><table><thead><tr>");
    html_element(b, "th", NULL, "Group", "群体");
    html_element(b, "th", "wide", "", "");
    html_element(b, "th", NULL, "Rate", "回收率");
    html_element(b, "th", NULL, "Answered", "作答");
    html_element(b, "th", NULL, "Members", "人数");
    buffer_text(b, "</tr></thead><tbody>\n");
    json_array_foreach(groups, i, group) {
        rate_row(p, group);
    }
    buffer_text(b, "</tbody></table></div>\n<p class=\"note\">");
    html_both(b,
              "Red: answered clearly less than the others. Too small to "
              "show: ",
              "红色：明显少于其余群体。人数过少不显示的群体：");
    html_count(b, json_object_get(survey, "response_suppressed"));
    buffer_text(b, "</p></details>\n");
}

static void scales(const struct page *p, const json_t *survey)
{
    struct buffer *b = p->b;
    const json_t *list = json_object_get(survey, "scales");
    size_t i;
    json_t *scale;
    if (json_array_size(list) == 0)
        return;
    buffer_text(b, "<details><summary>");
    html_both(b, "Reliability of the scales", "量表信度");
    buffer_text(b, "</summary>\n<div class=\"scroll\"><table><thead><tr>");
    html_element(b, "th", NULL, "Scale", "量表");
    html_element(b, "th", NULL, "Items", "题数");
    html_element(b, "th", NULL, "Complete", "完整作答");
    html_element(b, "th", NULL, "Alpha", "α 系数");
    html_element(b, "th", NULL, "Omega", "ω 系数");
    buffer_text(b, "</tr></thead><tbody>\n");
    json_array_foreach(list, i, scale) {
        buffer_text(b, "<tr><th scope=\"row\">");
        page_word(p, html_get(scale, "scale"));
        buffer_text(b, "</th><td>");
        html_count(b, json_object_get(scale, "items"));
        buffer_text(b, "</td><td>");
        html_count(b, json_object_get(scale, "n"));
        buffer_text(b, "</td><td>");
        html_real(b, json_object_get(scale, "alpha"), 2);
        buffer_text(b, "</td><td>");
        html_real(b, json_object_get(scale, "omega"), 2);
        buffer_text(b, "</td></tr>\n");
    }
    buffer_text(b, "</tbody></table></div></details>\n");
}

/* What weighted figures make of the careless. */
static void careless_policy(struct buffer *b, const json_t *survey)
{
    const json_t *weights = json_object_get(survey, "weights");
    const char *policy = html_get(weights, "policy");
    if (strcmp(policy, "exclude") == 0)
        html_both(b, " (left out of weighted figures)", "（加权数据中剔除）");
    else if (strcmp(policy, "down-weight") == 0)
        html_both(b, " (count less in weighted figures)", "（加权数据中降权）");
    else
        html_both(b, " (kept, not left out)", "（保留，未剔除）");
}

/* The signs that this questionnaire cannot show. */
static void not_judged(struct buffer *b, const json_t *screening)
{
    static const struct wording signs[] = {
        {"straight_lining", "one answer all over (too few questions)",
         "直线作答（题数过少）"},
        {"few_answers", "hardly any answers", "大多未答"},
        {"unusual", "unusual answers", "异常作答"},
        {"too_fast", "too fast (no times)", "作答过快（无时间记录）"},
        {"attention_failed", "attention (no such questions)",
         "注意力检测（无检测题）"},
    };
    const json_t *list = json_object_get(screening, "not_judged");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *sign = json_string_value(json_array_get(list, i));
        size_t k = 0;
        while (k + 1 < COUNT_OF(signs) && strcmp(signs[k].word, sign) != 0)
            k++;
        if (i == 0)
            html_both(b, "; not judged: ", "；未判定：");
        else
            html_both(b, ", ", "、");
        html_both(b, signs[k].english, signs[k].chinese);
    }
}

static void one_survey(const struct page *p, const json_t *survey)
{
    struct buffer *b = p->b;
    const json_t *response = json_object_get(survey, "response");
    const json_t *screening = json_object_get(survey, "screening");
    buffer_text(b, "<article class=\"rule\"><h3>");
    html_name(b, survey, "title");
    buffer_text(b, " <small>");
    html_share(b, json_object_get(response, "rate"));
    html_both(b, " answered", " 作答");
    buffer_text(b, "</small></h3>\n");
    html_bar(b, html_number(response, "rate"), "met");
    buffer_text(b, "<p class=\"note\">");
    html_both(b, "Respondents: ", "作答人数：");
    html_count(b, json_object_get(screening, "respondents"));
    html_both(b, "; marked as careless or hardly answered: ",
              "；疑似敷衍或大多未答：");
    html_count(b, json_object_get(screening, "flagged"));
    careless_policy(b, survey);
    not_judged(b, screening);
    if (html_number(survey, "later") > 0) {
        html_both(
            b, "; of a later day, and left out: ", "；晚于统计日期、未计入：");
        html_count(b, json_object_get(survey, "later"));
    }
    buffer_text(b, "</p>\n");
    page_choices(p, survey);
    rates(p, survey);
    page_weights(p, survey);
    scales(p, survey);
    buffer_text(b, "</article>\n");
}

void page_survey(const struct page *p)
{
    size_t i;
    json_t *survey;
    if (p->survey == NULL)
        return;
    html_section(p->b, "survey", "The survey", "问卷质量",
                 "Who answered, and how far the answers can be relied on.",
                 "谁作答了，作答在多大程度上可靠。");
    json_array_foreach(json_object_get(p->survey, "surveys"), i, survey) {
        one_survey(p, survey);
    }
    html_section_end(p->b);
}

static void data_row(struct buffer *b, const json_t *kind)
{
    buffer_text(b, "<tr><th scope=\"row\">");
    add_kind(b, html_get(kind, "kind"));
    buffer_text(b, "</th><td>");
    html_count(b, json_object_get(kind, "rows"));
    buffer_text(b, "</td><td>");
    html_count(b, json_object_get(kind, "accepted"));
    buffer_format(b, "</td><td%s>",
                  html_number(kind, "rejected") > 0 ? " class=\"alert\"" : "");
    html_count(b, json_object_get(kind, "rejected"));
    buffer_text(b, "</td></tr>\n");
}

/* Rows that count, but that a person should look at. */
static void flagged(const struct page *p)
{
    static const struct wording flags[] = {
        {"long_day", "more than 24 hours on a day: ", "一天超过24小时："},
        {"before_joining", "before the member joined: ", "早于入会日期："},
        {"off_session", "on no day of the session: ", "不在课次日期："},
        {"overlap", "during another session: ", "与其他课次时间重叠："},
        {"after_leaving", "after the member left: ", "晚于离会日期："},
        {"over_session", "more hours than the session has: ", "超过课次学时："},
        {"future", "later than the report's day: ", "晚于统计日期："},
    };
    const json_t *counts = json_object_get(p->summary, "flagged");
    const char *apart[] = {" (", "（"};
    if (html_number(counts, "rows") == 0)
        return;
    buffer_text(p->b, "<p class=\"note\">");
    html_both(p->b, "Rows of attendance to look at: ", "需核实的考勤行数：");
    html_count(p->b, json_object_get(counts, "rows"));
    for (size_t i = 0; i < COUNT_OF(flags); i++) {
        if (html_number(counts, flags[i].word) == 0)
            continue;
        html_both(p->b, apart[0], apart[1]);
        html_both(p->b, flags[i].english, flags[i].chinese);
        html_count(p->b, json_object_get(counts, flags[i].word));
        apart[0] = "; ";
        apart[1] = "；";
    }
    html_both(p->b, "). They count like any other.", "），仍计入统计。");
    buffer_text(p->b, "</p>\n");
}

void page_data(const struct page *p)
{
    size_t i;
    json_t *kind;
    html_section(p->b, "data", "Data", "数据质量",
                 "Every row that came in was accepted or rejected; "
                 "rejects.csv says where and why.",
                 "每一行输入或被接受，或被拒绝；原因和位置见 rejects.csv。");
    buffer_text(p->b, "<div class=\"scroll\"><table><thead><tr>");
    html_element(p->b, "th", NULL, "Input", "输入");
    html_element(p->b, "th", NULL, "Rows in", "输入行数");
    html_element(p->b, "th", NULL, "= accepted", "= 接受");
    html_element(p->b, "th", NULL, "+ rejected", "+ 拒绝");
    buffer_text(p->b, "</tr></thead><tbody>\n");
    json_array_foreach(json_object_get(p->summary, "data"), i, kind) {
        data_row(p->b, kind);
    }
    buffer_text(p->b, "</tbody></table></div>\n");
    flagged(p);
    html_section_end(p->b);
}
