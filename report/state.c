/* state.c - see state.h. */
#include "report/state.h"

#include <string.h>

static const char *const names[STATE_COUNT] = {"met", "on-track", "due",
                                               "overdue", "exempt"};

enum state state_find(const char *word)
{
    for (int i = 0; i < STATE_COUNT; i++)
        if (word != NULL && strcmp(names[i], word) == 0)
            return (enum state)i;
    return STATE_COUNT;
}

const char *state_name(enum state state)
{
    return state < STATE_COUNT ? names[state] : NULL;
}
