/* page_needs.c - the topics by need: importance against ability. */
#include "report/html.h"
#include "report/page.h"

enum { AT_ONCE = 12 }; /* topics shown without asking for more */

struct axis {
    double low, high;
};

static double along(const struct axis *axis, double value)
{
    double share = (value - axis->low) / (axis->high - axis->low);
    return 4 + 192 * (share < 0 ? 0 : share > 1 ? 1 : share);
}

/* From ability (a ring) to importance (a dot) on the scale of the answers. */
static void gap(struct buffer *b, const struct axis *axis, const json_t *topic)
{
    if (!json_is_number(json_object_get(topic, "importance")) ||
        !json_is_number(json_object_get(topic, "ability")))
        return;
    double importance = along(axis, html_number(topic, "importance"));
    double ability = along(axis, html_number(topic, "ability"));
    buffer_format(
        b,
        "<svg class=\"gap\" viewBox=\"0 0 200 16\" aria-hidden=\"true\">"
        "<line class=\"axis\" x1=\"4\" x2=\"196\" y1=\"8\" y2=\"8\"/>"
        "<line class=\"span\" x1=\"%.1f\" x2=\"%.1f\" y1=\"8\" y2=\"8\"/>"
        "<circle class=\"ability\" cx=\"%.1f\" cy=\"8\" r=\"4\"/>"
        "<circle class=\"importance\" cx=\"%.1f\" cy=\"8\" r=\"5\"/></svg>",
        ability, importance, ability, importance);
}

/* The ranks that the data allow. */
static void places(struct buffer *b, const json_t *topic)
{
    html_count(b, json_object_get(topic, "place_low"));
    buffer_text(b, "–");
    html_count(b, json_object_get(topic, "place_high"));
}

/* Where the topic lies against the cross-hair; nothing where it is not told. */
static void quadrant(struct buffer *b, const json_t *topic)
{
    static const struct html_wording quadrants[] = {
        {"concentrate", "concentrate here", "优先提升"},
        {"keep-up", "keep it up", "继续保持"},
        {"low-priority", "low priority", "低优先"},
        {"overkill", "possible overkill", "可能过度"},
    };
    const char *word = html_get(topic, "quadrant");
    if (*word == '\0')
        return;
    buffer_text(b, "<small>");
    html_word(b, quadrants, sizeof quadrants / sizeof *quadrants, word);
    buffer_text(b, "</small>");
}

static void topic_row(struct buffer *b, const struct axis *axis,
                      const json_t *topic)
{
    buffer_text(b, "<tr><td>");
    html_count(b, json_object_get(topic, "place"));
    buffer_text(b, "</td><th scope=\"row\">");
    html_name(b, topic, "name");
    quadrant(b, topic);
    buffer_text(b, "</th><td class=\"wide\">");
    gap(b, axis, topic);
    buffer_text(b, "</td><td>");
    html_real(b, json_object_get(topic, "importance"), 1);
    buffer_text(b, "</td><td>");
    html_real(b, json_object_get(topic, "ability"), 1);
    buffer_text(b, "</td><td><b>");
    html_real(b, json_object_get(topic, "mwds"), 1);
    buffer_text(b, "</b></td><td>");
    html_real(b, json_object_get(topic, "weighted_mwds"), 1);
    buffer_text(b, "</td><td>");
    places(b, topic);
    buffer_text(b, "</td><td>");
    html_real(b, json_object_get(topic, "combined"), 0);
    buffer_text(b, "</td><td>");
    html_real(b, json_object_get(topic, "gap_change"), 1);
    buffer_text(b, "</td><td>");
    html_share(b, json_object_get(topic, "wanted_share"));
    buffer_text(b, "</td></tr>\n");
}

static void table_head(struct buffer *b)
{
    buffer_text(b, "<div class=\"scroll\"><table class=\"needs\"><thead><tr>");
    html_element(b, "th", NULL, "#", "#");
    html_element(b, "th", NULL, "Topic", "主题");
    buffer_text(b, "<th class=\"wide\"><i class=\"key ability\"></i>");
    html_both(b, "ability", "掌握程度");
    buffer_text(b, " <i class=\"key importance\"></i>");
    html_both(b, "importance", "重要性");
    buffer_text(b, "</th>");
    html_element(b, "th", NULL, "Importance", "重要性");
    html_element(b, "th", NULL, "Ability", "掌握程度");
    html_element(b, "th", NULL, "Need", "需求分");
    html_element(b, "th", NULL, "Weighted", "加权");
    html_element(b, "th", NULL, "Rank between", "名次区间");
    html_element(b, "th", NULL, "All sources", "综合");
    html_element(b, "th", NULL, "Gap since before", "差距变化");
    html_element(b, "th", NULL, "Want it", "想学");
    buffer_text(b, "</tr></thead><tbody>\n");
}

/* The topics at FIRST .. LAST of the ranking; how many there are. */
static size_t topic_rows(const struct page *p, const struct axis *axis,
                         json_int_t first, json_int_t last, struct buffer *b)
{
    const json_t *topics = json_object_get(p->needs, "topics");
    size_t rows = 0;
    for (json_int_t place = first; place <= last; place++) {
        size_t i;
        json_t *topic;
        json_array_foreach(topics, i, topic) {
            json_t *at = json_object_get(topic, "place");
            if (!json_is_integer(at) || json_integer_value(at) != place)
                continue;
            topic_row(b, axis, topic);
            rows++;
        }
    }
    return rows;
}

static void more_topics(const struct page *p, const struct axis *axis)
{
    struct buffer rows = {0};
    json_int_t count =
        (json_int_t)json_array_size(json_object_get(p->needs, "topics"));
    if (topic_rows(p, axis, AT_ONCE + 1, count, &rows) > 0) {
        buffer_text(p->b, "<details><summary>");
        html_both(p->b, "All other topics", "其余主题");
        buffer_text(p->b, "</summary>\n");
        table_head(p->b);
        buffer_add(p->b, rows.bytes, rows.used);
        buffer_text(p->b, "</tbody></table></div></details>\n");
    }
    buffer_free(&rows);
}

static void cross_hair(const struct page *p)
{
    static const struct html_wording kinds[] = {
        {"mean", "the means of all topics", "所有主题的平均值"},
        {"midpoint", "the middle of the scale", "量表的中点"},
    };
    const json_t *cross = json_object_get(p->needs, "cross_hair");
    if (!json_is_object(cross))
        return;
    buffer_text(p->b, "<p class=\"note\">");
    html_both(p->b,
              "Below a topic stands its quadrant; the lines between low and "
              "high are ",
              "主题下方为所在象限；高低的分界线取");
    html_word(p->b, kinds, sizeof kinds / sizeof *kinds,
              html_get(cross, "kind"));
    html_both(p->b, ": importance ", "：重要性 ");
    html_real(p->b, json_object_get(cross, "importance"), 1);
    html_both(p->b, ", ability ", "，掌握程度 ");
    html_real(p->b, json_object_get(cross, "ability"), 1);
    html_both(p->b, ".", "。");
    buffer_text(p->b, "</p>\n");
}

/* Whether an interview or a menu order tells of the topic. */
static bool is_told(const json_t *topic)
{
    return html_number(topic, "themes") > 0 || html_number(topic, "orders") > 0;
}

static void source_row(struct buffer *b, const json_t *topic)
{
    buffer_text(b, "<tr><th scope=\"row\">");
    html_name(b, topic, "name");
    buffer_text(b, "</th><td>");
    html_count(b, json_object_get(topic, "themes"));
    buffer_text(b, "</td><td>");
    html_real(b, json_object_get(topic, "strength"), 1);
    buffer_text(b, "</td><td>");
    html_count(b, json_object_get(topic, "orders"));
    buffer_text(b, "</td><td>");
    html_count(b, json_object_get(topic, "orderers"));
    buffer_text(b, "</td></tr>\n");
}

static void source_head(struct buffer *b)
{
    buffer_text(b, "<details><summary>");
    html_both(b, "Beside the survey: interviews and menu orders",
              "问卷之外：访谈与菜单选课");
    buffer_text(b, "</summary>\n<div class=\"scroll\"><table><thead><tr>");
    html_element(b, "th", NULL, "Topic", "主题");
    html_element(b, "th", NULL, "Interviews", "访谈次数");
    html_element(b, "th", NULL, "Mean strength (1–5)", "平均强度（1–5）");
    html_element(b, "th", NULL, "Menu orders", "选课次数");
    html_element(b, "th", NULL, "Members ordering", "选课人数");
    buffer_text(b, "</tr></thead><tbody>\n");
}

/* What interviews and menu orders tell; no table where they tell nothing. */
static void other_sources(const struct page *p)
{
    const json_t *topics = json_object_get(p->needs, "topics");
    size_t i, rows = 0;
    json_t *topic;
    json_array_foreach(topics, i, topic) {
        if (!is_told(topic))
            continue;
        if (rows++ == 0)
            source_head(p->b);
        source_row(p->b, topic);
    }
    if (rows > 0)
        buffer_text(p->b, "</tbody></table></div></details>\n");
}

void page_needs(const struct page *p)
{
    if (p->needs == NULL)
        return;
    const json_t *scale = json_object_get(p->needs, "scale");
    struct axis axis = {html_number(scale, "low"), html_number(scale, "high")};
    if (!(axis.high > axis.low))
        axis = (struct axis){1, 5};
    html_section(p->b, "needs", "What members need to learn", "成员的学习需求",
                 "Ranked by need: how important a topic is, times how far "
                 "ability falls short of importance.",
                 "按需求分排序：主题的重要性乘以掌握程度与重要性之间的差距。");
    table_head(p->b);
    if (topic_rows(p, &axis, 1, AT_ONCE, p->b) == 0)
        html_no_rows(p->b);
    buffer_text(p->b, "</tbody></table></div>\n");
    more_topics(p, &axis);
    cross_hair(p);
    other_sources(p);
    html_section_end(p->b);
}
