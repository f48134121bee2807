package import DaybookStorage

/// A fault of the engine: not an answer of the domain.
public struct EngineError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What happened, stable over releases.
    public enum Code: String, Sendable, CaseIterable {
        /// The inbox is full: nothing was done, try again later.
        case overloaded
        /// The writer has stopped: nothing was done.
        case stopped
        /// Whether it is stored is not known: ask again by the command's id after a restart.
        case outcomeUnknown = "outcome-unknown"
        /// Commits are stored, but this process could not read them back: nothing was done, and
        /// nothing is answered until the book is opened again.
        case behind = "state-behind"
        /// The command's id was used before with another content.
        case conflict
        /// The contact was given another token meanwhile, or somebody else wrote last: seal the content for it and submit again.
        case partyMoved = "party-moved"
        /// The party was erased meanwhile: seal the content for a new token and submit again.
        case partyErased = "party-erased"
        /// The party's key was or is being replaced: seal the content again and submit again.
        case keyReplaced = "key-replaced"
        /// The log answered with a fault; nothing was stored.
        case storage
        /// The log holds something this version can't read.
        case unreadable
    }

    /// What happened.
    public let code: Code
    /// One sentence for an operator; codes and numbers only.
    public let message: String
    /// The token that counts, for ``Code/partyMoved``.
    package let token: UInt64
    /// What the storage said, where that is the cause.
    package let storage: StorageError?
    /// The storage's own code, for ``Code/storage`` and ``Code/outcomeUnknown``; else empty.
    public var storageCode: String { storage?.code.name ?? "" }

    package init(
        _ code: Code,
        _ message: String,
        token: UInt64 = 0,
        storage: StorageError? = nil
    ) {
        self.code = code
        self.message = message
        self.token = token
        self.storage = storage
    }

    /// What it is, in words for a person.
    public var description: String { "\(code.rawValue): \(message)" }
}
