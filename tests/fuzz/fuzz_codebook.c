/*
 * fuzz_codebook.c - the codebook of a questionnaire.
 */
#include "tests/fuzz/fuzz.h"

#include "ingest/survey/codebook.h"

#include <string.h>
#include <unistd.h>

static void look_at(const struct codebook *book)
{
    fuzz_demand(book->count <= CODEBOOK_ITEMS, "the items fit a table");
    for (size_t i = 0; i < book->count; i++) {
        const struct codebook_item *item = &book->items[i];
        fuzz_demand(strlen(item->id) > 0, "an item has an id");
        fuzz_demand(item->first + item->count <= book->count,
                    "the items of a question are items");
        fuzz_demand(codebook_kind_word(item->kind) != NULL,
                    "a kind has a word");
        for (size_t k = 0; codebook_column(item, k) != NULL; k++)
            fuzz_demand(k < CODEBOOK_ITEMS, "the columns have an end");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[FUZZ_PATH];
    int file = fuzz_file(data, size, path);
    struct codebook book = {0};
    struct diag d = {0};
    int result = codebook_read(&book, path, &d);
    fuzz_demand((result != 0) == (d.text[0] != '\0'), "a failure is told");
    if (result == 0)
        look_at(&book);
    codebook_free(&book);
    close(file);
    return 0;
}
