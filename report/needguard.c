/*
 * needguard.c - which figures of needs.json may go out: needrows_suppress().
 *
 * See needrows.h and suppress.h.
 */
#include "report/needrows.h"

#include "lib/mem.h"
#include "report/context.h"
#include "report/jsonfile.h"
#include "report/suppress.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_KEYS = 24 };

/* A kind of figures: its parts, what must go out first, its keys. */
static const struct kind {
    size_t width;
    enum need_kind after; /* itself: nothing */
    bool few;             /* the threshold of a cell is enough */
    const char *keys[MOST_KEYS];
} kinds[NEED_KINDS] = {
    [NEED_RATED] = {1,
                    NEED_RATED,
                    false,
                    {"n", "importance", "ability", "gap", "gap_low", "gap_high",
                     "mwds", "quadrant", "place", "place_low", "place_high"}},
    [NEED_WEIGHTED] = {2,
                       NEED_RATED,
                       false,
                       {"effective", "deff", "weighted_importance",
                        "weighted_ability", "weighted_gap", "weighted_gap_low",
                        "weighted_gap_high", "weighted_mwds",
                        "weighted_place"}},
    [NEED_RANKS] = {3, NEED_RATED, false, {"nr", "tr", "pr", "rds"}},
    [NEED_BY_IMPORTANCE] = {NEED_CODES,
                            NEED_RATED,
                            false,
                            {"importance_counts"}},
    [NEED_BY_ABILITY] = {NEED_CODES, NEED_RATED, false, {"ability_counts"}},
    [NEED_BEFORE] = {1,
                     NEED_RATED,
                     false,
                     {"gap_previous", "gap_previous_low", "gap_previous_high",
                      "place_previous"}},
    [NEED_WISHED] = {2, NEED_WISHED, false, {"asked", "wanted"}},
    [NEED_INTEREST] = {1, NEED_INTEREST, false, {"interest_n", "interest"}},
    [NEED_WILLING] = {1, NEED_WILLING, false, {"willingness_n", "willingness"}},
    [NEED_THEMES] = {1, NEED_THEMES, true, {"themes", "strength"}},
    [NEED_ORDERS] = {1, NEED_ORDERS, true, {"orders", "orderers"}},
};

/* By topic, then scope, everybody first, then value. */
static int compare(const void *a, const void *b)
{
    const struct need_row *x = *(const struct need_row *const *)a;
    const struct need_row *y = *(const struct need_row *const *)b;
    int order = strcmp(x->topic, y->topic);
    if (order != 0)
        return order;
    bool x_all = strcmp(x->scope, "all") == 0;
    bool y_all = strcmp(y->scope, "all") == 0;
    if (x_all != y_all)
        return x_all ? -1 : 1;
    order = strcmp(x->scope, y->scope);
    return order != 0 ? order : strcmp(x->value, y->value);
}

/* One topic in one scope: place 0 is everybody, the groups follow. */
struct family {
    struct need_row *everybody; /* NULL: there is no such row */
    struct need_row **group;
    size_t count;
};

static struct need_row *member_of(const struct family *f, size_t place)
{
    return place == 0 ? f->everybody : f->group[place - 1];
}

static void fill_parts(const struct family *f, enum need_kind kind,
                       int64_t *parts, bool *allowed)
{
    size_t width = kinds[kind].width;
    memset(parts, 0, (f->count + 1) * width * sizeof *parts);
    for (size_t i = 0; i <= f->count; i++) {
        const struct need_row *row = member_of(f, i);
        allowed[i] = row == NULL || kinds[kind].after == kind ||
                     row->shown[kinds[kind].after];
        if (row != NULL)
            memcpy(parts + i * width, row->parts[kind], width * sizeof *parts);
    }
}

/* That there was nobody at all tells nothing of anybody, where few are few. */
static bool is_nobody(const struct kind *k, const int64_t *parts)
{
    return k->few && parts[0] == 0;
}

static void decide_kind(const struct family *f, const struct context *c,
                        enum need_kind kind, struct suppress *s, bool *shown)
{
    const struct kind *k = &kinds[kind];
    int64_t *parts = mem_array(NULL, s->count * k->width, sizeof *parts);
    bool *allowed = mem_alloc(s->count * sizeof *allowed);
    fill_parts(f, kind, parts, allowed);
    s->width = k->width;
    s->parts = parts;
    s->allowed = allowed;
    s->cell = c->study->cell_threshold;
    s->threshold = k->few ? s->cell : c->study->threshold;
    suppress_groups(s, shown);
    for (size_t i = 0; i < s->count; i++) {
        struct need_row *row = member_of(f, i);
        if (row != NULL)
            row->shown[kind] = shown[i] || is_nobody(k, parts + i * k->width);
    }
    free(parts);
    free(allowed);
}

static void decide(const struct family *f, const struct context *c)
{
    size_t places = f->count + 1;
    size_t *parent = mem_array(NULL, places, sizeof *parent);
    bool *shown = mem_alloc(places * sizeof *shown);
    struct suppress s = {.count = places, .parent = parent};
    parent[0] = SUPPRESS_TOP;
    for (size_t i = 0; i < f->count; i++)
        parent[i + 1] = 0;
    for (int kind = 0; kind < NEED_KINDS; kind++)
        decide_kind(f, c, (enum need_kind)kind, &s, shown);
    free(parent);
    free(shown);
}

static json_t *real_or_null(double value)
{
    return isnan(value) ? json_null() : jsonfile_real(value);
}

static double number(const json_t *figures, const char *key)
{
    json_t *x = json_object_get(figures, key);
    return json_is_number(x) ? json_number_value(x) : NAN;
}

/* The change of the gap since the study before, taken for independent. */
static void set_change(json_t *f)
{
    double change = number(f, "gap") - number(f, "gap_previous");
    double half = hypot(
        (number(f, "gap_high") - number(f, "gap_low")) / 2,
        (number(f, "gap_previous_high") - number(f, "gap_previous_low")) / 2);
    json_object_set_new(f, "gap_change", real_or_null(change));
    json_object_set_new(f, "gap_change_low", real_or_null(change - half));
    json_object_set_new(f, "gap_change_high", real_or_null(change + half));
    json_object_del(f, "gap_previous_low");
    json_object_del(f, "gap_previous_high");
}

/* A sum of strengths becomes their mean. */
static void set_strength(json_t *f)
{
    double mean = number(f, "strength") / number(f, "themes");
    json_object_set_new(f, "strength", real_or_null(mean));
}

static void hide(struct need_row *row)
{
    json_t *f = row->figures;
    for (size_t k = 0; k < NEED_KINDS; k++)
        for (size_t i = 0; !row->shown[k] && kinds[k].keys[i] != NULL; i++)
            json_object_set_new(f, kinds[k].keys[i], json_null());
    json_object_set_new(f, "wanted_share",
                        row->shown[NEED_WISHED]
                            ? jsonfile_share(row->parts[NEED_WISHED][0],
                                             row->parts[NEED_WISHED][0] +
                                                 row->parts[NEED_WISHED][1])
                            : json_null());
    set_change(f);
    set_strength(f);
}

/* The rows from *AT on that share topic and scope; moves *AT behind them. */
static struct family next_family(struct need_row **sorted, size_t count,
                                 size_t *at)
{
    struct family f = {.group = sorted + *at};
    const struct need_row *first = sorted[*at];
    while (*at < count && strcmp(sorted[*at]->topic, first->topic) == 0 &&
           strcmp(sorted[*at]->scope, first->scope) == 0) {
        f.count++;
        ++*at;
    }
    return f;
}

void needrows_suppress(struct need_rows *rows, const struct context *c)
{
    struct need_row **sorted =
        mem_array(NULL, rows->count, sizeof(struct need_row *));
    struct need_row *everybody = NULL;
    for (size_t i = 0; i < rows->count; i++)
        sorted[i] = &rows->row[i];
    qsort(sorted, rows->count, sizeof(struct need_row *), compare);
    for (size_t at = 0; at < rows->count;) {
        struct family f = next_family(sorted, rows->count, &at);
        if (strcmp(f.group[0]->scope, "all") == 0) {
            everybody = f.group[0];
            f.count = 0;
        }
        bool same = everybody != NULL &&
                    strcmp(everybody->topic, sorted[at - 1]->topic) == 0;
        f.everybody = same ? everybody : NULL;
        decide(&f, c);
    }
    for (size_t i = 0; i < rows->count; i++)
        hide(&rows->row[i]);
    free(sorted);
}
