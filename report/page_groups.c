/* page_groups.c - groups of like demand, and the courses most recommended. */
#include "report/html.h"
#include "report/page.h"

#include <stdbool.h>
#include <string.h>

static bool is_kind(const json_t *trait, const char *kind)
{
    return strcmp(html_get(trait, "kind"), kind) == 0;
}

/* An option or an attribute is a share of people; the others are means. */
static void trait_figures(struct buffer *b, const json_t *trait)
{
    bool mean = is_kind(trait, "item") || is_kind(trait, "gap");
    const json_t *inside = json_object_get(trait, "mean");
    const json_t *outside = json_object_get(trait, "rest");
    buffer_text(b, " <small>");
    if (mean)
        html_real(b, inside, 1);
    else
        html_share(b, inside);
    html_both(b, "; others ", "；其余 ");
    if (mean)
        html_real(b, outside, 1);
    else
        html_share(b, outside);
    buffer_text(b, "</small>");
}

static void trait_word(struct buffer *b, bool gap, bool low)
{
    if (gap)
        html_both(b, low ? "needs less: " : "needs more: ",
                  low ? "需求较低：" : "需求较高：");
    else
        html_both(b, low ? "less: " : "more: ", low ? "较低：" : "较高：");
}

static void trait_row(struct buffer *b, const json_t *trait)
{
    bool low = strcmp(html_get(trait, "direction"), "low") == 0;
    buffer_format(b, "<li class=\"%s\">", low ? "low" : "high");
    trait_word(b, is_kind(trait, "gap"), low);
    if (json_is_string(json_object_get(trait, "text")))
        html_name(b, trait, "text");
    else
        html_text(b, html_get(trait, "trait"));
    trait_figures(b, trait);
    buffer_text(b, "</li>\n");
}

static void segment_card(struct buffer *b, const json_t *segment)
{
    size_t i;
    json_t *trait;
    buffer_text(b, "<article class=\"group\"><h3>");
    html_name(b, segment, "name");
    buffer_text(b, "</h3><p class=\"figure\">");
    html_share(b, json_object_get(segment, "share"));
    buffer_text(b, " <small>");
    html_count(b, json_object_get(segment, "members"));
    html_both(b, " members", " 人");
    buffer_text(b, "</small></p>\n");
    html_bar(b, html_number(segment, "share"), "group-share");
    buffer_text(b, "<ul class=\"traits\">\n");
    json_array_foreach(json_object_get(segment, "traits"), i, trait) {
        trait_row(b, trait);
    }
    buffer_text(b, "</ul></article>\n");
}

void page_segments(const struct page *p)
{
    if (p->segments == NULL)
        return;
    const json_t *list = json_object_get(p->segments, "segments");
    size_t i;
    json_t *segment;
    html_section(
        p->b, "groups", "Groups of like demand", "需求相近的群体",
        "Found in the answers alone. What marks a group is what it "
        "answered more, or less, than all the others.",
        "仅由问卷作答得出。特征是指该群体比其余成员更高或更低的回答。");
    if (json_array_size(list) <= 1)
        html_element(p->b, "p", NULL,
                     "No distinct groups: the answers do not fall apart in a "
                     "way that would hold up in another sample.",
                     "没有明显的群体：作答没有稳定的分群。");
    buffer_text(p->b, "<div class=\"groups\">\n");
    json_array_foreach(list, i, segment) {
        segment_card(p->b, segment);
    }
    buffer_text(p->b, "</div>\n");
    html_section_end(p->b);
}

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
    html_element(p->b, "th", "wide", "", "");
    html_element(p->b, "th", NULL, "Members", "人数");
    buffer_text(p->b, "</tr></thead><tbody>\n");
    json_array_foreach(json_object_get(recommended, "courses"), i, course) {
        course_row(p->b, course, members);
    }
    buffer_text(p->b, "</tbody></table></div>\n");
    html_section_end(p->b);
}
