extension StorageError {
    /// How a caller may react; a command line maps each to one exit status.
    package enum Kind: String, Sendable, Hashable {
        /// It may work later or after a restart: nothing is wrong with the stored bytes.
        case unavailable
        /// Stored bytes are not what was written.
        case damaged
        /// The operating system or the modes of the files forbid it.
        case noPermission
        /// The device failed.
        case io
        /// The caller asked for something the storage does not do.
        case misuse
    }

    /// A stable name of a fault with its kind.
    package struct Code: Sendable, Hashable {
        /// The name printed in logs and matched by scripts.
        package let name: String
        /// How a caller may react.
        package let kind: Kind

        private init(_ name: String, _ kind: Kind) {
            self.name = name
            self.kind = kind
        }

        /// There is no log in this directory.
        package static let missing = Code("missing", .misuse)
        /// A log is already there.
        package static let alreadyExists = Code("already-exists", .misuse)
        /// This process has the log open already.
        package static let alreadyOpen = Code("already-open", .misuse)
        /// The handle was opened before a fork and must not be used after it.
        package static let forked = Code("forked", .misuse)
        /// The handle reads only.
        package static let readOnly = Code("read-only", .misuse)
        /// An append was started within an append on the same thread.
        package static let nestedAppend = Code("nested-append", .misuse)
        /// A value is larger than its limit, or a commit holds more than its limit.
        package static let limitExceeded = Code("limit-exceeded", .misuse)
        /// A record, key or argument breaks a rule of the format.
        package static let invalid = Code("invalid", .misuse)
        /// The command id is remembered already.
        package static let duplicateCommand = Code("duplicate-command", .misuse)
        /// The log was written by a newer Daybook.
        package static let newerFormat = Code("newer-format", .misuse)
        /// The volume is mounted over a network, where a shared map is not coherent.
        package static let networkFileSystem = Code("network-file-system", .misuse)
        /// Owner or modes let somebody else write the log.
        package static let unsafePermissions = Code("unsafe-permissions", .noPermission)
        /// The operating system refused.
        package static let noPermission = Code("no-permission", .noPermission)
        /// Another file stands in the place of one that this process has open.
        package static let replaced = Code("file-replaced", .unavailable)
        /// Less free space than the floor, or none.
        package static let diskFull = Code("disk-full", .unavailable)
        /// The reserved address range is used up.
        package static let mapFull = Code("map-full", .unavailable)
        /// Readers, memory or a lock are short for a moment.
        package static let busy = Code("busy", .unavailable)
        /// A commit failed: whether it is stored is known only after a restart.
        package static let outcomeUnknown = Code("outcome-unknown", .unavailable)
        /// A commit failed before: this process writes no more.
        package static let poisoned = Code("poisoned", .unavailable)
        /// Stored bytes are not what was written.
        package static let damaged = Code("damaged", .damaged)
        /// The file is shorter than its own page count.
        package static let truncated = Code("truncated", .damaged)
        /// An export, a backup or a snapshot does not fit together.
        package static let mismatch = Code("mismatch", .damaged)
        /// The device failed.
        package static let io = Code("io", .io)
    }
}
