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

/* A codebook to start from. */
int command_codebook(int argc, char **argv);

/* What is loaded: a line for each batch. */
int command_batches(int argc, char **argv);

/* The rows that were left out, with their values. */
int command_rejects(int argc, char **argv);

/* Takes a batch out of the warehouse. */
int command_forget(int argc, char **argv);

/* The class plan with other seats. */
int command_whatif(int argc, char **argv);

#endif
