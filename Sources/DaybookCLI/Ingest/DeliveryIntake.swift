import Daybook

/// Takes recorded deliveries into the book, a line after the other.
struct DeliveryIntake {
    let book: Book
    let secrets: ChannelSecrets
    let actor: String

    /// Longest file in bytes.
    static let fileBytesMax = 1 << 30

    /// Records every delivery of a file of JSON lines. Blank lines are passed over.
    func takeLines(
        _ bytes: [UInt8],
        _ path: String,
        into report: inout IngestReport
    ) async throws {
        var adapters: [Channel: any ChannelAdapter] = [:]
        var number = 0
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            guard line.contains(where: { $0 > 0x20 }) else { continue }
            let source = "\(path):\(number)"
            var channel: Channel?
            do {
                let delivery = try Self.delivery(Array(line))
                channel = delivery.channel
                if delivery.method == "GET" {
                    try report.skip(source, channel: delivery.channel, note: "handshake")
                    continue
                }
                let adapter = try adapters[delivery.channel] ?? makeAdapter(delivery.channel)
                adapters[delivery.channel] = adapter
                let received = try await book.receive(
                    delivery.message,
                    with: adapter,
                    actor: actor
                )
                try report.append(received, from: source, channel: delivery.channel)
            } catch let error as BookError {
                try report.append(error, from: source, channel: channel)
            }
        }
    }

    private static func delivery(_ line: [UInt8]) throws(BookError) -> RecordedDelivery {
        do {
            return try RecordedDelivery(line: line)
        } catch {
            let place = error.offset >= 0 ? "at byte \(error.offset): " : ""
            throw BookError(.input, code: error.code.rawValue, place + "expected \(error.expected)")
        }
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
