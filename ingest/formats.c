/* formats.c - see formats.h. */
#include "ingest/formats.h"

#include "ingest/dialect.h"
#include "lib/dateguess.h"
#include "lib/text.h"

#include <stdio.h>
#include <string.h>

/* What the sample tells of one column. */
struct hint {
    struct column *column; /* NULL: nothing is to be found */
    bool date;             /* else a number */
    struct dateguess dates;
    struct dateguess_example point, comma, either; /* as amount.h has them */
    bool grouped;
    int unit; /* the first that is there; 0: none */
};

/* A file being looked at. */
struct look {
    const struct source *source;
    const struct study_input *input;
    struct hint hints[SOURCE_FIELDS];
};

static bool is_date(const struct column *c)
{
    return c->rule.type >= CELL_DAY;
}

static bool is_number(const struct column *c)
{
    return c->rule.type >= CELL_INTEGER && c->rule.type <= CELL_MINUTES;
}

/* Puts into the rule of C what is declared; whether that leaves nothing open.
 */
static bool is_declared(struct column *c, const struct study_formats *f)
{
    const struct study_column *own = c->rule.column;
    if (is_date(c)) {
        bool here = own != NULL && own->dated;
        c->rule.date = here ? own->date : f->date;
        return here || f->dated;
    }
    char sign = own != NULL && own->decimal != '\0' ? own->decimal : f->decimal;
    c->rule.amount.decimal = sign;
    c->rule.amount.grouped = sign != '\0';
    return false; /* the unit is always to be found */
}

/* Whether the sample has to be read at all. */
static bool open_hints(struct look *l, struct columns *c)
{
    bool any = false;
    for (size_t i = 0; l->source->fields[i].name != NULL; i++) {
        struct column *column = &c->fields[i];
        if (!column->bound || !(is_date(column) || is_number(column)) ||
            is_declared(column, &l->input->formats) || column->n_places != 1)
            continue;
        l->hints[i].column = column;
        l->hints[i].date = is_date(column);
        any = true;
    }
    return any;
}

static void note(struct dateguess_example *e, const char *bytes, size_t length,
                 long line)
{
    if (e->line > 0)
        return;
    e->line = line;
    text_printable(bytes, length, e->text, sizeof e->text);
}

/* The bytes that are digits and signs, from the first. */
static size_t count_signs(const char *bytes, size_t length)
{
    size_t n = 0;
    while (n < length && bytes[n] != '\0' &&
           strchr("0123456789.,", bytes[n]) != NULL)
        n++;
    return n;
}

static void add_number(struct hint *h, const char *bytes, size_t length,
                       long line)
{
    enum cell_type type = h->column->rule.type;
    if (type == CELL_MINUTES) /* "1,5h": units of time are no concern here */
        length = count_signs(bytes, length);
    struct amount_look look = amount_look(bytes, length);
    if (type == CELL_INTEGER && look.sign == AMOUNT_EITHER)
        look.sign = AMOUNT_POINT; /* a whole number has no decimals */
    if (look.sign == AMOUNT_POINT)
        note(&h->point, bytes, length, line);
    else if (look.sign == AMOUNT_COMMA)
        note(&h->comma, bytes, length, line);
    else if (look.sign == AMOUNT_EITHER)
        note(&h->either, bytes, length, line);
    if (look.sign == AMOUNT_NONE)
        return;
    h->grouped = h->grouped || look.grouped;
    h->unit = h->unit > 0 ? h->unit : look.unit;
}

static void add_cell(struct hint *h, const struct csvfile *csv)
{
    size_t place = h->column->places[0];
    if (place >= csvfile_count(csv))
        return;
    struct csvfile_cell cell = csvfile_cell(csv, place);
    if (!cell_text(&h->column->rule, &cell.bytes, &cell.length))
        return;
    if (h->date)
        dateguess_add(&h->dates, cell.bytes, cell.length, csvfile_line(csv));
    else
        add_number(h, cell.bytes, cell.length, csvfile_line(csv));
}

static void read_sample(struct look *l, struct csvfile *csv)
{
    enum csvfile_record got;
    struct diag d = {0}; /* who reads the file tells its faults */
    for (long n = 0; n < FORMATS_LOOK; n++) {
        got = csvfile_next(csv, &d);
        if (got == CSVFILE_END || got == CSVFILE_FAILED)
            return;
        for (size_t i = 0; i < SOURCE_FIELDS && got == CSVFILE_RECORD; i++)
            if (l->hints[i].column != NULL)
                add_cell(&l->hints[i], csv);
    }
}

/* How to declare KEY of FIELD in the study. */
static void advise(const struct look *l, size_t field, const char *setting,
                   char *to, size_t size)
{
    const struct hint *h = &l->hints[field];
    snprintf(to, size,
             "input \"%.60s\" needs \"columns\": {\"%s\": {\"header\": "
             "\"%.60s\", %s}}",
             l->input->name, l->source->fields[field].name, h->column->name,
             setting);
}

static int fail_at(const struct look *l, size_t field, long line,
                   struct diag *d, const char *what, const char *setting)
{
    char advice[300] = "";
    if (setting != NULL)
        advise(l, field, setting, advice, sizeof advice);
    diag_at(d, l->input->file, line, l->hints[field].column->name);
    return diag_fail(d, "%s%s%s", what, setting != NULL ? "; " : "", advice);
}

static int fail_date(const struct look *l, size_t field,
                     enum dateguess_verdict verdict, char sign, struct diag *d)
{
    const struct dateguess *g = &l->hints[field].dates;
    char what[200], day[30], month[30], either[80];
    snprintf(day, sizeof day, "\"format\": \"D%cM%cY\"", sign, sign);
    snprintf(month, sizeof month, "\"format\": \"M%cD%cY\"", sign, sign);
    snprintf(either, sizeof either, "%s or \"M%cD%cY\"", day, sign, sign);
    if (verdict == DATEGUESS_MONTH) {
        snprintf(what, sizeof what,
                 "'%s' has the month before the day, which must be declared",
                 g->month_first.text);
        return fail_at(l, field, g->month_first.line, d, what, month);
    }
    if (verdict == DATEGUESS_EITHER) {
        snprintf(what, sizeof what,
                 "'%s' may have the day or the month first, and no date of "
                 "the first %d rows tells",
                 g->either.text, FORMATS_LOOK);
        return fail_at(l, field, g->either.line, d, what, either);
    }
    snprintf(what, sizeof what,
             "'%s' has the month first, but '%s' on line %ld the day; the "
             "column must be written in one way",
             g->month_first.text, g->day_first.text, g->day_first.line);
    return fail_at(l, field, g->month_first.line, d, what, NULL);
}

static int settle_date(const struct look *l, size_t field, struct diag *d)
{
    const struct hint *h = &l->hints[field];
    struct dateformat *f = &h->column->rule.date;
    enum dateguess_verdict verdict = dateguess_decide(&h->dates, f);
    if (verdict == DATEGUESS_FOUND || verdict == DATEGUESS_NONE)
        return 0;
    return fail_date(l, field, verdict, f->sign, d);
}

static int settle_number(const struct look *l, size_t field, struct diag *d)
{
    static const char setting[] = "\"decimal\": \",\" or \".\"";
    const struct hint *h = &l->hints[field];
    struct amount_format *f = &h->column->rule.amount;
    char what[200];
    f->unit = h->unit;
    if (f->decimal != '\0')
        return 0;
    f->decimal = h->comma.line > 0 ? ',' : '.';
    f->grouped = h->grouped;
    if (h->comma.line > 0 && h->point.line > 0) {
        snprintf(what, sizeof what,
                 "'%s' has a decimal comma, but '%s' on line %ld a point; the "
                 "column must be written in one way",
                 h->comma.text, h->point.text, h->point.line);
        return fail_at(l, field, h->comma.line, d, what, NULL);
    }
    if (h->either.line > 0 && h->comma.line == 0 && h->point.line == 0) {
        snprintf(what, sizeof what,
                 "the comma in '%s' may part thousands or decimals, and no "
                 "number of the first %d rows tells",
                 h->either.text, FORMATS_LOOK);
        return fail_at(l, field, h->either.line, d, what, setting);
    }
    return 0;
}

static int settle_all(const struct look *l, struct diag *d)
{
    for (size_t i = 0; i < SOURCE_FIELDS; i++) {
        if (l->hints[i].column == NULL)
            continue;
        if ((l->hints[i].date ? settle_date(l, i, d)
                              : settle_number(l, i, d)) != 0)
            return -1;
    }
    return 0;
}

int formats_settle(struct columns *c, const struct source *source,
                   const struct study_input *input, struct diag *d)
{
    struct look l = {.source = source, .input = input};
    struct dialect dialect = {0};
    if (!open_hints(&l, c))
        return 0;
    struct csvfile *csv = dialect_open(&dialect, input, d);
    if (csv != NULL)
        read_sample(&l, csv);
    int result = csv != NULL ? settle_all(&l, d) : -1;
    csvfile_close(csv);
    dialect_free(&dialect);
    return result;
}
