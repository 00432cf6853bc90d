/* page_plan.c - the class plan; the courses to push to each group. */
#include "report/html.h"
#include "report/page.h"

#include <string.h>

enum { COURSES = 100, PUSHES = 5, BRANCHES = 100 };

static void head(struct buffer *b, const char *const *titles, size_t count)
{
    buffer_text(b, "<div class=\"scroll\"><table><thead><tr>");
    for (size_t i = 0; i < count; i++)
        html_element(b, "th", NULL, titles[2 * i], titles[2 * i + 1]);
    buffer_text(b, "</tr></thead><tbody>\n");
}

static void count_cell(struct buffer *b, const json_t *o, const char *key)
{
    buffer_text(b, "<td>");
    html_count(b, json_object_get(o, key));
    buffer_text(b, "</td>");
}

static void round_row(struct buffer *b, const json_t *round,
                      const char *english, const char *chinese)
{
    buffer_text(b, "<tr><th scope=\"row\">");
    html_both(b, english, chinese);
    buffer_text(b, "</th>");
    count_cell(b, round, "members");
    count_cell(b, round, "places");
    buffer_text(b, "<td>");
    html_real(b, json_object_get(round, "cost"), 0);
    buffer_text(b, "</td><td>");
    html_share_to(b, json_object_get(round, "gap"), 2);
    buffer_text(b, "</td></tr>\n");
}

static void rounds(const struct page *p)
{
    static const char *const titles[] = {
        "Places", "名额", "Members", "人数",           "Given",
        "已安排", "Cost", "经费",    "At most missed", "与上界差距"};
    head(p->b, titles, 5);
    round_row(p->b, json_object_get(p->plan, "required"), "for requirements",
              "用于未完成的要求");
    round_row(p->b, json_object_get(p->plan, "wished"), "for recommendations",
              "用于推荐课程");
    buffer_text(p->b, "</tbody></table></div>\n");
}

/* How many seats the classes of a course have; -1: one is for everybody. */
static json_int_t seats_of(const json_t *course)
{
    size_t i;
    json_t *c;
    json_int_t sum = 0;
    json_array_foreach(json_object_get(course, "classes"), i, c) {
        if (!json_is_integer(json_object_get(c, "seats")))
            return -1;
        sum += json_integer_value(json_object_get(c, "seats"));
    }
    return sum;
}

static void course_row(struct buffer *b, const json_t *course)
{
    json_int_t seats = seats_of(course);
    buffer_text(b, "<tr><th scope=\"row\">");
    html_text(b, html_get(course, "title"));
    buffer_format(b, "</th><td>%zu</td><td>",
                  json_array_size(json_object_get(course, "classes")));
    if (seats < 0)
        html_both(b, "any", "不限");
    else
        buffer_format(b, "%lld", (long long)seats);
    buffer_text(b, "</td>");
    count_cell(b, course, "places");
    count_cell(b, course, "met");
    count_cell(b, course, "unmet");
    count_cell(b, course, "classes_to_add");
    count_cell(b, course, "instructors");
    count_cell(b, course, "sites");
    buffer_text(b, "</tr>\n");
}

void page_plan(const struct page *p)
{
    static const char *const titles[] = {
        "Course",   "课程",   "Classes",        "班次",     "Seats",
        "名额",     "Given",  "已安排",         "Met",      "已满足",
        "Unmet",    "未满足", "Classes to add", "建议增开", "Instructors",
        "可授课人", "Sites",  "可用场地"};
    size_t i;
    json_t *course;
    if (p->plan == NULL)
        return;
    html_section(p->b, "plan", "Class plan", "班次安排",
                 "Places in the classes to come: first for what members have "
                 "to do, then for what suits them best. The lists are in "
                 "classes.jsonl.",
                 "未来班次的名额：先安排必须完成的要求，再安排最适合的课程。"
                 "各班名单见 classes.jsonl。");
    rounds(p);
    buffer_text(p->b, "<details><summary>");
    html_both(p->b, "By course", "按课程查看");
    buffer_text(p->b, "</summary>\n");
    head(p->b, titles, 9);
    json_array_foreach(json_object_get(p->plan, "courses"), i, course)
        if (i < COURSES)
            course_row(p->b, course);
    buffer_text(p->b, "</tbody></table></div></details>\n");
    html_section_end(p->b);
}

static void pushes(struct buffer *b, const json_t *group)
{
    size_t i;
    json_t *c;
    buffer_text(b, "<td class=\"wide\">");
    json_array_foreach(json_object_get(group, "courses"), i, c) {
        if (i >= PUSHES)
            break;
        buffer_text(b, i > 0 ? "<br>" : "");
        html_text(b, html_get(c, "title"));
        buffer_text(b, " <small>");
        html_share(b, json_object_get(c, "reach"));
        buffer_text(b, "</small>");
    }
    buffer_text(b, "</td></tr>\n");
}

static void group_row(const struct page *p, const json_t *group)
{
    int all = json_is_null(json_object_get(group, "segment"));
    int everywhere = json_is_null(json_object_get(group, "org_id"));
    buffer_text(p->b, "<tr><th scope=\"row\">");
    if (all && everywhere)
        html_both(p->b, "All members", "全体成员");
    else if (!all)
        html_name(p->b, group, "segment_name");
    else
        html_text(p->b, html_get(group, "name"));
    buffer_text(p->b, "</th><td>");
    html_text(p->b, html_get(group, "size"));
    buffer_text(p->b, "</td>");
    pushes(p->b, group);
}

void page_pushes(const struct page *p)
{
    static const char *const titles[] = {
        "Group",       "群体", "Members", "人数", "Courses and whom they reach",
        "课程及覆盖率"};
    size_t i, rows = 0;
    json_t *group;
    if (p->groups == NULL)
        return;
    html_section(
        p->b, "pushes", "Courses for each group", "分组推送",
        "The right course to the right group: what most members of a "
        "segment or an organisation are recommended. Segments within "
        "organisations are in groups.json.",
        "把合适的课程推给合适的人群：各需求群体、各组织成员最宜推送的课程。"
        "组织内各群体见 groups.json。");
    head(p->b, titles, 3);
    json_array_foreach(json_object_get(p->groups, "groups"), i, group)
        if ((json_is_null(json_object_get(group, "segment")) ||
             json_is_null(json_object_get(group, "org_id"))) &&
            rows++ < BRANCHES)
            group_row(p, group);
    buffer_text(p->b, "</tbody></table></div>\n");
    html_section_end(p->b);
}
