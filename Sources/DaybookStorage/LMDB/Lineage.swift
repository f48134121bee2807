internal import Glibc
internal import Synchronization

/// How often this process came out of a fork: what was opened before the last one belongs to the
/// parent.
///
/// The C library tells a new child; asking the kernel for the process at every read would cost more
/// than the read.
enum Lineage {
    private static let forks = Atomic<UInt64>(0)
    private static let isTold: Bool = {
        _ = forks.load(ordering: .relaxed)
        return pthread_atfork(nil, nil) {
            Lineage.forks.wrappingAdd(1, ordering: .relaxed)
        } == 0
    }()

    /// The number of forks since the first look, or the process itself where nobody tells of them.
    static var current: UInt64 {
        isTold ? forks.load(ordering: .relaxed) : UInt64(UInt32(bitPattern: getpid()))
    }
}
