/* block.c - see block.h. */
#include "ingest/draft/block.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static void set(struct block_header *h, const char *row, size_t length,
                size_t base)
{
    static const char *const words[] = {"other", "TEXT", "其他", "其它"};
    h->base = base;
    h->row = row;
    h->row_length = length;
    for (size_t i = 0; i < COUNT_OF(words); i++)
        h->other = h->other || (strlen(words[i]) == length &&
                                strncasecmp(words[i], row, length) == 0);
}

/* The last text in brackets, "stem(row)", with OPEN before and CLOSE behind. */
static bool split_brackets(struct block_header *h, const char *open,
                           const char *close)
{
    size_t length = strlen(h->text);
    size_t end = strlen(close);
    if (length <= end || strcmp(h->text + length - end, close) != 0)
        return false;
    const char *begin = NULL;
    for (const char *at = h->text; (at = strstr(at, open)) != NULL;
         at += strlen(open))
        begin = at;
    if (begin == NULL || begin == h->text)
        return false;
    const char *row = begin + strlen(open);
    if (row + end >= h->text + length)
        return false;
    set(h, row, (size_t)(h->text + length - end - row),
        (size_t)(begin - h->text));
    return true;
}

/* Behind the last SIGN, if there is something on either side. */
static bool split_at(struct block_header *h, const char *sign)
{
    const char *last = NULL;
    for (const char *at = h->text; (at = strstr(at, sign)) != NULL;
         at += strlen(sign))
        last = at;
    if (last == NULL || last == h->text || last[strlen(sign)] == '\0')
        return false;
    const char *row = last + strlen(sign);
    set(h, row, strlen(row), (size_t)(last - h->text));
    return true;
}

/* "Q37_1", and "Q37_1_TEXT" for what was written beside it. */
static bool split_number(struct block_header *h)
{
    const char *bar = strrchr(h->text, '_');
    if (bar == NULL || bar == h->text || bar[1] == '\0')
        return false;
    if (strcmp(bar, "_TEXT") == 0) {
        const char *stem = strchr(h->text, '_');
        set(h, bar + 1, 4, (size_t)(stem - h->text));
        return true;
    }
    if (strspn(bar + 1, "0123456789") != strlen(bar + 1))
        return false;
    set(h, bar + 1, strlen(bar + 1), (size_t)(bar - h->text));
    return true;
}

struct block_header block_split(const char *header)
{
    struct block_header h = {.text = header, .base = strlen(header)};
    if (split_brackets(&h, "[", "]") || split_brackets(&h, "(", ")") ||
        split_brackets(&h, "（", "）") || split_number(&h) ||
        split_at(&h, "/") || split_at(&h, "—") || split_at(&h, " - "))
        return h;
    return h;
}

bool block_joins(const struct block_header *a, const struct block_header *b)
{
    return a->row_length > 0 && b->row_length > 0 && a->base == b->base &&
           strncmp(a->text, b->text, a->base) == 0;
}

void block_id(const char *bytes, size_t length, char *to, size_t size)
{
    size_t used = 0;
    for (size_t i = 0; i < length && used + 1 < size; i++) {
        unsigned char c = (unsigned char)bytes[i];
        bool plain = c < 0x80 && isalnum(c);
        if (plain)
            to[used++] = (char)tolower(c);
        else if (used > 0 && to[used - 1] != '_')
            to[used++] = '_';
    }
    while (used > 0 && to[used - 1] == '_')
        used--;
    to[used] = '\0';
}
