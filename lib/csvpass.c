/* csvpass.c - see csvpass.h. */
#include "lib/csvpass.h"

#include "lib/mem.h"
#include "lib/text.h"

#include <stdlib.h>
#include <string.h>

static int bind_rule(const struct csvpass_rule *rule, const struct csvheader *h,
                     long *place, struct diag *d)
{
    size_t matches = 0;
    *place = -1;
    for (size_t i = 0; i < rule->n_headers && *place < 0; i++)
        *place = csvheader_find(h, rule->headers[i], &matches);
    if (matches > 1)
        return diag_fail(d,
                         "\"skip_rows\" names the header '%.60s', which is "
                         "there %zu times; name the one you mean as "
                         "\"%.60s#2\"",
                         h->names[*place], matches, h->names[*place]);
    if (*place >= 0 || rule->optional)
        return 0;
    return diag_fail(d,
                     "\"skip_rows\" names the header '%.60s', which is not "
                     "there",
                     rule->n_headers > 0 ? rule->headers[0] : "");
}

int csvpass_bind(struct csvpass *p, const struct csvpass_rule *rules,
                 size_t count, const struct csvheader *h, struct diag *d)
{
    p->rules = rules;
    p->count = count;
    p->places = mem_array(NULL, count, sizeof *p->places);
    for (size_t i = 0; i < count; i++)
        if (bind_rule(&rules[i], h, &p->places[i], d) != 0)
            return -1;
    return 0;
}

void csvpass_free(struct csvpass *p)
{
    free(p->places);
    *p = (struct csvpass){0};
}

bool csvpass_match(const char *text, const char *bytes, size_t length)
{
    size_t wanted = strlen(text);
    if (wanted == 0 || text[wanted - 1] != '*')
        return text_equal(bytes, length, text);
    return length >= wanted - 1 && memcmp(bytes, text, wanted - 1) == 0;
}

bool csvpass_test(const struct csvpass *p, const struct csvfile_cell *cells,
                  size_t count)
{
    for (size_t i = 0; i < p->count; i++) {
        if (p->places[i] < 0 || (size_t)p->places[i] >= count)
            continue;
        struct csvfile_cell cell = cells[p->places[i]];
        text_trim(&cell.bytes, &cell.length);
        for (size_t k = 0; k < p->rules[i].n_texts; k++)
            if (csvpass_match(p->rules[i].texts[k], cell.bytes, cell.length))
                return true;
    }
    return false;
}
