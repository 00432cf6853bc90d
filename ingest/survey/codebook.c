/* codebook.c - see codebook.h. */
#include "ingest/survey/codebook.h"

#include "ingest/survey/codebook_check.h"
#include "ingest/survey/codebook_question.h"
#include "lib/mem.h"
#include "lib/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const kinds[] = {"likert", "single", "option", "number",
                                    "text"};

static const char *const policies[] = {"", "first", "latest", "most_complete"};

/* Under which key a list of words stands, in the book and in questions. */
static const char *const word_keys[CODEBOOK_WORDS] = {
    "missing", "not_shown", "not_substantive", "selected", "not_selected"};

static const struct jsonkey book_keys[] = {
    {.name = "survey", .type = JSONKEY_TEXT, .required = true},
    {.name = "title", .type = JSONKEY_TEXT},
    {.name = "title_zh", .type = JSONKEY_TEXT},
    {.name = "about", .type = JSONKEY_TEXT},
    {.name = "course", .type = JSONKEY_TEXT},
    {.name = "session", .type = JSONKEY_TEXT},
    {.name = "kirkpatrick", .type = JSONKEY_ANY},
    {.name = "anonymous", .type = JSONKEY_BOOLEAN},
    {.name = "duplicates", .type = JSONKEY_TEXT},
    {.name = "respondent_ids", .type = JSONKEY_TEXT},
    {.name = "empty", .type = JSONKEY_TEXT},
    {.name = "missing", .type = JSONKEY_TEXTS},
    {.name = "not_shown", .type = JSONKEY_TEXTS},
    {.name = "not_substantive", .type = JSONKEY_TEXTS},
    {.name = "selected", .type = JSONKEY_TEXTS},
    {.name = "not_selected", .type = JSONKEY_TEXTS},
    {.name = "attributes", .type = JSONKEY_OBJECT},
    {.name = "questions", .type = JSONKEY_ARRAY, .required = true},
    {.name = NULL},
};

static const struct jsonkey attribute_keys[] = {
    {.name = "column", .type = JSONKEY_ANY, .required = true},
    {.name = "values", .type = JSONKEY_OBJECT},
    {.name = NULL},
};

const char *codebook_kind_word(enum codebook_kind kind)
{
    return kinds[kind];
}

const char *codebook_duplicates_word(enum codebook_duplicates policy)
{
    return policies[policy];
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

const json_t *codebook_column(const struct codebook_item *item, size_t i)
{
    if (item->column != NULL)
        return i == 0 ? item->column : NULL;
    const json_t *columns = json_object_get(item->object, "columns");
    if (columns == NULL)
        columns = json_object_get(item->object, "column");
    else if (json_is_array(columns))
        return json_array_get(columns, i);
    return i == 0 ? columns : NULL;
}

const char *codebook_column_name(const json_t *column, char *to, size_t size)
{
    if (json_is_array(column))
        column = json_array_get(column, 0);
    if (json_is_integer(column))
        snprintf(to, size, "column %lld",
                 (long long)json_integer_value(column));
    else
        text_printable(json_string_value(column), json_string_length(column),
                       to, size);
    return to;
}

int codebook_fail_key(const struct codebook *book, const json_t *object,
                      const char *key, struct diag *d, const char *text)
{
    return jsondoc_fail(book->doc, object,
                        jsondoc_text(object, "id", "codebook"), key, d, "%s",
                        text);
}

int codebook_add(struct codebook *book, struct codebook_item item,
                 struct diag *d)
{
    if (book->count == CODEBOOK_ITEMS) {
        free(item.id);
        return codebook_fail_key(book, item.object, "id", d,
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

void codebook_add_words(struct codebook *book, const json_t *object)
{
    for (size_t i = 0; i < CODEBOOK_WORDS; i++) {
        json_t *said = json_object_get(object, word_keys[i]);
        if (json_is_string(said))
            json_array_append(book->words[i], said);
        else if (said != NULL)
            json_array_extend(book->words[i], said);
    }
}

static int read_about(struct codebook *book, const json_t *root, struct diag *d)
{
    const json_t *level = json_object_get(root, "kirkpatrick");
    book->kirkpatrick = json_integer_value(level);
    if (strcmp(book->about, "demand") != 0 &&
        strcmp(book->about, "course") != 0 &&
        strcmp(book->about, "session") != 0)
        return codebook_fail_key(book, root, "about", d,
                                 "must be demand, course or session");
    if (level != NULL && !json_is_null(level) &&
        (book->kirkpatrick < 1 || book->kirkpatrick > 4))
        return codebook_fail_key(book, root, "kirkpatrick", d,
                                 "must be a level from 1 to 4, or null");
    return 0;
}

static int read_duplicates(struct codebook *book, const json_t *root,
                           struct diag *d)
{
    const char *said = jsondoc_text(root, "duplicates", NULL);
    for (size_t i = 1; i < COUNT_OF(policies) && said != NULL; i++)
        if (strcmp(said, policies[i]) == 0)
            book->duplicates = (enum codebook_duplicates)i;
    return said == NULL || book->duplicates != CODEBOOK_REFUSED
               ? 0
               : codebook_fail_key(book, root, "duplicates", d,
                                   "must be first, latest or most_complete");
}

static int read_ids(struct codebook *book, const json_t *root, struct diag *d)
{
    const char *said = jsondoc_text(root, "respondent_ids", "survey");
    book->ids_begin_anew = strcmp(said, "input") == 0;
    return book->ids_begin_anew || strcmp(said, "survey") == 0
               ? 0
               : codebook_fail_key(book, root, "respondent_ids", d,
                                   "must be survey (one respondent has one id "
                                   "in all files) or input (ids begin anew in "
                                   "each file)");
}

static int read_head(struct codebook *book, const json_t *root, struct diag *d)
{
    book->survey = jsondoc_text(root, "survey", "");
    book->title = jsondoc_text(root, "title", NULL);
    book->title_zh = jsondoc_text(root, "title_zh", NULL);
    book->about = jsondoc_text(root, "about", "demand");
    book->course = jsondoc_text(root, "course", NULL);
    book->session = jsondoc_text(root, "session", NULL);
    book->anonymous = jsondoc_boolean(root, "anonymous", false);
    if (!codebook_plain(book->survey))
        return codebook_fail_key(book, root, "survey", d,
                                 "must be 1 to 60 small letters, digits and "
                                 "_, as it names a table");
    if (strcmp(book->survey, "rate") == 0) /* there is a response_rate */
        return codebook_fail_key(book, root, "survey", d,
                                 "must not be \"rate\"");
    codebook_add_words(book, root);
    if (codebook_read_empty(book, root, &book->empty, d) != 0 ||
        read_duplicates(book, root, d) != 0 || read_ids(book, root, d) != 0)
        return -1;
    return read_about(book, root, d);
}

static int read_attributes(struct codebook *book, const json_t *root,
                           struct diag *d)
{
    const char *name;
    json_t *object;
    json_t *all = json_object_get(root, "attributes");
    book->attributes =
        mem_array(NULL, json_object_size(all), sizeof *book->attributes);
    json_object_foreach(all, name, object) {
        if (!json_is_object(object) || name[0] == '\0')
            return jsondoc_fail(book->doc, all, "attributes", name, d,
                                "must be an object such as {\"column\": "
                                "\"Q2\"}");
        if (jsondoc_check(book->doc, object, name, attribute_keys, d) != 0 ||
            codebook_check_column(book, object, "column", d) != 0)
            return -1;
        book->attributes[book->n_attributes++] = (struct codebook_attribute){
            .name = name,
            .object = object,
            .column = json_object_get(object, "column"),
            .values = json_object_get(object, "values")};
    }
    return 0;
}

/* A draft leaves open what only a person knows: null says nothing. */
static void drop_open(json_t *list)
{
    static const char *const keys[] = {"facet", "topic", "scale"};
    size_t n;
    json_t *object;
    json_array_foreach(list, n, object) {
        for (size_t i = 0; i < COUNT_OF(keys); i++)
            if (json_is_null(json_object_get(object, keys[i])))
                json_object_del(object, keys[i]);
        drop_open(json_object_get(object, "rows"));
        drop_open(json_object_get(object, "options"));
    }
}

int codebook_read(struct codebook *book, const char *path, struct diag *d)
{
    *book = (struct codebook){0};
    for (size_t i = 0; i < CODEBOOK_WORDS; i++)
        book->words[i] = json_array();
    book->doc = jsondoc_read(path, d);
    if (book->doc == NULL)
        return -1;
    const json_t *root = jsondoc_root(book->doc);
    drop_open(json_object_get(root, "questions"));
    if (jsondoc_check(book->doc, root, NULL, book_keys, d) != 0 ||
        read_head(book, root, d) != 0 || read_attributes(book, root, d) != 0)
        return -1;
    const json_t *questions = json_object_get(root, "questions");
    for (size_t i = 0; i < json_array_size(questions); i++)
        if (codebook_question(book, questions, i, d) != 0)
            return -1;
    return codebook_check(book, d);
}

void codebook_free(struct codebook *book)
{
    for (size_t i = 0; i < book->count; i++)
        free(book->items[i].id);
    for (size_t i = 0; i < CODEBOOK_WORDS; i++)
        json_decref(book->words[i]);
    free(book->items);
    free(book->attributes);
    jsondoc_free(book->doc);
    *book = (struct codebook){0};
}
