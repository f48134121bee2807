import Glibc

/// `fork` is not offered to Swift; its address is asked of the loader, for one test.
func afterFork(_ body: () -> Bool) throws -> Bool {
    guard let symbol = unsafe dlsym(nil, "fork") else { return false }
    // Safe: the C library's own `fork`, of this type.
    let fork = unsafe unsafeBitCast(symbol, to: (@convention(c) () -> pid_t).self)
    let child = fork()
    if child == 0 { _exit(body() ? 0 : 1) }
    var status: Int32 = -1
    unsafe waitpid(child, &status, 0)
    return status == 0
}
