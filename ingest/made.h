/*
 * made.h - offerings and sessions that self-paced learning needs.
 *
 * Self-paced learning names a course and no session. Each such course gets an
 * offering and a session, both with the id "self:COURSE_ID", form self-study,
 * channel online, made = 1, and no batch: they belong to all who use them.
 */
#ifndef MADE_H
#define MADE_H

#include "ingest/load.h"

#define MADE_PREFIX "self:"

/* Whether the files may not use ID for ENTITY. */
bool made_is_reserved(enum entity entity, const char *id, size_t length);

struct made {
    struct loading *loading;
    struct bulk *offerings, *sessions;
};

/* Starts from {0}; call made_close() or made_free(). */
int made_open(struct made *m, struct loading *l, struct diag *d) MUST_CHECK;

/*
 * The key of the session for the course ID with the key COURSE, in *SESSION;
 * makes it if need be. The id with its prefix must not be too long.
 */
int made_session(struct made *m, const char *id, size_t length, int64_t course,
                 int64_t *session, struct diag *d) MUST_CHECK;

int made_close(struct made *m, struct diag *d) MUST_CHECK;
void made_free(struct made *m);

/* Deletes what was made in earlier runs and nobody uses any more. */
int made_sweep(struct loading *l, struct diag *d) MUST_CHECK;

#endif
