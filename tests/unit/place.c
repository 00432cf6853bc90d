/* place.c - see place.h. */
#include "tests/unit/place.h"

#include "lib/mem.h"
#include "tests/unit/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

int place_open(void **state)
{
    struct place *p = mem_alloc(sizeof *p);
    if (scratch_make(&p->folder) != 0)
        return -1;
    p->path = scratch_path(&p->folder, "w.db");
    *state = p;
    return 0;
}

int place_close(void **state)
{
    struct place *p = *state;
    int result = scratch_remove(&p->folder);
    free(p->path);
    free(p);
    return result;
}

void place_write(const char *path, const char *text)
{
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_true(fputs(text, out) >= 0);
    assert_int_equal(fclose(out), 0);
}

void place_warehouse(struct warehouse *w, const char *path,
                     enum warehouse_mode mode)
{
    struct diag d = {0};
    if (warehouse_open(w, path, mode, "test", &d) != 0)
        fail_msg("%s: %s", d.file, d.text);
    assert_string_equal(d.file, ""); /* for what fails later */
}

void place_refuse(const char *path, enum warehouse_mode mode, const char *part)
{
    struct warehouse w;
    struct diag d = {0};
    assert_int_equal(warehouse_open(&w, path, mode, "test", &d), -1);
    warehouse_close(&w);
    if (strstr(d.text, part) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", d.text, part);
}

int64_t place_ask(const struct warehouse *w, const char *sql)
{
    struct diag d = {0};
    int64_t value;
    if (warehouse_integer(w->db, sql, -1, &value, &d) != 0)
        fail_msg("%s", d.text);
    return value;
}

void place_run(const struct warehouse *w, const char *sql)
{
    struct diag d = {0};
    if (warehouse_run(w->db, sql, &d) != 0)
        fail_msg("%s", d.text);
}

void place_make(const char *path)
{
    struct warehouse w;
    place_warehouse(&w, path, WAREHOUSE_CREATE);
    place_run(&w, "INSERT INTO topic (topic_id, name) VALUES ('t1', 'One')");
    warehouse_close(&w);
}

const char place_count_topics[] = "SELECT count(*) FROM topic";

bool place_exists(const char *path, const char *ending)
{
    char *name = mem_format("%s%s", path, ending);
    struct stat found;
    bool there = stat(name, &found) == 0 && found.st_size > 0;
    free(name);
    return there;
}
