#ifndef DAYBOOK_BENCH_ALLOCATIONS_H
#define DAYBOOK_BENCH_ALLOCATIONS_H

#include <stdint.h>

/// How often this thread has asked for memory since it began; always 0 where the C library has no
/// names by which its own functions can be reached.
uint64_t allocations_of_this_thread(void);

#endif
