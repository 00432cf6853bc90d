/*
 * test_report_text.c - what texts become: report/csv.h, html.h, sentence.h,
 * keys.h.
 */
#include "lib/attr.h"
#include "lib/csvout.h"
#include "report/html.h"
#include "report/keys.h"
#include "report/sentence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void assert_text(struct buffer *b, const char *expected)
{
    buffer_char(b, '\0');
    assert_string_equal(b->bytes, expected);
    buffer_free(b);
}

static void cells_are_quoted_and_never_formulas(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"plain", "plain"},
        {"", ""},
        {"a,b", "\"a,b\""},
        {"say \"x\"", "\"say \"\"x\"\"\""},
        {"two\nlines", "\"two\nlines\""},
        {"=1+1", "\"'=1+1\""},
        {"+1", "\"'+1\""},
        {"-1", "\"'-1\""},
        {"@sum", "\"'@sum\""},
        {"\tx", "\"'\tx\""},
        {"\xEF\xBC\x9D"
         "1",
         "\"'\xEF\xBC\x9D"
         "1\""},
        {"a=b", "a=b"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct buffer b = {0};
        csvout_cell(&b, rows[i][0]);
        assert_text(&b, rows[i][1]);
    }
}

static void markup_in_data_stays_text(void **state)
{
    (void)state;
    struct buffer b = {0};
    html_text(&b, "<script>alert('x')</script> & \"y\"\x01");
    assert_text(&b, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; "
                    "&quot;y&quot; ");
    html_both(&b, "<en>", "<zh>");
    assert_text(&b, "<span lang=\"en\">&lt;en&gt;</span>"
                    "<span lang=\"zh-Hans\">&lt;zh&gt;</span>");
}

static void counts_are_grouped_by_thousands(void **state)
{
    (void)state;
    static const struct {
        json_int_t count;
        const char *text;
    } rows[] = {{0, "0"},
                {999, "999"},
                {1000, "1,000"},
                {-1000, "\u22121,000"},
                {-100, "\u2212100"},
                {1234567, "1,234,567"}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct buffer b = {0};
        json_t *count = json_integer(rows[i].count);
        html_count(&b, count);
        assert_text(&b, rows[i].text);
        json_decref(count);
    }
}

static void differences_have_a_sign_after_rounding(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *text;
    } rows[] = {{2.14441, "+2.1"},
                {-.561594, "\u22120.6"},
                {.04, "0.0"},
                {-.04, "0.0"},
                {.0501, "+0.1"}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct buffer b = {0};
        json_t *value = json_real(rows[i].value);
        html_difference(&b, value);
        assert_text(&b, rows[i].text);
        json_decref(value);
    }
}

/* To the nearest: 1234567.891 -> .89; a share of .00327 is .327 per cent. */
static void digits_behind_the_point_are_not_grouped(void **state)
{
    (void)state;
    struct buffer b = {0};
    json_t *value = json_real(1234567.891), *share = json_real(.00327);
    html_real(&b, value, 4);
    assert_text(&b, "1,234,567.8910");
    b = (struct buffer){0};
    html_share_to(&b, share, 2);
    assert_text(&b, "0.33\u202f%");
    b = (struct buffer){0};
    html_share(&b, share);
    assert_text(&b, "0\u202f%");
    b = (struct buffer){0};
    html_share_to(&b, NULL, 2);
    assert_text(&b, "<span class=\"none\">\u2013</span>");
    json_decref(value);
    json_decref(share);
}

static void a_reason_becomes_a_sentence(void **state)
{
    (void)state;
    static const struct {
        struct because because;
        const char *english;
    } rows[] = {
        {{"demand", NULL, "Excel", NULL, 0, 45},
         "You asked to learn about \u201cExcel\u201d (45 % of this score)."},
        {{"demand", NULL, "Excel", NULL, 0, 19},
         "It meets a need that you named."},
        {{"demand", NULL, NULL, NULL, 0, 0}, "It meets a need that you named."},
        {{"history", "Word", NULL, "32 hours", 20, 0},
         "It goes with \u201cWord\u201d, which you attended (20 % of this "
         "score). It counts towards \u201c32 hours\u201d."},
        {{"history", "Word", NULL, NULL, 19, 0},
         "It fits what you have attended so far."},
        {{"requirement", NULL, NULL, "32 hours", 0, 0},
         "It counts towards \u201c32 hours\u201d."},
        {{"popular", NULL, NULL, NULL, 0, 0},
         "It is taken more than other courses lately."},
        {{"group", NULL, NULL, NULL, 0, 0},
         "Others of your group attended it in the past year."},
        {{"ordered", NULL, "Excel", NULL, 0, 60},
         "You ordered it from the course menu."},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct buffer b = {0};
        sentence_english(&b, &rows[i].because);
        assert_text(&b, rows[i].english);
    }
    struct buffer b = {0};
    sentence_chinese(
        &b, &(struct because){"demand", NULL, "数字办公", "学时", 0, 60});
    assert_text(&b, "您希望学习\u201c数字办公\u201d（占得分的60%）。"
                    "学完可计入\u201c学时\u201d。");
}

static void keys_are_found_dense_or_not(void **state)
{
    (void)state;
    static const int64_t dense[] = {5, 6, 7, 8};
    static const int64_t sparse[] = {-9, 1, 2, 40, INT64_MAX};
    for (size_t i = 0; i < COUNT_OF(dense); i++)
        assert_int_equal(keys_find(dense, 4, dense[i]), i);
    for (size_t i = 0; i < COUNT_OF(sparse); i++)
        assert_int_equal(keys_find(sparse, 5, sparse[i]), i);
    assert_true(keys_find(dense, 4, 4) == KEYS_NONE);
    assert_true(keys_find(dense, 4, 9) == KEYS_NONE);
    assert_true(keys_find(sparse, 5, 3) == KEYS_NONE);
    assert_true(keys_find(sparse, 5, INT64_MIN) == KEYS_NONE);
    assert_true(keys_find(dense, 0, 5) == KEYS_NONE);
}

static void a_figure_that_rounds_to_zero_has_no_minus(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *count, *real, *share;
    } rows[] = {
        {-0.0, "0", "0.0", "0\u202f%"},
        {-0.004, "0", "0.0", "0\u202f%"},
        {-0.06, "0", "\u22120.1", "\u22126\u202f%"},
        {-12345.25, "\u221212,345", "\u221212,345.2", "\u22121234525\u202f%"},
        {0.04, "0", "0.0", "4\u202f%"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buffer b = {0};
        json_t *value = json_real(rows[i].value);
        html_count(&b, value);
        assert_text(&b, rows[i].count);
        b = (struct buffer){0};
        html_real(&b, value, 1);
        assert_text(&b, rows[i].real);
        b = (struct buffer){0};
        html_share(&b, value);
        assert_text(&b, rows[i].share);
        json_decref(value);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_quoted_and_never_formulas),
        cmocka_unit_test(markup_in_data_stays_text),
        cmocka_unit_test(counts_are_grouped_by_thousands),
        cmocka_unit_test(differences_have_a_sign_after_rounding),
        cmocka_unit_test(digits_behind_the_point_are_not_grouped),
        cmocka_unit_test(a_reason_becomes_a_sentence),
        cmocka_unit_test(keys_are_found_dense_or_not),
        cmocka_unit_test(a_figure_that_rounds_to_zero_has_no_minus),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
