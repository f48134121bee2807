import ArgumentParser
import Daybook

/// Writes a row for each message that was taken in, and remembers what the exit code has to say.
struct IngestReport: ~Copyable {
    private var stream: ReportStream
    private var unreadable = 0
    private var refused = 0

    init(as format: OutputFormat, to output: StandardOutput) {
        stream = ReportStream(
            title: nil,
            columns: [
                Column("source"), Column("channel"), Column("kind"), Column("became"),
                Column("fact", alignment: .trailing), Column("conversation", alignment: .trailing),
                Column("booking", alignment: .trailing), Column("repeated"), Column("note"),
            ],
            as: format,
            to: output
        )
    }

    /// The rows of one message that was read: one for each contact in it.
    mutating func append(
        _ received: [Received],
        from source: String,
        channel: Channel
    ) throws {
        if received.isEmpty { try skip(source, channel: channel, note: "handshake") }
        for one in received {
            let isTalk = one.message?.kind.map(Self.isOfConversation) ?? false
            try stream.append([
                .string(source), .string(channel.name), .string(one.kind.rawValue),
                one.message?.kind.map { .string($0.name) } ?? .none,
                Self.number(one.message?.sequence),
                Self.number(isTalk ? one.message?.subject : nil),
                Self.number(one.booking?.subject), .bool(one.receipt.isRepeated),
                Self.note(of: one),
            ])
        }
    }

    /// The row of a message that is none: a platform's question before it delivers.
    mutating func skip(_ source: String, channel: Channel, note: String) throws {
        try stream.append([
            .string(source), .string(channel.name), .string("skipped"), .none, .none, .none, .none,
            .bool(false), .string(note),
        ])
    }

    /// The row of a message of which nothing was recorded, if the fault is the message's own.
    ///
    /// - Throws: The fault itself, as a ``Failure``, when it concerns the book and not this
    ///   message.
    mutating func append(
        _ error: BookError,
        from source: String,
        channel: Channel?
    ) throws {
        let isSignature =
            error.code == Unreadable.Code.signatureMissing.rawValue
            || error.code == Unreadable.Code.signatureWrong.rawValue
        guard isSignature || error.kind == .input else { throw Failure(error, at: source) }
        if isSignature { refused += 1 } else { unreadable += 1 }
        // The same submission, sent again with other words: the first one stands.
        let isConflict = error.code == EngineError.Code.conflict.rawValue
        let kind = isSignature ? "refused" : isConflict ? "conflict" : "unreadable"
        try stream.append(
            Row(
                [
                    .string(source), channel.map { .string($0.name) } ?? .none,
                    .string(kind), .none, .none, .none, .none,
                    .bool(isConflict), .string("\(error.code): \(error.message)"),
                ],
                style: .alert
            )
        )
    }

    /// Shows what was recorded before a fault that ends the call.
    mutating func stop() throws {
        try stream.finish()
    }

    /// Ends the report.
    ///
    /// - Throws: The exit code, unless everything is recorded.
    mutating func finish() throws {
        try stream.finish()
        if unreadable > 0 { throw ExitCode(ExitStatus.badInput.rawValue) }
        if refused > 0 { throw ExitCode(ExitStatus.no.rawValue) }
    }

    private static func note(of received: Received) -> Cell {
        if let refusal = received.receipt.refusal { return .string(refusal.reason.name) }
        let reason = received.message?.reason ?? .none
        // Why a chosen time was not booked says more than how the message was written; of a
        // machine's mail and of what is quarantined the adapter knows more than the fact has room
        // for.
        let isChoice = received.message?.kind.map(isOfConversation) ?? false
        if isChoice, reason != .none { return .string(reason.name) }
        if received.isUrgent {
            return .string(received.note.isEmpty ? "urgent" : "urgent,\(received.note)")
        }
        if !received.note.isEmpty { return .string(received.note) }
        return reason == .none ? .none : .string(reason.name)
    }

    private static func number(_ sequence: UInt64?) -> Cell {
        sequence.map { .integer(Int(clamping: $0)) } ?? .none
    }

    private static func isOfConversation(_ kind: Kind) -> Bool {
        switch kind {
        case .machineMessageReceived, .unrecognisedReceived, .messageQuarantined: false
        default: true
        }
    }
}
