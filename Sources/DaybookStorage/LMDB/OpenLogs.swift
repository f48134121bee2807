internal import Glibc
internal import Synchronization

/// A file as the system knows it, whatever path leads to it.
struct FileIdentity: Hashable, Sendable {
    var device: UInt64
    var inode: UInt64
}

/// The logs this process has open. LMDB's locks belong to the process: a second handle on the same
/// file would release the first one's when it closes.
enum OpenLogs {
    private static let open = Mutex<Set<FileIdentity>>([])

    static func add(_ identity: FileIdentity) -> Bool {
        open.withLock { $0.insert(identity).inserted }
    }

    static func contains(_ identity: FileIdentity) -> Bool {
        open.withLock { $0.contains(identity) }
    }

    static func remove(_ identity: FileIdentity) {
        _ = open.withLock { $0.remove(identity) }
    }
}
