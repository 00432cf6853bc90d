/* page_backtest.c - how good the recommendations would have been. */
#include "report/html.h"
#include "report/page.h"

#include "lib/attr.h"

#include <string.h>

static const struct {
    const char *model, *english, *chinese;
} models[] = {
    {"blend", "what members are recommended", "实际推荐方法"},
    {"diverse", "the same, spread over content areas", "同上，兼顾内容领域"},
    {"recent", "what is taken lately", "近期常学"},
    {"popular", "what is taken most", "历来常学"},
    {"ease", "courses that go together (EASE)", "课程关联（EASE）"},
    {"item-knn", "courses with like members (item-kNN)",
     "相似课程（item-kNN）"},
};

static const char *const metrics[] = {"ndcg", "hit_rate", "recall", "coverage",
                                      "popularity_share"};

static const json_t *find(const json_t *list, const char *key,
                          const char *value)
{
    size_t i;
    json_t *one;
    json_array_foreach(list, i, one) {
        if (strcmp(html_get(one, key), value) == 0)
            return one;
    }
    return NULL;
}

/* The first with its interval, which is what the others are weighed by. */
static void cell(struct buffer *b, const json_t *figures, size_t metric)
{
    const json_t *f = find(figures, "metric", metrics[metric]);
    buffer_text(b, "<td>");
    html_real(b, json_object_get(f, "value"), 3);
    if (metric == 0 && json_is_number(json_object_get(f, "low"))) {
        buffer_text(b, " (");
        html_real(b, json_object_get(f, "low"), 3);
        buffer_text(b, "\u2013");
        html_real(b, json_object_get(f, "high"), 3);
        buffer_text(b, ")");
    }
    buffer_text(b, "</td>");
}

static void model_rows(struct buffer *b, const json_t *trial)
{
    for (size_t m = 0; m < COUNT_OF(models); m++) {
        const json_t *one =
            find(json_object_get(trial, "models"), "model", models[m].model);
        if (one == NULL)
            continue;
        buffer_text(b, "<tr><th scope=\"row\">");
        html_both(b, models[m].english, models[m].chinese);
        buffer_text(b, "</th>");
        for (size_t i = 0; i < COUNT_OF(metrics); i++)
            cell(b, json_object_get(one, "figures"), i);
        buffer_text(b, "</tr>\n");
    }
}

static void table(struct buffer *b, const json_t *trial)
{
    buffer_text(b, "<div class=\"scroll\"><table><thead><tr>");
    html_element(b, "th", NULL, "Way to recommend", "推荐方法");
    html_element(b, "th", NULL, "NDCG (95 % interval)", "前十NDCG（95%区间）");
    html_element(b, "th", NULL, "A hit", "前十有命中");
    html_element(b, "th", NULL, "Found", "命中占所学");
    html_element(b, "th", NULL, "Courses shown", "推荐覆盖课程");
    html_element(b, "th", NULL, "Most popular", "热门课程占比");
    buffer_text(b, "</tr></thead><tbody>\n");
    model_rows(b, trial);
    buffer_text(b, "</tbody></table></div>\n");
}

static void title(struct buffer *b, const json_t *trial)
{
    bool rolling = strcmp(html_get(trial, "protocol"), "rolling") == 0;
    bool warm = strcmp(html_get(trial, "audience"), "warm") == 0;
    if (!rolling)
        html_element(b, "h3", NULL,
                     "The last course of each member, all else known",
                     "每人最后一门课，其余均已知");
    else if (warm)
        html_element(b, "h3", NULL,
                     "Windows of the past: members who had taken courses",
                     "历史时段回放：此前已有学习记录的成员");
    else
        html_element(b, "h3", NULL, "Windows of the past: newcomers",
                     "历史时段回放：此前没有学习记录的成员");
    buffer_text(b, "<p class=\"note\">");
    html_both(b, "Members judged: ", "检验人数：");
    html_count(b, json_object_get(trial, "members"));
    buffer_text(b, "</p>\n");
}

void page_backtest(const struct page *p)
{
    size_t i;
    json_t *trial;
    if (p->backtest == NULL)
        return;
    html_section(
        p->b, "backtest", "How good the recommendations are", "推荐效果检验",
        "The organisation's own past, replayed: what would have been "
        "recommended before each window, beside what was then taken. Settings "
        "were chosen on earlier windows only. A member may well take what was "
        "never recommended, so no way comes near 1; compare the ways.",
        "用本组织的历史数据回放检验：在每个时段之前会推荐什么，与其后实际所学对"
        "照。"
        "参数只用更早的时段选定。成员也会学未被推荐的课程，"
        "所以任何方法都远低于1，请看方法之间的比较。");
    json_array_foreach(json_object_get(p->backtest, "trials"), i, trial) {
        title(p->b, trial);
        table(p->b, trial);
    }
    buffer_text(p->b, "<p class=\"note\">");
    html_both(
        p->b,
        "Of the first ten recommended. NDCG: what was taken, weighed by place, "
        "over the best possible. A hit: members who took one. Found: of what "
        "was taken, what stood there. Courses shown: of all courses, those in "
        "any list. Most popular: places that the most taken tenth got.",
        "均指推荐的前十门课。NDCG：命中课程按名次加权，与最佳排法之比；前十有命"
        "中"
        "：学过其中至少一门的成员；命中占所学：所学课程中被推荐的比例；推荐覆盖"
        "课"
        "程：出现在任一名单中的课程比例；热门课程占比：最热门一成课程所占名额"
        "。");
    buffer_text(p->b, "</p>\n");
    html_section_end(p->b);
}
