/*
 * page.h - the sections of the web page.
 *
 * The page is made from the JSON reports as they were written, so it cannot
 * show what they hold back. A document is NULL if its report was left out;
 * then its section is left out too. Each function adds its section to B.
 */
#ifndef PAGE_H
#define PAGE_H

#include "lib/study.h"
#include "lib/buffer.h"

#include <jansson.h>

struct page {
    struct buffer *b;
    const struct study *study;
    json_t *summary, *requirements, *needs, *segments, *survey, *duplicates,
        *effects, *standing, *annual, *groups, *plan, *backtest;
};

/* A word of the data, with its Chinese if there is one (lib/glossary.h). */
void page_word(const struct page *p, const char *word);

void page_cards(const struct page *p);
void page_requirements(const struct page *p);
void page_needs(const struct page *p);
void page_segments(const struct page *p);
void page_recommended(const struct page *p);
void page_pushes(const struct page *p);
void page_plan(const struct page *p);
void page_backtest(const struct page *p);
void page_effects(const struct page *p);
void page_duplicates(const struct page *p);
void page_standing(const struct page *p);
void page_annual(const struct page *p);
void page_survey(const struct page *p);
void page_data(const struct page *p);

/*
 * Parts of page_requirements(): what will be due of RULE, and the rules that
 * bind organisations.
 */
void page_calendar(const struct page *p, const json_t *rule);
void page_duties(const struct page *p);

/*
 * Parts of page_segments(): why there are as many, in words, and by numbers;
 * what became of the groups of the earlier run.
 */
void page_grounds(const struct page *p);
void page_evidence(const struct page *p);
void page_moves(const struct page *p);

/* A part of page_survey(): the items of one choice of SURVEY. */
void page_choices(const struct page *p, const json_t *survey);
void page_weights(const struct page *p, const json_t *survey);
void page_followups(struct buffer *b, const json_t *follow_ups);

#endif
