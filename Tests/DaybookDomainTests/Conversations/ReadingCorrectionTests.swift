import DaybookDomain
import Testing

@Suite("What a message was, said by a person")
struct ReadingCorrectionTests {
    private func diary() throws -> (diary: Diary, message: UInt64) {
        var diary = try SmallClinic().diary(at: "2026-05-04T08:00:00Z")
        diary.channel = .email
        var incoming = Incoming(.message)
        incoming.party = 5
        incoming.readerVersion = 3
        let message = try diary.perform(.receive(incoming))[0]
        #expect(message.detail == 3)
        return (diary, message.sequence)
    }

    @Test("a correction keeps what was meant, the channel and the reader's version")
    func corrected() throws {
        var (diary, message) = try diary()
        diary.channel = .desk
        let start = try minute("2026-05-05T10:00:00Z")
        let meant = ReadingCorrection(message: message, intent: .move, service: 1, start: start)
        let fact = try diary.perform(.correctReading(meant))[0]
        #expect(fact.kind == .readingCorrected && fact.cause == message)
        #expect(fact.channel == .email && fact.detail == 3 && fact.party == 5)
        #expect(fact.rank == 2 && fact.service == 1 && fact.start == start)
        // Nobody's wait changes by it.
        let history = diary.history(of: message)
        #expect(Conversation(history: history).waitingSince == diary.now)
    }

    @Test("the same again changes nothing, something else corrects it")
    func again() throws {
        var (diary, message) = try diary()
        let meant = ReadingCorrection(message: message, intent: .question)
        try diary.perform(.correctReading(meant))
        #expect(diary.reason(.correctReading(meant)) == .unchanged)
        let other = ReadingCorrection(message: message, intent: .spam)
        try diary.perform(.correctReading(other))
        #expect(diary.reason(.correctReading(meant)) == .none)
    }

    @Test("only what a reader made can be corrected, and only to a service that there is")
    func unknown() throws {
        var (diary, message) = try diary()
        let reply = try diary.perform(
            .respond(conversation: message, sent: false, ifHead: 0)
        )[0].sequence
        for sequence in [reply, 1, 9_999] {
            let meant = ReadingCorrection(message: sequence, intent: .other)
            #expect(diary.reason(.correctReading(meant)) == .unknown)
        }
        let meant = ReadingCorrection(message: message, intent: .appointment, service: 77)
        #expect(diary.reason(.correctReading(meant)) == .notConfigured)
    }
}
