/* flag.c - see flag.h. */
#include "ingest/flag.h"

#include "ingest/columns.h"
#include "ingest/count.h"

#include <inttypes.h>
#include <stdbool.h>

static const char *const words[FLAG_COUNT] = {
    "more than 24 hours of a member on one day",
    "before the member joined",
    "on no day of the session",
    "during another session of the member",
    "after the member left",
    "more hours than the session has",
    "later than as_of",
};

void flags_add(struct flags *f, unsigned flags, int64_t line)
{
    f->rows += flags != 0;
    for (unsigned i = 0; i < FLAG_COUNT; i++) {
        if ((flags & 1u << i) == 0)
            continue;
        f->count[i]++;
        if (f->first[i] == 0 || line < f->first[i])
            f->first[i] = line;
    }
}

void flags_merge(struct flags *f, const struct flags *other)
{
    f->rows += other->rows;
    for (size_t i = 0; i < FLAG_COUNT; i++) {
        f->count[i] += other->count[i];
        if (f->first[i] == 0 ||
            (other->first[i] != 0 && other->first[i] < f->first[i]))
            f->first[i] = other->first[i];
    }
}

char *flags_text(const struct flags *f, char to[FLAGS_TEXT])
{
    char count[COUNT_TEXT];
    to[0] = '\0';
    columns_append(to, FLAGS_TEXT,
                   "%s rows flagged: ", count_text(f->rows, count));
    bool more = false;
    for (size_t i = 0; i < FLAG_COUNT; i++) {
        if (f->count[i] == 0)
            continue;
        columns_append(to, FLAGS_TEXT, "%s%s (%s, first at line %" PRId64 ")",
                       more ? ", " : "", words[i],
                       count_text(f->count[i], count), f->first[i]);
        more = true;
    }
    return to;
}
