/* desk.c - see desk.h. */
#include "tests/unit/desk.h"

#include "lib/mem.h"
#include "lib/warehouse.h"

#include <stdlib.h>

extern const char warehouse_schema[];

static void check(int result, const struct diag *d)
{
    if (result == 0)
        return;
    diag_print(d, "desk");
    abort();
}

struct desk *desk_open(void)
{
    struct desk *desk = mem_alloc(sizeof *desk);
    desk->study.threshold = 10;
    desk->study.cell_threshold = 5;
    desk->cli = (struct cli){
        .program = "test", .quiet = true, .threads = 1, .block = 64};
    desk->c.cli = &desk->cli;
    desk->c.study = &desk->study;
    desk->c.run.key = 1;
    for (size_t i = 0; i < sizeof desk->c.key.bytes; i++)
        desk->c.key.bytes[i] = (unsigned char)i;
    if (sqlite3_open(":memory:", &desk->c.db) != SQLITE_OK)
        abort();
    desk_run(desk, warehouse_schema);
    return desk;
}

void desk_close(struct desk *desk)
{
    tree_free(&desk->c.tree);
    people_free(&desk->c.people);
    sqlite3_close(desk->c.db);
    free(desk);
}

void desk_run(struct desk *desk, const char *sql)
{
    struct diag d = {0};
    check(warehouse_run(desk->c.db, sql, &d), &d);
}

void desk_read(struct desk *desk, bool named)
{
    struct diag d = {0};
    check(people_read(&desk->c.people, desk->c.db, &desk->c.key, named, &d),
          &d);
    check(tree_read(&desk->c.tree, desk->c.db, &d), &d);
}
