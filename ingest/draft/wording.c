/* wording.c - see wording.h. */
#include "ingest/draft/wording.h"

#include "ingest/draft/block.h"
#include "ingest/survey/finder.h"
#include "lib/mem.h"
#include "lib/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Takes ID, or ID_2, ID_3 ... */
static void take(char id[WORDING_ID], json_t *taken)
{
    char base[20];
    snprintf(base, sizeof base, "%.19s", id);
    for (unsigned n = 2; json_object_get(taken, id) != NULL; n++)
        snprintf(id, WORDING_ID, "%s_%u", base, n % 100000U);
    json_object_set_new(taken, id, json_true());
}

void wording_id(const char *text, size_t length, size_t position, json_t *taken,
                char to[WORDING_ID])
{
    char *stem = mem_text_n(text, length);
    const char *behind = finder_behind_number(stem);
    size_t digits = strspn(stem, "0123456789");
    block_id(behind, strlen(behind), to, WORDING_ID);
    if (strlen(to) < 2 && digits > 0 && digits < 6)
        snprintf(to, WORDING_ID, "q%.*s", (int)digits, stem);
    else if (to[0] == '\0')
        snprintf(to, WORDING_ID, "q%zu", position);
    free(stem);
    take(to, taken);
}

void wording_row_id(const char *text, size_t length, size_t position,
                    json_t *taken, char to[WORDING_ID])
{
    block_id(text, length, to, WORDING_ID);
    if (to[0] == '\0')
        snprintf(to, WORDING_ID, "%zu", position);
    take(to, taken);
}

/* Whether a sign of U+2E80 and above is in it: Chinese, mostly. */
static bool is_chinese(const char *text)
{
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        if (c >= 0xE2 && (c > 0xE2 || (unsigned char)text[1] >= 0xBA))
            return true;
    }
    return false;
}

void wording_set(json_t *object, const char *text, size_t length)
{
    char *whole = mem_text_n(text, length);
    char *folded = finder_fold(whole);
    const char *bytes = finder_behind_number(folded);
    size_t left = strlen(bytes);
    text_trim(&bytes, &left);
    if (left > 0)
        json_object_set_new(object, is_chinese(bytes) ? "text_zh" : "text",
                            json_stringn(bytes, left));
    free(folded);
    free(whole);
}

json_t *wording_column(const struct profiles *all, size_t place)
{
    const char *header = all->list[place].header;
    size_t same = 0;
    for (size_t i = 0; i < all->count; i++)
        same += strcmp(all->list[i].header, header) == 0;
    return same == 1 && header[0] != '\0' ? json_string(header)
                                          : json_integer((json_int_t)place + 1);
}
