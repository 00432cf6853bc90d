/* codebook_option.c - see codebook_option.h. */
#include "ingest/survey/codebook_option.h"

#include "ingest/survey/codebook_question.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

static const struct jsonkey option_keys[] = {
    {.name = "id", .type = JSONKEY_TEXT, .required = true},
    {.name = "match", .type = JSONKEY_TEXT},
    {.name = "column", .type = JSONKEY_ANY},
    {.name = "topic", .type = JSONKEY_TEXT},
    {.name = "text", .type = JSONKEY_TEXT},
    {.name = "text_zh", .type = JSONKEY_TEXT},
    {.name = "selected", .type = JSONKEY_TEXTS},
    {.name = "not_selected", .type = JSONKEY_TEXTS},
    {.name = "other", .type = JSONKEY_BOOLEAN},
    {.name = "optional", .type = JSONKEY_BOOLEAN},
    {.name = NULL},
};

static const struct coding {
    const char *word;
    bool own;    /* each option has a column */
    bool shared; /* the question has one, or several */
} codings[] = {
    [CODEBOOK_COLUMNS] = {"columns", true, false},
    [CODEBOOK_CELL] = {"cell", false, true},
    [CODEBOOK_BOTH] = {"both", true, true},
    [CODEBOOK_RANKS] = {"ranks", true, false},
};

static int check_option(const struct codebook *book,
                        const struct codebook_item *item, const json_t *option,
                        struct diag *d)
{
    bool there = json_object_get(option, "column") != NULL;
    if (!json_is_object(option))
        return codebook_fail_key(book, item->object, "options", d,
                                 "must be a list of objects");
    if (jsondoc_check(book->doc, option, item->question, option_keys, d) != 0)
        return -1;
    if (!codebook_plain(jsondoc_text(option, "id", "")))
        return codebook_fail_key(book, option, "id", d,
                                 "must be 1 to 60 small letters, digits and "
                                 "_, as it names a column");
    if (codings[item->coding].own && !there)
        return codebook_fail_key(book, option, "column", d,
                                 "is missing: the header of the option's "
                                 "column");
    if (!codings[item->coding].own && there)
        return codebook_fail_key(book, option, "column", d,
                                 "has no place with coding \"cell\"");
    return codebook_check_column(book, option, "column", d);
}

static int add_option(struct codebook *book, struct codebook_item item,
                      const json_t *option, struct diag *d)
{
    item.kind = CODEBOOK_OPTION;
    item.option = option;
    item.text = jsondoc_text(option, "text", NULL);
    item.text_zh = jsondoc_text(option, "text_zh", NULL);
    item.topic = jsondoc_text(option, "topic", NULL);
    item.match = jsondoc_text(option, "match", NULL);
    item.other = jsondoc_boolean(option, "other", false);
    item.optional = jsondoc_boolean(option, "optional", item.optional);
    item.column = json_object_get(option, "column");
    const json_t *selected = json_object_get(option, "selected");
    const json_t *unselected = json_object_get(option, "not_selected");
    if (selected != NULL)
        item.words[CODEBOOK_SELECTED] = selected;
    if (unselected != NULL)
        item.words[CODEBOOK_UNSELECTED] = unselected;
    item.id =
        mem_format("%s_%s", item.question, jsondoc_text(option, "id", ""));
    return codebook_add(book, item, d);
}

/* The rank of the option that is the item INDEX: 1 is the first choice. */
static int add_rank(struct codebook *book, size_t index, struct diag *d)
{
    struct codebook_item item = book->items[index];
    item.kind = CODEBOOK_NUMBER;
    item.rank = true;
    item.ranged = true;
    item.low = 1;
    item.high = (int64_t)item.count;
    item.facet = NULL; /* the option has it */
    item.topic = NULL;
    item.id = mem_format("%s_rank", book->items[index].id);
    return codebook_add(book, item, d);
}

static int read_coding(struct codebook *book, struct codebook_item *item,
                       struct diag *d)
{
    const char *said = jsondoc_text(item->object, "coding", "columns");
    for (size_t i = 0; i < COUNT_OF(codings); i++) {
        if (strcmp(said, codings[i].word) != 0)
            continue;
        item->coding = (enum codebook_coding)i;
        return 0;
    }
    return codebook_fail_key(
        book, item->object, "coding", d,
        "must be \"cell\" (the choices stand in one cell, or in several in a "
        "row), \"columns\" (one per option), \"both\" or \"ranks\" (a column "
        "per option that holds its rank)");
}

static int check_coding(const struct codebook *book,
                        const struct codebook_item *item, struct diag *d)
{
    const json_t *q = item->object;
    bool named = json_object_get(q, "column") != NULL ||
                 json_object_get(q, "columns") != NULL;
    if (json_array_size(json_object_get(q, "options")) == 0)
        return codebook_fail_key(book, q, "options", d,
                                 "must list the options");
    if (named != codings[item->coding].shared)
        return codebook_fail_key(book, q, "column", d,
                                 "goes with the codings \"cell\" and "
                                 "\"both\", and only with them");
    if (item->coding == CODEBOOK_BOTH && json_object_get(q, "columns") != NULL)
        return codebook_fail_key(book, q, "columns", d,
                                 "with coding \"both\" the choices stand in "
                                 "one \"column\"");
    if (json_object_get(q, "rows") != NULL)
        return codebook_fail_key(book, q, "rows", d,
                                 "has no place in a multiple choice");
    if (jsondoc_text(q, "separator", ";")[0] == '\0')
        return codebook_fail_key(book, q, "separator", d, "must not be empty");
    return 0;
}

int codebook_options(struct codebook *book, struct codebook_item item,
                     struct diag *d)
{
    const json_t *options = json_object_get(item.object, "options");
    if (read_coding(book, &item, d) != 0 || check_coding(book, &item, d) != 0)
        return -1;
    bool ranked = item.coding == CODEBOOK_RANKS ||
                  jsondoc_boolean(item.object, "ranked", false);
    if (ranked && codings[item.coding].own && item.coding != CODEBOOK_RANKS)
        return codebook_fail_key(book, item.object, "ranked", d,
                                 "goes with coding \"cell\", where the order "
                                 "of the choices is seen");
    item.count = json_array_size(options);
    for (size_t i = 0; i < item.count; i++)
        if (check_option(book, &item, json_array_get(options, i), d) != 0 ||
            add_option(book, item, json_array_get(options, i), d) != 0)
            return -1;
    for (size_t i = 0; i < item.count && ranked; i++)
        if (add_rank(book, item.first + i, d) != 0)
            return -1;
    return 0;
}
