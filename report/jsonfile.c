/*
 * jsonfile.c - see jsonfile.h.
 *
 * A number is rounded by exact integers where that is certain, which is fast,
 * and by printf where the value lies within a hair of a tie or far out.
 */
#include "report/jsonfile.h"

#include "lib/date.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS = 6, MAX_PLACES = 9 };

/* Writes N / 10^PLACES without trailing zeros. Returns the length. */
static size_t write_decimal(int64_t n, int places, bool negative, char *to)
{
    char text[JSONFILE_NUMBER];
    size_t at = sizeof text;
    for (; places > 0 && n % 10 == 0; places--)
        n /= 10;
    for (int i = 0; i <= places || n > 0; i++, n /= 10) {
        if (i == places && i > 0)
            text[--at] = '.';
        text[--at] = (char)('0' + n % 10);
    }
    if (negative)
        text[--at] = '-';
    size_t length = sizeof text - at;
    memcpy(to, text + at, length);
    to[length] = '\0';
    return length;
}

/* Rounds A in 1e-4 .. 1e6 to N / 10^PLACES; false within a hair of a tie. */
static bool round_surely(double a, int64_t *n, int *places)
{
    static const double powers[MAX_PLACES + 1] = {1e0, 1e1, 1e2, 1e3, 1e4,
                                                  1e5, 1e6, 1e7, 1e8, 1e9};
    *places = 0;
    while (*places < MAX_PLACES && a * powers[*places] < 99999.9999)
        (*places)++;
    double scaled = a * powers[*places];
    double below = floor(scaled);
    if (fabs(scaled - below - 0.5) < 1e-6)
        return false;
    *n = (int64_t)below + (scaled - below > 0.5);
    return true;
}

/* As printf has it; whole numbers below 1e15 in full. */
static size_t number_slowly(double value, char *to)
{
    int length = snprintf(to, JSONFILE_NUMBER, "%.*g", DIGITS, value);
    double rounded = strtod(to, NULL);
    if (fabs(rounded) < 1e15 && rounded == floor(rounded))
        return write_decimal((int64_t)fabs(rounded), 0, rounded < 0, to);
    return (size_t)length;
}

size_t jsonfile_number(double value, char to[JSONFILE_NUMBER])
{
    double a = fabs(value);
    int64_t n;
    int places;
    if (!isfinite(value))
        return (size_t)snprintf(to, JSONFILE_NUMBER, "null");
    if (a >= 1e-4 && a < 1e6 && round_surely(a, &n, &places))
        return write_decimal(n, places, value < 0, to);
    return number_slowly(value, to);
}

json_t *jsonfile_real(double value)
{
    char text[JSONFILE_NUMBER];
    if (!isfinite(value))
        return json_null();
    jsonfile_number(value, text);
    double rounded = strtod(text, NULL);
    if (strpbrk(text, ".e") == NULL)
        return json_integer((json_int_t)rounded);
    return json_real(rounded);
}

json_t *jsonfile_hours(int64_t minutes)
{
    return jsonfile_real((double)minutes / 60);
}

json_t *jsonfile_share(int64_t part, int64_t whole)
{
    return whole == 0 ? json_null()
                      : jsonfile_real((double)part / (double)whole);
}

json_t *jsonfile_date(int32_t day)
{
    char text[DATE_TEXT];
    return day == DATE_NONE ? json_null() : json_string(date_write(day, text));
}

/* The warehouse holds UTF-8 only; a text that is none is not passed on. */
json_t *jsonfile_text(const char *text)
{
    json_t *value = text != NULL ? json_string(text) : NULL;
    return value != NULL ? value : json_null();
}

json_t *jsonfile_begin(const struct study *study)
{
    json_t *document = json_object();
    json_object_set_new(document, "schema_version",
                        json_integer(JSONFILE_SCHEMA));
    json_object_set_new(document, "study", jsonfile_text(study->id));
    json_object_set_new(document, "title", jsonfile_text(study->title));
    if (study->title_zh != NULL)
        json_object_set_new(document, "title_zh",
                            jsonfile_text(study->title_zh));
    json_object_set_new(document, "as_of", jsonfile_date(study->as_of));
    json_object_set_new(document, "period",
                        json_pack("[o, o]", jsonfile_date(study->period_begin),
                                  jsonfile_date(study->period_end)));
    return document;
}

static int add_bytes(const char *bytes, size_t length, void *buffer)
{
    buffer_add(buffer, bytes, length);
    return 0;
}

int jsonfile_write(json_t *document, const struct folder *f, const char *name,
                   struct diag *d)
{
    struct buffer b = {0};
    int result = 0;
    if (json_dump_callback(document, add_bytes, &b,
                           JSON_INDENT(1) | JSON_REAL_PRECISION(15)) != 0) {
        diag_at(d, name, 0, NULL);
        result = diag_fail(d, "cannot put the report into JSON");
    }
    json_decref(document);
    buffer_char(&b, '\n');
    if (result == 0)
        result = outfile_whole(f, name, &b, d);
    buffer_free(&b);
    return result;
}

json_t *jsonfile_load(const struct folder *f, const char *name)
{
    char *path = folder_file(f, name);
    json_t *document = json_load_file(path, 0, NULL);
    free(path);
    return document;
}
