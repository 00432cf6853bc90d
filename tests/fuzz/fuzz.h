/*
 * fuzz.h - what the fuzz targets share.
 *
 * A target is a file with LLVMFuzzerTestOneInput(), which libFuzzer calls with
 * bytes of its making ("make fuzz"), and replay.c with those of the corpus
 * ("make check"). It ends the program when a promise of a header is broken.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* Of a target. Always returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FUZZ_PATH = 64 };

/*
 * Makes a file without a name that holds SIZE bytes of DATA, and writes a path
 * that leads to it. Returns its descriptor, to be closed with close(); ends
 * the program if there is none.
 */
int fuzz_file(const uint8_t *data, size_t size, char path[FUZZ_PATH]);

/* Ends the program with WHAT if it is not so. */
void fuzz_demand(int so, const char *what);

/* Reads every byte, so that one outside of the memory is found. */
void fuzz_look(const char *bytes, size_t length);

#endif
