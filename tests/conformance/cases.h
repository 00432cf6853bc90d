/*
 * cases.h - the conformance cases, by what they test.
 *
 * A case reads its data, calls our arithmetic and checks what comes out
 * against c->expected. It cannot fail but through its checks. Cases of one
 * function differ by their id: "kmeans_iris_k3" says data and K.
 */
#ifndef CONFORMANCE_CASES_H
#define CONFORMANCE_CASES_H

#include "tests/conformance/check.h"

typedef void case_run(struct check *c);

/* case_kmeans.c */
case_run case_kmeans, case_lloyd;
/* case_validity.c */
case_run case_validity, case_sk_validity, case_ari_iris, case_ari_small,
    case_sk_agreement;
/* case_scale.c */
case_run case_alpha, case_omega, case_turkiye_alpha, case_pspp_reliability;
/* case_tests.c */
case_run case_paired_t, case_welch_t, case_student_t, case_p_adjust,
    case_prop_ci, case_pspp_mcnemar;
/* case_explain.c */
case_run case_explain;
/* case_ranks.c */
case_run case_wilcoxon, case_kruskal_airquality, case_kruskal_siegel,
    case_mannwhitney, case_pairwise, case_friedman, case_turkiye_tests;
/* case_tables.c */
case_run case_chisq_haireye, case_chisq_2x2, case_mcnemar, case_correlations;
/* case_anova.c */
case_run case_anova, case_planted_tests;
/* case_survey.c */
case_run case_svy_strat, case_svy_srs, case_svy_rake_srs, case_svy_poststrat,
    case_svy_rake_clus1, case_svy_trim;
/* case_mixture.c */
case_run case_tied_planted, case_tied_fixed, case_fiml, case_mclust_iris,
    case_mclust_faithful, case_lca;
/* case_moments.c */
case_run case_moments_precip, case_weighted_moments;

/* Cases that INDEX.tsv does not list; each prints its own lines. */
void cases_nist(const char *folder, struct tally *t);  /* case_nist.c */
void cases_tails(const char *folder, struct tally *t); /* case_tails.c */
/* Also of REAL, the folder of real files; NULL: not given. case_merge.c */
void cases_merge(const char *folder, const char *real, struct tally *t);
void cases_ease(const char *folder, struct tally *t);    /* case_ease.c */
void cases_mixhash(const char *folder, struct tally *t); /* case_ease.c */
/* Of REAL, the folder of real files; NULL: not given. */
void cases_seats(const char *real, struct tally *t);  /* case_seats.c */
void cases_demand(const char *real, struct tally *t); /* case_demand.c */

/* Whether a quick run was asked for, as under a sanitizer. */
int conformance_lite(void);

/* iris (4), ruspini (2) and so on: the numbers of a table; free() them. */
double *case_points(struct check *c, const char *file, const char *first,
                    size_t dim, size_t *count);

/*
 * The labels of the case lloyd_NAME_fixed_start, computed: those that other
 * cases start from. NULL, noted, on failure; free() them.
 */
uint32_t *case_lloyd_labels(struct check *c, const char *name);

#endif
