/*
 * stopwatch.h - how long a part of the work took, for who measures it.
 *
 * Like progress.h it is for people alone: no result may depend on it.
 */
#ifndef STOPWATCH_H
#define STOPWATCH_H

/* Seconds since some moment. */
double stopwatch_now(void);

/* Adds the seconds since FROM to *SUM; returns what stopwatch_now() would. */
double stopwatch_add(double *sum, double from);

#endif
