/*
 * fuzz_csv.c - the CSV reader. The first two bytes choose how the rest is read.
 */
#include "tests/fuzz/fuzz.h"

#include "lib/attr.h"
#include "lib/csvfile.h"

#include <string.h>
#include <unistd.h>

enum { HEAD = 2 };

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
    };
}

static void read_records(struct csvfile *csv)
{
    struct diag d = {0};
    enum csvfile_record got;
    long line = 0;
    while ((got = csvfile_next(csv, &d)) > CSVFILE_END) {
        fuzz_demand(csvfile_line(csv) > line, "lines go up");
        line = csvfile_line(csv);
        if (got == CSVFILE_BAD)
            fuzz_demand(csvfile_fault(csv)[0] != '\0', "a fault has a text");
        for (size_t i = 0; got == CSVFILE_RECORD && i < csvfile_count(csv); i++)
            fuzz_look(csvfile_cell(csv, i).bytes, csvfile_cell(csv, i).length);
    }
    fuzz_demand((got == CSVFILE_FAILED) == (d.text[0] != '\0'),
                "a failure is told");
    fuzz_demand(csvfile_bytes_read(csv) <= csvfile_bytes(csv),
                "no more is read than there is");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < HEAD)
        return 0;
    struct csvfile_options options = choose(data);
    char path[FUZZ_PATH];
    int file = fuzz_file(data + HEAD, size - HEAD, path);
    struct diag d = {0};
    struct csvfile *csv = csvfile_open(path, &options, &d);
    fuzz_demand((csv == NULL) == (d.text[0] != '\0'), "a failure is told");
    for (size_t i = 0; csv != NULL && i < csvfile_columns(csv); i++) {
        const char *name = csvfile_header(csv, i);
        fuzz_look(name, strlen(name));
        fuzz_demand(csvfile_column(csv, name) >= 0, "a header is found");
    }
    if (csv != NULL)
        read_records(csv);
    csvfile_close(csv);
    close(file);
    return 0;
}
