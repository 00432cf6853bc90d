/* choices.c - see choices.h. */
#include "report/choices.h"

#include "report/context.h"
#include "report/cursor.h"
#include "report/partial.h"

#include <string.h>

/* The first code counted is that of analyze/survey/answers.c. ?1 is no run
 * here. */
static const char select_codes[] =
    "SELECT c.code, c.label, c.label_zh,"
    " c.code - coalesce(i.low, (SELECT min(code) FROM item_code"
    "  WHERE item = ?2))"
    " FROM item_code c JOIN item i USING (item) WHERE c.item = ?2"
    " AND ?1 IS NOT NULL ORDER BY c.code";

static int64_t count_at(const json_t *counts, int64_t at)
{
    return at < 0 ? 0 : json_integer_value(json_array_get(counts, (size_t)at));
}

static int read_codes(json_t *choices, const struct context *c, int64_t key,
                      const json_t *counts, struct diag *d)
{
    struct cursor r = cursor_open(c, select_codes, d);
    if (!r.failed)
        sqlite3_bind_int64(r.statement, 2, key);
    while (cursor_next(&r)) {
        json_t *choice = cursor_object(&r, 0, "itt", "code label label_zh");
        int64_t count = count_at(counts, cursor_integer(&r, 3));
        json_object_set_new(choice, "count", json_integer(count));
        json_array_append_new(choices, choice);
    }
    return cursor_close(&r);
}

static int64_t count_of(const json_t *choice)
{
    return json_integer_value(json_object_get(choice, "count"));
}

/* N is null or how many answered, some perhaps by a code without a label. */
static void hide_few(json_t *choices, const json_t *n, int64_t cell)
{
    struct partial p;
    int64_t others = json_integer_value(n);
    size_t i;
    json_t *choice;
    partial_begin(&p, json_array_size(choices));
    json_array_foreach(choices, i, choice) {
        others -= count_of(choice);
        partial_add(&p, count_of(choice));
    }
    partial_add_others(&p, others > 0 ? others : 0);
    partial_decide(&p, cell);
    json_array_foreach(choices, i, choice) {
        bool none = count_of(choice) == 0;
        if (!json_is_integer(n) || (!none && !partial_shown(&p, i)))
            json_object_set_new(choice, "count", json_null());
    }
    partial_free(&p);
}

int choices_set(json_t *item, const struct context *c, int64_t key,
                const json_t *counts, struct diag *d)
{
    const char *kind = json_string_value(json_object_get(item, "kind"));
    json_t *choices = NULL;
    int result = 0;
    if (kind != NULL && strcmp(kind, "single") == 0) {
        choices = json_array();
        result = read_codes(choices, c, key, counts, d);
        hide_few(choices, json_object_get(item, "n"), c->study->cell_threshold);
    }
    json_object_set_new(item, "choices",
                        choices != NULL ? choices : json_null());
    return result;
}
