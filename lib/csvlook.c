/* csvlook.c - see csvlook.h. */
#include "lib/csvlook.h"

#include <string.h>

char csvlook_line_end(const char *bytes, size_t length, bool leading)
{
    bool quoted = false;
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '"' && !leading)
            quoted = !quoted;
        if (quoted || (bytes[i] != '\n' && bytes[i] != '\r'))
            continue;
        size_t after = i;
        while (after < length && bytes[after] == '\r')
            after++;
        return after < length && bytes[after] == '\n' ? '\n' : bytes[i];
    }
    return '\n';
}

char csvlook_delimiter(const char *bytes, size_t length, char line_end)
{
    static const char choice[] = ",;\t|";
    size_t counts[sizeof choice - 1] = {0};
    bool quoted = false, blank = true;
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '"')
            quoted = !quoted;
        if (quoted)
            continue;
        if (bytes[i] == line_end && !blank)
            break;
        blank = blank && strchr(" \t\r\n", bytes[i]) != NULL;
        const char *found = strchr(choice, bytes[i]);
        if (found != NULL && *found != '\0')
            counts[found - choice]++;
    }
    size_t best = 0;
    for (size_t i = 1; i < sizeof counts / sizeof counts[0]; i++)
        if (counts[i] > counts[best])
            best = i;
    return choice[best];
}
