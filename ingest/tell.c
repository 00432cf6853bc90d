/* tell.c - see tell.h. */
#include "ingest/tell.h"

#include "ingest/count.h"
#include "ingest/preview.h"
#include "lib/date.h"
#include "lib/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { NAME_BYTES = 512 };

/* A name out of the study, as a terminal may show it. */
static const char *shown(const char *name, char to[NAME_BYTES])
{
    return text_printable(name, strlen(name), to, NAME_BYTES);
}

static void tell_unchanged(const struct batch *b, const char *file)
{
    char count[COUNT_TEXT];
    printf("%s: unchanged, %s rows", file, count_text(b->rows, count));
    if (b->rejected > 0)
        printf(", %s rejected", count_text(b->rejected, count));
    if (b->passed > 0)
        printf(", %s passed over", count_text(b->passed, count));
    puts("");
}

static void tell_loaded(const struct batch *b, const char *file)
{
    char rows[COUNT_TEXT];
    char accepted[COUNT_TEXT];
    char rejected[COUNT_TEXT];
    char aside[COUNT_TEXT];
    printf("%s: %s rows, %s accepted, %s rejected", file,
           count_text(b->rows, rows), count_text(b->accepted, accepted),
           count_text(b->rejected, rejected));
    if (b->aside > 0)
        printf(" (%s set aside)", count_text(b->aside, aside));
    if (b->passed > 0)
        printf(", %s passed over", count_text(b->passed, rows));
    if (b->found_as[0] != '\0')
        printf("; read as %s", b->found_as);
    if (b->listed > 0)
        printf("; %s of %s members", count_text(b->members, accepted),
               count_text(b->listed, rows));
    puts("");
}

static void tell_ends(const struct batch *b, const char *file)
{
    char day[DATE_TEXT], ended[COUNT_TEXT];
    if (b->ended > 0)
        printf("%s: %s that are not in it any more end on %s\n", file,
               count_text(b->ended, ended), date_write(b->day, day));
    if (b->doubtful)
        printf("%s: nobody ends: it cannot be told whom the rejected rows are "
               "about\n",
               file);
}

static void tell_flags(const struct batch *b, const char *file)
{
    char flags[FLAGS_TEXT];
    if (b->flags.rows > 0)
        printf("%s: %s\n", file, flags_text(&b->flags, flags));
}

void tell_batch(const struct batch *b, const struct cli *cli)
{
    char file[NAME_BYTES];
    if (cli->quiet)
        return;
    shown(b->file, file);
    if (cli->dry)
        preview_batch(b);
    else if (b->load)
        tell_loaded(b, file);
    else
        tell_unchanged(b, file);
    tell_ends(b, file);
    tell_flags(b, file);
}

void tell_others(const struct batches *all, const struct cli *cli)
{
    char name[NAME_BYTES];
    char file[NAME_BYTES];
    char rows[COUNT_TEXT];
    for (size_t i = 0; i < all->count && !cli->quiet; i++) {
        const struct batch *b = &all->list[i];
        if (b->input == NULL && b->heir == 0)
            printf("also loaded: %s (%s, %s rows) is not in this study; its "
                   "rows stay (dripline forget STUDY %" PRId64
                   " takes them out)\n",
                   shown(b->name, name), shown(b->file, file),
                   count_text(b->accepted, rows), b->number);
    }
}
