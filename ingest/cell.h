/*
 * cell.h - reads the text of one cell as a value of a declared type.
 *
 * Blanks around the text are left out; an empty cell, and any cell that the
 * study lists as "missing", is not known. The study may map words ("values")
 * before anything else is looked at. Facts are integers: days since 1970,
 * minutes, minute stamps, hundredths. How dates and numbers are written is
 * settled for a column before its cells are read (formats.h), so a cell is
 * read by its rule alone, whichever thread does it. docs/formats.md tells the
 * types to people; this header and it must agree.
 */
#ifndef CELL_H
#define CELL_H

#include "lib/amount.h"
#include "lib/attr.h"
#include "lib/dateformat.h"
#include "lib/study.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CELL_ID_BYTES = 255 }; /* the longest id */

enum cell_type {
    CELL_ID,         /* text of 1 to 255 bytes, compared byte by byte */
    CELL_TEXT,       /* any text */
    CELL_WORD,       /* one of the rule's words */
    CELL_INTEGER,    /* a whole number */
    CELL_HUNDREDTHS, /* a decimal number, in hundredths */
    CELL_MINUTES,    /* a duration in the rule's unit, to the nearest minute */
    CELL_DAY,        /* a date; a time after it is passed over */
    CELL_STAMP,      /* a date and time, in minutes since 1970-01-01 00:00 */
    CELL_MOMENT      /* a date, and a second of the day if there is a time */
};

/* How the cells of one field are read. All borrowed. */
struct cell_rule {
    enum cell_type type;
    const char *const *words; /* NULL-ended; NULL unless CELL_WORD */
    bool closed;              /* no other words, even if the study maps them */
    int64_t low, high;        /* bounds of the value, included */
    enum study_unit unit;     /* of CELL_MINUTES */
    struct dateformat date;   /* of days, stamps and moments */
    struct amount_format amount;         /* of numbers and minutes */
    const struct study_formats *formats; /* durations, UTC; NULL: defaults */
    const struct study_column *column;   /* its missing, values; may be NULL */
};

struct cell {
    bool known;
    const char *bytes; /* the text, mapped and trimmed; borrowed */
    size_t length;
    int64_t value;  /* of numbers and dates; the key of a reference */
    int32_t second; /* of the day; -1 where there is none. CELL_MOMENT */
};

/* Why a cell, or a row, is rejected. */
struct fault {
    const char *code; /* kebab-case, a constant; NULL: no fault */
    char reason[400]; /* a sentence for the clerk; may name the value */
    char shown[600];  /* what is printed in its place, or "" */
};

/* Fills FAULT, as text_printable() has it. Always returns false: "return
 * fault_set(...)". */
bool fault_set(struct fault *fault, const char *code, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

/*
 * Has FAULT printed with more than its reason says: what only this run knows.
 * The warehouse keeps the reason, which any run over the same files gives.
 */
void fault_show(struct fault *fault, const char *fmt, ...) PRINTF_LIKE(2, 3);

/*
 * Reads LENGTH bytes into CELL. False, and FAULT says why, if they are not
 * what RULE asks for. CELL borrows from BYTES and from the study.
 */
bool cell_read(const struct cell_rule *rule, const char *bytes, size_t length,
               struct cell *cell, struct fault *fault) MUST_CHECK;

/*
 * The text of a cell as cell_read() takes it: trimmed, and mapped by the
 * study. False if it is not known. Moves BYTES and LENGTH.
 */
bool cell_text(const struct cell_rule *rule, const char **bytes,
               size_t *length) MUST_CHECK;

/* The bytes that are shown of a long text; whole UTF-8 characters. */
int cell_shown(const char *bytes, size_t length);

#endif
