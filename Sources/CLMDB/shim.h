// The only header through which Daybook sees C beyond the C library's own module:
// Debian's liblmdb-dev, and on Linux the file system type of a mounted volume.
#ifndef DAYBOOK_CLMDB_SHIM_H
#define DAYBOOK_CLMDB_SHIM_H
#include <lmdb.h>
#ifdef __linux__
#include <sys/vfs.h>
#endif

// Asks for a cache line that is read soon, once: it should not drive others out. Swift has no word for
// it; what isn't mapped is left alone.
static inline void daybook_prefetch(const void *_Nonnull address) { __builtin_prefetch(address, 0, 0); }
#endif
