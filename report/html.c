/* html.c - see html.h. */
#include "report/html.h"

#include "lib/mem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char dash[] = "<span class=\"none\">\u2013</span>";

static const char *entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void html_text(struct buffer *b, const char *text)
{
    for (; *text != '\0'; text++) {
        const char *instead = entity(*text);
        if (instead != NULL)
            buffer_text(b, instead);
        else if ((unsigned char)*text >= 0x20)
            buffer_char(b, *text);
        else
            buffer_char(b, ' ');
    }
}

void html_both(struct buffer *b, const char *english, const char *chinese)
{
    if (chinese == NULL) {
        html_text(b, english);
        return;
    }
    buffer_text(b, "<span lang=\"en\">");
    html_text(b, english);
    buffer_text(b, "</span><span lang=\"zh-Hans\">");
    html_text(b, chinese);
    buffer_text(b, "</span>");
}

const char *html_get(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text != NULL ? text : "";
}

double html_number(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

void html_name(struct buffer *b, const json_t *object, const char *key)
{
    char *chinese = mem_format("%s_zh", key);
    html_both(b, html_get(object, key),
              json_string_value(json_object_get(object, chinese)));
    free(chinese);
}

enum { DIGITS = 352 }; /* the largest double has 309 before the point */

/* VALUE with DECIMALS digits; what rounds to zero has no sign. */
static size_t fixed(char text[DIGITS], double value, int decimals)
{
    snprintf(text, DIGITS, "%.*f", decimals, value);
    if (text[0] == '-' && text[strspn(text, "-0.")] == '\0')
        memmove(text, text + 1, strlen(text));
    return strlen(text);
}

/* As a sign, a minus is no hyphen. */
static void put_digit(struct buffer *b, char digit)
{
    if (digit == '-')
        buffer_text(b, "\u2212");
    else
        buffer_char(b, digit);
}

/* 1234567.5 as "1,234,567.5". */
static void put_number(struct buffer *b, double value, int decimals)
{
    char digits[DIGITS];
    size_t length = fixed(digits, value, decimals);
    size_t whole = strcspn(digits, ".");
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0 && digits[i - 1] != '-')
            buffer_char(b, ',');
        put_digit(b, digits[i]);
    }
}

void html_real(struct buffer *b, const json_t *value, int decimals)
{
    if (json_is_number(value))
        put_number(b, json_number_value(value), decimals);
    else
        buffer_text(b, dash);
}

void html_share_to(struct buffer *b, const json_t *share, int decimals)
{
    char digits[DIGITS];
    if (!json_is_number(share)) {
        buffer_text(b, dash);
        return;
    }
    size_t length = fixed(digits, 100 * json_number_value(share), decimals);
    for (size_t i = 0; i < length; i++)
        put_digit(b, digits[i]);
    buffer_text(b, "\u202f%");
}

void html_count(struct buffer *b, const json_t *value)
{
    if (json_is_number(value))
        put_number(b, round(json_number_value(value)), 0);
    else
        buffer_text(b, dash);
}

void html_share(struct buffer *b, const json_t *share)
{
    html_share_to(b, share, 0);
}

void html_difference(struct buffer *b, const json_t *value)
{
    if (!json_is_number(value)) {
        buffer_text(b, dash);
        return;
    }
    double tenths = round(10 * json_number_value(value));
    buffer_text(b, tenths > 0 ? "+" : tenths < 0 ? "\u2212" : "");
    buffer_format(b, "%.1f", fabs(tenths) / 10);
}

void html_element(struct buffer *b, const char *tag, const char *class_name,
                  const char *english, const char *chinese)
{
    if (class_name != NULL)
        buffer_format(b, "<%s class=\"%s\">", tag, class_name);
    else
        buffer_format(b, "<%s>", tag);
    html_both(b, english, chinese);
    buffer_format(b, "</%s>\n", tag);
}

void html_word(struct buffer *b, const struct html_wording *table, size_t count,
               const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(table[i].word, word) == 0)
            html_both(b, table[i].english, table[i].chinese);
}

void html_section(struct buffer *b, const char *id, const char *english,
                  const char *chinese, const char *lead_english,
                  const char *lead_chinese)
{
    buffer_format(b, "<section id=\"%s\">\n", id);
    html_element(b, "h2", NULL, english, chinese);
    html_element(b, "p", "lead", lead_english, lead_chinese);
}

void html_section_end(struct buffer *b)
{
    buffer_text(b, "</section>\n");
}

void html_bar(struct buffer *b, double share, const char *kind)
{
    double width = share > 1 ? 100 : share > 0 ? 100 * share : 0;
    buffer_format(b,
                  "<svg class=\"bar\" viewBox=\"0 0 100 8\" "
                  "preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                  "<rect class=\"track\" width=\"100\" height=\"8\"/>"
                  "<rect class=\"%s\" width=\"%.2f\" height=\"8\"/></svg>",
                  kind, width);
}

void html_no_rows(struct buffer *b)
{
    buffer_text(b, "<tr><td class=\"text\" colspan=\"12\">");
    html_both(b, "Too few members to show any.", "人数过少，不显示。");
    buffer_text(b, "</td></tr>\n");
}
