/* page_groups.c - groups of like demand, and the courses most recommended. */
#include "report/html.h"
#include "report/page.h"

#include <stdbool.h>
#include <string.h>

static bool is_kind(const json_t *trait, const char *kind)
{
    return strcmp(html_get(trait, "kind"), kind) == 0;
}

/*
 * The gap of a topic is in points of the scale, an item is a mean on it; an
 * option or an attribute is a share of people.
 */
static void trait_figure(struct buffer *b, const json_t *trait, const char *key)
{
    const json_t *value = json_object_get(trait, key);
    if (is_kind(trait, "gap"))
        html_difference(b, value);
    else if (is_kind(trait, "item"))
        html_real(b, value, 1);
    else
        html_share(b, value);
}

static void trait_name(struct buffer *b, const json_t *trait)
{
    if (json_is_string(json_object_get(trait, "text")))
        html_name(b, trait, "text");
    else
        html_text(b, html_get(trait, "trait"));
}

static void trait_row(struct buffer *b, const json_t *trait)
{
    buffer_text(b, "<li>");
    trait_name(b, trait);
    buffer_text(b, " <span><b>");
    trait_figure(b, trait, "mean");
    buffer_text(b, "</b> <small>");
    html_both(b, "others ", "其余 ");
    trait_figure(b, trait, "rest");
    buffer_text(b, "</small></span></li>\n");
}

static bool is_of(const json_t *trait, const char *direction)
{
    return strcmp(html_get(trait, "direction"), direction) == 0;
}

/* What the group has more of than the others, or less. */
static void trait_list(struct buffer *b, const json_t *traits,
                       const char *direction, const char *english,
                       const char *chinese)
{
    size_t i, rows = 0;
    json_t *trait;
    json_array_foreach(traits, i, trait) {
        if (!is_of(trait, direction))
            continue;
        if (rows++ == 0) {
            html_element(b, "h4", NULL, english, chinese);
            buffer_format(b, "<ul class=\"traits %s\">\n", direction);
        }
        trait_row(b, trait);
    }
    if (rows > 0)
        buffer_text(b, "</ul>\n");
}

/* What marks it most is name enough: all the rest stands below. */
static void segment_name(struct buffer *b, const json_t *segment)
{
    size_t i;
    json_t *trait;
    html_both(b, "Group ", "群体 ");
    html_text(b, html_get(segment, "label"));
    json_array_foreach(json_object_get(segment, "traits"), i, trait) {
        if (!is_of(trait, "high"))
            continue;
        html_both(b, ": ", "：");
        trait_name(b, trait);
        break;
    }
}

static void segment_card(struct buffer *b, const json_t *segment)
{
    const json_t *traits = json_object_get(segment, "traits");
    buffer_text(b, "<article class=\"group\"><h3>");
    segment_name(b, segment);
    buffer_text(b, "</h3><p class=\"figure\">");
    html_share(b, json_object_get(segment, "share"));
    buffer_text(b, " <small>");
    html_count(b, json_object_get(segment, "members"));
    html_both(b, " members", " 人");
    buffer_text(b, "</small></p>\n");
    html_bar(b, html_number(segment, "share"), "group-share");
    trait_list(b, traits, "high", "More than the others", "高于其余成员");
    trait_list(b, traits, "low", "Less than the others", "低于其余成员");
    buffer_text(b, "</article>\n");
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
        "Found in the answers alone. For topics: how far ability falls short "
        "of importance, in points of the scale, in the group and among the "
        "others.",
        "仅由问卷作答得出。主题后的数字是重要性减去掌握程度的差（分），"
        "先列该群体，再列其余成员。");
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
