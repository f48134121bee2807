// Fails single calls of the C library on a log's data file, as a bad device would. Tests compile it
// and load it before the C library (LD_PRELOAD).
//
// DAYBOOK_FAULT says which call fails, DAYBOOK_FAULT_AT the how manyth of them (from 1):
//   sync     fdatasync answers EIO
//   meta     a write of the meta page, which is made on a descriptor of its own, answers EIO
//   full     a write of any other page answers ENOSPC
//   network  every volume says that it is NFS
//   kill     the process is killed before a call that changes a file or a name under the directory
//            DAYBOOK_FAULT_UNDER, or flushes it
//   page     memory pages have 16 KiB, as on other machines; no call fails
//
// DAYBOOK_TRACE names a file that takes down, in their order, what is written to the data file and
// flushed, and what is said on standard output: for each a letter, the offset and the count of bytes
// as 64-bit words, and the bytes. W a write, before it is made; M the same on the descriptor whose
// writes are flushed with them; F that such a write is flushed; S that all before it is flushed; A what
// is said, before it is said.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <sys/vfs.h>
#include <unistd.h>

static atomic_int calls;

static pthread_mutex_t tracing = PTHREAD_MUTEX_INITIALIZER;

static void put(int fd, const void *bytes, size_t count)
{
    ssize_t (*real)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
    if (real(fd, bytes, count) != (ssize_t)count) abort();
}

static void trace(char what, uint64_t offset, const struct iovec *parts, int count)
{
    const char *path = getenv("DAYBOOK_TRACE");
    if (!path) return;
    pthread_mutex_lock(&tracing);
    static int file = -1;
    if (file < 0) file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    uint64_t words[2] = { offset, 0 };
    for (int i = 0; i < count; i++) words[1] += parts[i].iov_len;
    put(file, &what, 1);
    put(file, words, sizeof words);
    for (int i = 0; i < count; i++) put(file, parts[i].iov_base, parts[i].iov_len);
    pthread_mutex_unlock(&tracing);
}

static int is_data(int fd)
{
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    static const char name[] = "/data.mdb";
    size_t tail = sizeof name - 1;
    return length >= (ssize_t)tail && !memcmp(path + length - tail, name, tail);
}

static int fails(const char *fault)
{
    const char *wanted = getenv("DAYBOOK_FAULT");
    const char *at = getenv("DAYBOOK_FAULT_AT");
    if (!wanted || strcmp(wanted, fault)) return 0;
    return atomic_fetch_add(&calls, 1) + 1 == (at ? atoi(at) : 1);
}

static void step(const char *path)
{
    const char *under = getenv("DAYBOOK_FAULT_UNDER");
    if (under && !strncmp(path, under, strlen(under)) && fails("kill")) kill(getpid(), SIGKILL);
}

static void step_fd(int fd)
{
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return;
    path[length] = 0;
    step(path);
}

static int is_meta(int fd)
{
    return (fcntl(fd, F_GETFL) & O_DSYNC) != 0;
}

int fdatasync(int fd)
{
    step_fd(fd);
    if (is_data(fd) && fails("sync")) { errno = EIO; return -1; }
    int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync");
    int code = real(fd);
    if (!code && is_data(fd)) trace('S', 0, NULL, 0);
    return code;
}

int fsync(int fd)
{
    step_fd(fd);
    int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
    return real(fd);
}

int ftruncate(int fd, off_t length)
{
    step_fd(fd);
    int (*real)(int, off_t) = dlsym(RTLD_NEXT, "ftruncate");
    return real(fd, length);
}

int rename(const char *from, const char *to)
{
    step(to);
    int (*real)(const char *, const char *) = dlsym(RTLD_NEXT, "rename");
    return real(from, to);
}

int link(const char *from, const char *to)
{
    step(to);
    int (*real)(const char *, const char *) = dlsym(RTLD_NEXT, "link");
    return real(from, to);
}

int unlink(const char *path)
{
    step(path);
    int (*real)(const char *) = dlsym(RTLD_NEXT, "unlink");
    return real(path);
}

int remove(const char *path)
{
    step(path);
    int (*real)(const char *) = dlsym(RTLD_NEXT, "remove");
    return real(path);
}

long sysconf(int name)
{
    const char *wanted = getenv("DAYBOOK_FAULT");
    if (name == _SC_PAGE_SIZE && wanted && !strcmp(wanted, "page")) return 16 << 10;
    long (*real)(int) = dlsym(RTLD_NEXT, "sysconf");
    return real(name);
}

ssize_t write(int fd, const void *bytes, size_t count)
{
    step_fd(fd);
    struct iovec part = { (void *)bytes, count };
    if (fd == 1) trace('A', 0, &part, 1);
    ssize_t (*real)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
    return real(fd, bytes, count);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset)
{
    step_fd(fd);
    if (is_data(fd)) {
        if (is_meta(fd)) {
            if (fails("meta")) { errno = EIO; return -1; }
        } else if (fails("full")) { errno = ENOSPC; return -1; }
    }
    ssize_t (*real)(int, const void *, size_t, off_t) = dlsym(RTLD_NEXT, "pwrite");
    struct iovec part = { (void *)bytes, count };
    int isData = is_data(fd), isMeta = isData && is_meta(fd);
    if (isData) trace(isMeta ? 'M' : 'W', offset, &part, 1);
    ssize_t written = real(fd, bytes, count, offset);
    if (isMeta && written == (ssize_t)count) trace('F', offset, &part, 0);
    return written;
}

ssize_t writev(int fd, const struct iovec *parts, int count)
{
    step_fd(fd);
    if (is_data(fd) && fails("full")) { errno = ENOSPC; return -1; }
    if (is_data(fd)) trace('W', lseek(fd, 0, SEEK_CUR), parts, count);
    ssize_t (*real)(int, const struct iovec *, int) = dlsym(RTLD_NEXT, "writev");
    return real(fd, parts, count);
}

int statfs(const char *path, struct statfs *volume)
{
    int (*real)(const char *, struct statfs *) = dlsym(RTLD_NEXT, "statfs");
    int code = real(path, volume);
    if (!code && getenv("DAYBOOK_FAULT") && !strcmp(getenv("DAYBOOK_FAULT"), "network"))
        volume->f_type = 0x6969;
    return code;
}
