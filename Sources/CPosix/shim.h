#pragma once
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <malloc.h>
#include <stdio.h>
#include <syslog.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

// Swift does not import fork(2); a daemon detaches with it before the first thread starts.
static inline pid_t isthmus_fork(void) { return fork(); }

// Swift does not import variadic functions, and a message must never be taken for a format.
static inline void isthmus_syslog(int priority, const char *message) {
  syslog(priority, "%s", message);
}

// getopt_long(3) keeps its state in global variables, which Swift holds to be unsafe to touch.
static inline void isthmus_getopt_restart(void) { optind = 0; }
static inline const char *isthmus_getopt_argument(void) { return optarg; }
static inline int isthmus_getopt_index(void) { return optind; }

// Locks the whole of a file for writing; 0, or the error number.
static inline int isthmus_lock(int descriptor) {
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  return fcntl(descriptor, F_SETLK, &lock) == 0 ? 0 : errno;
}

// Linux's number for it, which its header gives only to those who define _GNU_SOURCE.
#ifndef F_OFD_SETLK
#define F_OFD_SETLK 37
#endif

// The same, held by the open file and not by the process: it excludes another opening of the file in
// this process too, survives a fork, and is not lost when another descriptor of the file is closed.
static inline int isthmus_lock_description(int descriptor) {
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  return fcntl(descriptor, F_OFD_SETLK, &lock) == 0 ? 0 : errno;
}

// Gives that lock back at once, also when a child that was just forked has the open file too.
static inline void isthmus_unlock_description(int descriptor) {
  struct flock lock = {.l_type = F_UNLCK, .l_whence = SEEK_SET};
  (void)fcntl(descriptor, F_OFD_SETLK, &lock);
}

// The process that holds a lock on any part of a file; 0 when none does, -1 when that is unknown.
static inline pid_t isthmus_lock_owner(int descriptor) {
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  if (fcntl(descriptor, F_GETLK, &lock) != 0) return -1;
  return lock.l_type == F_UNLCK ? 0 : lock.l_pid;
}

// The status macros of waitpid(2).
static inline int isthmus_exit_status(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
static inline int isthmus_signal_of(int status) {
  return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}
static inline int isthmus_dumped_core(int status) {
  return WIFSIGNALED(status) && WCOREDUMP(status);
}
