import DaybookDomain
import Testing

@testable import DaybookIntake

@Suite("Mails of the world are read exactly")
struct EmailFixtureTests {
    @Test("every fixture has an expectation that can be read")
    func fixturesAreWhole() {
        #expect(MailFixture.names.count >= 24)
        #expect(MailFixture.all.map(\.name) == MailFixture.names)
    }

    @Test("a fixture yields exactly its contact", arguments: MailFixture.all)
    func exactContact(_ fixture: MailFixture) {
        let read = contact(fixture.bytes)
        #expect(ReadMail(read) == fixture.expected)
        #expect(read.signedAt == nil)
        #expect(read.identity.starts(with: Array("mail\0".utf8)))
    }

    @Test("a fixture read through the public door is one contact", arguments: MailFixture.all)
    func publicDoor(_ fixture: MailFixture) throws {
        let message = RawMessage(
            channel: .email,
            body: fixture.bytes,
            receivedAt: Instant(milliseconds: 0)
        )
        #expect(try clinic.read(message).count == 1)
    }

    @Test("line ends do not change what is read or which mail it is", arguments: MailFixture.all)
    func lineEnds(_ fixture: MailFixture) {
        guard fixture.name != "malformed-lone-cr" else { return }
        let bare = fixture.bytes.filter { $0 != 0x0D }
        let crlf = bare.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
        let one = contact(bare)
        let other = contact(crlf)
        #expect(one.identity == other.identity)
        #expect(one.text == other.text)
        #expect(one.subject == other.subject)
        #expect(one.attachments.map(\.name) == other.attachments.map(\.name))
    }

    @Test("no two fixtures are the same mail, but the duplicate, which is")
    func identities() {
        var owners: [[UInt8]: [String]] = [:]
        for fixture in MailFixture.all {
            owners[contact(fixture.bytes).identity, default: []].append(fixture.name)
        }
        let shared = owners.values.filter { $0.count > 1 }
        #expect(shared == [["duplicate-first", "duplicate-second"]])
    }
}
