/* page_groups.c - groups of like demand, and why there are as many. */
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

/* The first of those who are in it more often than elsewhere. */
static void who_list(struct buffer *b, const json_t *who)
{
    enum { MOST = 5 };
    size_t i;
    json_t *one;
    if (json_array_size(who) == 0)
        return;
    html_element(b, "h4", NULL, "More often here", "多见于");
    buffer_text(b, "<ul class=\"traits high\">\n");
    json_array_foreach(who, i, one) {
        if (i == MOST)
            break;
        buffer_text(b, "<li>");
        html_text(b, html_get(one, "trait"));
        buffer_text(b, " <span><b>");
        html_share(b, json_object_get(one, "share"));
        buffer_text(b, "</b> <small>");
        html_both(b, "others ", "其余 ");
        html_share(b, json_object_get(one, "rest"));
        buffer_text(b, "</small></span></li>\n");
    }
    buffer_text(b, "</ul>\n");
}

/* How sure it is, and where it comes from. */
static void segment_notes(struct buffer *b, const json_t *segment)
{
    if (json_is_number(json_object_get(segment, "uncertain"))) {
        buffer_text(b, "<p><small>");
        html_both(b, "Between two groups: ", "介于两群之间：");
        html_share(b, json_object_get(segment, "uncertain"));
        buffer_text(b, "</small></p>\n");
    }
    if (json_is_string(json_object_get(segment, "continues"))) {
        buffer_text(b, "<p><small>");
        html_both(b, "Goes on from group ", "延续上次的群体 ");
        html_text(b, html_get(segment, "continues"));
        buffer_text(b, "</small></p>\n");
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
    who_list(b, json_object_get(segment, "who"));
    segment_notes(b, segment);
    buffer_text(b, "</article>\n");
}

/* Where the level drives the answers, it is said instead of selling groups. */
static void told_of_level(struct buffer *b, const json_t *segments)
{
    if (strcmp(html_get(segments, "reason"), "level") != 0)
        return;
    html_element(
        b, "p", NULL,
        "What respondents differ in most is how high they tick, not "
        "what they want more than something else: that is a style of "
        "answering, and no group can be made of it.",
        "受访者之间的差别主要在于打分普遍偏高或偏低，而不在于更需要什么："
        "这是作答习惯，不能据此分群。");
    buffer_text(b, "<p><small>");
    html_both(
        b, "Share of the differences that is level: ", "打分高低所占的差异：");
    html_share(b, json_object_get(segments, "level"));
    if (json_is_number(json_object_get(segments, "single_answer"))) {
        html_both(b, "; one answer to all ratings: ", "；所有评分相同的人数：");
        html_count(b, json_object_get(segments, "single_answer"));
    }
    buffer_text(b, "</small></p>\n");
}

static void evidence_row(struct buffer *b, const json_t *row)
{
    static const struct {
        const char *key;
        int decimals;
    } cells[] = {{"bic", 0},        {"icl", 0},      {"entropy", 2},
                 {"jaccard", 2},    {"nec", 2},      {"level", 2},
                 {"silhouette", 2}, {"calinski", 0}, {"kmeans", 2}};
    bool chosen = json_is_true(json_object_get(row, "chosen"));
    buffer_text(b, "<tr><th scope=\"row\">");
    html_count(b, json_object_get(row, "k"));
    buffer_text(b, chosen ? " \u2713</th>" : "</th>");
    for (size_t i = 0; i < COUNT_OF(cells); i++) {
        buffer_text(b, "<td>");
        html_real(b, json_object_get(row, cells[i].key), cells[i].decimals);
        buffer_text(b, "</td>");
    }
    buffer_text(b, "</tr>\n");
}

static void evidence_table(struct buffer *b, const json_t *choice)
{
    static const struct {
        const char *english, *chinese;
    } heads[] = {{"Groups", "群体数"},
                 {"BIC", "BIC"},
                 {"ICL", "ICL"},
                 {"Certainty", "确定度"},
                 {"Found again", "重现度"},
                 {"NEC", "NEC"},
                 {"Level", "打分高低"},
                 {"Silhouette", "轮廓系数"},
                 {"Calinski-Harabasz", "CH 指数"},
                 {"k-means alike", "与k-means一致"}};
    size_t i;
    json_t *row;
    if (json_array_size(choice) == 0)
        return;
    buffer_text(b, "<details><summary>");
    html_both(b, "Why so many groups", "为何是这么多群体");
    buffer_text(b, "</summary><div class=\"scroll\"><table><thead><tr>");
    for (size_t h = 0; h < COUNT_OF(heads); h++)
        html_element(b, "th", NULL, heads[h].english, heads[h].chinese);
    buffer_text(b, "</tr></thead><tbody>\n");
    json_array_foreach(choice, i, row) {
        evidence_row(b, row);
    }
    buffer_text(b, "</tbody></table></div></details>\n");
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
    told_of_level(p->b, p->segments);
    buffer_text(p->b, "<div class=\"groups\">\n");
    json_array_foreach(list, i, segment) {
        segment_card(p->b, segment);
    }
    buffer_text(p->b, "</div>\n");
    evidence_table(p->b, json_object_get(p->segments, "choice"));
    html_section_end(p->b);
}
