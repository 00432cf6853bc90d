/* answer.c - see answer.h. */
#include "ingest/survey/answer.h"

#include "lib/text.h"

#include <inttypes.h>
#include <string.h>

/* One text, or an array of texts. */
static bool holds(const json_t *texts, struct answer_cell cell)
{
    if (json_is_string(texts))
        return text_equal(cell.bytes, cell.length, json_string_value(texts));
    for (size_t i = 0; i < json_array_size(texts); i++)
        if (text_equal(cell.bytes, cell.length,
                       json_string_value(json_array_get(texts, i))))
            return true;
    return false;
}

bool answer_means(const struct codebook_item *item, const char *key,
                  struct answer_cell cell)
{
    return holds(json_object_get(item->object, key), cell);
}

static bool is_code_of(const json_t *codes, int64_t code)
{
    const char *cell;
    json_t *value;
    json_object_foreach((json_t *)codes, cell, value) {
        if (json_integer_value(value) == code)
            return true;
    }
    return false;
}

static bool read_number(const struct codebook_item *item,
                        struct answer_cell cell, struct answer *answer,
                        struct fault *fault)
{
    int shown = cell_shown(cell.bytes, cell.length);
    int64_t code;
    if (!text_read_integer(cell.bytes, cell.length, &code))
        return fault_set(fault, "bad-number", "'%.*s' is not a whole number",
                         shown, cell.bytes);
    bool fits = item->ranged ? code >= item->low && code <= item->high
                             : code >= 0 && code <= 1000000000;
    if (!fits && item->ranged)
        return fault_set(fault, "out-of-range",
                         "%.*s is not from %" PRId64 " to %" PRId64, shown,
                         cell.bytes, item->low, item->high);
    if (!fits)
        return fault_set(fault, "out-of-range", "%.*s cannot be", shown,
                         cell.bytes);
    *answer = (struct answer){true, code};
    return true;
}

bool answer_read(const struct codebook_item *item, struct answer_cell cell,
                 struct answer *answer, struct fault *fault)
{
    const json_t *codes = json_object_get(item->object, "codes");
    *answer = (struct answer){0};
    if (cell.length == 0 || answer_means(item, "missing", cell))
        return true;
    answer->known = true;
    answer->code = ANSWER_NOT_SHOWN;
    if (answer_means(item, "not_shown", cell))
        return true;
    answer->code = ANSWER_NOT_SUBSTANTIVE;
    if (answer_means(item, "not_substantive", cell))
        return true;
    const json_t *code = json_object_getn(codes, cell.bytes, cell.length);
    if (code != NULL) {
        answer->code = json_integer_value(code);
        return true;
    }
    if (codes == NULL || item->ranged)
        return read_number(item, cell, answer, fault);
    if (text_read_integer(cell.bytes, cell.length, &answer->code) &&
        is_code_of(codes, answer->code))
        return true;
    return fault_set(fault, "unknown-word",
                     "'%.*s' is not among the \"codes\" of '%s'",
                     cell_shown(cell.bytes, cell.length), cell.bytes, item->id);
}

static bool is_selected(const struct codebook_item *item,
                        struct answer_cell cell)
{
    static const char *const words[] = {"1",   "Y",    "y",   "yes",
                                        "Yes", "true", "TRUE"};
    const json_t *said = json_object_get(item->option, "selected");
    if (said != NULL)
        return holds(said, cell);
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (text_equal(cell.bytes, cell.length, words[i]))
            return true;
    return false;
}

static bool is_not_selected(const struct codebook_item *item,
                            struct answer_cell cell)
{
    static const char *const words[] = {"0",  "N",     "n",    "no",
                                        "No", "false", "FALSE"};
    const json_t *said = json_object_get(item->option, "not_selected");
    if (said != NULL)
        return holds(said, cell);
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (text_equal(cell.bytes, cell.length, words[i]))
            return true;
    return false;
}

static bool read_own_column(const struct codebook_item *item,
                            struct answer_cell cell, struct answer *answer,
                            struct fault *fault)
{
    *answer = (struct answer){.known = cell.length > 0};
    if (cell.length == 0 || answer_means(item, "missing", cell))
        answer->known = false;
    else if (answer_means(item, "not_shown", cell))
        answer->code = ANSWER_NOT_SHOWN;
    else if (is_selected(item, cell))
        answer->code = 1;
    else if (!is_not_selected(item, cell))
        return fault_set(fault, "unknown-word",
                         "'%.*s' is neither \"selected\" nor "
                         "\"not_selected\" of '%s'",
                         cell_shown(cell.bytes, cell.length), cell.bytes,
                         item->id);
    return true;
}

/* What is left empty was shown and not ticked, if anything was ticked. */
static bool read_columns(const struct codebook_item *items, size_t count,
                         const struct answer_cell *cells,
                         struct answer *answers, struct fault *fault)
{
    bool answered = false;
    for (size_t i = 0; i < count; i++) {
        if (!read_own_column(&items[i], cells[i], &answers[i], fault))
            return false;
        answered = answered ||
                   (answers[i].known && answers[i].code != ANSWER_NOT_SHOWN);
    }
    for (size_t i = 0; i < count && answered; i++)
        answers[i].known = true;
    return true;
}

static bool chooses(const struct codebook_item *item, const char *bytes,
                    size_t length)
{
    const char *id = jsondoc_text(item->option, "id", "");
    return text_equal(bytes, length, item->match != NULL ? item->match : id);
}

static bool choose(const struct codebook_item *items, size_t count,
                   const struct list_element *e, struct answer *answers,
                   struct fault *fault)
{
    size_t other = count;
    for (size_t i = 0; i < count; i++) {
        if (chooses(&items[i], e->bytes, e->length)) {
            answers[i].code = 1;
            return true;
        }
        other = items[i].other ? i : other;
    }
    if (other == count)
        return fault_set(fault, "unknown-word", "'%.*s' is no option of '%s'",
                         cell_shown(e->bytes, e->length), e->bytes,
                         items[0].question);
    answers[other].code = 1;
    return true;
}

static void set_all(struct answer *answers, size_t count, bool known,
                    int64_t code)
{
    for (size_t i = 0; i < count; i++)
        answers[i] = (struct answer){known, code};
}

static bool read_choices(const struct codebook_item *items, size_t count,
                         struct answer_cell cell, struct list *list,
                         struct answer *answers, struct fault *fault)
{
    const char *separator = jsondoc_text(items[0].object, "separator", ";");
    if (!list_read(list, cell.bytes, cell.length, separator))
        return fault_set(fault, "bad-list", "the list is not closed");
    for (size_t i = 0; i < list->count; i++)
        if (!choose(items, count, &list->elements[i], answers, fault))
            return false;
    return true;
}

bool answer_read_options(const struct codebook_item *items, size_t count,
                         const struct answer_cell *cells, size_t n_cells,
                         struct list *list, struct answer *answers,
                         struct fault *fault)
{
    const char *coding = jsondoc_text(items[0].object, "coding", "columns");
    if (strcmp(coding, "columns") == 0)
        return read_columns(items, count, cells, answers, fault);
    set_all(answers, count, false, 0);
    for (size_t i = 0; i < n_cells; i++) {
        if (cells[i].length == 0 ||
            answer_means(&items[0], "missing", cells[i]))
            continue;
        if (answer_means(&items[0], "not_shown", cells[i])) {
            set_all(answers, count, true, ANSWER_NOT_SHOWN);
            return true;
        }
        if (!answers[0].known)
            set_all(answers, count, true, 0);
        if (!read_choices(items, count, cells[i], list, answers, fault))
            return false;
    }
    return true;
}
