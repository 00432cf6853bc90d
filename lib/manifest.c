/* manifest.c - see manifest.h. */
#include "lib/manifest.h"

#include "lib/csvfile.h"
#include "lib/mem.h"
#include "lib/text.h"

#include <stdlib.h>
#include <string.h>

/* Looking for two properties. */
struct search {
    const char *path;
    long name, value;    /* columns */
    char release[16];    /* "" until it is found */
    char mode[16];       /* the same */
    const char *mode_of; /* "file.users" */
};

static const char *const modes[] = {
    [MANIFEST_BULK] = "bulk",
    [MANIFEST_DELTA] = "delta",
    [MANIFEST_ABSENT] = "absent",
};

static void take(const struct csvfile *csv, long column, char *to, size_t size)
{
    struct csvfile_cell cell = csvfile_cell(csv, (size_t)column);
    text_trim(&cell.bytes, &cell.length);
    text_printable(cell.bytes, cell.length, to, size);
}

static void note(struct search *s, const struct csvfile *csv)
{
    struct csvfile_cell name = csvfile_cell(csv, (size_t)s->name);
    text_trim(&name.bytes, &name.length);
    if (text_equal(name.bytes, name.length, "oneroster.version"))
        take(csv, s->value, s->release, sizeof s->release);
    else if (text_equal(name.bytes, name.length, s->mode_of))
        take(csv, s->value, s->mode, sizeof s->mode);
}

static int read_rows(struct search *s, struct csvfile *csv, struct diag *d)
{
    s->name = csvfile_column(csv, "propertyName");
    s->value = csvfile_column(csv, "value");
    if (s->name < 0 || s->value < 0) {
        diag_at(d, s->path, 1, NULL);
        return diag_fail(d, "the header of a OneRoster manifest is "
                            "propertyName,value");
    }
    enum csvfile_record got;
    size_t last = (size_t)(s->name > s->value ? s->name : s->value);
    while ((got = csvfile_next(csv, d)) != CSVFILE_END) {
        if (got == CSVFILE_FAILED)
            return -1;
        if (got == CSVFILE_RECORD && csvfile_count(csv) > last)
            note(s, csv);
    }
    return 0;
}

static int judge(const struct search *s, const char *release,
                 enum manifest_mode *mode, struct diag *d)
{
    diag_at(d, s->path, 0, NULL);
    if (strcmp(s->release, release) != 0)
        return diag_fail(d,
                         "oneroster.version is \"%s\", but the preset is of "
                         "%s; take the preset oneroster-%s",
                         s->release, release,
                         s->release[0] != '\0' ? s->release : "of the files");
    for (size_t i = 0; i < COUNT_OF(modes); i++) {
        if (strcmp(s->mode, modes[i]) == 0) {
            *mode = (enum manifest_mode)i;
            return 0;
        }
    }
    return diag_fail(d, "%s is \"%s\"; it must be bulk, delta or absent",
                     s->mode_of, s->mode);
}

int manifest_read(const char *file, const char *release,
                  enum manifest_mode *mode, struct diag *d)
{
    struct diag why = *d; /* leaves no trace unless it fails */
    const char *slash = strrchr(file, '/');
    const char *base = slash != NULL ? slash + 1 : file;
    char *path = mem_format("%.*smanifest.csv", (int)(base - file), file);
    char *mode_of = mem_format("file.%.*s", (int)strcspn(base, "."), base);
    struct search s = {.path = path, .mode_of = mode_of};
    struct csvfile *csv = csvfile_open(path, NULL, &why);
    int result = csv != NULL ? read_rows(&s, csv, &why) : -1;
    if (result == 0)
        result = judge(&s, release, mode, &why);
    if (result != 0)
        *d = why;
    csvfile_close(csv);
    free(path);
    free(mode_of);
    return result;
}
