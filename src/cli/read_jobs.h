/* read_jobs.h - documents read on several threads at once, their answers given out in the order they were named. */
#ifndef CLI_READ_JOBS_H
#define CLI_READ_JOBS_H
#include "base/base.h"

enum { READ_THREADS_MOST = 64, READ_JOB_MEMORY = 1 << 30 };

/* What reading one document gave: text for standard output, a line for standard error or "", an exit code. */
struct read_done { struct str out, said; int code; };
/* Reads the document at path. `a` is for the work and emptied after it; the answer lies in `keep`. On any thread. */
typedef void read_work(struct arena *a, struct arena *keep, const char *path, const void *of, struct read_done *done);

/* Prints the answers as they come in their turn; gives the largest of the exit codes. At most four answers a thread
 * wait for their turn, then their threads wait too. Standard input ("-") is read alone. */
int read_jobs_run(char **paths, size_t count, size_t threads, read_work *work, const void *of);
#endif
