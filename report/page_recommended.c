/* page_recommended.c - the courses most recommended. */
#include "report/html.h"
#include "report/page.h"

#include "lib/attr.h"

#include <string.h>

static const struct {
    const char *code, *english, *chinese;
} codes[] = {
    {"left", "has left the organisation", "已离开本组织"},
    {"status", "not to be trained, by the policy", "按制度不参加培训"},
    {"no-session", "no session is to come", "没有待开的班次"},
    {"elsewhere", "sessions are for other organisations' members",
     "班次只面向其他组织的成员"},
    {"distance", "too far away", "距离过远"},
    {"level", "above the member's level", "高于该成员可参加的层级"},
    {"taken", "taken already, not due again", "已学过，尚不需重学"},
    {"audience", "for another role, status or group", "面向其他对象"},
    {"language", "in another language", "授课语言不符"},
    {"prerequisite", "a course before it is missing", "先修课程未学"},
};

static void course_row(struct buffer *b, const json_t *course, double members)
{
    buffer_text(b, "<tr><th scope=\"row\">");
    html_text(b, html_get(course, "title"));
    buffer_text(b, "</th><td class=\"wide\">");
    html_bar(b, members > 0 ? html_number(course, "members") / members : 0,
             "course-share");
    buffer_text(b, "</td><td>");
    html_count(b, json_object_get(course, "members"));
    buffer_text(b, "</td></tr>\n");
}

static const char *code_name(const char *code, bool chinese)
{
    for (size_t i = 0; i < COUNT_OF(codes); i++)
        if (strcmp(codes[i].code, code) == 0)
            return chinese ? codes[i].chinese : codes[i].english;
    return code;
}

/* Why courses were left out: pairs of member and course. */
static void excluded_table(struct buffer *b, const json_t *list)
{
    size_t i;
    json_t *row;
    if (json_array_size(list) == 0)
        return;
    buffer_text(b, "<details><summary>");
    html_both(b, "Why other courses were left out", "其他课程为何未推荐");
    buffer_text(b, "</summary><div class=\"scroll\"><table><thead><tr>");
    html_element(b, "th", NULL, "First reason that holds", "首个成立的原因");
    html_element(b, "th", NULL, "Members times courses", "人次（人×课程）");
    buffer_text(b, "</tr></thead><tbody>\n");
    json_array_foreach(list, i, row) {
        const char *code = html_get(row, "code");
        buffer_text(b, "<tr><th scope=\"row\">");
        html_both(b, code_name(code, false), code_name(code, true));
        buffer_text(b, "</th><td>");
        html_count(b, json_object_get(row, "pairs"));
        buffer_text(b, "</td></tr>\n");
    }
    buffer_text(b, "</tbody></table></div></details>\n");
}

void page_recommended(const struct page *p)
{
    const json_t *recommended = json_object_get(p->summary, "recommended");
    double members = html_number(p->summary, "members");
    size_t i;
    json_t *course;
    if (recommended == NULL)
        return;
    html_section(p->b, "courses", "Courses most recommended", "推荐最多的课程",
                 "To how many members each course is recommended. Each "
                 "member's own list, with reasons, is in "
                 "recommendations.jsonl.",
                 "每门课程推荐给多少成员。每位成员的推荐及理由见 "
                 "recommendations.jsonl。");
    buffer_text(p->b, "<div class=\"scroll\"><table><thead><tr>");
    html_element(p->b, "th", NULL, "Course", "课程");
    html_element(p->b, "th", "wide", "Share of all members", "占全体成员");
    html_element(p->b, "th", NULL, "Members", "人数");
    buffer_text(p->b, "</tr></thead><tbody>\n");
    json_array_foreach(json_object_get(recommended, "courses"), i, course) {
        course_row(p->b, course, members);
    }
    if (json_array_size(json_object_get(recommended, "courses")) == 0)
        html_no_rows(p->b);
    buffer_text(p->b, "</tbody></table></div>\n");
    excluded_table(p->b, json_object_get(recommended, "excluded"));
    html_section_end(p->b);
}
