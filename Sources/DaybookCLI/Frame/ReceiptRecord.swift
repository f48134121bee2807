import Daybook

/// Shows the durable answer to a command: on standard output what was done, and a refusal as a
/// failure.
struct ReceiptRecord {
    let receipt: Receipt
    /// What the command was about, shown after an acceptance.
    var fields: [(column: Column, cell: Cell)] = []
    /// The facts behind a refusal, where more is known than the one it names.
    var evidence: [UInt64] = []

    /// Writes the receipt.
    ///
    /// - Parameters:
    ///   - what: What was tried, as the subject of "… was refused".
    ///   - format: A refusal is an object on standard output in the JSON formats, and always a
    ///     ``Failure``.
    func write(doing what: String, as format: OutputFormat) throws {
        let output = StandardOutput()
        if let refusal = receipt.refusal {
            if format.isJSON {
                try output.write(Record(answer + empty(fields)), as: format)
            }
            throw Failure(refusal, doing: what, because: evidence)
        }
        // People are spared what a success has nothing to say about.
        let shown = format == .table ? answer.filter { $0.cell != .none } : answer
        try output.write(Record(shown + fields), as: format)
        try output.flush()
    }

    /// The fact that a refusal names, or the first of those behind it.
    private var inTheWay: UInt64 {
        guard let refusal = receipt.refusal else { return 0 }
        return refusal.cause != 0 ? refusal.cause : evidence.first ?? 0
    }

    private var answer: [(column: Column, cell: Cell)] {
        var first = Cell.none
        var count = Cell.none
        if case .accepted(let sequence, let facts) = receipt.answer {
            first = .integer(Int(clamping: sequence))
            count = .count(facts)
        }
        let refusal = receipt.refusal
        return [
            (Column("command"), .string(receipt.id.description)),
            (Column("answer"), .string(refusal == nil ? "accepted" : "refused")),
            (Column("reason"), refusal.map { .string($0.reason.name) } ?? .none),
            (
                Column("inTheWay", heading: "in the way"),
                inTheWay == 0 ? .none : .integer(Int(clamping: inTheWay))
            ),
            (Column("first", heading: "first fact"), first),
            (Column("facts"), count),
            (Column("commit"), .integer(Int(clamping: receipt.commit))),
            (Column("repeated"), .bool(receipt.isRepeated)),
        ]
    }

    private func empty(
        _ fields: [(column: Column, cell: Cell)]
    ) -> [(column: Column, cell: Cell)] {
        fields.map { ($0.column, .none) }
    }
}
