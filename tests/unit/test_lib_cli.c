/* test_lib_cli.c - the command line that the four programs share. */
#include "lib/cli.h"
#include "lib/attr.h"
#include "lib/mem.h"
#include "tests/unit/scratch.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { MAX_WORDS = 12, TEXT = 4096 };

/* "a b c" as the words of a command line. */
struct words {
    char *text;
    char *list[MAX_WORDS + 1];
    int count;
};

static struct words split(const char *line)
{
    struct words w = {.text = mem_text(line)};
    char *rest = w.text, *word;
    while ((word = strtok_r(rest, " ", &rest)) != NULL)
        w.list[w.count++] = word;
    return w;
}

static int parse(struct cli *cli, const char *line, bool with_dry)
{
    struct words w = split(line);
    int status = cli_parse(cli, "program", "usage: program\n", with_dry,
                           w.count, w.list);
    if (status < 0) /* else the study lies in what is freed here */
        assert_string_equal(cli->study, "s.json");
    free(w.text);
    return status;
}

static void options_are_read_in_any_place(void **state)
{
    (void)state;
    struct cli cli;
    assert_int_equal(parse(&cli, "p s.json", false), -1);
    assert_false(cli.quiet || cli.verbose || cli.dry);
    assert_true(cli.threads >= 1);
    assert_int_equal(cli.block, 65536);
    assert_null(cli.scratch);
    assert_string_equal(cli.program, "program");

    assert_int_equal(parse(&cli, "p -q s.json -t 7", false), -1);
    assert_true(cli.quiet);
    assert_int_equal(cli.threads, 7);
    assert_int_equal(
        parse(&cli, "p --verbose --threads=3 --block 64 s.json", false), -1);
    assert_true(cli.verbose && !cli.quiet);
    assert_int_equal(cli.threads, 3);
    assert_int_equal(cli.block, 64);
    assert_int_equal(parse(&cli, "p --dry-run -- s.json", true), -1);
    assert_true(cli.dry);
}

static void a_folder_for_trials_is_read(void **state)
{
    (void)state;
    struct cli cli;
    char *words[] = {"p", "--scratch", "a folder", "s.json"};
    assert_int_equal(cli_parse(&cli, "p", "", false, 4, words), -1);
    assert_string_equal(cli.scratch, "a folder");
}

static const struct cli_own own = {
    .operand = "a batch",
    .options = {{"input", true}, {"csv", false}},
};

static int parse_own(struct cli *cli, int count, char **words)
{
    return cli_parse_own(cli, "p", "", &own, count, words);
}

static void a_program_has_options_of_its_own(void **state)
{
    (void)state;
    struct cli cli;
    char *bare[] = {"p", "s.json", "7"};
    assert_int_equal(parse_own(&cli, 3, bare), -1);
    assert_string_equal(cli.study, "s.json");
    assert_string_equal(cli.operand, "7");
    assert_null(cli.own[0]);
    assert_null(cli.own[1]);
    char *full[] = {"p", "--csv", "s.json", "--input", "a roster", "-q", "7"};
    assert_int_equal(parse_own(&cli, 7, full), -1);
    assert_string_equal(cli.own[0], "a roster");
    assert_string_equal(cli.own[1], "");
    assert_string_equal(cli.operand, "7");
    assert_true(cli.quiet);
    char *others[] = {"p", "s.json", "--input", "x"};
    assert_int_equal(cli_parse(&cli, "p", "", false, 4, others), CLI_USAGE);
    char *fewer[] = {"p", "s.json"};
    assert_int_equal(parse_own(&cli, 2, fewer), CLI_USAGE);
    char *more[] = {"p", "s.json", "7", "8"};
    assert_int_equal(parse_own(&cli, 4, more), CLI_USAGE);
}

/* What LINE makes the program print on FILE, and its status. */
static int print(void **state, const char *line, int file, char to[TEXT])
{
    char *path = scratch_path(state, "printed");
    int out = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    free(path);
    assert_true(out >= 0);
    fflush(stdout);
    fflush(stderr);
    pid_t child = fork();
    if (child == 0) {
        struct cli cli;
        if (dup2(out, file) < 0)
            _exit(99);
        _exit(parse(&cli, line, false));
    }
    int how;
    assert_int_equal(waitpid(child, &how, 0), child);
    ssize_t got = pread(out, to, TEXT - 1, 0);
    assert_true(got >= 0);
    to[got] = '\0';
    close(out);
    return WIFEXITED(how) ? WEXITSTATUS(how) : -1;
}

static void wrong_usage_is_told_and_is_status_2(void **state)
{
    static const struct {
        const char *line, *message;
    } cases[] = {
        {"p", "program: a study is missing: say which STUDY.json; "
              "see program --help\n"},
        {"p a.json b.json", "program: one study at a time; too much is "
                            "'b.json'; see program --help\n"},
        {"p --threads", "program: a value is missing after '--threads'; "
                        "see program --help\n"},
        {"p s.json -t", "program: a value is missing after '-t'; "
                        "see program --help\n"},
        {"p s.json --scratch", "program: a value is missing after "
                               "'--scratch'; see program --help\n"},
        {"p --scratch= s.json", "program: a folder is missing in '--scratch='; "
                                "see program --help\n"},
        {"p -t 0 s.json", "program: --threads takes a whole number from 1 to "
                          "1024, not '0'\n"},
        {"p -t 2x s.json", "program: --threads takes a whole number from 1 "
                           "to 1024, not '2x'\n"},
        {"p -t 99999999999999999999 s.json",
         "program: --threads takes a whole number from 1 to 1024, not "
         "'99999999999999999999'\n"},
        {"p --bolck 4 s.json",
         "program: unknown option '--bolck'; see program --help\n"},
        {"p s.json -z", "program: unknown option '-z'; see program --help\n"},
        {"p -zq s.json", "program: unknown option '-z'; see program --help\n"},
        {"p --quiet=1 s.json",
         "program: unknown option '--quiet=1'; see program --help\n"},
        {"p --dry-run s.json",
         "program: unknown option '--dry-run'; see program --help\n"},
        {"p -q -v s.json", "program: --quiet and --verbose exclude each "
                           "other; see program --help\n"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char text[TEXT];
        assert_int_equal(print(state, cases[i].line, STDERR_FILENO, text),
                         CLI_USAGE);
        assert_string_equal(text, cases[i].message);
    }
}

static void help_and_version_go_to_standard_output(void **state)
{
    char text[TEXT];
    assert_int_equal(print(state, "p --help", STDOUT_FILENO, text), CLI_DONE);
    assert_string_equal(text, "usage: program\n");
    assert_int_equal(print(state, "p -h x y", STDOUT_FILENO, text), CLI_DONE);
    assert_int_equal(print(state, "p --version", STDOUT_FILENO, text),
                     CLI_DONE);
    assert_string_equal(text, "program " DRIPLINE_VERSION "\n");
}

/* In a child, with standard output on PATH: its status. */
static int finish_on(const char *path, int status)
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        const struct cli cli = {.program = "program"};
        int out = open(path, O_WRONLY);
        int null = open("/dev/null", O_WRONLY);
        if (dup2(out, STDOUT_FILENO) < 0 || dup2(null, STDERR_FILENO) < 0)
            _exit(99);
        printf("some output\n");
        _exit(cli_finish(&cli, status));
    }
    int how;
    assert_int_equal(waitpid(child, &how, 0), child);
    return WEXITSTATUS(how);
}

static void a_full_disk_is_a_failure(void **state)
{
    (void)state;
    assert_int_equal(finish_on("/dev/null", CLI_DONE), CLI_DONE);
    assert_int_equal(finish_on("/dev/null", CLI_FAILED), CLI_FAILED);
    assert_int_equal(finish_on("/dev/full", CLI_DONE), CLI_FAILED);
    assert_int_equal(finish_on("/dev/full", CLI_USAGE), CLI_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_are_read_in_any_place),
        cmocka_unit_test(a_folder_for_trials_is_read),
        cmocka_unit_test(a_program_has_options_of_its_own),
        cmocka_unit_test(wrong_usage_is_told_and_is_status_2),
        cmocka_unit_test(help_and_version_go_to_standard_output),
        cmocka_unit_test(a_full_disk_is_a_failure),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
