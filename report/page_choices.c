/* page_choices.c - what members chose where the survey asks for one choice. */
#include "report/html.h"
#include "report/page.h"

#include <stdbool.h>

static void choice_row(struct buffer *b, const json_t *choice, double n)
{
    const json_t *count = json_object_get(choice, "count");
    double share = n > 0 ? html_number(choice, "count") / n : 0;
    bool shown = json_is_integer(count) && n > 0;
    json_t *part = shown ? json_real(share) : json_null();
    buffer_text(b, "<tr><th scope=\"row\">");
    html_name(b, choice, "label");
    buffer_text(b, "</th><td class=\"wide\">");
    if (shown)
        html_bar(b, share, "met");
    buffer_text(b, "</td><td>");
    html_share(b, part);
    buffer_text(b, "</td><td>");
    html_count(b, count);
    buffer_text(b, "</td></tr>\n");
    json_decref(part);
}

static void one_item(struct buffer *b, const json_t *item)
{
    size_t i;
    json_t *choice;
    buffer_text(b, "<h4>");
    if (json_is_string(json_object_get(item, "text")))
        html_name(b, item, "text");
    else
        html_text(b, html_get(item, "item"));
    buffer_text(b, "</h4>\n<div class=\"scroll\"><table><thead><tr>");
    html_element(b, "th", NULL, "Choice", "选项");
    html_element(b, "th", "wide", "", "");
    html_element(b, "th", NULL, "Share", "占比");
    html_element(b, "th", NULL, "Members", "人数");
    buffer_text(b, "</tr></thead><tbody>\n");
    json_array_foreach(json_object_get(item, "choices"), i, choice) {
        choice_row(b, choice, html_number(item, "n"));
    }
    buffer_text(b, "</tbody></table></div>\n");
}

void page_choices(const struct page *p, const json_t *survey)
{
    bool any = false;
    size_t i;
    json_t *item;
    json_array_foreach(json_object_get(survey, "items"), i, item) {
        if (json_array_size(json_object_get(item, "choices")) == 0)
            continue;
        if (!any) {
            buffer_text(p->b, "<details open><summary>");
            html_both(p->b, "What members chose", "成员的选择");
            buffer_text(p->b, "</summary>\n");
        }
        any = true;
        one_item(p->b, item);
    }
    if (any)
        buffer_text(p->b, "</details>\n");
}
