/*
 * rejects.c - rejects.csv: which rows were left out, without their values.
 *
 * RFC 4180. A cell that a spreadsheet would take for a formula gets an
 * apostrophe before it.
 */
#include "report/context.h"
#include "lib/csvout.h"
#include "report/reports.h"
#include "report/cursor.h"

static const char select_rejects[] =
    "SELECT b.file, r.line, r.\"column\", r.code FROM reject r"
    " JOIN batch b USING (batch)"
    " ORDER BY b.file, r.line, r.\"column\", r.code, b.input";

enum { FULL = 1 << 20 }; /* bytes to write at once */

static int write_rows(struct cursor *r, struct outfile *o, struct buffer *b,
                      struct diag *d)
{
    buffer_text(b, "file,line,column,code\n");
    while (cursor_next(r)) {
        csvout_cell(b, cursor_text(r, 0));
        buffer_char(b, ',');
        buffer_integer(b, cursor_integer(r, 1));
        buffer_char(b, ',');
        csvout_cell(b, cursor_text(r, 2));
        buffer_char(b, ',');
        csvout_cell(b, cursor_text(r, 3));
        buffer_char(b, '\n');
        if (b->used > FULL && outfile_write(o, b, d) != 0)
            r->failed = true;
    }
    return r->failed ? -1 : outfile_write(o, b, d);
}

int report_rejects(const struct context *c, const char *file, struct diag *d)
{
    struct outfile o;
    if (outfile_open(&o, c->folder, file, AUDIENCE_PUBLIC, d) != 0)
        return -1;
    struct buffer b = {0};
    struct cursor r = cursor_open(c, select_rejects, d);
    int result = write_rows(&r, &o, &b, d);
    if (cursor_close(&r) != 0)
        result = -1;
    buffer_free(&b);
    if (result == 0)
        return outfile_close(&o, d);
    outfile_abandon(&o);
    return -1;
}
