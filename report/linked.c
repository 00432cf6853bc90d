/*
 * linked.c - see linked.h.
 *
 * Each atom is an equation: what its figures are taken times must be nothing in
 * sum, for the atom is in none of what is left then. Reduced, the equations
 * give each known figure by free ones, and by those asked. An asked one is free
 * if no equation is left about asked ones alone: then it follows.
 */
#include "report/linked.h"

#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

static const uint64_t PRIME = 2147483647; /* 2^31 - 1 */

struct term {
    uint32_t column; /* the known ones first: see order_columns() */
    uint32_t factor; /* 1 .. PRIME - 1 */
};

struct row {
    struct term *term; /* in the order of columns; the first is 1 x */
    size_t count;
};

struct system {
    size_t known, columns;
    size_t *figure;    /* of a column */
    uint32_t *column;  /* of a figure; UINT32_MAX: none */
    struct row *pivot; /* by known column; without terms: free */
    bool *open;        /* by column: asked, and in an equation of asked ones */
    struct term *work, *next;
    size_t room;
};

static uint32_t inverse(uint32_t value)
{
    uint64_t result = 1, power = value;
    for (uint64_t e = PRIME - 2; e > 0; e >>= 1) {
        if (e & 1)
            result = result * power % PRIME;
        power = power * power % PRIME;
    }
    return (uint32_t)result;
}

/* How many atoms are in each figure. */
static size_t *count_atoms(const struct linked *l)
{
    size_t *count = mem_alloc((l->figures + 1) * sizeof *count);
    for (size_t i = 0; i < l->atoms * l->width; i++)
        if (l->inside[i] < l->figures)
            count[l->inside[i]]++;
    return count;
}

struct place {
    size_t figure, atoms;
    bool asked;
};

static int compare_places(const void *left, const void *right)
{
    const struct place *a = left, *b = right;
    if (a->asked != b->asked)
        return a->asked ? 1 : -1;
    if (a->atoms != b->atoms)
        return a->atoms < b->atoms ? -1 : 1;
    return (a->figure > b->figure) - (a->figure < b->figure);
}

/*
 * Columns for the figures that have atoms and are known, then for those asked.
 * Small ones come first: who is taken out first leaves the fewest terms behind.
 */
static void order_columns(struct system *s, const struct linked *l,
                          const enum linked_role *role)
{
    size_t *atoms = count_atoms(l), n = 0;
    struct place *place = mem_array(NULL, l->figures + 1, sizeof *place);
    for (size_t i = 0; i < l->figures; i++)
        if (role[i] != LINKED_UNKNOWN && atoms[i] > 0) {
            place[n++] = (struct place){i, atoms[i], role[i] == LINKED_ASKED};
            s->known += role[i] == LINKED_KNOWN;
        }
    qsort(place, n, sizeof *place, compare_places);
    memset(s->column, 0xff, l->figures * sizeof *s->column);
    for (size_t i = 0; i < n; i++) {
        s->figure[i] = place[i].figure;
        s->column[place[i].figure] = (uint32_t)i;
    }
    s->columns = n;
    free(place);
    free(atoms);
}

static void system_begin(struct system *s, const struct linked *l,
                         const enum linked_role *role)
{
    *s = (struct system){.room = l->figures + l->width};
    s->figure = mem_array(NULL, l->figures + 1, sizeof *s->figure);
    s->column = mem_array(NULL, l->figures + 1, sizeof *s->column);
    order_columns(s, l, role);
    s->pivot = mem_alloc((s->known + 1) * sizeof *s->pivot);
    s->open = mem_alloc((s->columns + 1) * sizeof *s->open);
    s->work = mem_array(NULL, s->room, sizeof *s->work);
    s->next = mem_array(NULL, s->room, sizeof *s->next);
}

static void system_free(struct system *s)
{
    for (size_t i = 0; i < s->known; i++)
        free(s->pivot[i].term);
    free(s->pivot);
    free(s->figure);
    free(s->column);
    free(s->open);
    free(s->work);
    free(s->next);
}

/* The equation of an atom, in s->work; how many terms it has. */
static size_t read_atom(struct system *s, const struct linked *l, size_t atom)
{
    size_t n = 0;
    for (size_t k = 0; k < l->width; k++) {
        size_t figure = l->inside[atom * l->width + k];
        if (figure >= l->figures || s->column[figure] == UINT32_MAX)
            continue;
        size_t at = n++;
        for (; at > 0 && s->work[at - 1].column > s->column[figure]; at--)
            s->work[at] = s->work[at - 1];
        s->work[at] = (struct term){s->column[figure], 1};
    }
    return n;
}

/* s->work, of N terms, less FACTOR times ROW; how many terms that has. */
static size_t subtract(struct system *s, size_t n, const struct row *row,
                       uint32_t factor)
{
    uint64_t by = PRIME - factor;
    size_t i = 0, k = 0, made = 0;
    while (i < n || k < row->count) {
        uint32_t own = i < n ? s->work[i].column : UINT32_MAX;
        uint32_t other = k < row->count ? row->term[k].column : UINT32_MAX;
        uint64_t sum = own <= other ? s->work[i].factor : 0;
        if (other <= own)
            sum += by * row->term[k].factor;
        i += own <= other;
        k += other <= own;
        s->next[made] =
            (struct term){own < other ? own : other, (uint32_t)(sum % PRIME)};
        made += s->next[made].factor != 0;
    }
    struct term *old = s->work;
    s->work = s->next;
    s->next = old;
    return made;
}

/* Takes the equation of N terms in s->work, its first known ones reduced. */
static void add_equation(struct system *s, size_t n)
{
    while (n > 0 && s->work[0].column < s->known &&
           s->pivot[s->work[0].column].count > 0)
        n = subtract(s, n, &s->pivot[s->work[0].column], s->work[0].factor);
    if (n == 0)
        return;
    if (s->work[0].column >= s->known) {
        for (size_t i = 0; i < n; i++)
            s->open[s->work[i].column] = true;
        return;
    }
    struct row *row = &s->pivot[s->work[0].column];
    uint64_t by = inverse(s->work[0].factor);
    row->term = mem_array(NULL, n, sizeof *row->term);
    row->count = n;
    for (size_t i = 0; i < n; i++)
        row->term[i] = (struct term){
            s->work[i].column, (uint32_t)(by * s->work[i].factor % PRIME)};
}

/* Takes from a pivot's row what other pivots explain, and what is open. */
static void finish_row(struct system *s, struct row *row)
{
    size_t n = row->count, at = 1;
    memcpy(s->work, row->term, n * sizeof *s->work);
    while (at < n && s->work[at].column < s->known)
        if (s->pivot[s->work[at].column].count > 0)
            n = subtract(s, n, &s->pivot[s->work[at].column],
                         s->work[at].factor);
        else
            at++;
    row->count = 0;
    row->term = mem_array(row->term, n, sizeof *row->term);
    for (size_t i = 0; i < n; i++)
        if (!s->open[s->work[i].column])
            row->term[row->count++] = s->work[i];
}

/* What a known figure has to do with the FOLLOWING ones. */
static enum linked_tie tie_of(const struct system *s, const struct row *row,
                              size_t following)
{
    size_t asked = 0;
    for (size_t i = 1; i < row->count; i++)
        asked += row->term[i].column >= s->known;
    if (asked == 0)
        return LINKED_APART;
    bool free_terms = row->count > 1 + asked;
    return asked == following && !free_terms ? LINKED_KEY : LINKED_PART;
}

static size_t find_following(const struct system *s, enum linked_tie *tie)
{
    size_t following = 0;
    for (size_t i = s->known; i < s->columns; i++)
        if (!s->open[i]) {
            tie[s->figure[i]] = LINKED_FOLLOWS;
            following++;
        }
    return following;
}

size_t linked_find(const struct linked *l, const enum linked_role *role,
                   enum linked_tie *tie)
{
    struct system s;
    system_begin(&s, l, role);
    for (size_t i = 0; i < l->figures; i++)
        tie[i] = LINKED_APART;
    for (size_t i = 0; i < l->atoms; i++)
        add_equation(&s, read_atom(&s, l, i));
    size_t following = find_following(&s, tie);
    for (size_t i = s.known; following > 0 && i-- > 0;)
        if (s.pivot[i].count > 0) {
            finish_row(&s, &s.pivot[i]);
            tie[s.figure[i]] = tie_of(&s, &s.pivot[i], following);
        }
    system_free(&s);
    return following;
}
