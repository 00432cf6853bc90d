/*
 * command.h - the commands of the front door. Each takes the words after its
 * name (ARGV[0] is the name) and returns the status to exit with; faults are
 * already told.
 */
#ifndef COMMAND_H
#define COMMAND_H

/* The three stages in order, up to the first that does not succeed. */
int command_run(int argc, char **argv);

/* The same in a temporary folder that is then removed. */
int command_check(int argc, char **argv);

/* A folder with a study to start from. */
int command_init(int argc, char **argv);

#endif
