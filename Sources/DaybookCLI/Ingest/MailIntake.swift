import Daybook

/// Takes mails into the book, one file after the other.
struct MailIntake {
    let book: Book
    let adapter: EmailAdapter
    let actor: String
    /// When they came in; `nil` asks the book's clock for each.
    let receivedAt: Instant?

    /// Longest mbox in bytes.
    private static let mailboxBytesMax = 1 << 30
    private static let mailboxMark = Array("From ".utf8)

    /// Records every mail of a file, then moves the file if it has somewhere to go.
    ///
    /// - Throws: A ``Failure`` of the book; the file stays where it is then.
    func take(_ source: MailSource, into report: inout IngestReport) async throws {
        do {
            // One byte more than the limit lets the adapter see that a mail goes beyond it and
            // quarantine it.
            var bytes = try LocalFile.readBeginning(
                source.path,
                limit: EmailLimits.messageBytesMax + 1
            )
            if source.path != "-", bytes.starts(with: Self.mailboxMark) {
                if bytes.count > EmailLimits.messageBytesMax {
                    bytes = try LocalFile.read(source.path, limit: Self.mailboxBytesMax)
                }
                try await takeMailbox(bytes, source.path, into: &report)
            } else {
                try await take(bytes, from: source.path, into: &report)
            }
            if let target = source.target { try LocalFile.move(source.path, to: target) }
        } catch let error as BookError {
            throw Failure(error, at: source.path)
        }
    }

    private func takeMailbox(
        _ bytes: [UInt8],
        _ path: String,
        into report: inout IngestReport
    ) async throws {
        var reader = MboxReader(bytes)
        var number = 0
        while let range = reader.next() {
            number += 1
            try await take(reader.mail(range), from: "\(path):\(number)", into: &report)
        }
    }

    private func take(
        _ bytes: [UInt8],
        from source: String,
        into report: inout IngestReport
    ) async throws {
        let at = receivedAt ?? Instant(milliseconds: book.options.clock())
        try report.append(try await record(bytes, at: at), from: source, channel: .email)
    }

    private func record(_ bytes: [UInt8], at instant: Instant) async throws(BookError) -> [Received]
    {
        let fault: BookError
        do throws(BookError) {
            let message = RawMessage(channel: .email, body: bytes, receivedAt: instant)
            return try await book.receive(message, with: adapter, actor: actor)
        } catch {
            fault = error
        }
        guard fault.kind == .input else { throw fault }
        // Another mail has the same id and body, under another header: neither may be lost.
        let message = RawMessage(channel: .email, body: bytes, receivedAt: instant)
        return try await book.receive(message, with: MailQuarantine(note: fault.code), actor: actor)
    }
}
