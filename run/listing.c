/* listing.c - see listing.h. */
#include "run/listing.h"

#include "lib/csvout.h"
#include "lib/text.h"

#include <stdio.h>
#include <string.h>

static const char *text_of(sqlite3_stmt *row, int column)
{
    const unsigned char *text = sqlite3_column_text(row, column);
    return text != NULL ? (const char *)text : "";
}

const char *listing_text(sqlite3_stmt *row, int column, char to[LISTING_TEXT])
{
    const char *text = text_of(row, column);
    return text_printable(text, strlen(text), to, LISTING_TEXT);
}

void listing_csv(struct buffer *b, sqlite3_stmt *row, int first, int last)
{
    for (int i = first; i <= last; i++) {
        csvout_cell(b, text_of(row, i));
        buffer_char(b, i < last ? ',' : '\n');
    }
}

void listing_flush(struct buffer *b)
{
    fwrite(b->bytes, 1, b->used, stdout); /* cli_finish() looks */
    buffer_clear(b);
}

static int open_and_show(struct listing *l, listing_show *show, struct diag *d)
{
    if (study_read(&l->study, l->cli->study, d) != 0 ||
        warehouse_open(&l->warehouse, l->study.warehouse, WAREHOUSE_READ,
                       l->cli->program, d) != 0)
        return -1;
    return show(l, d);
}

int listing_run(const struct cli *cli, listing_show *show)
{
    struct listing l = {.cli = cli, .warehouse = {.lock = -1}};
    struct diag d = {0};
    int result = open_and_show(&l, show, &d);
    warehouse_close(&l.warehouse);
    study_free(&l.study);
    if (result != 0)
        diag_print(&d, cli->program);
    return cli_finish(cli, result == 0 ? CLI_DONE : CLI_FAILED);
}
