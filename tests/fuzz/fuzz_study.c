/*
 * fuzz_study.c - the study file. The files that it names are not looked for.
 */
#include "tests/fuzz/fuzz.h"

#include "lib/study.h"

#include <string.h>
#include <unistd.h>

static void look_at(const struct study *study)
{
    fuzz_demand(study->id != NULL && study->title != NULL, "it has a title");
    fuzz_demand(study->period_begin <= study->period_end,
                "the period does not end before it begins");
    fuzz_demand(study->policy != NULL && study->analysis != NULL,
                "there are settings");
    for (size_t i = 0; i < study->n_inputs; i++) {
        const struct study_input *in = &study->inputs[i];
        fuzz_demand(in->name[0] != '\0' && in->kind[0] != '\0' &&
                        in->path != NULL,
                    "an input has a name, a kind and a file");
        for (size_t k = 0; k < in->n_columns; k++)
            fuzz_demand(in->columns[k].field != NULL, "a column has a field");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[FUZZ_PATH];
    int file = fuzz_file(data, size, path);
    struct study study = {0};
    struct diag d = {0};
    int result = study_read(&study, path, &d);
    fuzz_demand((result != 0) == (d.text[0] != '\0'), "a failure is told");
    if (result == 0)
        look_at(&study);
    study_free(&study);
    close(file);
    return 0;
}
