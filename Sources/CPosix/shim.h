#pragma once
#include <getopt.h>
#include <syslog.h>
#include <sys/types.h>
#include <unistd.h>

// Swift does not import fork(2); a daemon detaches with it before the first thread starts.
static inline pid_t isthmus_fork(void) { return fork(); }
