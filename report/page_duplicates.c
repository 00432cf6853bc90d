/* page_duplicates.c - training given twice, and what would be. */
#include "report/html.h"
#include "report/page.h"

#include "lib/attr.h"

#include <string.h>

static const struct html_wording kinds[] = {
    {"multi-provider", "Several providers on one topic",
     "多个单位就同一主题培训同一批人"},
    {"over-call", "Called too often", "重复调训"},
    {"overlapping-time", "Two sessions at one time", "时间重叠"},
    {"repeat-topic", "Topic repeated in the year", "年内主题重复"},
    {"same-record", "Same record twice", "记录重复"},
};

static void add_kind(struct buffer *b, const json_t *one)
{
    html_word(b, kinds, COUNT_OF(kinds), html_get(one, "kind"));
}

static void add_figures(struct buffer *b, const json_t *one)
{
    buffer_text(b, "</td><td>");
    html_count(b, json_object_get(one, "person_times"));
    buffer_text(b, "</td><td>");
    html_real(b, json_object_get(one, "hours"), 1);
    buffer_text(b, "</td></tr>\n");
}

static void figure_heads(struct buffer *b)
{
    html_element(b, "th", NULL, "Person-times", "人次");
    html_element(b, "th", NULL, "Hours", "学时");
    buffer_text(b, "</tr></thead><tbody>\n");
}

static void kind_table(struct buffer *b, const json_t *list)
{
    size_t i;
    json_t *kind;
    buffer_text(b, "<div class=\"scroll\"><table><thead><tr>");
    html_element(b, "th", NULL, "Finding", "情形");
    html_element(b, "th", NULL, "Found", "处数");
    figure_heads(b);
    json_array_foreach(list, i, kind) {
        buffer_text(b, "<tr><th scope=\"row\">");
        add_kind(b, kind);
        buffer_text(b, "</th><td>");
        html_count(b, json_object_get(kind, "findings"));
        add_figures(b, kind);
    }
    buffer_text(b, "</tbody></table></div>\n");
}

/* What lies between organisations can be settled between them. */
static void case_row(struct buffer *b, const json_t *one)
{
    buffer_text(b, "<tr><th scope=\"row\">");
    html_name(b, one, "topic");
    buffer_text(b, "</th><td class=\"text\">");
    add_kind(b, one);
    buffer_text(b, "</td><td class=\"text\">");
    html_text(b, html_get(one, "first_name"));
    if (strcmp(html_get(one, "first_name"), html_get(one, "second_name")) !=
        0) {
        buffer_text(b, " · ");
        html_text(b, html_get(one, "second_name"));
    }
    add_figures(b, one);
}

static void case_table(struct buffer *b, const json_t *list)
{
    size_t i;
    json_t *one;
    if (json_array_size(list) == 0)
        return;
    buffer_text(b, "<details><summary>");
    html_both(b, "By topic and provider", "按主题和单位查看");
    buffer_text(b, "</summary>\n<div class=\"scroll\"><table><thead><tr>");
    html_element(b, "th", NULL, "Topic", "主题");
    html_element(b, "th", "text", "Finding", "情形");
    html_element(b, "th", "text", "Providers", "承办单位");
    figure_heads(b);
    json_array_foreach(list, i, one) {
        case_row(b, one);
    }
    buffer_text(b, "</tbody></table></div></details>\n");
}

static void provider_table(struct buffer *b, const json_t *list)
{
    size_t i;
    json_t *one;
    if (json_array_size(list) == 0)
        return;
    buffer_text(b, "<details><summary>");
    html_both(b, "Seats and hours given twice, by provider",
              "各单位重复占用的席位和学时");
    buffer_text(b, "</summary>\n<div class=\"scroll\"><table><thead><tr>");
    html_element(b, "th", NULL, "Provider", "承办单位");
    html_element(b, "th", "text", "Finding", "情形");
    figure_heads(b);
    json_array_foreach(list, i, one) {
        buffer_text(b, "<tr><th scope=\"row\">");
        html_text(b, html_get(one, "name"));
        buffer_text(b, "</th><td class=\"text\">");
        add_kind(b, one);
        add_figures(b, one);
    }
    buffer_text(b, "</tbody></table></div></details>\n");
}

static void tables(struct buffer *b, const json_t *of)
{
    kind_table(b, json_object_get(of, "kinds"));
    provider_table(b, json_object_get(of, "providers"));
    case_table(b, json_object_get(of, "cases"));
}

/* Whether anything was found: null is something that is held back. */
static bool is_empty(const json_t *of)
{
    size_t i;
    json_t *kind;
    json_array_foreach(json_object_get(of, "kinds"), i, kind) {
        const json_t *found = json_object_get(kind, "findings");
        if (!json_is_integer(found) || json_integer_value(found) > 0)
            return false;
    }
    return true;
}

void page_duplicates(const struct page *p)
{
    const json_t *planned = json_object_get(p->duplicates, "planned");
    if (p->duplicates == NULL)
        return;
    html_section(p->b, "duplicates", "Training given twice", "重复培训",
                 "The same people, taught or recorded twice.",
                 "同一批人被重复培训或重复登记的情况。");
    tables(p->b, p->duplicates);
    if (!is_empty(planned)) {
        html_element(p->b, "h3", NULL, "In the classes to come",
                     "计划班次中的重复");
        tables(p->b, planned);
    }
    html_section_end(p->b);
}
