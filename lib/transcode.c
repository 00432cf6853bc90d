/* transcode.c - text_to_utf8() of text.h, by iconv. */
#include "lib/text.h"

#include "lib/mem.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

/* A conversion under way; the output grows. */
struct conversion {
    iconv_t to_utf8;
    char *in; /* iconv() wants it writable, and does not write */
    size_t in_left;
    char *out;
    size_t used, room;
};

/* One call of iconv(); 0, or what errno says. IN may be NULL: flush. */
static int convert_some(struct conversion *c, char **in)
{
    char *to = c->out + c->used;
    size_t left = c->room - c->used;
    size_t result =
        iconv(c->to_utf8, in, in == NULL ? NULL : &c->in_left, &to, &left);
    c->used = c->room - left;
    return result == (size_t)-1 ? errno : 0;
}

static int convert_all(struct conversion *c)
{
    bool flush = false;
    for (;;) {
        int fault = convert_some(c, flush ? NULL : &c->in);
        if (fault == 0 && flush)
            return 0;
        if (fault == 0) {
            flush = true;
        } else if (fault == E2BIG) {
            c->out = mem_array(c->out, 2, c->room);
            c->room *= 2;
        } else {
            return fault;
        }
    }
}

static long count_lines(const char *bytes, size_t length)
{
    long lines = 0;
    const char *end = bytes + length;
    while ((bytes = memchr(bytes, '\n', (size_t)(end - bytes))) != NULL) {
        lines++;
        bytes++;
    }
    return lines;
}

static int fail_at_byte(const struct conversion *c, const char *encoding,
                        struct diag *d)
{
    diag_at(d, NULL, 1 + count_lines(c->out, c->used), NULL);
    return diag_fail(d, "byte 0x%02X does not belong in %s text",
                     (unsigned)(unsigned char)*c->in, encoding);
}

char *text_to_utf8(const char *bytes, size_t length, const char *encoding,
                   size_t *out_length, struct diag *d)
{
    /* "" is the locale's; "//IGNORE" and its like drop bytes in silence. */
    iconv_t to_utf8 = encoding[0] == '\0' || strchr(encoding, '/') != NULL
                          ? (iconv_t)-1
                          : iconv_open("UTF-8", encoding);
    if (to_utf8 == (iconv_t)-1) {
        diag_fail(d, "unknown encoding '%s'", encoding);
        return NULL;
    }
    struct conversion c = {
        .to_utf8 = to_utf8,
        .in = (char *)(uintptr_t)bytes,
        .in_left = length,
        .room = length + length / 2 + 16,
    };
    c.out = mem_realloc(NULL, c.room);
    int fault = convert_all(&c);
    iconv_close(to_utf8);
    if (fault != 0) {
        fail_at_byte(&c, encoding, d);
        free(c.out);
        return NULL;
    }
    *out_length = c.used;
    return c.out;
}
