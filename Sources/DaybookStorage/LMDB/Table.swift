internal import CLMDB

/// The tables of a log, in the order their handles are kept.
enum Table: Int, CaseIterable, Sendable {
    case facts, commits, commands, bodies, sealed, parties, subjects, meta

    var name: String {
        switch self {
        case .facts: "facts"
        case .commits: "commits"
        case .commands: "commands"
        case .bodies: "bodies"
        case .sealed: "sealed"
        case .parties: "parties"
        case .subjects: "subjects"
        case .meta: "meta"
        }
    }

    /// The flags the table is created with; LMDB keeps them in the file.
    var flags: UInt32 {
        switch self {
        case .facts: UInt32(MDB_INTEGERKEY | MDB_DUPSORT | MDB_DUPFIXED)
        case .commits, .bodies, .sealed, .subjects: UInt32(MDB_INTEGERKEY)
        case .commands, .parties, .meta: 0
        }
    }
}
