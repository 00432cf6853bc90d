/*
 * flag.h - what is implausible about a row of attendance, in bits.
 *
 * A flagged row is a fact like any other and counts; the flag says that a
 * person should look at it.
 */
#ifndef FLAG_H
#define FLAG_H

enum flag {
    FLAG_LONG_DAY = 1,       /* more than 24 hours of the member on one day */
    FLAG_BEFORE_JOINING = 2, /* earlier than the member's joined_on */
    FLAG_OFF_SESSION = 4     /* on no day of the session */
};

#endif
