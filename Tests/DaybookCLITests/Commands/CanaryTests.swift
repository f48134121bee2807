import Foundation
import Testing

/// No name, address or text of a patient stands in a file of a book, however it is written.
@Suite("Canaries")
struct CanaryTests {
    /// Every name, address and line of text in the fixtures' expectations and bodies.
    private static func words() throws -> Set<String> {
        var words: Set<String> = []
        func take(_ value: Any) {
            switch value {
            case let text as String:
                for line in text.split(whereSeparator: \.isNewline) {
                    words.insert(line.trimmingCharacters(in: .whitespaces))
                }
            case let list as [Any]: list.forEach(take)
            case let object as [String: Any]: object.values.forEach(take)
            default: break
            }
        }
        let folder = URL(fileURLWithPath: IngestTests.fixtures)
        let mails = folder.appendingPathComponent("mail")
        for name in try FileManager.default.contentsOfDirectory(atPath: mails.path)
        where name.hasSuffix(".json") {
            let file = try Data(contentsOf: mails.appendingPathComponent(name))
            let expected = try JSONSerialization.jsonObject(with: file) as? [String: Any] ?? [:]
            for key in ["sender", "senderName", "subject", "text", "messageID"] {
                if let value = expected[key] { take(value) }
            }
        }
        for path in ["webhook/messenger.jsonl", "form/form.jsonl"] {
            let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
            for line in text.split(separator: "\n") {
                let object =
                    try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
                guard let body = object?["body"] as? String else { continue }
                if let value = try? JSONSerialization.jsonObject(with: Data(body.utf8)) {
                    take(value)
                } else {
                    for pair in body.split(separator: "&") {
                        let value = pair.split(separator: "=").last.map(String.init) ?? ""
                        take(value.replacing("+", with: " ").removingPercentEncoding ?? value)
                    }
                }
            }
        }
        return words
    }

    @Test("The search finds what is there in each form")
    func control() {
        let canaries = Canaries(["petra.kanarienvogel@example.org"])
        let word = "petra.kanarienvogel@example.org"
        for before in ["", "a", "ab", "abc"] {
            let text = before + word + " and on"
            #expect(canaries.found(in: Array(text.utf8)) == [word])
            #expect(canaries.found(in: Array(Data(text.utf8).base64EncodedString().utf8)) == [word])
            let wide = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
            #expect(canaries.found(in: wide) == [word])
        }
        #expect(canaries.found(in: Array("petra.kanarienvogel@example.net".utf8)).isEmpty)
    }

    @Test("Nothing of the fixtures, of answers and of notes stands in a book or is said about it")
    func book() throws {
        let book = try CommandBook()
        var said: [UInt8] = []
        func run(_ arguments: [String], input: String = "") throws -> CommandLineTool.Outcome {
            let outcome = try book.run(arguments, input: input)
            said += outcome.output + outcome.errors
            return outcome
        }
        let secret = try book.folder.write("test-app-secret-0123456789abcdef", to: "secret")
        _ = try run(["ingest", "email", IngestTests.fixtures + "/mail"])
        _ = try run(["ingest", "form", IngestTests.fixtures + "/form/form.jsonl"])
        _ = try run(
            [
                "ingest", "webhook", "--secret", "messenger=\(secret)",
                IngestTests.fixtures + "/webhook/messenger.jsonl",
            ])
        let waiting = try book.objects(["inbox"])
        let one = try #require(waiting.first?["conversation"] as? Int)
        let answer = "Kanarienvogel-Antwort an Frau Beispiel"
        #expect(try run(["respond", "\(one)"], input: answer).status == 0)
        let note = "Kanarienvogel-Notiz vom Telefon"
        #expect(try run(["request", "--channel", "phone"], input: note).status == 0)
        _ = try run(["inbox"])
        _ = try run(["show", "\(one)"])
        _ = try run(["outbox"])

        // What the clinic's own file says stands in the log on purpose.
        let words = try Self.words().filter { !CommandBook.clinic.contains($0) }
        let canaries = Canaries(words.union([answer, note]))
        #expect(canaries.count > 150)
        let files = try book.folder.files(under: "book")
        #expect(files.contains { $0.bytes.count > 100_000 })
        for (path, bytes) in files {
            #expect(canaries.found(in: bytes).isEmpty, "in \(path)")
        }
        // Files are named on standard output, and some are named for what their subject says.
        let names = try FileManager.default.contentsOfDirectory(
            atPath: IngestTests.fixtures + "/mail"
        )
        let unnamed = Canaries(words.filter { word in !names.contains { $0.contains(word) } })
        #expect(unnamed.found(in: said).isEmpty, "on standard output or error")
    }
}
