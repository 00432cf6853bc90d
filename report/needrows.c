/*
 * needrows.c - see needrows.h.
 *
 * Two figures of a row rest on different people: the gap on those who rated
 * the topic twice, the wish on those who answered the multiple choice. Each is
 * published where its own rests are safe (see suppress.h), topic by topic and
 * scope by scope: the groups of a scope lie side by side in everybody.
 */
#include "report/needrows.h"

#include "lib/mem.h"
#include "report/context.h"
#include "report/jsonfile.h"
#include "report/cursor.h"
#include "report/suppress.h"

#include <stdlib.h>
#include <string.h>

static const char select_needs[] =
    "SELECT n.scope, n.value, coalesce(o.name, g.name), t.topic_id, t.name,"
    " t.name_zh, n.n, n.importance, n.ability, n.gap, n.gap_low, n.gap_high,"
    " n.mwds, n.nr, n.tr, n.pr, n.rds, n.quadrant, n.place, n.place_low,"
    " n.place_high, n.asked, n.wanted, n.themes, n.orders, g.name_zh"
    " FROM need n JOIN topic t USING (topic)"
    " LEFT JOIN organization o ON n.scope = 'org' AND o.org_id = n.value"
    " LEFT JOIN segment g ON n.scope = 'segment' AND g.run = n.run"
    "  AND g.label = n.value"
    " WHERE n.run = ?1"
    " ORDER BY n.scope <> 'all', n.scope, n.value, t.topic_id";

/* The figures that rest on those who rated the topic. */
static const char *const rated[] = {
    "n",        "importance", "ability", "gap",       "gap_low",
    "gap_high", "mwds",       "nr",      "tr",        "pr",
    "rds",      "quadrant",   "place",   "place_low", "place_high"};
/* Of these, what tells how many there were of each kind. */
static const char *const ranked[] = {"nr", "tr", "pr", "rds"};

static void read_row(struct need_rows *s, const struct cursor *r)
{
    s->row = mem_grow(s->row, s->count, &s->room, sizeof *s->row);
    s->row[s->count++] = (struct need_row){
        .figures = cursor_object(
            r, 3, "tttirrrrrrrrrrtiiiiiii",
            "topic_id name name_zh n importance ability gap gap_low gap_high "
            "mwds nr tr pr rds quadrant place place_low place_high asked "
            "wanted themes orders"),
        .scope = mem_text(cursor_text(r, 0)),
        .value = mem_text(cursor_text(r, 1)),
        .topic = mem_text(cursor_text(r, 3)),
        .name = jsonfile_text(cursor_text(r, 2)),
        .name_zh = jsonfile_text(cursor_text(r, 25)),
        .n = cursor_integer(r, 6),
        .asked = cursor_integer(r, 21),
        .wanted = cursor_integer(r, 22),
    };
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

static const struct need_row *member_of(const struct family *f, size_t place)
{
    return place == 0 ? f->everybody : f->group[place - 1];
}

static void fill_parts(const struct family *f, bool wish, int64_t *parts)
{
    for (size_t i = 0; i <= f->count; i++) {
        const struct need_row *row = member_of(f, i);
        int64_t zero = 0;
        parts[2 * i] = row == NULL ? zero : wish ? row->wanted : row->n;
        parts[2 * i + 1] =
            row != NULL && wish ? row->asked - row->wanted : zero;
    }
}

static void decide(const struct family *f, const struct context *c)
{
    size_t places = f->count + 1;
    size_t *parent = mem_array(NULL, places, sizeof *parent);
    int64_t *parts = mem_array(NULL, 2 * places, sizeof *parts);
    bool *shown = mem_alloc(places * sizeof *shown);
    struct suppress s = {.count = places,
                         .width = 2,
                         .parent = parent,
                         .parts = parts,
                         .threshold = c->study->threshold,
                         .cell = c->study->cell_threshold};
    parent[0] = SUPPRESS_TOP;
    for (size_t i = 0; i < f->count; i++)
        parent[i + 1] = 0;
    for (int wish = 0; wish < 2; wish++) {
        fill_parts(f, wish == 1, parts);
        suppress_groups(&s, shown);
        for (size_t i = 0; i < places; i++) {
            struct need_row *row = i == 0 ? f->everybody : f->group[i - 1];
            if (row != NULL && wish == 1)
                row->asked_shown = shown[i];
            else if (row != NULL)
                row->n_shown = shown[i];
        }
    }
    free(parent);
    free(parts);
    free(shown);
}

static void set_null(json_t *figures, const char *key)
{
    json_object_set_new(figures, key, json_null());
}

/* Whether a share of the N who rated the topic stands for few people. */
static bool is_few(const struct need_row *row, const char *key, int64_t cell)
{
    json_t *share = json_object_get(row->figures, key);
    double people = json_number_value(share) * (double)row->n;
    return people > 0.5 && people < (double)cell - 0.5;
}

static void hide_ranks(struct need_row *row, int64_t cell)
{
    if (!is_few(row, "nr", cell) && !is_few(row, "tr", cell) &&
        !is_few(row, "pr", cell))
        return;
    for (size_t i = 0; i < COUNT_OF(ranked); i++)
        set_null(row->figures, ranked[i]);
}

/* Interviews and orders are counted for everybody only. */
static void hide_count(json_t *figures, const char *key, bool all, int64_t cell)
{
    int64_t count = json_integer_value(json_object_get(figures, key));
    if (!all || (count > 0 && count < cell))
        set_null(figures, key);
}

static void hide(struct need_row *row, int64_t cell)
{
    bool all = strcmp(row->scope, "all") == 0;
    hide_ranks(row, cell);
    for (size_t i = 0; !row->n_shown && i < COUNT_OF(rated); i++)
        set_null(row->figures, rated[i]);
    if (!row->asked_shown) {
        set_null(row->figures, "asked");
        set_null(row->figures, "wanted");
    }
    json_object_set_new(row->figures, "wanted_share",
                        row->asked_shown
                            ? jsonfile_share(row->wanted, row->asked)
                            : json_null());
    hide_count(row->figures, "themes", all, cell);
    hide_count(row->figures, "orders", all, cell);
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
        hide(&rows->row[i], c->study->cell_threshold);
    free(sorted);
}
