import Daybook

extension GlobalOptions {
    /// Records what became of a queued answer, and writes the receipt.
    func report(_ reply: UInt64, _ outcome: Command.ReplyOutcome, doing action: String) async throws
    {
        let book = try open()
        let receipt = try await withBookFailures {
            try await book.reportReply(reply, outcome, actor: actorName)
        }
        try ReceiptRecord(
            receipt: receipt,
            fields: [(Column("reply"), .integer(Int(clamping: reply)))]
        ).write(doing: action, as: output)
    }
}
