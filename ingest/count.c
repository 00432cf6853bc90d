/* count.c - see count.h. */
#include "ingest/count.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

char *count_text(int64_t number, char to[COUNT_TEXT])
{
    char digits[COUNT_TEXT];
    int length = snprintf(digits, sizeof digits, "%" PRId64, number);
    char *out = to;
    for (int i = 0; i < length; i++) {
        int left = length - i;
        if (i > 0 && left % 3 == 0 && digits[i - 1] != '-')
            *out++ = ',';
        *out++ = digits[i];
    }
    *out = '\0';
    return to;
}

bool count_allows(double allowed, int64_t rows, int64_t rejected)
{
    double most = allowed < 1 ? allowed * (double)rows : allowed;
    return (double)rejected <= most;
}

static int fail_rejects(const struct batch *b, const struct reject *reject,
                        struct diag *d)
{
    char rejected[COUNT_TEXT];
    char rows[COUNT_TEXT];
    double allowed = b->input->max_rejects;
    reject_print_groups(reject);
    diag_at(d, b->file, 0, NULL);
    return diag_fail(d,
                     "%s of %s rows are rejected, more than max_rejects (%g%s) "
                     "of input \"%s\" allows; nothing was stored: correct "
                     "the file, or allow more",
                     count_text(b->rejected - b->aside, rejected),
                     count_text(b->rows, rows),
                     allowed < 1 ? allowed * 100 : allowed,
                     allowed < 1 ? " %" : " rows", b->name);
}

static void note_dialect(struct batch *batch, const struct csvfile *csv)
{
    const char *name, *likely;
    batch->passed = csvfile_passed(csv);
    bool found = csvfile_encoding(csv, &name, &likely);
    snprintf(batch->found_as, sizeof batch->found_as, "%s",
             found && strcmp(name, "UTF-8") != 0 ? name : "");
}

int count_batch(struct loading *l, struct batch *batch, const struct rows *rows,
                struct reject *reject, int64_t stored, struct diag *d)
{
    batch->rows = rows->count;
    batch->rejected = rows->rejected;
    batch->accepted = rows->count - rows->rejected;
    note_dialect(batch, rows->csv);
    batch->bytes = (int64_t)csvfile_bytes(rows->csv);
    bool allowed = count_allows(batch->input->max_rejects, batch->rows,
                                batch->rejected - batch->aside);
    bool kept = allowed && !l->cli->dry && l->cli->scratch == NULL;
    if (reject_finish(reject, kept, d) != 0)
        return -1;
    if (!allowed)
        return fail_rejects(batch, reject, d);
    if (l->cli->verbose || reject->faults > REJECT_SHOWN)
        reject_print_groups(reject);
    if (stored == batch->accepted)
        return 0;
    diag_at(d, batch->file, 0, NULL);
    return diag_fail(d,
                     "%" PRId64 " rows read, %" PRId64 " rejected, but %" PRId64
                     " stored; nothing is kept",
                     batch->rows, batch->rejected, stored);
}
