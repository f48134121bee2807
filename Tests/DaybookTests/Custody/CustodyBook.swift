import Daybook
import DaybookTesting
import Foundation
import Testing

/// A book in which some people have written, and what its files hold byte for byte.
struct CustodyBook {
    let temporary: TemporaryBook
    let options: BookOptions

    static let start = "2026-11-23T08:00:00Z"

    init(seed: UInt64 = 1) throws {
        temporary = try TemporaryBook(
            start: try #require(Instant(rfc3339: CustodyBook.start)),
            seed: seed
        )
        var options = temporary.options
        // Each opening draws anew, as a real one does; a seed would give the same tokens again.
        options.random = .system
        self.options = options
    }

    func open() throws -> Book {
        try Book(opening: temporary.path, options: options)
    }

    var keyPath: String { Book.defaultKeyPath(temporary.path) }

    /// Takes in a mail; its fact.
    @discardableResult
    func write(
        _ text: String,
        from sender: String,
        id: String,
        to book: Book,
        answering reference: String? = nil
    ) async throws -> Fact {
        var lines = [
            "From: \(sender)", "To: praxis@example.com", "Subject: Termin",
            "Message-ID: <\(id)@example.org>", "Date: Mon, 23 Nov 2026 08:59:00 +0100",
        ]
        if let reference { lines.append("In-Reply-To: <\(reference)@example.org>") }
        let mail = RawMessage(
            channel: .email,
            body: Array((lines + ["", text, ""]).joined(separator: "\r\n").utf8),
            receivedAt: temporary.clock.now
        )
        let received = try await book.receive(
            mail,
            with: EmailAdapter(addresses: ["praxis@example.com"])
        )
        return try #require(received.first?.message)
    }

    /// What a fact's content says, opened as a member of staff would.
    func text(of sequence: UInt64, in book: Book) async throws -> String {
        try await book.reveal(sequence, purpose: .treatment, reader: "anna").withText { $0 }
    }

    /// The code of the fault with which a content does not open; nil if it opens.
    func closed(_ sequence: UInt64, in book: Book) async throws -> String? {
        do {
            _ = try await book.reveal(sequence, purpose: .treatment, reader: "anna")
            return nil
        } catch {
            return error.code
        }
    }

    /// Every regular file under the book's directory and its keys, with its bytes.
    func files() throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        let walk = FileManager.default.enumerator(atPath: temporary.directory)
        while let name = walk?.nextObject() as? String {
            let path = temporary.directory + "/" + name
            let kind = try FileManager.default.attributesOfItem(atPath: path)[.type]
            guard kind as? FileAttributeType == .typeRegular else { continue }
            files[name] = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        }
        return files
    }

    /// The names of the files that hold these bytes.
    func files(holding needle: [UInt8]) throws -> [String] {
        try files().filter { Data($0.value).range(of: Data(needle)) != nil }.keys.sorted()
    }

    /// The wrapped key of a party as it stands in the key file, 60 bytes, and the key that wraps it.
    func keyBytes(of party: UInt64) throws -> (wrapped: [UInt8], wrapping: [UInt8]) {
        let bytes = try #require(files()["book.keys"])
        var id: [UInt8] = []
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            id.append(UInt8(truncatingIfNeeded: party >> shift))
        }
        for offset in stride(from: 128, to: bytes.count, by: 80)
        where bytes[offset] == 2 && Array(bytes[(offset + 4)..<(offset + 12)]) == id {
            return (Array(bytes[(offset + 12)..<(offset + 72)]), Array(bytes[48..<80]))
        }
        throw BookError(.input, code: "no-key", "the key file has no such party")
    }
}
