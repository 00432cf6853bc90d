/*
 * matching.c - see matching.h.
 *
 * Rows are brought in one by one. Prices on rows and columns keep every
 * reduced cost at 0 or more, and 0 where matched; a new row looks for the
 * cheapest path of matched and unmatched cells to a free column, as Dijkstra
 * would. Rows and columns are counted from 1; column 0 holds the new row.
 */
#include "analyze/math/matching.h"

#include "lib/mem.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct problem {
    const double *gains;
    size_t rows, columns; /* rows <= columns */
    size_t across, down;  /* steps in gains to the next column, next row */
    double *row_price, *column_price;
    size_t *row_of;   /* the row matched with a column, or 0 */
    size_t *previous; /* the column before this one on the path */
    double *least;    /* the cheapest way so far to a column */
    char *reached;
};

static void problem_open(struct problem *p, const double *gains, size_t rows,
                         size_t columns)
{
    int turn = rows > columns;
    p->gains = gains;
    p->rows = turn ? columns : rows;
    p->columns = turn ? rows : columns;
    p->across = turn ? columns : 1;
    p->down = turn ? 1 : columns;
    size_t room = p->columns + 1;
    p->row_price = mem_alloc(room * sizeof *p->row_price);
    p->column_price = mem_alloc(room * sizeof *p->column_price);
    p->row_of = mem_alloc(room * sizeof *p->row_of);
    p->previous = mem_alloc(room * sizeof *p->previous);
    p->least = mem_alloc(room * sizeof *p->least);
    p->reached = mem_alloc(room);
}

static void problem_close(struct problem *p)
{
    free(p->row_price);
    free(p->column_price);
    free(p->row_of);
    free(p->previous);
    free(p->least);
    free(p->reached);
}

/* The cost of cell (ROW, COLUMN), counted from 1, less their prices. */
static double reduced(const struct problem *p, size_t row, size_t column)
{
    double gain = p->gains[(row - 1) * p->down + (column - 1) * p->across];
    return -gain - p->row_price[row] - p->column_price[column];
}

/* Looks on from COLUMN, and returns the cheapest column not reached yet. */
static size_t look_on(struct problem *p, size_t column, double *step)
{
    size_t next = 0;
    *step = INFINITY;
    for (size_t j = 1; j <= p->columns; j++) {
        if (p->reached[j])
            continue;
        double cost = reduced(p, p->row_of[column], j);
        if (cost < p->least[j]) {
            p->least[j] = cost;
            p->previous[j] = column;
        }
        if (p->least[j] < *step) {
            *step = p->least[j];
            next = j;
        }
    }
    return next;
}

static void raise_prices(struct problem *p, double step)
{
    for (size_t j = 0; j <= p->columns; j++) {
        if (p->reached[j]) {
            p->row_price[p->row_of[j]] += step;
            p->column_price[j] -= step;
        } else {
            p->least[j] -= step;
        }
    }
}

static void bring_in(struct problem *p, size_t row)
{
    for (size_t j = 0; j <= p->columns; j++) {
        p->least[j] = INFINITY;
        p->reached[j] = 0;
    }
    size_t column = 0;
    p->row_of[0] = row;
    do {
        double step;
        p->reached[column] = 1;
        column = look_on(p, column, &step);
        raise_prices(p, step);
    } while (p->row_of[column] != 0);

    while (column != 0) {
        size_t before = p->previous[column];
        p->row_of[column] = p->row_of[before];
        column = before;
    }
}

void matching_best(const double *gains, size_t rows, size_t columns,
                   size_t *match)
{
    for (size_t i = 0; i < rows; i++)
        match[i] = SIZE_MAX;
    struct problem p;
    problem_open(&p, gains, rows, columns);
    for (size_t row = 1; row <= p.rows; row++)
        bring_in(&p, row);
    for (size_t j = 1; j <= p.columns; j++) {
        if (p.row_of[j] == 0)
            continue;
        if (rows > columns)
            match[j - 1] = p.row_of[j] - 1;
        else
            match[p.row_of[j] - 1] = j - 1;
    }
    problem_close(&p);
}
