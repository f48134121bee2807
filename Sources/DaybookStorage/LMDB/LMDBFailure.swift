internal import CLMDB
internal import Glibc

extension StorageError {
    /// The error for a code that LMDB or the system returned.
    init(lmdb code: Int32, table: String? = nil, position: UInt64? = nil, doing action: String) {
        let (kind, text, next) = StorageError.meaning(of: code)
        self.init(
            kind,
            "\(action): \(text)",
            nextStep: next,
            table: table,
            position: position,
            cause: code
        )
    }

    /// The error for the present `errno`.
    init(errno code: Int32, doing action: String, path: String) {
        let (kind, text, next) = StorageError.meaning(of: code)
        self.init(kind, "\(action) \(path): \(text)", nextStep: next, cause: code)
    }

    private static func meaning(of code: Int32) -> (Code, String, String) {
        switch code {
        case MDB_CORRUPTED, MDB_PAGE_NOTFOUND, MDB_INVALID, MDB_INCOMPATIBLE, MDB_NOTFOUND,
            MDB_CURSOR_FULL, MDB_PAGE_FULL, MDB_BAD_VALSIZE:
            return (.damaged, "the file is not what was written", "run verify, then restore")
        case MDB_VERSION_MISMATCH:
            return (.damaged, "another version of the database format", "export with its writer")
        case MDB_PANIC:
            return (.poisoned, "a commit failed before", "restart the process")
        case MDB_MAP_FULL:
            return (.mapFull, "the reserved address range is used up", "raise the address limit")
        case MDB_MAP_RESIZED, MDB_READERS_FULL, MDB_BAD_RSLOT, ENOMEM, EAGAIN, EMFILE, ENFILE,
            EBUSY:
            return (.busy, "a resource is short", "try again, or end other readers")
        case MDB_TXN_FULL:
            return (.limitExceeded, "the transaction is too large", "append in smaller commits")
        case ENOSPC, EDQUOT:
            return (.diskFull, "no space is left on the volume", "free space, then try again")
        case EACCES, EPERM, EROFS:
            return (.noPermission, "the system refused", "check owner, modes and mount options")
        case ENOENT, ENOTDIR:
            return (.missing, "it does not exist", "check the path, or create the book")
        case EEXIST:
            return (.alreadyExists, "it exists already", "choose another path")
        default:
            return (.io, "the system reported \(code)", "check the device, then restart")
        }
    }
}
