/*
 * keys.h - finds integer keys in a rising array of them.
 */
#ifndef KEYS_H
#define KEYS_H

#include <stddef.h>
#include <stdint.h>

#define KEYS_NONE SIZE_MAX

/* Where KEY is; KEYS_NONE if it is not there. At once if keys are dense. */
size_t keys_find(const int64_t *keys, size_t count, int64_t key);

#endif
