/* codebook.c - "dripline codebook": drafts a codebook; dripline-ingest does it.
 */
#include "run/command.h"

#include "lib/cli.h"
#include "lib/diag.h"
#include "lib/mem.h"
#include "run/stages.h"

#include <stdint.h>
#include <stdlib.h>

int command_codebook(int argc, char **argv)
{
    static const char mode[] = "--codebook";
    struct diag d = {0};
    char **words = mem_array(NULL, (size_t)argc + 2, sizeof *words);
    words[0] = argv[0];
    words[1] = (char *)(uintptr_t)mode; /* exec() does not change it */
    for (int i = 1; i <= argc; i++)
        words[i + 1] = argv[i]; /* the NULL, too */
    if (stages_become("ingest", words, &d) != 0)
        diag_print(&d, "dripline");
    free(words);
    return CLI_FAILED;
}
