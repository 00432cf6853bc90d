/*
 * parse.c - what it costs only to parse a CSV file with libcsv.
 *
 *   bench-parse FILE THREADS
 *
 * Every thread reads and parses a range of the file that ends with a line; no
 * quote may hold a line end. Prints the cells that there are. It is the
 * yardstick of bench/ingest.sh: nothing that parses by libcsv can be faster.
 */
#include <csv.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 1 << 18, THREADS = 64 };

struct range {
    int fd;
    off_t from, to;
    size_t cells, records, bytes; /* found; bytes of cells */
    int failed;
};

static void on_cell(void *bytes, size_t length, void *self)
{
    struct range *r = self;
    (void)bytes;
    r->cells++;
    r->bytes += length;
}

static void on_record(int end, void *self)
{
    (void)end;
    ((struct range *)self)->records++;
}

static void *parse_range(void *self)
{
    struct range *r = self;
    struct csv_parser parser;
    char *piece = malloc(PIECE);
    r->failed = piece == NULL || csv_init(&parser, CSV_STRICT) != 0;
    while (!r->failed && r->from < r->to) {
        off_t left = r->to - r->from;
        ssize_t got =
            pread(r->fd, piece, left < PIECE ? (size_t)left : PIECE, r->from);
        if (got <= 0 || csv_parse(&parser, piece, (size_t)got, on_cell,
                                  on_record, r) != (size_t)got)
            r->failed = 1;
        r->from += got;
    }
    if (!r->failed) {
        csv_fini(&parser, on_cell, on_record, r);
        csv_free(&parser);
    }
    free(piece);
    return NULL;
}

/* The first place behind a line end from FROM on. */
static off_t next_line(int fd, off_t from, off_t size)
{
    char piece[4096];
    while (from < size) {
        ssize_t got = pread(fd, piece, sizeof piece, from);
        if (got <= 0)
            return -1;
        const char *end = memchr(piece, '\n', (size_t)got);
        if (end != NULL)
            return from + (end - piece) + 1;
        from += got;
    }
    return size;
}

int main(int argc, char **argv)
{
    long threads = argc == 3 ? strtol(argv[2], NULL, 10) : 0;
    if (threads < 1 || threads > THREADS) {
        fputs("usage: bench-parse FILE THREADS\n", stderr);
        return 2;
    }
    struct stat status;
    int fd = open(argv[1], O_RDONLY);
    if (fd < 0 || fstat(fd, &status) != 0) {
        perror(argv[1]);
        return 1;
    }
    struct range ranges[THREADS] = {{0}};
    pthread_t ids[THREADS];
    off_t from = 0;
    for (long i = 0; i < threads; i++) {
        off_t to = status.st_size / threads * (i + 1);
        to = i + 1 == threads ? status.st_size
                              : next_line(fd, to, status.st_size);
        ranges[i] = (struct range){.fd = fd, .from = from, .to = to};
        from = to;
        if (pthread_create(&ids[i], NULL, parse_range, &ranges[i]) != 0)
            return 1;
    }
    size_t cells = 0, records = 0;
    int failed = 0;
    for (long i = 0; i < threads; i++) {
        pthread_join(ids[i], NULL);
        cells += ranges[i].cells;
        records += ranges[i].records;
        failed |= ranges[i].failed;
    }
    close(fd);
    printf("%zu records, %zu cells\n", records, cells);
    return failed;
}
