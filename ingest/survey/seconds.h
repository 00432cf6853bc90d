/*
 * seconds.h - how long somebody took to answer, as exporters write it.
 */
#ifndef SECONDS_H
#define SECONDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Reads LENGTH bytes, no blanks around, into whole seconds, halves up: "125",
 * "125.4", "123秒", "3分2秒", "1小时3分", "90s", "2:05", "1:02:05". False if
 * they are no such time or have more than 1,000,000,000 seconds.
 */
bool seconds_read(const char *bytes, size_t length, int64_t *seconds);

#endif
