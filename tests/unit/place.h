/*
 * place.h - a folder with a warehouse in it, for tests.
 */
#ifndef PLACE_H
#define PLACE_H

#include "lib/warehouse.h"

#include <stdbool.h>
#include <stdint.h>

/* A folder with the path of a warehouse in it. */
struct place {
    void *folder;
    char *path;
};

/* Setup and teardown of cmocka; *STATE is a struct place. */
int place_open(void **state);
int place_close(void **state);

#define PLACED(test) \
    cmocka_unit_test_setup_teardown(test, place_open, place_close)

void place_write(const char *path, const char *text);

/* Opens PATH, which must succeed. */
void place_warehouse(struct warehouse *w, const char *path,
                     enum warehouse_mode mode);

/* Opening must fail, with PART of the message. */
void place_refuse(const char *path, enum warehouse_mode mode, const char *part);

/* The integer that SQL selects; -1 for none. */
int64_t place_ask(const struct warehouse *w, const char *sql);

void place_run(const struct warehouse *w, const char *sql);

/* Makes a warehouse with one topic. */
void place_make(const char *path);
extern const char place_count_topics[];

/* Whether PATH with ENDING put to it is a file that holds anything. */
bool place_exists(const char *path, const char *ending);

#endif
