internal import DaybookStorage

/// A fault of a book: what happened, and what to do next. Carries codes and numbers, never content.
public struct BookError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of fault, which decides what a caller can do.
    public enum Kind: String, Sendable, CaseIterable {
        /// The call or its input is wrong; the same call will fail again.
        case input
        /// Not now: the same call may succeed later.
        case tryAgain = "try-again"
        /// The book or its keys are damaged, or of another book.
        case damaged
        /// The system or the book's owner does not permit it.
        case notPermitted = "not-permitted"
        /// The disk or the operating system failed.
        case inputOutput = "input-output"
        /// A fault of Daybook itself.
        case `internal`
    }

    /// The kind of fault.
    public let kind: Kind
    /// What happened, as a stable code.
    public let code: String
    /// What happened, in one sentence.
    public let message: String
    /// What to do next; empty if there is nothing to say.
    public let nextStep: String

    /// Makes the error.
    public init(_ kind: Kind, code: String, _ message: String, next: String = "") {
        self.kind = kind
        self.code = code
        self.message = message
        nextStep = next
    }

    /// What it is, in words for a person.
    public var description: String {
        nextStep.isEmpty ? "\(code): \(message)" : "\(code): \(message); next: \(nextStep)"
    }

    /// Translates the faults of the rooms below.
    init(_ error: any Error) {
        switch error {
        case let error as BookError: self = error
        case let error as StorageError: self.init(storage: error)
        case let error as VaultError: self.init(vault: error)
        case let error as EngineError: self.init(engine: error)
        case let error as Unreadable:
            self.init(
                error.code == .signatureMissing || error.code == .signatureWrong
                    ? .notPermitted : .input,
                code: error.code.rawValue,
                error.offset >= 0
                    ? "at byte \(error.offset): expected \(error.expected)"
                    : "expected \(error.expected)"
            )
        default: self.init(.internal, code: "internal", "an unexpected fault")
        }
    }

    private init(storage error: StorageError) {
        let kind: Kind
        switch error.code.kind {
        case .misuse: kind = .input
        case .noPermission: kind = .notPermitted
        case .unavailable: kind = .tryAgain
        case .damaged: kind = .damaged
        case .io: kind = .inputOutput
        }
        var message = error.message
        if let table = error.table { message += " [table \(table)]" }
        if let position = error.position { message += " [position \(position)]" }
        self.init(kind, code: error.code.name, message, next: error.nextStep)
    }

    private init(vault error: VaultError) {
        let kind: Kind
        switch error.code {
        case .missing, .exists, .invalid, .tooLarge, .tokenReserved, .keyMissing: kind = .input
        case .symbolicLink, .notRegular, .notOwner, .modeTooOpen, .directoryTooOpen, .erased,
            .expired:
            kind = .notPermitted
        case .busy: kind = .tryAgain
        case .system: kind = .inputOutput
        default: kind = .damaged
        }
        self.init(kind, code: error.code.rawValue, error.message, next: error.nextStep)
    }

    private init(engine error: EngineError) {
        if error.code == .storage, let storage = error.storage {
            self.init(storage: storage)
            return
        }
        let kind: Kind
        var next = ""
        switch error.code {
        case .overloaded, .partyMoved, .keyReplaced: kind = .tryAgain
        case .partyErased:
            kind = .notPermitted
            next = "nothing can be sealed for the party any more"
        case .stopped:
            kind = .tryAgain
            next = "open the book again and ask for the receipt by the command's id"
        case .outcomeUnknown:
            kind = .tryAgain
            next =
                error.storage?.nextStep
                ?? "open the book again and ask for the receipt by the command's id"
        case .behind:
            kind = .tryAgain
            next = "open the book again; if it says so once more, run `daybook verify --full`"
        case .conflict: kind = .input
        case .storage: kind = .tryAgain
        case .unreadable: kind = .damaged
        }
        self.init(kind, code: error.code.rawValue, error.message, next: next)
    }
}
