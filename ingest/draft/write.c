/* write.c - see write.h. */
#include "ingest/draft/write.h"

#include "lib/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void put_value(FILE *to, const json_t *value)
{
    char *text = json_dumps(value, JSON_ENCODE_ANY);
    fputs(text != NULL ? text : "null", to);
    free(text);
}

/* The members of OBJECT; lists of objects come after all others, a line each
   element. */
static void put_object(FILE *to, const json_t *object, const char *indent)
{
    const char *key;
    json_t *value;
    const char *last = NULL;
    size_t n = 0;
    fputs("{", to);
    json_object_foreach((json_t *)object, key, value) {
        if (json_is_array(value) && json_is_object(json_array_get(value, 0))) {
            last = key;
            continue;
        }
        fprintf(to, "%s\"%s\": ", n++ > 0 ? ", " : "", key);
        put_value(to, value);
    }
    json_t *list = last != NULL ? json_object_get(object, last) : NULL;
    if (list != NULL)
        fprintf(to, "%s\"%s\": [", n > 0 ? ", " : "", last);
    for (size_t i = 0; i < json_array_size(list); i++) {
        fprintf(to, "%s\n%s", i > 0 ? "," : "", indent);
        put_value(to, json_array_get(list, i));
    }
    fputs(list != NULL ? "]}" : "}", to);
}

static void put_book(FILE *to, const json_t *book)
{
    const char *key;
    json_t *value;
    fputs("{", to);
    json_object_foreach((json_t *)book, key, value) {
        if (json_is_array(value))
            continue;
        fprintf(to, "\"%s\": ", key);
        put_value(to, value);
        fputs(",\n ", to);
    }
    const json_t *questions = json_object_get(book, "questions");
    fputs("\"questions\": [", to);
    for (size_t i = 0; i < json_array_size(questions); i++) {
        fputs(i > 0 ? ",\n  " : "\n  ", to);
        put_object(to, json_array_get(questions, i), "    ");
    }
    fputs("]}\n", to);
}

static int fail_file(const char *path, struct diag *d)
{
    diag_at(d, path, 0, NULL);
    if (errno == EEXIST)
        return diag_fail(d, "is there already; name another file, or add "
                            "--overwrite");
    return diag_fail_errno(d, "cannot write");
}

/* Writes beside PATH, and puts it there when it is whole. */
static int write_file(const json_t *book, const char *path, bool overwrite,
                      struct diag *d)
{
    char *part = mem_format("%s.part-%ld", path, (long)getpid());
    int file = -1;
    if (!overwrite && access(path, F_OK) == 0)
        errno = EEXIST;
    else
        file = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    FILE *to = file >= 0 ? fdopen(file, "w") : NULL;
    int result = to != NULL ? 0 : fail_file(path, d);
    if (to != NULL) {
        put_book(to, book);
        bool bad = ferror(to) != 0;
        if (fclose(to) != 0 || bad)
            result = fail_file(path, d);
        else if ((overwrite ? rename(part, path) : link(part, path)) != 0)
            result = fail_file(path, d);
        unlink(part);
    }
    free(part);
    return result;
}

int write_book(const json_t *book, const char *path, bool overwrite,
               struct diag *d)
{
    if (path != NULL)
        return write_file(book, path, overwrite, d);
    put_book(stdout, book);
    return 0;
}
