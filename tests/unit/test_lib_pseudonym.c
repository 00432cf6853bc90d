/*
 * test_lib_pseudonym.c - lib/pseudonym.h.
 *
 * Expected texts from Python: base64.b32encode(hashlib.blake2b(prefix + id,
 * key=bytes(range(32)), digest_size=32).digest())[:22].lower().
 */
#include "lib/pseudonym.h"
#include "tests/unit/scratch.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const char digits[] =
    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

static struct pseudonym_key counting_key(void)
{
    struct pseudonym_key key;
    for (size_t i = 0; i < sizeof key.bytes; i++)
        key.bytes[i] = (unsigned char)i;
    return key;
}

static void pseudonyms_are_those_of_keyed_blake2b(void **state)
{
    (void)state;
    static const struct {
        const char *prefix, *id, *out;
    } cases[] = {
        {"m_", "M0001", "m_rod2adbnh2jej24vmgxsm5"},
        {"o_", "\xE6\xB8\x85\xE6\xBE\x9C", "o_a6v7slm3cocijn2cowz5qg"},
        {"m_", "", "m_dvh6xtcyfqizmqcm3vcsud"},
    };
    struct pseudonym_key key = counting_key();
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char out[PSEUDONYM_TEXT];
        pseudonym_write(&key, cases[i].prefix, cases[i].id, strlen(cases[i].id),
                        out);
        assert_string_equal(out, cases[i].out);
    }
    char id[PSEUDONYM_KEY_ID];
    pseudonym_key_id(&key, id);
    assert_string_equal(id, "15aa2b314af435a5");
}

static int mode_of(const char *path)
{
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    return (int)(status.st_mode & 07777);
}

static void a_key_is_made_once_and_read_ever_after(void **state)
{
    char *path = scratch_path(state, "made.key");
    struct pseudonym_key first, second;
    struct diag d = {0};
    int made = -1;
    mode_t mask = umask(0);
    assert_int_equal(pseudonym_key_open(&first, path, &made, &d), 0);
    umask(mask);
    assert_int_equal(made, 1);
    assert_int_equal(mode_of(path), 0600);
    assert_int_equal(pseudonym_key_open(&second, path, &made, &d), 0);
    assert_int_equal(made, 0);
    assert_memory_equal(&first, &second, sizeof first);
    assert_int_equal(pseudonym_key_open(&second, path, NULL, &d), 0);

    char *other = scratch_path(state, "other.key");
    assert_int_equal(pseudonym_key_open(&second, other, &made, &d), 0);
    assert_memory_not_equal(&first, &second, sizeof first);
    free(other);
    free(path);
}

/* How many files of the scratch folder have names that begin with BEGIN. */
static int count_files(void **state, const char *begin)
{
    DIR *folder = opendir(*state);
    assert_non_null(folder);
    const struct dirent *entry;
    int count = 0;
    while ((entry = readdir(folder)) != NULL)
        count += strncmp(entry->d_name, begin, strlen(begin)) == 0;
    closedir(folder);
    return count;
}

/* Opens the key in a child, which sends it to OUT. */
static pid_t open_in_child(const char *path, int out)
{
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct pseudonym_key key;
        struct diag d = {0};
        bool good = pseudonym_key_open(&key, path, NULL, &d) == 0 &&
                    write(out, &key, sizeof key) == (ssize_t)sizeof key;
        _exit(good ? 0 : 1);
    }
    return child;
}

static void runs_at_one_time_get_one_key_and_leave_one_file(void **state)
{
    enum { CHILDREN = 8 };
    char *path = scratch_path(state, "shared.key");
    int ends[2], status;
    assert_int_equal(pipe(ends), 0);
    pid_t children[CHILDREN];
    for (int i = 0; i < CHILDREN; i++)
        children[i] = open_in_child(path, ends[1]);
    struct pseudonym_key first, other;
    for (int i = 0; i < CHILDREN; i++) {
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
        assert_int_equal(read(ends[0], &other, sizeof other), sizeof other);
        if (i == 0)
            first = other;
        assert_memory_equal(&first, &other, sizeof first);
    }
    close(ends[0]);
    close(ends[1]);
    assert_int_equal(count_files(state, "shared.key"), 1);
    free(path);
}

static void only_64_hex_digits_are_a_key(void **state)
{
    static const struct {
        const char *tail;
        size_t digits;
        int result;
    } cases[] = {
        {"", 64, 0},        {"\n", 64, 0},  {"\r\n", 64, 0}, {"", 63, -1},
        {"", 0, -1},        {"g", 63, -1},  {"00", 64, -1},  {" ", 64, -1},
        {"\n\n\n", 64, -1}, {"\n", 62, -1},
    };
    struct pseudonym_key expected = counting_key();
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char text[80];
        int length = snprintf(text, sizeof text, "%.*s%s", (int)cases[i].digits,
                              digits, cases[i].tail);
        char *path = scratch_write(state, "key", text, (size_t)length);
        assert_int_equal(chmod(path, 0600), 0);
        struct pseudonym_key key;
        struct diag d = {0};
        if (pseudonym_key_open(&key, path, NULL, &d) != cases[i].result)
            fail_msg("case %zu: %s", i, d.text);
        if (cases[i].result == 0)
            assert_memory_equal(&key, &expected, sizeof key);
        else
            assert_string_equal(d.file, path);
        unlink(path);
        free(path);
    }
}

static void a_key_that_others_may_read_is_refused(void **state)
{
    static const mode_t modes[] = {0640, 0604, 0620, 0666};
    char *path = scratch_write(state, "open.key", digits, 64);
    for (size_t i = 0; i < COUNT_OF(modes); i++) {
        assert_int_equal(chmod(path, modes[i]), 0);
        struct pseudonym_key key;
        struct diag d = {0};
        assert_int_equal(pseudonym_key_open(&key, path, NULL, &d), -1);
        assert_non_null(strstr(d.text, "others"));
    }
    free(path);
}

static void a_folder_or_a_pipe_is_no_key_file(void **state)
{
    struct pseudonym_key key;
    struct diag d = {0}, pipe = {0}, nowhere = {0};
    assert_int_equal(pseudonym_key_open(&key, *state, NULL, &d), -1);
    char *path = scratch_path(state, "pipe.key");
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(pseudonym_key_open(&key, path, NULL, &pipe), -1);
    assert_non_null(strstr(pipe.text, "not a regular file"));
    free(path);
    path = scratch_path(state, "no/such/folder.key");
    assert_int_equal(pseudonym_key_open(&key, path, NULL, &nowhere), -1);
    assert_non_null(strstr(nowhere.text, "cannot make"));
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pseudonyms_are_those_of_keyed_blake2b),
        cmocka_unit_test(a_key_is_made_once_and_read_ever_after),
        cmocka_unit_test(runs_at_one_time_get_one_key_and_leave_one_file),
        cmocka_unit_test(only_64_hex_digits_are_a_key),
        cmocka_unit_test(a_key_that_others_may_read_is_refused),
        cmocka_unit_test(a_folder_or_a_pipe_is_no_key_file),
    };
    return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
