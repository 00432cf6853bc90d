/* tell.c - see tell.h. */
#include "ingest/tell.h"

#include "ingest/count.h"

#include <stdio.h>

static void tell_unchanged(const struct batch *b)
{
    char count[COUNT_TEXT];
    printf("%s: unchanged, %s rows", b->file, count_text(b->rows, count));
    if (b->rejected > 0)
        printf(", %s rejected", count_text(b->rejected, count));
    puts("");
}

static void tell_loaded(const struct batch *b)
{
    char rows[COUNT_TEXT];
    char accepted[COUNT_TEXT];
    char rejected[COUNT_TEXT];
    char flags[FLAGS_TEXT];
    printf("%s: %s rows, %s accepted, %s rejected", b->file,
           count_text(b->rows, rows), count_text(b->accepted, accepted),
           count_text(b->rejected, rejected));
    if (b->listed > 0)
        printf("; %s of %s members", count_text(b->members, accepted),
               count_text(b->listed, rows));
    puts("");
    if (b->flags.rows > 0)
        printf("%s: %s\n", b->file, flags_text(&b->flags, flags));
}

void tell_batch(const struct batch *b, const struct cli *cli)
{
    if (cli->quiet)
        return;
    if (b->load)
        tell_loaded(b);
    else
        tell_unchanged(b);
}

void tell_others(const struct batches *all, const struct cli *cli)
{
    char rows[COUNT_TEXT];
    for (size_t i = 0; i < all->count && !cli->quiet; i++)
        if (all->list[i].input == NULL)
            printf("also loaded: %s (%s, %s rows) is not in this study; its "
                   "rows stay\n",
                   all->list[i].name, all->list[i].file,
                   count_text(all->list[i].accepted, rows));
}
