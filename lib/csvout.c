/* csvout.c - see csvout.h. */
#include "lib/csvout.h"

#include <string.h>

/* The full-width forms of = + - @ start formulas in some spreadsheets too. */
static int is_formula(const char *text)
{
    static const char *const wide[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B",
                                       "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    if (text[0] != '\0' && strchr("=+-@\t\r\n", text[0]) != NULL)
        return 1;
    for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
        if (strncmp(text, wide[i], 3) == 0)
            return 1;
    return 0;
}

void csvout_cell(struct buffer *b, const char *text)
{
    int formula = is_formula(text);
    if (!formula && strpbrk(text, ",\"\r\n") == NULL) {
        buffer_text(b, text);
        return;
    }
    buffer_char(b, '"');
    if (formula)
        buffer_char(b, '\'');
    for (; *text != '\0'; text++) {
        if (*text == '"')
            buffer_char(b, '"');
        buffer_char(b, *text);
    }
    buffer_char(b, '"');
}
