import Daybook
import Foundation

/// Reading what comes in, without sealing or appending it.
enum IntakeRows {
    static let all: [Measurement] = [
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
                    RawMessage(channel: .email, body: mail, receivedAt: now))
                try demand(reading.count == 1, "\(reading.count) contacts in a mail")
            }
            let bytes = mails.reduce(0) { $0 + $1.count } / mails.count
            let measured = Measured(
                1 / seconds, note: "\(mails.count) mails of \(bytes) bytes on average")
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
}
