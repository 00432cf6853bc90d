/*
 * flag.h - what is implausible about a row of attendance, in bits.
 *
 * A flagged row is a fact like any other and counts; the flag says that a
 * person should look at it.
 */
#ifndef FLAG_H
#define FLAG_H

#include <stddef.h>
#include <stdint.h>

enum flag {
    FLAG_LONG_DAY = 1,       /* more than 24 hours of the member on one day */
    FLAG_BEFORE_JOINING = 2, /* earlier than the member's joined_on */
    FLAG_OFF_SESSION = 4,    /* on no day of the session */
    FLAG_OVERLAP = 8,        /* while the member attended another session */
    FLAG_AFTER_LEAVING = 16, /* later than the end of all memberships */
    FLAG_OVER_SESSION = 32,  /* more minutes than the session has */
    FLAG_FUTURE = 64         /* later than the study's as_of */
};

enum { FLAG_COUNT = 7 };

/* The flags of the rows of one input. Starts as {0}. */
struct flags {
    int64_t rows;              /* with any flag */
    int64_t count[FLAG_COUNT]; /* of each, in the order of the bits */
    int64_t first[FLAG_COUNT]; /* the lowest line that has it; 0: none */
};

/* Counts the row at LINE, which has FLAGS, in any order of the lines. */
void flags_add(struct flags *f, unsigned flags, int64_t line);

/* Adds the rows of OTHER, too. */
void flags_merge(struct flags *f, const struct flags *other);

/*
 * "3 rows flagged: before the member joined (3, first at line 7)": all that
 * there are, in the order of the bits. Returns TO.
 */
enum { FLAGS_TEXT = 800 };
char *flags_text(const struct flags *f, char to[FLAGS_TEXT]);

#endif
