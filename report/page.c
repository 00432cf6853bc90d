/*
 * page.c - index.html: the reports for people to read.
 *
 * One file, static: no script, nothing loaded from anywhere. Its own style is
 * the only thing that its content security policy lets through, by hash.
 */
#include "report/page.h"

#include "lib/glossary.h"
#include "report/context.h"
#include "report/embed.h"
#include "report/html.h"
#include "report/jsonfile.h"
#include "report/reports.h"

#include <sodium.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

void page_word(const struct page *p, const char *word)
{
    html_both(p->b, word, glossary_chinese(p->study, word));
}

static const struct embed *find_embed(const char *name)
{
    const struct embed *e = embeds;
    while (e->name != NULL && strcmp(e->name, name) != 0)
        e++;
    return e;
}

/* The hash by which the policy names the style. */
static void add_policy(struct buffer *b, const struct embed *style)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    char text[sodium_base64_ENCODED_LEN(crypto_hash_sha256_BYTES,
                                        sodium_base64_VARIANT_ORIGINAL)];
    crypto_hash_sha256(hash, (const unsigned char *)style->bytes, style->size);
    sodium_bin2base64(text, sizeof text, hash, sizeof hash,
                      sodium_base64_VARIANT_ORIGINAL);
    buffer_format(b,
                  "<meta http-equiv=\"Content-Security-Policy\" content=\""
                  "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; "
                  "form-action 'none'\">\n",
                  text);
}

static void add_head(struct buffer *b, const struct study *study)
{
    const struct embed *style = find_embed("site/style.css");
    buffer_text(b, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
                   "<meta charset=\"utf-8\">\n");
    add_policy(b, style);
    buffer_text(b, "<meta name=\"viewport\" content=\"width=device-width, "
                   "initial-scale=1\">\n"
                   "<meta name=\"referrer\" content=\"no-referrer\">\n"
                   "<meta name=\"robots\" content=\"noindex\">\n<title>");
    html_text(b, study->title);
    buffer_text(b, "</title>\n<style>");
    buffer_add(b, style->bytes, style->size);
    buffer_text(b, "</style>\n</head>\n");
}

/* The radio buttons come first: the style sheet switches what follows them. */
static void add_switch(struct buffer *b)
{
    buffer_text(
        b, "<body>\n<input type=\"radio\" name=\"language\" id=\"to-en\" "
           "class=\"switch\" aria-label=\"English\" checked>\n"
           "<input type=\"radio\" name=\"language\" id=\"to-zh\" "
           "class=\"switch\" aria-label=\"\u4e2d\u6587\">\n"
           "<div class=\"languages\">"
           "<label for=\"to-en\" class=\"en\" lang=\"en-GB\">English</label>"
           "<label for=\"to-zh\" class=\"zh\" lang=\"zh\">\u4e2d\u6587</label>"
           "</div>\n");
}

static void add_dates(struct buffer *b, const json_t *summary)
{
    const json_t *period = json_object_get(summary, "period");
    const char *begin = json_string_value(json_array_get(period, 0));
    const char *end = json_string_value(json_array_get(period, 1));
    buffer_text(b, "<p class=\"dates\">");
    html_both(b, "Period ", "统计期间 ");
    buffer_format(b, "<b>%s \u2013 %s</b> · ", begin, end);
    html_both(b, "as of ", "截至 ");
    buffer_format(b, "<b>%s</b></p>\n", html_get(summary, "as_of"));
}

struct link {
    const char *id, *english, *chinese;
    size_t document; /* offset in struct page */
};

static const struct link links[] = {
    {"requirements", "Requirements", "学习要求",
     offsetof(struct page, requirements)},
    {"needs", "Needs", "学习需求", offsetof(struct page, needs)},
    {"groups", "Groups", "需求群体", offsetof(struct page, segments)},
    {"courses", "Courses", "推荐课程", offsetof(struct page, summary)},
    {"pushes", "Pushes", "分组推送", offsetof(struct page, groups)},
    {"plan", "Plan", "班次安排", offsetof(struct page, plan)},
    {"backtest", "Backtest", "推荐效果", offsetof(struct page, backtest)},
    {"effects", "Effects", "培训效果", offsetof(struct page, effects)},
    {"duplicates", "Duplicates", "重复培训", offsetof(struct page, duplicates)},
    {"standing", "Organisations", "各组织", offsetof(struct page, standing)},
    {"annual", "The year", "年度数据", offsetof(struct page, annual)},
    {"survey", "Survey", "问卷质量", offsetof(struct page, survey)},
    {"data", "Data", "数据质量", offsetof(struct page, summary)},
};

static void add_links(const struct page *p)
{
    buffer_text(p->b, "<nav aria-label=\"Contents\">");
    for (size_t i = 0; i < COUNT_OF(links); i++) {
        json_t *document;
        memcpy(&document, (const char *)p + links[i].document, sizeof document);
        if (document == NULL)
            continue;
        buffer_format(p->b, "<a href=\"#%s\">", links[i].id);
        html_both(p->b, links[i].english, links[i].chinese);
        buffer_text(p->b, "</a>");
    }
    buffer_text(p->b, "</nav>\n");
}

static void add_top(const struct page *p)
{
    buffer_text(p->b, "<header>\n<h1>");
    html_name(p->b, p->summary, "title");
    buffer_text(p->b, "</h1>\n");
    add_dates(p->b, p->summary);
    add_links(p);
    buffer_text(p->b, "</header>\n");
}

static void add_foot(struct buffer *b, const struct study *study)
{
    char english[512], chinese[512];
    snprintf(english, sizeof english,
             "A dash (\u2013) means: not known, or held back to protect "
             "individuals. Groups of fewer than %lld people and counts of "
             "fewer than %lld are not shown, nor is what would let them be "
             "worked out.",
             (long long)study->threshold, (long long)study->cell_threshold);
    snprintf(chinese, sizeof chinese,
             "短横线（\u2013）表示数据未知，或为保护个人而不予显示。"
             "不足%lld人的群体和不足%lld人的计数不显示，"
             "可据以推算出它们的数字也不显示。",
             (long long)study->threshold, (long long)study->cell_threshold);
    buffer_text(b, "<footer>\n");
    html_element(b, "p", NULL, english, chinese);
    html_element(b, "p", NULL,
                 "Every figure is also in the JSON files beside this page; "
                 "manifest.json names their sources.",
                 "本页所有数字都在同一文件夹的 JSON 文件中；"
                 "manifest.json 说明其来源。");
    buffer_text(b, "</footer>\n</div>\n</body>\n</html>\n");
}

static void load(struct page *p, const struct folder *f)
{
    p->summary = jsonfile_load(f, "summary.json");
    p->requirements = jsonfile_load(f, "requirements.json");
    p->needs = jsonfile_load(f, "needs.json");
    p->segments = jsonfile_load(f, "segments.json");
    p->survey = jsonfile_load(f, "survey.json");
    p->duplicates = jsonfile_load(f, "duplicates.json");
    p->effects = jsonfile_load(f, "effects.json");
    p->groups = jsonfile_load(f, "groups.json");
    p->plan = jsonfile_load(f, "plan.json");
    p->standing = jsonfile_load(f, "standing.json");
    p->annual = jsonfile_load(f, "annual.json");
    p->backtest = jsonfile_load(f, "backtest.json");
}

static void release(struct page *p)
{
    json_decref(p->summary);
    json_decref(p->requirements);
    json_decref(p->needs);
    json_decref(p->segments);
    json_decref(p->survey);
    json_decref(p->duplicates);
    json_decref(p->effects);
    json_decref(p->groups);
    json_decref(p->plan);
    json_decref(p->standing);
    json_decref(p->annual);
    json_decref(p->backtest);
}

int report_page(const struct context *c, const char *file, struct diag *d)
{
    struct buffer b = {0};
    struct page p = {.b = &b, .study = c->study};
    load(&p, c->folder);
    add_head(&b, c->study);
    add_switch(&b);
    buffer_text(&b, "<div class=\"page\">\n");
    add_top(&p);
    buffer_text(&b, "<main>\n");
    page_cards(&p);
    page_requirements(&p);
    page_needs(&p);
    page_segments(&p);
    page_recommended(&p);
    page_pushes(&p);
    page_plan(&p);
    page_backtest(&p);
    page_effects(&p);
    page_duplicates(&p);
    page_standing(&p);
    page_annual(&p);
    page_survey(&p);
    page_data(&p);
    buffer_text(&b, "</main>\n");
    add_foot(&b, c->study);
    release(&p);
    int result = outfile_whole(c->folder, file, &b, d);
    buffer_free(&b);
    return result;
}
