/* page_weights.c - how far respondents are like all members. */
#include "report/html.h"
#include "report/page.h"

#include <string.h>

static void value_row(const struct page *p, const json_t *value)
{
    struct buffer *b = p->b;
    buffer_text(b, "<tr><th scope=\"row\">");
    page_word(p, html_get(value, "attribute"));
    html_both(b, ": ", "：");
    page_word(p, html_get(value, "value"));
    if (strcmp(html_get(value, "margin"), "raked") != 0)
        html_both(b, " (not weighted by)", "（未用于加权）");
    buffer_text(b, "</th><td>");
    html_share(b, json_object_get(value, "share"));
    buffer_text(b, "</td><td>");
    html_share(b, json_object_get(value, "respondents_share"));
    buffer_text(b, "</td><td>");
    html_share(b, json_object_get(value, "weighted_share"));
    buffer_text(b, "</td></tr>\n");
}

static void table(const struct page *p, const json_t *list)
{
    size_t i;
    json_t *value;
    struct buffer *b = p->b;
    buffer_text(b, "<div class=\"scroll\"><table><thead><tr>");
    html_element(b, "th", NULL, "Group", "群体");
    html_element(b, "th", NULL, "All members", "全体成员");
    html_element(b, "th", NULL, "Respondents", "作答者");
    html_element(b, "th", NULL, "Weighted", "加权后");
    buffer_text(b, "</tr></thead><tbody>\n");
    json_array_foreach(list, i, value) {
        value_row(p, value);
    }
    buffer_text(b, "</tbody></table></div>\n");
}

static void end_state(struct buffer *b, const json_t *weights)
{
    const char *state = html_get(weights, "state");
    if (strcmp(state, "unraked") == 0)
        html_both(b,
                  "By none of these could be weighted: members are described "
                  "in other words, or too few answered. ",
                  "以上构成均无法用于加权：成员属性用词不同，或作答者过少。");
    else if (strcmp(state, "converged") == 0)
        html_both(b, "Weighted shares equal those of all members. ",
                  "加权后各群体占比与全体成员一致。");
    else if (strcmp(state, "trimmed") == 0)
        html_both(b,
                  "Large weights were cut, so weighted shares are only near "
                  "those of all members. ",
                  "过大的权重已截断，加权后占比与全体成员接近。");
    else
        html_both(b,
                  "The counts of all members contradict each other here: "
                  "weighted shares do not meet them. ",
                  "总体构成数据与作答相互矛盾，加权后占比未能一致。");
}

void page_weights(const struct page *p, const json_t *survey)
{
    struct buffer *b = p->b;
    const json_t *weights = json_object_get(survey, "weights");
    const json_t *list = json_object_get(weights, "population");
    if (json_array_size(list) == 0)
        return;
    buffer_text(b, "<details><summary>");
    html_both(b, "Respondents beside all members", "作答者与全体成员对照");
    buffer_text(b, "</summary>\n");
    table(p, list);
    buffer_text(b, "<p class=\"note\">");
    end_state(b, weights);
    html_both(b, "The answers are worth those of so many drawn at random: ",
              "相当于随机抽取的有效样本量：");
    html_count(b, json_object_get(weights, "effective_respondents"));
    html_both(b, "; margin of error of a share of one half: ",
              "；占比为一半时的抽样误差：");
    html_share(b, json_object_get(weights, "margin_of_error"));
    html_both(b, ". It does not cover those who refused to answer.",
              "。不含拒答造成的偏差。");
    buffer_text(b, "</p></details>\n");
}
