/* LD_PRELOAD: writes to files fail with ENOSPC once ENOSPC_AFTER bytes have been written to them by
   this process. Pipes, terminals and standard streams are left alone. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

static long long written;

static ssize_t refuse(int fd, size_t size) {
  const char* limit = getenv("ENOSPC_AFTER");
  if (fd <= 2 || !limit || lseek(fd, 0, SEEK_CUR) < 0) return 0;
  if (written + (long long)size > atoll(limit)) {
    errno = ENOSPC;
    return -1;
  }
  written += (long long)size;
  return 0;
}

ssize_t write(int fd, const void* data, size_t size) {
  static ssize_t (*next)(int, const void*, size_t);
  if (!next) next = (ssize_t(*)(int, const void*, size_t))dlsym(RTLD_NEXT, "write");
  return refuse(fd, size) ? -1 : next(fd, data, size);
}

typedef ssize_t (*pwrite_type)(int, const void*, size_t, off_t);

ssize_t pwrite(int fd, const void* data, size_t size, off_t at) {
  static pwrite_type next;
  if (!next) next = (pwrite_type)dlsym(RTLD_NEXT, "pwrite");
  return refuse(fd, size) ? -1 : next(fd, data, size, at);
}

ssize_t pwrite64(int fd, const void* data, size_t size, off_t at) {
  static pwrite_type next;
  if (!next) next = (pwrite_type)dlsym(RTLD_NEXT, "pwrite64");
  return refuse(fd, size) ? -1 : next(fd, data, size, at);
}
