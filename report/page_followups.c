/* page_followups.c - what was asked after courses, by Kirkpatrick's levels. */
#include "report/html.h"
#include "report/page.h"

#include <string.h>

static const struct html_wording verdicts[] = {
    {"higher", "higher", "更高"},
    {"lower", "lower", "更低"},
    {"unclear", "no clear difference", "无明显差异"},
    {"alone", "nobody to compare with", "无对照"},
    {"too-few", "too few", "人数不足"},
};

static const struct html_wording levels[] = {
    {"1", "1 reaction", "1 反应"},
    {"2", "2 learning", "2 学习"},
    {"3", "3 behaviour", "3 行为"},
    {"4", "4 results", "4 结果"},
};

static const struct html_wording sources[] = {
    {"self", "members themselves", "本人"},
    {"others", "others about them", "他人评价"},
};

/* The mean, what it differs from that of those not taught, and from where to
   where that may lie. */
static void figures(struct buffer *b, const json_t *row)
{
    static const struct {
        const char *key;
        int digits;
    } reals[] = {
        {"mean", 1}, {"days", 0}, {"untaught_mean", 1}, {"difference", 1}};
    buffer_text(b, "</td><td>");
    html_count(b, json_object_get(row, "people"));
    for (size_t i = 0; i < COUNT_OF(reals); i++) {
        buffer_text(b, "</td><td>");
        html_real(b, json_object_get(row, reals[i].key), reals[i].digits);
    }
    if (!json_is_number(json_object_get(row, "difference_low")))
        return;
    buffer_text(b, " <small class=\"interval\">");
    html_real(b, json_object_get(row, "difference_low"), 1);
    html_both(b, " to ", "至");
    html_real(b, json_object_get(row, "difference_high"), 1);
    buffer_text(b, "</small>");
}

static void row_of(struct buffer *b, const json_t *row)
{
    char level[2] = {(char)('0' + (int)html_number(row, "kirkpatrick")), 0};
    const char *verdict = html_get(row, "verdict");
    buffer_text(b, "<tr><th scope=\"row\">");
    html_text(b, html_get(row, "course"));
    buffer_text(b, "</th><td class=\"text\">");
    html_word(b, levels, COUNT_OF(levels), level);
    buffer_text(b, "</td><td class=\"text\">");
    html_name(b, row, "title");
    html_text(b, html_get(row, "scale")[0] != '\0' ? ": " : "");
    html_text(b, html_get(row, "scale"));
    buffer_text(b, "</td><td class=\"text\">");
    html_word(b, sources, COUNT_OF(sources), html_get(row, "source"));
    buffer_format(b, "</td><td class=\"text\"><span class=\"badge %s\">",
                  verdict);
    html_word(b, verdicts, COUNT_OF(verdicts), verdict);
    buffer_text(b, "</span>");
    figures(b, row);
    buffer_text(b, "</td></tr>\n");
}

static void head(struct buffer *b)
{
    buffer_text(b, "<div class=\"scroll\"><table><thead><tr>");
    html_element(b, "th", NULL, "Course", "课程");
    html_element(b, "th", "text", "Level", "级别");
    html_element(b, "th", "text", "Questionnaire", "问卷");
    html_element(b, "th", "text", "Answered by", "作答者");
    html_element(b, "th", "text", "Against those not taught", "与未参训者相比");
    html_element(b, "th", NULL, "Members", "人数");
    html_element(b, "th", NULL, "Mean, of 100", "均值（百分制）");
    html_element(b, "th", NULL, "Days after", "间隔天数");
    html_element(b, "th", NULL, "Not taught", "未参训者");
    html_element(b, "th", NULL, "Difference", "差异");
    buffer_text(b, "</tr></thead><tbody>\n");
}

void page_followups(struct buffer *b, const json_t *follow_ups)
{
    size_t i;
    json_t *row;
    if (json_array_size(follow_ups) == 0)
        return;
    html_element(b, "h3", NULL, "Asked after the course", "训后跟踪");
    html_element(b, "p", "note",
                 "Questionnaires about courses by Kirkpatrick's levels; tests "
                 "are level 2, ratings level 1. The difference, with its 95 % "
                 "interval, is that of members who attended from those who "
                 "were asked and had not. Nobody was asked before, so it is "
                 "no change.",
                 "按柯氏四级评估列出训后问卷；测试为第二级，评分为第一级。"
                 "差异（及95%区间）为参训者与同被询问的未参训者之差；"
                 "训前未曾询问，故不是变化。");
    head(b);
    json_array_foreach(follow_ups, i, row) {
        row_of(b, row);
    }
    buffer_text(b, "</tbody></table></div>\n");
}
