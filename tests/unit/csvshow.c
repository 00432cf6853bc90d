/* csvshow.c - see csvshow.h. */
#include "tests/unit/csvshow.h"

#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SHOWN = 4096 };

PRINTF_LIKE(2, 3)
static void show(char *to, const char *fmt, ...)
{
    size_t used = strlen(to);
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(to + used, SHOWN - used, fmt, ap);
    va_end(ap);
}

static void show_record(const struct csvfile *csv, char *to)
{
    show(to, "%ld:", csvfile_line(csv));
    for (size_t i = 0; i < csvfile_count(csv); i++) {
        struct csvfile_cell cell = csvfile_cell(csv, i);
        show(to, "%s%.*s", i > 0 ? "|" : "", (int)cell.length, cell.bytes);
    }
    show(to, ";");
}

/* Shows all of a file; D has why it failed, if it did. */
static void show_file(const char *path, const struct csvfile_options *options,
                      char *to, struct diag *d)
{
    to[0] = '\0';
    struct csvfile *csv = csvfile_open(path, options, d);
    if (csv == NULL) {
        show(to, "%ld#", d->line);
        return;
    }
    for (size_t i = 0; i < csvfile_columns(csv); i++)
        show(to, "%s%s", i > 0 ? "|" : "[", csvfile_header(csv, i));
    show(to, "]");
    enum csvfile_record found;
    while ((found = csvfile_next(csv, d)) > CSVFILE_END) {
        if (found == CSVFILE_RECORD)
            show_record(csv, to);
        else
            show(to, "%ld!%s;", csvfile_line(csv), csvfile_fault(csv));
    }
    if (found == CSVFILE_END) {
        show(to, ".");
        assert_string_equal(d->text, "");
        assert_int_equal(csvfile_bytes_read(csv), csvfile_bytes(csv));
    } else {
        show(to, "%ld#", d->line);
    }
    csvfile_close(csv);
}

void csvshow_expect(void **state, const struct csvshow *shows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct csvshow *s = &shows[i];
        char *path = scratch_write(state, "sample.csv", s->bytes, s->length);
        char shown[SHOWN];
        struct diag d = {0};
        show_file(path, &s->options, shown, &d);
        if (strcmp(shown, s->shown) != 0)
            fail_msg("case %zu: %s\nexpected: %s\n%s", i, shown, s->shown,
                     d.text);
        if (d.text[0] != '\0')
            assert_string_equal(d.file, path);
        free(path);
    }
}
