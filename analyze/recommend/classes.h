/*
 * classes.h - the classes to come: offerings that still have places.
 *
 * An offering is a class if all its sessions lie after the as-of day and it was
 * not made for self-paced learning. A place in it is one in all its sessions,
 * so it has as many seats as the smallest of them (lib/seats.h), less those
 * enrolled; where no number is known it has room for everybody. A class given
 * by an organisation that has members, itself or below it, is for these; one
 * given by another, or by nobody, is for everybody.
 */
#ifndef CLASSES_H
#define CLASSES_H

#include "analyze/recommend/reach.h"

#include <stdbool.h>

#define CLASSES_ENDLESS INT64_MAX

struct class_session {
    int64_t begins, ends; /* minute stamps; equal or less: no time */
    int32_t session;
};

struct class
{
    int32_t offering, course, provider; /* provider may be FACT_NONE */
    int64_t seats;                      /* in all; CLASSES_ENDLESS */
    int64_t enrolled;
    double cost;              /* of all its sessions, hundredths */
    size_t session_at, count; /* its sessions, by time */
};

struct enrolled {
    uint32_t member, class;
    bool called; /* to it, by day or by whom */
};

struct classes {
    struct class *class; /* by offering id */
    size_t count;
    struct class_session *session;
    size_t sessions;
    size_t *of_course;         /* by course: first in list[]; n_courses + 1 */
    uint32_t *list;            /* classes by course, ascending */
    struct enrolled *enrolled; /* by member, then class */
    size_t n_enrolled;
};

/* Reads the enrolments too. Call classes_free() in either case. */
int classes_read(struct classes *c, const struct run *r,
                 struct diag *d) MUST_CHECK;
void classes_free(struct classes *c);

/* Whether all sessions of CLASS are within reach of the member. */
bool classes_admit(const struct classes *c, const struct reach *h, size_t class,
                   const struct reach_member *of);

/* Whether sessions of A and B overlap in time: for struct assign_problem. */
bool classes_clash(const void *classes, uint32_t a, uint32_t b);

/* Places left, and those enrolled counted; CLASSES_ENDLESS stays. */
int64_t classes_places(const struct class *c);

#endif
