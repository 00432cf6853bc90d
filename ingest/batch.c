/* batch.c - see batch.h. */
#include "ingest/batch.h"

#include "ingest/roster.h"
#include "lib/date.h"

#include "lib/mem.h"
#include "lib/warehouse.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char select_batches[] =
    "SELECT batch, input, kind, file, sha256, declaration, rows, accepted,"
    " rejected, bytes, judged_on, as_of, passed FROM batch ORDER BY input, "
    "batch";

/* The highest number that was ever given, which is never given again. */
static const char select_last[] =
    "SELECT seq FROM sqlite_sequence WHERE name = 'batch'";

static const char insert_batch[] =
    "INSERT OR REPLACE INTO batch VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
    " ?10, ?15, ?11, ?12, '" DRIPLINE_VERSION "', ?13, ?14)";

struct batch *batches_add(struct batches *all)
{
    all->list = mem_grow(all->list, all->count, &all->room, sizeof *all->list);
    all->list[all->count] = (struct batch){0};
    return &all->list[all->count++];
}

static const char *text_at(sqlite3_stmt *row, int column)
{
    const unsigned char *text = sqlite3_column_text(row, column);
    return text != NULL ? (const char *)text : "";
}

static void add_known(struct batches *all, sqlite3_stmt *row)
{
    struct batch *b = batches_add(all);
    b->number = sqlite3_column_int64(row, 0);
    b->name = mem_text(text_at(row, 1));
    b->was = source_find(text_at(row, 2));
    b->file = mem_text(text_at(row, 3));
    snprintf(b->sha256, sizeof b->sha256, "%s", text_at(row, 4));
    snprintf(b->declaration, sizeof b->declaration, "%s", text_at(row, 5));
    b->rows = sqlite3_column_int64(row, 6);
    b->accepted = sqlite3_column_int64(row, 7);
    b->rejected = sqlite3_column_int64(row, 8);
    b->bytes = sqlite3_column_int64(row, 9);
    b->roster_day = sqlite3_column_type(row, 11) != SQLITE_NULL
                        ? sqlite3_column_int(row, 11)
                        : DATE_NONE;
    b->judged_on = sqlite3_column_int(row, 10);
    b->passed = sqlite3_column_int64(row, 12);
    b->was_accepted = b->accepted;
    b->was_rejected = b->rejected;
}

int batches_read_known(struct batches *all, sqlite3 *db, struct diag *d)
{
    sqlite3_stmt *rows = warehouse_prepare(db, select_batches, d);
    if (rows == NULL)
        return -1;
    int got;
    while ((got = warehouse_step(rows, d)) == 1)
        add_known(all, rows);
    sqlite3_finalize(rows);
    return got;
}

/* The last of the input NAME. */
static struct batch *find_name(const struct batches *all, const char *name)
{
    for (size_t i = all->count; i > 0; i--)
        if (strcmp(all->list[i - 1].name, name) == 0)
            return &all->list[i - 1];
    return NULL;
}

static struct batch *find_or_add(struct batches *all, const char *name)
{
    struct batch *b = find_name(all, name);
    if (b != NULL)
        return b;
    b = batches_add(all);
    b->number = ++all->last;
    b->why = BATCH_NEW;
    b->name = mem_text(name);
    return b;
}

static int fail_input(const struct study *study,
                      const struct study_input *input, const char *key,
                      struct diag *d)
{
    char path[60];
    snprintf(path, sizeof path, "inputs[%zu].%s",
             (size_t)(input - study->inputs), key);
    diag_at(d, jsondoc_path(study->doc), input->line, path);
    return -1;
}

static int check_input(const struct study *study,
                       const struct study_input *input,
                       const struct source *source, struct diag *d)
{
    if (source == NULL) {
        (void)fail_input(study, input, "kind", d);
        return source_fail_kind(input->kind, d);
    }
    if (input->member_namespace == NULL || source_names_members(source))
        return 0;
    (void)fail_input(study, input, "member_namespace", d);
    return diag_fail(d,
                     "rows of kind %s have no member ids that could be of "
                     "another namespace",
                     input->kind);
}

/* Notes what the study says now, and whether that is news. */
static int name_input(struct batches *all, const struct study_input *input,
                      const struct study *study, struct diag *d)
{
    const struct source *source = source_find(input->kind);
    if (check_input(study, input, source, d) != 0)
        return -1;
    char sha256[DIGEST_TEXT];
    struct stat found = {0};
    if (stat(input->path, &found) != 0) {
        diag_at(d, input->path, 0, NULL);
        return diag_fail_errno(d, "cannot read");
    }
    if (digest_file(input->path, sha256, d) != 0)
        return -1;
    struct batch *b = find_or_add(all, input->name);
    b->input = input;
    b->source = source;
    b->found = found;
    if (b->why == BATCH_SAME && strcmp(b->sha256, sha256) != 0)
        b->why = BATCH_BYTES;
    if (b->why == BATCH_SAME &&
        (b->was != source || strcmp(b->declaration, input->declaration) != 0))
        b->why = BATCH_READING;
    b->load = b->why != BATCH_SAME;
    memcpy(b->sha256, sha256, sizeof sha256);
    memcpy(b->declaration, input->declaration, sizeof b->declaration);
    free(b->file);
    b->file = mem_text(input->file);
    return 0;
}

/* Has B loaded since something else is. */
static void follow(struct batch *b)
{
    b->load = true;
    if (b->why == BATCH_SAME)
        b->why = BATCH_FOLLOWS;
}

/* Whether an input of the kind OTHER, now or before, will be loaded. */
static bool kind_changes(const struct batches *all, const struct source *other)
{
    for (size_t i = 0; i < all->count; i++) {
        const struct batch *b = &all->list[i];
        if (b->load && (b->source == other || b->was == other))
            return true;
    }
    return false;
}

/* Inputs that know their members by other ids follow what says whose. */
static void follow_identities(struct batches *all, const struct source *source)
{
    if (!kind_changes(all, source_find("identities")))
        return;
    for (size_t i = 0; i < all->count; i++) {
        struct batch *b = &all->list[i];
        if (b->source == source && b->input->member_namespace != NULL)
            follow(b);
    }
}

static bool must_follow(const struct batches *all, const struct source *source)
{
    if ((source->together || source->entity != ENTITY_NONE) &&
        kind_changes(all, source))
        return true;
    if (source->beside != NULL &&
        kind_changes(all, source_find(source->beside)))
        return true;
    for (const struct source *s = source_table; s->kind != NULL; s++)
        if (source_refers(source, s) && kind_changes(all, s))
            return true;
    return false;
}

/* Kinds stand after those they refer to, so one walk finds all. */
static void mark_followers(struct batches *all)
{
    for (const struct source *s = source_table; s->kind != NULL; s++) {
        follow_identities(all, s);
        if (!must_follow(all, s))
            continue;
        for (size_t i = 0; i < all->count; i++)
            if (all->list[i].source == s)
                follow(&all->list[i]);
    }
}

/* The place of a batch in the order of loading. */
static long place(const struct batch *b)
{
    return b->source != NULL ? (long)(b->source - source_table) : -1;
}

static int by_place(const void *one, const void *other)
{
    const struct batch *a = one;
    const struct batch *b = other;
    if (place(a) != place(b))
        return place(a) < place(b) ? -1 : 1;
    if (a->input != NULL && b->input != NULL && a->input != b->input)
        return a->input < b->input ? -1 : 1; /* as the study lists them */
    return a->number < b->number ? -1 : a->number > b->number;
}

int batches_read(struct batches *all, sqlite3 *db, const struct study *study,
                 struct diag *d)
{
    if (batches_read_known(all, db, d) != 0 ||
        warehouse_integer(db, select_last, 0, &all->last, d) != 0)
        return -1;
    for (size_t i = 0; i < study->n_inputs; i++)
        if (!study->inputs[i].absent &&
            name_input(all, &study->inputs[i], study, d) != 0)
            return -1;
    mark_followers(all);
    if (roster_succeed(all, study, d) != 0)
        return -1;
    if (all->count > 0)
        qsort(all->list, all->count, sizeof *all->list, by_place);
    return 0;
}

void batches_free(struct batches *all)
{
    for (size_t i = 0; i < all->count; i++) {
        free(all->list[i].name);
        free(all->list[i].file);
    }
    free(all->list);
    *all = (struct batches){0};
}

static const struct batch *find_number(const struct batches *all,
                                       int64_t number)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->list[i].number == number)
            return &all->list[i];
    return NULL;
}

int64_t batches_heir(const struct batches *all, int64_t number)
{
    const struct batch *b = find_number(all, number);
    const struct batch *heir =
        b != NULL && b->heir > 0 ? find_number(all, b->heir) : NULL;
    return heir != NULL && heir->load ? heir->number : 0;
}

const char *batches_file(const struct batches *all, int64_t number)
{
    const struct batch *b = find_number(all, number);
    return b != NULL ? b->file : "an earlier input";
}

char *batches_place(const struct batches *all, int64_t here, int64_t number,
                    int64_t line, char to[BATCH_PLACE])
{
    if (number == here)
        snprintf(to, BATCH_PLACE, "line %" PRId64, line);
    else
        snprintf(to, BATCH_PLACE, "%.160s:%" PRId64, batches_file(all, number),
                 line);
    return to;
}

void batches_show_input(const struct batches *all, int64_t number,
                        struct fault *fault)
{
    const struct batch *b = find_number(all, number);
    if (b != NULL && b->input == NULL)
        fault_show(fault,
                   "%s of input \"%.80s\", which was loaded earlier and is "
                   "not in this study",
                   fault->reason, b->name);
}

int batch_check_file(const struct batch *b, struct diag *d)
{
    struct stat now;
    const struct stat *was = &b->found;
    if (stat(b->input->path, &now) == 0 && now.st_dev == was->st_dev &&
        now.st_ino == was->st_ino && now.st_size == was->st_size &&
        now.st_mtim.tv_sec == was->st_mtim.tv_sec &&
        now.st_mtim.tv_nsec == was->st_mtim.tv_nsec)
        return 0;
    diag_at(d, b->file, 0, NULL);
    return diag_fail(d, "was changed while it was read; nothing was stored: "
                        "run again once it is written");
}

bool batches_any(const struct batches *all)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->list[i].load)
            return true;
    return false;
}

void batch_clock(char text[BATCH_TIME])
{
    time_t now = time(NULL);
    struct tm utc;
    text[0] = '\0';
    if (gmtime_r(&now, &utc) != NULL)
        strftime(text, BATCH_TIME, "%Y-%m-%dT%H:%M:%SZ", &utc);
}

int batch_store(const struct batch *b, int32_t as_of, sqlite3 *db,
                struct diag *d)
{
    char finished[BATCH_TIME];
    batch_clock(finished);
    sqlite3_stmt *s = warehouse_prepare(db, insert_batch, d);
    if (s == NULL)
        return -1;
    sqlite3_bind_int64(s, 1, b->number);
    sqlite3_bind_text(s, 2, b->name, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 3, b->source->kind, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 4, b->file, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 5, b->sha256, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 6, b->declaration, -1, SQLITE_STATIC);
    sqlite3_bind_int64(s, 7, b->bytes);
    sqlite3_bind_int64(s, 8, b->rows);
    sqlite3_bind_int64(s, 9, b->accepted);
    sqlite3_bind_int64(s, 10, b->rejected);
    sqlite3_bind_text(s, 11, b->started, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 12, finished, -1, SQLITE_STATIC);
    sqlite3_bind_int(s, 13, as_of);
    if (b->input->roster != STUDY_ROSTER_NONE)
        sqlite3_bind_int(s, 14, b->day);
    sqlite3_bind_int64(s, 15, b->passed);
    int result = warehouse_do(s, d);
    sqlite3_finalize(s);
    return result;
}
