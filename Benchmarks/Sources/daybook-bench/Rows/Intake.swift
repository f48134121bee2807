import Daybook
import Foundation

/// Taking in what comes in: the readers alone, and the whole way into the log.
enum IntakeRows {
    static let all: [Measurement] = [
        Measurement(
            "mails taken in: read, sealed, decided, durable",
            "mails/s",
            reach: [.atLeast(20_000)]
        ) { bench in
            let path = try bench.fresh("mails")
            let book = try await SampleClinic.open(at: path, hours: SampleClinic.workingHours)
            let plain = try anonymous("gmail-app-german.eml")
            let before = try book.head().sequence
            let start = ContinuousClock.now
            try await withThrowingTaskGroup(of: Void.self) { group in
                for task in 0..<callers {
                    group.addTask {
                        for number in stride(from: task, to: mails, by: callers) {
                            try await take(plain, number, into: book)
                        }
                    }
                }
                try await group.waitForAll()
            }
            let seconds = (ContinuousClock.now - start).inSeconds
            let waiting = try book.waitingRequests().count
            try demand(waiting == mails, "\(waiting) of \(mails) mails wait for an answer")
            let facts = try book.head().sequence - before
            bench.remove(path)
            return Measured(
                Double(mails) / seconds,
                note: "\(mails) mails of \(plain.count) bytes, \(facts) facts, \(callers) callers, "
                    + "committing included"
            )
        },
        Measurement("mails read", "mails/s") { bench in
            let directory = Place.fixtures("mail")
            let mails = try FileManager.default.contentsOfDirectory(atPath: directory)
                .filter { $0.hasSuffix(".eml") }.sorted()
                .map { [UInt8](try Data(contentsOf: URL(fileURLWithPath: directory + "/" + $0))) }
            let adapter = EmailAdapter(addresses: ["praxis@example.com"])
            let now = SampleClinic.start
            let seconds = try Stopwatch.secondsPerCall { number in
                let mail = mails[number % mails.count]
                let reading = try adapter.read(
                    RawMessage(channel: .email, body: mail, receivedAt: now)
                )
                try demand(reading.count == 1, "\(reading.count) contacts in a mail")
            }
            let bytes = mails.reduce(0) { $0 + $1.count } / mails.count
            let measured = Measured(
                1 / seconds,
                note: "\(mails.count) mails of \(bytes) bytes on average"
            )
            return try await measured.beside(peerOf: bench) {
                let python = try Peer.run("email.py", [directory])
                return (try python.figure("perSecond"), python.words["version"] ?? "Python")
            }
        },
        Measurement("webhook bodies verified and read", "bodies/s") { bench in
            let file = Place.fixtures("webhook/whatsapp.jsonl")
            // The secret that the recorded deliveries were signed with.
            let secret = "test-app-secret-0123456789abcdef"
            guard let secrets = LiveSecrets(current: Array(secret.utf8)) else {
                throw WrongAnswer(description: "no secret")
            }
            let adapter = MetaAdapter(channel: .whatsapp, secrets: secrets)
            let lines = try Data(contentsOf: URL(fileURLWithPath: file)).split(separator: 0x0A)
            let deliveries = lines.compactMap { line -> RecordedDelivery? in
                guard let delivery = try? RecordedDelivery(line: [UInt8](line)),
                    (try? adapter.read(delivery.message)) != nil
                else { return nil }
                return delivery
            }
            try demand(deliveries.count > 10, "only \(deliveries.count) deliveries can be read")
            let seconds = try Stopwatch.secondsPerCall { number in
                let reading = try adapter.read(deliveries[number % deliveries.count].message)
                try demand(reading.count > 0, "nothing in a delivery")
            }
            let measured = Measured(1 / seconds, note: "\(deliveries.count) recorded deliveries")
            return try await measured.beside(peerOf: bench) {
                let python = try Peer.run("webhook.py", [file, secret])
                return (try python.figure("perSecond"), python.words["version"] ?? "Python")
            }
        },
    ]

    /// A recorded mail without its sender and its id.
    private static func anonymous(_ name: String) throws -> [UInt8] {
        let file = URL(fileURLWithPath: Place.fixtures("mail/" + name))
        let lines = try Data(contentsOf: file).split(
            separator: 0x0A,
            omittingEmptySubsequences: false
        )
        let kept = lines.filter { line in
            let text = String(decoding: line, as: UTF8.self).lowercased()
            return !text.hasPrefix("from:") && !text.hasPrefix("message-id:")
        }
        return Array(kept.joined(separator: [0x0A]))
    }

    private static let mails = 40_000
    private static let callers = 256

    /// The mail once more, from somebody else and with an id of its own.
    @concurrent
    private static func take(_ plain: [UInt8], _ number: Int, into book: Book) async throws {
        let head = "From: p\(number)@example.org\r\nMessage-ID: <\(number)@example.org>\r\n"
        let adapter = EmailAdapter(addresses: ["praxis@example.com"])
        let received = try await book.receive(
            RawMessage(
                channel: .email,
                body: Array(head.utf8) + plain,
                receivedAt: SampleClinic.start
            ),
            with: adapter
        )
        try demand(received.count == 1, "\(received.count) contacts in a mail")
    }
}
