/*
 * glossary.h - the Chinese of words that stand in the data as codes.
 *
 * Files name a form "centralized" and a place of living "rural"; who reads the
 * reports in Chinese reads them in Chinese. The study's own words_zh come
 * first, then the standard words of docs/formats.md.
 */
#ifndef GLOSSARY_H
#define GLOSSARY_H

#include "lib/study.h"

/* The Chinese of WORD, UTF-8; NULL if none is known. */
const char *glossary_chinese(const struct study *study, const char *word);

#endif
