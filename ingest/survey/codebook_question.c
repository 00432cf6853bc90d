/* codebook_question.c - see codebook_question.h. */
#include "ingest/survey/codebook_question.h"

#include "ingest/survey/codebook_option.h"

#include "lib/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ID_BYTES = 60, MAX_POSITION = 100000, MAX_CODE = 10000 };

static const struct jsonkey question_keys[] = {
    {.name = "id", .type = JSONKEY_TEXT, .required = true},
    {.name = "kind", .type = JSONKEY_TEXT, .required = true},
    {.name = "column", .type = JSONKEY_ANY},
    {.name = "columns", .type = JSONKEY_ANY},
    {.name = "rows", .type = JSONKEY_ARRAY},
    {.name = "facet", .type = JSONKEY_TEXT},
    {.name = "topic", .type = JSONKEY_TEXT},
    {.name = "scale", .type = JSONKEY_TEXT},
    {.name = "low", .type = JSONKEY_INTEGER, .low = 0, .high = MAX_CODE},
    {.name = "high", .type = JSONKEY_INTEGER, .low = 0, .high = MAX_CODE},
    {.name = "reversed", .type = JSONKEY_BOOLEAN},
    {.name = "optional", .type = JSONKEY_BOOLEAN},
    {.name = "empty", .type = JSONKEY_TEXT},
    {.name = "text", .type = JSONKEY_TEXT},
    {.name = "text_zh", .type = JSONKEY_TEXT},
    {.name = "missing", .type = JSONKEY_TEXTS},
    {.name = "not_substantive", .type = JSONKEY_TEXTS},
    {.name = "not_shown", .type = JSONKEY_TEXTS},
    {.name = "codes", .type = JSONKEY_OBJECT},
    {.name = "other", .type = JSONKEY_INTEGER, .low = 0, .high = MAX_CODE},
    {.name = "labels", .type = JSONKEY_OBJECT},
    {.name = "labels_zh", .type = JSONKEY_OBJECT},
    {.name = "coding", .type = JSONKEY_TEXT},
    {.name = "separator", .type = JSONKEY_TEXT},
    {.name = "selected", .type = JSONKEY_TEXTS},
    {.name = "not_selected", .type = JSONKEY_TEXTS},
    {.name = "ranked", .type = JSONKEY_BOOLEAN},
    {.name = "options", .type = JSONKEY_ARRAY},
    {.name = NULL},
};

static const struct jsonkey row_keys[] = {
    {.name = "id", .type = JSONKEY_TEXT, .required = true},
    {.name = "column", .type = JSONKEY_ANY, .required = true},
    {.name = "facet", .type = JSONKEY_TEXT},
    {.name = "topic", .type = JSONKEY_TEXT},
    {.name = "scale", .type = JSONKEY_TEXT},
    {.name = "reversed", .type = JSONKEY_BOOLEAN},
    {.name = "optional", .type = JSONKEY_BOOLEAN},
    {.name = "text", .type = JSONKEY_TEXT},
    {.name = "text_zh", .type = JSONKEY_TEXT},
    {.name = NULL},
};

static const char bad_id[] =
    "must be 1 to 60 small letters, digits and _, as it names a column";

bool codebook_plain(const char *id)
{
    size_t length = strlen(id);
    return length > 0 && length <= ID_BYTES &&
           strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_") == length;
}

static bool is_column(const json_t *value)
{
    return json_is_integer(value)
               ? json_integer_value(value) >= 1 &&
                     json_integer_value(value) <= MAX_POSITION
               : json_string_length(value) > 0;
}

int codebook_check_column(const struct codebook *book, const json_t *object,
                          const char *key, struct diag *d)
{
    const json_t *value = json_object_get(object, key);
    bool good = value == NULL || is_column(value) || json_array_size(value) > 0;
    for (size_t i = 0; i < json_array_size(value); i++)
        good = good && is_column(json_array_get(value, i));
    return good ? 0
                : codebook_fail_key(book, object, key, d,
                                    "must be a header in quotes, a position "
                                    "from 1, or a list of these");
}

int codebook_read_empty(const struct codebook *book, const json_t *object,
                        enum codebook_empty *empty, struct diag *d)
{
    static const char *const words[] = {"not_answered", "not_shown",
                                        "not_selected"};
    const char *said = jsondoc_text(object, "empty", NULL);
    if (said == NULL)
        return 0;
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (strcmp(said, words[i]) != 0)
            continue;
        *empty = (enum codebook_empty)i;
        return 0;
    }
    return codebook_fail_key(book, object, "empty", d,
                             "must be not_answered, not_shown or "
                             "not_selected");
}

static struct codebook_item make_item(const struct codebook *book,
                                      const json_t *q)
{
    return (struct codebook_item){
        .question = jsondoc_text(q, "id", NULL),
        .text = jsondoc_text(q, "text", NULL),
        .text_zh = jsondoc_text(q, "text_zh", NULL),
        .facet = jsondoc_text(q, "facet", NULL),
        .topic = jsondoc_text(q, "topic", NULL),
        .scale = jsondoc_text(q, "scale", NULL),
        .ranged = json_object_get(q, "low") != NULL &&
                  json_object_get(q, "high") != NULL,
        .low = jsondoc_integer(q, "low", 0),
        .high = jsondoc_integer(q, "high", 0),
        .reversed = jsondoc_boolean(q, "reversed", false),
        .optional = jsondoc_boolean(q, "optional", false),
        .empty = book->empty,
        .column = json_object_get(q, "column"),
        .other_code = jsondoc_integer(q, "other", -1),
        .object = q,
        .codes = json_object_get(q, "codes"),
        .words = {json_object_get(q, "missing"),
                  json_object_get(q, "not_shown"),
                  json_object_get(q, "not_substantive"),
                  json_object_get(q, "selected"),
                  json_object_get(q, "not_selected")},
        .first = book->count,
        .count = 1,
    };
}

/* Codes are whole numbers from 0; below are the warehouse's own. */
static int check_codes(const struct codebook *book, const json_t *q,
                       struct diag *d)
{
    const char *cell;
    json_t *code;
    json_t *codes = json_object_get(q, "codes");
    json_object_foreach(codes, cell, code) {
        if (!json_is_integer(code) || json_integer_value(code) < 0 ||
            json_integer_value(code) > MAX_CODE)
            return codebook_fail_key(book, q, "codes", d,
                                     "must map texts of cells to whole "
                                     "numbers from 0 to 10000");
    }
    return 0;
}

static int check_labels(const struct codebook *book, const json_t *q,
                        const char *key, struct diag *d)
{
    const char *code;
    json_t *label;
    json_object_foreach(json_object_get(q, key), code, label) {
        if (!json_is_string(label) || code[0] == '\0' ||
            strspn(code, "0123456789") != strlen(code) || strlen(code) > 5)
            return codebook_fail_key(book, q, key, d,
                                     "must map codes in quotes to texts");
    }
    return 0;
}

static int check_scale(const struct codebook *book,
                       const struct codebook_item *item, struct diag *d)
{
    const json_t *q = item->object;
    if (item->kind == CODEBOOK_LIKERT &&
        (!item->ranged || item->low >= item->high))
        return codebook_fail_key(book, q, "low", d,
                                 "a likert item needs \"low\" and \"high\", "
                                 "the codes at its ends");
    if (item->empty == CODEBOOK_NOT_SELECTED &&
        json_object_get(q, "empty") != NULL)
        return codebook_fail_key(book, q, "empty", d,
                                 "can be not_selected in a multiple choice "
                                 "only");
    if (check_codes(book, q, d) != 0 || check_labels(book, q, "labels", d) ||
        check_labels(book, q, "labels_zh", d))
        return -1;
    return 0;
}

static int add_row(struct codebook *book, struct codebook_item item,
                   const json_t *row, struct diag *d)
{
    if (!json_is_object(row))
        return codebook_fail_key(book, item.object, "rows", d,
                                 "must be a list of objects");
    if (jsondoc_check(book->doc, row, item.question, row_keys, d) != 0)
        return -1;
    if (!codebook_plain(jsondoc_text(row, "id", "")))
        return codebook_fail_key(book, row, "id", d, bad_id);
    if (codebook_check_column(book, row, "column", d) != 0)
        return -1;
    item.option = row;
    item.first = book->count;
    item.column = json_object_get(row, "column");
    item.text = jsondoc_text(row, "text", NULL);
    item.text_zh = jsondoc_text(row, "text_zh", NULL);
    item.facet = jsondoc_text(row, "facet", item.facet);
    item.topic = jsondoc_text(row, "topic", item.topic);
    item.scale = jsondoc_text(row, "scale", item.scale);
    item.reversed = jsondoc_boolean(row, "reversed", item.reversed);
    item.optional = jsondoc_boolean(row, "optional", item.optional);
    item.id = mem_format("%s_%s", item.question, jsondoc_text(row, "id", ""));
    return codebook_add(book, item, d);
}

/* A question of one column, or a matrix: a column for each of its rows. */
static int read_simple(struct codebook *book, const json_t *q,
                       struct codebook_item item, struct diag *d)
{
    const json_t *rows = json_object_get(q, "rows");
    if (json_object_get(q, "columns") != NULL)
        return codebook_fail_key(book, q, "columns", d,
                                 "is for a multiple choice; say \"column\"");
    if (item.column == NULL && rows == NULL)
        return codebook_fail_key(book, q, "column", d,
                                 "is missing: the header of the answers");
    if (rows != NULL && (item.column != NULL || json_array_size(rows) == 0))
        return codebook_fail_key(book, q, "rows", d,
                                 "must list the rows of a matrix, each with "
                                 "an \"id\" and a \"column\" of its own");
    if (check_scale(book, &item, d) != 0)
        return -1;
    for (size_t i = 0; i < json_array_size(rows); i++)
        if (add_row(book, item, json_array_get(rows, i), d) != 0)
            return -1;
    if (rows != NULL)
        return 0;
    item.id = mem_text(item.question);
    return codebook_add(book, item, d);
}

static int read_kind(struct codebook *book, const json_t *q, struct diag *d)
{
    struct codebook_item item = make_item(book, q);
    const char *kind = jsondoc_text(q, "kind", "");
    if (codebook_read_empty(book, q, &item.empty, d) != 0 ||
        codebook_check_column(book, q, "column", d) != 0 ||
        codebook_check_column(book, q, "columns", d) != 0)
        return -1;
    if (strcmp(kind, "multiple") == 0)
        return codebook_options(book, item, d);
    for (int i = CODEBOOK_LIKERT; i <= CODEBOOK_TEXT; i++) {
        item.kind = (enum codebook_kind)i;
        if (i != CODEBOOK_OPTION &&
            strcmp(kind, codebook_kind_word(item.kind)) == 0)
            return read_simple(book, q, item, d);
    }
    return codebook_fail_key(book, q, "kind", d,
                             "must be likert, single, multiple, number or "
                             "text");
}

int codebook_question(struct codebook *book, const json_t *questions,
                      size_t index, struct diag *d)
{
    const json_t *q = json_array_get(questions, index);
    char prefix[40];
    snprintf(prefix, sizeof prefix, "questions[%zu]", index);
    if (!json_is_object(q)) {
        diag_at(d, jsondoc_path(book->doc),
                jsondoc_line_at(book->doc, questions, index), prefix);
        return diag_fail(d, "must be an object");
    }
    if (jsondoc_check(book->doc, q, prefix, question_keys, d) != 0)
        return -1;
    if (!codebook_plain(jsondoc_text(q, "id", "")))
        return codebook_fail_key(book, q, "id", d, bad_id);
    return read_kind(book, q, d);
}
