import DaybookDomain
import Testing

@testable import DaybookIntake

/// Ask-a-nurse: a form with fields and an urgency rule of its own.
@Suite("Ask-a-nurse")
struct NurseFormTests {
    private static func message(_ answer: String) -> RawMessage {
        let body = "name=Ada&phone=0301234567&question=A+question&urgency=\(answer)"
        return RawMessage(
            channel: .nurse,
            body: Array(body.utf8),
            receivedAt: Instant(milliseconds: 0)
        )
    }

    @Test(
        "the answer about urgency raises the message, and stays sealed itself",
        arguments: [("whenever", false), ("this-week", false), ("today", true), ("worse", true)]
    )
    func urgency(_ answer: String, _ isUrgent: Bool) throws {
        let reading = try FormAdapter(channel: .nurse).read(Self.message(answer))
        let vault = try VaultFixture().vault
        let summary = try #require(try vault.summaries(of: reading, channel: .nurse).first)
        #expect(summary.kind == .message)
        #expect(summary.isUrgent == isUrgent)
        #expect(summary.note == "")
    }

    @Test("an answer that the form does not have is said, and not urgent")
    func unknownAnswer() throws {
        let adapter = FormAdapter(channel: .nurse)
        #expect(try adapter.report(on: Self.message("yes")).problems.map(\.code) == [.notAChoice])
        let reading = try adapter.read(Self.message("yes"))
        let vault = try VaultFixture().vault
        #expect(try vault.summaries(of: reading, channel: .nurse).first?.isUrgent == false)
    }

    @Test("the standard form's fields are not asked for")
    func fields() throws {
        let report = try FormAdapter(channel: .nurse).report(
            on: RawMessage(
                channel: .nurse,
                body: Array("since=Sunday".utf8),
                receivedAt: Instant(milliseconds: 0)
            )
        )
        #expect(report.problems.map(\.field) == ["name", "question", "urgency", "phone"])
    }
}
