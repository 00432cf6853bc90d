/* test_lib_progress.c - a line at a terminal, silence everywhere else. */
#include "lib/mem.h"
#include "lib/progress.h"
#include "tests/unit/scratch.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { TEXT = 4096 };

static void wait_ms(long ms)
{
    struct timespec t = {.tv_nsec = ms * 1000000};
    nanosleep(&t, NULL);
}

/* Half of 1000 bytes and 40 rows in a quarter of a second. */
static void show_half(bool on)
{
    struct progress p;
    progress_begin(&p, "loading a.csv", "rows", 1000, on);
    progress_at(&p, 1, 1); /* too early to be drawn */
    wait_ms(250);
    progress_at(&p, 500, 40);
    progress_end(&p);
    progress_at(&p, 1000, 80);
}

/* Runs show_half(ON) with standard error on FILE. */
static void show_on(int file, bool on)
{
    fflush(stderr);
    int saved = dup(STDERR_FILENO);
    assert_true(saved >= 0 && dup2(file, STDERR_FILENO) >= 0);
    show_half(on);
    dup2(saved, STDERR_FILENO);
    close(saved);
}

/* Opens a terminal; *MASTER is where its text can be read. */
static int open_terminal(int *master)
{
    *master = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
    if (*master < 0 || grantpt(*master) != 0 || unlockpt(*master) != 0)
        return -1;
    return open(ptsname(*master), O_RDWR | O_NOCTTY);
}

static void read_terminal(int master, char to[TEXT])
{
    wait_ms(20);
    ssize_t got = read(master, to, TEXT - 1);
    to[got > 0 ? got : 0] = '\0';
}

static void a_terminal_sees_count_rate_and_time_left(void **state)
{
    (void)state;
    int master, terminal = open_terminal(&master);
    if (terminal < 0)
        skip();
    char text[TEXT];
    show_on(terminal, true);
    read_terminal(master, text);
    assert_non_null(strstr(text, "\rloading a.csv: 40 rows, "));
    assert_non_null(strstr(text, " a second, 50 %, "));
    assert_non_null(strstr(text, " s left\033[K"));
    assert_null(strstr(text, ": 1 rows"));
    assert_null(strstr(text, ": 80 rows"));
    /* The last thing is an empty line. */
    assert_string_equal(text + strlen(text) - 4, "\r\033[K");

    show_on(terminal, false);
    read_terminal(master, text);
    assert_string_equal(text, "");
    close(terminal);
    close(master);
}

static void a_file_sees_nothing(void **state)
{
    char *path = scratch_path(state, "stderr");
    int file = open(path, O_RDWR | O_CREAT, 0600);
    assert_true(file >= 0);
    show_on(file, true);
    assert_int_equal(lseek(file, 0, SEEK_END), 0);
    close(file);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_terminal_sees_count_rate_and_time_left),
        cmocka_unit_test(a_file_sees_nothing),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
