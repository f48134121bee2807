import DaybookDomain
import Testing

@Suite("Times that are offered together")
struct OfferedTimesTests {
    private func clinic(resources: UInt16 = 1) -> SmallClinic {
        var clinic = SmallClinic()
        clinic.resources = resources
        clinic.service.groups = [
            ResourceGroup(name: "practitioners", resources: Array(1...resources))
        ]
        return clinic
    }

    private func starts(_ texts: [String]) throws -> [Minute] {
        try texts.map { try minute("2026-05-04T\($0):00Z") }
    }

    /// A conversation with an offer of these times, and the numbers of the holds.
    private func offer(
        _ texts: [String],
        _ diary: inout Diary
    ) throws -> (conversation: UInt64, facts: [Fact]) {
        var incoming = Incoming(.message)
        incoming.party = 7
        diary.channel = .email
        let conversation = try diary.perform(.receive(incoming))[0].subject
        diary.channel = .desk
        let facts = try diary.perform(
            .offer(
                conversation: conversation,
                service: 1,
                starts: try starts(texts),
                minutes: 60
            )
        )
        return (conversation, facts)
    }

    private func holds(_ facts: [Fact]) -> [UInt64] {
        facts.filter { $0.kind == .holdPlaced && $0.subject == $0.sequence }.map(\.subject)
    }

    @Test("are free again, but for the one chosen, in the group that books it")
    func chosen() throws {
        var diary = try clinic().diary(at: "2026-05-04T08:00:00Z")
        let (_, facts) = try offer(["09:00", "10:00", "11:00"], &diary)
        let holds = holds(facts)
        let group = try diary.perform(.confirmHold(subject: holds[1], party: 7))
        #expect(group.map(\.kind) == [.appointmentBooked, .holdReleased, .holdReleased])
        #expect(group.map(\.subject) == [holds[1], holds[0], holds[2]])
        #expect(group.dropLast().allSatisfy { $0.flags.contains(.groupContinues) })
        #expect(holds.map { diary.status(of: $0) } == [.cancelled, .booked, .cancelled])
        let window = try minute("2026-05-04T09:00:00Z")
        #expect(diary.offered(1, window..<window.advanced(by: 31)).contains(window))
    }

    @Test("are free again when the token comes in a message of its own conversation or another")
    func byMessage() throws {
        for isOther in [false, true] {
            var diary = try clinic().diary(at: "2026-05-04T08:00:00Z")
            let (conversation, facts) = try offer(["09:00", "10:00"], &diary)
            var incoming = Incoming(.message)
            incoming.party = 7
            incoming.conversation = isOther ? 0 : conversation
            let group = try diary.perform(
                .receiveAndConfirm(incoming, hold: holds(facts)[0])
            )
            #expect(
                group.map(\.kind) == [
                    isOther ? .requestReceived : .messageReceived, .appointmentBooked,
                    .holdReleased, .replyQueued,
                ]
            )
            #expect(group[3].cause == group[1].sequence)
            #expect(diary.status(of: holds(facts)[1]) == .cancelled)
        }
    }

    @Test("name the hold that was chosen as the cause of the booking, also of several resources")
    func cause() throws {
        var clinic = clinic(resources: 2)
        clinic.service.groups[0].needed = 2
        var diary = try clinic.diary(at: "2026-05-04T08:00:00Z")
        let (_, facts) = try offer(["09:00", "10:00"], &diary)
        let hold = holds(facts)[0]
        let booked = try diary.perform(.confirmHold(subject: hold, party: 0))
        #expect(booked.prefix(2).map(\.cause) == [hold, hold])
        #expect(booked.count == 4)
        let ten = try starts(["10:00"])[0]
        #expect(diary.offered(1, ten..<ten.advanced(by: 1)) == [ten])
    }

    @Test("leave holds alone that were not offered with them")
    func othersStay() throws {
        var diary = try clinic().diary(at: "2026-05-04T08:00:00Z")
        let (conversation, first) = try offer(["09:00", "10:00"], &diary)
        let own = try diary.perform(
            .hold(
                TimeRequest(
                    service: 1,
                    start: try minute("2026-05-04T12:00:00Z"),
                    party: 7,
                    cause: conversation
                ),
                minutes: 60
            )
        )[0].subject
        let (_, second) = try offer(["14:00", "15:00"], &diary)
        try diary.perform(.confirmHold(subject: holds(first)[0], party: 0))
        #expect(diary.status(of: own) == .pending)
        #expect(holds(second).map { diary.status(of: $0) } == [.pending, .pending])
    }

    @Test("never need the same resource at the same time")
    func apart() throws {
        var one = try clinic().diary(at: "2026-05-04T08:00:00Z")
        let opened = try one.perform(.receive(Incoming(.message)))[0].subject
        let near = try starts(["09:00", "09:15"])
        let command = Command.offer(conversation: opened, service: 1, starts: near, minutes: 0)
        #expect(one.reason(command) == .held)
        var two = try clinic(resources: 2).diary(at: "2026-05-04T08:00:00Z")
        let other = try two.perform(.receive(Incoming(.message)))[0].subject
        let facts = try two.perform(
            .offer(conversation: other, service: 1, starts: near, minutes: 0)
        )
        #expect(facts.filter { $0.kind == .holdPlaced }.map(\.resource) == [1, 2])
    }

    @Test("can't be chosen through a block that was placed later, and the refusal names it")
    func blocked() throws {
        var diary = try clinic().diary(at: "2026-05-04T08:00:00Z")
        let (_, facts) = try offer(["09:00", "10:00"], &diary)
        let block = try diary.perform(
            .block(resource: 1, start: try minute("2026-05-04T09:15:00Z"), length: 5)
        )[0].sequence
        let command = Command.confirmHold(subject: holds(facts)[0], party: 0)
        #expect(throws: Refusal(.blocked, cause: block)) { try diary.decide(command) }
        #expect(diary.reason(.confirmHold(subject: holds(facts)[1], party: 0)) == .none)
        try diary.perform(.unblock(subject: block))
        #expect(diary.reason(command) == .none)
    }

    @Test("end with the hold: one that ran out is not released again")
    func ranOut() throws {
        var diary = try clinic().diary(at: "2026-05-04T08:00:00Z")
        let (_, facts) = try offer(["09:30", "10:30"], &diary)
        try diary.perform(.extendHold(subject: holds(facts)[0], minutes: 80))
        diary.now = try instant("2026-05-04T09:10:00Z")
        let group = try diary.perform(.confirmHold(subject: holds(facts)[0], party: 0))
        #expect(group.map(\.kind) == [.appointmentBooked])
    }
}
