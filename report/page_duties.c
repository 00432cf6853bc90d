/*
 * page_duties.c - what will be due, and how organisations and instructors stand
 * with the rules that bind them: parts of page_requirements().
 */
#include "report/html.h"
#include "report/page.h"

enum { AT_MOST = 200 }; /* rows of one table */

/* "2026-03", "2026-04 to 2026-06", "2026", or late already. */
static void stretch(struct buffer *b, const json_t *due)
{
    const char *from = html_get(due, "from"), *to = html_get(due, "to");
    if (from[0] == '\0') {
        html_both(b, "late already", "已逾期");
        return;
    }
    buffer_format(b, "%.7s", from);
    if (from[5] != to[5] || from[6] != to[6]) {
        html_both(b, " to ", "至");
        buffer_format(b, "%.7s", to);
    }
}

static void due_cells(struct buffer *b, const json_t *due)
{
    buffer_text(b, "<td>");
    stretch(b, due);
    buffer_text(b, "</td><td>");
    html_count(b, json_object_get(due, "members"));
    buffer_text(b, "</td><td>");
    html_count(b, json_object_get(due, "amount"));
    buffer_text(b, "</td>");
}

/* The stretches of one organisation, or of everybody (NAME is NULL). */
static void due_rows(struct buffer *b, const char *name, const json_t *list)
{
    size_t i;
    json_t *due;
    json_array_foreach(list, i, due) {
        buffer_text(b, "<tr><th scope=\"row\">");
        if (name != NULL && i == 0)
            html_text(b, name);
        if (name == NULL && i == 0)
            html_both(b, "All", "全体");
        buffer_text(b, "</th>");
        due_cells(b, due);
        buffer_text(b, "</tr>\n");
    }
}

void page_calendar(const struct page *p, const json_t *rule)
{
    const json_t *calendar = json_object_get(rule, "calendar"), *o;
    const json_t *list = json_object_get(calendar, "organizations");
    const json_t *all = json_object_get(calendar, "everybody");
    size_t i;
    if (json_array_size(list) == 0 && json_array_size(all) == 0)
        return;
    buffer_text(p->b, "<details><summary>");
    html_both(p->b, "Seats until the end of next year",
              "至明年底需要的培训名额");
    buffer_text(p->b, "</summary>\n<div class=\"scroll\"><table><thead><tr>");
    html_element(p->b, "th", NULL, "Organisation", "组织");
    html_element(p->b, "th", NULL, "Due", "到期");
    html_element(p->b, "th", NULL, "Members", "人数");
    html_element(p->b, "th", NULL, "Needed", "需要量");
    buffer_text(p->b, "</tr></thead><tbody>\n");
    due_rows(p->b, NULL, all);
    json_array_foreach(list, i, o) {
        if (i < AT_MOST)
            due_rows(p->b, html_get(o, "name"), json_object_get(o, "due"));
    }
    buffer_text(p->b, "</tbody></table></div>\n<p class=\"note\">");
    html_both(p->b, "Organisations of which something is held back: ",
              "部分数字不予显示的组织：");
    html_count(p->b, json_object_get(calendar, "organizations_suppressed"));
    buffer_text(p->b, "</p></details>\n");
}

/* "2025-07: 0 of 1". */
static void missed(struct buffer *b, const json_t *window)
{
    buffer_format(b, "<span>%.10s ", html_get(window, "due_on"));
    html_count(b, json_object_get(window, "done"));
    buffer_text(b, "/");
    html_count(b, json_object_get(window, "required"));
    buffer_text(b, "</span> ");
}

static void organization(struct buffer *b, const json_t *o)
{
    const json_t *list = json_object_get(o, "not_met"), *window;
    size_t i;
    if (json_array_size(list) == 0)
        return;
    buffer_text(b, "<tr><th scope=\"row\">");
    html_text(b, html_get(o, "name"));
    buffer_text(b, "</th><td>");
    html_count(b, json_object_get(o, "met"));
    buffer_text(b, "</td><td>");
    html_count(b, json_object_get(o, "overdue"));
    buffer_text(b, "</td><td>");
    json_array_foreach(list, i, window)
        missed(b, window);
    buffer_text(b, "</td></tr>\n");
}

static void organizations(struct buffer *b, const json_t *rule)
{
    const json_t *list = json_object_get(rule, "organizations"), *o;
    size_t i;
    if (html_number(rule, "met") >= html_number(rule, "windows"))
        return;
    buffer_text(b, "<details><summary>");
    html_both(b, "Organisations that lack something", "尚有欠缺的组织");
    buffer_text(b, "</summary>\n<div class=\"scroll\"><table><thead><tr>");
    html_element(b, "th", NULL, "Organisation", "组织");
    html_element(b, "th", NULL, "Met", "已完成");
    html_element(b, "th", NULL, "Overdue", "已逾期");
    html_element(b, "th", NULL, "Not met by: held of asked",
                 "未完成期限：已办/应办");
    buffer_text(b, "</tr></thead><tbody>\n");
    json_array_foreach(list, i, o) {
        if (i < AT_MOST)
            organization(b, o);
    }
    buffer_text(b, "</tbody></table></div></details>\n");
}

static void heading(struct buffer *b, const json_t *rule)
{
    buffer_text(b, "<article class=\"rule\"><h3>");
    html_name(b, rule, "title");
}

static void sentence(struct buffer *b, const json_t *rule)
{
    buffer_text(b, "</small></h3>\n<p class=\"note\">");
    html_name(b, rule, "sentence");
    buffer_text(b, "</p>\n");
}

void page_duties(const struct page *p)
{
    const json_t *rule;
    size_t i;
    json_array_foreach(
        json_object_get(p->requirements, "organization_requirements"), i,
        rule) {
        heading(p->b, rule);
        buffer_text(p->b, " <small>");
        html_count(p->b, json_object_get(rule, "met"));
        html_both(p->b, " of ", "，共 ");
        html_count(p->b, json_object_get(rule, "windows"));
        html_both(p->b, " terms of organisations", " 个组织期次");
        sentence(p->b, rule);
        organizations(p->b, rule);
        buffer_text(p->b, "</article>\n");
    }
}
