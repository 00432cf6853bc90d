/*
 * study.h - the study file: what to read, how to judge, what to write.
 *
 * docs/formats.md describes every key. Everything is checked when it is read:
 * unknown keys and wrong types are told with file, line and key; so are input
 * files that are not there, when they are looked for. Relative paths in the
 * file are relative to its folder. Texts are owned by the study and live until
 * study_free().
 */
#ifndef STUDY_H
#define STUDY_H

#include "lib/attr.h"
#include "lib/dateformat.h"
#include "lib/diag.h"
#include "lib/digest.h"
#include "lib/duration.h"
#include "lib/jsondoc.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum study_unit {
    STUDY_UNIT_NONE, /* as the field's own unit */
    STUDY_UNIT_SECONDS,
    STUDY_UNIT_MINUTES,
    STUDY_UNIT_HOURS,
    STUDY_UNIT_DAYS /* as the table of durations says */
};

/* What a new file of an input means for what the one before it held. */
enum study_roster {
    STUDY_ROSTER_NONE, /* it takes its place */
    STUDY_ROSTER_FULL, /* who is not in it has left */
    STUDY_ROSTER_DELTA /* it adds and changes */
};

/* Where a field of ours comes from, in one input. */
struct study_column {
    const char *field;    /* ours: "member_id", "attribute.job" */
    const char **headers; /* theirs */
    size_t n_headers;
    bool together;        /* all headers are parts of one list; else the first
                             that is there is meant */
    long position;        /* from 1; 0: by header */
    const char *constant; /* the value of every row, or NULL */
    enum study_unit unit;
    const char *list;  /* "python" or a separator; NULL: one value */
    bool make;         /* topics: make those that no input names */
    const char *until; /* cuts a cell, with what follows; NULL */
    bool optional;     /* as if it were not mentioned, if not there */
    bool dated;        /* the format of its dates is declared */
    struct dateformat date;
    char decimal;         /* the decimal sign that is declared; 0: none */
    const char **missing; /* cells that mean "not known", beside "" */
    size_t n_missing;
    const json_t *values; /* their word: our word; NULL: as it is */
    long line;            /* in the study file */
};

/* Rows to pass over: those with such a cell. Owned by the input. */
struct study_skip {
    const char **headers; /* the first that is there is meant */
    size_t n_headers;
    const char **texts; /* of the cell; a '*' at the end stands for any rest */
    size_t n_texts;
    bool optional; /* no header of them need be there */
};

/* Groups of columns that are rows; csvwide.h. Owned by the input. */
struct study_wide {
    struct dateformat *headed;
    size_t n_headed;
    long from, columns;
    const char *prefix; /* NULL: the input's name and a colon */
    const char *until, *same;
    const char **skip;
    size_t n_skip;
    bool headers;
};

/* How the bytes of a file are read as rows. */
struct study_dialect {
    char delimiter;       /* 0: to be found */
    const char *encoding; /* NULL: to be found */
    bool unquoted;        /* quotes are signs like others */
    long skip_lines;
    long header_rows;  /* 1 unless said */
    long name_row;     /* the header row that names the columns, from 1; 0: all
                          of them, joined */
    bool lacks_header; /* the first header is missing: the row is short by it */
    long skip_last;    /* lines at the end */
    struct study_skip *skips;
    size_t n_skips;
    bool is_wide;
    struct study_wide wide;
};

/* How cells are written, unless their column says otherwise. */
struct study_formats {
    struct duration_table durations;
    bool zoned;         /* it is known how far local time is ahead of UTC */
    int32_t utc_offset; /* in minutes */
    bool dated;         /* one format of all dates is declared */
    struct dateformat date;
    char decimal; /* the decimal sign that is declared; 0: none */
};

struct study_input {
    const char *kind;
    const char *preset;    /* NULL: none */
    bool absent;           /* its manifest says that the file is not there;
                              known after study_find_files() */
    const char *name;      /* unique in the study */
    const char *file;      /* as written, relative to the study */
    char *path;            /* as opened */
    char *codebook;        /* path of it, or NULL; kind responses needs one */
    const json_t *answers; /* of responses: words for all questions; or NULL */
    struct study_column *columns;
    size_t n_columns;
    struct study_dialect dialect;
    struct study_formats formats;
    enum study_roster roster;
    int32_t as_of_date; /* of a roster; DATE_NONE: the study's as_of */
    const char *member_namespace; /* of its member ids; NULL: their own */
    double max_rejects; /* a share of the rows below 1, else a count */
    /* Of this object and its codebook; "" before study_find_files(). */
    char declaration[DIGEST_TEXT];
    long line;
};

struct study {
    struct jsondoc *doc;
    struct jsondoc *policy_doc; /* NULL if the policy is absent or inline */
    char *folder;               /* of the study file */
    const char *id, *title, *title_zh;
    int32_t as_of;
    int32_t period_begin, period_end; /* both included */
    uint64_t seed;
    char *warehouse;              /* path as opened */
    struct study_formats formats; /* of all inputs, unless they say otherwise */
    struct study_input *inputs;
    size_t n_inputs;
    const json_t *policy;   /* object, never NULL; borrowed */
    const json_t *analysis; /* object, never NULL; borrowed */
    const json_t *words_zh; /* code: Chinese; never NULL; see glossary.h */
    char *report_folder;
    char *key_file;
    int64_t threshold;      /* smallest group published, 10 */
    int64_t cell_threshold; /* smallest cell published, 5 */
    const char **identify;  /* reports that may carry names and ids */
    size_t n_identify;
    char settings[DIGEST_TEXT]; /* of all that changes a result */
};

/* Fills STUDY from PATH. Call study_free() in either case. */
int study_read(struct study *study, const char *path,
               struct diag *d) MUST_CHECK;
void study_free(struct study *study);

/*
 * Looks for the files of the inputs, which must be there to be read, and fills
 * in the declarations. For who reads inputs: later stages do without them.
 */
int study_find_files(struct study *study, struct diag *d) MUST_CHECK;

/*
 * From now on all that is written goes into FOLDER, for trying out: warehouse,
 * reports, and the key if the study has none yet. NULL changes nothing.
 */
void study_redirect(struct study *study, const char *folder);

/* The document that the policy stands in, for its lines. */
const struct jsondoc *study_policy_doc(const struct study *study);

/* A setting of analysis.SECTION.KEY, checked when the study was read. */
int64_t study_integer(const struct study *study, const char *section,
                      const char *key, int64_t otherwise);
double study_number(const struct study *study, const char *section,
                    const char *key, double otherwise);
bool study_boolean(const struct study *study, const char *section,
                   const char *key, bool otherwise);
const char *study_text(const struct study *study, const char *section,
                       const char *key, const char *otherwise);

/*
 * Says where analysis.SECTION.KEY stands: file, line and name. Fails there,
 * with what the data made of a setting that was fine by itself.
 */
void study_at(const struct study *study, const char *section, const char *key,
              struct diag *d);
int study_fail(const struct study *study, const char *section, const char *key,
               struct diag *d, const char *fmt, ...) PRINTF_LIKE(5, 6);

bool study_identifies(const struct study *study, const char *report);

/* PATH, or FOLDER/PATH if it is relative and FOLDER not ".". free() it. */
char *study_path(const char *folder, const char *path) MUST_CHECK;

#endif
