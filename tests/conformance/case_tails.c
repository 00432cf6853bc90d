/*
 * case_tails.c - tails of the distributions against R's, far out and with many
 * degrees of freedom.
 */
#include "analyze/math/fisher.h"
#include "analyze/math/tail.h"
#include "lib/mem.h"
#include "tests/conformance/cases.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A line: the name, the statistic, up to three parameters, the value. */
struct line {
    char name[16];
    double x[4], want;
};

/* Ours of the upper tail; NaN if we do not compute it ourselves. */
static double compute(const struct line *l)
{
    if (strcmp(l->name, "tQ") == 0)
        return tail_t(l->x[0], l->x[1]).p / 2;
    if (strcmp(l->name, "FQ") == 0)
        return tail_f(l->x[0], l->x[1], l->x[2]).p;
    if (strcmp(l->name, "chiQ") == 0)
        return tail_chisq(l->x[0], l->x[1]).p;
    if (strcmp(l->name, "nQ") == 0)
        return tail_normal(l->x[0]).p / 2;
    if (strcmp(l->name, "hypQ") == 0)
        return fisher_upper((int64_t)l->x[0] + 1, (int64_t)l->x[3],
                            (int64_t)l->x[1], (int64_t)(l->x[1] + l->x[2]));
    return NAN;
}

/* Cuts TEXT; 0 if it is not such a line. */
static int cut(struct line *l, const char *text)
{
    return sscanf(text, "%15s %lf %lf %lf %lf %lf", l->name, &l->x[0], &l->x[1],
                  &l->x[2], &l->x[3], &l->want) == 6;
}

/* The logarithm belongs to the p, and goes on where that is 0. */
static void check_logs(struct check *c)
{
    double log10_2 = log10(2);
    check_near(c, "log10 of t", tail_t(20, 100).log10_p,
               log10(tail_t(20, 100).p), 1e-12);
    /* R: pchisq(5000, 3, lower = FALSE, log = TRUE) / log(10) */
    check_near(c, "log10 of chi-square", tail_chisq(5000, 3).log10_p,
               -1083.98469286162, 1e-12);
    /* R: pnorm(-50, log = TRUE) / log(10), one side */
    check_near(c, "log10 of a normal", tail_normal(50).log10_p - log10_2,
               -544.966335861997, 1e-12);
    /* R: pf(1e6, 3, 400, lower = FALSE, log = TRUE) / log(10) */
    check_near(c, "log10 of F", tail_f(1e6, 3, 400).log10_p, -773.820078894832,
               1e-12);
}

static void run_lines(struct check *c, FILE *in)
{
    char *text = NULL;
    size_t room = 0;
    int64_t compared = 0;
    while (getline(&text, &room, in) >= 0) {
        struct line l;
        if (!cut(&l, text))
            continue;
        double got = compute(&l);
        if (isnan(got))
            continue;
        check_near(c, text, got, l.want, 2e-12);
        compared++;
    }
    free(text);
    check_count(c, "tails compared", compared, 36 + 45 + 16 + 4 + 6);
}

void cases_tails(const char *folder, struct tally *t)
{
    char *path = mem_format("%s/nist/cdf_R_reference.txt", folder);
    FILE *in = fopen(path, "r");
    struct check c = {.id = "tails_R",
                      .part = "t, F, chi-square, normal, "
                              "hypergeometric; log10 p"};
    if (in == NULL) {
        check_skip(c.id, "the tails by R are not there", t);
    } else {
        run_lines(&c, in);
        check_logs(&c);
        check_end(&c, t);
        fclose(in);
    }
    free(path);
}
