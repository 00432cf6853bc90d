/* lexicon.c - see lexicon.h. */
#include "report/lexicon.h"

#include "lib/mem.h"
#include "report/context.h"
#include "report/keys.h"
#include "report/cursor.h"

#include <stdlib.h>
#include <string.h>

static struct entry read_entry(struct lexicon *l, const struct cursor *r)
{
    struct entry e;
    for (int i = 0; i < LEXICON_TEXTS; i++) {
        const char *text = cursor_text(r, i + 1);
        e.text[i] =
            text != NULL ? arena_text(&l->arena, text, strlen(text)) : NULL;
    }
    int number = LEXICON_TEXTS + 1;
    e.number = cursor_null(r, number) ? INT64_MIN : cursor_integer(r, number);
    return e;
}

int lexicon_read(struct lexicon *l, const struct context *c, const char *select,
                 struct diag *d)
{
    *l = (struct lexicon){0};
    size_t key_room = 0, entry_room = 0;
    struct cursor r = cursor_open(c, select, d);
    while (cursor_next(&r)) {
        l->key = mem_grow(l->key, l->count, &key_room, sizeof *l->key);
        l->entry = mem_grow(l->entry, l->count, &entry_room, sizeof *l->entry);
        l->key[l->count] = cursor_integer(&r, 0);
        l->entry[l->count++] = read_entry(l, &r);
    }
    return cursor_close(&r);
}

void lexicon_free(struct lexicon *l)
{
    free(l->key);
    free(l->entry);
    arena_free(&l->arena);
    *l = (struct lexicon){0};
}

uint32_t lexicon_at(const struct lexicon *l, int64_t key)
{
    size_t at = keys_find(l->key, l->count, key);
    return at >= LEXICON_NONE ? LEXICON_NONE : (uint32_t)at;
}

const struct entry *lexicon_entry(const struct lexicon *l, uint32_t at)
{
    return at < l->count ? &l->entry[at] : NULL;
}

const struct entry *lexicon_find(const struct lexicon *l, int64_t key)
{
    return lexicon_entry(l, lexicon_at(l, key));
}
