/* page_effects.c - whether courses changed anything. */
#include "report/html.h"
#include "report/page.h"

#include "lib/attr.h"

#include <math.h>
#include <string.h>

static const struct html_wording verdicts[] = {
    {"works", "works", "有效"},
    {"does-not", "no clear rise", "未见明显提高"},
    {"stayed", "no clear change", "未见明显变化"},
    {"fell", "scores fell", "成绩下降"},
    {"unclear", "unclear", "不明"},
    {"too-few", "too few", "人数不足"},
};

/* Whom an effect is told against. */
static const struct html_wording comparisons[] = {
    {"waiting", "those waiting", "等候者"},
    {"same-segment", "the same segments", "同类群体"},
    {"not-attended", "those not taught", "未参训者"},
    {"none", "", ""},
};

static int is_course(const json_t *effect)
{
    return strcmp(html_get(effect, "scope"), "course") == 0;
}

static int is_told(const json_t *effect)
{
    return is_course(effect) &&
           strcmp(html_get(effect, "verdict"), "too-few") != 0;
}

/* The widest interval of all courses, from zero. */
static double reach(const json_t *effects)
{
    double most = 1;
    size_t i;
    json_t *e;
    json_array_foreach(effects, i, e) {
        if (!is_course(e))
            continue;
        most = fmax(most, fabs(html_number(e, "low")));
        most = fmax(most, fabs(html_number(e, "high")));
    }
    return most;
}

/* The change with its interval; the middle line is no change. */
static void interval(struct buffer *b, const json_t *e, double most)
{
    if (!json_is_number(json_object_get(e, "change")))
        return;
    double scale = 95 / most;
    buffer_format(
        b,
        "<svg class=\"gap\" viewBox=\"0 0 200 16\" aria-hidden=\"true\">"
        "<line class=\"axis\" x1=\"4\" x2=\"196\" y1=\"8\" y2=\"8\"/>"
        "<line class=\"zero\" x1=\"100\" x2=\"100\" y1=\"0\" y2=\"16\"/>"
        "<line class=\"span\" x1=\"%.1f\" x2=\"%.1f\" y1=\"8\" y2=\"8\"/>"
        "<circle class=\"importance\" cx=\"%.1f\" cy=\"8\" r=\"4\"/></svg>",
        100 + scale * html_number(e, "low"),
        100 + scale * html_number(e, "high"),
        100 + scale * html_number(e, "change"));
}

/*
 * What did not work either fell or, as far as can be told, stayed; where the
 * figures are held back, it is not told which.
 */
static const char *verdict_of(const json_t *e)
{
    const char *verdict = html_get(e, "verdict");
    const json_t *high = json_object_get(e, "high");
    if (strcmp(verdict, "does-not") != 0 || !json_is_number(high))
        return verdict;
    return json_number_value(high) < 0 ? "fell" : "stayed";
}

static void effect_row(struct buffer *b, const json_t *e, double most)
{
    const char *verdict = verdict_of(e);
    buffer_text(b, "<tr><th scope=\"row\">");
    html_text(b, html_get(e, "name"));
    buffer_format(b, "</th><td class=\"text\"><span class=\"badge %s\">",
                  verdict);
    html_word(b, verdicts, COUNT_OF(verdicts), verdict);
    buffer_text(b, "</span></td><td class=\"wide\">");
    interval(b, e, most);
    buffer_text(b, "</td><td>");
    html_real(b, json_object_get(e, "pre"), 1);
    buffer_text(b, "</td><td>");
    html_real(b, json_object_get(e, "post"), 1);
    buffer_text(b, "</td><td>");
    html_count(b, json_object_get(e, "pairs"));
    buffer_text(b, "</td><td>");
    html_real(b, json_object_get(e, "g"), 2);
    buffer_text(b, "</td><td>");
    html_real(b, json_object_get(e, "rank_biserial"), 2);
    buffer_text(b, "</td><td>");
    html_real(b, json_object_get(e, "effect"), 1);
    buffer_text(b, "</td><td class=\"text\">");
    html_word(b, comparisons, COUNT_OF(comparisons), html_get(e, "comparison"));
    buffer_text(b, "</td><td>");
    html_real(b, json_object_get(e, "rating"), 1);
    buffer_text(b, "</td></tr>\n");
}

void page_effects(const struct page *p)
{
    const json_t *effects = json_object_get(p->effects, "effects");
    double most = reach(effects);
    size_t i, few = 0, told = 0;
    json_t *e;
    if (p->effects == NULL)
        return;
    html_section(p->b, "effects", "Before and after", "培训前后",
                 "Test scores of the same members before and after a course, "
                 "with the 95 % interval of the change. An effect is the "
                 "change beyond that of members not taught; without these "
                 "it is change, not proof of an effect.",
                 "同一批成员培训前后的测试成绩及变化的95%区间。"
                 "效果是与未参训成员变化之差；没有对照组时只是变化，"
                 "不是效果的证明。");
    buffer_text(p->b, "<div class=\"scroll\"><table><thead><tr>");
    html_element(p->b, "th", NULL, "Course", "课程");
    html_element(p->b, "th", "text", "Verdict (level 2)", "结论（第二级）");
    html_element(p->b, "th", "wide", "Change", "变化");
    html_element(p->b, "th", NULL, "Before", "培训前");
    html_element(p->b, "th", NULL, "After", "培训后");
    html_element(p->b, "th", NULL, "Members", "人数");
    html_element(p->b, "th", NULL, "g", "g");
    html_element(p->b, "th", NULL, "Rank-biserial r", "秩双列相关");
    html_element(p->b, "th", NULL, "Effect", "效果");
    html_element(p->b, "th", "text", "Against", "对照组");
    html_element(p->b, "th", NULL, "Rating (level 1)", "评分（第一级）");
    buffer_text(p->b, "</tr></thead><tbody>\n");
    json_array_foreach(effects, i, e) {
        if (is_told(e)) {
            effect_row(p->b, e, most);
            told++;
        } else if (is_course(e)) {
            few++;
        }
    }
    if (told == 0)
        html_no_rows(p->b);
    buffer_text(p->b, "</tbody></table></div>\n<p class=\"note\">");
    html_both(p->b, "Courses with too few members tested twice: ",
              "前后测人数过少的课程数：");
    buffer_integer(p->b, (int64_t)few);
    buffer_text(p->b, "</p>\n");
    page_followups(p->b, json_object_get(p->effects, "follow_ups"));
    html_section_end(p->b);
}
