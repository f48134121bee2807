import Daybook

extension GlobalOptions {
    /// Submits a command under the actor's name, writes its receipt, and fails with the facts behind
    /// it if it was refused.
    ///
    /// - Parameters:
    ///   - command: What is asked for.
    ///   - book: Open for writing.
    ///   - id: Under which the answer is remembered.
    ///   - what: What is tried, for the refusal.
    ///   - fields: What to show of what was done.
    func submit(
        _ command: Command,
        to book: Book,
        id: CommandID?,
        doing what: String,
        showing fields: (Receipt) throws -> [(column: Column, cell: Cell)] = { _ in [] }
    ) async throws {
        let record = try await withBookFailures {
            let receipt = try await book.submit(command, id: id, actor: actorName)
            var record = ReceiptRecord(receipt: receipt, fields: try fields(receipt))
            if let refusal = receipt.refusal {
                record.evidence = try book.facts(behind: refusal, of: command)
            }
            return record
        }
        try record.write(doing: what, as: output)
    }
}
