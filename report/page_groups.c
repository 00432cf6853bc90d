/* page_groups.c - groups of like demand: what marks each, and who is in it. */
#include "lib/measure.h"
#include "lib/mem.h"
#include "report/html.h"
#include "report/page.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool is_kind(const json_t *trait, const char *kind)
{
    return strcmp(html_get(trait, "kind"), kind) == 0;
}

/* The mean of a logarithm is put back on the scale of what it is of. */
static void measure_figure(struct buffer *b, const char *measure, double mean)
{
    json_t *value = json_real(measure_is_log(measure) ? exp(mean) - 1 : mean);
    if (strcmp(measure, "rate") == 0)
        html_share(b, value);
    else
        html_real(b, value, 1);
    json_decref(value);
}

/*
 * The gap of a topic is in points of the scale, an item is a mean on it; an
 * option or an attribute is a share of people.
 */
static void trait_figure(struct buffer *b, const json_t *trait, const char *key)
{
    const json_t *value = json_object_get(trait, key);
    if (is_kind(trait, "measure") && json_is_number(value))
        measure_figure(b, html_get(trait, "trait"), json_number_value(value));
    else if (is_kind(trait, "gap"))
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

/* "sector=farming", "org=B1" or "role:secretary", in words. */
static void who_name(const struct page *p, const json_t *one)
{
    static const struct html_wording scopes[] = {
        {"org", "Organisation", "组织"},
        {"status", "Status", "状态"},
        {"role", "Post", "职务"},
    };
    const char *trait = html_get(one, "trait");
    size_t length = strcspn(trait, strncmp(trait, "role:", 5) == 0 ? ":" : "=");
    char *scope = mem_text_n(trait, length);
    size_t i = 0;
    while (i < COUNT_OF(scopes) && strcmp(scopes[i].word, scope) != 0)
        i++;
    if (i < COUNT_OF(scopes))
        html_word(p->b, scopes, COUNT_OF(scopes), scope);
    else
        page_word(p, scope);
    html_both(p->b, ": ", "：");
    if (json_is_string(json_object_get(one, "text")))
        html_name(p->b, one, "text");
    else
        page_word(p, trait[length] != '\0' ? trait + length + 1 : trait);
    free(scope);
}

/* The first of those who are in it more often than elsewhere. */
static void who_list(const struct page *p, const json_t *who)
{
    enum { MOST = 5 };
    struct buffer *b = p->b;
    size_t i;
    json_t *one;
    if (json_array_size(who) == 0)
        return;
    html_element(b, "h4", NULL, "More often here", "多见于");
    buffer_text(b, "<ul class=\"traits high\">\n");
    json_array_foreach(who, i, one) {
        if (i == MOST)
            break;
        buffer_text(b, "<li><span>");
        who_name(p, one);
        buffer_text(b, "</span> <span><b>");
        html_share(b, json_object_get(one, "share"));
        buffer_text(b, "</b> <small>");
        html_both(b, "others ", "其余 ");
        html_share(b, json_object_get(one, "rest"));
        buffer_text(b, "</small></span></li>\n");
    }
    buffer_text(b, "</ul>\n");
}

static void note_begin(struct buffer *b, const char *english,
                       const char *chinese)
{
    buffer_text(b, "<p><small>");
    html_both(b, english, chinese);
}

static void note_end(struct buffer *b)
{
    buffer_text(b, "</small></p>\n");
}

/* How large it is among all members, how sure, and where it comes from. */
static void segment_notes(struct buffer *b, const json_t *segment)
{
    if (json_is_number(json_object_get(segment, "share_weighted"))) {
        note_begin(b, "Of all members, by weight: ", "加权后占全体成员：");
        html_share(b, json_object_get(segment, "share_weighted"));
        note_end(b);
    }
    if (json_is_number(json_object_get(segment, "uncertain"))) {
        note_begin(b, "Between two groups: ", "介于两群之间：");
        html_share(b, json_object_get(segment, "uncertain"));
        note_end(b);
    }
    if (html_number(segment, "assigned") > 0) {
        note_begin(b, "Did not answer, put here by what else is known: ",
                   "未作答、据其他信息归入：");
        html_count(b, json_object_get(segment, "assigned"));
        note_end(b);
    }
    if (json_is_string(json_object_get(segment, "continues"))) {
        note_begin(b, "Goes on from group ", "延续上次的群体 ");
        html_text(b, html_get(segment, "continues"));
        note_end(b);
    }
}

static void segment_card(const struct page *p, const json_t *segment)
{
    struct buffer *b = p->b;
    const json_t *traits = json_object_get(segment, "traits");
    buffer_text(b, "<article class=\"group\"><h3>");
    segment_name(b, segment);
    buffer_text(b, "</h3><p class=\"figure\">");
    html_share(b, json_object_get(segment, "share"));
    buffer_text(b, " <small>");
    html_both(b, "of those compared: ", "占参与比较者：");
    html_count(b, json_object_get(segment, "members"));
    html_both(b, " members", " 人");
    buffer_text(b, "</small></p>\n");
    html_bar(b, html_number(segment, "share"), "group-share");
    trait_list(b, traits, "high", "More than the others", "高于其余成员");
    trait_list(b, traits, "low", "Less than the others", "低于其余成员");
    who_list(p, json_object_get(segment, "who"));
    segment_notes(b, segment);
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
        "By how members answered. For topics: how far ability falls short of "
        "importance, in points of the scale, in the group and among the "
        "others; for questions the mean answer, or the share of people.",
        "依问卷作答得出。主题后的数字是重要性减去掌握程度的差（分），题目后的"
        "是平均分或人数占比；先列该群体，再列其余成员。");
    page_grounds(p);
    buffer_text(p->b, "<div class=\"groups\">\n");
    json_array_foreach(list, i, segment) {
        segment_card(p, segment);
    }
    buffer_text(p->b, "</div>\n");
    page_moves(p);
    page_evidence(p);
    html_section_end(p->b);
}
