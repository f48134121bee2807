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
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <sys/vfs.h>
#include <unistd.h>

static atomic_int calls;

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
    return real(fd);
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
    return real(fd, bytes, count, offset);
}

ssize_t writev(int fd, const struct iovec *parts, int count)
{
    step_fd(fd);
    if (is_data(fd) && fails("full")) { errno = ENOSPC; return -1; }
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
