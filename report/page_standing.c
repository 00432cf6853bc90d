/* page_standing.c - how organisations stand; the annual figures. */
#include "report/html.h"
#include "report/page.h"

#include "lib/attr.h"

#include <stdbool.h>
#include <string.h>

enum { AT_MOST = 200 }; /* organisations */

struct wording {
    const char *word, *english, *chinese;
};

static const struct wording indicators[] = {
    {"coverage", "Took part", "参训率"},
    {"hours", "Hours a member", "人均学时"},
    {"requirements-met", "Requirements met", "要求完成率"},
    {"response-rate", "Answered", "问卷回收率"},
    {"elective-share", "Electives", "选修课占比"},
    {"online-share", "Online", "线上学时占比"},
    {"change", "Test change, points", "测验变化（分）"},
};

static const struct wording dimensions[] = {
    {"level", "By level", "按层级"},
    {"form", "By form", "按形式"},
    {"channel", "By channel", "按渠道"},
    {"method", "By method", "按方式"},
    {"area", "By content area", "按内容领域"},
    {"provider", "By provider", "按主办单位"},
    {"org", "By organisation of the members", "按成员所在组织"},
};

static const struct wording figures[] = {
    {"classes", "Classes", "班次"},
    {"sessions", "Sessions", "场次"},
    {"person_times", "Person-times", "人次"},
    {"members", "Members", "人数"},
    {"hours", "Hours", "学时"},
    {"instructors", "Instructors", "授课人"},
    {"venues", "Venues", "场地"},
    {"materials", "Materials", "发放材料"},
    {"cost", "Cost", "经费"},
    {"sessions_without_cost", "Sessions of unknown cost", "未注明经费的场次"},
};

static const json_t *indicator_of(const json_t *node, const char *name)
{
    size_t i;
    json_t *found;
    json_array_foreach(json_object_get(node, "indicators"), i, found) {
        if (strcmp(html_get(found, "indicator"), name) == 0)
            return found;
    }
    return NULL;
}

static void figure(struct buffer *b, const json_t *indicator, const char *key)
{
    const json_t *value = json_object_get(indicator, key);
    const char *name = html_get(indicator, "indicator");
    if (strcmp(name, "hours") == 0 || strcmp(name, "change") == 0)
        html_real(b, value, 1);
    else
        html_share(b, value);
}

/* Those by itself, participants and supervisors, if there is any. */
static void marks(struct buffer *b, const json_t *list)
{
    static const char *const assessors[] = {"self", "participants",
                                            "supervisors"};
    bool any = false;
    for (size_t i = 0; i < COUNT_OF(assessors); i++)
        any = any || json_is_number(json_object_get(list, assessors[i]));
    if (!any)
        return;
    buffer_text(b, "<br><small>");
    html_both(b, "marks ", "评分 ");
    for (size_t i = 0; i < COUNT_OF(assessors); i++) {
        buffer_text(b, i > 0 ? " / " : "");
        html_real(b, json_object_get(list, assessors[i]), 1);
    }
    buffer_text(b, "</small>");
}

/*
 * The value; the estimate, the target, the year before and the marks in small.
 */
static void cell(struct buffer *b, const json_t *indicator)
{
    static const struct wording notes[] = {{"shrunk", "estimate ", "估计 "},
                                           {"target", "target ", "目标 "},
                                           {"previous", "before ", "上期 "}};
    buffer_text(b, "<td>");
    figure(b, indicator, "value");
    for (size_t i = 0; i < COUNT_OF(notes); i++) {
        if (!json_is_number(json_object_get(indicator, notes[i].word)))
            continue;
        buffer_text(b, "<br><small>");
        html_both(b, notes[i].english, notes[i].chinese);
        figure(b, indicator, notes[i].word);
        buffer_text(b, "</small>");
    }
    marks(b, json_object_get(indicator, "marks"));
    buffer_text(b, "</td>");
}

static void row(struct buffer *b, const json_t *node)
{
    buffer_text(b, "<tr><th scope=\"row\">");
    if (json_object_get(node, "org_id") == NULL)
        html_both(b, "All members", "全体成员");
    else
        html_text(b, html_get(node, "name"));
    buffer_text(b, "</th><td>");
    html_count(b, json_object_get(node, "members"));
    buffer_text(b, "</td><td>");
    html_real(b, json_object_get(node, "composite"), 1);
    buffer_text(b, "</td>");
    for (size_t i = 0; i < COUNT_OF(indicators); i++)
        cell(b, indicator_of(node, indicators[i].word));
    buffer_text(b, "</tr>\n");
}

/* Whether the organisation is a root, or lies directly below one. */
static int is_upper(const json_t *all, const json_t *node)
{
    const char *parent = json_string_value(json_object_get(node, "parent"));
    size_t i;
    json_t *o;
    if (parent == NULL)
        return 1;
    json_array_foreach(all, i, o) {
        if (strcmp(html_get(o, "org_id"), parent) == 0)
            return json_is_null(json_object_get(o, "parent"));
    }
    return 0;
}

void page_standing(const struct page *p)
{
    const json_t *list = json_object_get(p->standing, "organizations");
    size_t i, rows = 0;
    json_t *o;
    if (p->standing == NULL)
        return;
    html_section(p->b, "standing", "Organisations", "各组织情况",
                 "How each organisation stands. The estimate draws the share "
                 "of a small organisation towards the mean of its like, so "
                 "that luck does not decide who is first or last. Marks are "
                 "out of 100: by itself / by participants / by supervisors.",
                 "各组织的总体情况。“估计”将小组织的比率向同级平均值收缩，"
                 "避免因偶然因素排在首位或末位。"
                 "评分满分100：自评 / 学员评 / 上级评。");
    buffer_text(p->b, "<div class=\"scroll\"><table><thead><tr>");
    html_element(p->b, "th", NULL, "Organisation", "组织");
    html_element(p->b, "th", NULL, "Members", "人数");
    html_element(p->b, "th", NULL, "Composite", "综合得分");
    for (i = 0; i < COUNT_OF(indicators); i++)
        html_element(p->b, "th", NULL, indicators[i].english,
                     indicators[i].chinese);
    buffer_text(p->b, "</tr></thead><tbody>\n");
    row(p->b, json_object_get(p->standing, "all"));
    json_array_foreach(list, i, o) {
        if (rows < AT_MOST && is_upper(list, o)) {
            row(p->b, o);
            rows++;
        }
    }
    buffer_text(p->b, "</tbody></table></div>\n<p class=\"note\">");
    html_both(p->b,
              "Those further down are in standing.json. Too small to "
              "show: ",
              "下级组织见 standing.json。人数过少不显示的组织：");
    html_count(p->b, json_object_get(p->standing, "organizations_suppressed"));
    buffer_text(p->b, "</p>\n");
    html_section_end(p->b);
}

static void figure_heads(struct buffer *b, const char *english,
                         const char *chinese)
{
    buffer_text(b, "<div class=\"scroll\"><table><thead><tr>");
    html_element(b, "th", NULL, english, chinese);
    for (size_t i = 0; i < COUNT_OF(figures); i++)
        html_element(b, "th", NULL, figures[i].english, figures[i].chinese);
    buffer_text(b, "</tr></thead><tbody>\n");
}

static void figure_cells(struct buffer *b, const json_t *month)
{
    buffer_text(b, "</th>");
    for (size_t i = 0; i < COUNT_OF(figures); i++) {
        const json_t *value = json_object_get(month, figures[i].word);
        buffer_text(b, "<td>");
        if (json_is_real(value))
            html_real(b, value, 0);
        else
            html_count(b, value);
        buffer_text(b, "</td>");
    }
    buffer_text(b, "</tr>\n");
}

static void months(struct buffer *b, const json_t *value)
{
    size_t i;
    json_t *month;
    figure_heads(b, "Month", "月份");
    json_array_foreach(json_object_get(value, "months"), i, month) {
        buffer_text(b, "<tr><th scope=\"row\">");
        if (json_is_null(json_object_get(month, "month")))
            html_both(b, "The year", "全年");
        else
            html_count(b, json_object_get(month, "month"));
        figure_cells(b, month);
    }
    buffer_text(b, "</tbody></table></div>\n");
}

static void value_name(const struct page *p, const json_t *value)
{
    const char *word = html_get(value, "value");
    if (word[0] == '\0')
        html_both(p->b, "not said", "未注明");
    else if (json_is_string(json_object_get(value, "name")))
        html_name(p->b, value, "name");
    else
        page_word(p, word);
}

static void dimension(const struct page *p, const struct wording *w,
                      json_int_t year)
{
    size_t i, rows = 0;
    json_t *value;
    buffer_text(p->b, "<details><summary>");
    html_both(p->b, w->english, w->chinese);
    buffer_text(p->b, "</summary>\n");
    figure_heads(p->b, "", "");
    json_array_foreach(json_object_get(p->annual, "figures"), i, value) {
        if (json_integer_value(json_object_get(value, "year")) != year ||
            strcmp(html_get(value, "dimension"), w->word) != 0 ||
            rows++ >= AT_MOST)
            continue;
        buffer_text(p->b, "<tr><th scope=\"row\">");
        value_name(p, value);
        figure_cells(p->b, json_array_get(json_object_get(value, "months"), 0));
    }
    buffer_text(p->b, "</tbody></table></div></details>\n");
}

void page_annual(const struct page *p)
{
    const json_t *list = json_object_get(p->annual, "figures");
    const json_t *latest = NULL;
    size_t i;
    json_t *value;
    json_array_foreach(list, i, value) {
        if (strcmp(html_get(value, "dimension"), "all") == 0)
            latest = value; /* years ascend */
    }
    if (latest == NULL)
        return;
    html_section(p->b, "annual", "The year in figures", "年度数据",
                 "Classes, sessions, attendances and money, month by month. "
                 "Members of several months are counted once in the year.",
                 "逐月的班次、场次、人次与经费；全年人数不重复计算。");
    buffer_format(p->b, "<h3>%lld</h3>\n",
                  (long long)html_number(latest, "year"));
    months(p->b, latest);
    for (i = 0; i < COUNT_OF(dimensions); i++)
        dimension(p, &dimensions[i],
                  json_integer_value(json_object_get(latest, "year")));
    html_section_end(p->b);
}
