/* diag.c - see diag.h. */
#include "lib/diag.h"

#include "lib/text.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void copy_text(char *to, size_t room, const char *from)
{
    size_t length = strlen(from);
    if (length >= room)
        length = room - 1;
    memcpy(to, from, length);
    to[length] = '\0';
}

int diag_fail(struct diag *d, const char *fmt, ...)
{
    if (d->text[0] != '\0')
        return -1;
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(d->text, sizeof d->text, fmt, ap);
    va_end(ap);
    return -1;
}

int diag_fail_errno(struct diag *d, const char *fmt, ...)
{
    int cause = errno;
    if (d->text[0] != '\0')
        return -1;
    va_list ap;
    va_start(ap, fmt);
    int used = vsnprintf(d->text, sizeof d->text, fmt, ap);
    va_end(ap);
    if (used >= 0 && (size_t)used < sizeof d->text) {
        char why[128] = "";
        if (strerror_r(cause, why, sizeof why) == 0)
            snprintf(d->text + used, sizeof d->text - (size_t)used, ": %s",
                     why);
    }
    return -1;
}

void diag_at(struct diag *d, const char *file, long line, const char *column)
{
    if (d->text[0] != '\0')
        return;
    if (file != NULL)
        copy_text(d->file, sizeof d->file, file);
    if (line > 0)
        d->line = line;
    if (column != NULL)
        copy_text(d->column, sizeof d->column, column);
}

/* What cannot be seen is told, not sent: the text may quote a file. */
static void print_text(const char *text)
{
    char shown[4 * sizeof((struct diag *)0)->text];
    fputs(text_printable(text, strlen(text), shown, sizeof shown), stderr);
}

void diag_print(const struct diag *d, const char *program)
{
    fflush(stdout);
    fprintf(stderr, "%s: ", program);
    if (d->file[0] != '\0') {
        print_text(d->file);
        fputc(':', stderr);
        if (d->line > 0)
            fprintf(stderr, "%ld:", d->line);
        fputc(' ', stderr);
    }
    if (d->column[0] != '\0') {
        print_text(d->column);
        fputs(": ", stderr);
    }
    print_text(d->text);
    fputc('\n', stderr);
}
