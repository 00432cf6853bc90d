/* deal.c - see deal.h. */
#include "report/deal.h"

#include "lib/mem.h"
#include "lib/partition.h"
#include "lib/pool.h"
#include "lib/progress.h"
#include "report/context.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK = 8192 };             /* persons */
#define BUDGET ((size_t)256 << 20) /* bytes of rows in memory, per deal */

struct deal {
    struct partition *parts;
    size_t size, block;
    int (*compare)(const void *, const void *);
};

/* The rows of a block of persons, brought into their order. */
struct dealt_block {
    char *rows;
    size_t *starts; /* of person first + i, in rows; one more for the end */
};

struct writing {
    const struct context *c;
    struct deal *const *deals;
    deal_lines lines;
    const void *self;
    struct outfile out;
    struct progress progress;
    size_t block, done;
};

static size_t block_size(const struct context *c)
{
    return c->cli->block < BLOCK ? c->cli->block : BLOCK;
}

static size_t block_count(const struct context *c)
{
    return (c->people.count + block_size(c) - 1) / block_size(c);
}

struct deal *deal_open(const struct context *c, size_t size,
                       int (*compare)(const void *, const void *))
{
    struct deal *deal = mem_alloc(sizeof *deal);
    size_t blocks = block_count(c);
    deal->size = size;
    deal->block = block_size(c);
    deal->compare = compare;
    deal->parts = partition_open(blocks > 0 ? blocks : 1, size, BUDGET);
    return deal;
}

void deal_close(struct deal *deal)
{
    if (deal == NULL)
        return;
    partition_close(deal->parts);
    free(deal);
}

int deal_add(struct deal *deal, const void *row, struct diag *d)
{
    const struct dealt *dealt = row;
    return partition_add(deal->parts, dealt->person / deal->block, row, d);
}

/* Counts the rows of each person, which gives where each one's begin. */
static void count_rows(const char *rows, size_t count, size_t size,
                       size_t first, size_t *starts)
{
    for (size_t i = 0; i < count; i++) {
        const struct dealt *row = (const void *)(rows + i * size);
        starts[row->person - first + 1]++;
    }
}

static void place_rows(const char *from, size_t count, size_t size,
                       size_t first, size_t *starts, char *to)
{
    for (size_t i = 0; i < count; i++) {
        const struct dealt *row = (const void *)(from + i * size);
        size_t at = starts[row->person - first]++;
        memcpy(to + at * size, row, size);
    }
}

/* Sorts by counting; persons have few rows, which are then sorted by value. */
static void arrange(const struct deal *deal, const char *from, size_t count,
                    size_t first, size_t people, struct dealt_block *b)
{
    b->starts = mem_alloc((people + 1) * sizeof *b->starts);
    b->rows = mem_array(NULL, count, deal->size);
    count_rows(from, count, deal->size, first, b->starts);
    for (size_t i = 0; i < people; i++)
        b->starts[i + 1] += b->starts[i];
    place_rows(from, count, deal->size, first, b->starts, b->rows);
    memmove(b->starts + 1, b->starts, people * sizeof *b->starts);
    b->starts[0] = 0;
    for (size_t i = 0; i < people; i++)
        qsort(b->rows + b->starts[i] * deal->size,
              b->starts[i + 1] - b->starts[i], deal->size, deal->compare);
}

static int read_block(struct deal *deal, size_t number, size_t first,
                      size_t people, struct dealt_block *b, struct diag *d)
{
    size_t count = partition_count(deal->parts, number);
    char *raw = mem_array(NULL, count, deal->size);
    int result = partition_read(deal->parts, number, raw, d);
    if (result == 0)
        arrange(deal, raw, count, first, people, b);
    free(raw);
    return result;
}

static void fill_hand(const struct deal *deal, const struct dealt_block *b,
                      size_t i, struct hand *hand)
{
    *hand = (struct hand){0};
    if (deal == NULL)
        return;
    hand->rows = b->rows + b->starts[i] * deal->size;
    hand->count = b->starts[i + 1] - b->starts[i];
}

static struct buffer *write_lines(const struct writing *w, size_t first,
                                  size_t people,
                                  const struct dealt_block *blocks)
{
    struct buffer *text = mem_alloc(sizeof *text);
    struct emitter e = {.to = text};
    for (size_t i = 0; i < people; i++) {
        struct hand hands[DEAL_HANDS];
        for (int k = 0; k < DEAL_HANDS; k++)
            fill_hand(w->deals[k], &blocks[k], i, &hands[k]);
        w->lines(w->self, (uint32_t)(first + i), hands, &e);
    }
    return text;
}

static int work_block(void *context, size_t number, void **result,
                      struct diag *d)
{
    const struct writing *w = context;
    size_t first = number * w->block;
    size_t people = w->c->people.count - first;
    if (people > w->block)
        people = w->block;
    struct dealt_block blocks[DEAL_HANDS] = {{0}};
    int status = 0;
    for (int k = 0; k < DEAL_HANDS && status == 0; k++)
        if (w->deals[k] != NULL)
            status =
                read_block(w->deals[k], number, first, people, &blocks[k], d);
    if (status == 0)
        *result = write_lines(w, first, people, blocks);
    for (int k = 0; k < DEAL_HANDS; k++) {
        free(blocks[k].rows);
        free(blocks[k].starts);
    }
    return status;
}

static int take_block(void *context, size_t number, void *result, int failed,
                      struct diag *d)
{
    struct writing *w = context;
    struct buffer *text = result;
    int status = failed ? -1 : 0;
    (void)number;
    if (status == 0)
        status = outfile_write(&w->out, text, d);
    if (text != NULL)
        buffer_free(text);
    free(text);
    w->done++;
    progress_at(&w->progress, (int64_t)w->done, (int64_t)(w->done * w->block));
    return status;
}

int deal_write(const struct context *c, const char *name,
               struct deal *deals[DEAL_HANDS], deal_lines lines,
               const void *self, struct diag *d)
{
    struct writing w = {.c = c,
                        .deals = deals,
                        .lines = lines,
                        .self = self,
                        .block = block_size(c)};
    if (outfile_open(&w.out, c->folder, name, AUDIENCE_PERSONS, d) != 0)
        return -1;
    progress_begin(&w.progress, name, "members", (int64_t)block_count(c),
                   !c->cli->quiet);
    int status = pool_run(c->cli->threads, block_count(c), work_block,
                          take_block, &w, d);
    progress_end(&w.progress);
    if (status == 0)
        return outfile_close(&w.out, d);
    outfile_abandon(&w.out);
    return -1;
}
