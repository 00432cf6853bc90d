/* wordorder.c - see wordorder.h. */
#include "analyze/base/wordorder.h"

#include "analyze/base/catalogue.h"
#include "lib/mem.h"

#include <stdlib.h>
#include <string.h>

/* A word, and its place in the order of texts. */
struct ranked {
    const char *text;
    int32_t word;
};

static int by_text(const void *one, const void *other)
{
    const struct ranked *a = one, *b = other;
    return strcmp(a->text, b->text);
}

void wordorder_open(struct wordorder *o, const struct facts *f, size_t first)
{
    size_t n = f->n_words;
    struct ranked *list = mem_array(NULL, n, sizeof *list);
    *o = (struct wordorder){
        .first = first, .n_words = n, .next = (int32_t)first};
    o->rank = mem_array(NULL, n, sizeof *o->rank);
    o->word = mem_array(NULL, n, sizeof *o->word);
    o->number = mem_array(NULL, n - first, sizeof *o->number);
    for (size_t i = 0; i < n; i++)
        list[i] = (struct ranked){f->word[i], (int32_t)i};
    if (n > 0)
        qsort(list, n, sizeof *list, by_text);
    for (size_t i = 0; i < n; i++) {
        o->word[i] = list[i].word;
        o->rank[list[i].word] = (int32_t)i;
    }
    for (size_t i = first; i < n; i++)
        o->number[i - first] = FACT_NONE;
    free(list);
}

void wordorder_rank(const struct wordorder *o, int32_t *word)
{
    if (*word != FACT_NONE)
        *word = o->rank[*word];
}

void wordorder_meet(struct wordorder *o, int32_t rank)
{
    if (rank == FACT_NONE || (size_t)o->word[rank] < o->first)
        return;
    int32_t *number = &o->number[(size_t)o->word[rank] - o->first];
    if (*number == FACT_NONE)
        *number = o->next++;
}

/* Words that no fact uses after all go last. */
void wordorder_close(struct wordorder *o, struct facts *f)
{
    for (size_t i = 0; i < o->n_words - o->first; i++)
        if (o->number[i] == FACT_NONE)
            o->number[i] = o->next++;
    catalogue_renumber(f, o->first, o->number);
}

void wordorder_number(const struct wordorder *o, int32_t *rank)
{
    if (*rank == FACT_NONE)
        return;
    size_t word = (size_t)o->word[*rank];
    *rank = word < o->first ? (int32_t)word : o->number[word - o->first];
}

void wordorder_free(struct wordorder *o)
{
    free(o->rank);
    free(o->word);
    free(o->number);
    *o = (struct wordorder){0};
}
