/*
 * conformance.c - our arithmetic against reference numbers from elsewhere.
 *
 *   conformance [FOLDER]     FOLDER, or the environment's REFERENCE
 *
 * Every row of stats/INDEX.tsv is run, or named with the reason why not, and
 * so are the lists of our own. One line each, then the counts. Exit status 1
 * if one is not as it should be. Without the folder nothing can be compared:
 * that is said, and is no failure. LITE=1 in the environment is a quick run.
 */
#include "lib/mem.h"
#include "tests/conformance/cases.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What is done with the rows of INDEX.tsv whose id begins so; first match. */
struct handler {
    const char *prefix;
    case_run *run;      /* or NULL, and */
    const char *reason; /* why it is not run */
};

static const char no_medoids[] = "groups around medoids are not computed";
static const char no_model[] =
    "of the mixtures, that with one covariance is offered";
static const char no_factor[] =
    "scales have one factor; no more are looked for";
static const char no_components[] = "principal components are not published";
static const char no_gap[] = "this choice of K is not offered";

static const struct handler handlers[] = {
    {"kmeans_", case_kmeans, NULL},
    {"lloyd_", case_lloyd, NULL},
    {"validity_", case_validity, NULL},
    {"sk_validity_", case_sk_validity, NULL},
    {"ari_iris", case_ari_iris, NULL},
    {"ari_small", case_ari_small, NULL},
    {"sk_agreement_", case_sk_agreement, NULL},
    {"alpha_bfi_", case_alpha, NULL},
    {"turkiye_general_factor", case_turkiye_alpha, NULL},
    {"pspp_reliability", case_pspp_reliability, NULL},
    {"paired_t_sleep", case_paired_t, NULL},
    {"welch_t_sleep", case_welch_t, NULL},
    {"student_t_sleep", case_student_t, NULL},
    {"p_adjust", case_p_adjust, NULL},
    {"prop_ci", case_prop_ci, NULL},
    {"pspp_mcnemar", case_pspp_mcnemar, NULL},
    {"explain_", case_explain, NULL},
    {"moments_precip", case_moments_precip, NULL},
    {"weighted_moments", case_weighted_moments, NULL},
    {"pam_", NULL, no_medoids},
    {"gower_", NULL, no_medoids},
    {"kmodes_", NULL, "k-modes is not offered"},
    {"ward_", NULL, "hierarchical clustering is not offered"},
    {"agnes_", NULL, "hierarchical clustering is not offered"},
    {"gap_", NULL, no_gap},
    {"prediction_strength_", NULL, no_gap},
    {"clusterboot_", NULL, no_gap},
    {"lca_", case_lca, NULL},
    {"mclust_me_EEE_", case_mclust_iris, NULL},
    {"mclust_faithful_", case_mclust_faithful, NULL},
    {"mclust_", NULL, no_model},
    {"fiml_", case_fiml, NULL},
    {"tiedfiml_planted_fixed_start", case_tied_fixed, NULL},
    {"tiedfiml_", case_tied_planted, NULL},
    {"mixedlcm_", NULL, no_model},
    {"omega_bfi25_psych", NULL, no_factor},
    {"omega_", case_omega, NULL},
    {"kmo_", NULL, no_factor},
    {"pca_", NULL, no_components},
    {"polychoric_", NULL, "ratings are taken as numbers"},
    {"wilcoxon_", case_wilcoxon, NULL},
    {"kruskal_airquality", case_kruskal_airquality, NULL},
    {"kruskal_siegel", case_kruskal_siegel, NULL},
    {"mannwhitney_", case_mannwhitney, NULL},
    {"anova_", case_anova, NULL},
    {"tukey_", NULL, "pairs of groups are adjusted by Benjamini and Hochberg"},
    {"pairwise_wilcox_", case_pairwise, NULL},
    {"chisq_haireye", case_chisq_haireye, NULL},
    {"chisq_2x2", case_chisq_2x2, NULL},
    {"mcnemar_", case_mcnemar, NULL},
    {"friedman_", case_friedman, NULL},
    {"correlations_", case_correlations, NULL},
    {"tests_planted_", case_planted_tests, NULL},
    {"turkiye_tests", case_turkiye_tests, NULL},
    {"svy_strat", case_svy_strat, NULL},
    {"svy_srs_fpc", case_svy_srs, NULL},
    {"svy_rake_srs", case_svy_rake_srs, NULL},
    {"svy_poststrat_srs", case_svy_poststrat, NULL},
    {"svy_rake_clus1", case_svy_rake_clus1, NULL},
    {"svy_trim", case_svy_trim, NULL},
    {"yps_missing", NULL, "counts of a file, no arithmetic"},
};

int conformance_lite(void)
{
    const char *lite = getenv("LITE");
    return lite != NULL && lite[0] == '1';
}

static const struct handler *find_handler(const char *id)
{
    for (size_t i = 0; i < COUNT_OF(handlers); i++)
        if (strncmp(id, handlers[i].prefix, strlen(handlers[i].prefix)) == 0)
            return &handlers[i];
    return NULL;
}

/* The case ID of a JSON file, a list of objects; NULL if it is not there. */
static const json_t *find_expected(const json_t *list, const char *id)
{
    size_t i;
    json_t *entry;
    json_array_foreach(list, i, entry) {
        const char *name = json_string_value(json_object_get(entry, "id"));
        if (name != NULL && strcmp(name, id) == 0)
            return json_object_get(entry, "expected");
    }
    return NULL;
}

static void run_row(const char *folder, char *const *cells, struct tally *t)
{
    const char *id = cells[0];
    const struct handler *h = find_handler(id);
    if (h != NULL && h->run == NULL) {
        check_skip(id, h->reason, t);
        return;
    }
    struct check c = {
        .id = id, .folder = folder, .tolerance = strtod(cells[5], NULL)};
    char *path = mem_format("%s/expected/%s", folder, cells[4]);
    json_t *list = json_load_file(path, 0, NULL);
    c.expected = find_expected(list, id);
    if (h == NULL)
        snprintf(c.fault, sizeof c.fault, "neither run nor named");
    else if (c.expected == NULL)
        snprintf(c.fault, sizeof c.fault, "not in %s", cells[4]);
    else
        h->run(&c);
    check_end(&c, t);
    json_decref(list);
    free(path);
}

enum { INDEX_CELLS = 7 };

/* Cuts LINE at its tabs. Returns how many cells it has, up to INDEX_CELLS. */
static size_t cut_line(char *line, char **cells)
{
    size_t count = 0;
    line[strcspn(line, "\r\n")] = '\0';
    for (char *cell = line; cell != NULL && count < INDEX_CELLS;) {
        cells[count++] = cell;
        cell = strchr(cell, '\t');
        if (cell != NULL)
            *cell++ = '\0';
    }
    return count;
}

static void run_index(const char *folder, struct tally *t)
{
    char *path = mem_format("%s/INDEX.tsv", folder);
    FILE *in = fopen(path, "r");
    free(path);
    if (in == NULL) {
        struct check c = {.id = "INDEX.tsv", .fault = "cannot be read"};
        check_end(&c, t);
        return;
    }
    char *line = NULL;
    size_t room = 0;
    int header = 1;
    while (getline(&line, &room, in) >= 0) {
        char *cells[INDEX_CELLS];
        if (!header && cut_line(line, cells) >= 6)
            run_row(folder, cells, t);
        header = 0;
    }
    free(line);
    fclose(in);
}

int main(int argc, char **argv)
{
    const char *folder = argc > 1 ? argv[1] : getenv("REFERENCE");
    if (folder == NULL || access(folder, R_OK | X_OK) != 0) {
        printf("skip - conformance: no folder of reference data\n");
        return EXIT_SUCCESS;
    }
    gsl_set_error_handler_off();
    struct tally t = {0};
    char *stats = mem_format("%s/stats", folder);
    char *mooc = mem_format("%s/recommend/mooccube", folder);
    run_index(stats, &t);
    cases_nist(stats, &t);
    cases_tails(stats, &t);
    cases_merge(stats, getenv("REAL"), &t);
    cases_mixhash(mooc, &t);
    cases_ease(mooc, &t);
    cases_seats(getenv("REAL"), &t);
    cases_demand(getenv("REAL"), &t);
    free(stats);
    free(mooc);
    printf("%d passed, %d failed, %d skipped\n", t.passed, t.failed, t.skipped);
    return t.failed > 0 || fclose(stdout) != 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
