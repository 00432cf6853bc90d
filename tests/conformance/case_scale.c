/*
 * case_scale.c - Cronbach's alpha and omega against R and PSPP.
 */
#include "analyze/math/factor.h"
#include "analyze/math/scale.h"
#include "lib/mem.h"
#include "tests/conformance/cases.h"
#include "tests/conformance/frame.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Which columns of a table make the scale, and how. */
struct items {
    const char *file;
    const char *const *names;
    size_t count;
    int listwise; /* only rows in which all of NAMES are answered */
    size_t skip;  /* the first SKIP of NAMES are only for that */
};

/* The items of the questionnaire that run the other way: answer 7 - x. */
static int is_reversed(const char *name)
{
    static const char *const names[] = {"A1", "C4", "C5", "E1",
                                        "E2", "O2", "O5"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (strcmp(name, names[i]) == 0)
            return 1;
    return 0;
}

/* Adds row I, its items at PLACES. */
static int add_row(struct scale *s, const struct frame *f, size_t i,
                   const size_t *places, const struct items *it, struct diag *d)
{
    int answers[32];
    int complete = 1;
    for (size_t j = 0; j < it->count; j++) {
        double value = f->values[i * f->columns + places[j]];
        complete = complete && !isnan(value);
        if (is_reversed(it->names[j]))
            value = 7 - value;
        answers[j] = isnan(value) ? SCALE_MISSING : (int)value;
    }
    if (it->listwise && !complete)
        return 0;
    return scale_add(s, answers + it->skip, d);
}

static int add_rows(struct scale *s, const struct frame *f,
                    const struct items *it, struct diag *d)
{
    size_t places[32];
    for (size_t j = 0; j < it->count; j++)
        if (frame_find(f, it->names[j], &places[j], d) != 0)
            return -1;
    for (size_t i = 0; i < f->rows; i++)
        if (add_row(s, f, i, places, it, d) != 0)
            return -1;
    return 0;
}

/* Adds all rows to S; scale_close() it in any case. */
static int fill(struct check *c, const struct items *it, struct scale *s)
{
    struct frame f;
    struct diag d = {0};
    memset(s, 0, sizeof *s);
    int result = frame_read(&f, c->folder, it->file, &d) != 0 ||
                         scale_open(s, it->count - it->skip, &d) != 0 ||
                         add_rows(s, &f, it, &d) != 0
                     ? check_broken(c, &d)
                     : 0;
    frame_free(&f);
    return result;
}

/* Fits the scale; reliability_free() R if that went well. */
static int fit(struct check *c, const struct items *it, struct reliability *r)
{
    struct scale s;
    int result = fill(c, it, &s);
    if (result == 0)
        scale_finish(&s, r);
    scale_close(&s);
    return result;
}

static void check_items(struct check *c, const struct reliability *r)
{
    size_t step = sizeof *r->item / sizeof(double);
    check_list(c, "alpha_if_dropped", &r->item->alpha_without, r->items, step);
    check_list(c, "item_rest_r", &r->item->rest_r, r->items, step);
    check_list(c, "item_means", &r->item->mean, r->items, step);
    check_list(c, "item_sds", &r->item->sd, r->items, step);
}

/* The five items of the scale whose name stands in the id from AT on. */
static const char *const *five_items(const struct check *c, size_t at)
{
    static const char *const names[] = {
        "A1", "A2", "A3", "A4", "A5", "C1", "C2", "C3", "C4",
        "C5", "E1", "E2", "E3", "E4", "E5", "N1", "N2", "N3",
        "N4", "N5", "O1", "O2", "O3", "O4", "O5"};
    char first = (char)(c->id[at] - 'a' + 'A');
    size_t start = 0;
    while (start + 5 < COUNT_OF(names) && names[start][0] != first)
        start += 5;
    return names + start;
}

void case_omega(struct check *c)
{
    const char *const *names = five_items(c, strlen("omega_bfi_"));
    struct items it = {"data/bfi.csv", names, 5, 1, 0};
    struct scale s;
    struct factor f = {0};
    struct diag d = {0};
    double covariance[25];
    if (fill(c, &it, &s) == 0) {
        scale_covariances(&s, covariance);
        if (factor_fit(&f, covariance, 5, (double)s.respondents, &d) != 0)
            check_broken(c, &d);
    }
    if (c->fault[0] == '\0') {
        check_key(c, "omega_std", f.omega_std);
        check_key(c, "omega_raw", f.omega);
        check_list(c, "loadings", f.loading, 5, 1);
        check_list(c, "uniqueness", f.own, 5, 1);
        check_key(c, "chisq", f.chi2);
        check_key(c, "df", f.df);
    }
    factor_free(&f);
    scale_close(&s);
}

void case_alpha(struct check *c)
{
    const char *const *names = five_items(c, strlen("alpha_bfi_"));
    int listwise = strstr(c->id, "pairwise") == NULL;
    struct items it = {"data/bfi.csv", names, 5, listwise, 0};
    struct reliability r;
    if (fit(c, &it, &r) != 0)
        return;
    check_key(c, "raw_alpha", r.alpha);
    check_key(c, "std_alpha", r.alpha_std);
    check_key(c, "n", (double)r.respondents);
    if (listwise) {
        c->part = "all but Guttman's lambda 6";
        check_key(c, "avg_interitem_r", r.mean_r);
        check_key(c, "mean_score", r.mean);
        check_key(c, "sd_score", r.sd);
        check_key(c, "scale_var", pow(r.sd * (double)r.used, 2));
        check_items(c, &r);
    }
    reliability_free(&r);
}

void case_turkiye_alpha(struct check *c)
{
    static const char *const names[] = {
        "Q1",  "Q2",  "Q3",  "Q4",  "Q5",  "Q6",  "Q7",  "Q8",  "Q9",  "Q10",
        "Q11", "Q12", "Q13", "Q14", "Q15", "Q16", "Q17", "Q18", "Q19", "Q20",
        "Q21", "Q22", "Q23", "Q24", "Q25", "Q26", "Q27", "Q28"};
    struct items it = {"data/turkiye.csv", names, COUNT_OF(names), 0, 0};
    struct reliability r;
    c->part = "alpha, mean";
    if (fit(c, &it, &r) != 0)
        return;
    check_key(c, "n", (double)r.respondents);
    check_key(c, "raw_alpha", r.alpha);
    check_key(c, "mean_all", r.mean);
    reliability_free(&r);
}

void case_pspp_reliability(struct check *c)
{
    static const char *const names[] = {"var2", "var6", "var8", "var15",
                                        "var17"};
    struct items it = {"data/pspp_reliability.csv", names, COUNT_OF(names), 1,
                       1};
    struct reliability r;
    c->part = "alpha, item-total correlations, alpha without the item";
    if (fit(c, &it, &r) != 0)
        return;
    size_t step = sizeof *r.item / sizeof(double);
    check_key(c, "n", (double)r.respondents);
    check_key(c, "alpha", r.alpha);
    check_list(c, "alpha_if_deleted", &r.item->alpha_without, r.items, step);
    check_list(c, "corrected_item_total", &r.item->rest_r, r.items, step);
    reliability_free(&r);
}
