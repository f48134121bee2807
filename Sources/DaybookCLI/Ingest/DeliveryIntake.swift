import Daybook

/// Takes deliveries into the book, in their order: those that wait together share the flushes that
/// make them durable.
struct DeliveryIntake {
    let book: Book
    let secrets: ChannelSecrets
    let actor: String
    private var adapters: [Channel: any ChannelAdapter] = [:]
    private var waiting: [Entry] = []
    /// Of the bodies that wait.
    private var bytes = 0

    /// What one delivery came to, in the place of its row.
    private struct Entry {
        enum Found {
            case delivery(Delivery)
            /// A platform's question before it delivers.
            case handshake
            /// Why it can't be read or won't be believed.
            case fault(BookError)
        }

        let source: String
        let channel: Channel?
        let found: Found
    }

    /// Longest file in bytes.
    static let fileBytesMax = 1 << 30

    init(book: Book, secrets: ChannelSecrets, actor: String) {
        self.book = book
        self.secrets = secrets
        self.actor = actor
    }

    /// A file's bytes.
    ///
    /// - Throws: ``Failure`` where it can't be read, after all that came before is recorded.
    mutating func bytes(
        of path: String,
        into report: inout IngestReport
    ) async throws -> [UInt8] {
        var contents: [UInt8] = []
        var fault: BookError?
        do throws(BookError) {
            contents = try LocalFile.read(path, limit: DeliveryIntake.fileBytesMax)
        } catch {
            fault = error
        }
        if let fault {
            try await finish(into: &report)
            try report.stop()
            throw Failure(fault, at: path)
        }
        return contents
    }

    /// Takes every delivery of a file of JSON lines. Blank lines are passed over. What is recorded by
    /// then has its row; the rest has it after ``finish(into:)``.
    mutating func takeLines(
        _ bytes: [UInt8],
        _ path: String,
        into report: inout IngestReport
    ) async throws {
        var number = 0
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            guard line.contains(where: { $0 > 0x20 }) else { continue }
            let source = "\(path):\(number)"
            let recorded: RecordedDelivery
            do throws(Unreadable) {
                recorded = try RecordedDelivery(line: Array(line))
            } catch {
                try await add(.fault(Self.refusal(error)), source, nil, into: &report)
                continue
            }
            if recorded.method == "GET" {
                try await add(.handshake, source, recorded.channel, into: &report)
                continue
            }
            try await take(recorded.message, source, into: &report)
        }
    }

    /// Takes one message, read by its channel's adapter.
    ///
    /// - Throws: ``Failure`` where a secret can't be read, after all that came before is recorded.
    mutating func take(
        _ message: consuming RawMessage,
        _ source: String,
        into report: inout IngestReport
    ) async throws {
        let channel = message.channel
        bytes += message.body.count
        var fault: Failure?
        var found: Entry.Found?
        do {
            let adapter = try adapter(channel)
            found = try Self.read(message, by: adapter)
        } catch let error as BookError {
            found = .fault(error)
        } catch let error as Failure {
            fault = error
        }
        if let fault {
            try await finish(into: &report)
            try report.stop()
            throw fault
        }
        if let found { try await add(found, source, channel, into: &report) }
    }

    /// Records what still waits, and writes its rows.
    mutating func finish(into report: inout IngestReport) async throws {
        let entries = waiting
        waiting.removeAll()
        bytes = 0
        var results: [Result<[Received], BookError>] = []
        var fault: BookError?
        let read = entries.compactMap { entry in
            if case .delivery(let delivery) = entry.found { delivery } else { nil }
        }
        do throws(BookError) {
            if !read.isEmpty { results = try await book.receive(read, actor: actor) }
        } catch {
            fault = error
        }
        if let fault {
            try report.stop()
            throw Failure(fault, at: entries.first?.source ?? "")
        }
        var next = results.makeIterator()
        for entry in entries {
            switch entry.found {
            case .handshake:
                guard let channel = entry.channel else { continue }
                try report.skip(entry.source, channel: channel, note: "handshake")
            case .fault(let error):
                try report.append(error, from: entry.source, channel: entry.channel)
            case .delivery:
                guard let channel = entry.channel, let result = next.next() else { continue }
                switch result {
                case .success(let received):
                    try report.append(received, from: entry.source, channel: channel)
                case .failure(let error):
                    try report.append(error, from: entry.source, channel: channel)
                }
            }
        }
    }

    private mutating func add(
        _ found: Entry.Found,
        _ source: String,
        _ channel: Channel?,
        into report: inout IngestReport
    ) async throws {
        waiting.append(Entry(source: source, channel: channel, found: found))
        if waiting.count == IntakeLimits.deliveriesPerRound || bytes > IntakeLimits.bytesPerRound {
            try await finish(into: &report)
        }
    }

    private static func read(
        _ message: consuming RawMessage,
        by adapter: any ChannelAdapter
    ) throws(BookError) -> Entry.Found {
        do throws(Unreadable) {
            return .delivery(try Delivery(message, readBy: adapter))
        } catch {
            throw refusal(error)
        }
    }

    private static func refusal(_ error: Unreadable) -> BookError {
        let isSignature = error.code == .signatureMissing || error.code == .signatureWrong
        let place = error.offset >= 0 ? "at byte \(error.offset): " : ""
        return BookError(
            isSignature ? .notPermitted : .input,
            code: error.code.rawValue,
            place + "expected \(error.expected)"
        )
    }

    private mutating func adapter(_ channel: Channel) throws -> any ChannelAdapter {
        if let adapter = adapters[channel] { return adapter }
        let adapter = try makeAdapter(channel)
        adapters[channel] = adapter
        return adapter
    }

    private func makeAdapter(_ channel: Channel) throws -> any ChannelAdapter {
        if channel == .form || channel == .nurse { return try book.formAdapter(channel: channel) }
        guard let secrets = try secrets.secrets(of: channel) else {
            throw BookError(
                .input,
                code: "no-secret",
                "give --secret \(channel.name)=FILE with what \(channel.name) signs with"
            )
        }
        guard let adapter = try book.webhookAdapter(channel, secrets: secrets) else {
            throw BookError(.input, code: "not-configured", "\(channel.name) has no webhooks")
        }
        return adapter
    }
}
