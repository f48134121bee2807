/// A fault of the storage: what happened, where, and what to do next.
///
/// It is never a domain's refusal and never carries content of a record, only codes, table names
/// and positions, so that it can be logged anywhere.
package struct StorageError: Error, Sendable, Hashable {
    /// What happened, stable over releases.
    package var code: Code
    /// The table of the log it happened in, if one is known.
    package var table: String?
    /// Where: a sequence, a commit number, a page or a line, as `message` says.
    package var position: UInt64?
    /// One sentence for an operator.
    package var message: String
    /// What an operator can do about it.
    package var nextStep: String
    /// The system's `errno` (positive) or LMDB's code (negative), if one was the cause.
    package var cause: Int32?

    package init(
        _ code: Code,
        _ message: String,
        nextStep: String = "",
        table: String? = nil,
        position: UInt64? = nil,
        cause: Int32? = nil
    ) {
        self.code = code
        self.table = table
        self.position = position
        self.message = message
        self.nextStep = nextStep
        self.cause = cause
    }
}

extension StorageError: CustomStringConvertible {
    package var description: String {
        var text = "\(code.name): \(message)"
        if let table { text += " [table \(table)]" }
        if let position { text += " [position \(position)]" }
        if let cause { text += " [cause \(cause)]" }
        if !nextStep.isEmpty { text += "; \(nextStep)" }
        return text
    }
}
