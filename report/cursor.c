/* cursor.c - see cursor.h. */
#include "report/cursor.h"

#include "lib/date.h"
#include "lib/warehouse.h"
#include "report/context.h"
#include "report/jsonfile.h"

#include <assert.h>
#include <math.h>
#include <string.h>

struct cursor cursor_open(const struct context *c, const char *select,
                          struct diag *d)
{
    struct cursor r = {.d = d};
    r.statement = warehouse_prepare(c->db, select, d);
    r.failed = r.statement == NULL;
    if (!r.failed && sqlite3_bind_parameter_count(r.statement) > 0 &&
        sqlite3_bind_int64(r.statement, 1, c->run.key) != SQLITE_OK) {
        r.failed = true;
        warehouse_fail(c->db, "bind the run", d);
    }
    return r;
}

bool cursor_next(struct cursor *r)
{
    if (r->failed)
        return false;
    int got = warehouse_step(r->statement, r->d);
    r->failed = got < 0;
    return got == 1;
}

int cursor_close(struct cursor *r)
{
    sqlite3_finalize(r->statement);
    r->statement = NULL;
    return r->failed ? -1 : 0;
}

bool cursor_null(const struct cursor *r, int column)
{
    return sqlite3_column_type(r->statement, column) == SQLITE_NULL;
}

int64_t cursor_integer(const struct cursor *r, int column)
{
    return sqlite3_column_int64(r->statement, column);
}

int32_t cursor_day(const struct cursor *r, int column)
{
    int64_t day = sqlite3_column_int64(r->statement, column);
    if (cursor_null(r, column) || day <= INT32_MIN || day > INT32_MAX)
        return DATE_NONE;
    return (int32_t)day;
}

double cursor_real(const struct cursor *r, int column)
{
    return cursor_null(r, column) ? NAN
                                  : sqlite3_column_double(r->statement, column);
}

const char *cursor_text(const struct cursor *r, int column)
{
    return (const char *)sqlite3_column_text(r->statement, column);
}

static json_t *minute_text(int64_t minute)
{
    char text[DATE_TIME_TEXT];
    return json_string(date_write_minute(minute, text));
}

static json_t *value(const struct cursor *r, int column, char kind)
{
    if (cursor_null(r, column))
        return json_null();
    switch (kind) {
    case 't':
        return jsonfile_text(cursor_text(r, column));
    case 'i':
        return json_integer(cursor_integer(r, column));
    case 'r':
        return jsonfile_real(cursor_real(r, column));
    case 'h':
        return jsonfile_hours(cursor_integer(r, column));
    case 'm':
        return minute_text(cursor_integer(r, column));
    case 'd':
        return jsonfile_date(cursor_day(r, column));
    default:
        assert(kind == 'b');
        return json_boolean(cursor_integer(r, column) != 0);
    }
}

json_t *cursor_object(const struct cursor *r, int first, const char *format,
                      const char *names)
{
    json_t *object = json_object();
    for (int i = 0; format[i] != '\0'; i++) {
        if (format[i] == '-')
            continue;
        size_t length = strcspn(names, " ");
        char key[64];
        assert(length > 0 && length < sizeof key);
        memcpy(key, names, length);
        key[length] = '\0';
        names += length + (names[length] == ' ');
        json_object_set_new(object, key, value(r, first + i, format[i]));
    }
    return object;
}

json_t *cursor_array(const struct context *c, const char *select,
                     const char *format, const char *names, struct diag *d)
{
    json_t *array = json_array();
    struct cursor r = cursor_open(c, select, d);
    while (cursor_next(&r))
        json_array_append_new(array, cursor_object(&r, 0, format, names));
    if (cursor_close(&r) == 0)
        return array;
    json_decref(array);
    return NULL;
}

int cursor_count(const struct context *c, const char *select, int64_t *count,
                 struct diag *d)
{
    struct cursor r = cursor_open(c, select, d);
    *count = cursor_next(&r) ? cursor_integer(&r, 0) : 0;
    return cursor_close(&r);
}
