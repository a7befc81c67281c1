// A disk that fills up or fails: preloaded (LD_PRELOAD) into a program under test, it lets so many calls through and then refuses.
//
// FAULTY_DISK_AFTER=N: the N+1st call that changes a file and all after it fail; FAULTY_DISK_TIMES=M: only M of them do.
// FAULTY_DISK_ERROR=ENOSPC (default) or EIO. FAULTY_DISK_COUNT=FILE: nothing fails, and at the end FILE holds how many such calls there were.
// Counted are write, pwrite, writev, fsync, fdatasync, rename, renameat2, link, linkat, ftruncate, mkdir and open that makes or writes; not what goes
// to standard output, standard error, pipes and sockets. One thread's calls are counted in order; children count for themselves.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static long done = 0, after = -1, times = -1;
static int error_number = ENOSPC;

__attribute__((constructor)) static void read_settings(void) {
    const char* text = getenv("FAULTY_DISK_AFTER");
    if (text) after = atol(text);
    text = getenv("FAULTY_DISK_TIMES");
    if (text) times = atol(text);
    text = getenv("FAULTY_DISK_ERROR");
    if (text && strcmp(text, "EIO") == 0) error_number = EIO;
}

__attribute__((destructor)) static void write_count(void) {
    const char* file = getenv("FAULTY_DISK_COUNT");
    if (!file) return;
    after = -1;
    FILE* out = fopen(file, "w");
    if (out) fprintf(out, "%ld\n", done), fclose(out);
}

static int refused(void) {
    const long number = __atomic_fetch_add(&done, 1, __ATOMIC_SEQ_CST);
    if (after < 0 || number < after || (times >= 0 && number >= after + times)) return 0;
    errno = error_number;
    return 1;
}

static int is_file(int descriptor) {
    struct stat facts;
    const int before = errno;
    const int file = descriptor > 2 && fstat(descriptor, &facts) == 0 && (S_ISREG(facts.st_mode) || S_ISDIR(facts.st_mode));
    errno = before;
    return file;
}

#define NEXT(type, name, ...) \
    static type (*next)(__VA_ARGS__) = NULL; \
    if (!next) *(void**)&next = dlsym(RTLD_NEXT, name)

ssize_t write(int d, const void* b, size_t n) {
    NEXT(ssize_t, "write", int, const void*, size_t);
    return is_file(d) && refused() ? -1 : next(d, b, n);
}
ssize_t pwrite(int d, const void* b, size_t n, off_t at) {
    NEXT(ssize_t, "pwrite", int, const void*, size_t, off_t);
    return is_file(d) && refused() ? -1 : next(d, b, n, at);
}
ssize_t pwrite64(int d, const void* b, size_t n, off64_t at) {
    NEXT(ssize_t, "pwrite64", int, const void*, size_t, off64_t);
    return is_file(d) && refused() ? -1 : next(d, b, n, at);
}
ssize_t writev(int d, const struct iovec* v, int n) {
    NEXT(ssize_t, "writev", int, const struct iovec*, int);
    return is_file(d) && refused() ? -1 : next(d, v, n);
}
int fsync(int d) {
    NEXT(int, "fsync", int);
    return is_file(d) && refused() ? -1 : next(d);
}
int fdatasync(int d) {
    NEXT(int, "fdatasync", int);
    return is_file(d) && refused() ? -1 : next(d);
}
int ftruncate(int d, off_t n) {
    NEXT(int, "ftruncate", int, off_t);
    return is_file(d) && refused() ? -1 : next(d, n);
}
int ftruncate64(int d, off64_t n) {
    NEXT(int, "ftruncate64", int, off64_t);
    return is_file(d) && refused() ? -1 : next(d, n);
}
int rename(const char* a, const char* b) {
    NEXT(int, "rename", const char*, const char*);
    return refused() ? -1 : next(a, b);
}
int renameat2(int x, const char* a, int y, const char* b, unsigned f) {
    NEXT(int, "renameat2", int, const char*, int, const char*, unsigned);
    return refused() ? -1 : next(x, a, y, b, f);
}
int link(const char* a, const char* b) {
    NEXT(int, "link", const char*, const char*);
    return refused() ? -1 : next(a, b);
}
int linkat(int x, const char* a, int y, const char* b, int f) {
    NEXT(int, "linkat", int, const char*, int, const char*, int);
    return refused() ? -1 : next(x, a, y, b, f);
}
int mkdir(const char* a, mode_t m) {
    NEXT(int, "mkdir", const char*, mode_t);
    return refused() ? -1 : next(a, m);
}

static int changes(int flags) { return (flags & O_CREAT) || (flags & O_ACCMODE) != O_RDONLY; }

static mode_t mode_in(int flags, va_list more) { return (flags & (O_CREAT | __O_TMPFILE)) ? (mode_t)va_arg(more, int) : 0; }

int open(const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const mode_t mode = mode_in(flags, more);
    va_end(more);
    NEXT(int, "open", const char*, int, ...);
    return changes(flags) && strncmp(path, "/dev/", 5) != 0 && refused() ? -1 : next(path, flags, mode);
}
int open64(const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const mode_t mode = mode_in(flags, more);
    va_end(more);
    NEXT(int, "open64", const char*, int, ...);
    return changes(flags) && strncmp(path, "/dev/", 5) != 0 && refused() ? -1 : next(path, flags, mode);
}
