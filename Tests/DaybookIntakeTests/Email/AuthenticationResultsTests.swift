import DaybookDomain
import Testing

@testable import DaybookIntake

@Suite("Only the clinic's own mail server says who a sender is not (RFC 8601)")
struct AuthenticationResultsTests {
    private static let own = "mx.clinic.example"

    private func note(_ fields: String, authority: String? = own, body: String = "Hi\n") -> String {
        let headers = authority.map {
            [RawMessage.Header(name: "x-envelope-authserv-id", value: $0)]
        }
        let message = RawMessage(
            channel: .email,
            body: Array("\(fields)\nFrom: a@example.org\n\n\(body)".utf8),
            headers: headers ?? [],
            receivedAt: Instant(milliseconds: 0)
        )
        return EmailAdapter(addresses: ["desk@clinic.example"]).contact(from: message).note
    }

    @Test(
        "a DMARC failure under its name marks the sender",
        arguments: [
            "mx.clinic.example; dmarc=fail header.from=example.org",
            "mx.clinic.example 1; dmarc=fail (p=reject dis=none) header.from=example.org",
            "MX.Clinic.Example; spf=pass smtp.mailfrom=x; dkim=none; DMARC=Fail",
            "mx.clinic.example;\n dmarc = fail", "mx.clinic.example; dmarc/1=fail policy.x=y",
            "\"mx.clinic.example\"; spf=pass reason=\"; dmarc=pass\"; dmarc=fail",
            "(by (nested \\) us)) mx.clinic.example; dmarc=fail",
        ]
    )
    func fails(_ value: String) {
        #expect(note("Authentication-Results: " + value) == "sender-unverified")
    }

    @Test(
        "another server's word, another result, or words that only look like one mark nobody",
        arguments: [
            "mx.other.example; dmarc=fail", "x.mx.clinic.example; dmarc=fail",
            "mx.clinic.example.evil.example; dmarc=fail", "mx.clinic.example; dmarc=pass",
            "mx.clinic.example; dmarc=none", "mx.clinic.example; dmarc=permerror",
            "mx.clinic.example; dmarc=failure", "mx.clinic.example; none", "mx.clinic.example",
            "mx.clinic.example; x-dmarc=fail", "mx.clinic.example; dmarcx=fail",
            "mx.clinic.example; spf=pass (dmarc=fail)", "mx.clinic.example; dmarc",
            "mx.clinic.example; spf=pass reason=\"; dmarc=fail\"", "; dmarc=fail", "", "(((", "\"",
        ]
    )
    func others(_ value: String) {
        #expect(note("Authentication-Results: " + value) == "")
    }

    @Test("without the server's name nothing is believed")
    func unnamed() {
        let field = "Authentication-Results: mx.clinic.example; dmarc=fail"
        #expect(note(field, authority: nil) == "")
        #expect(note(field, authority: "") == "")
    }

    @Test("of several the topmost with a result counts: what stands below came with the mail")
    func topmost() {
        let pass = "Authentication-Results: mx.clinic.example; dmarc=pass"
        let fail = "Authentication-Results: mx.clinic.example; dmarc=fail"
        let spf = "Authentication-Results: mx.clinic.example; spf=pass"
        let foreign = "Authentication-Results: mx.other.example; dmarc=pass"
        #expect(note([fail, pass].joined(separator: "\n")) == "sender-unverified")
        #expect(note([pass, fail].joined(separator: "\n")) == "")
        #expect(note([foreign, spf, fail, pass].joined(separator: "\n")) == "sender-unverified")
    }

    @Test("a calendar of such a sender is nobody's answer: a person looks at it")
    func calendar() {
        let calendar = [
            "BEGIN:VCALENDAR", "METHOD:REPLY", "BEGIN:VEVENT", "UID:1@clinic.example",
            "SEQUENCE:0", "DTSTART:20261201T090000Z", "ORGANIZER:mailto:desk@clinic.example",
            "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@example.org", "END:VEVENT", "END:VCALENDAR", "",
        ].joined(separator: "\r\n")
        let type = "\nContent-Type: text/calendar; method=REPLY"
        func note(_ result: String) -> String {
            self.note(
                "Authentication-Results: mx.clinic.example; dmarc=\(result)" + type,
                body: calendar
            )
        }
        #expect(note("pass") == "imip-reply-accepted")
        #expect(note("fail") == "imip-unverified,sender-unverified")
    }
}
