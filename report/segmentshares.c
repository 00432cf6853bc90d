/* segmentshares.c - see segmentshares.h. */
#include "report/segmentshares.h"

#include "lib/mem.h"
#include "report/context.h"
#include "report/cursor.h"
#include "report/suppress.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What shares a question, as "home=" or "q1=", is a part of one whole. */
static const char select_shares[] =
    "SELECT kind, trait, segment, n, mean,"
    " CASE WHEN kind <> 'option' AND instr(trait, '=') > 0"
    "  THEN substr(trait, 1, instr(trait, '=')) ELSE trait END AS question"
    " FROM segment_trait WHERE run = ?1"
    " AND kind IN ('option', 'choice', 'attribute')"
    " ORDER BY kind, question, trait, segment";

struct share {
    char *kind, *trait, *question;
    int64_t segment, n, has;     /* inside */
    int64_t others, others_have; /* in all other segments */
    bool shown;
};

struct shares {
    struct share *share;
    size_t n, room;
};

static void shares_free(struct shares *s)
{
    for (size_t i = 0; i < s->n; i++) {
        free(s->share[i].kind);
        free(s->share[i].trait);
        free(s->share[i].question);
    }
    free(s->share);
}

static bool is_listed(const json_t *list, int64_t segment)
{
    size_t i;
    json_t *one;
    json_array_foreach(list, i, one) {
        if (json_integer_value(json_object_get(one, "segment")) == segment)
            return true;
    }
    return false;
}

static int read_shares(struct shares *s, const json_t *list,
                       const struct context *c, struct diag *d)
{
    struct cursor r = cursor_open(c, select_shares, d);
    while (cursor_next(&r)) {
        int64_t n = cursor_integer(&r, 3), segment = cursor_integer(&r, 2);
        double mean = cursor_null(&r, 4) ? 0 : cursor_real(&r, 4);
        s->share = mem_grow(s->share, s->n, &s->room, sizeof *s->share);
        s->share[s->n++] =
            (struct share){.kind = mem_text(cursor_text(&r, 0)),
                           .trait = mem_text(cursor_text(&r, 1)),
                           .question = mem_text(cursor_text(&r, 5)),
                           .segment = segment,
                           .n = n,
                           .has = (int64_t)round(mean * (double)n),
                           .shown = is_listed(list, segment)};
    }
    return cursor_close(&r);
}

static bool is_one(const struct share *a, const struct share *b)
{
    return strcmp(a->kind, b->kind) == 0 && strcmp(a->trait, b->trait) == 0;
}

static bool is_like(const struct share *a, const struct share *b)
{
    return strcmp(a->kind, b->kind) == 0 &&
           strcmp(a->question, b->question) == 0;
}

/* Fills the others of COUNT shares, all of one thing. */
static void sum_others(struct share *share, size_t count)
{
    int64_t n = 0, has = 0;
    for (size_t i = 0; i < count; i++) {
        n += share[i].n;
        has += share[i].has;
    }
    for (size_t i = 0; i < count; i++) {
        share[i].others = n - share[i].n;
        share[i].others_have = has - share[i].has;
    }
}

/* Nobody is told that all or none of a group are of a kind. */
static bool is_enough(const struct share *x, int64_t least)
{
    return x->has >= least && x->n - x->has >= least &&
           x->others_have >= least && x->others - x->others_have >= least;
}

/* A whole of PARTS[0 .. 1] and its COUNT parts, two numbers each, behind it. */
static void decide(const int64_t *parts, bool *allowed, size_t count,
                   int64_t least)
{
    size_t *parent = mem_alloc((count + 1) * sizeof *parent);
    bool *shown = mem_alloc((count + 1) * sizeof *shown);
    parent[0] = SUPPRESS_TOP;
    allowed[0] = true;
    struct suppress s = {.count = count + 1,
                         .width = 2,
                         .parent = parent,
                         .parts = parts,
                         .allowed = allowed,
                         .threshold = least,
                         .cell = least};
    suppress_groups(&s, shown);
    for (size_t i = 1; i <= count; i++)
        allowed[i] = shown[0] && shown[i];
    free(parent);
    free(shown);
}

/* One thing in all segments: those who have it, and who have not. */
static void guard_across(struct share *share, size_t count, int64_t least)
{
    int64_t *parts = mem_alloc((count + 1) * 2 * sizeof *parts);
    bool *allowed = mem_alloc((count + 1) * sizeof *allowed);
    for (size_t i = 0; i < count; i++) {
        parts[2 * i + 2] = share[i].has;
        parts[2 * i + 3] = share[i].n - share[i].has;
        parts[0] += parts[2 * i + 2];
        parts[1] += parts[2 * i + 3];
        allowed[i + 1] = share[i].shown && is_enough(&share[i], least);
    }
    decide(parts, allowed, count, least);
    for (size_t i = 0; i < count; i++)
        share[i].shown = allowed[i + 1];
    free(parts);
    free(allowed);
}

/* All things of a kind in the segment of SHARE[0]: inside, and outside. */
static void guard_within(struct share *share, size_t count, int64_t least)
{
    int64_t *parts = mem_alloc((count + 1) * 2 * sizeof *parts);
    bool *allowed = mem_alloc((count + 1) * sizeof *allowed);
    size_t *at = mem_alloc(count * sizeof *at), found = 0;
    parts[0] = share[0].n;
    parts[1] = share[0].others;
    for (size_t i = 0; i < count; i++) {
        if (share[i].segment != share[0].segment)
            continue;
        at[found++] = i;
        parts[2 * found] = share[i].has;
        parts[2 * found + 1] = share[i].others_have;
        allowed[found] = share[i].shown;
    }
    decide(parts, allowed, found, least);
    for (size_t i = 0; i < found; i++)
        share[at[i]].shown = allowed[i + 1];
    free(parts);
    free(allowed);
    free(at);
}

/* COUNT shares of one question. */
static void guard(struct share *share, size_t count, int64_t least)
{
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i; end < count && is_one(&share[i], &share[end]);)
            end++;
        sum_others(share + i, end - i);
        guard_across(share + i, end - i, least);
    }
    for (size_t i = 0; i < count; i++) {
        size_t before = 0;
        while (share[before].segment != share[i].segment)
            before++;
        if (before == i)
            guard_within(share + i, count - i, least);
    }
}

static char *key_of(const char *kind, const char *trait, int64_t segment)
{
    return mem_format("%lld %s %s", (long long)segment, kind, trait);
}

static json_t *name_safe(const struct shares *s)
{
    json_t *safe = json_object();
    for (size_t i = 0; i < s->n; i++) {
        const struct share *x = &s->share[i];
        char *key = key_of(x->kind, x->trait, x->segment);
        if (x->shown)
            json_object_set_new(safe, key, json_true());
        free(key);
    }
    return safe;
}

int segmentshares_read(json_t **safe, const json_t *list,
                       const struct context *c, struct diag *d)
{
    struct shares s = {0};
    int status = read_shares(&s, list, c, d);
    for (size_t i = 0, end; i < s.n; i = end) {
        for (end = i; end < s.n && is_like(&s.share[i], &s.share[end]);)
            end++;
        bool answer = strcmp(s.share[i].kind, "attribute") != 0;
        guard(s.share + i, end - i,
              answer ? c->study->cell_threshold : c->study->threshold);
    }
    *safe = name_safe(&s);
    shares_free(&s);
    return status;
}

bool segmentshares_safe(const json_t *safe, const char *kind, const char *trait,
                        int64_t segment)
{
    char *key = key_of(kind, trait, segment);
    bool found = json_object_get(safe, key) != NULL;
    free(key);
    return found;
}
