/* choice.c - see choice.h. */
#include "ingest/survey/choice.h"

#include "lib/text.h"

#include <inttypes.h>
#include <string.h>

static const struct answer not_answered = {false, 0};
static const struct answer not_shown = {true, ANSWER_NOT_SHOWN};

static bool is_one_of(const char *const *words, struct answer_cell cell)
{
    for (; *words != NULL; words++)
        if (text_equal(cell.bytes, cell.length, *words))
            return true;
    return false;
}

/* What the option says goes before what the question and the book say; if
   they say nothing, the USUAL words. */
static bool is_said(const struct choice *c, const struct codebook_item *item,
                    enum codebook_words kind, const char *const *usual,
                    struct answer_cell cell)
{
    if (item->words[kind] != NULL)
        return answer_among(item->words[kind], cell);
    if (json_array_size(c->book->words[kind]) > 0)
        return answer_among(c->book->words[kind], cell);
    return is_one_of(usual, cell);
}

static bool is_selected(const struct choice *c,
                        const struct codebook_item *item,
                        struct answer_cell cell)
{
    static const char *const words[] = {"1",   "Y",    "y",    "yes",
                                        "Yes", "true", "TRUE", NULL};
    if (item->match != NULL && text_equal(cell.bytes, cell.length, item->match))
        return true;
    return is_said(c, item, CODEBOOK_SELECTED, words, cell);
}

static bool is_unselected(const struct choice *c,
                          const struct codebook_item *item,
                          struct answer_cell cell)
{
    static const char *const words[] = {"0",  "N",     "n",     "no",
                                        "No", "false", "FALSE", NULL};
    return is_said(c, item, CODEBOOK_UNSELECTED, words, cell);
}

/* A state that is no answer, of one cell; ANSWER has it. */
static bool read_state(const struct choice *c, const struct codebook_item *item,
                       struct answer_cell cell, struct answer *answer)
{
    *answer = not_answered;
    if (cell.length == 0 && !cell.absent) {
        if (item->empty == CODEBOOK_NOT_SHOWN)
            *answer = not_shown;
        else if (item->empty == CODEBOOK_NOT_SELECTED)
            *answer = (struct answer){true, 0};
        return true;
    }
    if (!cell.absent && answer_means(c->book, item, CODEBOOK_MISSING, cell))
        return true;
    *answer = not_shown;
    return cell.absent ||
           answer_means(c->book, item, CODEBOOK_NEVER_SHOWN, cell);
}

static bool read_ticked(const struct choice *c, size_t i, struct answer *answer,
                        struct fault *fault)
{
    const struct codebook_item *item = &c->items[i];
    struct answer_cell cell = c->cells[i];
    *answer = (struct answer){true, is_selected(c, item, cell)};
    if (answer->code == 1 || is_unselected(c, item, cell))
        return true;
    return fault_set(fault, "unknown-word",
                     "'%.*s' is neither \"selected\" nor \"not_selected\" of "
                     "'%s'",
                     cell_shown(cell.bytes, cell.length), cell.bytes, item->id);
}

/* A rank from 1; 0 is no rank. */
static bool read_rank(const struct choice *c, size_t i, struct answer *answer,
                      struct fault *fault)
{
    struct answer_cell cell = c->cells[i];
    int64_t rank;
    *answer = (struct answer){true, 0};
    if (!text_read_integer(cell.bytes, cell.length, &rank) &&
        !is_unselected(c, &c->items[i], cell))
        return fault_set(fault, "bad-number", "'%.*s' is no rank",
                         cell_shown(cell.bytes, cell.length), cell.bytes);
    if (is_unselected(c, &c->items[i], cell) || rank == 0)
        return true;
    if (rank < 1 || (uint64_t)rank > c->count)
        return fault_set(fault, "out-of-range",
                         "the rank %" PRId64 " is not from 1 to %zu", rank,
                         c->count);
    answer->code = 1;
    c->answers[c->count + i] = (struct answer){true, rank};
    return true;
}

typedef bool read_cell(const struct choice *c, size_t i, struct answer *answer,
                       struct fault *fault);

/* What is left empty was shown and not ticked, if anything was ticked. */
static bool read_columns(struct choice *c, read_cell *read, struct fault *fault)
{
    bool answered = false;
    for (size_t i = 0; i < c->count; i++) {
        struct answer *answer = &c->answers[i];
        c->at = i;
        if (read_state(c, &c->items[i], c->cells[i], answer))
            continue;
        if (!read(c, i, answer, fault))
            return false;
        answered = true;
    }
    for (size_t i = 0; i < c->count && answered; i++)
        c->answers[i].known = true;
    return true;
}

static bool chooses(const struct codebook_item *item, const char *bytes,
                    size_t length)
{
    const char *id = jsondoc_text(item->option, "id", "");
    return text_equal(bytes, length, item->match != NULL ? item->match : id);
}

/* The option that LENGTH bytes choose, or C->count. */
static size_t find_option(const struct choice *c, const char *bytes,
                          size_t length)
{
    size_t other = c->count;
    for (size_t i = 0; i < c->count; i++) {
        if (chooses(&c->items[i], bytes, length))
            return i;
        other = c->items[i].other ? i : other;
    }
    return other;
}

/* The bytes of the longest text that chooses an option. */
static size_t longest_match(const struct choice *c)
{
    size_t longest = 0;
    for (size_t i = 0; i < c->count; i++) {
        const char *match = c->items[i].match;
        size_t length = match != NULL ? strlen(match) : 0;
        longest = length > longest ? length : longest;
    }
    return longest;
}

/*
 * The text of an option may hold the separator. So the parts of the list from
 * AT on, of which each lies behind the one before, are tried together, as many
 * as the LONGEST text has room for. Returns how many choose OPTION, 0 if the
 * part chooses nothing.
 */
static size_t match_parts(const struct choice *c, size_t at, size_t longest,
                          size_t *option)
{
    const struct list_element *e = c->list->elements;
    size_t took = 0;
    for (size_t last = at; last < c->list->count; last++) {
        size_t length = (size_t)(e[last].bytes - e[at].bytes) + e[last].length;
        if (last > at && length > longest)
            break;
        size_t found = find_option(c, e[at].bytes, length);
        if (found == c->count ||
            (last > at && c->items[found].other &&
             !chooses(&c->items[found], e[at].bytes, length)))
            continue;
        *option = found;
        took = last - at + 1;
    }
    return took;
}

static void choose(const struct choice *c, size_t option, int64_t *rank)
{
    struct answer *answer = &c->answers[option];
    if (answer->code == 1)
        return; /* said twice */
    answer->code = 1;
    ++*rank;
    if (choice_ranked(c->items))
        c->answers[c->count + option] = (struct answer){true, *rank};
}

static bool read_list(const struct choice *c, struct answer_cell cell,
                      int64_t *rank, struct fault *fault)
{
    const char *separator = jsondoc_text(c->items[0].object, "separator", ";");
    if (!list_read(c->list, cell.bytes, cell.length, separator))
        return fault_set(fault, "bad-list", "the list is not closed");
    bool split = strcmp(separator, "python") != 0;
    size_t longest = split ? longest_match(c) : 0;
    for (size_t i = 0, took; i < c->list->count; i += took) {
        size_t option = c->count;
        const struct list_element *e = &c->list->elements[i];
        if (split)
            took = match_parts(c, i, longest, &option);
        else
            took = (option = find_option(c, e->bytes, e->length)) < c->count;
        if (took == 0)
            return fault_set(fault, "unknown-word",
                             "'%.*s' is no option of '%s'",
                             cell_shown(e->bytes, e->length), e->bytes,
                             c->items[0].question);
        choose(c, option, rank);
    }
    return true;
}

static void set_all(const struct choice *c, struct answer answer)
{
    for (size_t i = 0; i < c->count; i++)
        c->answers[i] = answer;
}

/* The cells from FIRST on hold the choices. */
static bool read_cells(struct choice *c, size_t first, struct fault *fault)
{
    int64_t rank = 0;
    bool begun = false;
    set_all(c, not_answered);
    for (size_t i = first; i < c->n_cells; i++) {
        struct answer state;
        c->at = i;
        if (read_state(c, &c->items[0], c->cells[i], &state)) {
            if (!begun && state.known)
                set_all(c, state);
            continue;
        }
        if (!begun)
            set_all(c, (struct answer){true, 0});
        begun = true;
        if (!read_list(c, c->cells[i], &rank, fault))
            return false;
    }
    return true;
}

static bool is_answered(const struct choice *c)
{
    for (size_t i = 0; i < c->count; i++)
        if (c->answers[i].known && c->answers[i].code != ANSWER_NOT_SHOWN)
            return true;
    return false;
}

static bool all_absent(const struct choice *c)
{
    size_t i = 0;
    while (i < c->count && c->cells[i].absent)
        i++;
    return i == c->count;
}

/* What the cell chooses must be what the columns say. */
static bool compare(struct choice *c, struct fault *fault)
{
    struct answer_cell cell = c->cells[c->count];
    for (size_t i = 0; i < c->count; i++)
        c->answers[c->count + i] = c->answers[i];
    if (!read_cells(c, c->count, fault))
        return false;
    for (size_t i = 0; i < c->count; i++) {
        struct answer said = c->answers[c->count + i];
        if (said.code == ANSWER_NOT_SHOWN && c->answers[i].code == 0)
            c->answers[i] = said; /* the file has no column for it */
        if (c->answers[i].code != said.code)
            return fault_set(fault, "conflict",
                             "'%.*s' and the column of '%s' do not agree",
                             cell_shown(cell.bytes, cell.length), cell.bytes,
                             c->items[i].id);
    }
    return true;
}

/* Columns of the options and one cell: either may be empty, or absent. */
static bool read_both(struct choice *c, struct fault *fault)
{
    struct answer state;
    bool empty = read_state(c, &c->items[0], c->cells[c->count], &state);
    if (all_absent(c))
        return read_cells(c, c->count, fault);
    if (!read_columns(c, read_ticked, fault))
        return false;
    if (empty && !c->cells[c->count].absent && state.known && !is_answered(c))
        set_all(c, state);
    if (empty)
        return true;
    return is_answered(c) ? compare(c, fault) : read_cells(c, c->count, fault);
}

bool choice_ranked(const struct codebook_item *items)
{
    return items->coding == CODEBOOK_RANKS ||
           jsondoc_boolean(items->object, "ranked", false);
}

bool choice_read(struct choice *c, struct fault *fault)
{
    for (size_t i = 0; i < c->count && choice_ranked(c->items); i++)
        c->answers[c->count + i] = not_shown;
    switch (c->items[0].coding) {
    case CODEBOOK_COLUMNS:
        return read_columns(c, read_ticked, fault);
    case CODEBOOK_RANKS:
        return read_columns(c, read_rank, fault);
    case CODEBOOK_BOTH:
        return read_both(c, fault);
    case CODEBOOK_CELL:
        break;
    }
    return read_cells(c, 0, fault);
}
