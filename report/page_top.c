/* page_top.c - the cards at the top of the page: the headline figures. */
#include "report/html.h"
#include "report/page.h"

#include <stdbool.h>
#include <string.h>

/* Begins a card; its figure follows. */
static void card(struct buffer *b, const char *kind, const char *english,
                 const char *chinese)
{
    buffer_format(b, "<div class=\"card %s\"><h3>", kind);
    html_both(b, english, chinese);
    buffer_text(b, "</h3><p class=\"figure\">");
}

/* Ends the figure; the note follows. */
static void card_note(struct buffer *b)
{
    buffer_text(b, "</p><p class=\"note\">");
}

static void card_end(struct buffer *b)
{
    buffer_text(b, "</p></div>\n");
}

/* The figures of the study's period: the last of the list. */
static const json_t *this_period(const json_t *summary)
{
    const json_t *periods = json_object_get(summary, "periods");
    size_t count = json_array_size(periods);
    return count > 0 ? json_array_get(periods, count > 1 ? 1 : 0) : NULL;
}

static bool is_known(const json_t *object, const char *key)
{
    return json_is_number(json_object_get(object, key));
}

/* "40 of 60 members" */
static void part_of(struct buffer *b, const json_t *part, const json_t *whole)
{
    html_count(b, part);
    html_both(b, " of ", " 人，共 ");
    html_count(b, whole);
    html_both(b, " members", " 人");
}

static void members_card(const struct page *p)
{
    card(p->b, "", "Members", "成员");
    html_count(p->b, json_object_get(p->summary, "members"));
    card_note(p->b);
    html_both(p->b, "in ", "分属 ");
    html_count(p->b, json_object_get(p->summary, "organizations"));
    html_both(p->b, " organisations", " 个组织");
    card_end(p->b);
}

/* Where hours are told and the active are not, only few stayed away. */
static void active_card(const struct page *p, const json_t *period)
{
    bool nearly = is_known(period, "hours") && !is_known(period, "active");
    card(p->b, nearly ? "words" : "", "Took part in the period",
         "期内参加学习");
    if (nearly)
        html_both(p->b, "almost all", "几乎全部");
    else
        html_share(p->b, json_object_get(period, "active_share"));
    card_note(p->b);
    if (nearly) {
        html_both(p->b, "all but a few of ", "仅个别未参加，共 ");
        html_count(p->b, json_object_get(period, "members"));
        html_both(p->b, " members", " 人");
    } else {
        part_of(p->b, json_object_get(period, "active"),
                json_object_get(period, "members"));
    }
    card_end(p->b);
}

static void hours_card(const struct page *p, const json_t *period)
{
    card(p->b, "", "Hours per member", "人均学时");
    html_real(p->b, json_object_get(period, "hours_per_member"), 1);
    card_note(p->b);
    if (is_known(period, "hours_per_active")) {
        html_real(p->b, json_object_get(period, "hours_per_active"), 1);
        html_both(p->b, " per member who took part; ", "（按参加者计）；");
    }
    html_both(p->b, "in all ", "共 ");
    html_count(p->b, json_object_get(period, "hours"));
    html_both(p->b, " hours", " 学时");
    if (is_known(period, "demand_share")) {
        html_both(p->b, "; inside the declared demand ", "；符合申报需求的占");
        html_share(p->b, json_object_get(period, "demand_share"));
    }
    card_end(p->b);
}

/* Sums KEY over LIST; HIDDEN says that some are not in it. */
static double sum(const json_t *list, const char *key, bool *hidden)
{
    double total = 0;
    size_t i;
    json_t *object;
    json_array_foreach(list, i, object) {
        *hidden = *hidden || !is_known(object, key);
        total += html_number(object, key);
    }
    return total;
}

/*
 * The kinds without those that tell of the same hours again: who had a topic
 * from several providers also had it repeatedly. free() by json_decref().
 */
static json_t *distinct_kinds(const json_t *kinds)
{
    json_t *list = json_array(), *object;
    size_t i;
    bool repeats = false;
    json_array_foreach(kinds, i, object) {
        const char *kind = json_string_value(json_object_get(object, "kind"));
        repeats = repeats || (strcmp(kind, "repeat-topic") == 0 &&
                              html_number(object, "findings") > 0);
    }
    json_array_foreach(kinds, i, object) {
        const char *kind = json_string_value(json_object_get(object, "kind"));
        if (!repeats || strcmp(kind, "multi-provider") != 0)
            json_array_append(list, object);
    }
    return list;
}

/* How many are overdue; where that is held back, how many can be at most. */
static double overdue_bound(const json_t *rule)
{
    if (is_known(rule, "overdue"))
        return html_number(rule, "overdue");
    if (is_known(rule, "members") && is_known(rule, "met"))
        return html_number(rule, "members") - html_number(rule, "met");
    return 0;
}

static const json_t *most_overdue(const json_t *rules)
{
    const json_t *most = NULL;
    size_t i;
    json_t *rule;
    json_array_foreach(rules, i, rule) {
        if (most == NULL || overdue_bound(rule) > overdue_bound(most))
            most = rule;
    }
    return most;
}

static void overdue_card(const struct page *p)
{
    const json_t *most =
        most_overdue(json_object_get(p->summary, "requirements"));
    if (most == NULL || overdue_bound(most) == 0)
        return;
    json_t *bound = json_real(overdue_bound(most));
    card(p->b, "alert", "Most overdue", "逾期最多");
    if (!is_known(most, "overdue")) {
        buffer_text(p->b, "<small>");
        html_both(p->b, "up to ", "至多 ");
        buffer_text(p->b, "</small>");
    }
    html_count(p->b, bound);
    buffer_text(p->b, " <small>");
    html_both(p->b, "of ", "人／");
    html_count(p->b, json_object_get(most, "members"));
    html_both(p->b, "", "人");
    buffer_text(p->b, "</small>");
    card_note(p->b);
    html_name(p->b, most, "title");
    card_end(p->b);
    json_decref(bound);
}

static void need_card(const struct page *p)
{
    const json_t *first =
        json_array_get(json_object_get(p->summary, "needs"), 0);
    if (first == NULL)
        return;
    card(p->b, "words", "Greatest need", "最大需求");
    html_name(p->b, first, "name");
    card_note(p->b);
    html_both(p->b, "importance ", "重要性 ");
    html_real(p->b, json_object_get(first, "importance"), 1);
    html_both(p->b, ", ability ", "，掌握程度 ");
    html_real(p->b, json_object_get(first, "ability"), 1);
    card_end(p->b);
}

static void survey_cards(const struct page *p)
{
    const json_t *surveys = json_object_get(p->summary, "surveys");
    size_t i;
    json_t *survey;
    json_array_foreach(surveys, i, survey) {
        const json_t *response = json_object_get(survey, "response");
        if (strcmp(html_get(survey, "about"), "demand") != 0)
            continue;
        card(p->b, "", "Answered the survey", "问卷回收率");
        html_share(p->b, json_object_get(response, "rate"));
        card_note(p->b);
        part_of(p->b, json_object_get(response, "respondents"),
                json_object_get(response, "members"));
        card_end(p->b);
    }
}

/* Kinds that rest on too few people are not in the sum. */
static void duplicate_card(const struct page *p)
{
    const json_t *all = json_object_get(p->summary, "duplicates");
    bool hidden = false;
    if (all == NULL)
        return;
    json_t *kinds = distinct_kinds(all);
    double hours = sum(kinds, "hours", &hidden);
    double findings = sum(kinds, "findings", &hidden);
    bool none = hidden && findings == 0;
    json_t *total = json_real(hours);
    card(p->b, none ? "words" : "", "Hours given twice", "重复培训学时");
    if (none)
        html_both(p->b, "too few to show", "人数过少，不显示");
    else
        html_count(p->b, total);
    card_note(p->b);
    if (!none) {
        buffer_format(p->b, "%.0f", findings);
        html_both(p->b, " findings", " 处");
    }
    if (hidden && !none)
        html_both(p->b, "; others rest on too few people to show",
                  "；另有涉及人数过少、不显示的");
    card_end(p->b);
    json_decref(total);
    json_decref(kinds);
}

static void effect_card(const struct page *p)
{
    const json_t *effects = json_object_get(p->summary, "effects");
    if (effects == NULL)
        return;
    card(p->b, "", "Courses that work", "有效课程");
    html_count(p->b, json_object_get(effects, "works"));
    card_note(p->b);
    html_both(p->b, "no clear rise: ", "未见明显提高：");
    html_count(p->b, json_object_get(effects, "does_not"));
    html_both(p->b, "; unclear: ", "；不明：");
    html_count(p->b, json_object_get(effects, "unclear"));
    card_end(p->b);
}

void page_cards(const struct page *p)
{
    const json_t *period = this_period(p->summary);
    buffer_text(p->b, "<section class=\"cards\" aria-label=\"Summary\">\n");
    members_card(p);
    active_card(p, period);
    hours_card(p, period);
    overdue_card(p);
    need_card(p);
    survey_cards(p);
    duplicate_card(p);
    effect_card(p);
    buffer_text(p->b, "</section>\n");
}
