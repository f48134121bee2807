import DaybookDomain
import Testing

@testable import DaybookIntake

@Suite("Hostile mail is read within bounds")
struct EmailRobustnessTests {
    /// What holds for every contact whatever the bytes were.
    private func checkBounds(_ read: Contact, of bytes: [UInt8], _ trail: String) {
        #expect(read.attachments.count <= EmailLimits.partsMax, "\(trail)")
        #expect(read.references.count <= EmailLimits.referencesMax + 1, "\(trail)")
        #expect(read.text.utf8.count <= 2 * EmailLimits.textBytesMax + 2, "\(trail)")
        #expect(read.freshText.utf8.count <= read.text.utf8.count, "\(trail)")
        #expect(!read.subject.utf8.contains { $0 < 0x20 || $0 == 0x7F }, "\(trail)")
        #expect(!read.senderName.utf8.contains { $0 < 0x20 || $0 == 0x7F }, "\(trail)")
        #expect(!read.sender.utf8.contains { $0 < 0x20 }, "\(trail)")
        #expect(!read.text.utf8.contains { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 }, "\(trail)")
        if read.kind == .quarantined {
            #expect(EmailQuarantine(rawValue: read.note) != nil, "\(trail)")
        }
        if read.kind == .choice { #expect(read.text.contains(read.choice), "\(trail)") }
    }

    @Test(
        "a mail cut at any byte is read",
        arguments: MailFixture.all.filter {
            [
                "gmail-web-reply", "outlook-365-attachments", "forwarded-rfc822", "bounce",
                "iso-2022-jp", "encoded-words-split", "malformed-folding", "html-only",
                "malformed-boundary-missing",
            ].contains($0.name)
        }
    )
    func cutAnywhere(_ fixture: MailFixture) {
        for end in 0...fixture.bytes.count {
            let bytes = Array(fixture.bytes[..<end])
            checkBounds(contact(bytes), of: bytes, "\(fixture.name) cut at \(end)")
        }
    }

    @Test("two thousand seeded changes to mails trap nothing and read the same twice")
    func mutations() {
        let seed: UInt64 = 0x6D61_696C
        var random = SeededBytes(seed: seed)
        let fixtures = MailFixture.all
        for round in 0..<2_000 {
            let fixture = fixtures[random.below(fixtures.count)]
            let bytes = random.mutated(fixture.bytes)
            let trail = "seed \(seed), round \(round), \(fixture.name)"
            let once = contact(bytes)
            checkBounds(once, of: bytes, trail)
            let again = contact(bytes)
            #expect(ReadMail(once) == ReadMail(again), "\(trail)")
            #expect(once.identity == again.identity, "\(trail)")
        }
    }

    @Test("random bytes are a mail too")
    func noise() {
        let seed: UInt64 = 77
        var random = SeededBytes(seed: seed)
        for round in 0..<500 {
            let bytes = (0..<random.below(2_000)).map { _ in
                UInt8(truncatingIfNeeded: random.next())
            }
            checkBounds(contact(bytes), of: bytes, "seed \(seed), round \(round)")
        }
    }

    @Test("half a million addresses are quarantined by the length of their header")
    func addressBomb() {
        var bytes = Array("From: a@example.org\r\nMessage-ID: <bomb@example.org>\r\nTo: ".utf8)
        for number in 0..<500_000 { bytes += Array("u\(number)@example.org,\r\n ".utf8) }
        bytes += Array("desk@clinic.example\r\n\r\nHello".utf8)
        let read = contact(bytes)
        #expect(read.kind == .quarantined)
        #expect(read.note == "headers-too-long")
        #expect(read.sender == "a@example.org")
        #expect(read.messageID == "bomb@example.org")
        let again = contact(Array("Received: by another way\r\n".utf8) + bytes)
        #expect(again.identity == read.identity)
        #expect(read.text.isEmpty)
    }

    @Test("addresses are counted over all fields", arguments: [999, 1_000, 1_001])
    func addressCount(_ count: Int) {
        let to = (1..<count).map { "u\($0)@example.org" }.joined(separator: ",\n ")
        let read = contact("From: a@example.org\nTo: \(to)\n\nHello\n")
        let quarantined = count > EmailLimits.addressesMax
        #expect(read.kind == (quarantined ? .quarantined : .message))
        #expect(read.note == (quarantined ? "too-many-addresses" : ""))
    }

    @Test("containers nested ten thousand deep are quarantined")
    func nesting() {
        var text = "From: a@example.org\n"
        for level in 0..<10_000 {
            text += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n"
        }
        let read = contact(text + "\nHello\n")
        #expect(read.kind == .quarantined)
        #expect(read.note == "too-deep")
        #expect(read.sender == "a@example.org")
    }

    @Test("messages enclosed in each other ten thousand deep are quarantined")
    func enclosedNesting() {
        var text = "From: a@example.org\n"
        for _ in 0..<10_000 { text += "Content-Type: message/rfc822\n\n" }
        #expect(contact(text).note == "too-deep")
    }

    @Test("depth is allowed up to its limit", arguments: [19, 20])
    func depthLimit(_ containers: Int) {
        var text = "From: a@example.org\n"
        for level in 0..<containers {
            text += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n"
        }
        let read = contact(text + "\nHello\n")
        let fits = containers < EmailLimits.depthMax
        #expect(read.note == (fits ? "" : "too-deep"))
        #expect(read.text == (fits ? "Hello" : ""))
    }

    @Test("parts are allowed up to their limit", arguments: [99, 100])
    func partLimit(_ leaves: Int) {
        var text = "From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n"
        for _ in 0..<leaves { text += "--b\n\nHello\n" }
        let read = contact(text + "--b--\n")
        let fits = leaves < EmailLimits.partsMax
        #expect(read.note == (fits ? "" : "too-many-parts"))
        #expect(read.kind == (fits ? .message : .quarantined))
    }

    @Test("fields are allowed up to their limit", arguments: [4_999, 5_000])
    func fieldLimit(_ fields: Int) {
        let text = String(repeating: "X: y\n", count: fields) + "From: a@example.org\n\nHello\n"
        #expect(contact(text).note == (fields < EmailLimits.fieldsMax ? "" : "too-many-fields"))
    }

    @Test("a mail longer than the limit is quarantined, with its sender")
    func tooLarge() {
        var bytes = Array("From: a@example.org\n\n".utf8)
        bytes += [UInt8](repeating: 0x61, count: EmailLimits.messageBytesMax - bytes.count)
        #expect(contact(bytes).kind == .message)
        #expect(contact(bytes).note == "text-cut")
        bytes.append(0x61)
        let read = contact(bytes)
        #expect(read.kind == .quarantined)
        #expect(read.note == "message-too-large")
        #expect(read.sender == "a@example.org")
    }

    @Test(
        "what looks for an end that never comes stays linear",
        arguments: [
            "=?a ", "=?utf-8?Q?x ", "(", "<", "\"", "=?utf-8?B?YQ==?= ", "a@", ",", ":", ";", "\\",
            "=?iso-2022-jp?Q?a?= =?euc-kr?Q?b?= ",
        ]
    )
    func unclosedHeaders(_ piece: String) {
        let value = String(repeating: piece, count: 200_000 / piece.utf8.count)
        let read = contact(
            "From: \(value)\nSubject: \(value)?=\nContent-Type: \(value)\n\nHello\n"
        )
        #expect(read.kind == .quarantined)
        let shorter = String(value.prefix(80_000))
        checkBounds(
            contact("From: \(shorter)\nSubject: \(shorter)\nContent-Type: a/b; \(shorter)\n\nx\n"),
            of: [],
            piece
        )
    }

    @Test(
        "text and addresses that go on and on stay linear",
        arguments: ["\n>", "a . ", "On 1\n", "From: 1\n", "-- \n", "wrote 1:\n>\n"]
    )
    func repetitions(_ piece: String) {
        let body = String(repeating: piece, count: 500_000 / piece.utf8.count)
        checkBounds(contact("From: a@example.org\n\n\(body)"), of: [], piece)
        let word = String(repeating: "a", count: 100_000)
        let tail = String(repeating: piece == "a . " ? piece : ":", count: 25_000)
        checkBounds(contact("From: \(word)@\(tail)\n\nx\n"), of: [], piece)
    }

    @Test(
        "HTML that never closes stays linear",
        arguments: [
            "<", "<a ", "<a b=\"", "<a b='", "<!--", "<script>", "&", "&#", "<blockquote>", "<br>",
        ]
    )
    func unclosedHTML(_ piece: String) {
        let body = String(repeating: piece, count: 400_000 / piece.utf8.count)
        let read = contact("From: a@example.org\nContent-Type: text/html\n\n\(body)x")
        checkBounds(read, of: [], piece)
        #expect(read.kind == .message)
    }
}
