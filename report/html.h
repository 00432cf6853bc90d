/*
 * html.h - pieces of the web page: escaped texts, two languages, figures, bars.
 *
 * A text in two languages is two elements, one in lang="en", one in
 * lang="zh-Hans"; the style sheet shows the one that was chosen. Everything
 * that comes from data goes through html_text(). NULL and null are shown as a
 * dash, which the page explains: held back, or not known.
 */
#ifndef HTML_H
#define HTML_H

#include "lib/buffer.h"

#include <jansson.h>
#include <stdint.h>

/* Escapes & < > " and '. */
void html_text(struct buffer *b, const char *text);

/* CHINESE may be NULL: ENGLISH serves for both. */
void html_both(struct buffer *b, const char *english, const char *chinese);

/* The texts of OBJECT's keys KEY and KEY_zh. */
void html_name(struct buffer *b, const json_t *object, const char *key);

/*
 * "12,345"; the same with DECIMALS (0..20) digits behind the point; "58 %", or
 * with DECIMALS as well. What rounds to zero has no minus: "0.0", never "-0.0".
 */
void html_count(struct buffer *b, const json_t *value);
void html_real(struct buffer *b, const json_t *value, int decimals);
void html_share(struct buffer *b, const json_t *share);
void html_share_to(struct buffer *b, const json_t *share, int decimals);

/* "+2.1", "−0.6", "0.0": a difference, with one decimal. */
void html_difference(struct buffer *b, const json_t *value);

/* <tag class="CLASS">both</tag>; CLASS may be NULL. */
void html_element(struct buffer *b, const char *tag, const char *class_name,
                  const char *english, const char *chinese);

/* What a code means; html_word() puts it into words, nothing if unknown. */
struct html_wording {
    const char *word, *english, *chinese;
};

void html_word(struct buffer *b, const struct html_wording *table, size_t count,
               const char *word);

/* <section id="ID"><h2>...; a lead in two languages; and its end. */
void html_section(struct buffer *b, const char *id, const char *english,
                  const char *chinese, const char *lead_english,
                  const char *lead_chinese);
void html_section_end(struct buffer *b);

/* A row that says why a table has none: too few members to show. */
void html_no_rows(struct buffer *b);

/* A bar that is SHARE (0..1) full, of class KIND. */
void html_bar(struct buffer *b, double share, const char *kind);

/* The text or number of a key; "" and 0 where there is none. */
const char *html_get(const json_t *object, const char *key);
double html_number(const json_t *object, const char *key);

#endif
