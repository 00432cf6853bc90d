/* csvsource.c - see csvsource.h. */
#include "lib/csvsource.h"

#include "lib/csvtail.h"
#include "lib/encoding.h"
#include "lib/mem.h"
#include "lib/regular.h"

#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RAW = 1 << 16, MARK_MAX = 4, NAME_MAX_BYTES = 32 };

static const char wrong_byte = '\xFF';

struct csvsource {
    char *path;
    int fd;
    size_t taken, size; /* of the file, the mark included */
    bool ended;
    char encoding[NAME_MAX_BYTES];
    iconv_t to_utf8; /* (iconv_t)-1: the bytes are passed on as they are */
    size_t unit;     /* bytes to pass over where one does not belong */
    char *raw;       /* read, not yet converted: [raw_at, raw_end) */
    size_t raw_at, raw_end;
    bool found; /* nobody declared the encoding, and no mark tells it */
    char likely[ENCODING_NAME]; /* a guess where it could not be told */
    struct csvtail tail;
};

/* Byte-order marks; FAMILY begins the names of the encodings it suits. */
static const struct mark {
    const char *bytes;
    size_t length;
    const char *encoding, *family;
} marks[] = {
    {"\xEF\xBB\xBF", 3, "UTF-8", "UTF8"},
    {"\xFF\xFE", 2, "UTF-16LE", "UTF16"},
    {"\xFE\xFF", 2, "UTF-16BE", "UTF16"},
    {"\x84\x31\x95\x33", 4, "GB18030", "GB"},
};

/* Says where, but only when something fails: a diag that is not used stays 0.
 */
static int fail(const struct csvsource *in, struct diag *d, const char *what)
{
    diag_at(d, in->path, 0, NULL);
    return diag_fail_errno(d, "%s", what);
}

static int fail_encoding(const struct csvsource *in, const char *encoding,
                         struct diag *d)
{
    diag_at(d, in->path, 0, NULL);
    return diag_fail(d, "unknown encoding '%.64s'", encoding);
}

/* Whether NAME begins with FAMILY, but for case and punctuation. */
static bool is_family(const char *name, const char *family)
{
    for (; *family != '\0'; name++) {
        if (!isalnum((unsigned char)*name) && *name != '\0')
            continue;
        if (toupper((unsigned char)*name) != *family++)
            return false;
    }
    return true;
}

static const struct mark *find_mark(const char *bytes, size_t length)
{
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (length >= marks[i].length &&
            memcmp(bytes, marks[i].bytes, marks[i].length) == 0)
            return &marks[i];
    return NULL;
}

/* Reads up to LENGTH bytes from the beginning; their count, or -1. */
static ssize_t read_start(struct csvsource *in, char *to, size_t length,
                          struct diag *d)
{
    size_t used = 0;
    while (used < length) {
        ssize_t got = pread(in->fd, to + used, length - used, (off_t)used);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(in, d, "cannot read");
        if (got == 0)
            break;
        used += (size_t)got;
    }
    return (ssize_t)used;
}

/* What the beginning of the file tells of its encoding; NULL on failure. */
static const char *detect(struct csvsource *in, struct diag *d)
{
    size_t room = in->size < ENCODING_LOOK ? in->size : ENCODING_LOOK;
    char *bytes = mem_alloc(room);
    ssize_t got = read_start(in, bytes, room, d);
    const char *name = NULL;
    if (got >= 0)
        name = encoding_detect(bytes, (size_t)got, (size_t)got == in->size,
                               in->likely);
    free(bytes);
    in->found = true;
    return got >= 0 && name == NULL ? "UTF-8" : name;
}

/* What begins files that people take for CSV, since a spreadsheet opens them.
 */
static int check_kind(const struct csvsource *in, const char *first,
                      size_t length, struct diag *d)
{
    bool zip = length >= 4 && memcmp(first, "PK\x03\x04", 4) == 0;
    bool old = length >= 4 && memcmp(first, "\xD0\xCF\x11\xE0", 4) == 0;
    if (!zip && !old)
        return 0;
    diag_at(d, in->path, 0, NULL);
    return diag_fail(d, "%s, not CSV; open it and save it as CSV UTF-8",
                     zip ? "is an Excel workbook or another ZIP file"
                         : "is an Excel workbook of the old kind");
}

/* Passes over the mark and settles what the file is read as. */
static int settle_encoding(struct csvsource *in, const char *declared,
                           struct diag *d)
{
    char first[MARK_MAX];
    ssize_t got = pread(in->fd, first, sizeof first, 0);
    if (got < 0)
        return fail(in, d, "cannot read");
    if (check_kind(in, first, (size_t)got, d) != 0)
        return -1;
    const struct mark *mark = find_mark(first, (size_t)got);
    if (mark != NULL && declared != NULL &&
        !is_family(declared, mark->family)) {
        diag_at(d, in->path, 0, NULL);
        return diag_fail(d, "declared as %s, but begins with the mark of %s",
                         declared, mark->encoding);
    }
    if (mark != NULL) {
        declared = mark->encoding;
        in->taken = mark->length;
        if (lseek(in->fd, (off_t)mark->length, SEEK_SET) < 0)
            return fail(in, d, "cannot read");
    } else if (declared == NULL) {
        declared = detect(in, d);
        if (declared == NULL)
            return -1;
    } else if (is_family(declared, "UTF16") &&
               !is_family(declared, "UTF16BE")) {
        declared = "UTF-16LE";
    }
    size_t length = strlen(declared);
    /* "" is the locale's; "//IGNORE" and its like drop bytes in silence. */
    if (length == 0 || length >= sizeof in->encoding ||
        strchr(declared, '/') != NULL)
        return fail_encoding(in, declared, d);
    memcpy(in->encoding, declared, length + 1);
    return 0;
}

static int start_conversion(struct csvsource *in, struct diag *d)
{
    if (is_family(in->encoding, "UTF8"))
        return 0;
    in->to_utf8 = iconv_open("UTF-8", in->encoding);
    if (in->to_utf8 == (iconv_t)-1)
        return fail_encoding(in, in->encoding, d);
    in->unit =
        is_family(in->encoding, "UTF16") || is_family(in->encoding, "UCS2") ? 2
        : is_family(in->encoding, "UTF32") || is_family(in->encoding, "UCS4")
            ? 4
            : 1;
    in->raw = mem_realloc(NULL, RAW);
    return 0;
}

static int open_file(struct csvsource *in, struct diag *d)
{
    in->fd = regular_open(in->path, &in->size, d);
    return in->fd >= 0 ? 0 : -1;
}

struct csvsource *csvsource_open(const char *path, const char *encoding,
                                 struct diag *d)
{
    struct csvsource *in = mem_alloc(sizeof *in);
    in->to_utf8 = (iconv_t)-1;
    in->path = mem_text(path);
    if (open_file(in, d) != 0 || settle_encoding(in, encoding, d) != 0 ||
        start_conversion(in, d) != 0) {
        csvsource_close(in);
        return NULL;
    }
    return in;
}

void csvsource_close(struct csvsource *in)
{
    if (in == NULL)
        return;
    if (in->to_utf8 != (iconv_t)-1)
        iconv_close(in->to_utf8);
    if (in->fd >= 0)
        close(in->fd);
    csvtail_free(&in->tail);
    free(in->raw);
    free(in->path);
    free(in);
}

static ssize_t read_file(struct csvsource *in, char *to, size_t room,
                         struct diag *d)
{
    ssize_t got;
    do
        got = read(in->fd, to, room);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return fail(in, d, "cannot read");
    in->taken += (size_t)got;
    in->ended = got == 0;
    if (in->ended && in->taken != in->size) {
        diag_at(d, in->path, 0, NULL);
        return diag_fail(d,
                         "the file changed while it was read: "
                         "%zu bytes at first, then %zu",
                         in->size, in->taken);
    }
    return got;
}

/* Converts what it can of the raw bytes; says how much of TO is used. */
static size_t convert(struct csvsource *in, char *to, size_t room)
{
    char *out = to, *from = in->raw + in->raw_at;
    size_t left = room, from_left = in->raw_end - in->raw_at;
    while (from_left > 0) {
        if (iconv(in->to_utf8, &from, &from_left, &out, &left) != (size_t)-1)
            break;
        bool cut_short = errno == EINVAL && !in->ended;
        if (errno == E2BIG || cut_short || left == 0)
            break;
        *out++ = wrong_byte;
        left--;
        size_t skip = in->unit < from_left ? in->unit : from_left;
        from += skip;
        from_left -= skip;
    }
    in->raw_at = in->raw_end - from_left;
    return room - left;
}

/* What iconv kept back at the end: a letter that an accent might follow. */
static size_t flush(struct csvsource *in, char *to, size_t room)
{
    size_t left = room;
    iconv(in->to_utf8, NULL, NULL, &to, &left);
    return room - left;
}

/* Reads more raw bytes behind those left over. */
static int refill(struct csvsource *in, struct diag *d)
{
    size_t left = in->raw_end - in->raw_at;
    memmove(in->raw, in->raw + in->raw_at, left);
    in->raw_at = 0;
    in->raw_end = left;
    ssize_t got = read_file(in, in->raw + left, RAW - left, d);
    if (got < 0)
        return -1;
    in->raw_end += (size_t)got;
    return 0;
}

/* As csvsource_read(), the last lines included. */
static ssize_t read_text(struct csvsource *in, char *to, size_t room,
                         struct diag *d)
{
    if (in->to_utf8 == (iconv_t)-1)
        return read_file(in, to, room, d);
    for (;;) {
        size_t used = convert(in, to, room);
        if (used > 0)
            return (ssize_t)used;
        if (in->ended)
            return (ssize_t)flush(in, to, room);
        if (refill(in, d) != 0)
            return -1;
    }
}

void csvsource_hold_back(struct csvsource *in, long lines)
{
    in->tail.lines = lines;
}

ssize_t csvsource_read(struct csvsource *in, char *to, size_t room,
                       struct diag *d)
{
    if (in->tail.lines == 0)
        return read_text(in, to, room, d);
    size_t used;
    while ((used = csvtail_take(&in->tail, to, room)) == 0) {
        if (csvtail_is_full(&in->tail)) {
            diag_at(d, in->path, 0, NULL);
            return diag_fail(d, "the lines to leave out at the end have more "
                                "than 16 MiB");
        }
        ssize_t got = read_text(in, csvtail_room(&in->tail, RAW), RAW, d);
        if (got <= 0)
            return got;
        csvtail_add(&in->tail, (size_t)got);
    }
    return (ssize_t)used;
}

size_t csvsource_taken(const struct csvsource *in)
{
    return in->taken;
}

size_t csvsource_size(const struct csvsource *in)
{
    return in->size;
}

bool csvsource_found(const struct csvsource *in, const char **likely)
{
    *likely = in->likely;
    return in->found;
}

const char *csvsource_encoding(const struct csvsource *in)
{
    return in->encoding;
}
