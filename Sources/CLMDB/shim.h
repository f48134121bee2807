// The only header through which Daybook sees C: Debian's liblmdb-dev.
#ifndef DAYBOOK_CLMDB_SHIM_H
#define DAYBOOK_CLMDB_SHIM_H
#include <lmdb.h>
#endif
