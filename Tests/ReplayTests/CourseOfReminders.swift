import Daybook
import DaybookTesting

/// Three patients ask urgently and are reminded of their appointments, one of them perhaps: one will
/// come, one cancels, and what the third answers to a reminder of a time that was moved since waits
/// for a person.
///
/// It made the golden log `reminders-unsealed`.
struct CourseOfReminders: Course {
    var stage: Stage

    /// Plays all of it.
    mutating func play() async throws {
        let file = try Repository.bytes("schemas/examples/clinic-words.json")
        try await submit(.configure(book.difference(to: file)))
        let now = clock.now.minute
        let free = try book.freeSlots(
            service: 1,
            in: now..<now.advanced(by: 7 * 1_440),
            asOf: clock.now,
            count: 60
        )
        for (number, answer) in [ReminderAnswer.confirm, .cancel, .cancel].enumerated() {
            var incoming = Incoming(.message)
            incoming.party = UInt64(number + 1) << 32
            let asked = try await submit(.receive(incoming), by: .patient).first
            var wish = TimeRequest(service: 1, start: free[number * 10 + 5].start)
            wish.party = incoming.party
            wish.cause = asked
            let visit = try await submit(.book(wish)).first
            try await submit(.prioritise(conversation: asked, .urgent))
            try await submit(.close(conversation: asked, reason: .booked))
            let reminder = try await submit(.remind(appointment: visit, channel: .email)).first
            try await submit(.claimReply(reply: reminder, seconds: 60))
            if number == 1 {
                try await submit(.reportReply(reply: reminder, outcome: .uncertain))
            }
            try await submit(.reportReply(reply: reminder, outcome: .sent))
            if number == 2 {
                try await submit(
                    .reschedule(subject: visit, start: free[59].start, resource: 0)
                )
            }
            incoming.conversation = asked
            try await submit(
                .receiveAndAnswer(incoming, reminder: reminder, answer),
                by: .patient
            )
            try await submit(.answerReminder(reminder: reminder, .confirm), by: .patient)
        }
    }

    @discardableResult
    private mutating func submit(
        _ command: Command,
        by actor: ActorClass = .staff
    ) async throws -> Receipt {
        clock.advance(seconds: 30)
        return try await book.submit(
            command,
            id: id(),
            channel: .email,
            actorClass: actor
        )
    }
}
