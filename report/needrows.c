/* needrows.c - see needrows.h. */
#include "report/needrows.h"

#include "lib/mem.h"
#include "report/context.h"
#include "report/jsonfile.h"
#include "report/cursor.h"

#include <stdlib.h>

static const char select_needs[] =
    "SELECT n.scope, n.value, coalesce(o.name, g.name), g.name_zh,"
    " n.importance_counts, n.ability_counts, n.n_previous, n.careless, "
    "t.topic_id, t.name,"
    " t.name_zh, n.n, n.importance, n.ability, n.gap, n.gap_low, n.gap_high,"
    " n.mwds, n.nr, n.tr, n.pr, n.rds, n.quadrant, n.place, n.place_low,"
    " n.place_high, n.effective, n.deff, n.weighted_importance,"
    " n.weighted_ability, n.weighted_gap, n.weighted_gap_low,"
    " n.weighted_gap_high, n.weighted_mwds, n.weighted_place, n.interest_n,"
    " n.interest, n.willing_n, n.willing, n.asked, n.wanted, n.themes,"
    " n.strength, n.orders, n.orderers, n.gap_previous, n.gap_previous_low,"
    " n.gap_previous_high, n.place_previous FROM need n JOIN topic t"
    " USING (topic)"
    " LEFT JOIN organization o ON n.scope = 'org' AND o.org_id = n.value"
    " LEFT JOIN segment g ON n.scope = 'segment' AND g.run = n.run"
    "  AND g.label = n.value"
    " WHERE n.run = ?1"
    " ORDER BY n.scope <> 'all', n.scope, n.value, t.topic_id";
static const char format[] = "tttirrrrrrrrrrtiiirrrrrrrriiririiiiiirrri";
static const char names[] =
    "topic_id name name_zh n importance ability gap gap_low gap_high mwds nr "
    "tr pr rds quadrant place place_low place_high effective deff "
    "weighted_importance weighted_ability weighted_gap weighted_gap_low "
    "weighted_gap_high weighted_mwds weighted_place interest_n interest "
    "willingness_n willingness asked wanted themes strength orders orderers "
    "gap_previous gap_previous_low gap_previous_high place_previous";
enum { FIRST = 8 }; /* column of the figures */

/* Counts as text, from the lowest code on; null if there are none. */
static void set_counts(struct need_row *row, enum need_kind kind,
                       const char *key, const char *text)
{
    json_t *counts = text != NULL ? json_loads(text, 0, NULL) : NULL;
    for (size_t i = 0; i < json_array_size(counts) && i < NEED_CODES; i++)
        row->parts[kind][i] = json_integer_value(json_array_get(counts, i));
    json_object_set_new(row->figures, key,
                        counts != NULL ? counts : json_null());
}

static int64_t count_of(const json_t *figures, const char *key)
{
    return json_integer_value(json_object_get(figures, key));
}

/* People behind a share of the N; never negative. */
static int64_t people_of(const json_t *figures, const char *key, int64_t n)
{
    return (int64_t)(json_number_value(json_object_get(figures, key)) *
                         (double)n +
                     0.5);
}

static void set_parts(struct need_row *row)
{
    const json_t *f = row->figures;
    int64_t n = count_of(f, "n");
    row->parts[NEED_RATED][0] = n;
    row->parts[NEED_WEIGHTED][0] = n - row->parts[NEED_WEIGHTED][1];
    row->parts[NEED_RANKS][0] = people_of(f, "nr", n);
    row->parts[NEED_RANKS][1] = people_of(f, "tr", n);
    row->parts[NEED_RANKS][2] = people_of(f, "pr", n);
    row->parts[NEED_WISHED][0] = count_of(f, "wanted");
    row->parts[NEED_WISHED][1] = count_of(f, "asked") - count_of(f, "wanted");
    row->parts[NEED_INTEREST][0] = count_of(f, "interest_n");
    row->parts[NEED_WILLING][0] = count_of(f, "willingness_n");
    row->parts[NEED_THEMES][0] = count_of(f, "themes");
    row->parts[NEED_ORDERS][0] = count_of(f, "orderers");
}

static void read_row(struct need_rows *s, const struct cursor *r)
{
    s->row = mem_grow(s->row, s->count, &s->room, sizeof *s->row);
    struct need_row *row = &s->row[s->count++];
    *row = (struct need_row){
        .figures = cursor_object(r, FIRST, format, names),
        .scope = mem_text(cursor_text(r, 0)),
        .value = mem_text(cursor_text(r, 1)),
        .topic = mem_text(cursor_text(r, FIRST)),
        .name = jsonfile_text(cursor_text(r, 2)),
        .name_zh = jsonfile_text(cursor_text(r, 3)),
    };
    row->parts[NEED_BEFORE][0] = cursor_integer(r, 6);
    row->parts[NEED_WEIGHTED][1] = cursor_integer(r, 7);
    set_counts(row, NEED_BY_IMPORTANCE, "importance_counts", cursor_text(r, 4));
    set_counts(row, NEED_BY_ABILITY, "ability_counts", cursor_text(r, 5));
    set_parts(row);
}

int needrows_read(struct need_rows *rows, const struct context *c,
                  struct diag *d)
{
    *rows = (struct need_rows){0};
    struct cursor r = cursor_open(c, select_needs, d);
    while (cursor_next(&r))
        read_row(rows, &r);
    return cursor_close(&r);
}

void needrows_free(struct need_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        struct need_row *row = &rows->row[i];
        json_decref(row->figures);
        json_decref(row->name);
        json_decref(row->name_zh);
        free(row->scope);
        free(row->value);
        free(row->topic);
    }
    free(rows->row);
    *rows = (struct need_rows){0};
}
