/* page_requirements.c - the rules: who has met them, who is late. */
#include "report/html.h"
#include "report/page.h"

#include "lib/attr.h"

enum { AT_MOST = 200 }; /* organisations of one rule */

struct part {
    const char *key, *kind, *english, *chinese;
};

static const struct part parts[] = {
    {"met", "met", "met", "已完成"},
    {"on_track", "on-track", "on track", "进行中"},
    {"due", "due", "due soon", "即将到期"},
    {"overdue", "overdue", "overdue", "已逾期"},
};

/* The states side by side; what is not shown apart is grey. */
static void stack(struct buffer *b, const json_t *rule, const char *people)
{
    double members = html_number(rule, people), at = 0;
    buffer_text(b, "<svg class=\"bar tall\" viewBox=\"0 0 100 8\" "
                   "preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                   "<rect class=\"track\" width=\"100\" height=\"8\"/>");
    for (size_t i = 0; members > 0 && i < COUNT_OF(parts); i++) {
        double width = 100 * html_number(rule, parts[i].key) / members;
        buffer_format(b,
                      "<rect class=\"%s\" x=\"%.2f\" width=\"%.2f\" "
                      "height=\"8\"/>",
                      parts[i].kind, at, width);
        at += width;
    }
    buffer_text(b, "</svg>\n");
}

static void legend(struct buffer *b, const json_t *rule)
{
    buffer_text(b, "<ul class=\"legend\">");
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        buffer_format(b, "<li><i class=\"key %s\"></i>", parts[i].kind);
        html_both(b, parts[i].english, parts[i].chinese);
        buffer_text(b, " <b>");
        html_count(b, json_object_get(rule, parts[i].key));
        buffer_text(b, "</b></li>");
    }
    buffer_text(b, "<li>");
    html_both(b, "exempt", "免修");
    buffer_text(b, " <b>");
    html_count(b, json_object_get(rule, "exempt"));
    buffer_text(b, "</b></li></ul>\n");
}

static void organization(struct buffer *b, const json_t *o)
{
    buffer_text(b, "<tr><th scope=\"row\">");
    html_text(b, html_get(o, "name"));
    buffer_text(b, "</th><td>");
    html_count(b, json_object_get(o, "members"));
    buffer_text(b, "</td><td>");
    html_count(b, json_object_get(o, "met"));
    buffer_text(b, "</td><td class=\"wide\">");
    if (json_is_number(json_object_get(o, "met_share")))
        html_bar(b, html_number(o, "met_share"), "met");
    buffer_text(b, "</td><td>");
    html_share(b, json_object_get(o, "met_share"));
    buffer_text(b, "</td><td>");
    html_count(b, json_object_get(o, "overdue"));
    buffer_text(b, "</td></tr>\n");
}

static void organizations(struct buffer *b, const json_t *rule)
{
    const json_t *list = json_object_get(rule, "organizations");
    size_t i;
    json_t *o;
    if (json_array_size(list) == 0)
        return;
    buffer_text(b, "<details><summary>");
    html_both(b, "By organisation", "按组织查看");
    buffer_text(b, "</summary>\n<div class=\"scroll\"><table><thead><tr>");
    html_element(b, "th", NULL, "Organisation", "组织");
    html_element(b, "th", NULL, "Bound", "适用人数");
    html_element(b, "th", NULL, "Met", "已完成");
    html_element(b, "th", "wide", "", "");
    html_element(b, "th", NULL, "Share", "完成率");
    html_element(b, "th", NULL, "Overdue", "已逾期");
    buffer_text(b, "</tr></thead><tbody>\n");
    json_array_foreach(list, i, o) {
        if (i < AT_MOST)
            organization(b, o);
    }
    buffer_text(b, "</tbody></table></div>\n<p class=\"note\">");
    if (json_array_size(list) > AT_MOST)
        html_both(b, "All of them are in requirements.json. ",
                  "全部组织见 requirements.json。");
    html_both(b, "Too small to show: ", "人数过少不显示的组织：");
    html_count(b, json_object_get(rule, "organizations_suppressed"));
    buffer_text(b, "</p></details>\n");
}

/* A rule that binds people: PEOPLE is the key of how many. */
static void rule_of_people(const struct page *p, const json_t *rule,
                           const char *people)
{
    buffer_text(p->b, "<article class=\"rule\"><h3>");
    html_name(p->b, rule, "title");
    buffer_text(p->b, " <small>");
    html_share(p->b, json_object_get(rule, "met_share"));
    html_both(p->b, " of ", "，适用 ");
    html_count(p->b, json_object_get(rule, people));
    html_both(p->b, "", " 人");
    buffer_text(p->b, "</small></h3>\n<p class=\"note\">");
    html_name(p->b, rule, "sentence");
    buffer_text(p->b, "</p>\n");
    stack(p->b, rule, people);
    legend(p->b, rule);
    organizations(p->b, rule);
    page_calendar(p, rule);
    buffer_text(p->b, "</article>\n");
}

void page_requirements(const struct page *p)
{
    size_t i;
    json_t *rule;
    if (p->requirements == NULL)
        return;
    html_section(p->b, "requirements", "Requirements", "学习要求",
                 "How many of those whom a rule binds have met it, who is "
                 "late, and what will be due.",
                 "每项要求适用的成员中，多少人已完成、多少人逾期，以及将要到期"
                 "的数量。");
    json_array_foreach(json_object_get(p->requirements, "requirements"), i,
                       rule) {
        rule_of_people(p, rule, "members");
    }
    page_duties(p);
    json_array_foreach(
        json_object_get(p->requirements, "instructor_requirements"), i, rule) {
        rule_of_people(p, rule, "instructors");
    }
    html_section_end(p->b);
}
