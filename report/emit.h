/*
 * emit.h - writes JSON straight into a buffer: for JSON Lines with millions of
 * lines, where building each line as a tree first would take too long.
 *
 *     emit_open(&e, NULL, '{');
 *     emit_text(&e, "member", pseudonym);
 *     emit_open(&e, "periods", '[');
 *     ...
 *     emit_close(&e, ']');
 *     emit_close(&e, '}');
 *     emit_line(&e);
 *
 * KEY is NULL inside an array and at the top; keys are plain words of ours and
 * are not escaped. The caller opens and closes in pairs. Numbers are rounded
 * by jsonfile_number().
 */
#ifndef EMIT_H
#define EMIT_H

#include "lib/buffer.h"

#include <stdbool.h>
#include <stdint.h>

struct emitter {
    struct buffer *to;
    bool comma; /* before the next value */
};

void emit_open(struct emitter *e, const char *key, char bracket);
void emit_close(struct emitter *e, char bracket);
void emit_text(struct emitter *e, const char *key, const char *text);
void emit_integer(struct emitter *e, const char *key, int64_t value);
void emit_boolean(struct emitter *e, const char *key, bool value);
void emit_real(struct emitter *e, const char *key, double value);
void emit_hours(struct emitter *e, const char *key, int64_t minutes);
void emit_date(struct emitter *e, const char *key, int32_t day);
void emit_minute(struct emitter *e, const char *key, int64_t minute);

/* Ends the line. */
void emit_line(struct emitter *e);

#endif
