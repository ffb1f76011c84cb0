/* A file system without locks: flock fails with LOCK_ERRNO. Preloaded by kept_test.py. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <sys/file.h>

int flock(int descriptor, int operation) {
  const char* number = getenv("LOCK_ERRNO");
  (void)descriptor;
  if (operation & LOCK_UN) return 0;
  errno = number ? atoi(number) : ENOLCK;
  return -1;
}
