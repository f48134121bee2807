import DaybookDomain
import Foundation
import Testing

@testable import DaybookIntake

/// What Python's `email` package makes of a mail; see `oracle.py`.
private struct PythonMail: Decodable {
    struct File: Decodable {
        let name: String
        let mediaType: String
        let sha256: String?

        init(from decoder: any Decoder) throws {
            var values = try decoder.unkeyedContainer()
            name = try values.decode(String.self)
            mediaType = try values.decode(String.self)
            sha256 = try values.decodeIfPresent(String.self)
        }
    }

    let name: String
    let failed: String?
    let subject: String?
    let from: [String]?
    let to: [String]?
    let text: String?
    let files: [File]?
    let defects: [String]?
}

/// Runs Python on a folder of mails; `nil` where there is no Python.
private enum Python {
    static let path = (ProcessInfo.processInfo.environment["PATH"] ?? "")
        .split(separator: ":").map { $0 + "/python3" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    static func run(_ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path ?? "")
        process.arguments =
            [MailFixture.folder.appendingPathComponent("oracle.py").path] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return data
    }

    static func read(_ folder: String) throws -> [PythonMail] {
        try run(["read", folder]).split(separator: 0x0A).map {
            try JSONDecoder().decode(PythonMail.self, from: Data($0))
        }
    }

    static func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("mails-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }
}

/// Where we read otherwise than Python, on purpose.
private enum Difference: String, CaseIterable {
    /// Python stops at padding inside base64; we go on, since encoders that pad every piece exist.
    case innerPadding
    /// Python keeps blanks at line ends of quoted-printable and knows no soft break before blanks;
    /// RFC 2045, section 6.7, rule 3 says to delete them.
    case trailingBlanks
    /// Python takes eight-bit header bytes that are not UTF-8 as U+FFFD; we as windows-1252.
    case westernHeader
    /// Python ends the header at a line that is no field, or with a blank before its colon; we look
    /// whether fields follow.
    case headerEnd
    /// Python keeps a multipart without a usable boundary as one opaque part; we read its text or
    /// guess the boundary.
    case boundary
    /// Python's address parser gives up at what RFC 5322 forbids; we read on, or refuse a name
    /// without `@`.
    case brokenAddress
    /// An encoded word that is not well-formed or not in its charset.
    case brokenWord
    /// A parameter that is not well-formed: where it ends is a guess.
    case brokenParameter
    /// Bytes that are not of their charset: how many U+FFFD they become is not defined.
    case brokenCharset
    /// A last group of base64 that is cut: Python then decodes nothing; we all that is whole.
    case brokenBase64
    /// A `=` of quoted-printable that begins no code, as in a boundary that is none any more: RFC 2045
    /// leaves it to the reader. Python drops the first of two; we end the line at the last.
    case strayEquals
    /// Python ends with an error of its own (`IndexError` on some broken addresses).
    case pythonFails
    /// Beyond a limit: quarantined.
    case limit
}

@Suite("Python's email package reads the same", .enabled(if: Python.path != nil, "needs python3"))
struct EmailDifferentialTests {
    /// The differences on fixtures, each for a reason.
    private static let documented: [String: [String: Difference]] = [
        "base64-inner-padding": ["text": .innerPadding],
        "quoted-printable-wild": ["text": .trailingBlanks],
        "windows-1252-unlabelled": ["subject": .westernHeader],
        "malformed-folding": [
            "subject": .headerEnd, "from": .headerEnd, "to": .headerEnd, "text": .headerEnd,
        ],
        "malformed-boundary-missing": ["text": .boundary, "files": .boundary],
        "malformed-boundary-never": ["text": .boundary, "files": .boundary],
    ]

    private static func collapsed(_ text: String) -> String {
        text.split { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
            .joined(separator: " ")
    }

    /// The names of what differs.
    private static func differing(_ read: ReadMail, _ python: PythonMail) -> Set<String> {
        var fields: Set<String> = []
        if collapsed(read.subject) != collapsed(python.subject ?? "") { fields.insert("subject") }
        if read.sender != python.from?.first ?? "" { fields.insert("from") }
        let own = python.to?.first {
            $0 == "desk@clinic.example" || $0 == "termin@praxis-berg.example"
        }
        if read.recipient != own ?? python.to?.first ?? "" { fields.insert("to") }
        if let text = python.text, text != read.text { fields.insert("text") }
        let files = python.files ?? []
        let same =
            files.count == read.attachments.count
            && zip(files, read.attachments).allSatisfy { theirs, ours in
                theirs.mediaType == ours.mediaType
                    && collapsed(theirs.name) == collapsed(ours.name)
                    && (theirs.sha256 ?? ours.sha256) == ours.sha256
            }
        if !same { fields.insert("files") }
        return fields
    }

    @Test("over the fixtures, but for the documented differences")
    func fixtures() throws {
        let python = try Python.read(MailFixture.folder.path)
        #expect(python.map(\.name) == MailFixture.names)
        for theirs in python {
            let ours = ReadMail(contact(try MailFixture(theirs.name).bytes))
            let expected = Self.documented[theirs.name] ?? [:]
            #expect(Self.differing(ours, theirs) == Set(expected.keys), "\(theirs.name)")
        }
    }

    @Test("over mails that Python wrote", arguments: [1, 2, 3])
    func generated(_ seed: Int) throws {
        try Python.withFolder { folder in
            _ = try Python.run(["write", folder.path, "\(seed)", "100"])
            for theirs in try Python.read(folder.path) {
                let file = folder.appendingPathComponent(theirs.name + ".eml")
                let ours = ReadMail(contact([UInt8](try Data(contentsOf: file))))
                let trail = "seed \(seed), \(theirs.name)"
                #expect(Self.differing(ours, theirs).isEmpty, "\(trail)")
            }
        }
    }

    /// Which documented difference explains a field of a damaged mail.
    private static func reason(
        _ field: String,
        _ ours: ReadMail,
        _ python: PythonMail
    ) -> Difference? {
        let defects = Set(python.defects ?? [])
        func has(_ names: String...) -> Bool { !defects.isDisjoint(with: names) }
        let addresses = (python.from ?? []) + (python.to ?? [])
        if python.failed != nil || addresses.contains(where: { $0.hasPrefix("!") }) {
            return .pythonFails
        }
        if ours.kind == "quarantined" { return .limit }
        if has("MissingHeaderBodySeparatorDefect") { return .headerEnd }
        switch field {
        case "subject": return .brokenWord
        case "from", "to":
            return has("InvalidHeaderDefect", "ObsoleteHeaderDefect") ? .brokenAddress : nil
        default: break
        }
        let boundary = has(
            "StartBoundaryNotFoundDefect",
            "NoBoundaryInMultipartDefect",
            "MultipartInvariantViolationDefect",
            "CloseBoundaryNotFoundDefect"
        )
        if boundary { return .boundary }
        if has("InvalidBase64CharactersDefect") { return .innerPadding }
        if has("InvalidBase64LengthDefect", "InvalidBase64PaddingDefect") { return .brokenBase64 }
        if ours.note.contains("charset-replaced") { return .brokenCharset }
        func plain(_ text: String) -> String { text.filter { $0 != "=" && !$0.isNewline } }
        if field == "text", plain(ours.text) == plain(python.text ?? "") { return .strayEquals }
        if has("InvalidHeaderDefect") { return .brokenParameter }
        return nil
    }

    @Test("over mails with one small change, but for the documented differences")
    func mutated() throws {
        let seed: UInt64 = 0x7079
        var random = SeededBytes(seed: seed)
        let fixtures = MailFixture.all.filter { Self.documented[$0.name] == nil }
        try Python.withFolder { folder in
            var mails: [String: [UInt8]] = [:]
            for round in 0..<600 {
                let fixture = fixtures[random.below(fixtures.count)]
                let name = "m\(1000 + round)-\(fixture.name)"
                let bytes = random.nudged(fixture.bytes)
                mails[name] = bytes
                try Data(bytes).write(to: folder.appendingPathComponent(name + ".eml"))
            }
            var differing = 0
            for theirs in try Python.read(folder.path) {
                let ours = ReadMail(contact(mails[theirs.name] ?? []))
                let fields = Self.differing(ours, theirs)
                if !fields.isEmpty { differing += 1 }
                for field in fields {
                    let reason = Self.reason(field, ours, theirs)
                    #expect(reason != nil, "seed \(seed), \(theirs.name): \(field)")
                }
            }
            // Nearly all mails are read alike; the reasons explain the rest, not the test away.
            #expect(differing * 10 < 600)
        }
    }

    @Test(
        "over mails with attachments that Python wrote, with one small change",
        arguments: [4, 5]
    )
    func mutatedAttachments(_ seed: Int) throws {
        var random = SeededBytes(seed: UInt64(seed))
        try Python.withFolder { folder in
            _ = try Python.run(["write", folder.path, "\(seed)", "150"])
            var mails: [String: [UInt8]] = [:]
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
                let file = folder.appendingPathComponent(name)
                let bytes = random.nudged([UInt8](try Data(contentsOf: file)))
                mails[String(name.dropLast(4))] = bytes
                try Data(bytes).write(to: file)
            }
            var differing = 0
            for theirs in try Python.read(folder.path) {
                let ours = ReadMail(contact(mails[theirs.name] ?? []))
                let fields = Self.differing(ours, theirs)
                if !fields.isEmpty { differing += 1 }
                for field in fields {
                    let reason = Self.reason(field, ours, theirs)
                    #expect(reason != nil, "seed \(seed), \(theirs.name): \(field)")
                }
            }
            // A quarter of the changes cuts the mail, mostly within an attachment.
            #expect(differing * 4 < mails.count)
        }
    }

    @Test("over mails that we write ourselves")
    func written() throws {
        let seed: UInt64 = 0x0517
        var random = SeededBytes(seed: seed)
        let alphabet = Array("abc XYZ,;:\"\\()=?_ äöß€日本🙏.-")
        func text(_ lengthMax: Int) -> String {
            let characters = (0...random.below(lengthMax)).map { _ in
                alphabet[random.below(alphabet.count)]
            }
            return String(characters).split(separator: " ").joined(separator: " ") + "x"
        }
        try Python.withFolder { folder in
            var drafts: [String: MailDraft] = [:]
            for number in 0..<120 {
                var draft = MailDraft(
                    from: "desk@clinic.example",
                    to: "p\(number)@mail.example",
                    messageID: "DM.\(number)@clinic.example",
                    date: Instant(milliseconds: 1_796_110_205_000)
                )
                draft.subject = text(120)
                draft.fromName = text(50)
                draft.text = "a" + text(400) + "\n" + text(80)
                let name = "w\(1_000 + number)"
                drafts[name] = draft
                try Data(MailWriter.bytes(draft))
                    .write(to: folder.appendingPathComponent(name + ".eml"))
            }
            for theirs in try Python.read(folder.path) {
                let draft = try #require(drafts[theirs.name])
                let trail = "seed \(seed), \(theirs.name)"
                #expect(theirs.defects ?? [] == [], "\(trail)")
                #expect(theirs.subject == draft.subject, "\(trail)")
                #expect(theirs.from == [draft.from], "\(trail)")
                #expect(theirs.to == [draft.to], "\(trail)")
                #expect(theirs.text == draft.text, "\(trail)")
            }
        }
    }
}
