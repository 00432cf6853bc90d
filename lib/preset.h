/*
 * preset.h - exporters whose files need no description in the study.
 *
 * A preset is what a person would have written for an input: keys of an entry
 * of "inputs", as JSON. "preset": NAME puts them there; what the study says
 * itself goes before them, key by key and, in "columns" and other objects,
 * member by member (a member that is null takes the preset's away).
 *
 * A preset of several parts stands for several inputs: of one file that holds
 * facts of more than one kind, or of a folder of files. Each part is an input
 * of its own, called NAME/PART.
 *
 * One const table; a new preset is an entry in presets.c, or a file of entries.
 */
#ifndef PRESET_H
#define PRESET_H

#include "lib/attr.h"
#include "lib/diag.h"

#include <stddef.h>

enum { PRESET_PARTS = 8 };

/* A field that no export holds, so that the study must say it. */
struct preset_need {
    const char *field, *other; /* one of the two; OTHER may be NULL */
    const char *example;       /* "{\"constant\": \"1.5\"}" */
    const char *why;
};

struct preset_part {
    const char *name; /* NULL: the preset's only part */
    const char *file; /* in the folder that "file" names; NULL: "file" itself */
    const char *keys; /* a JSON object; "kind" is always in it */
    struct preset_need needs[2]; /* up to one without a field */
};

struct preset {
    const char *name;
    const char *title;   /* what exports such files, for messages */
    const char *release; /* that the manifest of the folder must state, or
                            NULL: there is none; see manifest.h */
    struct preset_part parts[PRESET_PARTS]; /* up to one without keys */
};

extern const struct preset presets_exporters[]; /* up to a NULL name */
extern const struct preset presets_surveys[];

/* NULL if there is no such preset. */
const struct preset *preset_find(const char *name);

/* The preset at PLACE, from 0, of all; NULL beyond the last. */
const struct preset *preset_at(size_t place);

size_t preset_parts(const struct preset *preset);

/* Fills LIST[SIZE] with the names of all presets, for messages. */
void preset_list(char *list, size_t size);

#endif
