/*
 * fuzz_csv.c - the CSV reader. The first three bytes choose how the rest is
 * read. Read in one go and in parts, a file must say the same.
 */
#include "tests/fuzz/fuzz.h"

#include "lib/attr.h"
#include "lib/csvfile.h"
#include "lib/mem.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HEAD = 3, LONG = 400000 };

static const char *const encodings[] = {
    NULL,         "UTF-8",  "GB18030", "UTF-16LE",
    "ISO-8859-1", "UTF-16", "BIG5",    "ISO-2022-JP",
};
static const char delimiters[] = {0, ',', ';', '\t', '|', ' ', ':', '^'};

/* Small limits are met more often; 0 is the usual one. */
static struct csvfile_options choose(const uint8_t *data)
{
    return (struct csvfile_options){
        .encoding = encodings[data[0] % COUNT_OF(encodings)],
        .delimiter = delimiters[data[0] / 8 % COUNT_OF(delimiters)],
        .skip_lines = data[1] % 4,
        .header_rows = data[1] / 4 % 4,
        .cell_bytes = (data[1] & 64) != 0 ? 8 : 0,
        .record_bytes = (data[1] & 128) != 0 ? 32 : 0,
        .columns = (data[1] & 128) != 0 ? 4 : 0,
        .unquoted = (data[2] & 1) != 0,
        .skip_last = data[2] / 2 % 8,
        .lacks_header = (data[2] & 16) != 0,
        .joined = (data[2] & 32) != 0,
    };
}

/* All that was read, in one number, and whether it failed in the end. */
struct heard {
    uint64_t hash;
    long line;
    int failed;
};

static void hear(struct heard *h, const char *bytes, size_t length)
{
    h->hash = (h->hash ^ length) * UINT64_C(0x100000001B3);
    for (size_t i = 0; i < length; i++)
        h->hash = (h->hash ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001B3);
}

static void hear_record(struct heard *h, const struct csvfile *csv,
                        enum csvfile_record got)
{
    long line = csvfile_line(csv);
    fuzz_demand(line > h->line, "lines go up");
    h->line = line;
    hear(h, (const char *)&line, sizeof line);
    if (got == CSVFILE_BAD) {
        const char *fault = csvfile_fault(csv);
        fuzz_demand(fault[0] != '\0', "a fault has a text");
        hear(h, fault, strlen(fault));
        return;
    }
    for (size_t i = 0; i < csvfile_count(csv); i++)
        hear(h, csvfile_cell(csv, i).bytes, csvfile_cell(csv, i).length);
}

static void read_records(struct heard *h, struct csvfile *csv)
{
    struct diag d = {0};
    enum csvfile_record got;
    while ((got = csvfile_next(csv, &d)) > CSVFILE_END)
        hear_record(h, csv, got);
    h->failed |= got == CSVFILE_FAILED;
    fuzz_demand((got == CSVFILE_FAILED) == (d.text[0] != '\0'),
                "a failure is told");
    fuzz_demand(csvfile_bytes_read(csv) <= csvfile_bytes(csv),
                "no more is read than there is");
}

static void read_parts(struct heard *h, struct csvfile *csv)
{
    struct diag d = {0};
    struct csvfile *part;
    int got = 1;
    while (!h->failed && (got = csvfile_cut(csv, &part, &d)) == 1) {
        read_records(h, part);
        csvfile_close(part);
    }
    h->failed |= got < 0;
}

static void read_header(struct csvfile *csv)
{
    for (size_t i = 0; i < csvfile_columns(csv); i++) {
        const char *name = csvfile_header(csv, i);
        fuzz_look(name, strlen(name));
        fuzz_demand(csvfile_column(csv, name) >= 0, "a header is found");
    }
}

/* Reads PATH; in parts if CUT. False if it cannot be opened. */
static bool read_file(const char *path, const struct csvfile_options *options,
                      bool cut, struct heard *h)
{
    struct diag d = {0};
    struct csvfile *csv = csvfile_open(path, options, &d);
    fuzz_demand((csv == NULL) == (d.text[0] != '\0'), "a failure is told");
    *h = (struct heard){0};
    if (csv == NULL)
        return false;
    read_header(csv);
    if (cut)
        read_parts(h, csv);
    else
        read_records(h, csv);
    csvfile_close(csv);
    return true;
}

/* The body of DATA, so often that it is cut into parts. free() it. */
static uint8_t *repeat(const uint8_t *data, size_t size, size_t *length)
{
    size_t times = size > HEAD ? LONG / (size - HEAD) : 0;
    uint8_t *body = mem_array(NULL, times + 1, size);
    *length = 0;
    for (size_t i = 0; i < times; i++) {
        memcpy(body + *length, data + HEAD, size - HEAD);
        *length += size - HEAD;
    }
    return body;
}

static void compare(const char *path, const struct csvfile_options *options)
{
    struct heard whole, parts;
    if (!read_file(path, options, false, &whole))
        return;
    fuzz_demand(read_file(path, options, true, &parts), "it opens again");
    fuzz_demand(whole.failed == parts.failed, "both fail, or none");
    fuzz_demand(whole.failed || whole.hash == parts.hash,
                "parts say what the whole says");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < HEAD)
        return 0;
    struct csvfile_options options = choose(data);
    char path[FUZZ_PATH];
    uint8_t *body = NULL;
    size_t length = size - HEAD;
    if ((data[2] & 64) != 0)
        body = repeat(data, size, &length);
    int file = fuzz_file(body != NULL ? body : data + HEAD, length, path);
    free(body);
    compare(path, &options);
    close(file);
    return 0;
}
