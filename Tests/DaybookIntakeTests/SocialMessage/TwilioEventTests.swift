import DaybookDomain
import Testing

@testable import DaybookIntake

/// What Twilio sends as JSON.
@Suite("Twilio's events")
struct TwilioEventTests {
    private static let address = "https://clinic.example/sms"

    private func read(_ body: String, signedFor address: String = address) throws -> Outcome {
        let adapter = TwilioAdapter(
            addresses: [Self.address],
            secrets: try OtherPlatforms.secrets()
        )
        return Outcome(adapter, OtherPlatforms.twilio(json: body, address: address))
    }

    private static func event(_ type: String, _ data: String) -> String {
        #"{"specversion":"1.0","id":"EZ1","type":"com.twilio.\#(type)","data":\#(data)}"#
    }

    private static let received = event(
        "messaging.inbound-message.received",
        #"{"messageSid":"SM1","from":"+491510000007","to":"+4930","numMedia":0,"#
            + #""body":"Grüße","timestamp":"2026-03-02T08:00:00.000Z"}"#
    )
    private static let message = ContactLine(
        kind: .message,
        identity: "sms|SM1",
        from: "+491510000007",
        to: "+4930",
        id: "SM1",
        text: "Grüße"
    )

    @Test("are read one and all, whether they come in a list or alone")
    func batch() throws {
        let failed = Self.event(
            "messaging.message.undelivered",
            #"{"messageSid":"SM2","from":"+4930","to":"+49151","errorCode":30003}"#
        )
        let report = ContactLine(
            kind: .failed,
            identity: "sms|SM2|undelivered",
            from: "+49151",
            to: "+4930",
            references: ["SM2"],
            note: "error=30003"
        )
        #expect(try read("[\(Self.received), \(failed)]") == .contacts([Self.message, report]))
        #expect(try read(" " + Self.received) == .contacts([Self.message]))
        #expect(try read("[]") == .contacts([]))
    }

    @Test("an object with the fields of the form is what the form would be")
    func fields() throws {
        let pairs = [
            "MessageSid": "SM1", "From": "+491510000007", "To": "+4930", "Body": "Grüße",
        ]
        let form = OtherPlatforms.twilio(pairs, address: Self.address)
        let adapter = TwilioAdapter(
            addresses: [Self.address],
            secrets: try OtherPlatforms.secrets()
        )
        #expect(Outcome(adapter, form) == .contacts([Self.message]))
        let members = pairs.map { "\"\($0)\":\"\($1)\"" }.joined(separator: ",")
        #expect(try read("{\(members)}") == .contacts([Self.message]))
    }

    @Test(
        "what is about no message is kept as unknown, and two of them are two",
        arguments: [
            ("voice.call", #"{"callSid":"CA1"}"#, "com.twilio.voice.call /type"),
            ("messaging.message.", #"{"messageSid":""}"#, "messageSid"),
            ("messaging.inbound-message.received", "{}", "messageSid"),
        ]
    )
    func unknown(_ type: String, _ data: String, _ note: String) throws {
        let one = Self.event(type, data)
        let other = one.replacing("EZ1", with: "EZ2")
        guard case .contacts(let contacts) = try read("[\(one),\(other),\(one)]") else {
            Issue.record("refused")
            return
        }
        #expect(contacts.map(\.kind) == [.unrecognised, .unrecognised, .unrecognised])
        #expect(contacts.map(\.note) == [note, note, note])
        #expect(contacts[0].identity != contacts[1].identity)
        #expect(contacts[0].identity == contacts[2].identity)
    }

    @Test("two calls between the same numbers are two, also as forms")
    func calls() throws {
        let adapter = TwilioAdapter(
            addresses: [Self.address],
            secrets: try OtherPlatforms.secrets()
        )
        let identities = ["CA1", "CA2", "CA1"].map { call -> String in
            let pairs = ["CallSid": call, "From": "+49151", "To": "+4930"]
            let outcome = Outcome(adapter, OtherPlatforms.twilio(pairs, address: Self.address))
            guard case .contacts(let contacts) = outcome else { return "" }
            return contacts.map(\.identity).joined()
        }
        #expect(identities[0] == identities[2] && identities[0] != identities[1])
        #expect(!identities[0].isEmpty)
    }

    @Test("more than a reading holds are kept whole, for a person to look at")
    func tooMany() throws {
        let events = Array(repeating: #"{"CallSid":"CA1"}"#, count: Reading.contactsMax + 1)
        guard
            case .contacts(let contacts) = try read("[" + events.joined(separator: ",") + "]")
        else {
            Issue.record("refused")
            return
        }
        #expect(contacts.map(\.kind) == [.quarantined])
        #expect(contacts.map(\.note) == ["too-many-contacts"])
    }

    @Test("are refused at another address, unsigned, or cut off")
    func refused() throws {
        let other = try read(Self.received, signedFor: "https://clinic.example/other")
        #expect(other.code == .signatureWrong)
        #expect(try read(String(Self.received.dropLast())).code == .malformed)
        let adapter = TwilioAdapter(
            addresses: [Self.address],
            secrets: try OtherPlatforms.secrets()
        )
        let unsigned = OtherPlatforms.message(.sms, Self.received, [])
        #expect(Outcome(adapter, unsigned).code == .signatureMissing)
    }
}
