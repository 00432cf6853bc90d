/* page_recommended.c - the courses most recommended. */
#include "report/html.h"
#include "report/page.h"

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
    html_section_end(p->b);
}
