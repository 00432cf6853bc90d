/* question.c - see question.h. */
#define _GNU_SOURCE /* strcasestr */
#include "ingest/draft/question.h"

#include "ingest/draft/wording.h"
#include "lib/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A run of columns. */
struct run {
    const struct question_columns *c;
    size_t first, end;
    size_t own; /* of the first option or row; FIRST + 1 if a cell of all
                   choices stands before them */
    char id[WORDING_ID];
};

static const struct profile *at(const struct run *r, size_t i)
{
    return &r->c->profiles->list[i];
}

/* A place for the person: null says nothing, and is to be replaced. */
static void leave_open(json_t *object, const char *key)
{
    json_object_set_new(object, key, json_null());
}

static void set_text(json_t *object, const char *key, const char *text)
{
    json_object_set_new(object, key, json_string(text));
}

static json_t *column_of(const struct run *r, size_t i)
{
    return wording_column(r->c->profiles, i);
}

static json_t *begin(const struct run *r, const char *kind)
{
    json_t *q = json_object();
    set_text(q, "id", r->id);
    set_text(q, "kind", kind);
    return q;
}

/* The words of the columns get 1, 2 ... */
static void set_codes(json_t *q, const struct run *r)
{
    json_t *codes = json_object();
    for (size_t i = r->own; i < r->end; i++) {
        const struct profile_set *set = &at(r, i)->values;
        for (size_t k = 0; k < set->count; k++) {
            json_int_t next = (json_int_t)json_object_size(codes) + 1;
            if (json_object_get(codes, set->values[k].text) == NULL)
                json_object_set_new(codes, set->values[k].text,
                                    json_integer(next));
        }
    }
    json_object_set_new(q, "codes", codes);
}

/* The words of the file that mean STEP of the rating. */
static size_t set_step(json_t *codes, const struct run *r,
                       const struct rating *rating, size_t step)
{
    size_t found = 0;
    for (size_t i = r->own; i < r->end; i++) {
        const struct profile_set *set = &at(r, i)->values;
        for (size_t k = 0; k < set->count; k++) {
            if (ratings_code(rating, set->values[k].text) != (int64_t)step)
                continue;
            json_object_set_new(codes, set->values[k].text,
                                json_integer((json_int_t)step));
            found++;
        }
    }
    return found;
}

/* From little to much; a step that nobody chose has the usual word. */
static void set_rating(json_t *q, const struct run *r,
                       const struct rating *rating)
{
    json_t *codes = json_object();
    for (size_t step = 1; step <= ratings_steps(rating); step++)
        if (set_step(codes, r, rating, step) == 0)
            json_object_set_new(codes, rating->words[step - 1],
                                json_integer((json_int_t)step));
    json_object_set_new(q, "codes", codes);
}

static void set_scale(json_t *q, const struct run *r)
{
    int64_t low = r->c->guesses[r->own].low, high = 0;
    const struct rating *rating = r->c->guesses[r->own].rating;
    for (size_t i = r->own; i < r->end; i++) {
        const struct guess *g = &r->c->guesses[i];
        low = g->low < low ? g->low : low;
        if (g->high > high) {
            high = g->high;
            rating = g->rating;
        }
    }
    leave_open(q, "facet");
    json_object_set_new(q, "low", json_integer(low));
    json_object_set_new(q, "high", json_integer(high));
    if (rating != NULL)
        set_rating(q, r, rating);
}

static json_t *make_rows(const struct run *r)
{
    json_t *rows = json_array();
    json_t *taken = json_object();
    for (size_t i = r->own; i < r->end; i++) {
        const struct block_header *h = &r->c->headers[i];
        json_t *row = json_object();
        char id[WORDING_ID];
        wording_row_id(h->row, h->row_length, i - r->own + 1, taken, id);
        set_text(row, "id", id);
        json_object_set_new(row, "column", column_of(r, i));
        leave_open(row, "topic");
        wording_set(row, h->row, h->row_length);
        json_array_append_new(rows, row);
    }
    json_decref(taken);
    return rows;
}

static json_t *make_matrix(const struct run *r, enum guess_kind kind)
{
    json_t *q = begin(r, kind == GUESS_LIKERT ? "likert" : "single");
    wording_set(q, r->c->headers[r->own].text, r->c->headers[r->own].base);
    if (kind == GUESS_LIKERT)
        set_scale(q, r);
    else
        set_codes(q, r);
    json_object_set_new(q, "rows", make_rows(r));
    return q;
}

/* What an option's own column holds where it is chosen, if it is no usual
   word. */
static const char *own_mark(const struct profile *x)
{
    for (size_t i = 0; i < x->values.count && !guess_is_tick(x); i++)
        if (strcmp(x->values.values[i].text, "0") != 0)
            return x->values.values[i].text;
    return NULL;
}

static json_t *make_options(const struct run *r, bool ranks)
{
    json_t *options = json_array();
    json_t *taken = json_object();
    for (size_t i = r->own; i < r->end; i++) {
        const struct block_header *h = &r->c->headers[i];
        json_t *option = json_object();
        char id[WORDING_ID];
        const char *mark = ranks ? NULL : own_mark(at(r, i));
        wording_row_id(h->row, h->row_length, i - r->own + 1, taken, id);
        set_text(option, "id", id);
        json_object_set_new(option, "column", column_of(r, i));
        if (mark != NULL)
            set_text(option, "match", mark);
        leave_open(option, "topic");
        wording_set(option, h->row, h->row_length);
        json_array_append_new(options, option);
    }
    json_decref(taken);
    return options;
}

/* The usual words of Kobo and LimeSurvey need not be said. */
static json_t *make_multiple(const struct run *r, const char *coding)
{
    json_t *q = begin(r, "multiple");
    wording_set(q, r->c->headers[r->own].text, r->c->headers[r->own].base);
    leave_open(q, "facet");
    set_text(q, "coding", coding);
    if (r->own > r->first) {
        json_object_set_new(q, "column", column_of(r, r->first));
        set_text(q, "separator", " ");
        json_object_set_new(q, "options", make_options(r, false));
        size_t n = 0;
        json_t *option;
        json_array_foreach(json_object_get(q, "options"), n, option) {
            const struct block_header *h = &r->c->headers[r->own + n];
            json_object_set_new(option, "match",
                                json_stringn(h->row, h->row_length));
        }
        return q;
    }
    json_object_set_new(q, "options",
                        make_options(r, strcmp(coding, "ranks") == 0));
    return q;
}

static json_t *make_cell(const struct run *r)
{
    const struct guess *g = &r->c->guesses[r->first];
    const struct profile_set *parts = &at(r, r->first)->parts[g->mark];
    json_t *q = begin(r, "multiple");
    json_t *options = json_array();
    json_t *taken = json_object();
    wording_set(q, at(r, r->first)->header, strlen(at(r, r->first)->header));
    leave_open(q, "facet");
    set_text(q, "coding", "cell");
    json_object_set_new(q, "column", column_of(r, r->first));
    set_text(q, "separator", profile_marks[g->mark]);
    for (size_t i = 0; i < parts->count; i++) {
        const char *text = parts->values[i].text;
        json_t *option = json_object();
        char id[WORDING_ID];
        wording_row_id(text, strlen(text), i + 1, taken, id);
        set_text(option, "id", id);
        set_text(option, "match", text);
        leave_open(option, "topic");
        wording_set(option, text, strlen(text));
        json_array_append_new(options, option);
    }
    json_object_set_new(q, "options", options);
    json_decref(taken);
    return q;
}

static json_t *make_single(const struct run *r)
{
    const struct guess *g = &r->c->guesses[r->first];
    static const char *const kinds[] = {[GUESS_TEXT] = "text",
                                        [GUESS_LIKERT] = "likert",
                                        [GUESS_SINGLE] = "single",
                                        [GUESS_NUMBER] = "number",
                                        [GUESS_TICK] = "text"};
    if (g->kind == GUESS_CELL)
        return make_cell(r);
    json_t *q = begin(r, kinds[g->kind]);
    json_object_set_new(q, "column", column_of(r, r->first));
    wording_set(q, at(r, r->first)->header, strlen(at(r, r->first)->header));
    if (g->kind == GUESS_LIKERT) {
        leave_open(q, "topic");
        set_scale(q, r);
    } else if (g->kind == GUESS_SINGLE) {
        leave_open(q, "facet");
        set_codes(q, r);
    }
    return q;
}

/* A cell of all choices stands before the columns of its options. */
static bool leads_options(const struct question_columns *c, size_t first)
{
    size_t next = first + 1;
    return next < c->profiles->count && c->headers[next].row_length > 0 &&
           strlen(c->headers[first].text) == c->headers[next].base &&
           strncmp(c->headers[first].text, c->headers[next].text,
                   c->headers[next].base) == 0;
}

/* What was written beside a choice; "other" may also be a box to tick. */
static bool is_beside(const struct question_columns *c, size_t i)
{
    const struct profile *x = &c->profiles->list[i];
    return c->headers[i].other && (x->filled == 0 || !guess_is_tick(x));
}

/* Where the block that begins at FIRST ends; what was written beside a choice
   is a question of its own. */
static size_t find_end(const struct question_columns *c, size_t first)
{
    size_t end = first + 1;
    while (end < c->profiles->count && !is_beside(c, end) &&
           c->guesses[end].kind != GUESS_META && !leads_options(c, end) &&
           block_joins(&c->headers[first], &c->headers[end]))
        end++;
    return is_beside(c, first) ? first + 1 : end;
}

static bool all_of(const struct run *r, enum guess_kind kind)
{
    for (size_t i = r->own; i < r->end; i++)
        if (r->c->guesses[i].kind != kind)
            return false;
    return true;
}

/* Each column holds one thing, or the usual words for yes and no. */
static bool all_ticks(const struct run *r)
{
    for (size_t i = r->own; i < r->end; i++) {
        const struct profile_set *set = &at(r, i)->values;
        size_t marks = set->count - (profile_has(set, "0") ? 1 : 0);
        if (!guess_is_tick(at(r, i)) && (marks > 1 || set->over))
            return false;
    }
    return true;
}

static bool are_ranks(const struct run *r)
{
    const char *stem = r->c->headers[r->own].text;
    size_t count = r->end - r->own;
    for (size_t i = r->own; i < r->end; i++)
        if (at(r, i)->whole != at(r, i)->filled ||
            (at(r, i)->filled > 0 &&
             (at(r, i)->low < 0 || at(r, i)->high > (int64_t)count)))
            return false;
    return strstr(stem, "排序") != NULL || strcasestr(stem, "rank") != NULL;
}

static json_t *make_block(struct run *r)
{
    bool many = r->end - r->own > 1;
    if (many && are_ranks(r))
        return make_multiple(r, "ranks");
    if (many && all_ticks(r))
        return make_multiple(r, r->own > r->first ? "both" : "columns");
    if (many && all_of(r, GUESS_LIKERT) && r->own == r->first)
        return make_matrix(r, GUESS_LIKERT);
    if (many && all_of(r, GUESS_SINGLE) && r->own == r->first)
        return make_matrix(r, GUESS_SINGLE);
    r->end = r->first + 1;
    r->own = r->first;
    return NULL;
}

json_t *question_make(const struct question_columns *c, size_t first,
                      size_t *end)
{
    struct run r = {.c = c, .first = first, .own = first};
    const struct block_header *h = &c->headers[first];
    r.own = leads_options(c, first) ? first + 1 : first;
    r.end = find_end(c, r.own);
    size_t base = r.own > first ? strlen(h->text) : h->base;
    wording_id(h->text, base, first + 1, c->ids, r.id);
    json_t *q = make_block(&r);
    if (q == NULL && base < strlen(h->text)) {
        json_object_del(c->ids, r.id); /* the block is none: the whole name */
        wording_id(h->text, strlen(h->text), first + 1, c->ids, r.id);
    }
    if (q == NULL)
        q = make_single(&r);
    *end = r.end;
    return q;
}
