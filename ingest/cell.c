/* cell.c - see cell.h. */
#include "ingest/cell.h"

#include "ingest/spoilt.h"
#include "lib/date.h"
#include "lib/text.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { SHOWN_BYTES = 60, DAY_MINUTES = 1440 };

bool fault_set(struct fault *fault, const char *code, const char *fmt, ...)
{
    char text[sizeof fault->reason];
    va_list args;
    va_start(args, fmt);
    fault->code = code;
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    text_printable(text, strlen(text), fault->reason, sizeof fault->reason);
    return false;
}

void fault_show(struct fault *fault, const char *fmt, ...)
{
    char text[sizeof fault->shown];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    text_printable(text, strlen(text), fault->shown, sizeof fault->shown);
}

int cell_shown(const char *bytes, size_t length)
{
    if (length <= SHOWN_BYTES)
        return (int)length;
    size_t n = SHOWN_BYTES;
    while (n > 0 && ((unsigned char)bytes[n] & 0xC0) == 0x80)
        n--;
    return (int)n;
}

static bool is_missing(const struct study_column *column, const char *bytes,
                       size_t length)
{
    if (length == 0)
        return true;
    for (size_t i = 0; i < column->n_missing; i++)
        if (text_equal(bytes, length, column->missing[i]))
            return true;
    return false;
}

/* Puts our word in the place of theirs, if the study maps it. */
static void map_value(const struct study_column *column, const char **bytes,
                      size_t *length)
{
    if (column->values == NULL)
        return;
    const json_t *ours = json_object_getn(column->values, *bytes, *length);
    if (ours == NULL)
        return;
    *bytes = json_string_value(ours);
    *length = json_string_length(ours);
}

/* Whether the study maps some word of theirs to this word of ours. */
static bool is_mapped_to(const struct study_column *column, const char *bytes,
                         size_t length)
{
    if (column == NULL || column->values == NULL)
        return false;
    const char *theirs;
    json_t *ours;
    json_object_foreach((json_t *)column->values, theirs, ours) {
        if (text_equal(bytes, length, json_string_value(ours)))
            return true;
    }
    return false;
}

static bool fault_word(const struct cell_rule *rule, const struct cell *cell,
                       struct fault *fault)
{
    char list[160];
    size_t used = 0;
    list[0] = '\0';
    for (size_t i = 0; rule->words[i] != NULL && used < sizeof list; i++) {
        int n = snprintf(list + used, sizeof list - used, "%s%s",
                         i > 0 ? ", " : "", rule->words[i]);
        used += n > 0 ? (size_t)n : 0;
    }
    return fault_set(fault, rule->closed ? "bad-word" : "unknown-word",
                     "'%.*s' is not one of %s; map it with \"values\"",
                     cell_shown(cell->bytes, cell->length), cell->bytes, list);
}

static bool read_word(const struct cell_rule *rule, struct cell *cell,
                      struct fault *fault)
{
    for (size_t i = 0; rule->words[i] != NULL; i++)
        if (text_equal(cell->bytes, cell->length, rule->words[i])) {
            cell->value = (int64_t)i;
            return true;
        }
    if (!rule->closed && is_mapped_to(rule->column, cell->bytes, cell->length))
        return true;
    return fault_word(rule, cell, fault);
}

static bool fault_number(const struct cell_rule *rule, const struct cell *cell,
                         const char *kind, struct fault *fault)
{
    struct amount_look look = amount_look(cell->bytes, cell->length);
    int shown = cell_shown(cell->bytes, cell->length);
    if (look.sign == AMOUNT_NONE)
        return fault_set(fault, "bad-number", "'%.*s' is not a %s", shown,
                         cell->bytes, kind);
    if (look.unit > 0 && look.unit != rule->amount.unit)
        return fault_set(fault, "bad-number",
                         "'%.*s' is in '%s', but the column is in '%s'", shown,
                         cell->bytes, amount_unit(look.unit),
                         amount_unit(rule->amount.unit));
    return fault_set(fault, "bad-number",
                     "'%.*s' is not a %s with a decimal %s, as the column has",
                     shown, cell->bytes, kind,
                     rule->amount.decimal == ',' ? "comma" : "point");
}

static const struct duration_table *find_table(const struct cell_rule *rule)
{
    static const struct duration_table defaults = {
        .day = DURATION_DAY, .half_day = DURATION_HALF_DAY};
    return rule->formats != NULL ? &rule->formats->durations : &defaults;
}

/* The seconds of a bare number's unit. */
static int64_t bare_unit(const struct cell_rule *rule)
{
    switch (rule->unit) {
    case STUDY_UNIT_SECONDS:
        return 1;
    case STUDY_UNIT_HOURS:
        return 3600;
    case STUDY_UNIT_DAYS:
        return find_table(rule)->day * 60;
    case STUDY_UNIT_NONE:
    case STUDY_UNIT_MINUTES:
        break;
    }
    return 60;
}

/* A plain number, as most cells are, then all else. */
static bool read_minutes(const struct cell_rule *rule, struct cell *cell,
                         struct fault *fault)
{
    int64_t count, unit = bare_unit(rule);
    int shown = cell_shown(cell->bytes, cell->length);
    bool plain = rule->amount.decimal != ',' &&
                 text_read_hundredths(cell->bytes, cell->length, &count);
    if (plain ? duration_of(count, unit, &cell->value)
              : duration_read(find_table(rule), &rule->amount, cell->bytes,
                              cell->length, unit, &cell->value))
        return true;
    if (plain)
        return fault_set(fault, "out-of-range",
                         "%.*s is not a duration that can be", shown,
                         cell->bytes);
    return fault_set(fault, "bad-number",
                     "'%.*s' is not a duration; write it like 1.5, 90min, "
                     "1:30 or 1h30, or say in \"durations\" what the word "
                     "means",
                     shown, cell->bytes);
}

static bool read_number(const struct cell_rule *rule, struct cell *cell,
                        struct fault *fault)
{
    bool whole = rule->type == CELL_INTEGER;
    if (whole && text_read_integer(cell->bytes, cell->length, &cell->value))
        return true;
    if (!whole && rule->amount.decimal != ',' &&
        text_read_hundredths(cell->bytes, cell->length, &cell->value))
        return true;
    if (!amount_read(&rule->amount, cell->bytes, cell->length, &cell->value) ||
        (whole && cell->value % 100 != 0))
        return fault_number(rule, cell, whole ? "whole number" : "number",
                            fault);
    cell->value /= whole ? 100 : 1;
    return true;
}

/* Whether the cell begins as dates do, with a year and two signs, but the day
   that it names is none. */
static bool names_no_day(const struct cell *cell)
{
    size_t length = 0;
    int signs = 0;
    int32_t day;
    while (length < cell->length && strchr(" T", cell->bytes[length]) == NULL) {
        bool sign = strchr("-/.", cell->bytes[length]) != NULL;
        bool digit = cell->bytes[length] >= '0' && cell->bytes[length] <= '9';
        if (cell->bytes[length] == '\0' || sign == digit ||
            (length <= 4 && sign != (length == 4)))
            return false;
        signs += sign;
        length++;
    }
    return signs == 2 && !date_read(cell->bytes, length, &day);
}

static bool fault_date(const struct cell_rule *rule, const struct cell *cell,
                       struct fault *fault)
{
    int shown = cell_shown(cell->bytes, cell->length);
    if (rule->date.order == DATEFORMAT_EXCEL)
        return fault_set(fault, "bad-date",
                         "'%.*s' is not a day as Excel counts them, as the "
                         "column is (60, its 29 February 1900, is none)",
                         shown, cell->bytes);
    if (rule->date.order != DATEFORMAT_YEAR_FIRST)
        return fault_set(fault, "bad-date",
                         "'%.*s' is not a date written as %s, as the column is",
                         shown, cell->bytes, dateformat_name(&rule->date));
    const char *advice = rule->type == CELL_DAY
                             ? "; write it like 2001-07-01"
                             : " and time; write it like 2001-07-01 14:30";
    return fault_set(
        fault, "bad-date", "'%.*s' is not a date%s", shown, cell->bytes,
        names_no_day(cell) ? ": there is no such day from 1600 to 2400"
                           : advice);
}

static bool read_date(const struct cell_rule *rule, struct cell *cell,
                      struct fault *fault)
{
    struct dateformat_moment m;
    if (!dateformat_read(&rule->date, cell->bytes, cell->length, false, &m))
        return fault_date(rule, cell, fault);
    if (m.zoned && (rule->formats == NULL || !rule->formats->zoned))
        return fault_set(fault, "bad-date",
                         "'%.*s' is the time of a zone; the study must say "
                         "what its own is, such as \"utc_offset\": \"+08:00\"",
                         cell_shown(cell->bytes, cell->length), cell->bytes);
    if (m.zoned)
        dateformat_shift(&m, rule->formats->utc_offset);
    cell->value = m.day;
    cell->second = m.second;
    if (rule->type == CELL_STAMP)
        cell->value =
            (int64_t)m.day * DAY_MINUTES + (m.second < 0 ? 0 : m.second / 60);
    return true;
}

static bool read_id(const struct cell *cell, struct fault *fault)
{
    if (cell->length > CELL_ID_BYTES)
        return fault_set(fault, "too-long", "an id of %zu bytes; at most %d",
                         cell->length, CELL_ID_BYTES);
    if (spoilt_is_error(cell->bytes, cell->length))
        return fault_set(fault, "bad-id",
                         "'%.*s' is what a formula that failed leaves, no id",
                         (int)cell->length, cell->bytes);
    if (spoilt_is_cut_number(cell->bytes, cell->length))
        return fault_set(fault, "bad-id",
                         "'%.*s' is what a spreadsheet leaves of a long "
                         "number; format the column as text, enter the ids "
                         "anew and export again",
                         (int)cell->length, cell->bytes);
    return true;
}

static bool in_range(const struct cell_rule *rule, const struct cell *cell,
                     struct fault *fault)
{
    if (rule->low == rule->high ||
        (cell->value >= rule->low && cell->value <= rule->high))
        return true;
    int64_t unit = rule->type == CELL_HUNDREDTHS ? 100 : 1;
    return fault_set(
        fault, "out-of-range", "%.*s is not from %" PRId64 " to %" PRId64 "%s",
        cell_shown(cell->bytes, cell->length), cell->bytes, rule->low / unit,
        rule->high / unit, rule->type == CELL_MINUTES ? " minutes" : "");
}

/* Leaves out what follows the text that the study says. */
static void cut_text(const char *until, const char **bytes, size_t *length)
{
    size_t cut = strlen(until);
    for (size_t i = 0; cut > 0 && i + cut <= *length; i++)
        if (memcmp(*bytes + i, until, cut) == 0)
            *length = i;
    text_trim(bytes, length);
}

/* The text as the study would have it; false if it is not known. */
static bool map_text(const struct study_column *column, const char **bytes,
                     size_t *length)
{
    if (column->until != NULL)
        cut_text(column->until, bytes, length);
    if (is_missing(column, *bytes, *length))
        return false;
    map_value(column, bytes, length);
    return *length > 0;
}

/* Of most columns the study says nothing. */
static inline bool read_text(const struct cell_rule *rule, const char **bytes,
                             size_t *length)
{
    text_trim(bytes, length);
    return rule->column != NULL ? map_text(rule->column, bytes, length)
                                : *length > 0;
}

bool cell_text(const struct cell_rule *rule, const char **bytes, size_t *length)
{
    return read_text(rule, bytes, length);
}

bool cell_read(const struct cell_rule *rule, const char *bytes, size_t length,
               struct cell *cell, struct fault *fault)
{
    bool known = read_text(rule, &bytes, &length);
    *cell = (struct cell){.bytes = bytes, .second = -1};
    if (!known)
        return true;
    cell->known = true;
    cell->bytes = bytes;
    cell->length = length;
    switch (rule->type) {
    case CELL_ID:
        return read_id(cell, fault);
    case CELL_TEXT:
        return true;
    case CELL_WORD:
        return read_word(rule, cell, fault);
    case CELL_INTEGER:
    case CELL_HUNDREDTHS:
        return read_number(rule, cell, fault) && in_range(rule, cell, fault);
    case CELL_MINUTES:
        return read_minutes(rule, cell, fault) && in_range(rule, cell, fault);
    case CELL_DAY:
    case CELL_STAMP:
    case CELL_MOMENT:
        return read_date(rule, cell, fault);
    }
    return false;
}
