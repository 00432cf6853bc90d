/* codebook.c - see codebook.h. */
#include "ingest/survey/codebook.h"

#include "ingest/survey/codebook_check.h"
#include "lib/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ID_BYTES = 60 };

static const char *const kinds[] = {"likert", "single", "option", "number",
                                    "text"};

static const struct jsonkey book_keys[] = {
    {.name = "survey", .type = JSONKEY_TEXT, .required = true},
    {.name = "title", .type = JSONKEY_TEXT},
    {.name = "title_zh", .type = JSONKEY_TEXT},
    {.name = "about", .type = JSONKEY_TEXT},
    {.name = "course", .type = JSONKEY_TEXT},
    {.name = "session", .type = JSONKEY_TEXT},
    {.name = "kirkpatrick", .type = JSONKEY_ANY},
    {.name = "questions", .type = JSONKEY_ARRAY, .required = true},
    {.name = NULL},
};

static const struct jsonkey question_keys[] = {
    {.name = "id", .type = JSONKEY_TEXT, .required = true},
    {.name = "kind", .type = JSONKEY_TEXT, .required = true},
    {.name = "column", .type = JSONKEY_TEXT},
    {.name = "columns", .type = JSONKEY_TEXTS},
    {.name = "facet", .type = JSONKEY_TEXT},
    {.name = "topic", .type = JSONKEY_TEXT},
    {.name = "scale", .type = JSONKEY_TEXT},
    {.name = "low", .type = JSONKEY_INTEGER, .low = 0, .high = 10000},
    {.name = "high", .type = JSONKEY_INTEGER, .low = 0, .high = 10000},
    {.name = "reversed", .type = JSONKEY_BOOLEAN},
    {.name = "text", .type = JSONKEY_TEXT},
    {.name = "text_zh", .type = JSONKEY_TEXT},
    {.name = "missing", .type = JSONKEY_TEXTS},
    {.name = "not_substantive", .type = JSONKEY_TEXTS},
    {.name = "not_shown", .type = JSONKEY_TEXTS},
    {.name = "codes", .type = JSONKEY_OBJECT},
    {.name = "labels", .type = JSONKEY_OBJECT},
    {.name = "labels_zh", .type = JSONKEY_OBJECT},
    {.name = "coding", .type = JSONKEY_TEXT},
    {.name = "separator", .type = JSONKEY_TEXT},
    {.name = "options", .type = JSONKEY_ARRAY},
    {.name = NULL},
};

static const struct jsonkey option_keys[] = {
    {.name = "id", .type = JSONKEY_TEXT, .required = true},
    {.name = "match", .type = JSONKEY_TEXT},
    {.name = "column", .type = JSONKEY_TEXT},
    {.name = "topic", .type = JSONKEY_TEXT},
    {.name = "text", .type = JSONKEY_TEXT},
    {.name = "text_zh", .type = JSONKEY_TEXT},
    {.name = "selected", .type = JSONKEY_TEXTS},
    {.name = "not_selected", .type = JSONKEY_TEXTS},
    {.name = "other", .type = JSONKEY_BOOLEAN},
    {.name = NULL},
};

const char *codebook_kind_word(enum codebook_kind kind)
{
    return kinds[kind];
}

int codebook_fail(const struct codebook *book, const struct codebook_item *item,
                  const char *key, struct diag *d, const char *fmt, ...)
{
    char text[400];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    bool own =
        item->option != NULL && json_object_get(item->option, key) != NULL;
    return jsondoc_fail(book->doc, own ? item->option : item->object,
                        own ? item->id : item->question, key, d, "%s", text);
}

const char *codebook_column(const struct codebook_item *item, size_t i)
{
    if (item->column != NULL)
        return i == 0 ? item->column : NULL;
    const json_t *columns = json_object_get(item->object, "columns");
    if (json_is_string(columns))
        return i == 0 ? json_string_value(columns) : NULL;
    return json_string_value(json_array_get(columns, i));
}

static bool is_plain(const char *id)
{
    size_t length = strlen(id);
    return length > 0 && length <= ID_BYTES &&
           strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_") == length;
}

static int fail_key(const struct codebook *book, const json_t *object,
                    const char *key, struct diag *d, const char *text)
{
    return jsondoc_fail(book->doc, object,
                        jsondoc_text(object, "id", "codebook"), key, d, "%s",
                        text);
}

static const char bad_id[] =
    "must be 1 to 60 small letters, digits and _, as it names a column";

static int add_item(struct codebook *book, struct codebook_item item,
                    struct diag *d)
{
    if (book->count == CODEBOOK_ITEMS) {
        free(item.id);
        return fail_key(book, item.object, "id", d,
                        "more than 1900 items and options");
    }
    book->items =
        mem_grow(book->items, book->count, &book->room, sizeof *book->items);
    book->items[book->count++] = item;
    for (size_t i = 0; i + 1 < book->count; i++)
        if (strcmp(book->items[i].id, item.id) == 0)
            return codebook_fail(book, &item, "id", d,
                                 "the item '%s' is there twice", item.id);
    return 0;
}

static struct codebook_item make_item(const json_t *q)
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
        .column = jsondoc_text(q, "column", NULL),
        .object = q,
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
            json_integer_value(code) > 10000)
            return fail_key(book, q, "codes", d,
                            "must map texts of cells to whole numbers from 0 "
                            "to 10000");
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
            return fail_key(book, q, key, d,
                            "must map codes in quotes to texts");
    }
    return 0;
}

static int read_simple(struct codebook *book, const json_t *q,
                       enum codebook_kind kind, struct diag *d)
{
    struct codebook_item item = make_item(q);
    item.kind = kind;
    item.first = book->count;
    item.count = 1;
    if (item.column == NULL)
        return fail_key(book, q, "column", d,
                        "is missing: the header of the answers");
    if (kind == CODEBOOK_LIKERT && (!item.ranged || item.low >= item.high))
        return fail_key(book, q, "low", d,
                        "a likert item needs \"low\" and \"high\", the codes "
                        "at its ends");
    if (check_codes(book, q, d) != 0 || check_labels(book, q, "labels", d) ||
        check_labels(book, q, "labels_zh", d))
        return -1;
    item.id = mem_text(item.question);
    return add_item(book, item, d);
}

/* With the coding "columns" an option has a column of its own. */
static int check_option(struct codebook *book, const json_t *q,
                        const json_t *option, struct diag *d)
{
    if (jsondoc_check(book->doc, option, jsondoc_text(q, "id", NULL),
                      option_keys, d) != 0)
        return -1;
    bool own = strcmp(jsondoc_text(q, "coding", "columns"), "columns") == 0;
    if (!is_plain(jsondoc_text(option, "id", "")))
        return fail_key(book, option, "id", d, bad_id);
    if (own && json_object_get(option, "column") == NULL)
        return fail_key(book, option, "column", d,
                        "is missing: the header of the option's column");
    if (!own && json_object_get(option, "column") != NULL)
        return fail_key(book, option, "column", d,
                        "has no place with coding \"cell\"");
    return 0;
}

static int read_options(struct codebook *book, const json_t *q,
                        const json_t *options, struct diag *d)
{
    size_t first = book->count;
    size_t count = json_array_size(options);
    for (size_t i = 0; i < count; i++) {
        const json_t *option = json_array_get(options, i);
        if (check_option(book, q, option, d) != 0)
            return -1;
        struct codebook_item item = make_item(q);
        item.kind = CODEBOOK_OPTION;
        item.option = option;
        item.text = jsondoc_text(option, "text", NULL);
        item.text_zh = jsondoc_text(option, "text_zh", NULL);
        item.topic = jsondoc_text(option, "topic", NULL);
        item.match = jsondoc_text(option, "match", NULL);
        item.other = jsondoc_boolean(option, "other", false);
        item.column = jsondoc_text(option, "column", item.column);
        item.first = first;
        item.count = count;
        item.id =
            mem_format("%s_%s", item.question, jsondoc_text(option, "id", ""));
        if (add_item(book, item, d) != 0)
            return -1;
    }
    return 0;
}

static int read_multiple(struct codebook *book, const json_t *q, struct diag *d)
{
    const char *coding = jsondoc_text(q, "coding", "columns");
    const json_t *options = json_object_get(q, "options");
    if (strcmp(coding, "cell") != 0 && strcmp(coding, "columns") != 0)
        return fail_key(book, q, "coding", d,
                        "must be \"cell\" (the choices stand in one cell, or "
                        "in several in a row) or \"columns\" (one per option)");
    if (json_array_size(options) == 0)
        return fail_key(book, q, "options", d, "must list the options");
    bool named = json_object_get(q, "column") != NULL ||
                 json_object_get(q, "columns") != NULL;
    if (named != (strcmp(coding, "cell") == 0))
        return fail_key(book, q, "column", d,
                        "goes with the coding \"cell\", and only with it");
    return read_options(book, q, options, d);
}

static int read_question(struct codebook *book, const json_t *questions,
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
    if (!is_plain(jsondoc_text(q, "id", "")))
        return fail_key(book, q, "id", d, bad_id);
    const char *kind = jsondoc_text(q, "kind", "");
    if (strcmp(kind, "multiple") == 0)
        return read_multiple(book, q, d);
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (i != CODEBOOK_OPTION && strcmp(kind, kinds[i]) == 0)
            return read_simple(book, q, (enum codebook_kind)i, d);
    return fail_key(book, q, "kind", d,
                    "must be likert, single, multiple, number or text");
}

static int read_head(struct codebook *book, const json_t *root, struct diag *d)
{
    const json_t *level = json_object_get(root, "kirkpatrick");
    book->survey = jsondoc_text(root, "survey", "");
    book->title = jsondoc_text(root, "title", NULL);
    book->title_zh = jsondoc_text(root, "title_zh", NULL);
    book->about = jsondoc_text(root, "about", "demand");
    book->course = jsondoc_text(root, "course", NULL);
    book->session = jsondoc_text(root, "session", NULL);
    book->kirkpatrick = json_integer_value(level);
    if (!is_plain(book->survey))
        return fail_key(book, root, "survey", d, bad_id);
    if (strcmp(book->survey, "rate") == 0) /* there is a response_rate */
        return fail_key(book, root, "survey", d, "must not be \"rate\"");
    if (strcmp(book->about, "demand") != 0 &&
        strcmp(book->about, "course") != 0 &&
        strcmp(book->about, "session") != 0)
        return fail_key(book, root, "about", d,
                        "must be demand, course or session");
    if (level != NULL && !json_is_null(level) &&
        (book->kirkpatrick < 1 || book->kirkpatrick > 4))
        return fail_key(book, root, "kirkpatrick", d,
                        "must be a level from 1 to 4, or null");
    return 0;
}

int codebook_read(struct codebook *book, const char *path, struct diag *d)
{
    *book = (struct codebook){0};
    book->doc = jsondoc_read(path, d);
    if (book->doc == NULL)
        return -1;
    const json_t *root = jsondoc_root(book->doc);
    if (jsondoc_check(book->doc, root, NULL, book_keys, d) != 0 ||
        read_head(book, root, d) != 0)
        return -1;
    const json_t *questions = json_object_get(root, "questions");
    for (size_t i = 0; i < json_array_size(questions); i++)
        if (read_question(book, questions, i, d) != 0)
            return -1;
    return codebook_check(book, d);
}

void codebook_free(struct codebook *book)
{
    for (size_t i = 0; i < book->count; i++)
        free(book->items[i].id);
    free(book->items);
    jsondoc_free(book->doc);
    *book = (struct codebook){0};
}
