/* outfile.c - see folder.h: the files of a folder. */
#include "report/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static const mode_t modes[] = {
    [AUDIENCE_PUBLIC] = 0640, [AUDIENCE_PERSONS] = 0600};

static int fail(const struct outfile *o, struct diag *d, const char *what)
{
    diag_at(d, o->name, 0, NULL);
    return diag_fail_errno(d, "%s", what);
}

int outfile_open(struct outfile *o, const struct folder *f, const char *name,
                 enum audience audience, struct diag *d)
{
    *o = (struct outfile){.name = name};
    o->fd = openat(f->fd, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
                   modes[audience]);
    return o->fd < 0 ? fail(o, d, "cannot make the report") : 0;
}

int outfile_write(struct outfile *o, struct buffer *b, struct diag *d)
{
    size_t done = 0;
    while (done < b->used) {
        ssize_t n = write(o->fd, b->bytes + done, b->used - done);
        if (n < 0 && errno != EINTR)
            return fail(o, d, "cannot write the report");
        if (n > 0)
            done += (size_t)n;
    }
    o->bytes += (off_t)done;
    buffer_clear(b);
    return 0;
}

int outfile_close(struct outfile *o, struct diag *d)
{
    int synced = fsync(o->fd);
    if (synced != 0)
        fail(o, d, "cannot bring the report to the disk");
    int closed = close(o->fd);
    o->fd = -1;
    if (synced != 0)
        return -1;
    return closed != 0 ? fail(o, d, "cannot close the report") : 0;
}

void outfile_abandon(struct outfile *o)
{
    if (o->fd >= 0)
        close(o->fd);
    o->fd = -1;
}

int outfile_whole(const struct folder *f, const char *name, struct buffer *b,
                  struct diag *d)
{
    struct outfile o;
    if (outfile_open(&o, f, name, AUDIENCE_PUBLIC, d) != 0)
        return -1;
    if (outfile_write(&o, b, d) != 0) {
        outfile_abandon(&o);
        return -1;
    }
    return outfile_close(&o, d);
}
