/* LD_PRELOAD: of all calls that write, make or rename files below FAULT_FOLDER, call number FAULT_AT (from 1, over
   all processes: the count lies in the file FAULT_COUNT) fails with the errno FAULT_ERRNO, or all succeed if it is
   0. Each is told in the file FAULT_LOG: its number, name and path. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define NEXT(name, type)                                   \
  static type next;                                        \
  if (!next) next = (type)dlsym(RTLD_NEXT, name);

static int* count(void) {
  static int* shared;
  if (shared) return shared;
  const char* path = getenv("FAULT_COUNT");
  if (!path) return NULL;
  const int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC);
  if (fd < 0) return NULL;
  void* at = mmap(NULL, sizeof(int), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  syscall(SYS_close, fd);
  return shared = at == MAP_FAILED ? NULL : at;
}

/* Whether this call is to fail; errno is set then. */
static int fails(const char* name, const char* path) {
  const char* folder = getenv("FAULT_FOLDER");
  char whole[PATH_MAX];
  if (!folder || !path) return 0;
  if (path[0] != '/') {
    char here[PATH_MAX / 2];
    if (!getcwd(here, sizeof here)) return 0;
    snprintf(whole, sizeof whole, "%s/%s", here, path);
    path = whole;
  }
  if (strncmp(path, folder, strlen(folder)) != 0 || !count()) return 0;
  const int number = __atomic_add_fetch(count(), 1, __ATOMIC_SEQ_CST);
  const char* log = getenv("FAULT_LOG");
  if (log) {
    char line[PATH_MAX + 64];
    const int n = snprintf(line, sizeof line, "%d %s %s\n", number, name, path);
    const int fd = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_APPEND | O_CLOEXEC);
    if (fd >= 0) syscall(SYS_write, fd, line, (size_t)n);
    if (fd >= 0) syscall(SYS_close, fd);
  }
  if (number != atoi(getenv("FAULT_AT"))) return 0;
  errno = atoi(getenv("FAULT_ERRNO"));
  return 1;
}

static int fails_at(const char* name, int fd) {
  char link[64], path[PATH_MAX];
  const int before = errno;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  const ssize_t n = readlink(link, path, sizeof path - 1);
  errno = before;
  if (n < 0) return 0;
  path[n] = 0;
  return fails(name, path);
}

static int writes(int flags) {
  return (flags & (O_WRONLY | O_RDWR | O_CREAT)) != 0;
}

typedef int (*open_type)(const char*, int, ...);
#define OPEN(name)                                                   \
  int name(const char* path, int flags, ...) {                       \
    NEXT(#name, open_type)                                           \
    va_list more;                                                    \
    va_start(more, flags);                                           \
    const mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;  \
    va_end(more);                                                    \
    if (writes(flags) && fails("open", path)) return -1;             \
    return next(path, flags, mode);                                  \
  }
OPEN(open)
OPEN(open64)

typedef FILE* (*fopen_type)(const char*, const char*);
#define FOPEN(name)                                                            \
  FILE* name(const char* path, const char* mode) {                             \
    NEXT(#name, fopen_type)                                                    \
    return mode[0] != 'r' && fails("open", path) ? NULL : next(path, mode);    \
  }
FOPEN(fopen)
FOPEN(fopen64)

typedef ssize_t (*write_type)(int, const void*, size_t);
ssize_t write(int fd, const void* data, size_t size) {
  NEXT("write", write_type)
  return fd > 2 && fails_at("write", fd) ? -1 : next(fd, data, size);
}
typedef ssize_t (*writev_type)(int, const struct iovec*, int);
ssize_t writev(int fd, const struct iovec* data, int n) {
  NEXT("writev", writev_type)
  return fd > 2 && fails_at("write", fd) ? -1 : next(fd, data, n);
}
typedef ssize_t (*pwrite_type)(int, const void*, size_t, off_t);
#define PWRITE(name)                                                       \
  ssize_t name(int fd, const void* data, size_t size, off_t at) {          \
    NEXT(#name, pwrite_type)                                               \
    return fails_at("write", fd) ? -1 : next(fd, data, size, at);          \
  }
PWRITE(pwrite)
PWRITE(pwrite64)

typedef int (*fsync_type)(int);
int fsync(int fd) {
  NEXT("fsync", fsync_type)
  return fails_at("fsync", fd) ? -1 : next(fd);
}
typedef int (*ftruncate_type)(int, off_t);
#define FTRUNCATE(name)                                       \
  int name(int fd, off_t size) {                              \
    NEXT(#name, ftruncate_type)                               \
    return fails_at("ftruncate", fd) ? -1 : next(fd, size);   \
  }
FTRUNCATE(ftruncate)
FTRUNCATE(ftruncate64)

typedef int (*rename_type)(const char*, const char*);
int rename(const char* from, const char* to) {
  NEXT("rename", rename_type)
  return fails("rename", to) ? -1 : next(from, to);
}
int link(const char* from, const char* to) {
  NEXT("link", rename_type)
  return fails("link", to) ? -1 : next(from, to);
}
typedef int (*renameat2_type)(int, const char*, int, const char*, unsigned);
int renameat2(int a, const char* from, int b, const char* to, unsigned flags) {
  NEXT("renameat2", renameat2_type)
  return fails("rename", to) ? -1 : next(a, from, b, to, flags);
}
typedef int (*mkdir_type)(const char*, mode_t);
int mkdir(const char* path, mode_t mode) {
  NEXT("mkdir", mkdir_type)
  return fails("mkdir", path) ? -1 : next(path, mode);
}
