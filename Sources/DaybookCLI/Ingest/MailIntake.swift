import Daybook

/// Takes mails into the book, in the order of their files: those that wait together share the flushes
/// that make them durable.
struct MailIntake {
    let book: Book
    let adapter: EmailAdapter
    let actor: String
    /// The clinic's own mail server, as it calls itself in what it notes; `nil` unknown.
    let authority: String?
    /// When they came in; `nil` asks the book's clock for each.
    let receivedAt: Instant?
    private var waiting: [Mail] = []
    private var bytes = 0
    /// Files of which everything was read, to be moved once it is durable.
    private var read: [MailSource] = []

    /// A mail that was read and is not durable yet.
    private struct Mail {
        let delivery: Delivery
        let bytes: [UInt8]
        let at: Instant
        /// What the report calls it.
        let label: String
        /// The file it stands in.
        let source: MailSource
    }

    /// Longest mbox in bytes.
    private static let mailboxBytesMax = 1 << 30
    private static let mailboxMark = Array("From ".utf8)

    init(
        book: Book,
        adapter: EmailAdapter,
        actor: String,
        authority: String?,
        receivedAt: Instant?
    ) {
        self.book = book
        self.adapter = adapter
        self.actor = actor
        self.authority = authority
        self.receivedAt = receivedAt
    }

    /// Reads every mail of a file. It is recorded, and the file moved if it has somewhere to go, when
    /// enough wait, or by ``finish(into:)``.
    ///
    /// - Throws: A ``Failure`` of the book or the file, after all that was read before it is
    ///   recorded; a file stays where it is unless all of it is durable.
    mutating func take(_ source: MailSource, into report: inout IngestReport) async throws {
        var contents: [UInt8] = []
        var fault: BookError?
        do throws(BookError) {
            contents = try Self.contents(of: source)
        } catch {
            fault = error
        }
        if let fault {
            try await finish(into: &report)
            try report.stop()
            throw Failure(fault, at: source.path)
        }
        if source.path != "-", contents.starts(with: Self.mailboxMark) {
            var reader = MboxReader(contents)
            var number = 0
            while let range = reader.next() {
                number += 1
                let label = "\(source.path):\(number)"
                try await take(reader.mail(range), label, in: source, into: &report)
            }
        } else {
            try await take(contents, source.path, in: source, into: &report)
        }
        read.append(source)
    }

    /// Records what still waits.
    mutating func finish(into report: inout IngestReport) async throws {
        let mails = waiting
        let files = read
        waiting.removeAll()
        read.removeAll()
        bytes = 0
        var results: [Result<[Received], BookError>] = []
        var fault: BookError?
        do throws(BookError) {
            results = try await book.receive(mails.map(\.delivery), actor: actor)
        } catch {
            fault = error
        }
        if let fault {
            try report.stop()
            throw Failure(fault, at: mails.first?.source.path ?? "")
        }
        for (mail, result) in zip(mails, results) {
            try report.append(
                try await settled(result, mail),
                from: mail.label,
                channel: .email
            )
        }
        for file in files {
            guard let target = file.target else { continue }
            do throws(BookError) {
                try LocalFile.move(file.path, to: target)
            } catch {
                throw Failure(error, at: file.path)
            }
        }
    }

    private static func contents(of source: MailSource) throws(BookError) -> [UInt8] {
        // One byte more than the limit lets the adapter see that a mail goes beyond it and
        // quarantine it.
        let bytes = try LocalFile.readBeginning(
            source.path,
            limit: EmailLimits.messageBytesMax + 1
        )
        guard source.path != "-", bytes.starts(with: mailboxMark),
            bytes.count > EmailLimits.messageBytesMax
        else { return bytes }
        return try LocalFile.read(source.path, limit: mailboxBytesMax)
    }

    private mutating func take(
        _ mail: [UInt8],
        _ label: String,
        in source: MailSource,
        into report: inout IngestReport
    ) async throws {
        let at = receivedAt ?? Instant(milliseconds: book.options.clock())
        let delivery: Delivery
        do throws(Unreadable) {
            delivery = try makeDelivery(mail, at: at, readBy: adapter)
        } catch {
            delivery = try makeDelivery(
                mail,
                at: at,
                readBy: MailQuarantine(note: error.code.rawValue)
            )
        }
        waiting.append(
            Mail(delivery: delivery, bytes: mail, at: at, label: label, source: source)
        )
        bytes += mail.count
        if waiting.count == IntakeLimits.deliveriesPerRound || bytes > IntakeLimits.bytesPerRound {
            try await finish(into: &report)
        }
    }

    /// What became of a mail. One whose id and body are known already under another header is kept
    /// whole: neither may be lost.
    private func settled(
        _ result: Result<[Received], BookError>,
        _ mail: Mail
    ) async throws -> [Received] {
        let note: String
        switch result {
        case .success(let received): return received
        case .failure(let fault): note = fault.code
        }
        let delivery = try makeDelivery(
            mail.bytes,
            at: mail.at,
            readBy: MailQuarantine(note: note)
        )
        var fault: BookError
        do throws(BookError) {
            switch try await book.receive([delivery], actor: actor)[0] {
            case .success(let received): return received
            case .failure(let error): fault = error
            }
        } catch {
            fault = error
        }
        throw Failure(fault, at: mail.source.path)
    }

    private func makeDelivery(
        _ mail: [UInt8],
        at instant: Instant,
        readBy adapter: some ChannelAdapter
    ) throws(Unreadable) -> Delivery {
        let headers = authority.map {
            [RawMessage.Header(name: MailEnvelope.authority, value: $0)]
        }
        return try Delivery(
            RawMessage(
                channel: .email,
                body: mail,
                headers: headers ?? [],
                receivedAt: instant
            ),
            readBy: adapter
        )
    }
}
