/*
 * standing.c - standing.json: how each organisation stands by its indicators.
 *
 * Who the members are goes by suppress.h over the tree. A share of people is
 * shown where the members are and those it counts, and those it does not, stay
 * safe; the other indicators where the members are. A provider's change,
 * which is of participants, not of members, where effects.json shows it.
 */
#include "report/context.h"
#include "report/cursor.h"
#include "report/jsonfile.h"
#include "report/membercounts.h"
#include "report/reports.h"
#include "report/suppress.h"

#include "lib/attr.h"
#include "lib/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How an indicator is told; people: a share of them. */
struct kind {
    const char *name;
    bool people, numerator_hours, denominator_hours;
    bool change; /* of what it provides, not of its members */
};

static const struct kind kinds[] = {
    {"coverage", .people = true},
    {"hours", .numerator_hours = true},
    {"requirements-met", .people = true},
    {"response-rate", .people = true},
    {"elective-share", .people = false},
    {"online-share", .numerator_hours = true, .denominator_hours = true},
    {"change", .change = true},
};

enum { KINDS = COUNT_OF(kinds), COVERAGE = 0, COMPOSITE = KINDS };

/* A row of the table standing, in the order of its columns from "numerator". */
enum column {
    VALUE,
    LOW,
    HIGH,
    SHRUNK,
    SHRUNK_LOW,
    SHRUNK_HIGH,
    PREVIOUS,
    TARGET,
    SELF,
    PARTICIPANTS,
    SUPERVISORS,
    COLUMNS
};

static const char select_rows[] =
    "SELECT org, indicator, numerator, denominator, previous_numerator,"
    " previous_denominator, value, low, high, shrunk, shrunk_low, shrunk_high,"
    " previous, target, self, participants, supervisors FROM standing"
    " WHERE run = ?1";

struct figure {
    bool there;
    int64_t now[2], before[2]; /* numerator, denominator */
    double real[COLUMNS];
    bool shown, shown_before;
};

struct standing {
    const struct context *c;
    struct figure *figure; /* KINDS + 1 of each node of the tree */
    struct membercounts members, before;
    json_t *effects; /* what effects.json tells, by the provider's id */
};

static struct figure *figure_at(const struct standing *s, size_t node,
                                size_t kind)
{
    return &s->figure[node * (KINDS + 1) + kind];
}

static size_t find_kind(const char *name)
{
    size_t i = 0;
    while (i < KINDS && strcmp(kinds[i].name, name) != 0)
        i++;
    return i < KINDS || strcmp(name, "composite") == 0 ? i : KINDS + 1;
}

static int read_figures(struct standing *s, struct diag *d)
{
    s->figure = mem_alloc(s->c->tree.count * (KINDS + 1) * sizeof *s->figure);
    struct cursor r = cursor_open(s->c, select_rows, d);
    while (cursor_next(&r)) {
        size_t kind = find_kind(cursor_text(&r, 1));
        if (kind > KINDS)
            continue; /* of another version */
        size_t node = cursor_null(&r, 0)
                          ? 0
                          : tree_find(&s->c->tree, cursor_integer(&r, 0));
        struct figure *f = figure_at(s, node, kind);
        f->there = true;
        for (int i = 0; i < 2; i++) {
            f->now[i] = cursor_integer(&r, 2 + i);
            f->before[i] = cursor_integer(&r, 4 + i);
        }
        for (int i = 0; i < COLUMNS; i++)
            f->real[i] = cursor_real(&r, 6 + i);
    }
    return cursor_close(&r);
}

/* Which nodes may show a share of people: those in it, and the others. */
static void decide_share(struct standing *s, size_t kind, bool before)
{
    size_t count = s->c->tree.count;
    int64_t *parts = mem_array(NULL, count, 2 * sizeof *parts);
    bool *shown = mem_alloc(count * sizeof *shown);
    const struct membercounts *members = before ? &s->before : &s->members;
    for (size_t i = 0; i < count; i++) {
        const struct figure *f = figure_at(s, i, kind);
        const int64_t *pair = before ? f->before : f->now;
        parts[2 * i] = pair[0];
        parts[2 * i + 1] = pair[1] - pair[0];
    }
    const struct suppress_other other = membercounts_other(members);
    const struct suppress groups = {.count = count,
                                    .width = 2,
                                    .parent = s->c->tree.parent,
                                    .parts = parts,
                                    .allowed = members->shown,
                                    .threshold = s->c->study->threshold,
                                    .cell = s->c->study->cell_threshold,
                                    .others = &other,
                                    .n_others = 1};
    suppress_groups(&groups, shown);
    for (size_t i = 0; i < count; i++)
        *(before ? &figure_at(s, i, kind)->shown_before
                 : &figure_at(s, i, kind)->shown) = shown[i];
    free(parts);
    free(shown);
}

/* A change counts in the composite only where a target was agreed. */
static bool tells_nothing(const struct figure *f, size_t kind)
{
    return f->now[1] == 0 || (kinds[kind].change && isnan(f->real[TARGET]));
}

/* A composite is shown where all that can be in it is. */
static void decide_composite(struct standing *s)
{
    for (size_t i = 0; i < s->c->tree.count; i++) {
        bool shown = s->members.shown[i];
        for (size_t k = 0; k < KINDS; k++) {
            const struct figure *f = figure_at(s, i, k);
            shown = shown && (f->shown || tells_nothing(f, k));
        }
        figure_at(s, i, COMPOSITE)->shown = shown;
    }
}

static bool shows_change(const struct standing *s, size_t node)
{
    const json_t *e =
        node > 0 ? json_object_get(s->effects, s->c->tree.id[node]) : NULL;
    return json_is_number(json_object_get(e, "change"));
}

static void decide(struct standing *s)
{
    for (size_t k = 0; k < KINDS; k++) {
        if (kinds[k].people) {
            decide_share(s, k, false);
            decide_share(s, k, true);
            continue;
        }
        for (size_t i = 0; i < s->c->tree.count; i++) {
            struct figure *f = figure_at(s, i, k);
            f->shown =
                kinds[k].change ? shows_change(s, i) : s->members.shown[i];
            f->shown_before = s->before.shown[i];
        }
    }
    decide_composite(s);
}

static json_t *amount(int64_t value, bool hours, bool shown)
{
    if (!shown)
        return json_null();
    return hours ? jsonfile_hours(value) : json_integer(value);
}

static json_t *real(const struct figure *f, enum column column, bool shown)
{
    return shown ? jsonfile_real(f->real[column]) : json_null();
}

static json_t *marks(const struct figure *f)
{
    json_t *o = json_object();
    json_object_set_new(o, "self", jsonfile_real(f->real[SELF]));
    json_object_set_new(o, "participants",
                        jsonfile_real(f->real[PARTICIPANTS]));
    json_object_set_new(o, "supervisors", jsonfile_real(f->real[SUPERVISORS]));
    return o;
}

static json_t *indicator(const struct figure *f, const struct kind *kind)
{
    bool measured = f->shown && f->now[1] > 0;
    json_t *o = json_object();
    json_object_set_new(o, "indicator", json_string(kind->name));
    json_object_set_new(
        o, "numerator",
        amount(f->now[0], kind->numerator_hours, measured && !kind->change));
    json_object_set_new(o, "denominator",
                        amount(f->now[1], kind->denominator_hours, measured));
    json_object_set_new(o, "value", real(f, VALUE, measured));
    json_object_set_new(o, "low", real(f, LOW, measured));
    json_object_set_new(o, "high", real(f, HIGH, measured));
    json_object_set_new(o, "shrunk", real(f, SHRUNK, measured));
    json_object_set_new(o, "shrunk_low", real(f, SHRUNK_LOW, measured));
    json_object_set_new(o, "shrunk_high", real(f, SHRUNK_HIGH, measured));
    json_object_set_new(o, "previous", real(f, PREVIOUS, f->shown_before));
    json_object_set_new(o, "difference",
                        measured && f->shown_before
                            ? jsonfile_real(f->real[VALUE] - f->real[PREVIOUS])
                            : json_null());
    json_object_set_new(o, "target", jsonfile_real(f->real[TARGET]));
    json_object_set_new(o, "target_share",
                        measured && f->real[TARGET] > 0
                            ? jsonfile_real(f->real[VALUE] / f->real[TARGET])
                            : json_null());
    json_object_set_new(o, "marks", marks(f));
    return o;
}

/* What effects.json shows of a provider; null if nothing. */
static json_t *change_of(const struct standing *s, const char *org_id)
{
    static const char *const keys[] = {"pairs", "change", "low", "high",
                                       "verdict"};
    const json_t *e = json_object_get(s->effects, org_id);
    if (e == NULL)
        return json_null();
    json_t *o = json_object();
    for (size_t k = 0; k < COUNT_OF(keys); k++)
        json_object_set(o, keys[k], json_object_get(e, keys[k]));
    return o;
}

static json_t *node_of(const struct standing *s, size_t node)
{
    const struct tree *t = &s->c->tree;
    const struct figure *c = figure_at(s, node, COMPOSITE);
    json_t *o = json_object(), *list = json_array();
    if (node > 0) {
        json_object_set_new(o, "org_id", jsonfile_text(t->id[node]));
        json_object_set_new(o, "name", jsonfile_text(t->name[node]));
        json_object_set_new(o, "parent", jsonfile_text(t->parent_id[node]));
    }
    json_object_set_new(o, "members",
                        amount(figure_at(s, node, COVERAGE)->now[1], false,
                               s->members.shown[node]));
    if (node > 0) {
        json_object_set_new(o, "composite",
                            real(c, VALUE, c->there && c->shown));
        json_object_set_new(o, "change", change_of(s, t->id[node]));
    }
    for (size_t k = 0; k < KINDS; k++)
        if (figure_at(s, node, k)->there)
            json_array_append_new(list,
                                  indicator(figure_at(s, node, k), &kinds[k]));
    json_object_set_new(o, "indicators", list);
    return o;
}

static bool has_members(const struct standing *s, size_t node)
{
    return figure_at(s, node, COVERAGE)->now[1] > 0;
}

/* Those with members that may be told; a provider without members is not. */
static void set_organizations(json_t *document, const struct standing *s)
{
    json_t *list = json_array();
    int64_t suppressed = 0;
    for (size_t i = 1; i < s->c->tree.count; i++) {
        if (s->members.shown[i] && has_members(s, i))
            json_array_append_new(list, node_of(s, i));
        else
            suppressed += has_members(s, i);
    }
    json_object_set_new(document, "organizations", list);
    json_object_set_new(document, "organizations_suppressed",
                        json_integer(suppressed));
}

static int write(const struct standing *s, const char *file, struct diag *d)
{
    json_t *models = cursor_array(
        s->c,
        "SELECT depth, indicator, groups, mean, strength FROM standing_model"
        " WHERE run = ?1 AND groups > 1 ORDER BY depth, indicator",
        "itirr", "depth indicator groups mean strength", d);
    if (models == NULL)
        return -1;
    json_t *document = jsonfile_begin(s->c->study);
    json_object_set_new(document, "all", node_of(s, 0));
    set_organizations(document, s);
    json_object_set_new(document, "models", models);
    return jsonfile_write(document, s->c->folder, file, d);
}

static json_t *read_effects(const struct context *c)
{
    json_t *document = jsonfile_load(c->folder, "effects.json");
    json_t *by_provider = json_object(), *e;
    size_t i;
    json_array_foreach(json_object_get(document, "effects"), i, e) {
        const char *scope = json_string_value(json_object_get(e, "scope"));
        const char *value = json_string_value(json_object_get(e, "value"));
        if (scope != NULL && value != NULL && strcmp(scope, "provider") == 0)
            json_object_set(by_provider, value, e);
    }
    json_decref(document);
    return by_provider;
}

int report_standing(const struct context *c, const char *file, struct diag *d)
{
    struct standing s = {.c = c};
    int status = read_figures(&s, d);
    if (status == 0 && (membercounts_read(&s.members, c, false, d) != 0 ||
                        membercounts_read(&s.before, c, true, d) != 0))
        status = -1;
    if (status == 0) {
        s.effects = read_effects(c);
        decide(&s);
        status = write(&s, file, d);
    }
    json_decref(s.effects);
    free(s.figure);
    membercounts_free(&s.members);
    membercounts_free(&s.before);
    return status;
}
