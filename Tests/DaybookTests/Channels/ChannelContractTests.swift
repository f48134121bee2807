import Daybook
import DaybookTesting
import Testing

@Suite("The channel contract finds what is broken")
struct ChannelContractTests {
    private static let day = Instant(milliseconds: 1_796_110_205_000)

    private static func samples() -> [ChannelSample] {
        ["one: Ada needs a check-up", "two: Ben wants Tuesday"].enumerated().map { number, text in
            ChannelSample(
                "sample \(number)",
                channel: .chat,
                body: Array(text.utf8),
                receivedAt: day,
                personalWords: ["check-up", "Tuesday"]
            )
        }
    }

    /// A reader of plain text that breaks the rules it is told to break.
    private struct Broken: ChannelAdapter {
        var rule: ContractViolation.Rule?

        func read(_ message: borrowing RawMessage) throws(Unreadable) -> Reading {
            if rule == .reads { throw Unreadable(.malformed, expected: "something else") }
            if rule != .bounded, message.body.count > 64 {
                throw Unreadable(.tooLarge, offset: 64, expected: "at most 64 bytes")
            }
            if rule != .signatureChecked, message.header("X-Sum") != Broken.sum(message.body) {
                throw Unreadable(.signatureWrong, expected: "X-Sum")
            }
            let text = String(decoding: message.body, as: UTF8.self)
            var identity = message.body
            if rule == .redeliveryRecognised {
                identity += Array(String(message.receivedAt.milliseconds).utf8)
            }
            if rule == .identitiesApart { identity = [1] }
            var contact = Contact(.message, identity: identity)
            contact.text =
                rule == .deterministic ? text + String(UInt64.random(in: 0 ... .max)) : text
            contact.freshText = contact.text
            if rule == .confined {
                contact.choice = text.split(separator: " ").last.map(String.init) ?? ""
            }
            return Reading([contact])
        }

        static func sum(_ bytes: [UInt8]) -> String {
            String(bytes.reduce(UInt64(7)) { ($0 &* 31) &+ UInt64($1) })
        }
    }

    private static func violations(of rule: ContractViolation.Rule?) throws -> Set<
        ContractViolation.Rule
    > {
        let contract = ChannelContract(
            Broken(rule: rule),
            samples: samples(),
            signing: { [.init(name: "X-Sum", value: Broken.sum($0.body))] },
            bytesMax: 64
        )
        return Set(try contract.violations().map(\.rule))
    }

    @Test("a good adapter keeps all of it")
    func good() throws {
        #expect(try Self.violations(of: nil) == [])
    }

    @Test(
        "and each promise that is broken is named",
        arguments: ContractViolation.Rule.allCases.filter { $0 != .orderIndependent }
    )
    func broken(_ rule: ContractViolation.Rule) throws {
        #expect(try Self.violations(of: rule).contains(rule))
    }
}
