// The only header through which Daybook sees C beyond the C library's own module:
// Debian's liblmdb-dev, and on Linux the file system type of a mounted volume.
#ifndef DAYBOOK_CLMDB_SHIM_H
#define DAYBOOK_CLMDB_SHIM_H
#include <lmdb.h>
#ifdef __linux__
#include <sys/vfs.h>
#endif
#endif
