/*
 * page_evidence.c - why there are so many groups, and what became of those of
 * the earlier run.
 */
#include "report/html.h"
#include "report/page.h"

#include <stdbool.h>
#include <string.h>

/* " (51 %)": of all who answered, where that is known. */
static void tell_share(struct buffer *b, const json_t *segments,
                       const char *key)
{
    static const char *const parts[] = {"compared", "straight_liners",
                                        "few_answers"};
    double all = 0;
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        if (!json_is_number(json_object_get(segments, parts[i])))
            return;
        all += html_number(segments, parts[i]);
    }
    if (all <= 0)
        return;
    json_t *share = json_real(html_number(segments, key) / all);
    buffer_text(b, " (");
    html_share(b, share);
    buffer_text(b, ")");
    json_decref(share);
}

/* Who was left out for not reading the questions, or not answering them. */
static void tell_screened(struct buffer *b, const json_t *segments)
{
    static const struct html_wording left_out[] = {
        {"straight_liners", "; left out for one answer to nearly all ratings: ",
         "；因几乎所有评分相同而未参与分群："},
        {"few_answers",
         "; left out for too few answers: ", "；因作答过少而未参与分群："},
    };
    buffer_text(b, "<p><small>");
    html_both(b, "Respondents compared: ", "参与比较的作答者：");
    html_count(b, json_object_get(segments, "compared"));
    for (size_t i = 0; i < COUNT_OF(left_out); i++) {
        const char *key = left_out[i].word;
        if (html_number(segments, key) <= 0)
            continue;
        html_word(b, &left_out[i], 1, key);
        html_count(b, json_object_get(segments, key));
        tell_share(b, segments, key);
    }
    buffer_text(b, "</small></p>\n");
}

/* Where the level drives the answers, it is said instead of selling groups. */
static void tell_level(struct buffer *b, const json_t *segments)
{
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
        tell_share(b, segments, "single_answer");
    }
    buffer_text(b, "</small></p>\n");
}

static bool is_reason(const struct page *p, const char *reason)
{
    return strcmp(html_get(p->segments, "reason"), reason) == 0;
}

static void tell_others(const struct page *p)
{
    if (strcmp(html_get(p->segments, "others"), "assign") == 0)
        html_element(p->b, "p", NULL,
                     "Members without a usable questionnaire were put into "
                     "the group that those with like organisation and "
                     "attributes are in most; they are counted apart.",
                     "没有有效问卷的成员，按组织与属性相近者最常在的群体归入，"
                     "并单独计数。");
    else
        html_element(p->b, "p", NULL,
                     "Members without a usable questionnaire are in no group.",
                     "没有有效问卷的成员不归入任何群体。");
}

/* GROUPS: those there are, 0 for no groups: all are in one. */
static void tell_fixed(struct buffer *b, const json_t *segments, double groups)
{
    double made = groups > 0 ? groups : 1;
    html_element(b, "p", NULL,
                 "The study fixes how many groups there are; whether they "
                 "would hold up in another sample was not asked.",
                 "群体数由研究设定；未检验这些群体在另一样本中是否成立。");
    if (html_number(segments, "asked") <= made)
        return;
    buffer_text(b, "<p>");
    html_both(b, "Groups asked for: ", "设定的群体数：");
    html_count(b, json_object_get(segments, "asked"));
    html_both(b,
              ". There are fewer: the answers are too few, or too much alike, "
              "for as many.",
              "。实际较少：作答人数过少或作答过于相似，分不出这么多群体。");
    buffer_text(b, "</p>\n");
}

void page_grounds(const struct page *p)
{
    size_t groups = json_array_size(json_object_get(p->segments, "segments"));
    double hidden = html_number(p->segments, "segments_suppressed");
    if (is_reason(p, "alike"))
        html_element(p->b, "p", NULL,
                     "No groups: there are too few usable answers to compare "
                     "members by, or all are alike.",
                     "没有群体：可用于比较的作答太少，或作答全都相同。");
    else if (groups == 0 && hidden == 0)
        html_element(p->b, "p", NULL,
                     "No distinct groups: the answers do not fall apart in a "
                     "way that would hold up in another sample.",
                     "没有明显的群体：作答没有稳定的分群。");
    if (is_reason(p, "level"))
        tell_level(p->b, p->segments);
    if (is_reason(p, "fixed"))
        tell_fixed(p->b, p->segments, (double)groups + hidden);
    if (hidden > 0)
        html_element(p->b, "p", NULL,
                     "Groups of too few members are not shown.",
                     "人数过少的群体不予显示。");
    if (groups > 0)
        tell_others(p);
    tell_screened(p->b, p->segments);
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

/* What the columns mean, for who sees such a table for the first time. */
static void tell_columns(struct buffer *b)
{
    html_element(
        b, "p", "note",
        "\u2713 the number taken. BIC, ICL: the lower, the better the model "
        "for "
        "its size. Certainty: 1 if everybody clearly belongs to one group. "
        "Found again: how much of the worst group comes back when halves of "
        "the respondents are grouped apart, 1 at best; not asked of numbers "
        "that fail otherwise. NEC: 1 or more if the groups overlap too much. "
        "Level: share of the differences that is only how high people tick.",
        "\u2713 为所取的群体数。BIC、ICL：越低，模型相对其规模越好。确定度：1 "
        "表示人人"
        "明确属于某一群体。重现度：将作答者分为两半各自分群时，最差的群体能重现"
        "多少，"
        "最高为 1；其他条件不合格的群体数不再检验。NEC：达到 1 "
        "表示群体重叠过多。"
        "打分高低：差异中仅因打分普遍偏高或偏低的占比。");
}

void page_evidence(const struct page *p)
{
    const json_t *choice = json_object_get(p->segments, "choice");
    struct buffer *b = p->b;
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
    buffer_text(b, "</tbody></table></div>\n");
    tell_columns(b);
    buffer_text(b, "</details>\n");
}

static void group_list(struct buffer *b, const json_t *numbers)
{
    size_t i;
    json_t *one;
    json_array_foreach(numbers, i, one) {
        if (i > 0)
            html_both(b, ", ", "、");
        buffer_format(b, "S%lld", (long long)json_integer_value(one));
    }
}

/* "Group S1 was split into S1, S2", for each of LIST. */
static void part_lines(struct buffer *b, const json_t *list, bool split)
{
    size_t i;
    json_t *one;
    json_array_foreach(list, i, one) {
        buffer_text(b, "<li>");
        if (split) {
            html_both(b, "Split: ", "分开：");
            buffer_format(
                b, "S%lld → ",
                (long long)json_integer_value(json_object_get(one, "from")));
            group_list(b, json_object_get(one, "to"));
        } else {
            html_both(b, "Merged: ", "合并：");
            group_list(b, json_object_get(one, "from"));
            buffer_format(
                b, " → S%lld",
                (long long)json_integer_value(json_object_get(one, "to")));
        }
        buffer_text(b, "</li>\n");
    }
}

static void move_lines(struct buffer *b, const json_t *moves)
{
    size_t i;
    json_t *move;
    json_array_foreach(moves, i, move) {
        long long from = json_integer_value(json_object_get(move, "from"));
        long long to = json_integer_value(json_object_get(move, "to"));
        if (from == to)
            continue;
        buffer_text(b, "<li>");
        html_both(b, "Moved: ", "转移：");
        buffer_format(b, "S%lld → S%lld <span>", from, to);
        html_count(b, json_object_get(move, "members"));
        html_both(b, " members", " 人");
        buffer_text(b, "</span></li>\n");
    }
}

/* The lists of splits, merges and moves, if there is anything in them. */
static void move_list(struct buffer *b, const json_t *changes)
{
    struct buffer lines = {0};
    part_lines(&lines, json_object_get(changes, "splits"), true);
    part_lines(&lines, json_object_get(changes, "merges"), false);
    move_lines(&lines, json_object_get(changes, "moves"));
    if (lines.used > 0) {
        buffer_text(b, "<ul class=\"traits\">\n");
        buffer_add(b, lines.bytes, lines.used);
        buffer_text(b, "</ul>\n");
    }
    buffer_free(&lines);
}

static void tell_stayed(struct buffer *b, const json_t *changes)
{
    if (!json_is_object(changes)) {
        html_both(b, "Nobody is known to have answered both times.",
                  "没有已知两次都作答的成员。");
        return;
    }
    html_both(b, "Stayed in their group, of those who answered both times: ",
              "两次都作答者中，留在原群体的：");
    html_share(b, json_object_get(changes, "stayed"));
}

void page_moves(const struct page *p)
{
    struct buffer *b = p->b;
    const json_t *changes = json_object_get(p->segments, "changes");
    if (!json_is_string(json_object_get(p->segments, "previous")))
        return;
    html_element(b, "h3", NULL, "Since the earlier study", "与上次相比");
    buffer_text(b, "<p>");
    html_both(b, "There were groups before, as of ", "上次分群截至 ");
    html_text(b, html_get(p->segments, "previous"));
    if (json_array_size(json_object_get(p->segments, "segments")) > 0) {
        html_both(b, "; those that go on keep their label. ",
                  "；延续的群体沿用原编号。");
        tell_stayed(b, changes);
    } else {
        html_both(b, "; now there are none to be shown.",
                  "；这次没有可显示的群体。");
    }
    buffer_text(b, "</p>\n");
    move_list(b, changes);
}
