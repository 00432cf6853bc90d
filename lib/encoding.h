/*
 * encoding.h - which encoding the first bytes of a text file are in.
 *
 * Only what is beyond doubt is decided: UTF-8, UTF-16 without a mark, GB18030
 * (GBK and GB2312 are parts of it), and western European Latin-1 as Windows
 * writes it. For GB18030 most pairs must be hanzi of GB 2312, and most of
 * those of its first level, in which the common ones are; kana, hangul and
 * Cyrillic fall outside of that. For Latin-1 the bytes beyond ASCII must be
 * letters of western European languages inside of words. The library uchardet
 * is asked as well: it has a veto on Latin-1, and its guess is told where
 * nothing is decided, since it always has one.
 */
#ifndef ENCODING_H
#define ENCODING_H

#include <stdbool.h>
#include <stddef.h>

enum {
    ENCODING_LOOK = 1 << 20, /* bytes of a file to judge by */
    ENCODING_NAME = 32
};

/*
 * The name, for iconv, of the encoding of LENGTH bytes that begin a text and,
 * if WHOLE, are all of it: else a character may be cut off at their end.
 * ASCII is UTF-8, and so is text with a few wrong bytes among right ones. NULL
 * if it cannot be told; LIKELY then gets a guess, or "".
 */
const char *encoding_detect(const char *bytes, size_t length, bool whole,
                            char likely[ENCODING_NAME]);

#endif
