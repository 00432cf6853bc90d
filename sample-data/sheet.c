/* sheet.c - see sheet.h. */
#include "sample-data/sheet.h"

#include "lib/mem.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>

static void fail(struct folder *folder, const char *name)
{
    if (folder->failed)
        return;
    folder->failed = true;
    (void)diag_fail_errno(&folder->why, "cannot write %s/%s", folder->path,
                          name);
}

struct sheet sheet_open(struct folder *folder, const char *name,
                        const char *header)
{
    struct sheet s = {folder, name, NULL, 0};
    char *path = mem_format("%s/%s", folder->path, name);
    errno = 0;
    s.file = fopen(path, "wb");
    free(path);
    if (s.file == NULL)
        fail(folder, name);
    else if (header != NULL)
        sheet_row(&s, "%s", header);
    return s;
}

/* Counts the line breaks inside quoted cells as well. */
static void put(struct sheet *s, const char *fmt, va_list ap)
    __attribute__((format(printf, 2, 0)));

static void put(struct sheet *s, const char *fmt, va_list ap)
{
    char text[4096];
    int length = vsnprintf(text, sizeof text, fmt, ap);
    if (s->file == NULL)
        return;
    if (length < 0 || (size_t)length >= sizeof text ||
        fwrite(text, 1, (size_t)length, s->file) != (size_t)length) {
        fail(s->folder, s->name);
        return;
    }
    for (int i = 0; i < length; i++)
        s->line += text[i] == '\n';
}

void sheet_text(struct sheet *s, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    put(s, fmt, ap);
    va_end(ap);
}

void sheet_end(struct sheet *s)
{
    sheet_text(s, "\n");
}

void sheet_row(struct sheet *s, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    put(s, fmt, ap);
    va_end(ap);
    sheet_end(s);
}

void sheet_mark(struct sheet *s, const char *code)
{
    struct folder *f = s->folder;
    f->bad = mem_grow(f->bad, f->n_bad, &f->bad_room, sizeof *f->bad);
    f->bad[f->n_bad++] = (struct bad_row){s->name, code, s->line + 1};
}

void sheet_bad(struct sheet *s, const char *code, const char *fmt, ...)
{
    sheet_mark(s, code);
    va_list ap;
    va_start(ap, fmt);
    put(s, fmt, ap);
    va_end(ap);
    sheet_end(s);
}

bool sheet_bears_bad(const struct sheet *s)
{
    enum { ROWS = 100 };
    return s->line > ROWS; /* one of them is the header */
}

void sheet_close(struct sheet *s)
{
    if (s->file != NULL && fclose(s->file) != 0)
        fail(s->folder, s->name);
    s->file = NULL;
}

void sheet_copy(struct folder *folder, const char *name,
                const char *const *lines, size_t n)
{
    struct sheet s = sheet_open(folder, name, NULL);
    for (size_t i = 0; i < n; i++)
        sheet_row(&s, "%s", lines[i]);
    sheet_close(&s);
}

void folder_free(struct folder *folder)
{
    free(folder->bad);
    folder->bad = NULL;
}
