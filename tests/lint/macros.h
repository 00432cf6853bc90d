/*
 * macros.h - loops of libraries, explained to the static analyser, which does
 * not read the headers of the system.
 */
#ifndef MACROS_H
#define MACROS_H

#define json_array_foreach(list, i, value) \
    for ((i) = 0; ((value) = json_array_get(list, i)) != NULL; (i)++)

#define json_object_foreach(object, key, value)                      \
    for (void *at = json_object_iter(object);                        \
         at != NULL && ((key) = json_object_iter_key(at)) != NULL && \
         ((value) = json_object_iter_value(at)) != NULL;             \
         at = json_object_iter_next(object, at))

#endif
