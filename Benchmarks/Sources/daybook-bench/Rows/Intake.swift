import Daybook
import Foundation

/// Taking in what comes in: the readers alone, and the whole way into the log.
enum IntakeRows {
    static let all: [Measurement] = [
        Measurement(
            "plain mails read, sealed, turned into commands",
            "mails/s a core",
            reach: [.atLeast(20_000)]
        ) { bench in
            try await takenIn(bench, of: plain, callers: 1, atOnce: 256, senders: 2_000).perCore()
        },
        Measurement(
            "mails of two base64 parts read, sealed, turned into commands",
            "mails/s a core"
        ) { bench in
            try await takenIn(bench, of: alternative, callers: 1, atOnce: 256, senders: 2_000)
                .perCore()
        },
        Measurement("mails taken in: read, sealed, decided, durable", "mails/s") { bench in
            try await takenIn(bench, of: alternative, callers: 4, atOnce: 256).rate
        },
        Measurement("mails taken in one by one, 256 callers", "mails/s") { bench in
            try await takenIn(bench, of: alternative, callers: 256, atOnce: 1).rate
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

    /// A recorded mail whose header has neither sender nor id.
    private static func anonymous(_ name: String) throws -> [UInt8] {
        let file = URL(fileURLWithPath: Place.fixtures("mail/" + name))
        let lines = try Data(contentsOf: file).split(
            separator: 0x0A,
            omittingEmptySubsequences: false
        )
        let header = lines.prefix { !$0.allSatisfy { $0 == 0x0D } }
        let kept = header.filter { line in
            let text = String(decoding: line, as: UTF8.self).lowercased()
            return !text.hasPrefix("from:") && !text.hasPrefix("message-id:")
        }
        return Array((kept + lines[header.endIndex...]).joined(separator: [0x0A]))
    }

    private static let mails = 40_000

    /// Text alone, as three mail programs write it: one quoted-printable, one flowed, one in ASCII.
    private static let plain = [
        "outlook-desktop.eml", "thunderbird-flowed.eml", "outlook-mobile.eml",
    ]

    /// Text and HTML in base64, with encoded words in the header.
    private static let alternative = ["gmail-app-german.eml"]

    /// The thread that decides and commits, as the system's tools call it.
    private static let writer = "daybook-writer"

    /// What taking in the mails took.
    private struct TakenIn {
        let seconds: Double
        /// Of all threads but the one that decides and commits; `nil` where the system doesn't say.
        let processorSeconds: Double?
        let note: String

        var rate: Measured { Measured(Double(mails) / seconds, note: note) }

        func perCore() throws -> Measured {
            guard let processorSeconds else {
                throw Skipped(reason: "this system does not say what a thread has taken")
            }
            return Measured(
                Double(mails) / processorSeconds,
                note: "by the processor time of all threads but the one that decides and commits; "
                    + note
            )
        }
    }

    /// Recorded mails in turn from so many senders, all new to the book, each caller handing over so
    /// many at once.
    private static func takenIn(
        _ bench: Bench,
        of names: [String],
        callers: Int,
        atOnce: Int,
        senders: Int = mails
    ) async throws -> TakenIn {
        let path = try bench.fresh("mails")
        let book = try await SampleClinic.open(at: path, hours: SampleClinic.workingHours)
        let recorded = try names.map(anonymous)
        // Before the clock runs: what arrives is there already.
        let bodies = (0..<mails).map { mail($0, recorded[$0 % recorded.count], senders) }
        let before = try book.head()
        let used = Machine.processorSeconds(withoutThread: writer)
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<callers {
                group.addTask {
                    let step = callers * atOnce
                    for first in stride(from: caller * atOnce, to: mails, by: step) {
                        let numbers = first..<min(first + atOnce, mails)
                        try await take(bodies[numbers], into: book)
                    }
                }
            }
            try await group.waitForAll()
        }
        let seconds = (ContinuousClock.now - start).inSeconds
        // Before the book is closed: a thread that has ended is told from no other.
        let using = Machine.processorSeconds(withoutThread: writer)
        let waiting = try book.waitingRequests().count
        try demand(waiting == mails, "\(waiting) of \(mails) mails wait for an answer")
        let after = try book.head()
        bench.remove(path)
        return TakenIn(
            seconds: seconds,
            processorSeconds: used.flatMap { used in using.map { $0 - used } },
            note: "\(mails) mails of \(bodies.reduce(0) { $0 + $1.count } / mails) bytes from "
                + "\(senders) senders, "
                + "\(after.sequence - before.sequence) facts, callers: \(callers), each with "
                + "\(atOnce) at once, \(after.commit - before.commit) commits"
        )
    }

    /// The mail once more, from others and with ids of their own.
    private static func mail(_ number: Int, _ recorded: [UInt8], _ senders: Int) -> [UInt8] {
        let head =
            "From: p\(number % senders)@example.org\r\nMessage-ID: <\(number)@example.org>\r\n"
        return Array(head.utf8) + recorded
    }

    @concurrent
    private static func take(_ bodies: ArraySlice<[UInt8]>, into book: Book) async throws {
        let adapter = EmailAdapter(addresses: ["praxis@example.com"])
        func message(_ body: [UInt8]) -> RawMessage {
            RawMessage(channel: .email, body: body, receivedAt: SampleClinic.start)
        }
        if bodies.count == 1, let body = bodies.first {
            let received = try await book.receive(message(body), with: adapter)
            return try demand(received.count == 1, "\(received.count) contacts in a mail")
        }
        let deliveries = try bodies.map { try Delivery(message($0), readBy: adapter) }
        for received in try await book.receive(deliveries) {
            try demand(try received.get().count == 1, "not one contact in a mail")
        }
    }
}
