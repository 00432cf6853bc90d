/*
 * products.h - what analyses hand on to each other in struct run, freed.
 */
#ifndef PRODUCTS_H
#define PRODUCTS_H

#include "analyze/run.h"

/* Frees the products of R and leaves none. */
void products_free(struct run *r);

#endif
