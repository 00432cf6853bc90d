/*
 * stages.c - see stages.h.
 *
 * The signals that matter are blocked, and waited for one by one while a stage
 * runs, the child's end among them. So nothing happens in a handler, and no
 * state is shared with one.
 */
#include "run/stages.h"

#include "lib/mem.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

const char *const stage_names[STAGES] = {"ingest", "analyze", "report"};

enum { MAX_WORDS = 16, NUMBER_TEXT = 24 };

/* The words of a command line. */
struct words {
    const char *list[MAX_WORDS];
    size_t count;
    char threads[NUMBER_TEXT], block[NUMBER_TEXT];
};

/* The program of STAGE; its bare name is looked for on the PATH. free() it. */
static char *find_program(const char *stage)
{
    char self[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    self[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(self, '/');
    if (slash != NULL) {
        *slash = '\0';
        char *beside = mem_format("%s/dripline-%s", self, stage);
        if (access(beside, X_OK) == 0)
            return beside;
        free(beside);
    }
    return mem_format("dripline-%s", stage);
}

static int fail_to_run(const char *stage, struct diag *d)
{
    return diag_fail_errno(d,
                           "cannot run dripline-%s, which must lie beside "
                           "this program or on the PATH",
                           stage);
}

int stages_become(const char *stage, char **argv, struct diag *d)
{
    char *program = find_program(stage);
    argv[0] = program;
    execvp(program, argv);
    fail_to_run(stage, d);
    argv[0] = NULL;
    free(program);
    return -1;
}

static void add_word(struct words *w, const char *word)
{
    w->list[w->count++] = word;
    w->list[w->count] = NULL;
}

static void collect_words(struct words *w, const struct cli *cli,
                          const char *previous)
{
    w->count = 0;
    add_word(w, "dripline"); /* replaced by the program's name */
    if (cli->quiet)
        add_word(w, "--quiet");
    if (cli->verbose)
        add_word(w, "--verbose");
    if (cli->dry)
        add_word(w, "--dry-run");
    if (cli->scratch != NULL) {
        add_word(w, "--scratch");
        add_word(w, cli->scratch);
    }
    snprintf(w->threads, sizeof w->threads, "%zu", cli->threads);
    add_word(w, "--threads");
    add_word(w, w->threads);
    if (cli->block != CLI_BLOCK) {
        snprintf(w->block, sizeof w->block, "%zu", cli->block);
        add_word(w, "--block");
        add_word(w, w->block);
    }
    if (previous != NULL) {
        add_word(w, "--previous");
        add_word(w, previous);
    }
    add_word(w, "--"); /* a study may be named like an option */
    add_word(w, cli->study);
}

/* In the child. Does not return. */
static void be_stage(const char *stage, const struct cli *cli, struct words *w,
                     pid_t parent, const sigset_t *mask)
{
    struct diag d = {0};
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent) /* killed before it could be watched */
        _exit(CLI_FAILED);
    sigprocmask(SIG_SETMASK, mask, NULL);
    /* exec() takes words that it does not change, but is not declared so. */
    char *argv[MAX_WORDS];
    for (size_t i = 0; i <= w->count; i++)
        argv[i] = (char *)(uintptr_t)w->list[i];
    if (stages_become(stage, argv, &d) != 0)
        diag_print(&d, cli->program);
    _exit(CLI_FAILED);
}

static void fill_watched(sigset_t *watched)
{
    sigemptyset(watched);
    sigaddset(watched, SIGINT);
    sigaddset(watched, SIGTERM);
    sigaddset(watched, SIGHUP);
    sigaddset(watched, SIGCHLD);
}

/* Returns how CHILD ended; hands on what arrives meanwhile. */
static int wait_for(pid_t child)
{
    sigset_t watched;
    fill_watched(&watched);
    for (;;) {
        int arrived = sigwaitinfo(&watched, NULL), how;
        if (arrived < 0)
            continue;
        if (arrived != SIGCHLD)
            kill(child, arrived);
        else if (waitpid(child, &how, WNOHANG) == child)
            return how;
    }
}

static int status_of(const char *stage, int how, const char *program)
{
    if (WIFEXITED(how)) {
        int status = WEXITSTATUS(how);
        return status <= CLI_USAGE ? status : CLI_FAILED;
    }
    fprintf(stderr, "%s: dripline-%s was ended by signal %d (%s)\n", program,
            stage, WTERMSIG(how), strsignal(WTERMSIG(how)));
    return CLI_FAILED;
}

void stages_begin(struct stages *s)
{
    s->previous = NULL;
    sigset_t watched;
    fill_watched(&watched);
    struct sigaction usual = {.sa_handler = SIG_DFL};
    sigaction(SIGCHLD, &usual, &s->child); /* ignored, it would tell nothing */
    sigprocmask(SIG_BLOCK, &watched, &s->mask);
}

void stages_end(const struct stages *s)
{
    sigprocmask(SIG_SETMASK, &s->mask, NULL);
    sigaction(SIGCHLD, &s->child, NULL);
}

int stages_run(const struct stages *s, const char *stage, const struct cli *cli,
               int *status, struct diag *d)
{
    struct words words;
    bool analyzes = strcmp(stage, "analyze") == 0;
    collect_words(&words, cli, analyzes ? s->previous : NULL);
    fflush(stdout);
    pid_t parent = getpid(), child = fork();
    if (child < 0)
        return fail_to_run(stage, d);
    if (child == 0)
        be_stage(stage, cli, &words, parent, &s->mask);
    *status = status_of(stage, wait_for(child), cli->program);
    return 0;
}
