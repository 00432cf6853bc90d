/* county.c - see county.h. */
#include "sample-data/county.h"

#include "sample-data/write_learning.h"
#include "sample-data/write_office.h"
#include "sample-data/write_people.h"
#include "sample-data/write_survey.h"
#include "sample-data/write_training.h"

#include <errno.h>
#include <sys/stat.h>

static void write_all(const struct roster *r, const struct catalogue *c,
                      struct truths *t, struct folder *folder)
{
    world_write(&r->world, folder);
    write_people(r, folder);
    write_catalogue(r, c, folder);
    write_timetable(r, c, folder);
    write_learning(r, c, t, folder);
    write_choices(r, c, folder);
    write_responses(r, t, folder);
    write_codebook(folder);
    write_office(r, folder);
    write_study(r, folder);
}

int county_write(const struct county_order *order, struct diag *d)
{
    if (mkdir(order->folder, 0777) != 0 && errno != EEXIST)
        return diag_fail_errno(d, "cannot make %s", order->folder);
    struct world w;
    struct roster r;
    struct catalogue c;
    struct truths t = {0};
    struct folder folder = {.path = order->folder};
    world_make(&w, order->seed, order->members);
    roster_make(&r, &w);
    catalogue_make(&c, &w);
    write_all(&r, &c, &t, &folder);
    int result = folder.failed ? -1 : 0;
    if (folder.failed)
        *d = folder.why;
    else if (order->truths != NULL)
        result = truths_write(&t, &r, &c, &folder, order->truths, d);
    folder_free(&folder);
    truths_free(&t);
    catalogue_free(&c);
    roster_free(&r);
    return result;
}
