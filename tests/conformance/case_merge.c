/*
 * case_merge.c - any split, merged, is the whole: for every accumulator, every
 * reference data set and the real questionnaire, beginning at every column.
 * Merged in order and as a tree, to the tolerances of merge.h.
 *
 * A figure that does not change when half of the rows are left out shows
 * nothing: each must have changed at least once.
 */
#include "lib/mem.h"
#include "tests/conformance/cases.h"
#include "tests/conformance/merge_fold.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct merge_kind *const kinds[] = {
    &merge_moments,       &merge_weighted,       &merge_counted,
    &merge_comoments,     &merge_groups,         &merge_strata,
    &merge_counts,        &merge_crosstab,       &merge_pairs,
    &merge_raking,        &merge_overlap,        &merge_friedman,
    &merge_changes,       &merge_changelist,     &merge_scores,
    &merge_needs,         &merge_needs_weighted, &merge_scale,
    &merge_scale_columns, &merge_gram,           &merge_spread,
    &merge_due,           &merge_digest,         &merge_kmeans,
};
enum { KINDS = COUNT_OF(kinds) };

/* What was done: of one table, or of all. */
struct merge_done {
    int64_t columns, splits, figures;
};

struct merging {
    struct merge_done done;
    const char *name[KINDS][MERGE_FIGURES]; /* of the figures of each kind */
    char told[KINDS][MERGE_FIGURES];        /* whether one ever changed */
};

static int differs(const struct merge_figure *got,
                   const struct merge_figure *want)
{
    double size = isfinite(want->size) ? want->size : 0;
    if (isnan(want->value) || !isfinite(want->value))
        return isnan(want->value) ? !isnan(got->value)
                                  : !(got->value == want->value);
    return !(fabs(got->value - want->value) <=
             want->tolerance * fmax(fabs(want->value), size));
}

/* Where a comparison is made, to be told if it fails. */
struct place {
    struct check *check;
    const char *kind, *column, *split, *way;
};

static void compare(const struct place *p, const struct merge_figures *got,
                    const struct merge_figures *want)
{
    for (size_t i = 0; i < want->count; i++) {
        const struct merge_figure *w = &want->of[i];
        if (!differs(&got->of[i], w))
            continue;
        char what[300];
        snprintf(what, sizeof what, "%s from column %s, %s, %s: %s", p->kind,
                 p->column, p->split, p->way, w->name);
        check_within(p->check, what, got->of[i].value, w->value,
                     w->tolerance * fmax(fabs(w->value), w->size));
        return;
    }
}

/* What changes if either half is left out. */
static void leave_out(struct merging *m, size_t kind,
                      const struct merge_rows *r,
                      const struct merge_figures *whole)
{
    for (size_t half = 0; half < 2; half++) {
        size_t from = half ? r->count / 2 : 0;
        size_t to = half ? r->count : r->count / 2;
        struct merge_figures f = merge_whole(kinds[kind], r, from, to);
        for (size_t i = 0; i < f.count; i++) {
            m->name[kind][i] = f.of[i].name;
            m->told[kind][i] |= (char)differs(&f.of[i], &whole->of[i]);
        }
    }
}

/* All kinds over the rows of one beginning. */
static void split_rows(struct merging *m, struct check *c, const char *column,
                       const struct merge_rows *r)
{
    struct merge_figures whole[KINDS], in_order, as_tree;
    struct merge_split s;
    for (size_t k = 0; k < KINDS; k++) {
        whole[k] = merge_whole(kinds[k], r, 0, r->count);
        leave_out(m, k, r, &whole[k]);
    }
    for (size_t n = 0; merge_split_make(&s, r, n, conformance_lite()); n++) {
        for (size_t k = 0; k < KINDS; k++) {
            struct place p = {c, kinds[k]->name, column, s.name, "in order"};
            merge_parts(kinds[k], r, &s, &in_order, &as_tree);
            compare(&p, &in_order, &whole[k]);
            p.way = "as a tree";
            compare(&p, &as_tree, &whole[k]);
            m->done.figures += 2 * (int64_t)whole[k].count;
        }
        m->done.splits++;
        free(s.cut);
    }
}

static void split_table(struct merging *m, struct check *c,
                        const struct frame *f)
{
    size_t step = conformance_lite() ? MERGE_CELLS : 1;
    for (size_t x = 0; x < f->columns; x += step) {
        struct merge_rows r;
        merge_rows_make(&r, f, x);
        split_rows(m, c, f->names[x], &r);
        merge_rows_free(&r);
        m->done.columns++;
    }
}

static void run_table(struct merging *m, const char *folder, const char *name,
                      struct tally *t)
{
    char part[160];
    char *id = mem_format("merge_%s", name);
    struct frame f;
    struct diag d = {0};
    struct merge_done before = m->done;
    struct check c = {.id = id, .folder = folder, .part = part};
    if (frame_read(&f, folder, name, &d) != 0)
        check_broken(&c, &d);
    else
        split_table(m, &c, &f);
    snprintf(part, sizeof part,
             "%zu rows, %d accumulators, %lld splits, %lld figures", f.rows,
             (int)KINDS, (long long)(m->done.splits - before.splits),
             (long long)(m->done.figures - before.figures));
    check_end(&c, t);
    frame_free(&f);
    free(id);
}

static int is_csv(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 4 && strcmp(entry->d_name + length - 4, ".csv") == 0;
}

static void run_folder(struct merging *m, const char *path, struct tally *t)
{
    struct dirent **list;
    int count = scandir(path, &list, is_csv, alphasort);
    if (count <= 0)
        check_skip("merge", "no data sets", t);
    for (int i = 0; i < count; i++) {
        run_table(m, path, list[i]->d_name, t);
        free(list[i]);
    }
    if (count >= 0)
        free(list);
}

/* The real questionnaire, 150 items of it. */
static void run_real(struct merging *m, const char *real, struct tally *t)
{
    static const char name[] = "young_people_responses.csv";
    char *path = mem_format("%s/young-people", real != NULL ? real : "");
    char *file = mem_format("%s/%s", path, name);
    if (real != NULL && access(file, R_OK) == 0)
        run_table(m, path, name, t);
    else
        check_skip("merge_young_people", "no folder of real files", t);
    free(file);
    free(path);
}

/* One line for all: what was compared, and that each figure can tell. */
static void run_sum(const struct merging *m, struct tally *t)
{
    char part[200];
    struct check c = {.id = "merge", .part = part};
    int64_t figures = 0;
    for (size_t k = 0; k < KINDS; k++)
        for (size_t i = 0; m->name[k][i] != NULL && i < MERGE_FIGURES; i++) {
            char what[160];
            snprintf(what, sizeof what, "%s, %s: changed by leaving out half",
                     kinds[k]->name, m->name[k][i]);
            check_count(&c, what, m->told[k][i], 1);
            figures++;
        }
    snprintf(part, sizeof part,
             "%d accumulators of %lld figures, %lld beginnings, %lld splits: "
             "%lld figures compared",
             (int)KINDS, (long long)figures, (long long)m->done.columns,
             (long long)m->done.splits, (long long)m->done.figures);
    check_end(&c, t);
}

void cases_merge(const char *folder, const char *real, struct tally *t)
{
    static const char *const folders[] = {"data", "nist"};
    struct merging m = {0};
    for (size_t k = 0; k < COUNT_OF(folders); k++) {
        char *path = mem_format("%s/%s", folder, folders[k]);
        run_folder(&m, path, t);
        free(path);
    }
    run_real(&m, real, t);
    run_sum(&m, t);
}
