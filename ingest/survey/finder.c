/* finder.c - see finder.h. */
#include "ingest/survey/finder.h"

#include "lib/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Signs, as UTF-8, and what they count as; "" leaves them out. */
static const struct sign {
    const char *from, *to;
} signs[] = {
    {"\xE3\x80\x80", " "}, /* ideographic space */
    {"\xC2\xA0", " "},
    {"\t", " "},
    {"\n", " "},
    {"\r", " "},
    {"\xE2\x80\x8B", ""}, /* without width */
    {"\xEF\xBB\xBF", ""},
    {"\xE2\x80\x90", "-"},
    {"\xE2\x80\x91", "-"},
    {"\xE2\x80\x92", "-"},
    {"\xE2\x80\x93", "-"},
    {"\xE2\x80\x94", "-"},
    {"\xE2\x80\x95", "-"},
    {"\xE2\x88\x92", "-"}, /* minus */
    {"\xE2\x80\x98", "'"},
    {"\xE2\x80\x99", "'"},
    {"\xE2\x80\x9C", "\""},
    {"\xE2\x80\x9D", "\""},
};

/* U+FF01 to U+FF5E are the signs of ASCII, wide. 0 if AT is none. */
static char narrow(const unsigned char *at)
{
    if (at[0] != 0xEF || (at[1] != 0xBC && at[1] != 0xBD) ||
        (at[2] & 0xC0) != 0x80)
        return '\0';
    unsigned code = 0xF000U | (at[1] & 0x3FU) << 6 | (at[2] & 0x3FU);
    return code >= 0xFF01 && code <= 0xFF5E ? (char)(code - 0xFEE0) : '\0';
}

/* What the bytes at AT count as; *LENGTH of them. */
static const char *sign_at(const char *at, size_t *length, char one[2])
{
    for (size_t i = 0; i < COUNT_OF(signs); i++) {
        *length = strlen(signs[i].from);
        if (strncmp(at, signs[i].from, *length) == 0)
            return signs[i].to;
    }
    one[0] = narrow((const unsigned char *)at);
    *length = one[0] != '\0' ? 3 : 1;
    if (one[0] == '\0')
        one[0] = *at;
    return one;
}

char *finder_fold(const char *header)
{
    char *folded = mem_alloc(strlen(header) + 1);
    size_t used = 0;
    for (size_t length; *header != '\0'; header += length) {
        char one[2] = "";
        const char *to = sign_at(header, &length, one);
        bool blank = to[0] == ' ' && (used == 0 || folded[used - 1] == ' ');
        if (to[0] != '\0' && !blank)
            folded[used++] = to[0];
    }
    while (used > 0 && folded[used - 1] == ' ')
        used--;
    folded[used] = '\0';
    return folded;
}

const char *finder_behind_number(const char *header)
{
    static const char *const ends[] = {"\xE3\x80\x81", ".", ")", " "};
    size_t digits = strspn(header, "0123456789");
    for (size_t i = 0; i < COUNT_OF(ends) && digits > 0 && digits < 5; i++) {
        size_t length = strlen(ends[i]);
        const char *rest = header + digits + length;
        if (strncmp(header + digits, ends[i], length) == 0 && *rest != '\0')
            return rest + strspn(rest, " ");
    }
    return header;
}

void finder_open(struct finder *f, const struct csvfile *csv)
{
    *f = (struct finder){.csv = csv, .count = csvfile_columns(csv)};
    f->folded = mem_array(NULL, f->count, sizeof *f->folded);
    f->used = mem_alloc(f->count + 1);
    for (size_t i = 0; i < f->count; i++)
        f->folded[i] = finder_fold(csvfile_header(csv, i));
}

void finder_free(struct finder *f)
{
    for (size_t i = 0; i < f->count; i++)
        free(f->folded[i]);
    free(f->folded);
    free(f->used);
    *f = (struct finder){0};
}

/* How far two headers may be apart. */
enum likeness { FOLDED, NUMBERED };

static bool is_like(const struct finder *f, size_t i, enum likeness likeness,
                    const char *wanted)
{
    const char *folded = f->folded[i];
    if (likeness == FOLDED)
        return strcmp(folded, wanted) == 0;
    const char *behind = finder_behind_number(folded);
    return behind != folded && strcmp(behind, wanted) == 0;
}

static long find_like(const struct finder *f, enum likeness likeness,
                      const char *wanted)
{
    long found = FINDER_NONE;
    for (size_t i = 0; i < f->count; i++) {
        if (!is_like(f, i, likeness, wanted))
            continue;
        if (found != FINDER_NONE)
            return FINDER_SEVERAL;
        found = (long)i;
    }
    return found;
}

static long find_header(const struct finder *f, const char *header)
{
    size_t matches;
    long found = csvfile_find(f->csv, header, &matches);
    if (matches > 0)
        return matches > 1 ? FINDER_SEVERAL : found;
    char *folded = finder_fold(header);
    const char *behind = finder_behind_number(folded);
    found = find_like(f, FOLDED, folded);
    if (found == FINDER_NONE && behind != folded)
        found = find_like(f, NUMBERED, behind);
    free(folded);
    return found;
}

static long find_one(const struct finder *f, const json_t *column)
{
    if (json_is_string(column))
        return find_header(f, json_string_value(column));
    json_int_t position = json_integer_value(column);
    return position >= 1 && (uint64_t)position <= f->count ? (long)position - 1
                                                           : FINDER_NONE;
}

long finder_find(struct finder *f, const json_t *column)
{
    long found = json_is_array(column) ? FINDER_NONE : find_one(f, column);
    for (size_t i = 0; i < json_array_size(column) && found == FINDER_NONE; i++)
        found = find_one(f, json_array_get(column, i));
    if (found >= 0)
        f->used[found] = true;
    return found;
}
