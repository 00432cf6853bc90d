/*
 * folder.h - the report folder, replaced whole or not at all.
 *
 * The files are written into FOLDER.part-PID beside the real one, each is
 * synced, and then the two folders change places in one step (renameat2 with
 * RENAME_EXCHANGE; a plain rename where there was no folder; two renames on a
 * file system that cannot exchange). Who reads FOLDER sees the old reports or
 * the new ones. A run that fails, or is killed at any moment, leaves the old
 * ones; what it left beside them is removed by the next run. A lock on each
 * part folder tells leftovers from the work of a run that still goes on.
 *
 * Only a folder that is empty or that holds reports of Dripline and nothing
 * else is ever replaced: a path set by mistake costs nobody a file.
 */
#ifndef FOLDER_H
#define FOLDER_H

#include "lib/attr.h"
#include "lib/diag.h"
#include "lib/buffer.h"

#include <sys/types.h>

struct folder {
    char *path; /* as it will be */
    char *part; /* as it is being written; NULL once it is published */
    int fd;     /* of the part, locked; -1 if there is none */
};

/* Whether PATH may be replaced; folder_open() looks for itself. */
int folder_check(const char *path, struct diag *d) MUST_CHECK;

/* Starts a new folder for PATH. Call folder_close() in either case. */
int folder_open(struct folder *f, const char *path, struct diag *d) MUST_CHECK;

/* Puts the new folder in the place of the old one, which is removed. */
int folder_publish(struct folder *f, struct diag *d) MUST_CHECK;

/* Removes the new folder if it was not published. */
void folder_close(struct folder *f);

/* The path of the file NAME in the part. free() it. */
char *folder_file(const struct folder *f, const char *name) MUST_CHECK;

/* Whom a file is for, which is who may read it. */
enum audience {
    AUDIENCE_PUBLIC, /* figures of groups, fit to be published; 0640 */
    AUDIENCE_PERSONS /* a line a member: for its owner alone; 0600 */
};

/* A file of the part that is being written. */
struct outfile {
    const char *name; /* borrowed */
    int fd;
    off_t bytes; /* so far */
};

/*
 * Makes the file, of that mode less what the umask takes. Then
 * outfile_close(), or outfile_abandon() on failure.
 */
int outfile_open(struct outfile *o, const struct folder *f, const char *name,
                 enum audience audience, struct diag *d) MUST_CHECK;

/* Writes what B holds, and clears it. */
int outfile_write(struct outfile *o, struct buffer *b,
                  struct diag *d) MUST_CHECK;

/* Brings the file to the disk. */
int outfile_close(struct outfile *o, struct diag *d) MUST_CHECK;
void outfile_abandon(struct outfile *o);

/* Makes the public file NAME of what B holds, and clears it. */
int outfile_whole(const struct folder *f, const char *name, struct buffer *b,
                  struct diag *d) MUST_CHECK;

#endif
