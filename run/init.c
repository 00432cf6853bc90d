/* init.c - "dripline init": a folder with a study to start from. */
#include "run/command.h"

#include "lib/cli.h"
#include "lib/diag.h"
#include "lib/mem.h"
#include "run/template.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char help[] =
    "usage: dripline init DIR\n"
    "Makes the folder DIR with a study to start from: study.json, a policy, a\n"
    "codebook, and for every kind of input a CSV file with example rows.\n"
    "DIR must not exist, or be empty.\n"
    "\n"
    "  -h, --help  print this and exit\n";

static bool is_dot(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* Makes FOLDER, or finds it empty. MADE says which. */
static int make_folder(const char *folder, bool *made, struct diag *d)
{
    diag_at(d, folder, 0, NULL);
    *made = mkdir(folder, 0777) == 0;
    if (*made)
        return 0;
    if (errno != EEXIST)
        return diag_fail_errno(d, "cannot make the folder");
    DIR *list = opendir(folder);
    if (list == NULL)
        return diag_fail_errno(d, "cannot read it as a folder");
    const struct dirent *entry;
    bool empty = true;
    while (empty && (entry = readdir(list)) != NULL)
        empty = is_dot(entry->d_name);
    closedir(list);
    return empty ? 0 : diag_fail(d, "is not empty; name a new folder");
}

static int write_all(int file, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t wrote = write(file, bytes, size);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return -1;
        bytes += wrote;
        size -= (size_t)wrote;
    }
    return 0;
}

static int write_template(int folder, const struct template *t, struct diag *d)
{
    int file =
        openat(folder, t->name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    int result = file >= 0 ? write_all(file, t->bytes, t->size) : -1;
    if (file >= 0 && close(file) != 0)
        result = -1;
    return result == 0 ? 0 : diag_fail_errno(d, "cannot write %s", t->name);
}

/* All templates, or none. */
static int write_templates(const char *path, struct diag *d)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return diag_fail_errno(d, "cannot open the folder");
    size_t written = 0;
    while (templates[written].name != NULL &&
           write_template(folder, &templates[written], d) == 0)
        written++;
    bool all = templates[written].name == NULL;
    for (size_t i = 0; !all && i <= written; i++)
        unlinkat(folder, templates[i].name, 0);
    close(folder);
    return all ? 0 : -1;
}

static int make_study(const char *path, struct diag *d)
{
    bool made;
    if (make_folder(path, &made, d) != 0)
        return -1;
    if (write_templates(path, d) == 0)
        return 0;
    if (made)
        rmdir(path);
    return -1;
}

static int wrong(const char *what, const char *which)
{
    fprintf(stderr, "dripline: %s%s%s%s; see dripline init --help\n", what,
            which ? " '" : "", which ? which : "", which ? "'" : "");
    return CLI_USAGE;
}

int command_init(int argc, char **argv)
{
    const struct cli cli = {.program = "dripline"};
    if (argc < 2)
        return wrong("a folder is missing: say which DIR", NULL);
    if (strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "--help") == 0) {
        fputs(help, stdout);
        return cli_finish(&cli, CLI_DONE);
    }
    if (argv[1][0] == '-')
        return wrong("unknown option", argv[1]);
    if (argc > 2)
        return wrong("one folder at a time; too much is", argv[2]);
    struct diag d = {0};
    if (make_study(argv[1], &d) != 0) {
        diag_print(&d, cli.program);
        return CLI_FAILED;
    }
    printf("%s: a study to start from; its README.txt says how\n"
           "try: dripline run %s/study.json\n",
           argv[1], argv[1]);
    return cli_finish(&cli, CLI_DONE);
}
