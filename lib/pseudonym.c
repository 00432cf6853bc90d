/* pseudonym.c - see pseudonym.h. */
#include "lib/pseudonym.h"

#include "lib/mem.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    KEY_BYTES = sizeof((struct pseudonym_key *)0)->bytes,
    KEY_HEX = 2 * KEY_BYTES,
    FILE_MAX = KEY_HEX + 2, /* the digits and a line end */
    PREFIX = 2,
    LETTERS = PSEUDONYM_TEXT - PREFIX - 1
};

static int fail_key(const char *path, struct diag *d, const char *what)
{
    diag_at(d, path, 0, NULL);
    return diag_fail(d, "%s", what);
}

static int fail(const char *path, struct diag *d, const char *what)
{
    diag_at(d, path, 0, NULL);
    return diag_fail_errno(d, "%s", what);
}

/* Reads at most ROOM bytes, as many as there are; -1 with errno set. */
static ssize_t read_whole(int fd, char *to, size_t room)
{
    size_t used = 0;
    while (used < room) {
        ssize_t got = read(fd, to + used, room - used);
        if (got == 0)
            break;
        if (got > 0)
            used += (size_t)got;
        else if (errno != EINTR)
            return -1;
    }
    return (ssize_t)used;
}

static int write_whole(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t put = write(fd, bytes, length);
        if (put < 0 && errno != EINTR)
            return -1;
        if (put > 0) {
            bytes += put;
            length -= (size_t)put;
        }
    }
    return fsync(fd);
}

/* 64 hex digits and nothing behind them but a line end. */
static bool parse_key(struct pseudonym_key *key, const char *text,
                      size_t length)
{
    size_t found;
    if (length < KEY_HEX ||
        sodium_hex2bin(key->bytes, KEY_BYTES, text, KEY_HEX, NULL, &found,
                       NULL) != 0 ||
        found != KEY_BYTES)
        return false;
    for (size_t i = KEY_HEX; i < length; i++)
        if (text[i] != '\n' && text[i] != '\r')
            return false;
    return length <= FILE_MAX;
}

static int read_key(struct pseudonym_key *key, int fd, const char *path,
                    struct diag *d)
{
    struct stat status;
    if (fstat(fd, &status) != 0)
        return fail(path, d, "cannot read the key file");
    if (!S_ISREG(status.st_mode))
        return fail_key(path, d, "the key file is not a regular file");
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return fail_key(path, d,
                        "others may read the key file; "
                        "its mode must be 600");
    char text[FILE_MAX + 1]; /* one more shows that there is too much */
    ssize_t length = read_whole(fd, text, sizeof text);
    if (length < 0)
        return fail(path, d, "cannot read the key file");
    bool good = parse_key(key, text, (size_t)length);
    sodium_memzero(text, sizeof text);
    return good ? 0 : fail_key(path, d, "the key file is not 64 hex digits");
}

/* The folder of PATH; free() it. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return mem_text(".");
    return mem_text_n(path, slash == path ? 1 : (size_t)(slash - path));
}

/* Makes sure that the new name in PATH's folder outlasts a power cut. */
static int sync_folder(const char *path)
{
    char *folder = folder_of(path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(folder);
    if (fd < 0)
        return -1;
    /* Some file systems sync folders by themselves and refuse to be asked. */
    int result = fsync(fd) == 0 || errno == EINVAL ? 0 : -1;
    int cause = errno;
    close(fd);
    errno = cause;
    return result;
}

/* Writes KEY to FD, opened at TEMPORARY, and gives it the name PATH. */
static int place_key(const struct pseudonym_key *key, int fd,
                     const char *temporary, const char *path)
{
    char text[KEY_HEX + 1];
    sodium_bin2hex(text, sizeof text, key->bytes, KEY_BYTES);
    text[KEY_HEX] = '\n'; /* in the place of the NUL */
    int result = write_whole(fd, text, sizeof text);
    sodium_memzero(text, sizeof text);
    /* link() never replaces a key that another run has made meanwhile. */
    if (result == 0)
        result = link(temporary, path);
    return result == 0 ? sync_folder(path) : -1;
}

/* Returns 0, or -1 with errno set: EEXIST if there is a key file by now. */
static int make_key(struct pseudonym_key *key, const char *path)
{
    if (sodium_init() < 0)
        return -1;
    randombytes_buf(key->bytes, KEY_BYTES);
    char *temporary = mem_format("%s.XXXXXX", path);
    int fd = mkstemp(temporary); /* its mode is 0600 */
    int result = fd >= 0 ? place_key(key, fd, temporary, path) : -1;
    int cause = errno;
    if (fd >= 0) {
        unlink(temporary);
        close(fd);
    }
    free(temporary);
    errno = cause;
    return result;
}

int pseudonym_key_open(struct pseudonym_key *key, const char *path, int *made,
                       struct diag *d)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool absent = fd < 0 && errno == ENOENT;
    if (absent && make_key(key, path) != 0) {
        if (errno != EEXIST)
            return fail(path, d, "cannot make the key file");
        absent = false;
        fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    }
    if (made != NULL)
        *made = absent;
    if (absent)
        return 0;
    if (fd < 0)
        return fail(path, d, "cannot open the key file");
    int result = read_key(key, fd, path, d);
    close(fd);
    return result;
}

/* Writes the first LETTERS groups of five bits as a-z 2-7 (RFC 4648). */
static void write_letters(const unsigned char *bits, char *to)
{
    static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
    for (unsigned i = 0; i < LETTERS; i++) {
        unsigned at = 5 * i / 8, shift = 11 - 5 * i % 8;
        unsigned pair = (unsigned)bits[at] << 8 | bits[at + 1];
        to[i] = alphabet[pair >> shift & 31];
    }
    to[LETTERS] = '\0';
}

void pseudonym_write(const struct pseudonym_key *key, const char *prefix,
                     const char *id, size_t length, char to[PSEUDONYM_TEXT])
{
    assert(strlen(prefix) == PREFIX);
    unsigned char hash[crypto_generichash_BYTES];
    crypto_generichash_state state;
    crypto_generichash_init(&state, key->bytes, KEY_BYTES, sizeof hash);
    crypto_generichash_update(&state, (const unsigned char *)prefix, PREFIX);
    crypto_generichash_update(&state, (const unsigned char *)id, length);
    crypto_generichash_final(&state, hash, sizeof hash);
    memcpy(to, prefix, PREFIX);
    write_letters(hash, to + PREFIX);
}

void pseudonym_key_id(const struct pseudonym_key *key,
                      char to[PSEUDONYM_KEY_ID])
{
    static const unsigned char label[] = "dripline key id";
    unsigned char hash[crypto_generichash_BYTES_MIN];
    crypto_generichash(hash, sizeof hash, label, sizeof label - 1, key->bytes,
                       KEY_BYTES);
    sodium_bin2hex(to, PSEUDONYM_KEY_ID, hash, (PSEUDONYM_KEY_ID - 1) / 2);
}
