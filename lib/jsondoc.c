/* jsondoc.c - see jsondoc.h. */
#include "lib/jsondoc.h"

#include "lib/date.h"
#include "lib/jsonlines.h"
#include "lib/mem.h"
#include "lib/regular.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_BYTES = 64 << 20 };

struct jsondoc {
    char *path;
    json_t *root;
    struct jsonlines *lines;
    json_t *kept; /* values that jsondoc_stand_for() was told of */
};

/* The whole file, closed by a NUL, or NULL. */
static char *read_bytes(FILE *in, size_t *length, struct diag *d)
{
    size_t room = 1 << 16, used = 0;
    char *bytes = mem_realloc(NULL, room + 1);
    size_t got;
    while ((got = fread(bytes + used, 1, room - used, in)) > 0) {
        used += got;
        if (used == room && room < MAX_BYTES) {
            room *= 2;
            bytes = mem_realloc(bytes, room + 1);
        }
    }
    bytes[used] = '\0';
    *length = used;
    if (ferror(in))
        diag_fail_errno(d, "cannot read");
    else if (used == MAX_BYTES)
        diag_fail(d, "too large: a JSON file may have up to 64 MiB");
    else
        return bytes;
    free(bytes);
    return NULL;
}

static char *read_file(const char *path, size_t *length, struct diag *d)
{
    int fd = regular_open(path, NULL, d);
    if (fd < 0)
        return NULL;
    FILE *in = fdopen(fd, "rb");
    if (in == NULL) {
        diag_fail_errno(d, "cannot open");
        close(fd);
        return NULL;
    }
    char *bytes = read_bytes(in, length, d);
    fclose(in);
    return bytes;
}

static int parse(struct jsondoc *doc, const char *text, size_t length,
                 struct diag *d)
{
    json_error_t fault;
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3; /* a byte-order mark, as some editors leave it */
        length -= 3;
    }
    doc->root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &fault);
    if (doc->root == NULL) {
        bool utf8 = json_error_code(&fault) != json_error_invalid_utf8;
        diag_at(d, NULL, fault.line, NULL);
        return diag_fail(d, "not %s here: %s", utf8 ? "JSON" : "UTF-8",
                         fault.text);
    }
    doc->lines = jsonlines_read(text, doc->root);
    return 0;
}

/* Leaves no trace in D unless it fails. */
struct jsondoc *jsondoc_read(const char *path, struct diag *d)
{
    struct jsondoc *doc = mem_alloc(sizeof *doc);
    struct diag why = *d;
    diag_at(&why, path, 0, NULL);
    size_t length;
    char *text = read_file(path, &length, &why);
    doc->path = mem_text(path);
    int result = text != NULL ? parse(doc, text, length, &why) : -1;
    free(text);
    if (result == 0)
        return doc;
    *d = why;
    jsondoc_free(doc);
    return NULL;
}

void jsondoc_free(struct jsondoc *doc)
{
    if (doc == NULL)
        return;
    jsonlines_free(doc->lines);
    json_decref(doc->root);
    json_decref(doc->kept);
    free(doc->path);
    free(doc);
}

json_t *jsondoc_root(const struct jsondoc *doc)
{
    return doc->root;
}

const char *jsondoc_path(const struct jsondoc *doc)
{
    return doc->path;
}

/* Of the object itself where it has no such key. */
long jsondoc_line(const struct jsondoc *doc, const json_t *object,
                  const char *key)
{
    long line = jsonlines_of_key(doc->lines, object, key);
    return line > 0 ? line : jsonlines_of(doc->lines, object);
}

long jsondoc_line_at(const struct jsondoc *doc, const json_t *array,
                     size_t index)
{
    return jsonlines_of_element(doc->lines, array, index);
}

void jsondoc_stand_for(struct jsondoc *doc, json_t *made, json_t *written)
{
    if (doc->kept == NULL)
        doc->kept = json_array();
    json_array_append(doc->kept, made);
    json_array_append(doc->kept, written);
    jsonlines_add(doc->lines, made, written);
}

int jsondoc_fail(const struct jsondoc *doc, const json_t *object,
                 const char *prefix, const char *key, struct diag *d,
                 const char *fmt, ...)
{
    char text[sizeof d->text];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);

    bool dot = prefix != NULL && prefix[0] != '\0';
    char *name = mem_format("%s%s%s", dot ? prefix : "", dot ? "." : "", key);
    diag_at(d, doc->path, jsondoc_line(doc, object, key), name);
    free(name);
    return diag_fail(d, "%s", text);
}

const char *jsondoc_text(const json_t *object, const char *key,
                         const char *otherwise)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text != NULL ? text : otherwise;
}

int64_t jsondoc_integer(const json_t *object, const char *key,
                        int64_t otherwise)
{
    const json_t *value = json_object_get(object, key);
    return json_is_integer(value) ? json_integer_value(value) : otherwise;
}

double jsondoc_number(const json_t *object, const char *key, double otherwise)
{
    const json_t *value = json_object_get(object, key);
    return json_is_number(value) ? json_number_value(value) : otherwise;
}

bool jsondoc_boolean(const json_t *object, const char *key, bool otherwise)
{
    const json_t *value = json_object_get(object, key);
    return json_is_boolean(value) ? json_is_true(value) : otherwise;
}

int32_t jsondoc_date(const json_t *object, const char *key)
{
    const char *text = jsondoc_text(object, key, NULL);
    int32_t day;
    if (text == NULL || !date_read(text, strlen(text), &day))
        return DATE_NONE;
    return day;
}
