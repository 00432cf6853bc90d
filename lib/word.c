/* word.c - see word.h. */
#include "lib/word.h"

#include <string.h>

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/*
 * Row I of the table holds the distances of the first I bytes of A from every
 * beginning of B; only the last three rows are kept.
 */
static size_t distance(const char *a, size_t m, const char *b, size_t n)
{
    size_t rows[3][WORD_MAX + 1];
    size_t *last = rows[0], *before = rows[1], *row = rows[2];
    for (size_t j = 0; j <= n; j++)
        last[j] = j;
    for (size_t i = 1; i <= m; i++) {
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            row[j] = least(least(last[j], row[j - 1]) + 1,
                           last[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
        size_t *oldest = before;
        before = last;
        last = row;
        row = oldest;
    }
    return last[n];
}

size_t word_distance(const char *a, const char *b)
{
    size_t m = strlen(a), n = strlen(b);
    if (m > WORD_MAX || n > WORD_MAX)
        return m + n;
    return distance(a, m, b, n);
}

struct word_search word_search_for(const char *word)
{
    size_t length = strlen(word);
    return (struct word_search){.word = word,
                                .distance = length < 3 ? 2 : length / 3 + 1};
}

void word_search_try(struct word_search *s, const char *known)
{
    size_t distance_to = word_distance(s->word, known);
    if (distance_to < s->distance) {
        s->found = known;
        s->distance = distance_to;
    }
}
