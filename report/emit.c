/* emit.c - see emit.h. */
#include "report/emit.h"

#include "lib/date.h"
#include "report/jsonfile.h"

#include <string.h>

static void begin_value(struct emitter *e, const char *key)
{
    if (e->comma)
        buffer_char(e->to, ',');
    e->comma = true;
    if (key == NULL)
        return;
    buffer_char(e->to, '"');
    buffer_text(e->to, key);
    buffer_add(e->to, "\":", 2);
}

void emit_open(struct emitter *e, const char *key, char bracket)
{
    begin_value(e, key);
    buffer_char(e->to, bracket);
    e->comma = false;
}

void emit_close(struct emitter *e, char bracket)
{
    buffer_char(e->to, bracket);
    e->comma = true;
}

static void emit_null(struct emitter *e)
{
    buffer_add(e->to, "null", 4);
}

/* A byte that JSON does not allow inside a string as it is. */
static bool is_special(unsigned char c)
{
    return c < 0x20 || c == '"' || c == '\\';
}

static void escape(struct buffer *to, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    if (c >= 0x20) {
        buffer_char(to, '\\');
        buffer_char(to, (char)c);
        return;
    }
    buffer_add(to, "\\u00", 4);
    buffer_char(to, hex[c >> 4]);
    buffer_char(to, hex[c & 15]);
}

static void add_escaped(struct buffer *to, const char *text)
{
    const char *plain = text;
    for (; *text != '\0'; text++) {
        if (!is_special((unsigned char)*text))
            continue;
        buffer_add(to, plain, (size_t)(text - plain));
        escape(to, (unsigned char)*text);
        plain = text + 1;
    }
    buffer_add(to, plain, (size_t)(text - plain));
}

void emit_text(struct emitter *e, const char *key, const char *text)
{
    begin_value(e, key);
    if (text == NULL) {
        emit_null(e);
        return;
    }
    buffer_char(e->to, '"');
    add_escaped(e->to, text);
    buffer_char(e->to, '"');
}

void emit_integer(struct emitter *e, const char *key, int64_t value)
{
    begin_value(e, key);
    buffer_integer(e->to, value);
}

void emit_boolean(struct emitter *e, const char *key, bool value)
{
    begin_value(e, key);
    buffer_text(e->to, value ? "true" : "false");
}

void emit_real(struct emitter *e, const char *key, double value)
{
    char number[JSONFILE_NUMBER];
    begin_value(e, key);
    buffer_add(e->to, number, jsonfile_number(value, number));
}

void emit_hours(struct emitter *e, const char *key, int64_t minutes)
{
    emit_real(e, key, (double)minutes / 60);
}

void emit_date(struct emitter *e, const char *key, int32_t day)
{
    char text[DATE_TEXT];
    emit_text(e, key, day == DATE_NONE ? NULL : date_write(day, text));
}

void emit_minute(struct emitter *e, const char *key, int64_t minute)
{
    char text[DATE_TIME_TEXT];
    emit_text(e, key,
              minute == INT64_MIN ? NULL : date_write_minute(minute, text));
}

void emit_line(struct emitter *e)
{
    buffer_char(e->to, '\n');
    e->comma = false;
}
